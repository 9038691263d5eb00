internal import Fiscal
public import JSONText

/// What `retry` puts back in the queue (product.md 5): documents that were never sent and that something outside of them kept back.
extension LedgerStore {
    /// Hands out the documents that hold their key and stand in one of the states in which something is left to do or was refused.
    public func unfinishedDocuments(body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(
            where: """
                (d.holds_key = 1 OR d.kind = 'void')
                AND d.state IN ('invalid', 'conflict', 'waiting', 'queued', 'in_doubt', 'rejected', 'dgi_rejected')
                ORDER BY d.id
                """, [], body: body)
    }

    /// When something last happened to a document, in microseconds; nil when no event is about it.
    public func lastEvent(ofDocument id: Int64) throws -> Int64? {
        try connection.first("SELECT max(at_micros) FROM event WHERE document_id = ?", .integer(id)) { $0.optionalInteger(0) }
            ?? nil
    }

    /// True when the payload of a document is at hand: it was judged to its end.
    public func hasPayload(document id: Int64) throws -> Bool {
        try connection.first("SELECT length(template) > 0 FROM body WHERE document_id = ?", .integer(id)) { $0.bool(0) } ?? false
    }

    /// An invalid document that was never sent goes back: a note looks for its invoice again, a RUC that was refused is asked for again,
    /// everything else is queued. What had kept it back is no fault any more.
    /// - Parameter asksRuc: the PAC's answer about the RUC is forgotten.
    /// - Throws: `LedgerError` also when the document isn't invalid, or has a number already.
    public func putBackInvalid(_ row: DocumentRow, asksRuc: Bool, atMicros: Int64, detail: JSONValue) throws {
        let isNote = row.referenceOrder != nil || row.referenceCufe != nil
        try connection.execute(
            """
            UPDATE document SET state = ?2, reference_id = NULL, ready = ?3
            WHERE id = ?1 AND state = 'invalid' AND numeration IS NULL AND holds_key = 1
            """, .integer(row.id), .text(isNote ? DocumentState.waiting.rawValue : DocumentState.queued.rawValue),
            SQLValue(!asksRuc && row.isReady))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(row.id) can't be queued again", sql: "putBackInvalid")
        }
        if asksRuc, let question = row.question {
            try connection.execute(
                "DELETE FROM ruc_answer WHERE ruc = ? AND type = ?", .text(question.ruc), .integer(Int64(question.type.rawValue)))
        }
        try connection.execute("DELETE FROM fault WHERE document_id = ? AND severity = 'error'", .integer(row.id))
        try append(event: "retried", document: row.id, atMicros: atMicros, detail: detail)
    }

    /// An invalid void request that was never sent looks for its document again, when the next run begins.
    /// - Throws: `LedgerError` also when it isn't invalid, or a DELETE of it went out.
    public func putBackInvalid(void id: Int64, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute(
            """
            UPDATE document SET state = 'queued', reference_id = NULL
            WHERE id = ? AND state = 'invalid' AND kind = 'void' AND attempts = 0
            """, .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "void request \(id) can't be queued again", sql: "putBackInvalid(void:)")
        }
        try connection.execute(
            "UPDATE void_request SET target_id = NULL, is_live = 0, next_look_at = NULL WHERE document_id = ?", .integer(id))
        try connection.execute("DELETE FROM fault WHERE document_id = ? AND severity = 'error'", .integer(id))
        try append(event: "retried", document: id, atMicros: atMicros, detail: detail)
    }
}
