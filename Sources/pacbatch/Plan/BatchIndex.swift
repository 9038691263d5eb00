import Emit
import Fiscal
import Ledger
import Transform

/// Who meets whom inside a batch that isn't in the ledger yet: the same key twice, notes and their invoices. Constant memory (performance.md 3):
/// entries lie in a spill file and are joined partition by partition once the last order is read.
struct BatchIndex: ~Copyable {
    /// What comes out for a document that isn't what it is on its own.
    struct Finding {
        let code: FaultCode
        let file: Int
        let line: Int
        let orderID: String
        /// The cell that the fault is about, and what stands in it.
        let field: OrderKey?
        let value: String?
        /// What the code's message needs beyond that.
        let facts: [String: String]
    }

    private var spill: SpillFile<BatchEntry>
    private var companies: [String] = []

    /// Begins an index whose temporary file lies in `folder`.
    init(folder: String) throws {
        spill = try SpillFile(folder: folder)
    }

    /// Adds a judged order in the state that it has on its own.
    /// - Parameters:
    ///   - invoice: the order key of the invoice that decides about a waiting note; nil when nothing in the batch does.
    ///   - isRefusedByLedger: the note can't go out: what the ledger knows of its invoice says so.
    mutating func add(
        _ judged: borrowing JudgedOrder, state: DocumentState, file: Int, record: borrowing OrderRecord,
        askingFor invoice: String?,
        isRefusedByLedger: Bool
    ) throws {
        let company = number(of: judged.company)
        let entry = BatchEntry(
            judged, company: company, state: state, file: file, sequence: record.sequence, line: record.line,
            isRefusedByLedger: isRefusedByLedger)
        try spill.append(entry, hash: entry.keyHigh)
        if let invoice { try ask(judged, for: (.invoice, invoice), state: state, file: file, record: record) }
    }

    /// Adds the question of a note or a void request that is tallied as `state`, for the document of the batch that decides about it.
    /// - Parameter isRefusedByLedger: the ledger's document, should it keep the key, has a void request already.
    mutating func ask(
        _ judged: borrowing JudgedOrder, for target: (kind: DocumentKind, orderID: String), state: DocumentState, file: Int,
        record: borrowing OrderRecord, isRefusedByLedger: Bool = false
    ) throws {
        let question = BatchEntry(
            judged, company: number(of: judged.company), state: state, file: file, sequence: record.sequence, line: record.line,
            askingFor: target, isRefusedByLedger: isRefusedByLedger)
        try spill.append(question, hash: question.keyHigh)
    }

    /// Adds the document that holds a key in the ledger and may have to give it up to the batch.
    /// - Parameter total: its grand total.
    mutating func add(_ holder: KeyHolder, company: String, kind: DocumentKind, orderID: String, total: Amount) throws {
        let entry = BatchEntry(holder, company: company, kind: kind, orderID: orderID, total: total)
        try spill.append(entry, hash: entry.keyHigh)
    }

    private mutating func number(of company: String) -> UInt16 {
        if let index = companies.firstIndex(of: company) { return UInt16(index) }
        companies.append(company)
        return UInt16(companies.count - 1)
    }

    /// Joins what was added: every document is tallied in the state that `run` would give it, by file; every surprise is told.
    func resolve(into files: inout [Tally], found: (Finding) throws -> Void) throws {
        var settledNotes: Set<UInt64> = []
        var hasQuestions = false
        try spill.forEachPartition { entries in
            try Self.eachKey(of: entries) { group in
                let documents = group.filter { $0.role == .document }
                let (states, _) = try Self.states(of: documents, after: group.first { $0.role == .holder }, found: found)
                for (entry, state) in zip(documents, states) {
                    let isRefused = state == .waiting && entry.isRefusedByLedger
                    files[Int(entry.file)].add(key(entry, isRefused ? .invalid : state), entry.figures)
                    if state != .waiting, entry.state == .waiting { settledNotes.insert(entry.place) }
                }
                hasQuestions = hasQuestions || documents.count < group.count
            }
        }
        guard hasQuestions else { return }
        try spill.forEachPartition { entries in
            guard entries.contains(where: { $0.role == .question }) else { return }
            try Self.eachKey(of: entries) { group in
                // One that turned out to be a duplicate or in conflict asks no more.
                let questions = group.filter { $0.role == .question && !settledNotes.contains($0.place) }
                guard !questions.isEmpty else { return }
                let (_, held) = try Self.states(
                    of: group.filter { $0.role == .document }, after: group.first { $0.role == .holder }, found: { _ in })
                let inOrder = questions.sorted { $0.place < $1.place }
                try answer(notes: inOrder.filter { $0.kind != .void }, held, into: &files, found: found)
                try answer(voids: inOrder.filter { $0.kind == .void }, held, into: &files, found: found)
            }
        }
    }

