import Digest
import Emit
import Fiscal
import Guards
import JSONText
import Ledger
import Submit

/// `ledger.epoch` beside the ledger: how far the ledger had come when a run began and when it ended. A ledger that hasn't come that far was
/// restored from a backup, or is another one (reliability.md 1.2, C18).
struct LedgerEpoch: Equatable {
    var events: Int64 = 0
    var chainHead = ""
    /// When it was written, in microseconds.
    var atMicros: Int64 = 0
    var series: [SeriesMark] = []

    static let fileName = "ledger.epoch"

    /// Where a ledger stands now.
    init(of ledger: LedgerStore, atMicros: Int64) throws {
        self.atMicros = atMicros
        events = try ledger.lastEvent()
        chainHead = hexadecimal(ledger.chainHead)
        series = try ledger.seriesMarks()
    }

    /// The file is there, whole as every file here, and isn't what was written: nobody can say how far the ledger had come.
    struct Damaged: Error {}

    /// What the file says; nil when there is none.
    /// - Throws: `Damaged`, or `EmitError` when it can't be read.
    init?(_ workspace: Workspace, _ files: FileOperations) throws {
        guard let bytes = try files.contents(of: "\(workspace.folder)/\(Self.fileName)", limit: 16 << 20) else { return nil }
        guard let value = try? JSONParser.parse(bytes), let events = value["events"]?.integer,
            let head = value["chain_head"]?.string
        else { throw Damaged() }
        self.events = Int64(events)
        chainHead = head
        atMicros = Int64(value["at"]?.integer ?? 0)
        series = (value["series"]?.array ?? []).compactMap { entry in
            guard let company = entry["company"]?.string, let branch = entry["branch"]?.string,
                let point = entry["billing_point"]?.string, let type = entry["document_type"]?.string,
                let next = entry["next"]?.integer
            else { return nil }
            return SeriesMark(company: company, branch: branch, billingPoint: point, documentType: type, next: Int64(next))
        }
    }

    /// Writes the file, durably.
    func write(_ workspace: Workspace, _ files: FileOperations) throws {
        let series = series.map { mark -> JSONValue in
            [
                "company": .string(mark.company), "branch": .string(mark.branch), "billing_point": .string(mark.billingPoint),
                "document_type": .string(mark.documentType), "next": JSONValue(Int(mark.next)),
            ]
        }
        let value: JSONValue = [
            "schema": "pacbatch.epoch", "schema_version": 1, "events": JSONValue(Int(events)), "chain_head": .string(chainHead),
            "at": JSONValue(Int(atMicros)), "series": .array(series),
        ]
        _ = try AtomicFile.write(
            Array((value.text + "\n").utf8), folder: workspace.folder, name: Self.fileName, operations: files)
    }
}

extension Session {
    /// Says beside the ledger how far it has come: each command that adds to the log of events does so when it has begun or ended.
    borrowing func writeEpoch() throws {
        try LedgerEpoch(of: ledger, atMicros: clock.wallMicros()).write(workspace, machine.files)
    }
}

/// What shows that a ledger is older than what has happened.
enum LedgerAge {
    /// The first sign in words; nil when there is none.
    static func sign(_ ledger: LedgerStore, _ workspace: Workspace, _ files: FileOperations) throws -> Wording? {
        if try ledger.meta(openReconciliation) != nil { return .reconciliationOpen }
        let epoch: LedgerEpoch?
        do { epoch = try LedgerEpoch(workspace, files) } catch is LedgerEpoch.Damaged { return .epochDamaged }
        if let epoch, epoch.events > 0 {
            guard let head = try ledger.chainHead(behindEvent: epoch.events), hexadecimal(head) == epoch.chainHead else {
                return .epochAhead(ledger: try ledger.lastEvent(), epoch: epoch.events)
            }
        }
        for row in try IntentJournal.read(workspace, files).rows where try !isKnown(row, ledger) {
            return .intentAhead(row.restored.numeration)
        }
        return try unknownManifests(ledger, workspace, files).first.map { .manifestAhead($0) }
    }

    /// In the ledger's `meta` while a reconciliation has begun and not ended: what it took in would hide what it hasn't.
    static let openReconciliation = "reconciliation_open"

    /// True when the ledger has the intent, or a later one of the same document.
    private static func isKnown(_ row: ResultRow, _ ledger: LedgerStore) throws -> Bool {
        guard let known = try row.known(in: ledger) else { return false }
        return known.attempts >= row.restored.attempts
    }

    /// Manifests of runs that the ledger doesn't know, by name.
    static func unknownManifests(_ ledger: LedgerStore, _ workspace: Workspace, _ files: FileOperations) throws -> [String] {
        let names = try files.names(workspace.manifests).filter { $0.hasPrefix("run-") && $0.hasSuffix(".json") }
        guard !names.isEmpty else { return [] }
        let known = Set(try ledger.manifests().map { "run-\($0.run).json" })
        return names.filter { !known.contains($0) }
    }

    /// Nothing is sent on an older ledger: orders that were sent since would be sent again.
    static func refuseIfOlder(
        _ ledger: LedgerStore, _ workspace: Workspace, _ files: FileOperations, _ language: Language
    ) throws {
        guard Guard.restoredLedger.isOn, let sign = try sign(ledger, workspace, files) else { return }
        throw Session.Refusal(message: Wording.olderLedger(sign)[language], code: .usage)
    }
}
