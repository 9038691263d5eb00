import DgiXML
import Emit
import Fiscal
import Ingest
import Ledger
import Submit
import Transform

/// Does everything that `run` would do short of any write: the same reader, the same rules, the same key decisions (features.md P19). Nothing
/// but counts and a spill file grows with the batch.
struct Planner: ~Copyable {
    private let configuration: Configuration
    private let ledger: LedgerStore?
    private let now: FiscalTime
    private let onlyCompany: String?
    private var pipeline: OrderPipeline
    private var registry: ClientRegistry
    private var index: BatchIndex
    private var voids = PlannedVoids()
    private let imports: ImportReading
    /// Small XML files that were read ahead of their turn.
    private var readAhead: [RawPath: ImportReading.Small] = [:]
    /// Hashes of the CUFEs of the batch's imports.
    private var cufes: Set<Int> = []
    /// What credit notes of ledger and batch take from an invoice of the ledger.
    private var credited: [Int64: Amount] = [:]
    /// Counts and sums of each input, in order.
    private(set) var tallies: [Tally] = []

    /// - Parameter ledger: nil where there is none yet, or nothing in it.
    init(
        configuration: Configuration, workspace: Workspace, ledger: LedgerStore?, now: FiscalTime, temporaryFolder: String
    ) throws {
        self.configuration = configuration
        self.ledger = ledger
        self.now = now
        onlyCompany = configuration.onlyCompany
        let rucs = ledger.map { RucMemory($0, cacheDays: configuration.rucCacheDays, now: now) }
        pipeline = OrderPipeline(configuration.transformer, admittedAt: now, answer: { try rucs?.answer($0) })
        registry = ClientRegistry(ledger)
        index = try BatchIndex(folder: temporaryFolder)
        imports = ImportReading(configuration, workspace: workspace, now: now)
    }

    /// The files with what they are, in the order in which a run takes them: clients first.
    func inRunOrder(_ files: [InboxFile]) throws -> [(file: InboxFile, kind: FileKind)] {
        let known = try files.map { file in
            guard !file.folder.isForWebhooks else { return (file: file, kind: FileKind.webhook) }
            return (
                file: file, kind: try OrderReader(try InputSource(path: file.path), profiles: configuration.readerProfiles).kind
            )
        }
        return known.filter(\.kind.isClients) + known.filter { !$0.kind.isClients }
    }

    /// A file without documents: a webhook.
    mutating func passOver() { tallies.append(Tally()) }

    /// Reads an input to its end.
    /// - Parameters:
    ///   - index: which of the inputs, as `inRunOrder` gave them.
    ///   - found: takes every fault with its document's order id.
    mutating func take(
        _ index: Int, of inputs: [(file: InboxFile, kind: FileKind)], found: (Fault, _ orderID: String?) throws -> Void
    ) async throws {
        let (input, kind) = inputs[index]
        tallies.append(Tally())
        if kind == .dgiXML {
            if readAhead[input.path] == nil { try await readAhead(inputs[index...]) }
            return try takeImports(input, found: found)
        }
        var reader = try OrderReader(try InputSource(path: input.path), profiles: configuration.readerProfiles)
        let company = input.folder.company ?? onlyCompany
        if reader.kind.isClients {
            try takeClients(&reader, company: company, found: found)
        } else {
            // The pipeline lends itself out while its closures use the rest of the plan.
            var (pipeline, registry) = (pipeline, registry)
            try await pipeline.run(
                &reader, defaultCompany: company,
                prepare: { record in
                    let stated = record.isEmpty(.company) ? company : record.text(.company)
                    if let stated { try registry.fill(&record, company: stated) }
                },
                place: { chunk in
                    for index in 0..<chunk.count {
                        try place(chunk.records[index], &chunk.judged[index])
                        for fault in chunk.judged[index].faults { try found(fault, chunk.judged[index].orderID) }
                    }
                })
            (self.pipeline, self.registry) = (pipeline, registry)
        }
        for fault in reader.faults { try found(fault, nil) }
    }

    /// A document of the DGI's XML goes by its own merits, unless its CUFE is known.
    private func place(_ document: inout ImportedDocument) throws -> DocumentState {
        guard document.isValid else { return .invalid }
        if let known = try ledger?.holder(ofCufe: document.cufe) {
            document.faults.append(Fault(duplicate: document, of: known.summary))
            return .duplicate
        }
        return .imported
    }