    /// What becomes of the notes on one invoice of the batch.
    private func answer(
        notes: [BatchEntry], _ invoice: (entry: BatchEntry, state: DocumentState)?, into files: inout [Tally],
        found: (Finding) throws -> Void
    ) throws {
        var credited: Int64 = 0
        for note in notes {
            switch ReferenceDecision(invoice: invoice?.state) {
            case .goes: break
            case .waits: try found(Self.finding(.referenceWaits, note, ["state": invoice?.state.rawValue ?? ""]))
            case .refused(let code):
                files[Int(note.file)].move(note.figures, from: key(note, .waiting), to: key(note, .invalid))
                try found(Self.finding(code, note, [:]))
                continue
            }
            guard note.kind == .credit_note, let total = invoice?.entry.cents else { continue }
            credited += note.cents
            guard credited > total else { continue }
            let facts = ["credited": Amount(cents: credited).text(decimals: 2), "total": Amount(cents: total).text(decimals: 2)]
            try found(Self.finding(.creditExceedsInvoice, note, facts))
        }
    }

    /// What becomes of the requests to void one document of the batch (`VoidDecision`, for a document that isn't in the ledger yet).
    private func answer(
        voids: [BatchEntry], _ held: (entry: BatchEntry, state: DocumentState)?, into files: inout [Tally],
        found: (Finding) throws -> Void
    ) throws {
        let target = held?.state
        for (index, request) in voids.enumerated() {
            // The ledger's document of this key, if it keeps the key, has a request already.
            let isSecond = index > 0 || held?.entry.role == .holder && request.isRefusedByLedger
            let name = request.reference.text
            let code: FaultCode
            switch target {
            case nil: code = .voidTargetUnknown
            case .queued, .waiting: code = isSecond ? .alreadyVoided : .voidWaits
            case .some: code = .notVoidable
            }
            if code != .voidWaits {
                files[Int(request.file)].move(request.figures, from: key(request, .waiting), to: key(request, .invalid))
            }
            let isNamed = code == .voidTargetUnknown
            try found(
                Finding(
                    code: code, file: Int(request.file), line: Int(request.line), orderID: request.name.text,
                    field: isNamed ? .order_id : nil, value: isNamed ? name : nil,
                    facts: ["key": name, "state": target?.rawValue ?? ""]))
        }
    }

    private func key(_ entry: BatchEntry, _ state: DocumentState) -> Tally.Key {
        Tally.Key(company: companies[Int(entry.company)], kind: entry.kind, mode: entry.mode, state: state)
    }

    /// Hands out the entries of one key each, in the order of the batch. Sorts small pairs, not the entries.
    private static func eachKey(of entries: [BatchEntry], body: ([BatchEntry]) throws -> Void) throws {
        let order = entries.indices.map { (hash: entries[$0].keyHigh, index: $0) }.sorted { left, right in
            left.hash != right.hash ? left.hash < right.hash : left.index < right.index
        }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end].hash == order[start].hash { end += 1 }
            let same = order[start..<end].map { entries[$0.index] }
            if same.allSatisfy({ $0.keyLow == same[0].keyLow }) {
                try body(same)
            } else {
                // Two keys that share one hash: the other hash tells them apart.
                for low in Set(same.map(\.keyLow)) { try body(same.filter { $0.keyLow == low }) }
            }
            start = end
        }
    }

    /// The states of the documents under one key, decided one after the other, and its last holder with the state that it has then.
    private static func states(
        of documents: [BatchEntry], after known: BatchEntry?, found: (Finding) throws -> Void
    ) throws -> (states: [DocumentState], holder: (entry: BatchEntry, state: DocumentState)?) {
        var states = documents.map(\.state)
        var holder: (entry: BatchEntry, index: Int?)? = known.map { ($0, nil) }
        for (index, new) in documents.enumerated() {
            guard let (former, place) = holder else {
                holder = (new, index)
                continue
            }
            let decision = KeyDecision.on(
                new.state, isSame: new.content != 0 && former.content == new.content && former.mode == new.mode,
                holder: place.map { states[$0] } ?? former.state, isImmutable: false,
                isSameInput: place != nil && former.file == new.file)
            states[index] = decision.state
            if decision.holdsKey { holder = (new, index) }
            guard let place else { continue }
            switch decision.former {
            case .stays, .replaced: break
            case .superseded:
                states[place] = .duplicate
                try found(finding(.supersededBeforeSent, former, between: former, and: new))
            case .refusedWithTwin:
                states[place] = .conflict
                try found(finding(.keyTwiceInFile, former, between: former, and: new))
            }
            if let code = decision.fault { try found(finding(code, new, between: former, and: new)) }
        }
        return (states, holder.map { held in (held.entry, held.index.map { states[$0] } ?? held.entry.state) })
    }

    /// What two documents under one key say of one of them.
    private static func finding(
        _ code: FaultCode, _ entry: BatchEntry, between first: BatchEntry, and second: BatchEntry
    ) -> Finding {
        let facts = ["key": entry.name.text, "first": String(first.line), "second": String(second.line)]
        return Finding(
            code: code, file: Int(entry.file), line: Int(entry.line), orderID: entry.name.text, field: .order_id,
            value: entry.name.text, facts: facts)
    }

    /// What its invoice says of a note.
    private static func finding(_ code: FaultCode, _ note: BatchEntry, _ facts: [String: String]) -> Finding {
        Finding(
            code: code, file: Int(note.file), line: Int(note.line), orderID: note.name.text, field: .reference,
            value: note.reference.text, facts: facts)
    }
}
