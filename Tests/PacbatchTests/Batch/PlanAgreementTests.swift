import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import SeededRandom
import Submit
import Testing

@testable import pacbatch

/// `plan` and `run` decide alike: over random batches full of repeated keys, notes and mistakes, what the plan counts is what the intake then
/// writes down (features.md P19).
struct PlanAgreementTests {
    @Test("a plan counts what the run then takes in", arguments: UInt64(1)...40)
    func agrees(seed: UInt64) async throws {
        let bench = try PlanBench(seed: seed)
        var seen: Set<DocumentState> = []
        for night in 1...3 {
            try bench.dropFiles(night: night)
            let planned = try await bench.plan()
            let taken = try await bench.takeIn()
            for (key, figures) in planned.byCompanyKindModeState where figures.count > 0 {
                let row = taken.byCompanyKindModeState.first { $0.key == key }?.figures
                #expect(figures == row, "seed \(seed), night \(night): \(key)")
            }
            seen.formUnion(taken.byState.filter { $0.figures.count > 0 }.map(\.key))
            #expect(planned.all == taken.all, "seed \(seed), night \(night)")
            try bench.moveOn()
        }
        #expect(seen.isSuperset(of: [.queued, .invalid]), "seed \(seed): a batch that proves something")
    }
}

/// A workspace in a folder, with files as a random night brings them.
private final class PlanBench {
    private let folder: String
    private let configuration: Configuration
    private let ledger: LedgerStore
    private var random: SeededRandom
    private let clock = RunClock(wallMicros: { 1_795_280_400_000_000 }, monotonicNanos: { 1 })
    private var files = 0

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        folder = try makeFolder()
        for name in ["inbox", "spill"] { try FileSystem.makeFolder(folder + "/" + name) }
        try FileSystem.replace(folder + "/pacbatch.json", Array(Self.settings.utf8))
        configuration = try Configuration.load(
            Workspace(folder), environment: Environment(["PAC_API_KEY": "k"]))
        ledger = try LedgerStore(path: folder + "/ledger.sqlite", environment: .sandbox)
        try ledger.transaction { try ledger.beginRun(name: "run", at: clock.now, version: "1", configurationHash: "") }
    }

    deinit { removeTree(folder) }

    private static let settings = """
        {"environment": "sandbox", "pac": {"baseURL": "http://127.0.0.1:1/pan/v1", "apiKey": {"env": "PAC_API_KEY"}}, "companies": [
          {"id": "acme", "pacCompanyId": "01A", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32"},
          {"id": "beta", "pacCompanyId": "01B", "name": "Beta", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32"}]}
        """

    private func write(_ text: String, to name: String) throws {
        try FileSystem.replace(folder + "/" + name, Array(text.utf8))
    }

    // MARK: - A night's files

    func dropFiles(night: Int) throws {
        for name in names(in: folder + "/inbox") { removeTree(folder + "/inbox/" + name) }
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            files += 1
            let orders = (0..<Int.random(in: 1...14, using: &random)).map { _ in order() }
            try write(orders.joined(separator: "\n") + "\n", to: "inbox/\(night)-\(files).jsonl")
        }
    }

    /// An order out of few keys and few contents, so that they meet.
    private func order() -> String {
        if Int.random(in: 0..<6, using: &random) == 0 { return void() }
        let kind = ["invoice", "invoice", "invoice", "credit_note", "debit_note"].randomElement(using: &random) ?? ""
        let mode = ["DGI", "DGI", "DGI", "DGI", "PROFORM"].randomElement(using: &random) ?? ""
        let rate = Int.random(in: 0..<8, using: &random) == 0 ? "9" : "7"
        let price = Int.random(in: 1...2, using: &random)
        let number = Int.random(in: 1...5, using: &random)
        let company = ["acme", "acme", "beta", "nobody"].randomElement(using: &random) ?? ""
        var reference = ""
        if kind != "invoice", Int.random(in: 0..<6, using: &random) > 0 {
            reference = #","reference":"K-\#(Int.random(in: 1...7, using: &random))""#
        }
        return
            #"{"company":"\#(company)","order_id":"K-\#(number)","kind":"\#(kind)","mode":"\#(mode)","issue_date":"2026-11-21","#
            + #""lines":[{"description":"Silla","quantity":"1","unit_price":"\#(price).00","tax_rate":"\#(rate)"}]\#(reference)}"#
    }

    /// A void request, for an order of this batch, of an earlier night, or of nobody.
    private func void() -> String {
        let company = ["acme", "acme", "beta"].randomElement(using: &random) ?? ""
        let reason = ["Pedido duplicado por error", "Otra razón igual de buena", "corto"].randomElement(using: &random) ?? ""
        let number = Int.random(in: 1...6, using: &random)
        return #"{"company":"\#(company)","order_id":"K-\#(number)","kind":"void","reason":"\#(reason)"}"#
    }

    // MARK: - Both sides

    func plan() async throws -> Tally {
        var planner = try Planner(
            configuration: configuration, workspace: Workspace(folder), ledger: try ledger.isEmpty() ? nil : ledger,
            now: clock.now,
            temporaryFolder: folder + "/spill")
        let inputs = try planner.inRunOrder(try Inbox(workspace: folder).look().files)
        for index in inputs.indices { try await planner.take(index, of: inputs) { _, _ in } }
        try planner.finish { _ in }
        return planner.tallies.reduce(into: Tally()) { $0.add($1) }
    }

    func takeIn() async throws -> Tally {
        var intake = OrderIntake(ledger: ledger, configuration: configuration, clock: clock)
        var inputs: [Int64] = []
        for file in try Inbox(workspace: folder).look().files {
            let digest = try Fingerprint(try InputSource(path: file.path)).hex
            let registered = try ledger.transaction {
                try ledger.register(
                    inputNamed: file.name, sha256: digest + file.name, company: nil, kind: "orders-jsonl", bytes: 1)
            }
            inputs.append(registered.input.id)
            var reader = try OrderReader(try InputSource(path: file.path))
            _ = try await intake.take(&reader, input: registered.input) { _ in }
        }
        try intake.bindNotes()
        try VoidIntake(ledger: ledger, windowSeconds: configuration.voidWindowSeconds, clock: clock).bind()
        var tally = Tally()
        for input in inputs { try ledger.documents(ofInput: input) { tally.add($0) } }
        return tally
    }

    /// Some of what is queued gets somewhere before the next night.
    func moveOn() throws {
        var queued: [DocumentRow] = []
        try ledger.documents(in: .queued) { queued.append($0) }
        for row in queued where row.kind != .void && Int.random(in: 0..<3, using: &random) > 0 {
            let outcome = Int.random(in: 0..<5, using: &random)
            try ledger.transaction {
                let number = String(10_000_000_000 + row.id).dropFirst().description
                let attempt = try ledger.record(
                    intent: Intent(
                        documentID: row.id, numeration: number, securityCode: "123456789", expectedCufe: "E\(row.id)",
                        request: [1],
                        requestSHA256: [2]), atMicros: 1)
                guard outcome > 0 else {
                    return try ledger.close(attempt: attempt, document: row.id, as: .in_doubt, atMicros: 1, detail: [:])
                }
                try ledger.close(attempt: attempt, document: row.id, as: .accepted, atMicros: 1, detail: [:])
                let status: LegalStatus = [.pacRejected, .pacAuthorized, .dgiAuthorized, .dgiRejected][outcome - 1]
                _ = try ledger.record(
                    reply: PacReply(pacID: "P\(row.id)", legalStatus: status, cufe: "C\(row.id)", qrURL: nil), document: row,
                    nextPollAt: clock.now,
                    atMicros: 1)
                if status == .dgiAuthorized { _ = try ledger.releaseNotes(of: row.id, atMicros: 1) }
            }
        }
    }
}
