import CSQLite
import Digest
import Fiscal
import Glibc
import JSONText
import Ledger
import Testing

/// A ledger in a file of its own, in a folder that goes with the test.
final class LedgerUnderTest {
    let folder: String
    private(set) var store: LedgerStore
    private var inputs = 0

    var path: String { folder + "/ledger.sqlite" }

    init() throws {
        var template = Array("/tmp/pacbatch-ledger-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        try #require(unsafe made != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        store = try LedgerStore(path: folder + "/ledger.sqlite", environment: .sandbox)
        try beginRun("run 1")
    }

    deinit {
        for name in Self.names(folder) { unsafe _ = remove("\(folder)/\(name)") }
        unsafe _ = rmdir(folder)
    }

    private static func names(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe _ = closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            names.append(
                unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                    unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }

    func beginRun(_ name: String) throws {
        try store.transaction { try store.beginRun(name: name, at: .noon, version: "1", configurationHash: "c") }
    }

    /// Closes the ledger and opens it again.
    func reopen() throws { store = try LedgerStore(path: path, environment: .sandbox) }

    func readOnly() throws -> LedgerStore { try LedgerStore(path: path, environment: .sandbox, readOnly: true) }

    /// Takes an input in. Returns its number.
    func input(_ name: String = "orders.csv") throws -> Int64 {
        inputs += 1
        return try store.transaction {
            try store.register(inputNamed: name, sha256: "\(name) \(inputs)", company: nil, kind: "orders-csv", bytes: 1).input.id
        }
    }

    /// Admits a document under a key, in an input of its own. Returns its number.
    @discardableResult
    func admit(_ order: String, _ change: (inout DocumentAdmission) -> Void = { _ in }) throws -> Int64 {
        var admission = DocumentAdmission.invoice(order, input: try input())
        change(&admission)
        return try store.transaction { try store.admit(admission) }
    }

    /// Writes an intent. Returns the attempt.
    func intend(_ document: Int64, number: Int64 = 1) throws -> Int64 {
        try store.transaction { try store.record(intent: .sample(document, number: number), atMicros: 1) }
    }

    func close(_ attempt: Int64, _ document: Int64, as outcome: AttemptOutcome) throws {
        try store.transaction { try store.close(attempt: attempt, document: document, as: outcome, atMicros: 2, detail: [:]) }
    }

    func document(_ id: Int64) throws -> DocumentRow { try #require(try store.document(id: id)) }

    /// What the PAC says about a document, taken over.
    @discardableResult
    func reply(_ id: Int64, _ status: LegalStatus, pacID: String = "01K") throws -> DocumentState {
        try store.transaction {
            try store.record(
                reply: PacReply(pacID: pacID, legalStatus: status, cufe: "CUFE", qrURL: "https://qr"), document: try document(id),
                nextPollAt: .noon,
                atMicros: 3)
        }
    }
}

extension FiscalTime {
    static let noon = FiscalTime(epochSeconds: 1_795_280_400)
}

extension DocumentAdmission {
    static func invoice(_ order: String, input: Int64, sequence: Int = 1) -> DocumentAdmission {
        var admission = DocumentAdmission()
        admission.inputID = input
        admission.sequence = sequence
        admission.line = sequence + 1
        admission.company = "acme"
        admission.orderID = order
        admission.contentHash = SHA256.digest(Array(order.utf8))
        admission.documentType = .internalInvoice
        admission.branch = "0000"
        admission.billingPoint = "001"
        admission.issueDate = .noon
        admission.total = Amount(cents: 10_700)
        admission.template = Array("template of \(order)".utf8)
        return admission
    }
}

extension Intent {
    static func sample(_ document: Int64, number: Int64) -> Intent {
        let request = Array("request of \(document)".utf8)
        return Intent(
            documentID: document, numeration: String(10_000_000_000 + number).dropFirst().description, securityCode: "123456789",
            expectedCufe: "EXPECTED", request: request, requestSHA256: SHA256.digest(request))
    }
}

/// The file through a connection of the test's own, which may do anything.
@safe
final class RawDatabase {
    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil)
        unsafe handle = try #require(unsafe opened)
        try #require(code == SQLITE_OK)
        unsafe sqlite3_busy_timeout(handle, 2000)
        try #require(try run("PRAGMA foreign_keys = ON") == 0)
    }

    deinit { unsafe _ = sqlite3_close_v2(handle) }

    /// SQLite's extended code for a statement; 0 when it was taken.
    @discardableResult
    func run(_ sql: String) throws -> Int32 {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        return code == SQLITE_OK ? 0 : unsafe sqlite3_extended_errcode(handle)
    }

    /// Runs statements that must be taken.
    func must(_ sql: String) throws {
        let code = try run(sql)
        try #require(code == 0, "\(sql): \(unsafe String(cString: sqlite3_errmsg(handle)))")
    }
}

/// Files, copied and damaged.
enum Bytes {
    static func of(_ path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { _ = Glibc.close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count <= 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        defer { _ = Glibc.close(descriptor) }
        let count = unsafe Glibc.write(descriptor, bytes, bytes.count)
        try #require(count == bytes.count)
    }
}
