public import Fiscal
public import JSONText

/// A document that the PAC lists and no order of the ledger explains.
public struct Stranger: Sendable, Equatable {
    /// The ledger's number; 0 before it is kept.
    public internal(set) var id: Int64 = 0
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

    /// The strangers that an order which was never sent may be, the likest first: same company, kind, type, branch, point and total, not refused, and
    /// the order isn't dated before them. A stranger may be any of several such orders.
    public func strangers(like row: DocumentRow) throws -> [Stranger] {
        guard let date = row.issueDate, let type = row.documentType, let branch = row.branch, let point = row.billingPoint else {
            return []
        }
        return try connection.all(
            """
            SELECT id, pac_id, numeration, issue_date FROM stranger s WHERE company = ?1 AND kind = ?2 AND document_type = ?3
                AND billing_point = ?4 AND coalesce(branch, ?5) = ?5 AND total = ?6
                AND (issue_date IS NULL OR issue_date BETWEEN ?7 - ?8 AND ?7)
                AND NOT EXISTS (SELECT 1 FROM stranger_unlike u WHERE u.stranger_id = s.id AND u.document_id = ?9)
            ORDER BY issue_date = ?7 DESC, id
            """, .text(row.company), .text(row.kind.rawValue), .text(type.rawValue), .text(point), .text(branch),
            .integer(row.total.cents), .integer(date.epochSeconds), .integer(Self.likenessSeconds), .integer(row.id),
            read: Self.found)
    }

    private static func found(_ row: Statement) -> Stranger {
        var stranger = Stranger()
        stranger.id = row.integer(0)
        stranger.pacID = row.text(1)
        stranger.numeration = row.text(2)
        stranger.issueDate = row.optionalInteger(3).map { FiscalTime(epochSeconds: $0) }
        return stranger
    }

    /// Holds an order back: in doubt without a number of its own, until somebody says which of the strangers it is, or that it is none.
    public func hold(document id: Int64, for strangers: [Stranger], atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'in_doubt' WHERE id = ? AND state = 'queued' AND numeration IS NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) can't be held", sql: "hold(document:)")
        }
        for stranger in strangers {
            try connection.execute(
                "INSERT INTO stranger_hold (stranger_id, document_id) VALUES (?, ?)", .integer(stranger.id), .integer(id))
        }
        let ids = strangers.map { JSONValue(Int($0.id)) }
        try append(event: "in_doubt", document: id, atMicros: atMicros, detail: ["cause": "listed", "strangers": .array(ids)])
    }

    /// What an order is held for; none when it isn't.
    public func strangers(ofDocument id: Int64) throws -> [Stranger] {
        try connection.all(
            """
            SELECT s.id, s.pac_id, s.numeration, s.issue_date FROM stranger_hold h CROSS JOIN stranger s ON s.id = h.stranger_id
            WHERE h.document_id = ? ORDER BY s.id
            """, .integer(id), read: Self.found)
    }

    /// The stranger with an id of the PAC's that an order is held for; nil when it isn't.
    public func stranger(_ pacID: String, ofDocument id: Int64) throws -> Stranger? {
        try strangers(ofDocument: id).first { $0.pacID == pacID }
    }

    /// Another document of ours under the number that a row shows; nil when there is none.
    public func holder(ofNumberOf row: DocumentRow) throws -> DocumentRow? {
        guard let numeration = row.numeration, let branch = row.branch, let point = row.billingPoint, let type = row.documentType
        else { return nil }
        return try document(
            numeration: numeration, company: row.company, branch: branch, billingPoint: point, documentType: type.rawValue)
    }

    /// "It is that one": the held order takes what the row shows, number and date, CUFE and security code, as those it was sent with. Whatever else
    /// was held for the stranger is free again, unless it may be another one.
    public func identify(_ row: DocumentRow, as stranger: Int64, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET numeration = ?2, issue_date = ?3, security_code = ?4, expected_cufe = ?5, attempts = max(attempts, 1)
            WHERE id = ?1 AND state = 'in_doubt' AND numeration IS NULL
            """, .integer(row.id), SQLValue(row.numeration), SQLValue(row.issueDate?.epochSeconds), .text(row.securityCode ?? ""),
            SQLValue(row.expectedCufe))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(row.id) isn't held", sql: "identify(document:)")
        }
        try connection.execute("DELETE FROM stranger_hold WHERE document_id = ?", .integer(row.id))
        try append(event: "identified", document: row.id, atMicros: atMicros, detail: [:])
        try settle(stranger: stranger, atMicros: atMicros)
    }

    /// A stranger that somebody's order explains is none any more, and nothing is held for it.
    private func settle(stranger: Int64, atMicros: Int64) throws {
        let others = try connection.all("SELECT document_id FROM stranger_hold WHERE stranger_id = ?", .integer(stranger)) {
            $0.integer(0)
        }
        for id in others {
            try connection.execute(
                """
                DELETE FROM fault WHERE document_id = ?1 AND code = 'PB-DOUBT-06'
                    AND facts ->> 'id' = (SELECT pac_id FROM stranger WHERE id = ?2)
                """, .integer(id), .integer(stranger))
        }
        try connection.execute("DELETE FROM stranger_hold WHERE stranger_id = ?", .integer(stranger))
        try connection.execute("DELETE FROM stranger_unlike WHERE stranger_id = ?", .integer(stranger))
        try connection.execute("DELETE FROM stranger WHERE id = ?", .integer(stranger))
        for id in others where try strangers(ofDocument: id).isEmpty {
            try free(document: id, atMicros: atMicros, event: "freed", detail: [:])
        }
    }

    /// "It is none of them": the held order goes back to the queue, with a number of its own when its turn comes. What else is held stays.
    public func release(document id: Int64, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute(
            "INSERT OR IGNORE INTO stranger_unlike SELECT stranger_id, document_id FROM stranger_hold WHERE document_id = ?",
            .integer(id))
        try connection.execute("DELETE FROM stranger_hold WHERE document_id = ?", .integer(id))
        try free(document: id, atMicros: atMicros, event: "verdict", detail: detail)
    }

    private func free(document id: Int64, atMicros: Int64, event: String, detail: JSONValue) throws {
        try connection.execute(
            "UPDATE document SET state = 'queued' WHERE id = ? AND state = 'in_doubt' AND numeration IS NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't held", sql: "free(document:)")
        }
        try endDoubt(document: id)
        try append(event: event, document: id, atMicros: atMicros, detail: detail)
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

extension DocumentRow {
    /// The row as it stands if it was sent like this.
    public func identified(numeration: String, issueDate: FiscalTime?, securityCode: String?, expectedCufe: String?)
        -> DocumentRow
    {
        var row = self
        row.numeration = numeration
        row.issueDate = issueDate ?? row.issueDate
        row.securityCode = securityCode
        row.expectedCufe = expectedCufe
        return row
    }
}
