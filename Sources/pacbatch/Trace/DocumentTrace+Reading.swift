import Fiscal
import Ingest
import JSONText
import Ledger
import Transform

extension DocumentTrace {
    /// Traces a document.
    init(of row: DocumentRow, input: InputRow, _ ledger: LedgerStore, _ configuration: Configuration, workspace: Workspace) throws
    {
        guard row.kind != .void, row.mode != .dgiImport else { throw Refusal.noPayload(row.state) }
        let queued = try ledger.queued(id: row.id)
        let sent = try ledger.request(ofDocument: row.id)
        let template = queued.flatMap { $0.template.isEmpty ? nil : $0.template }
        var record = try Self.record(of: row, input, configuration, workspace)
        let raw = try RawCells(
            of: record.extent, in: InputSource(path: Self.path(input, workspace)), profiles: configuration.readerProfiles)
        var registry = ClientRegistry(ledger)
        try registry.fill(&record, company: row.company)
        let answer = { (question: RucQuestion) in try? ledger.rucAnswer(question, since: FiscalTime(epochSeconds: 0)) }
        let admittedAt = row.issueDate ?? FiscalTime(epochSeconds: 0)
        var rules = configuration.transformer
        var judged = JudgedOrder()
        rules.judge(record, defaultCompany: row.company, admittedAt: admittedAt, answer: answer, into: &judged)
        let again = Self.completed(judged, row, queued?.referenced) ?? []
        let payload = sent ?? template ?? again
        guard !payload.isEmpty else { throw Refusal.noPayload(row.state) }
        let leaves = try PayloadLeaf.leaves(of: JSONParser.parse(payload))
        let today = Dictionary(
            (try? PayloadLeaf.leaves(of: JSONParser.parse(again)))?.map { ($0.path, $0.text) } ?? []
        ) { first, _ in first }
        let sensitivity = Sensitivity(
            of: record, configuration: configuration, company: row.company, admittedAt: admittedAt, answer: answer)
        let reading = TraceReading(record: record, raw: raw)
        self.row = row
        self.input = input
        client = OrderKey.clientKeys.contains { record.isFromRegistry($0) } ? record.text(.client_id) : nil
        self.payload = sent != nil ? .sent : template != nil ? .queued : .judged
        values = leaves.map { reading.value($0, sensitivity.cells[$0.path] ?? [], today: today) }
    }

    private static func path(_ input: InputRow, _ workspace: Workspace) throws -> String {
        guard let place = input.place else { throw Refusal.fileMissing(input.name) }
        return workspace.folder + "/" + place
    }

    private static func record(
        of row: DocumentRow, _ input: InputRow, _ configuration: Configuration, _ workspace: Workspace
    ) throws -> OrderRecord {
        let path = try path(input, workspace)
        guard let found = try? Fingerprint(InputSource(path: path)) else { throw Refusal.fileMissing(input.place ?? input.name) }
        guard found.hex == input.sha256 else { throw Refusal.fileChanged(input.place ?? input.name) }
        var reader = try OrderReader(InputSource(path: path), profiles: configuration.readerProfiles)
        var record = OrderRecord()
        while try reader.next(into: &record) {
            if record.sequence == row.sequence { return record }
        }
        throw Refusal.recordMissing(input.name)
    }

    /// The payload of the order judged again, with what was drawn for this document; nil when it is refused now.
    private static func completed(
        _ judged: JudgedOrder, _ row: DocumentRow, _ referenced: (cufe: String, issueDate: FiscalTime)?
    ) -> [UInt8]? {
        let template = judged.payload.bytes.bytes
        guard let numeration = row.numeration, let code = row.securityCode else { return template.isEmpty ? nil : template }
        let invoice = referenced.map { PacPayload.ReferencedInvoice(cufe: $0.cufe, issueDate: $0.issueDate) }
        return PacPayload.complete(template, numeration: numeration, securityCode: code, reference: invoice)
    }
}

/// A record with its file's own cells, to say where a value's text stood.
struct TraceReading {
    let record: OrderRecord
    let raw: RawCells

    func value(_ leaf: PayloadLeaf, _ cells: [Sensitivity.CellKey], today: [String: String]) -> DocumentTrace.Value {
        let found = cells.map(source)
        let isInvoices = leaf.path.hasPrefix("referencedDocuments")
        let referring: [Sensitivity.CellKey] = isInvoices ? [.order(.reference), .order(.reference_date)] : []
        let extra = referring.filter { !isEmpty($0) }.map(source)
        let field = PayloadField(at: leaf.path)
        let shows = { (source: DocumentTrace.Source) in
            Self.isSame(leaf.text, source.text) || (field?.origin == .cell && Self.holds(leaf.text, source.text))
        }
        return DocumentTrace.Value(
            leaf: leaf, field: field, sources: (found + extra).filter(shows),
            deciders: (found + extra).filter { !shows($0) }, today: today[leaf.path] == leaf.text ? nil : today[leaf.path] ?? "")
    }

    private func isEmpty(_ key: Sensitivity.CellKey) -> Bool {
        switch key {
        case .order(let key): record.isEmpty(key)
        case .line(let line, let key): record.isEmpty(line: line, key)
        }
    }

    private func source(_ key: Sensitivity.CellKey) -> DocumentTrace.Source {
        let (text, place, isRegistered) =
            switch key {
            case .order(let key): (record.text(key), record.location(key), record.isFromRegistry(key))
            case .line(let line, let key): (record.text(line: line, key), record.location(line: line, key), false)
            }
        if isRegistered {
            return DocumentTrace.Source(key: key, text: text, place: nil, header: nil, raw: nil, origin: .registry)
        }
        guard let column = place.column else {
            return DocumentTrace.Source(key: key, text: text, place: place, header: nil, raw: nil, origin: .profile)
        }
        let own = raw.text(line: place.line, column: column)
        return DocumentTrace.Source(
            key: key, text: text, place: place, header: raw.name(column: column), raw: own == text ? nil : own, origin: .file)
    }

    /// The same text, number or moment.
    private static func isSame(_ value: String, _ cell: String) -> Bool {
        if value == cell { return true }
        if let left = try? Amount(text: value), let right = try? Amount(text: cell) { return left == right }
        if let left = FiscalTime(text: value), let right = FiscalTime(text: cell) { return left == right }
        return false
    }

    /// A text within a longer one: a description made of two cells, an address that is padded or cut, one e-mail of a list.
    private static func holds(_ value: String, _ cell: String) -> Bool {
        (cell.count > 1 && value.contains(cell)) || (value.count > 4 && cell.contains(value))
    }
}
