/// Why the ledger failed: SQLite's extended code and message with the statement, never a bound value.
///
/// After any of these the caller stops submitting and opens the ledger anew: a commit that returned an error may still be durable (G17).
public struct LedgerError: Error, Sendable, Equatable {
    /// SQLite's extended result code; 0 when the ledger itself refuses.
    public let code: Int32
    /// SQLite's message, or what the ledger refuses.
    public let message: String
    /// The statement, without values.
    public let sql: String

    init(code: Int32, message: String, sql: String = "") {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// True when another process holds the database.
    public var isBusy: Bool { code & 0xFF == 5 }
    /// True when the disk, or its quota, is full.
    public var isFull: Bool { code & 0xFF == 13 }
    /// True when a guard of the schema refused the row: a unique index, a check, a trigger.
    public var isConstraint: Bool { code & 0xFF == 19 }
}
