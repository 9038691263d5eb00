import CSQLite

/// A ledger read by plain SQL, without the program's own types.
@safe
final class Database {
    /// A value as SQLite stores it.
    enum Cell: Equatable {
        case null
        case integer(Int64)
        case text(String)
        case blob([UInt8])
    }

    /// A row by its columns' names.
    struct Row {
        fileprivate(set) var cells: [String: Cell] = [:]

        /// As text; nil for NULL.
        subscript(name: String) -> String? {
            switch cells[name] {
            case .integer(let number)?: String(number)
            case .text(let text)?: text
            case .blob(let bytes)?: String(decoding: bytes, as: UTF8.self)
            case .null?, nil: nil
            }
        }

        func integer(_ name: String) -> Int { if case .integer(let number)? = cells[name] { Int(number) } else { 0 } }

        func bytes(_ name: String) -> [UInt8] {
            switch cells[name] {
            case .blob(let bytes)?: bytes
            case .text(let text)?: Array(text.utf8)
            default: []
            }
        }
    }

    /// What SQLite said when it refused.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let handle: OpaquePointer

    /// - Parameter disk: SQLite's name of the disk; nil for a database in memory.
    init(_ path: String, disk: String?) throws {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, disk)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw Failure(description: "\(path) can't be opened: \(code)")
        }
        unsafe handle = opened
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// Every row of a query.
    func rows(_ sql: String, _ value: [UInt8]? = nil) throws -> [Row] {
        var prepared: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let statement = unsafe prepared else {
            throw failure(sql)
        }
        defer { unsafe sqlite3_finalize(statement) }
        if let value {
            unsafe _ = sqlite3_bind_text(
                statement, 1, String(decoding: value, as: UTF8.self), Int32(value.count), pacbatch_sqlite_transient())
        }
        let names = unsafe (0..<sqlite3_column_count(statement)).map {
            unsafe String(cString: sqlite3_column_name(statement, $0))
        }
        var rows: [Row] = []
        while true {
            let code = unsafe sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw failure(sql) }
            var row = Row()
            for (index, name) in names.enumerated() { row.cells[name] = unsafe Self.cell(statement, Int32(index)) }
            rows.append(row)
        }
    }

    private func failure(_ sql: String) -> Failure {
        Failure(description: "\(sql): " + (unsafe String(cString: sqlite3_errmsg(handle))))
    }

    private static func cell(_ statement: OpaquePointer, _ index: Int32) -> Cell {
        switch unsafe sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, index))
        case SQLITE_TEXT: return .text(unsafe String(cString: sqlite3_column_text(statement, index)))
        case SQLITE_BLOB:
            let count = Int(unsafe sqlite3_column_bytes(statement, index))
            guard let start = unsafe sqlite3_column_blob(statement, index) else { return .blob([]) }
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}
