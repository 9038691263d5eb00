internal import JSONText

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

    /// The faults that told of the doubt go with it; the log of events keeps what happened.
    private func endDoubt(document id: Int64) throws {
        try connection.execute("DELETE FROM fault WHERE document_id = ? AND code LIKE 'PB-DOUBT-%'", .integer(id))
    }
}
