public import Fiscal
internal import JSONText

/// The next number of a series: a mark below which every number may have been used.
public struct SeriesMark: Sendable, Equatable {
    /// Company id.
    public var company: String
    /// Branch, 4 characters.
    public var branch: String
    /// Billing point, 3 digits.
    public var billingPoint: String
    /// DGI type, 2 digits.
    public var documentType: String
    /// The next sequence number.
    public var next: Int64

    /// Makes a mark.
    public init(company: String, branch: String, billingPoint: String, documentType: String, next: Int64) {
        self.company = company
        self.branch = branch
        self.billingPoint = billingPoint
        self.documentType = documentType
        self.next = next
    }
}

/// What a document's results said of it, when the ledger that knew it is lost.
public struct RestoredDocument: Sendable {
    /// Where it stood.
    public var state = DocumentState.in_doubt
    /// legalStatus.
    public var legalStatus: String?
    /// 10 digits: it was begun.
    public var numeration = ""
    /// 9 digits; empty where nothing tells it.
    public var securityCode = ""
    /// The CUFE that was expected.
    public var expectedCufe: String?
    /// The PAC's id.
    public var pacID: String?
    /// The CUFE.
    public var cufe: String?
    /// QR address.
    public var qrURL: String?
    /// POSTs that were begun.
    public var attempts = 1
    /// PDF in the outbox.
    public var pdf: FiledArtifact?
    /// XML in the outbox.
    public var xml: FiledArtifact?

    /// Makes a document in doubt.
    public init() {}
}

// What tells an older ledger from the newest, and brings it up to date (reliability.md 1.2, C18; product.md 5, `reconcile`).
extension LedgerStore {
    /// Number of the last event; 0 before the first.
    public func lastEvent() throws -> Int64 {
        try connection.first("SELECT coalesce(max(id), 0) FROM event") { $0.integer(0) } ?? 0
    }

    /// The chain's head behind an event; nil when there is no such event.
    public func chainHead(behindEvent id: Int64) throws -> [UInt8]? {
        try connection.first("SELECT hash FROM event WHERE id = ?", .integer(id)) { $0.blob(0) }
    }

    /// The next number of every series.
    public func seriesMarks() throws -> [SeriesMark] {
        try connection.all(
            "SELECT company, branch, billing_point, document_type, next FROM numbering ORDER BY company, branch, billing_point, document_type"
        ) {
            SeriesMark(
                company: $0.text(0), branch: $0.text(1), billingPoint: $0.text(2), documentType: $0.text(3), next: $0.integer(4))
        }
    }

    /// No number below the mark is drawn any more.
    public func raise(_ mark: SeriesMark) throws {
        try connection.execute(
            """
            INSERT INTO numbering (company, branch, billing_point, document_type, next) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET next = max(next, ?5)
            """, .text(mark.company), .text(mark.branch), .text(mark.billingPoint), .text(mark.documentType), .integer(mark.next))
    }

    /// Takes note of a run that only its manifest tells of.
    public func adoptRun(name: String, version: String, configurationHash: String, manifestSHA256: String, at time: FiscalTime)
        throws
    {
        try connection.execute(
            """
            INSERT INTO run (name, started_at, finished_at, version, configuration_hash, manifest_sha256) VALUES (?1, ?2, ?2, ?3, ?4, ?5)
            """, .text(name), .integer(time.epochSeconds), .text(version), .text(configurationHash), .text(manifestSHA256))
    }

    /// Sets a document to where its results say it stood. What the ledger knows better stays.
    public func restore(_ restored: RestoredDocument, document id: Int64, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET state = ?2, legal_status = ?3, numeration = ?4, security_code = coalesce(security_code, ?15),
                expected_cufe = coalesce(expected_cufe, ?5), attempts = max(attempts, ?6), pac_id = coalesce(pac_id, ?7),
                cufe = coalesce(cufe, ?8), qr_url = coalesce(qr_url, ?9), pdf = coalesce(pdf, ?10), pdf_sha256 = coalesce(pdf_sha256, ?11),
                xml = coalesce(xml, ?12), xml_sha256 = coalesce(xml_sha256, ?13), ready = 1,
                next_poll_at = coalesce(next_poll_at, ?14) WHERE id = ?1
            """, .integer(id), .text(restored.state.rawValue), SQLValue(restored.legalStatus), .text(restored.numeration),
            SQLValue(restored.expectedCufe), .integer(Int64(restored.attempts)), SQLValue(restored.pacID),
            SQLValue(restored.cufe), SQLValue(restored.qrURL), SQLValue(restored.pdf?.path), SQLValue(restored.pdf?.sha256),
            SQLValue(restored.xml?.path), SQLValue(restored.xml?.sha256), .integer(atMicros / 1_000_000),
            .text(restored.securityCode))
        try append(
            event: "restored", document: id, atMicros: atMicros,
            detail: ["state": .string(restored.state.rawValue), "numeration": .string(restored.numeration)])
    }

    /// A document that was sent by a lost ledger with other amounts or another date than this one has it with: those that were sent count, and
    /// what this ledger would have sent in its place is void.
    public func keepContent(of sent: DocumentAdmission, document id: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET total = ?2, itbms = ?3, issue_date = coalesce(?4, issue_date)
            WHERE id = ?1 AND (total <> ?2 OR issue_date IS NOT coalesce(?4, issue_date))
            """, .integer(id), .integer(sent.total.cents), .integer(sent.itbms.cents), SQLValue(sent.issueDate?.epochSeconds))
        guard connection.changes == 1 else { return }
        try connection.execute("UPDATE body SET template = x'' WHERE document_id = ?", .integer(id))
    }
}
