import CSQLite
import Testing

/// The ledger's file, read without any of the ledger's code.
@safe
final class Database {
    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READONLY, nil)
        unsafe handle = try #require(unsafe opened)
        try #require(code == SQLITE_OK)
        unsafe sqlite3_busy_timeout(handle, 5000)
    }

    deinit { unsafe _ = sqlite3_close_v2(handle) }

    /// A row: texts, numbers and hexadecimal blobs by column name; nil for NULL.
    typealias Row = [String: String]

    /// All rows of a query.
    func rows(_ sql: String) throws -> [Row] {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        try #require(code == SQLITE_OK, "\(sql)")
        defer { unsafe _ = sqlite3_finalize(statement) }
        var rows: [Row] = []
        while true {
            let step = unsafe sqlite3_step(statement)
            if step == SQLITE_DONE { return rows }
            try #require(step == SQLITE_ROW, "\(sql)")
            var row: Row = [:]
            for column in 0..<(unsafe sqlite3_column_count(statement)) {
                let name = unsafe String(cString: sqlite3_column_name(statement, column))
                row[name] = unsafe Self.value(statement, column)
            }
            rows.append(row)
        }
    }

    private static func value(_ statement: OpaquePointer?, _ column: Int32) -> String? {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return nil
        case SQLITE_BLOB:
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            guard let start = unsafe sqlite3_column_blob(statement, column) else { return "" }
            return Files.hexadecimal(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
        default:
            return unsafe sqlite3_column_text(statement, column).map { unsafe String(cString: $0) }
        }
    }

    /// The first column of the first row as a number.
    func number(_ sql: String) throws -> Int {
        try Int(rows(sql).first?.values.first ?? "0") ?? 0
    }

    /// Changes a ledger behind its program's back.
    static func change(_ path: String, _ sql: String) throws {
        var opened: OpaquePointer?
        try #require(unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK)
        defer { unsafe _ = sqlite3_close_v2(opened) }
        try #require(unsafe sqlite3_exec(opened, sql, nil, nil, nil) == SQLITE_OK, "\(sql)")
    }
}
