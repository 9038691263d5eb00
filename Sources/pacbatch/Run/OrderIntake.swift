import Fiscal
import Ingest
import Ledger
import Submit
import Transform

/// Takes the records of one input into the ledger: read → registry → rules → key decision → row. Goes on behind the last row after a crash.
struct OrderIntake {
    private let ledger: LedgerStore
    private let clock: RunClock
    private let onlyCompany: String?
    private var registry: ClientRegistry
    private var pipeline: OrderPipeline

    /// Notes of one commit.
    private static let portion = 500

    init(ledger: LedgerStore, configuration: Configuration, clock: RunClock) {
        self.ledger = ledger
        self.clock = clock
        onlyCompany = configuration.onlyCompany
        let rucs = RucMemory(ledger, cacheDays: configuration.rucCacheDays, now: clock.now)
        registry = ClientRegistry(ledger)
        pipeline = OrderPipeline(configuration.transformer, admittedAt: clock.now, answer: { try rucs.answer($0) })
    }

    /// Takes all records of an input in, in portions that are durable one by one.
    /// - Returns: how many it holds, and whether one of them names no company of its own.
    mutating func take(_ reader: inout OrderReader, input: InputRow, report: (_ records: Int) -> Void) async throws -> (
        count: Int, needsOwner: Bool
    ) {
        if reader.kind.isClients { return try takeClients(&reader, input: input) }
        let company = input.company ?? onlyCompany
        let done = try ledger.lastSequence(ofInput: input.id)
        var (count, needsOwner) = (0, false)
        var (pipeline, registry) = (pipeline, registry)
        try await pipeline.run(
            &reader, defaultCompany: company,
            prepare: { record in
                let isUnnamed = record.isEmpty(.company)
                needsOwner = needsOwner || isUnnamed
                let stated = isUnnamed ? company : record.text(.company)
                if let stated { try registry.fill(&record, company: stated) }
            },
            place: { chunk in
                try ledger.transaction {
                    for index in 0..<chunk.count where chunk.records[index].sequence > done {
                        try admit(chunk.judged[index], of: chunk.records[index], input: input)
                        if let learned = chunk.judged[index].learnedRuc {
                            try registry.learn(learned, company: chunk.judged[index].company, at: clock.now)
                        }
                    }
                }
                count += chunk.count
                report(count)
            })
        (self.pipeline, self.registry) = (pipeline, registry)
        return (count, needsOwner)
    }

    // MARK: - Clients

    private mutating func takeClients(_ reader: inout OrderReader, input: InputRow) throws -> (count: Int, needsOwner: Bool) {
        var record = OrderRecord()
        var (count, needsOwner) = (0, false)
        try ledger.transaction {
            while try reader.next(into: &record) {
                count += 1
                needsOwner = needsOwner || record.text(.company).isEmpty
                try takeClient(record, input: input)
            }
        }
        return (count, needsOwner)
    }

    private mutating func takeClient(_ record: borrowing OrderRecord, input: InputRow) throws {
        let stated = record.text(.company)
        guard let company = stated.isEmpty ? input.company ?? onlyCompany : stated else {
            return try ledger.append(
                fault: Fault(.companyMissing, at: record.location(.company), field: "company"), input: input.id)
        }
        for fault in record.faults { try ledger.append(fault: fault, input: input.id) }
        _ = try registry.take(record, company: company, at: clock.now)
    }

    // MARK: - Orders

    private func admit(_ judged: JudgedOrder, of record: OrderRecord, input: InputRow) throws {
        var admission = DocumentAdmission(judged, of: record, input: input.id)
        // In a CSV file the same key a second time is most likely an order whose rows stand apart (product.md 6).
        let twice: FaultCode = input.kind == FileKind.orders(.csv).name ? .rowsApart : .keyTwiceInFile
        let now = clock.wallMicros()
        var former: KeyHolder?
        if let orderID = admission.orderID, !admission.company.isEmpty {
            former = try ledger.keyHolder(company: admission.company, kind: admission.kind, orderID: orderID)
        }
        let decision = KeyDecision.on(judged, holder: former, input: admission.inputID)
        admission.state = decision.state
        admission.holdsKey = decision.holdsKey && admission.orderID != nil && !admission.company.isEmpty
        if let code = decision.fault {
            admission.faults.append(keyFault(code == .keyTwiceInFile ? twice : code, admission, former))
        }
        if decision.state != .queued && decision.state != .waiting { admission.withholdPayload() }
        switch decision.former {
        case .stays: break
        case .replaced: admission.replaces = former?.id
        case .superseded:
            guard let former else { break }
            admission.replaces = former.id
            let fault = keyFault(.supersededBeforeSent, admission, former)
            try ledger.withdraw(document: former.id, as: .duplicate, because: fault, keepsKey: false, atMicros: now)
        case .refusedWithTwin:
            guard let former else { break }
            try ledger.withdraw(
                document: former.id, as: .conflict, because: keyFault(twice, admission, former, ofFormer: true),
                keepsKey: true, atMicros: now)
        }
        let id = try ledger.admit(admission)
        if let former, decision.former == .replaced || decision.former == .superseded {
            // The event has the former's results written anew: they name the document that replaces it.
            try ledger.append(event: "replaced", document: former.id, atMicros: now)
            try ledger.rebindNotes(from: former.id, to: id)
        }
    }

