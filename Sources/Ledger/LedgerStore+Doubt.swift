public import JSONText

/// Documents that the PAC may or may not have (guarantees.md, the in-doubt procedure).
extension LedgerStore {
    /// True while a POST of the document has no outcome: then nobody can say yet whether it will be in doubt.
    public func hasOpenAttempt(document id: Int64) throws -> Bool {
        try connection.first(
            "SELECT EXISTS (SELECT 1 FROM attempt WHERE document_id = ? AND outcome IS NULL)", .integer(id)
        ) { $0.bool(0) } ?? false
    }

    /// A document in doubt is found at the PAC: its doubt is over. What the PAC says about it is recorded by `record(reply:)`.
    /// - Parameter way: by what it was found.
    public func recordAdoption(document id: Int64, pacID: String, by way: String, atMicros: Int64) throws {
        try endDoubt(document: id)
        try append(
            event: "adopted", document: id, atMicros: atMicros, detail: ["id": .string(pacID), "by": .string(way)])
    }

    /// A document in doubt goes back to the queue, to be sent once more with the same number and the same bytes (G1). Only a proof of absence
    /// and the operator's verdict lead here: the event says which, and why.
    /// - Throws: `LedgerError` also when the document isn't in doubt, or its POST is still under way.
    public func putBack(document id: Int64, event kind: String, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute(
            """
            UPDATE document SET state = 'queued' WHERE id = ?1 AND state = 'in_doubt' AND numeration IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM attempt WHERE document_id = ?1 AND outcome IS NULL)
            """, .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't in doubt", sql: "putBack(document:)")
        }
        try endDoubt(document: id)
        try settleWebhooks(namingDocument: id)
        try append(event: kind, document: id, atMicros: atMicros, detail: detail)
    }

    /// A document that was to go out again, and can't: nothing is left of what was sent. It is in doubt as before.
    public func withhold(document id: Int64, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute("UPDATE document SET state = 'in_doubt' WHERE id = ? AND state = 'queued'", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) isn't queued", sql: "withhold(document:)")
        }
        try endDoubt(document: id)
        try append(event: "in_doubt", document: id, atMicros: atMicros, detail: detail)
    }

    /// The last attempt of a document: its number, when it began, and what came back; nil before the first.
    public func lastSend(ofDocument id: Int64) throws -> (number: Int, startedMicros: Int64, answer: StoredAnswer?)? {
        try connection.first(
            """
            SELECT t.number, t.started_micros, a.id IS NOT NULL, a.at_micros, a.transport, a.transport_detail, a.bytes_sent, a.http_status,
                a.headers, a.body
            FROM attempt t LEFT JOIN answer a ON a.attempt_id = t.id WHERE t.document_id = ? ORDER BY t.number DESC LIMIT 1
            """, .integer(id)
        ) { row in
            let answer =
                row.bool(2)
                ? StoredAnswer(
                    atMicros: row.integer(3), transport: row.int(4), transportDetail: row.optionalText(5), bytesSent: row.int(6),
                    httpStatus: row.optionalInt(7), headers: row.optionalText(8), body: row.blob(9)) : nil
            return (row.int(0), row.integer(1), answer)
        }
    }

    /// The faults that told of the doubt go with it; the log of events keeps what happened.
    func endDoubt(document id: Int64) throws {
        try connection.execute("DELETE FROM fault WHERE document_id = ? AND code LIKE 'PB-DOUBT-%'", .integer(id))
    }
}
