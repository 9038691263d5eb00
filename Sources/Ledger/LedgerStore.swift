internal import Digest
public import Fiscal
internal import Guards

/// Why a ledger isn't opened.
public enum LedgerRefusal: Error, Sendable, Equatable {
    /// It serves the other environment (G20).
    case otherEnvironment(ledger: FiscalEnvironment)
    /// A newer program has changed its tables.
    case newerProgram(migration: String)
    /// There is none, and only reading was asked for.
    case missing
}

/// The checkpoint: every input, every document, every attempt with its exact bytes, and the event log. One writer; confined to one thread.
///
/// Methods that change something take part in the transaction that `transaction` began. After a `LedgerError` the caller drops the store, or
/// opens it anew with `reopen` (G17).
public final class LedgerStore {
    private(set) var connection: Connection
    private let path: String
    private let disk: String?
    /// Hash of the last event, 32 bytes (G19).
    public internal(set) var chainHead: [UInt8]
    /// The run that writes; 0 while none has begun.
    public internal(set) var runID: Int64 = 0

    /// Opens the ledger of a workspace, or makes it.
    /// - Parameters:
    ///   - path: the database file.
    ///   - environment: what the workspace is for; a ledger never serves both.
    ///   - readOnly: for commands that only look.
    ///   - disk: SQLite's name of the disk (VFS) that the file lies on; nil: the operating system's. A simulation brings its own.
    /// - Throws: `LedgerRefusal`, `LedgerError`.
    public init(path: String, environment: FiscalEnvironment, readOnly: Bool = false, disk: String? = nil) throws {
        connection = try Self.connect(path: path, readOnly: readOnly, disk: disk)
        self.path = path
        self.disk = disk
        chainHead = [UInt8](repeating: 0, count: 32)
        if !readOnly { try migrate() }
        try checkMigrations()
        try stamp(environment, readOnly: readOnly)
        try readChainHead()
    }

    private func readChainHead() throws {
        chainHead =
            try connection.first("SELECT hash FROM event ORDER BY id DESC LIMIT 1", read: { $0.blob(0) })
            ?? [UInt8](repeating: 0, count: 32)
    }

    /// Closes the file and opens it again, for the writer that met an error: only what can be read back now counts, since a commit that
    /// failed may have happened all the same (reliability.md 0.4, G17). No flush is tried a second time: what the log holds is written
    /// to the database anew.
    /// - Throws: `LedgerError`; the store is of no use then.
    public func reopen() throws {
        connection.close()
        connection = try Connection(path: path, readOnly: false, disk: disk)
        try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        try readChainHead()
    }

    private static func connect(path: String, readOnly: Bool, disk: String?) throws -> Connection {
        let cannotOpen: Int32 = 14
        do {
            return try Connection(path: path, readOnly: readOnly, disk: disk)
        } catch {
            throw readOnly && error.code & 0xFF == cannotOpen ? LedgerRefusal.missing : error
        }
    }

    /// Runs `body` as one durable step: all of it, or nothing. Returns after the disk has it.
    public func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        let headBefore = chainHead
        try connection.run("BEGIN IMMEDIATE")
        do {
            let value = try body()
            try connection.run("COMMIT")
            return value
        } catch {
            chainHead = headBefore
            if connection.isInTransaction { try? connection.run("ROLLBACK") }
            throw error
        }
    }

    // MARK: - Migrations and the environment

    private func migrate() throws {
        try transaction {
            try connection.run("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
            try connection.run(
                "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
            let done = Set(try connection.all("SELECT name FROM migration") { $0.text(0) })
            for migration in Schema.migrations where !done.contains(migration.name) {
                try connection.run(migration.sql)
                try connection.execute("INSERT INTO migration (name) VALUES (?)", .text(migration.name))
            }
            #if DEBUG
                for removal in Schema.withoutGuards { try connection.run(removal) }
            #endif
        }
    }

    private func checkMigrations() throws {
        let known = Set(Schema.migrations.map(\.name))
        let done = try connection.all("SELECT name FROM migration ORDER BY name") { $0.text(0) }
        if let newer = done.first(where: { !known.contains($0) }) { throw LedgerRefusal.newerProgram(migration: newer) }
    }

    private func stamp(_ environment: FiscalEnvironment, readOnly: Bool) throws {
        if let stamped = try meta("environment").flatMap(FiscalEnvironment.init(rawValue:)) {
            guard stamped == environment || !Guard.environment.isOn else { throw LedgerRefusal.otherEnvironment(ledger: stamped) }
        } else if !readOnly {
            try transaction { try setMeta("environment", environment.rawValue) }
        }
    }

    /// A value of the ledger as a whole.
    public func meta(_ key: String) throws -> String? {
        try connection.first("SELECT value FROM meta WHERE key = ?", .text(key)) { $0.text(0) }
    }

    /// Sets a value of the ledger as a whole.
    public func setMeta(_ key: String, _ value: String) throws {
        try connection.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", .text(key), .text(value))
    }

    /// Takes a value away.
    public func removeMeta(_ key: String) throws {
        try connection.execute("DELETE FROM meta WHERE key = ?", .text(key))
    }

    /// SQLite's own check of the file: nil when it is sound, else what it found.
    public func integrityProblem() throws -> String? {
        let found = try connection.all("PRAGMA integrity_check(5)") { $0.text(0) }
        return found == ["ok"] ? nil : found.joined(separator: "; ")
    }
}
