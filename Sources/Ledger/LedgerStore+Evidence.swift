internal import JSONText

/// Webhooks as evidence: that a document which may not be at the PAC is there after all (guarantees.md, the in-doubt procedure 2; G1). They
/// move nothing; they say what has to be asked for before anything is sent again.
extension LedgerStore {
    /// Held webhooks that name a document by its CUFE which has a number, isn't known to be at the PAC and isn't on its way: only a GET can tell
    /// whether it is there.
    public func webhooksOnOpenDocuments(limit: Int) throws -> [(webhook: Int64, pacID: String, document: DocumentRow)] {
        let found = try connection.all(
            """
            SELECT n.webhook_id, n.pac_id, o.id FROM open_document o CROSS JOIN named_by_webhook n ON n.document_id = o.id
            ORDER BY n.webhook_id, o.id LIMIT ?
            """, .integer(Int64(limit))
        ) { ($0.integer(0), $0.text(1), $0.integer(2)) }
        return try found.compactMap { webhook, pacID, id in
            try document(id: id).map { (webhook: webhook, pacID: pacID, document: $0) }
        }
    }

    /// Held webhooks that name no CUFE, oldest first: what they speak of is known once the PAC was asked for their id.
    public func webhooksWithoutCufe() throws -> [(company: String, pacID: String)] {
        try connection.all("SELECT company, pac_id FROM webhook WHERE state = 'held' AND cufe IS NULL ORDER BY id") {
            ($0.text(0), $0.text(1))
        }
    }

    /// When the first of the held webhooks on an id came in, in microseconds; nil when none is held.
    public func firstWebhook(on pacID: String, company: String) throws -> Int64? {
        try connection.first(
            "SELECT min(taken_micros) FROM webhook WHERE company = ? AND pac_id = ? AND state = 'held'", .text(company),
            .text(pacID)
        ) { $0.optionalInteger(0) } ?? nil
    }

    /// Documents of a company that have a number, aren't known to be at the PAC and aren't on their way, oldest first.
    public func openDocuments(company: String) throws -> [DocumentRow] {
        try connection.documents(where: "d.id IN (SELECT id FROM open_document WHERE company = ?) ORDER BY d.id", .text(company))
    }

    /// Whether a held webhook of its company names a document by its CUFE.
    public func isNamedByWebhook(document id: Int64) throws -> Bool {
        try connection.first(
            "SELECT EXISTS (SELECT 1 FROM named_by_webhook WHERE document_id = ?)", .integer(id)
        ) { $0.bool(0) } ?? false
    }

    /// A GET showed which CUFE an id has that webhooks named alone.
    public func note(cufe: String, ofWebhooksOn pacID: String, company: String) throws {
        try connection.execute(
            "UPDATE webhook SET cufe = ? WHERE company = ? AND pac_id = ? AND state = 'held' AND cufe IS NULL", .text(cufe),
            .text(company), .text(pacID))
    }

    /// A document that was queued again, because the PAC or somebody had said that it isn't there, is in doubt after all: something says
    /// otherwise. Its last attempt counts as one in doubt from now on, so that a used number is evidence.
    /// - Parameters:
    ///   - cause: what says so: `webhook` or `import`.
    ///   - detail: the id or CUFE that it gave.
    /// - Throws: `LedgerError` also when the document isn't queued, or has no number.
    public func doubtAgain(document id: Int64, cause: String, detail: String, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'in_doubt' WHERE id = ? AND state = 'queued' AND numeration IS NOT NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't queued again", sql: "doubtAgain(document:)")
        }
        try connection.execute(
            """
            UPDATE attempt SET outcome = 'in_doubt' WHERE document_id = ?1
                AND number = (SELECT max(number) FROM attempt WHERE document_id = ?1)
            """, .integer(id))
        try append(
            event: "in_doubt", document: id, atMicros: atMicros, detail: ["cause": .string(cause), "detail": .string(detail)])
    }

    /// It is decided that a document isn't at the PAC: what named it until now says nothing more.
    func settleWebhooks(namingDocument id: Int64) throws {
        try connection.execute(
            """
            UPDATE webhook SET state = 'confirmed', document_id = ?1
            WHERE id IN (SELECT webhook_id FROM named_by_webhook WHERE document_id = ?1)
            """, .integer(id))
    }
}
