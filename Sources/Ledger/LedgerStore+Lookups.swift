internal import Fiscal

/// A look-up of a document in doubt at the PAC.
public struct LookupRow: Sendable {
    /// How it ended.
    public enum Outcome: String, Sendable {
        /// The document is there and was adopted.
        case found
        /// Complete and negative: every page was read and nothing stands under the number.
        case absent
        /// Something stands under the number, but too little of it is shown.
        case unproved
        /// Something else stands under the number, or several documents do.
        case alarm
        /// No answer, or not a complete one: proves nothing.
        case failed
    }

    /// The document.
    public var documentID: Int64
    /// How many attempts the document had: what is proved is proved for that one.
    public var attempt: Int
    /// Microseconds since 1970.
    public var atMicros: Int64
    /// `byNumber` or `byCufe`.
    public var way: String
    /// How it ended.
    public var outcome: Outcome
    /// Pages read.
    public var pages: Int
    /// A later document of ours that the same listing showed just before; nil when none was.
    public var witness: Int64?
    /// HTTP status, the transport's words, or what was found.
    public var detail: String?

    /// Makes a look-up.
    public init(
        documentID: Int64, attempt: Int, atMicros: Int64, way: String, outcome: Outcome, pages: Int, witness: Int64?,
        detail: String?
    ) {
        self.documentID = documentID
        self.attempt = attempt
        self.atMicros = atMicros
        self.way = way
        self.outcome = outcome
        self.pages = pages
        self.witness = witness
        self.detail = detail
    }
}

extension LedgerStore {
    /// Keeps a look-up.
    public func record(lookup: LookupRow) throws {
        try connection.execute(
            """
            INSERT INTO lookup (document_id, attempt, run_id, at_micros, way, outcome, pages, witness, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(lookup.documentID), .integer(Int64(lookup.attempt)), .integer(runID), .integer(lookup.atMicros),
            .text(lookup.way), .text(lookup.outcome.rawValue), .integer(Int64(lookup.pages)), SQLValue(lookup.witness),
            SQLValue(lookup.detail))
    }

    /// The look-ups of a document, oldest first.
    public func lookups(ofDocument id: Int64) throws -> [LookupRow] {
        try connection.all(
            "SELECT document_id, attempt, at_micros, way, outcome, pages, witness, detail FROM lookup WHERE document_id = ? ORDER BY id",
            .integer(id)
        ) { row in
            LookupRow(
                documentID: row.integer(0), attempt: row.int(1), atMicros: row.integer(2), way: row.text(3),
                outcome: LookupRow.Outcome(rawValue: row.text(4)) ?? .failed, pages: row.int(5), witness: row.optionalInteger(6),
                detail: row.optionalText(7))
        }
    }

    /// When the last attempt of a document was found to be in doubt, in microseconds: no byte of it left later. Nil when none was.
    public func doubtBegan(ofDocument id: Int64) throws -> Int64? {
        try connection.first(
            "SELECT max(at_micros) FROM event WHERE document_id = ? AND kind = 'in_doubt'", .integer(id)
        ) { $0.optionalInteger(0) } ?? nil
    }

    /// The newest document of the same company and kind whose successful attempt began after a moment, so that a listing that shows it isn't
    /// lagging behind that moment (guarantees.md); nil when there is none yet.
    public func witness(for row: DocumentRow, after micros: Int64) throws -> DocumentRow? {
        let id = try connection.first(
            """
            SELECT d.id FROM attempt t CROSS JOIN document d ON d.id = t.document_id
            WHERE t.id > (SELECT max(id) FROM attempt WHERE document_id = ?1) AND t.outcome = 'accepted' AND t.started_micros > ?2
                AND d.company = ?3 AND d.kind = ?4 AND d.pac_id IS NOT NULL AND d.state IN ('accepted', 'authorized', 'complete')
            ORDER BY t.id DESC LIMIT 1
            """, .integer(row.id), .integer(micros), .text(row.company), .text(row.kind.rawValue)
        ) { $0.integer(0) }
        return try id.flatMap { try document(id: $0) }
    }
}
