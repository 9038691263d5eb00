internal import CSQLite

/// A value for a statement's parameter.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
    init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
    init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    init(_ value: [UInt8]?) { self = value.map { .blob($0) } ?? .null }
    init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

/// A prepared statement, owned by its `Connection` and finalised with it.
@safe
final class Statement {
    private let handle: OpaquePointer
    private let database: OpaquePointer
    private let sql: String

    init(_ sql: String, database: OpaquePointer) throws(LedgerError) {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared = unsafe prepared else { throw unsafe LedgerError(code, database, sql) }
        unsafe handle = prepared
        unsafe self.database = database
        self.sql = sql
    }

    deinit { unsafe sqlite3_finalize(handle) }

    /// Binds the values in order from the first parameter on.
    func bind(_ values: [SQLValue]) throws(LedgerError) {
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code: Int32
            switch value {
            case .null: code = unsafe sqlite3_bind_null(handle, place)
            case .integer(let number): code = unsafe sqlite3_bind_int64(handle, place, number)
            case .text(let text):
                code = unsafe sqlite3_bind_text(
                    handle, place, text, Int32(clamping: text.utf8.count), pacbatch_sqlite_transient())
            case .blob(let bytes):
                code = unsafe sqlite3_bind_blob(handle, place, bytes, Int32(clamping: bytes.count), pacbatch_sqlite_transient())
            }
            guard code == SQLITE_OK else { throw unsafe LedgerError(code, database, sql) }
        }
    }

    /// Steps to the next row; false at the end. The caller resets.
    func step() throws(LedgerError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw unsafe LedgerError(code, database, sql)
        }
    }

    /// Makes the statement ready for its next use. Its error is that of the last step, which has been thrown already.
    func reset() {
        unsafe sqlite3_reset(handle)
    }

    // MARK: Columns of the current row, from 0

    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func int(_ column: Int32) -> Int { Int(integer(column)) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

    func bool(_ column: Int32) -> Bool { integer(column) != 0 }

    func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension LedgerError {
    init(_ code: Int32, _ database: OpaquePointer?, _ sql: String) {
        let extended = unsafe database.map { unsafe sqlite3_extended_errcode($0) } ?? code
        let message = unsafe database.flatMap { unsafe sqlite3_errmsg($0) }.map { unsafe String(cString: $0) } ?? ""
        self.init(code: extended == 0 ? code : extended, message: message, sql: sql)
    }
}
