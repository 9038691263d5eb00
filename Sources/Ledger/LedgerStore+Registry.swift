public import Fiscal

extension LedgerStore {
    // MARK: - Clients

    /// Puts a client into the registry, or replaces what stood there (product.md 6, Clients).
    /// - Parameter cells: the client columns as a JSON object of texts.
    public func upsertClient(company: String, clientID: String, cells: String, at time: FiscalTime) throws {
        try connection.execute(
            """
            INSERT INTO client (company, client_id, cells, updated_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (company, client_id) DO UPDATE SET cells = ?3, ruc_verified = 0, updated_at = ?4
            """, .text(company), .text(clientID), .text(cells), .integer(time.epochSeconds))
    }

    /// The client's columns as a JSON object of texts; nil when the registry doesn't know the client.
    public func client(company: String, clientID: String) throws -> String? {
        try connection.first(
            "SELECT cells FROM client WHERE company = ? AND client_id = ?", .text(company), .text(clientID)
        ) { $0.text(0) }
    }

    /// Stores a verified ad-hoc RUC with its client, so that later orders use it (rulebook 2.5).
    public func storeVerifiedRuc(company: String, clientID: String, cells: String, at time: FiscalTime) throws {
        try connection.execute(
            "UPDATE client SET cells = ?, ruc_verified = 1, updated_at = ? WHERE company = ? AND client_id = ?",
            .text(cells), .integer(time.epochSeconds), .text(company), .text(clientID))
    }

    // MARK: - What the PAC said about RUCs

    /// The cached answer, unless it is older than `since` (rulebook 2.8).
    public func rucAnswer(_ question: RucQuestion, since: FiscalTime) throws -> RucAnswer? {
        try connection.first(
            "SELECT status, check_digits, receptor_type FROM ruc_answer WHERE ruc = ? AND type = ? AND asked_at >= ?",
            .text(question.ruc), .integer(Int64(question.type.rawValue)), .integer(since.epochSeconds)
        ) { row in
            switch row.text(0) {
            case "found": .found(checkDigits: row.text(1), receptorType: ReceptorType(rawValue: row.text(2)) ?? .finalConsumer)
            case "refused": .refused
            default: .notFound
            }
        }
    }

    /// Keeps an answer with its age.
    public func storeRucAnswer(_ question: RucQuestion, _ answer: RucAnswer, at time: FiscalTime) throws {
        let (status, digits, type): (String, String?, String?) =
            switch answer {
            case .found(let checkDigits, let receptorType): ("found", checkDigits, receptorType.rawValue)
            case .notFound: ("not_found", nil, nil)
            case .refused: ("refused", nil, nil)
            }
        try connection.execute(
            """
            INSERT INTO ruc_answer (ruc, type, asked_at, status, check_digits, receptor_type) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (ruc, type) DO UPDATE SET asked_at = ?3, status = ?4, check_digits = ?5, receptor_type = ?6
            """, .text(question.ruc), .integer(Int64(question.type.rawValue)), .integer(time.epochSeconds), .text(status),
            SQLValue(digits), SQLValue(type))
    }

    /// The questions that queued documents and waiting notes wait for, with each company that has such documents, in the order of the first.
    public func openRucQuestions() throws -> [(question: RucQuestion, company: String)] {
        try connection.all(
            """
            SELECT ruc, ruc_type, company FROM document WHERE state IN ('queued', 'waiting') AND ready = 0 AND ruc IS NOT NULL
            GROUP BY ruc, ruc_type, company ORDER BY min(id)
            """
        ) { row in
            (RucQuestion(ruc: row.text(0), type: RucType(rawValue: row.int(1)) ?? .natural), row.text(2))
        }
    }

    /// The documents that wait for a question, oldest first.
    public func documents(waitingFor question: RucQuestion) throws -> [DocumentRow] {
        try connection.documents(
            where: "d.state IN ('queued', 'waiting') AND d.ready = 0 AND d.ruc = ? AND d.ruc_type = ? ORDER BY d.id",
            .text(question.ruc), .integer(Int64(question.type.rawValue)))
    }

    /// The gate is open: the document may go out.
    public func markReady(document id: Int64) throws {
        try connection.execute("UPDATE document SET ready = 1, judge_again = 0 WHERE id = ?", .integer(id))
    }

    // MARK: - Waits that outlive a run

    /// Keeps a wait (a Retry-After) for the next run.
    public func storePause(scope: String, until: FiscalTime, reason: String) throws {
        try connection.execute(
            """
            INSERT INTO pause (scope, until, reason) VALUES (?1, ?2, ?3)
            ON CONFLICT (scope) DO UPDATE SET until = max(until, ?2), reason = ?3
            """, .text(scope), .integer(until.epochSeconds), .text(reason))
    }

    /// Until when a scope has to wait; nil when it hasn't.
    public func pause(scope: String, after now: FiscalTime) throws -> FiscalTime? {
        try connection.first("SELECT until FROM pause WHERE scope = ? AND until > ?", .text(scope), .integer(now.epochSeconds)) {
            FiscalTime(epochSeconds: $0.integer(0))
        }
    }
}