    /// Reads the small XML files that stand together at the front, side by side.
    private mutating func readAhead(_ inputs: ArraySlice<(file: InboxFile, kind: FileKind)>) async throws {
        readAhead.removeAll(keepingCapacity: true)
        var (files, texts, bytes) = ([RawPath](), [[UInt8]](), 0)
        for (file, kind) in inputs.prefix(ImportReading.groupMax) {
            let size = Int(clamping: file.status.size)
            guard kind == .dgiXML, size <= ImportReading.smallMax, bytes + size <= ImportReading.groupBytesMax else { break }
            files.append(file.path)
            texts.append(try ImportReading.contents(of: try InputSource(path: file.path), size: size))
            bytes += size
        }
        for (file, small) in zip(files, try await imports.read(small: texts)) { readAhead[file] = small }
    }

    private mutating func takeImports(_ input: InboxFile, found: (Fault, _ orderID: String?) throws -> Void) throws {
        let faults: [Fault]
        if let small = readAhead.removeValue(forKey: input.path) {
            for document in small.documents { try take(document, found: found) }
            faults = small.faults
        } else {
            faults = try imports.read(try InputSource(path: input.path)) { try take($0, found: found) }
        }
        for fault in faults { try found(fault, nil) }
    }

    private mutating func take(_ read: ImportedDocument, found: (Fault, _ orderID: String?) throws -> Void) throws {
        var document = read
        var state = try place(&document)
        if state == .imported, !cufes.insert(document.cufe.hashValue).inserted {
            state = .duplicate
            document.faults.append(Fault(duplicate: document, of: "DGI_IMPORT"))
        }
        let key = Tally.Key(company: document.company, kind: document.kind, mode: .dgiImport, state: state)
        tallies[tallies.count - 1].add(
            key, total: document.total, itbms: document.itbms, retention: document.retention, rates: document.byRate)
        for fault in document.faults { try found(fault, document.cufe) }
    }

    private mutating func takeClients(
        _ reader: inout OrderReader, company: String?, found: (Fault, _ orderID: String?) throws -> Void
    ) throws {
        var record = OrderRecord()
        while try reader.next(into: &record) {
            for fault in record.faults { try found(fault, nil) }
            let stated = record.isEmpty(.company) ? company : record.text(.company)
            if let stated { registry.remember(record, company: stated) }
        }
    }

    /// Where the document stands among those of the ledger. Where the batch itself has a say, it is joined at the end.
    private mutating func place(_ record: OrderRecord, _ judged: inout JudgedOrder) throws {
        let file = tallies.count - 1
        var holder: KeyHolder?
        if let ledger, !judged.orderID.isEmpty {
            holder = try ledger.keyHolder(company: judged.company, kind: judged.kind, orderID: judged.orderID)
        }
        if judged.kind == .void { return try placeVoid(record, &judged, holder, file: file) }
        if judged.orderID.isEmpty || judged.company.isEmpty || holder.map({ !KeyDecision.canGiveWay($0) }) ?? false {
            let decision = KeyDecision.on(judged, holder: holder, input: -1)
            if let code = decision.fault, let holder { judged.faults.append(keyFault(code, judged.orderID, holder, record)) }
            let key = Tally.Key(company: judged.company, kind: judged.kind, mode: judged.mode, state: decision.state)
            return tallies[file].add(
                key, total: judged.total, itbms: judged.itbms, retention: judged.retention, rates: judged.byRate)
        }
        if let holder { try add(holder, judged.company, judged.kind, judged.orderID) }
        var state = KeyDecision.ownState(judged)
        var (invoice, isRefused): (String?, Bool) = (nil, false)
        if state == .waiting { (state, invoice, isRefused) = try fate(ofNote: record, &judged) }
        try index.add(judged, state: state, file: file, record: record, askingFor: invoice, isRefusedByLedger: isRefused)
    }

    /// A void request goes by what the ledger knows of its document. One whose order may be in this very batch asks the batch.
    private mutating func placeVoid(_ record: OrderRecord, _ judged: inout JudgedOrder, _ holder: KeyHolder?, file: Int) throws {
        var state = voids.state(of: judged, own: KeyDecision.ownState(judged), holder: holder)
        if state == .queued, let names = judged.voidTarget.map(VoidTarget.init) {
            if case .order(let kind, let id) = names, try asksBatch(kind, id, company: judged.company) {
                state = .waiting
                let known = try ledger?.keyHolder(company: judged.company, kind: kind, orderID: id)
                let hasOther = try known.map { try ledger?.liveVoid(of: $0.id) != nil } ?? false
                try index.ask(
                    judged, for: (kind, id), state: state, file: file, record: record, isRefusedByLedger: hasOther)
            } else {
                state = try stateOfVoid(names, &judged)
            }
        }
        let key = Tally.Key(company: judged.company, kind: .void, mode: judged.mode, state: state)
        tallies[file].add(key, total: judged.total, itbms: judged.itbms, retention: judged.retention, rates: judged.byRate)
    }