    /// - Parameter ofFormer: it is told of the document that was there before, so it points at that one's line.
    private func keyFault(_ code: FaultCode, _ admission: DocumentAdmission, _ former: KeyHolder?, ofFormer: Bool = false)
        -> Fault
    {
        var facts = ["key": admission.orderID ?? "", "second": String(admission.line)]
        var line = admission.line
        if let former {
            facts["state"] = former.state.rawValue
            let first = (try? ledger.document(id: former.id)).flatMap(\.?.line)
            facts["first"] = first.map(String.init) ?? ""
            if ofFormer, let first { line = first }
        }
        return Fault(
            code, at: SourceLocation(line: line, column: nil), field: "order_id", value: admission.orderID, facts: facts)
    }

    // MARK: - Notes and their invoices

    /// Looks for the invoices of the notes that came in, once every input is in: the invoice may stand behind its note (rulebook 6.2).
    func bindNotes() throws {
        var last: Int64 = 0
        while true {
            let notes = try ledger.unboundNotes(after: last, limit: Self.portion)
            guard let newest = notes.last else { return }
            last = newest.id
            try ledger.transaction { for note in notes { try bind(note) } }
        }
    }

    private func bind(_ note: DocumentRow) throws {
        let invoice = try invoice(of: note)
        if invoice == nil, note.referenceCufe != nil { return try ledger.bind(note: note.id, to: nil, state: .queued) }
        let name = note.referenceOrder ?? note.referenceCufe ?? ""
        if let invoice, invoice.kind != .invoice {
            return try refuse(note, Fault(.referenceIsNote, field: "reference", value: name))
        }
        if let invoice, let fault = try ledger.fault(ofNoteBy: note.company, on: invoice) { return try refuse(note, fault) }
        switch ReferenceDecision(invoice: invoice?.state) {
        case .refused(let code): try refuse(note, Fault(code, field: "reference", value: name))
        case .goes: try ledger.bind(note: note.id, to: invoice?.id, state: .queued)
        case .waits:
            try ledger.bind(note: note.id, to: invoice?.id, state: .waiting)
            let facts = ["state": invoice?.state.rawValue ?? ""]
            try ledger.append(fault: Fault(.referenceWaits, field: "reference", value: name, facts: facts), document: note.id)
        }
        if let invoice { try warnOfExcess(note, on: invoice, name: name) }
    }

    private func invoice(of note: DocumentRow) throws -> DocumentRow? {
        if let order = note.referenceOrder {
            return try ledger.keyHolder(company: note.company, kind: .invoice, orderID: order).flatMap {
                try ledger.document(id: $0.id)
            }
        }
        return try note.referenceCufe.flatMap { try ledger.document(cufe: $0) }
    }

    private func refuse(_ note: DocumentRow, _ fault: Fault) throws {
        try ledger.refuse(document: note.id, as: .invalid, faults: [fault], atMicros: clock.wallMicros())
    }

    private func warnOfExcess(_ note: DocumentRow, on invoice: DocumentRow, name: String) throws {
        guard note.kind == .credit_note else { return }
        let credited = try ledger.credited(onInvoice: invoice.id)
        guard credited > invoice.total else { return }
        let facts = ["credited": credited.text(decimals: 2), "total": invoice.total.text(decimals: 2)]
        try ledger.append(fault: Fault(.creditExceedsInvoice, field: "reference", value: name, facts: facts), document: note.id)
    }
}

extension LedgerStore {
    /// Why a company can't make a note on an imported invoice: it isn't the issuer. The CUFE says so as well, but that finding may be demoted.
    func fault(ofNoteBy company: String, on invoice: DocumentRow) throws -> Fault? {
        guard invoice.mode == .dgiImport, let known = try imported(id: invoice.id) else { return nil }
        if known.side == "issued", invoice.company == company { return nil }
        let issuer = known.issuer.ruc + (known.issuer.name.isEmpty ? "" : " " + known.issuer.name)
        return Fault(.referenceReceived, field: "reference", value: invoice.cufe ?? "", facts: ["issuer": issuer])
    }
}

extension DocumentAdmission {
    /// A record that isn't going out needs no payload, and asks nobody anything.
    fileprivate mutating func withholdPayload() {
        template = []
        if state != .proforma { record = nil }
        question = nil
        judgeAgain = false
    }
}

extension Configuration {
    /// The company of whatever names none, in a workspace with a single one.
    var onlyCompany: String? { companies.count == 1 ? companies[0].id : nil }

    /// The rulebook for this workspace's companies.
    var transformer: Transformer {
        Transformer(
            companies: companies.map(\.profile),
            settings: TransformSettings(
                environment: environment, padAddress: padAddress, policy: rules, catalogues: catalogues))
    }
}

extension Configuration {
    /// The column profiles as the reader takes them.
    var readerProfiles: [Profile] {
        profiles
    }
}
