import Emit
import Fiscal
import Ingest
import Ledger
import Submit
import Testing

@testable import pacbatch

/// Runs that die around the move of a file: its row gets the file's place, the file is moved once and counted once
/// (reliability.md 1.2, C15, C16).
struct CrashedMovesTests {
    /// Where a run dies: before the move, after it, or after its note of it, with a power cut that takes the move back.
    enum Death: CaseIterable { case beforeTheMove, afterTheMove, afterTheNote }

    private static let orders = "order_id,description,quantity,unit_price,tax_rate\nF-1,a,1,100.00,7\n"
    private static let unusable = "neither orders nor clients\n"

    @Test("a file that is put away by a run that dies", arguments: Death.allCases, [orders, unusable])
    func putAway(_ death: Death, content: String) async throws {
        let bench = try MoveBench()
        try bench.drop(content, as: "night.csv")
        try await bench.die(death)
        let after = try await bench.takeIn()
        #expect(after.unregistered.isEmpty, "it is no duplicate of itself")
        let folder = content == Self.orders ? "archive/2026/11" : "rejected"
        let input = try #require(try bench.input)
        #expect(input.place == "\(folder)/night.csv")
        #expect(input.state == (content == Self.orders ? .archived : .rejected))
        #expect(bench.names("work").isEmpty && bench.names("inbox").isEmpty)
        #expect(bench.names(folder).filter { !$0.hasSuffix(".reason.json") } == ["night.csv"])
        let codes = try bench.faults.map(\.code)
        #expect(Set(codes).count == codes.count, "each fault once")
        #expect(codes.contains { $0.severity == .error } == (content == Self.unusable))
    }

    @Test("the same bytes dropped again after such a death are a duplicate", arguments: Death.allCases)
    func droppedAgain(_ death: Death) async throws {
        let bench = try MoveBench()
        try bench.drop(Self.orders, as: "night.csv")
        try await bench.die(death)
        try bench.drop(Self.orders, as: "again.csv")
        let after = try await bench.takeIn()
        #expect(after.unregistered.map(\.name) == ["again.csv"])
        #expect(after.unregistered.map(\.duplicateOf) == ["night.csv"])
        #expect(try bench.input?.place == "archive/2026/11/night.csv")
        #expect(bench.names("archive/2026/11") == ["again.csv", "night.csv"])
    }
}

/// A workspace whose runs die on demand.
final class MoveBench {
    let folder: String
    private let configuration: Configuration
    let ledger: LedgerStore
    var machine = Machine.system

    init() throws {
        folder = try makeFolder()
        try FileSystem.makeFolder(folder + "/inbox")
        let settings = """
            {"environment": "sandbox", "pac": {"baseURL": "http://127.0.0.1:1/pan/v1", "apiKey": {"env": "PAC_API_KEY"}}, "companies": [
              {"id": "acme", "pacCompanyId": "01A", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32"}]}
            """
        try FileSystem.replace(folder + "/pacbatch.json", Array(settings.utf8))
        configuration = try Configuration.load(Workspace(folder), environment: Environment(["PAC_API_KEY": "k"]))
        ledger = try LedgerStore(path: folder + "/ledger.sqlite", environment: .sandbox)
        // An hour behind the files that the tests drop would make them look new: this clock is far ahead of them.
        machine.clock = RunClock(wallMicros: { 1_795_280_400_000_000 }, monotonicNanos: Machine.system.clock.monotonicNanos)
        try ledger.transaction {
            try ledger.beginRun(name: "run", at: machine.clock.now, version: "1", configurationHash: "")
        }
    }

    deinit { removeTree(folder) }

    func drop(_ content: String, as name: String) throws {
        try FileSystem.replace(folder + "/inbox/" + name, Array(content.utf8))
    }

    func names(_ path: String) -> [String] { pacbatchTestNames(folder + "/" + path) }

    var input: InputRow? { get throws { try ledger.input(id: 1) } }

    var faults: [Fault] { get throws { try ledger.faults(ofInput: 1) } }

    @discardableResult
    func takeIn(on machine: Machine? = nil) async throws -> Intake.Outcome {
        let machine = machine ?? self.machine
        let environment = Environment(["PAC_API_KEY": "k"])
        let context = Context(
            global: GlobalOptions(environment: environment), environment: environment,
            screen: Screen(isTerminal: false, hasColor: false, width: 80, isQuiet: true) { _, _ in })
        let webhooks = WebhookIntake(
            ledger: ledger, workspace: Workspace(folder), configuration: configuration, context: context, machine: machine)
        var intake = Intake(
            ledger: ledger, workspace: Workspace(folder), configuration: configuration, machine: machine,
            language: .en, webhooks: webhooks, hasRoom: { true }, progress: { _ in })
        return try await intake.run()
    }

    func die(_ death: CrashedMovesTests.Death) async throws {
        var dying = machine
        let rename = dying.inbox.rename
        let isLast = { @Sendable (path: RawPath) in path.text.contains("/archive/") || path.text.contains("/rejected/") }
        switch death {
        case .afterTheNote:
            try await takeIn()
            let place = try #require(try ledger.input(id: 1)?.place)
            #expect(try rename(RawPath(folder + "/" + place), RawPath("\(folder)/work/night.csv")))
            return
        case .beforeTheMove, .afterTheMove:
            dying.inbox.rename = { (from, to) throws(IngestError) in
                guard isLast(to) else { return try rename(from, to) }
                if death == .afterTheMove { _ = try rename(from, to) }
                throw IngestError.changed(path: from.text)
            }
        }
        await #expect(throws: IngestError.self) { try await self.takeIn(on: dying) }
    }
}

private func pacbatchTestNames(_ folder: String) -> [String] { names(in: folder) }