    /// True when the ledger doesn't say for good which document has this order key.
    private mutating func asksBatch(_ kind: DocumentKind, _ id: String, company: String) throws -> Bool {
        guard let holder = try ledger?.keyHolder(company: company, kind: kind, orderID: id) else { return true }
        guard KeyDecision.canGiveWay(holder) else { return false }
        try add(holder, company, kind, id)
        return true
    }

    private mutating func stateOfVoid(_ names: VoidTarget, _ judged: inout JudgedOrder) throws -> DocumentState {
        guard let target = try ledger?.document(namedBy: names, company: judged.company) else {
            judged.faults.append(Fault(.voidTargetUnknown, value: names.name))
            return .invalid
        }
        let decision = VoidDecision(
            target: target, hasOther: try voids.hasTaken(target.id) || ledger?.liveVoid(of: target.id) != nil,
            windowSeconds: configuration.voidWindowSeconds, now: now)
        switch decision {
        case .goes:
            voids.take(target.id)
            return .queued
        case .waits:
            voids.take(target.id)
            let facts = ["key": target.nameInFaults, "state": target.state.rawValue]
            judged.faults.append(Fault(.voidWaits, facts: facts))
            return .waiting
        case .refused(let fault):
            judged.faults.append(fault)
            return .invalid
        }
    }

    private func keyFault(_ code: FaultCode, _ orderID: String, _ holder: KeyHolder, _ record: OrderRecord) -> Fault {
        let facts = ["key": orderID, "state": holder.state.rawValue, "second": String(record.line), "first": ""]
        return Fault(
            code, at: SourceLocation(line: record.line, column: nil), field: "order_id", value: orderID, facts: facts)
    }

    private mutating func add(_ holder: KeyHolder, _ company: String, _ kind: DocumentKind, _ orderID: String) throws {
        let total = try ledger?.document(id: holder.id)?.total ?? .zero
        try index.add(holder, company: company, kind: kind, orderID: orderID, total: total)
    }

    /// A note by CUFE that isn't ours goes out; one whose invoice the ledger knows for good follows it; else the batch decides.
    private mutating func fate(ofNote record: OrderRecord, _ judged: inout JudgedOrder) throws
        -> (state: DocumentState, askingFor: String?, isRefused: Bool)
    {
        let invoice: DocumentRow
        switch judged.reference {
        case .none: return (.queued, nil, false)
        case .cufe(let cufe, _):
            guard let ledger, let row = try ledger.document(cufe: cufe) else { return (.queued, nil, false) }
            if let fault = try ledger.fault(ofNoteBy: judged.company, on: row) {
                judged.faults.append(fault)
                return (.waiting, nil, true)
            }
            invoice = row
        case .order(let id):
            let holder = try ledger?.keyHolder(company: judged.company, kind: .invoice, orderID: id)
            guard let holder, !KeyDecision.canGiveWay(holder), let row = try ledger?.document(id: holder.id) else {
                if let holder { try add(holder, judged.company, .invoice, id) }
                return (.waiting, id, false)
            }
            invoice = row
        }
        let (state, isRefused) = try fate(ofNote: record, &judged, on: invoice)
        return (state, nil, isRefused)
    }

    /// What an invoice of the ledger, which the batch can't change, makes of a note.
    private mutating func fate(ofNote record: OrderRecord, _ judged: inout JudgedOrder, on invoice: DocumentRow) throws
        -> (state: DocumentState, isRefused: Bool)
    {
        let note = { (code: FaultCode, facts: [String: String]) in
            Fault(code, at: record.location(.reference), field: "reference", value: record.text(.reference), facts: facts)
        }
        let decision = invoice.kind == .invoice ? ReferenceDecision(invoice: invoice.state) : .refused(.referenceIsNote)
        switch decision {
        case .goes: break
        case .waits: judged.faults.append(note(.referenceWaits, ["state": invoice.state.rawValue]))
        case .refused(let code):
            judged.faults.append(note(code, [:]))
            return (.waiting, true)
        }
        if judged.kind == .credit_note {
            let before = try credited[invoice.id] ?? ledger?.credited(onInvoice: invoice.id) ?? .zero
            let sum = before.adding(judged.total) ?? before
            credited[invoice.id] = sum
            let facts = ["credited": sum.text(decimals: 2), "total": invoice.total.text(decimals: 2)]
            if sum > invoice.total { judged.faults.append(note(.creditExceedsInvoice, facts)) }
        }
        return (decision == .goes ? .queued : .waiting, false)
    }

    /// Joins the batch with itself once every input is read.
    mutating func finish(found: (BatchIndex.Finding) throws -> Void) throws {
        try index.resolve(into: &tallies, found: found)
    }
}
