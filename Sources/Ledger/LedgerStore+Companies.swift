public import Fiscal

/// When an API key was taken and refused, by company (rulebook 7.11).
public struct KeyUse: Sendable, Equatable {
    /// The company that showed it.
    public var company: String
    /// First 8 hexadecimal digits of its SHA-256.
    public var fingerprint: String
    /// Where it was kept, such as `env PAC_API_KEY`.
    public var source: String
    /// Calls that the PAC answered under it.
    public var uses: Int
    /// The first and the last of them; nil when it was never taken.
    public var firstAt: FiscalTime?
    /// The last of them.
    public var lastAt: FiscalTime?
    /// The last 401.
    public var refusedAt: FiscalTime?

    /// Makes a use, or what is to be added to one.
    public init(
        company: String, fingerprint: String, source: String, uses: Int = 0, firstAt: FiscalTime? = nil,
        lastAt: FiscalTime? = nil,
        refusedAt: FiscalTime? = nil
    ) {
        self.company = company
        self.fingerprint = fingerprint
        self.source = source
        self.uses = uses
        self.firstAt = firstAt
        self.lastAt = lastAt
        self.refusedAt = refusedAt
    }
}

/// When a webhook secret was the one that a signature equalled, by company (rulebook 7.11).
public struct WebhookSecretUse: Sendable, Equatable {
    /// The company's id.
    public let company: String
    /// Where the secret is kept, such as `env PAC_WEBHOOK_SECRET`.
    public let source: String
    /// Webhooks that carried it.
    public let uses: Int
    /// The last of them.
    public let lastAt: FiscalTime
}

/// Why a company, or one of its offices, couldn't issue when the PAC was last asked.
public struct StoredStop: Sendable, Equatable {
    /// The company's id, or `company/office`.
    public let name: String
    /// A `StopCause` as text.
    public let cause: String
    /// The PAC's words.
    public let words: String

    /// Makes a stop.
    public init(name: String, cause: String, words: String) {
        self.name = name
        self.cause = cause
        self.words = words
    }
}

extension LedgerStore {
    /// Adds to what is known of a key's use.
    public func add(_ use: KeyUse) throws {
        try connection.execute(
            """
            INSERT INTO key_use (company, fingerprint, source, uses, first_at, last_at, refused_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (company, fingerprint) DO UPDATE SET source = ?3, uses = uses + ?4, first_at = coalesce(first_at, ?5),
                last_at = coalesce(?6, last_at), refused_at = coalesce(?7, refused_at)
            """, .text(use.company), .text(use.fingerprint), .text(use.source), .integer(Int64(use.uses)),
            SQLValue(use.firstAt?.epochSeconds), SQLValue(use.lastAt?.epochSeconds), SQLValue(use.refusedAt?.epochSeconds))
    }

    /// All keys that were ever shown, by company, the one that was taken last first.
    public func keyUses() throws -> [KeyUse] {
        try connection.all(
            """
            SELECT company, fingerprint, source, uses, first_at, last_at, refused_at FROM key_use
            ORDER BY company, last_at DESC, fingerprint
            """
        ) { row in
            let time = { (column: Int32) in row.optionalInteger(column).map { FiscalTime(epochSeconds: $0) } }
            return KeyUse(
                company: row.text(0), fingerprint: row.text(1), source: row.text(2), uses: row.int(3), firstAt: time(4),
                lastAt: time(5), refusedAt: time(6))
        }
    }

    /// The secrets that webhooks carried.
    public func webhookSecretUses() throws -> [WebhookSecretUse] {
        try connection.all(
            """
            SELECT company, secret, count(*), max(taken_micros) FROM webhook WHERE secret IS NOT NULL
            GROUP BY company, secret ORDER BY company, secret
            """
        ) { row in
            WebhookSecretUse(
                company: row.text(0), source: row.text(1), uses: row.int(2),
                lastAt: FiscalTime(epochSeconds: row.integer(3) / 1_000_000))
        }
    }

    /// What a run found out about the companies that it asked about takes the place of what was known of them.
    public func record(stops: [StoredStop], ofCompanies companies: [String]) throws {
        for company in companies {
            try connection.execute(
                "DELETE FROM company_stop WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '/'", .text(company))
        }
        for stop in stops {
            try connection.execute(
                "INSERT OR REPLACE INTO company_stop (name, run_id, cause, words) VALUES (?, ?, ?, ?)", .text(stop.name),
                .integer(runID), .text(stop.cause), .text(stop.words))
        }
    }

    /// Why a company couldn't issue when it was last asked about; nil when it could, or nobody asked. With an office's id, why the office couldn't.
    public func stop(ofCompany company: String, office: String? = nil) throws -> StoredStop? {
        let name = office.map { "\(company)/\($0)" } ?? company
        return try connection.first("SELECT name, cause, words FROM company_stop WHERE name = ?", .text(name)) {
            StoredStop(name: $0.text(0), cause: $0.text(1), words: $0.text(2))
        }
    }
}
