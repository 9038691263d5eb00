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
        /// The other document's line, where there is one.
        let otherLine: Int?
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
    ///   - isRefusedNote: the note can't go out: what the ledger knows of its invoice says so.
    mutating func add(
        _ judged: borrowing JudgedOrder, state: DocumentState, file: Int, record: borrowing OrderRecord,
        askingFor invoice: String?,
        isRefusedNote: Bool
    ) throws {
        let company = number(of: judged.company)
        let entry = BatchEntry(
            judged, company: company, state: state, file: file, sequence: record.sequence, line: record.line,
            isRefusedNote: isRefusedNote)
        try spill.append(entry, hash: entry.keyHigh)
        if let invoice {
            let question = BatchEntry(
                judged, company: company, state: state, file: file, sequence: record.sequence, line: record.line,
                askingFor: invoice)
            try spill.append(question, hash: question.keyHigh)
        }
    }

    /// Adds the document that holds a key in the ledger and may have to give it up to the batch.
    mutating func add(_ holder: KeyHolder, company: String, kind: DocumentKind, orderID: String) throws {
        let entry = BatchEntry(holder, company: company, kind: kind, orderID: orderID)
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
        var refusals: [(question: BatchEntry, code: FaultCode)] = []
        try spill.forEachPartition { entries in
            try Self.eachKey(of: entries) { group in
                let documents = group.filter { $0.role == .document }
                let (states, holder) = try Self.states(of: documents, after: group.first { $0.role == .holder }, found: found)
                for (entry, state) in zip(documents, states) {
                    let isRefused = state == .waiting && entry.isRefusedNote
                    files[Int(entry.file)].add(key(entry, isRefused ? .invalid : state), entry.figures)
                    if state != .waiting, entry.state == .waiting { settledNotes.insert(entry.place) }
                }
                if case .refused(let code) = ReferenceDecision(invoice: holder) {
                    for question in group where question.role == .question { refusals.append((question, code)) }
                }
            }
        }
        // A note that turned out to be a duplicate or in conflict asks no more; its own key may have come after its question.
        for (question, code) in refusals where !settledNotes.contains(question.place) {
            files[Int(question.file)].move(question.figures, from: key(question, .waiting), to: key(question, .invalid))
            try found(Finding(code: code, file: Int(question.file), line: Int(question.line), otherLine: nil))
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

    /// The states of the documents under one key, decided one after the other, and where its last holder stands.
    private static func states(
        of documents: [BatchEntry], after known: BatchEntry?, found: (Finding) throws -> Void
    ) throws -> (states: [DocumentState], holder: DocumentState?) {
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
                try found(finding(.supersededBeforeSent, former, new))
            case .refusedWithTwin:
                states[place] = .conflict
                try found(finding(.keyTwiceInFile, new, former))
            }
        }
        return (states, holder.map { held in held.index.map { states[$0] } ?? held.entry.state })
    }

    private static func finding(_ code: FaultCode, _ entry: BatchEntry, _ other: BatchEntry) -> Finding {
        Finding(code: code, file: Int(entry.file), line: Int(entry.line), otherLine: Int(other.line))
    }
}
