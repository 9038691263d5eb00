internal import CSQLite

/// The version of SQLite that the ledger runs with, `3.40.1`.
public func sqliteVersion() -> String {
    unsafe String(cString: sqlite3_libversion())
}
