import Glibc
import JSONText
import Testing

/// A workspace and a sandbox of its own, on a free port, in a folder that goes with the test.
final class Rig {
    static let company = "01KAH0A2B4C6D8E0F2G4H6J8K0"
    /// The key that the sandbox takes, and that must be found nowhere.
    static let key = "canary-7Qm2xVd9ZtLr4WfK"

    let folder: String
    let perSecond: Int
    let concurrency: Int
    private(set) var baseURL = ""
    private var sandbox: Program?
    private var programs = 0
    /// What a test changes in `pacbatch.json`'s section `pac`.
    private let changes: [String: JSONValue]
    /// What it changes in the company.
    private let companyChanges: [String: JSONValue]
    /// More variables of the environment.
    var environment: [String: String] = [:]

    var workspace: String { folder + "/ws" }
    var ledger: String { workspace + "/ledger.sqlite" }
    var truthLog: String { folder + "/sandbox/truth.jsonl" }

    /// - Parameters:
    ///   - faults: rules of a fault file, each a JSON object as text.
    ///   - options: more options for the sandbox.
    ///   - webhooks: writes the webhooks, signed with this secret, into the workspace's inbox.
    ///   - pac: members of the configuration's `pac` that differ.
    ///   - company: members of the configuration's company that differ.
    init(
        faults: [String] = [], perSecond: Int = 1000, concurrency: Int = 4, options: [String] = [], webhooks: String? = nil,
        pac: [String: JSONValue] = [:], company: [String: JSONValue] = [:]
    ) throws {
        var template = Array("/tmp/pacbatch-e2e-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        try #require(unsafe made != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.perSecond = perSecond
        self.concurrency = concurrency
        changes = pac
        companyChanges = company
        Files.makeFolder(workspace)
        Files.makeFolder(workspace + "/inbox")
        var options = options
        if let webhooks { options += ["--webhooks", workspace + "/inbox", "--webhook-secret", webhooks] }
        try startSandbox(faults: faults, options: options)
        try configure()
    }

    deinit {
        sandbox?.signal(SIGKILL)
        sandbox = nil
        Files.remove(folder)
    }

    /// Starts the sandbox, or starts it anew on the same port: its documents and its truth log go on.
    func startSandbox(faults: [String] = [], options: [String] = [], takesOwnKey: Bool = true) throws {
        let port = baseURL.split(separator: ":").last?.split(separator: "/").first.map(String.init) ?? "0"
        stopSandbox()
        try Files.write(#"{"faults": ["# + faults.joined(separator: ",\n") + "]}", to: folder + "/faults.json")
        var arguments = ["--port", port, "--state", folder + "/sandbox", "--faults", folder + "/faults.json"]
        if takesOwnKey { arguments += ["--key", Self.key] }
        if !options.contains("--rate") { arguments.append("--no-rate") }
        if !options.contains("--dgi-delay") { arguments += ["--dgi-delay", "0s"] }
        programs += 1
        let program = try Program("pac-sandbox", arguments + options, output: "\(folder)/sandbox-\(programs)")
        sandbox = program
        try #require(Deadline.poll(seconds: 30) { program.out.contains("\n") || !program.isRunning }, "the sandbox says nothing")
        baseURL = String(program.out.prefix { $0 != "\n" })
        try #require(baseURL.hasPrefix("http://127.0.0.1:"), "\(program.err)")
    }

    func stopSandbox() {
        sandbox?.signal(SIGTERM)
        _ = try? sandbox?.end(within: 10)
        sandbox = nil
    }

    /// Writes `pacbatch.json`: changes of `pac`, its `import`, and more members.
    func configure(_ pac: [String: JSONValue] = [:], import: JSONValue? = nil, more: [String: JSONValue] = [:]) throws {
        let settings = pac
        var pac: JSONValue = [
            "baseURL": .string(baseURL), "apiKey": ["env": "PAC_API_KEY"],
            "rate": ["perSecond": JSONValue(perSecond), "burst": 1], "concurrency": JSONValue(concurrency), "timeout": 20,
        ]
        pac = Self.merged(pac, changes.merging(settings) { _, new in new })
        let company = Self.merged(
            [
                "id": "acme", "pacCompanyId": .string(Self.company), "name": "Acme, S.A.", "ruc": "155704849-2-2021",
                "rucType": 2,
                "dv": "32", "branch": "0000", "billingPoint": "001",
            ], companyChanges)
        var configuration = JSONObject()
        configuration["environment"] = "sandbox"
        configuration["pac"] = pac
        configuration["companies"] = .array([company])
        if let `import` { configuration["import"] = `import` }
        for (name, value) in more { configuration[name] = value }
        try Files.write(JSONValue.object(configuration).text, to: workspace + "/pacbatch.json")
    }

    /// Adds column profiles to `pacbatch.json`.
    func add(profiles: [JSONValue]) throws {
        let path = workspace + "/pacbatch.json"
        var configuration = try #require(try JSONParser.parse(Files.bytes(path) ?? []).object)
        configuration["profiles"] = .array(profiles)
        try Files.write(JSONValue.object(configuration).text, to: path)
    }

    private static func merged(_ base: JSONValue, _ changes: [String: JSONValue]) -> JSONValue {
        guard var object = base.object else { return base }
        for (key, value) in changes { object[key] = value }
        return .object(object)
    }

    // MARK: - What a user does

    /// Drops a file into the inbox.
    func drop(_ text: String, as name: String = "orders.csv") throws {
        let path = workspace + "/inbox/" + name
        try Files.write(text, to: path)
        try Files.age(path)
    }

    /// Starts a command.
    func start(_ words: String..., key: String = Rig.key) throws -> Program {
        try start(words, key: key)
    }

    private func start(_ words: [String], key: String) throws -> Program {
        programs += 1
        return try Program(
            "pacbatch", words,
            environment: environment.merging([
                "PACBATCH_WORKSPACE": workspace, "PAC_API_KEY": key, "TMPDIR": folder, "LANG": "en_US.UTF-8",
            ]) { own, _ in own },
            output: "\(folder)/pacbatch-\(programs)")
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ words: String..., key: String = Rig.key) throws -> Program.Ended {
        try start(words, key: key).end()
    }

    /// Runs a command to its end.
    func run(_ words: [String]) throws -> Program.Ended { try start(words, key: Rig.key).end() }

    /// The batch, without waiting for what the sandbox says at once anyway.
    @discardableResult
    func night() throws -> Program.Ended { try run("run", "--wait", "0s") }

    // MARK: - What can be seen afterwards

    func truth() throws -> [JSONValue] { try Files.jsonLines(truthLog) }

    /// POSTs of documents that reached the sandbox.
    func posts() throws -> [JSONValue] { try truth().filter { $0["operation"]?.string == "post" } }

    /// The document records of all results, by file name.
    func results() throws -> [(file: String, documents: [JSONValue])] {
        try Files.names(workspace + "/results").filter { $0.hasSuffix(".result.jsonl") }.map { name in
            let lines = try Files.jsonLines(workspace + "/results/" + name)
            return (name, lines.filter { $0["type"]?.string == "document" })
        }
    }

    /// The states of all results, by order.
    func states() throws -> [String: [String]] {
        try results().flatMap(\.documents).reduce(into: [:]) { states, document in
            states[document["order_id"]?.string ?? "", default: []].append(document["state"]?.string ?? "")
        }
    }

    /// How many documents stand in each state.
    func tally() throws -> [String: Int] {
        try states().values.flatMap { $0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    func manifest() throws -> JSONValue {
        try JSONParser.parse(Files.bytes(workspace + "/manifests/latest.json") ?? [])
    }

    /// The bytes of every result file.
    func resultBytes() -> [String: [UInt8]] {
        Files.names(workspace + "/results").reduce(into: [:]) { $0[$1] = Files.bytes(workspace + "/results/" + $1) }
    }
}
