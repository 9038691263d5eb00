import Emit
import Fiscal
import JSONText
import Ledger
import Submit

/// `ledger.intents` beside the ledger: a line for every POST intent since results were last written, in the form of a results' record. It shows
/// what was sent to a ledger that is restored from a copy of the same night, or whose last results were never written (reliability.md 1.2, C18).
///
/// Written once the ledger has the intents, and before a byte leaves: so it never knows more than the newest ledger does. Confined to one thread.
final class IntentJournal {
    static let fileName = "ledger.intents"
    private static let bytesMax = 4 << 30

    private let workspace: Workspace
    private let clock: RunClock
    private let files: FileOperations
    private var file: FileOperations.Descriptor?

    init(_ workspace: Workspace, _ machine: Machine) {
        self.workspace = workspace
        clock = machine.clock
        files = machine.files
    }

    deinit { if let file { files.close(file) } }

    private static func path(_ workspace: Workspace) -> String { "\(workspace.folder)/\(fileName)" }

    /// Appends intents.
    /// - Throws: `EmitError`.
    func append(_ intents: [StoredIntent]) throws {
        guard !intents.isEmpty else { return }
        let file = try opened()
        // A line that a crash has torn ends here.
        var bytes: [UInt8] = [UInt8(ascii: "\n")]
        for intent in intents { bytes += Array((line(intent).text + "\n").utf8) }
        try files.write(file, bytes)
        try files.synchronize(file)
    }

    private func opened() throws -> FileOperations.Descriptor {
        if let file { return file }
        let opened = try files.append(Self.path(workspace))
        try files.synchronizeFolder(workspace.folder)
        file = opened
        return opened
    }

    private func line(_ stored: StoredIntent) -> JSONValue {
        let (row, intent) = (stored.row, stored.intent)
        return [
            "type": "document", "at": JSONValue(Int(clock.wallMicros())), "state": "in_doubt", "company": .string(row.company),
            "kind": .string(row.kind.rawValue), "mode": .string(row.mode.rawValue), "order_id": JSONValue(row.orderID),
            "line": JSONValue(row.line), "document_type": JSONValue(row.documentType?.rawValue),
            "receptor_type": JSONValue(row.receptorType?.rawValue), "branch": JSONValue(row.branch),
            "billing_point": JSONValue(row.billingPoint), "issue_date": JSONValue(row.issueDate?.text),
            "total": .string(row.total.text(decimals: 2)), "itbms": .string(row.itbms.text(decimals: 2)),
            "retention": JSONValue(row.retention?.text(decimals: 2)), "numeration": .string(intent.numeration),
            "security_code": .string(intent.securityCode), "expected_cufe": .string(intent.expectedCufe),
            "attempts": JSONValue(row.attempts + 1),
        ]
    }

    /// What it holds: bytes, and the records that are whole.
    static func read(_ workspace: Workspace, _ files: FileOperations) throws -> (
        bytes: [UInt8], rows: [ResultRow], lastMicros: Int64
    ) {
        let bytes = try files.contents(of: path(workspace), limit: bytesMax) ?? []
        var (rows, last) = ([ResultRow](), Int64(0))
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let record = try? JSONParser.parse(Array(line)), let row = ResultRow(record) else { continue }
            rows.append(row)
            last = max(last, Int64(record["at"]?.integer ?? 0))
        }
        return (bytes, rows, last)
    }

    /// Results, manifests or the reconciled ledger tell it all from now on.
    static func remove(_ workspace: Workspace, _ files: FileOperations) throws {
        try files.remove(path(workspace))
    }
}
