public import Fiscal
public import JSONText

/// A document that the PAC lists and no order of the ledger explains.
public struct Stranger: Sendable, Equatable {
    /// Company id.
    public var company = ""
    /// Whose collection lists it.
    public var kind = DocumentKind.invoice
    /// The PAC's id.
    public var pacID = ""
    /// DGI type, 2 digits.
    public var documentType = ""
    /// Branch; nil as long as the PAC shows no CUFE.
    public var branch: String?
    /// Billing point, 3 digits.
    public var billingPoint = ""
    /// Numeration.
    public var numeration = ""
    /// Security code; nil where the PAC doesn't show it.
    public var securityCode: String?
    /// CUFE; nil as long as the PAC shows none.
    public var cufe: String?
    /// Issue date; nil where the PAC doesn't show it.
    public var issueDate: FiscalTime?
    /// Grand total, exact to the cent; nil where the PAC doesn't show it.
    public var total: Amount?
    /// legalStatus.
    public var legalStatus = LegalStatus.registered

    /// Makes one to be filled.
    public init() {}

    /// True when it was refused: its number is used, but it is nobody's valid document.
    var isRefused: Bool { legalStatus == .pacRejected || legalStatus == .dgiRejected }
}

// Documents of the PAC's that a restored ledger can't explain (product.md 5, `reconcile`; guarantees.md G1, G7).
extension LedgerStore {
    /// Keeps one, unless it is known already.
    /// - Returns: true for a new one.
    public func store(_ stranger: Stranger, at time: FiscalTime) throws -> Bool {
        try connection.execute(
            """
            INSERT OR IGNORE INTO stranger (company, kind, pac_id, document_type, branch, billing_point, numeration, security_code, cufe,
                issue_date, total, legal_status, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .text(stranger.company), .text(stranger.kind.rawValue), .text(stranger.pacID), .text(stranger.documentType),
            SQLValue(stranger.branch), .text(stranger.billingPoint), .text(stranger.numeration), SQLValue(stranger.securityCode),
            SQLValue(stranger.cufe), SQLValue(stranger.issueDate?.epochSeconds),
            SQLValue(stranger.isRefused ? nil : stranger.total?.cents), .text(stranger.legalStatus.word),
            .integer(time.epochSeconds))
        return connection.changes == 1
    }

    /// True when there are any.
    public func hasStrangers() throws -> Bool {
        try connection.first("SELECT EXISTS (SELECT 1 FROM stranger)") { $0.bool(0) } ?? false
    }

    /// True when the PAC has a document of nobody's under a number: it isn't drawn.
    public func isStrangers(numeration: String, company: String, branch: String, billingPoint: String, documentType: DocumentType)
        throws -> Bool
    {
        try connection.first(
            """
            SELECT EXISTS (SELECT 1 FROM stranger WHERE company = ? AND numeration = ? AND document_type = ? AND billing_point = ?
                AND coalesce(branch, ?5) = ?5)
            """, .text(company), .text(numeration), .text(documentType.rawValue), .text(billingPoint), .text(branch)
        ) { $0.bool(0) } ?? false
    }

    /// So much later than a stranger an order may be dated that is held for it: one without a date of its own has that of its reading.
    private static let likenessSeconds: Int64 = 31 * 86_400

    /// The stranger that an order which was never sent may be: same company, kind, type, branch, point and total, not refused, nobody else's, and
    /// not dated after it. Nil when there is none.
    public func stranger(like row: DocumentRow) throws -> (id: Int64, pacID: String, numeration: String)? {
        guard let date = row.issueDate, let type = row.documentType, let branch = row.branch, let point = row.billingPoint else {
            return nil
        }
        return try connection.first(
            """
            SELECT id, pac_id, numeration FROM stranger s WHERE company = ?1 AND kind = ?2 AND document_type = ?3 AND billing_point = ?4
                AND coalesce(branch, ?5) = ?5 AND total = ?6 AND document_id IS NULL
                AND (issue_date IS NULL OR issue_date BETWEEN ?7 - ?8 AND ?7)
                AND NOT EXISTS (SELECT 1 FROM stranger_unlike u WHERE u.stranger_id = s.id AND u.document_id = ?9)
            ORDER BY issue_date = ?7 DESC, id LIMIT 1
            """, .text(row.company), .text(row.kind.rawValue), .text(type.rawValue), .text(point), .text(branch),
            .integer(row.total.cents), .integer(date.epochSeconds), .integer(Self.likenessSeconds), .integer(row.id)
        ) { ($0.integer(0), $0.text(1), $0.text(2)) }
    }

    /// Holds an order back: in doubt without a number of its own, until somebody says whether the stranger is it.
    public func hold(document id: Int64, for stranger: Int64, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'in_doubt' WHERE id = ? AND state = 'queued' AND numeration IS NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) can't be held", sql: "hold(document:)")
        }
        try connection.execute("UPDATE stranger SET document_id = ? WHERE id = ?", .integer(id), .integer(stranger))
        try append(
            event: "in_doubt", document: id, atMicros: atMicros,
            detail: ["cause": "listed", "stranger": JSONValue(Int(stranger))])
    }

    /// What an order is held for; nil when it isn't.
    public func stranger(ofDocument id: Int64) throws -> (id: Int64, pacID: String, numeration: String)? {
        try connection.first("SELECT id, pac_id, numeration FROM stranger WHERE document_id = ?", .integer(id)) {
            ($0.integer(0), $0.text(1), $0.text(2))
        }
    }

    /// "It is that one": the held order takes the stranger's number and date, and the CUFE and security code that the PAC shows now, as those it was
    /// sent with. What the PAC shows is compared with it afterwards, as for any document in doubt.
    public func identify(document id: Int64, cufe: String?, securityCode: String?, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET (numeration, issue_date) =
                (SELECT s.numeration, coalesce(s.issue_date, document.issue_date) FROM stranger s WHERE s.document_id = ?1),
                security_code = ?2, expected_cufe = ?3, attempts = max(attempts, 1)
            WHERE id = ?1 AND state = 'in_doubt' AND numeration IS NULL
            """, .integer(id), .text(securityCode ?? ""), SQLValue(cufe))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't held", sql: "identify(document:)")
        }
        try connection.execute(
            "DELETE FROM stranger_unlike WHERE stranger_id IN (SELECT id FROM stranger WHERE document_id = ?)", .integer(id))
        try connection.execute("DELETE FROM stranger WHERE document_id = ?", .integer(id))
        try append(event: "identified", document: id, atMicros: atMicros, detail: [:])
    }

    /// "It is another one": the held order goes back to the queue, with a number of its own when its turn comes.
    public func release(document id: Int64, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute(
            "INSERT OR IGNORE INTO stranger_unlike SELECT id, document_id FROM stranger WHERE document_id = ?", .integer(id))
        try connection.execute("UPDATE stranger SET document_id = NULL WHERE document_id = ?", .integer(id))
        try connection.execute(
            "UPDATE document SET state = 'queued' WHERE id = ? AND state = 'in_doubt' AND numeration IS NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't held", sql: "release(document:)")
        }
        try endDoubt(document: id)
        try append(event: "verdict", document: id, atMicros: atMicros, detail: detail)
    }

    /// A document that a backup has as not sent, or as refused, and the PAC has under its number: in doubt until it is compared.
    public func doubt(document id: Int64, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'in_doubt' WHERE id = ? AND state = 'queued' AND numeration IS NOT NULL", .integer(id))
        guard connection.changes == 1 else { return }
        try append(event: "in_doubt", document: id, atMicros: atMicros, detail: ["cause": "listed"])
    }

    /// The document of ours under a number; nil when there is none.
    public func document(numeration: String, company: String, branch: String, billingPoint: String, documentType: String) throws
        -> DocumentRow?
    {
        try connection.documents(
            where: "d.company = ? AND d.branch = ? AND d.billing_point = ? AND d.document_type = ? AND d.numeration = ?",
            .text(company), .text(branch), .text(billingPoint), .text(documentType), .text(numeration)
        ).first
    }

    /// The branches in which a company has a series of a type at a point.
    public func branches(ofCompany company: String, billingPoint: String, documentType: String) throws -> [String] {
        try connection.all(
            "SELECT branch FROM numbering WHERE company = ? AND billing_point = ? AND document_type = ? ORDER BY branch",
            .text(company), .text(billingPoint), .text(documentType)
        ) { $0.text(0) }
    }

    /// The PAC's ids of a company's documents of a kind that the PAC took and still has, issued from a moment on: a listing that doesn't show one of
    /// them isn't complete.
    public func pacIDs(ofCompany company: String, kind: DocumentKind, issuedFrom start: FiscalTime?) throws -> Set<String> {
        Set(
            try connection.all(
                """
                SELECT pac_id FROM document WHERE company = ?1 AND kind = ?2 AND pac_id IS NOT NULL AND issue_date >= ?3
                    AND mode <> 'DGI_IMPORT' AND state IN ('accepted', 'authorized', 'complete', 'dgi_rejected', 'voided')
                """, .text(company), .text(kind.rawValue), .integer(start?.epochSeconds ?? .min)
            ) { $0.text(0) })
    }

    /// The PAC's id of the document of a company and kind that was accepted last; nil when none was sent from here.
    public func newestPacID(ofCompany company: String, kind: DocumentKind) throws -> String? {
        try connection.first(
            """
            SELECT d.pac_id FROM attempt t CROSS JOIN document d ON d.id = t.document_id
            WHERE t.outcome = 'accepted' AND d.company = ? AND d.kind = ? AND d.pac_id IS NOT NULL ORDER BY t.id DESC LIMIT 1
            """, .text(company), .text(kind.rawValue)
        ) { $0.text(0) }
    }
}
