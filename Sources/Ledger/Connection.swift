internal import CSQLite
internal import Guards

/// The one connection to the ledger's database. Confined to one thread: SQLite is opened without its own mutex, and exactly one
/// connection writes and checkpoints (reliability.md 0.6: the WAL-reset bug needs two).
@safe
final class Connection {
    /// Nil once it is closed.
    private var handle: OpaquePointer?
    private var statements: [UInt: Statement] = [:]

    /// Opens the database. A writer creates it where there is none, uses WAL with synchronous FULL and reads both back: NORMAL may lose the last
    /// commits at power loss, which is a document sent twice (guarantees.md, Traps).
    init(path: String, readOnly: Bool, disk: String? = nil) throws(LedgerError) {
        var opened: OpaquePointer?
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let code = unsafe sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, disk)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let error = unsafe LedgerError(code, opened, "open")
            unsafe sqlite3_close_v2(opened)
            throw error
        }
        unsafe handle = opened
        try run("PRAGMA busy_timeout = 5000")
        try run("PRAGMA foreign_keys = ON")
        try run("PRAGMA mmap_size = 0")
        try run("PRAGMA trusted_schema = OFF")
        if readOnly {
            try run("PRAGMA query_only = ON")
        } else {
            try run("PRAGMA journal_mode = WAL")
            try run(Guard.synchronousCommit.isOn ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
            try run("PRAGMA cache_size = -8192")
            unsafe _ = sqlite3_wal_hook(opened, checkpointWhenDue, nil)
            try expect("PRAGMA journal_mode", "wal")
            try expect("PRAGMA synchronous", Guard.synchronousCommit.isOn ? "2" : "1")
        }
    }

    deinit { close() }

    /// Closes the file; every later call throws. The statements that are still held by somebody end with their last step.
    func close() {
        statements.removeAll()
        unsafe sqlite3_close_v2(handle)
        unsafe handle = nil
    }

    private func opened() throws(LedgerError) -> OpaquePointer {
        guard let handle = unsafe handle else { throw LedgerError(code: 0, message: "the ledger is closed") }
        return unsafe handle
    }

    private func expect(_ pragma: String, _ value: String) throws(LedgerError) {
        let statement = try unsafe Statement(pragma, database: opened())
        guard try statement.step(), statement.text(0) == value else {
            throw LedgerError(code: 0, message: "\(pragma) is \(statement.text(0)), not \(value)", sql: pragma)
        }
    }

    /// Runs one or more statements that have no parameters and whose rows don't matter.
    func run(_ sql: String) throws(LedgerError) {
        let handle = try unsafe opened()
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe LedgerError(code, handle, sql) }
    }

    /// The prepared form of a constant statement, made once.
    func prepared(_ sql: StaticString, whole: (String) -> String = { $0 }) throws(LedgerError) -> Statement {
        let key = unsafe UInt(bitPattern: sql.utf8Start)
        if let statement = statements[key] { return statement }
        let statement = try unsafe Statement(whole(sql.description), database: opened())
        statements[key] = statement
        return statement
    }

    /// Hands out whole documents (`d`) that fit a condition; what follows the condition (ORDER BY, LIMIT) may stand behind it.
    func eachDocument(where condition: StaticString, _ values: [SQLValue], body: (DocumentRow) throws -> Void) throws {
        let statement = try prepared(condition) { "SELECT \(DocumentRow.columns) FROM document d WHERE \($0)" }
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() { try body(DocumentRow(statement)) }
    }

    /// The documents that fit a condition; see `eachDocument`.
    func documents(where condition: StaticString, _ values: SQLValue...) throws -> [DocumentRow] {
        var found: [DocumentRow] = []
        try eachDocument(where: condition, values) { found.append($0) }
        return found
    }

    /// Runs a statement that changes something.
    func execute(_ sql: StaticString, _ values: SQLValue...) throws(LedgerError) {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
    }

    /// Hands each row to `body` until it returns false.
    func rows(_ sql: StaticString, _ values: SQLValue..., body: (Statement) throws -> Bool) throws {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step(), try body(statement) {}
    }

    /// Every row, converted.
    func all<Value>(_ sql: StaticString, _ values: SQLValue..., read: (Statement) -> Value) throws(LedgerError) -> [Value] {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        var found: [Value] = []
        while try statement.step() { found.append(read(statement)) }
        return found
    }

    /// The first row, converted; nil where there is none.
    func first<Value>(_ sql: StaticString, _ values: SQLValue..., read: (Statement) -> Value) throws(LedgerError) -> Value? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        return try statement.step() ? read(statement) : nil
    }

    /// The rowid of the row inserted last.
    var lastRowID: Int64 { unsafe handle.map { unsafe sqlite3_last_insert_rowid($0) } ?? 0 }

    /// Rows that the last statement changed.
    var changes: Int { Int(unsafe handle.map { unsafe sqlite3_changes($0) } ?? 0) }

    /// True inside a transaction.
    var isInTransaction: Bool { unsafe handle.map { unsafe sqlite3_get_autocommit($0) == 0 } ?? false }
}

/// Moves the log into the database once it has so many pages. SQLite's own automatic checkpoint keeps its failures to itself; this one lets
/// the commit that it follows fail, which the ledger's owner takes for trouble with the disk and stops sending (G17). The commit stands.
private func checkpointWhenDue(
    _ context: UnsafeMutableRawPointer?, _ database: OpaquePointer?, _ name: UnsafePointer<CChar>?, _ pages: Int32
) -> Int32 {
    guard pages >= 1000 else { return SQLITE_OK }
    let code = unsafe sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    // A reader holds a page: the next commit tries again.
    return code & 0xFF == SQLITE_BUSY ? SQLITE_OK : code
}
