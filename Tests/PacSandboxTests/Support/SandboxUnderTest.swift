import Fiscal
import Glibc
import JSONText
import PacSandbox
import Synchronization
import Testing

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
    private let moment: Mutex<SandboxMoment>

    /// Begins at 2026-11-20T21:05:00-05:00, the hour of pac-api.md's examples.
    init() {
        moment = Mutex(SandboxMoment(unixMicros: 1_795_226_700_000_000, monotonicNanos: 1_000_000_000_000))
    }

    var clock: SandboxClock { SandboxClock { self.moment.withLock { $0 } } }

    func advance(seconds: Int64) {
        advance(millis: seconds * 1000)
    }

    func advance(millis: Int64) {
        moment.withLock {
            $0 = SandboxMoment(
                unixMicros: $0.unixMicros + millis * 1000, monotonicNanos: $0.monotonicNanos + millis * 1_000_000)
        }
    }
}

/// A sandbox in this process on a free port, with a manual clock and a folder of its own.
final class SandboxUnderTest {
    static let company = "01KAH0A2B4C6D8E0F2G4H6J8K0"

    let server: SandboxServer
    let clock: ManualClock
    let folder: TemporaryFolder

    init(
        _ faults: [String] = [], clock: ManualClock = ManualClock(), folder: TemporaryFolder? = nil,
        _ change: (inout SandboxSettings, TemporaryFolder) throws -> Void = { _, _ in }
    ) throws {
        self.clock = clock
        self.folder = try folder ?? TemporaryFolder()
        var settings = SandboxSettings()
        settings.port = 0
        settings.stateFolder = self.folder.path
        settings.faults = try faults.map { try FaultRule.named($0) }
        try change(&settings, self.folder)
        server = try SandboxServer(settings, clock: clock.clock)
    }

    deinit { server.stop() }

    func client() throws -> WireClient { try #require(WireClient(port: server.port)) }

    /// A call on a fresh connection.
    func call(
        _ method: String, _ path: String, key: String? = "sandbox-key", body: JSONValue? = nil, patienceMillis: Int32 = 5000
    ) throws -> WireClient.Answer {
        try client().call(
            method, "/pan/v1" + path, key: key, body: body.map { Array($0.text.utf8) }, patienceMillis: patienceMillis)
    }

    func post(
        _ payload: JSONValue, to collection: String = "invoices", patienceMillis: Int32 = 5000
    ) throws -> WireClient.Answer {
        try call("POST", "/\(collection)?idCompany=\(Self.company)", body: payload, patienceMillis: patienceMillis)
    }

    /// Posts a payload that must be taken; the document's id.
    func accepted(_ payload: JSONValue, to collection: String = "invoices") throws -> String {
        let answer = try post(payload, to: collection)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["document"]?["id"]?.string)
    }

    /// The document object of a GET.
    func document(_ id: String, in collection: String = "invoices", query: String = "") throws -> JSONValue {
        let answer = try call("GET", "/\(collection)/\(id)?idCompany=\(Self.company)\(query)")
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["document"])
    }

    /// The lines of the truth log.
    func truth() throws -> [JSONValue] { try folder.lines("truth.jsonl") }
}

extension WireClient.Answer {
    /// The body as JSON; null when it isn't.
    var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }

    /// `code field` of every error.
    var errors: [String] {
        (json["errors"]?.array ?? []).map { error in
            (error["code"]?.string ?? "?") + (error["field"]?.string.map { " \($0)" } ?? "")
        }
    }
}

/// A fresh folder that goes with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/pac-sandbox-test-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        try #require(unsafe made != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in names { unsafe _ = remove("\(path)/\(name)") }
        unsafe _ = rmdir(path)
    }

    /// What lies in the folder, sorted.
    var names: [String] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe _ = closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func write(_ text: String, as name: String) throws -> String {
        let descriptor = unsafe open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        defer { _ = close(descriptor) }
        let bytes = Array(text.utf8)
        let count = unsafe Glibc.write(descriptor, bytes, bytes.count)
        try #require(count == bytes.count)
        return "\(path)/\(name)"
    }

    func read(_ name: String) throws -> [UInt8] { try Self.bytes(of: "\(path)/\(name)") }

    static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    func lines(_ name: String) throws -> [JSONValue] {
        try read(name).split(separator: UInt8(ascii: "\n")).map { try JSONParser.parse(Array($0)) }
    }
}
