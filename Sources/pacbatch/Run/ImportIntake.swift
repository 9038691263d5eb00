import DgiXML
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// Takes the documents of one XML file into the ledger: read and checked → known CUFE? → row. Nothing of it is ever sent (rulebook 1.3).
/// Goes on behind the last row after a crash.
struct ImportIntake {
    private let ledger: LedgerStore
    private let clock: RunClock
    let reading: ImportReading

    /// Documents of one commit.
    private static let portion = 200

    init(ledger: LedgerStore, configuration: Configuration, workspace: Workspace, clock: RunClock) {
        self.ledger = ledger
        self.clock = clock
        reading = ImportReading(configuration, workspace: workspace, now: clock.now)
    }

    /// Takes all documents of a file in, in portions that are durable one by one; the last one marks the file as taken. A file without any
    /// document is left as it is: it's to be refused for the faults returned.
    func take(_ source: consuming InputSource, input: InputRow, report: (_ documents: Int) -> Void) throws -> (
        count: Int, faults: [Fault]
    ) {
        let done = try ledger.lastSequence(ofInput: input.id)
        var waiting: [ImportedDocument] = []
        var count = 0
        let faults = try reading.read(source) { document in
            count += 1
            waiting.append(document)
            guard waiting.count == Self.portion else { return }
            try ledger.transaction { try admit(waiting, after: done, of: input) }
            waiting.removeAll(keepingCapacity: true)
            report(count)
        }
        guard count > 0 else { return (0, faults) }
        try ledger.transaction { try close(input, with: waiting, after: done, count: count, faults) }
        report(count)
        return (count, faults)
    }

    /// Takes in all of a small file that holds a document; inside a transaction of the caller's.
    func take(_ small: ImportReading.Small, input: InputRow) throws {
        let done = try ledger.lastSequence(ofInput: input.id)
        try close(input, with: small.documents, after: done, count: small.documents.count, small.faults)
    }

    /// The last of an input's documents, and the word that they are all in.
    private func close(
        _ input: InputRow, with documents: [ImportedDocument], after done: Int, count: Int, _ faults: [Fault]
    ) throws {
        try admit(documents, after: done, of: input)
        for fault in faults { try ledger.append(fault: fault, input: input.id) }
        try ledger.markTaken(input: input.id, records: count, dialect: nil)
        try ledger.append(
            event: "taken", atMicros: clock.wallMicros(),
            detail: ["input": .string(input.sha256), "name": .string(input.name), "records": .init(count)])
    }

    private func admit(_ documents: [ImportedDocument], after done: Int, of input: InputRow) throws {
        for document in documents where document.sequence > done {
            var admission = DocumentAdmission(document, input: input.id)
            if admission.state == .imported, let known = try ledger.holder(ofCufe: document.cufe) {
                admission.state = .duplicate
                admission.faults.append(Fault(duplicate: document, of: known.summary))
                try doubt(known, onWordOf: document)
            }
            if admission.state == .imported, !document.reference.isEmpty {
                admission.referenceID = try ledger.document(cufe: document.reference)?.id
            }
            _ = try ledger.admit(admission)
        }
    }

    /// Whoever has the XML of a document of ours has it from the PAC: it isn't sent again, and no look-up proves it absent (G1).
    private func doubt(_ known: DocumentRow, onWordOf document: ImportedDocument) throws {
        guard known.expectedCufe == document.cufe, known.state == .queued || known.state == .in_doubt else { return }
        let isKnown = try ledger.faults(ofDocument: known.id).contains { $0.code == .namedByImport }
        if known.state == .queued {
            try ledger.doubtAgain(document: known.id, cause: "import", detail: document.cufe, atMicros: clock.wallMicros())
        } else if !isKnown {
            // The event has its results written anew.
            try ledger.append(
                event: "in_doubt", document: known.id, atMicros: clock.wallMicros(),
                detail: ["cause": "import", "detail": .string(document.cufe)])
        }
        guard !isKnown else { return }
        let facts = ["numeration": known.numeration ?? "", "cufe": document.cufe]
        try ledger.append(fault: Fault(.namedByImport, facts: facts), document: known.id)
    }
}

extension Fault {
    /// The CUFE is recorded already, by `first`.
    init(duplicate document: ImportedDocument, of first: String) {
        self.init(
            .xmlDuplicate, at: SourceLocation(line: document.line, column: nil), field: "rFE/dId", value: document.cufe,
            facts: ["first": first])
    }
}

extension DocumentRow {
    /// Mode, name and state in a few words that are the same in every language.
    var summary: String { "\(mode.rawValue) \(orderID ?? "#\(id)"), \(state.rawValue)" }
}

extension DocumentAdmission {
    /// What the ledger admits of a document that was issued elsewhere: no key, no number of ours, no payload.
    init(_ document: ImportedDocument, input: Int64) {
        self.init()
        inputID = input
        sequence = document.sequence
        line = document.line
        extent = document.extent
        company = document.company
        kind = document.kind
        mode = .dgiImport
        contentHash = document.digest
        holdsKey = false
        state = document.isValid ? .imported : .invalid
        documentType = document.documentType
        receptorType = document.receptorType
        branch = document.branch.isEmpty ? nil : document.branch
        billingPoint = document.billingPoint.isEmpty ? nil : document.billingPoint
        issueDate = document.issueDate
        total = document.total
        itbms = document.itbms
        retention = document.retention
        rates = Self.rates(document.byRate)
        referenceCufe = document.reference.isEmpty ? nil : document.reference
        faults = document.faults
        imported = ImportAdmission(document)
    }
}

extension ImportAdmission {
    init(_ document: ImportedDocument) {
        self.init()
        cufe = document.cufe.isEmpty ? nil : document.cufe
        numeration = document.numeration.isEmpty ? nil : document.numeration
        trust = document.trust?.rawValue
        qrURL = document.qr.isEmpty ? nil : document.qr
        side = document.side?.rawValue
        (issuerRuc, issuerName) = (document.issuer.ruc, document.issuer.name)
        (receiverRuc, receiverName) = (document.receiver.ruc, document.receiver.name)
        authorizationNumber = document.authorization?.number
        authorizedAt = document.authorization?.processedAt
        digest = document.digest
    }
}
