public import Fiscal
internal import JSONText

/// A webhook that was taken from the inbox: its signature was right, or it has none and is a hint (rulebook 7.9).
public struct TakenWebhook: Sendable {
    /// The company, by its id in the configuration.
    public var company: String
    /// The PAC's id of the document that it speaks of.
    public var pacID: String
    /// The CUFE that it speaks of; nil without one.
    public var cufe: String?
    /// The legalStatus that it speaks of: kept, and believed by nobody.
    public var legalStatus: String
    /// Where the secret that its signature equals is kept, such as `env PAC_WEBHOOK_SECRET`; nil for a bare body.
    public var secret: String?

    /// Makes a webhook.
    public init(company: String, pacID: String, cufe: String?, legalStatus: String, secret: String?) {
        self.company = company
        self.pacID = pacID
        self.cufe = cufe
        self.legalStatus = legalStatus
        self.secret = secret
    }
}

extension LedgerStore {
    /// Takes a webhook in. It stands as held until `bindWebhooks` finds its document.
    public func hold(_ webhook: TakenWebhook, input: Int64, atMicros: Int64) throws {
        try connection.execute(
            """
            INSERT INTO webhook (input_id, company, pac_id, cufe, legal_status, secret, taken_micros, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'held')
            """, .integer(input), .text(webhook.company), .text(webhook.pacID), SQLValue(webhook.cufe),
            .text(webhook.legalStatus),
            SQLValue(webhook.secret), .integer(atMicros))
    }

    /// A rejected file was dropped again: its verdict is open again, and it belongs to this run.
    public func takeAgain(input id: Int64) throws {
        try connection.execute("DELETE FROM fault WHERE input_id = ?", .integer(id))
        try connection.execute(
            "UPDATE input SET run_id = ?, state = 'claimed', place = NULL WHERE id = ? AND state = 'rejected'", .integer(runID),
            .integer(id))
    }

    /// Webhooks that wait for their document.
    public func heldWebhooks() throws -> Int {
        try connection.first("SELECT count(*) FROM webhook WHERE state = 'held'") { $0.int(0) } ?? 0
    }

    /// Webhooks whose document is to be asked for.
    public func dueWebhooks() throws -> Int {
        try connection.first("SELECT count(*) FROM webhook WHERE state = 'due'") { $0.int(0) } ?? 0
    }

    /// The number of the newest webhook; 0 before the first.
    public func newestWebhook() throws -> Int64 {
        try connection.first("SELECT coalesce(max(id), 0) FROM webhook") { $0.integer(0) } ?? 0
    }

    /// A held webhook with the document that it speaks of.
    private struct Match {
        let webhook: Int64
        let pacID: String
        let legalStatus: String
        let isSigned: Bool
        let document: Int64
        let isPending: Bool

        init(_ row: Statement) {
            webhook = row.integer(0)
            pacID = row.text(1)
            legalStatus = row.text(2)
            isSigned = row.bool(3)
            document = row.integer(4)
            isPending = row.bool(5)
        }
    }

    /// Finds the documents of held webhooks, by the PAC's id, then by CUFE (rulebook 7.9). A document that is pending is due for a GET at
    /// once; of one that isn't the PAC has nothing more to say. No status changes (G14).
    /// - Parameter last: webhooks up to this number have been looked at before.
    public func bindWebhooks(after last: Int64, at time: FiscalTime, atMicros: Int64) throws {
        let matches = try connection.all(
            """
            SELECT w.id, w.pac_id, w.legal_status, w.secret IS NOT NULL, d.id, d.state IN ('accepted', 'authorized')
            FROM webhook w CROSS JOIN document d ON d.id = coalesce(
                (SELECT id FROM document WHERE company = w.company AND pac_id = w.pac_id AND pac_id IS NOT NULL),
                (SELECT id FROM document WHERE cufe = w.cufe AND cufe IS NOT NULL AND company = w.company AND pac_id IS NOT NULL
                    ORDER BY id DESC LIMIT 1))
            WHERE w.state = 'held' AND w.id > ? ORDER BY w.id
            """, .integer(last), read: Match.init)
        for match in matches { try bind(match, at: time, atMicros: atMicros) }
    }

    /// Finds the webhooks that came before the PAC's answer to the document's POST was stored.
    public func bindWebhooks(ofDocument id: Int64, at time: FiscalTime, atMicros: Int64) throws {
        let matches = try connection.all(
            """
            SELECT w.id, w.pac_id, w.legal_status, w.secret IS NOT NULL, d.id, d.state IN ('accepted', 'authorized')
            FROM document d CROSS JOIN webhook w ON w.company = d.company AND w.pac_id = d.pac_id AND w.state = 'held'
            WHERE d.id = ? AND d.pac_id IS NOT NULL ORDER BY w.id
            """, .integer(id), read: Match.init)
        for match in matches { try bind(match, at: time, atMicros: atMicros) }
    }

    private func bind(_ match: Match, at time: FiscalTime, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE webhook SET document_id = ?, state = ? WHERE id = ?", .integer(match.document),
            .text(match.isPending ? "due" : "confirmed"), .integer(match.webhook))
        if match.isPending {
            try connection.execute(
                "UPDATE document SET next_poll_at = min(coalesce(next_poll_at, ?1), ?1) WHERE id = ?2",
                .integer(time.epochSeconds),
                .integer(match.document))
        }
        try append(
            event: "webhook", document: match.document, atMicros: atMicros,
            detail: [
                "id": .string(match.pacID), "legalStatus": .string(match.legalStatus), "signed": .bool(match.isSigned),
            ])
    }

    /// The PAC has answered about a document: its webhooks that were there when it was asked are confirmed.
    public func confirmWebhooks(ofDocument id: Int64, askedAtMicros: Int64) throws {
        try connection.execute(
            "UPDATE webhook SET state = 'confirmed' WHERE document_id = ? AND state = 'due' AND taken_micros <= ?", .integer(id),
            .integer(askedAtMicros))
    }

    /// Documents that came to their end by a GET that was under way when their webhook came aren't asked for again: the PAC has nothing more to
    /// say.
    public func confirmWebhooksOfDone() throws {
        try connection.execute(
            """
            UPDATE webhook SET state = 'confirmed' WHERE state = 'due'
                AND NOT EXISTS (SELECT 1 FROM document WHERE id = document_id AND state IN ('accepted', 'authorized'))
            """)
    }

    /// The secret that a company's last signed webhook equalled, and when that was taken in (rulebook 7.11); nil before the first.
    public func lastWebhookSecret(company: String) throws -> (secret: String, atMicros: Int64)? {
        try connection.first(
            "SELECT secret, taken_micros FROM webhook WHERE company = ? AND secret IS NOT NULL ORDER BY id DESC LIMIT 1",
            .text(company)
        ) { ($0.text(0), $0.integer(1)) }
    }
}
