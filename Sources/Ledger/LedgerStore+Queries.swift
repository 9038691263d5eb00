public import Fiscal

extension LedgerStore {
    /// How many documents stand in a state, and their total.
    public struct StateCount: Sendable, Equatable {
        /// Company id.
        public let company: String
        /// Kind.
        public let kind: DocumentKind
        /// State.
        public let state: DocumentState
        /// Documents.
        public let count: Int
        /// Sum of their totals.
        public let total: Amount
    }

    /// Counts and sums of the whole ledger.
    public func stateCounts() throws -> [StateCount] {
        try connection.all(
            "SELECT company, kind, state, count(*), sum(total) FROM document GROUP BY company, kind, state ORDER BY company, kind, state"
        ) { row in
            StateCount(
                company: row.text(0), kind: DocumentKind(rawValue: row.text(1)) ?? .invoice,
                state: DocumentState(rawValue: row.text(2)) ?? .in_doubt, count: row.int(3), total: Amount(cents: row.integer(4)))
        }
    }

    /// True while no document has ever come in.
    public func isEmpty() throws -> Bool {
        try connection.first("SELECT EXISTS (SELECT 1 FROM document)") { !$0.bool(0) } ?? true
    }

    /// How many documents stand in one of the states that have an index of their own; cheap however large the ledger is.
    public func openCount(_ state: DocumentState) throws -> Int {
        let sql: StaticString =
            switch state {
            case .queued:
                """
                SELECT (SELECT count(*) FROM document WHERE state = 'queued' AND ready = 1)
                     + (SELECT count(*) FROM document WHERE state = 'queued' AND ready = 0)
                """
            // A void in doubt needs nobody: a later run settles it by a GET (docs/decisions/0035).
            case .in_doubt: "SELECT count(*) FROM document WHERE state = 'in_doubt' AND kind <> 'void'"
            case .waiting: "SELECT count(*) FROM document WHERE state = 'waiting'"
            case .accepted: "SELECT count(*) FROM document WHERE state IN ('accepted', 'authorized') AND state = 'accepted'"
            case .authorized: "SELECT count(*) FROM document WHERE state IN ('accepted', 'authorized') AND state = 'authorized'"
            case .invalid, .conflict, .duplicate, .proforma, .imported, .rejected, .complete, .voided, .dgi_rejected:
                preconditionFailure("no index holds the documents of this state apart")
            }
        return try connection.first(sql) { $0.int(0) } ?? 0
    }

    /// Companies with documents that a run may send: queued, waiting for their invoice, or in doubt.
    public func companiesWithWork() throws -> Set<String> {
        Set(
            try connection.all(
                """
                SELECT DISTINCT company FROM document WHERE state = 'queued' AND ready = 1
                UNION SELECT DISTINCT company FROM document WHERE state IN ('queued', 'waiting') AND ready = 0
                UNION SELECT DISTINCT company FROM document WHERE state = 'waiting'
                UNION SELECT DISTINCT company FROM document WHERE state = 'in_doubt'
                """
            ) { $0.text(0) })
    }

    /// The document of a number.
    public func document(id: Int64) throws -> DocumentRow? {
        try connection.documents(where: "d.id = ?", .integer(id)).first
    }

    /// The document that has an id of the PAC's.
    public func document(pacID: String, company: String) throws -> DocumentRow? {
        try connection.documents(where: "d.company = ? AND d.pac_id = ?", .text(company), .text(pacID)).first
    }

    /// Documents that an operator can mean by a text: an order key, a PAC id, a CUFE (expected or returned) or a numeration.
    public func documents(named name: String) throws -> [DocumentRow] {
        try connection.documents(
            where: """
                d.order_id = ?1 OR d.pac_id = ?1 OR d.cufe = ?1 OR d.expected_cufe = ?1 OR d.numeration = ?1
                OR d.source_numeration = ?1 ORDER BY d.id
                """, .text(name))
    }

    /// The document that carries a CUFE, as returned or as imported. One that was refused, or is only a second copy, carries none.
    public func document(cufe: String) throws -> DocumentRow? {
        try connection.documents(
            where: """
                d.cufe = ? AND d.state NOT IN ('invalid', 'conflict', 'duplicate')
                AND NOT EXISTS (SELECT 1 FROM removal r WHERE r.document_id = d.id) ORDER BY d.id LIMIT 1
                """, .text(cufe)
        ).first
    }

    /// Hands out every document, oldest first.
    public func eachDocument(body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(where: "1 ORDER BY d.id", [], body: body)
    }

    /// Hands out the documents of an input in its order.
    public func documents(ofInput id: Int64, body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(where: "d.input_id = ? ORDER BY d.sequence", [.integer(id)], body: body)
    }

    /// Every document that stands in a state, oldest first.
    public func documents(in state: DocumentState, body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(where: "d.state = ? ORDER BY d.id", [.text(state.rawValue)], body: body)
    }

    /// The faults of a document, in the order they were found.
    public func faults(ofDocument id: Int64) throws -> [Fault] {
        try connection.all(
            "SELECT code, severity, line, place, field, value, facts FROM fault WHERE document_id = ? ORDER BY id", .integer(id),
            read: Fault.init
        ).compactMap { $0 }
    }

    /// The faults of a whole input.
    public func faults(ofInput id: Int64) throws -> [Fault] {
        try connection.all(
            "SELECT code, severity, line, place, field, value, facts FROM fault WHERE input_id = ? ORDER BY id", .integer(id),
            read: Fault.init
        ).compactMap { $0 }
    }

    /// What was sent for a document and what came back, oldest first.
    public func exchanges(ofDocument id: Int64) throws -> [Exchange] {
        try connection.all(
            """
            SELECT t.call, t.number, t.outcome, a.http_status, t.request, a.body, t.started_micros AS at
            FROM attempt t LEFT JOIN answer a ON a.attempt_id = t.id WHERE t.document_id = ?1
            UNION ALL
            SELECT call, NULL, NULL, http_status, NULL, body, at_micros FROM answer WHERE document_id = ?1 AND attempt_id IS NULL
            ORDER BY at
            """, .integer(id)
        ) { row in
            Exchange(
                call: row.text(0), attempt: row.optionalInt(1), outcome: row.optionalText(2), httpStatus: row.optionalInt(3),
                request: row.isNull(4) ? nil : row.blob(4), response: row.isNull(5) ? nil : row.blob(5))
        }
    }
}

/// A call to the PAC for a document, verbatim.
public struct Exchange: Sendable {
    /// `POST`, `GET`, `DELETE`.
    public let call: String
    /// Number of the attempt; nil for calls that aren't attempts.
    public let attempt: Int?
    /// How the attempt ended; nil while it is open.
    public let outcome: String?
    /// HTTP status.
    public let httpStatus: Int?
    /// The exact bytes sent.
    public let request: [UInt8]?
    /// The exact bytes received.
    public let response: [UInt8]?
}
