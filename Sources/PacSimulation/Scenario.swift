import SeededRandom

/// All that a seed decides before its first night.
struct Scenario: Sendable {
    /// A power cut to come.
    struct Cut: Sendable {
        /// Before this step of its run, counted from 1. A run with fewer steps ends by itself.
        let step: Int
        let fate: PowerCutFate
    }

    let seed: UInt64
    let companies: [PacCompany]
    let perSecond: Int
    let burst: Int
    let concurrency: Int
    let waitSeconds: Int64
    private(set) var workload: Workload
    /// Runs before which files are dropped.
    let runs: Int
    /// One for each of the first runs; then they end by themselves.
    var cuts: [Cut]
    /// One for each of the first runs that aren't cut.
    let diskTroubles: [(kind: DiskTrouble.Kind, after: Int)?]
    var trouble: PacTrouble
    /// The first night makes the ledger.
    let isNew: Bool
    /// `pac.lookup`, and whether the PAC offers any.
    let lookup: String
    let hasLists: Bool
    /// `"resubmit": "provenAbsent"`.
    let resubmits: Bool
    /// How far the PAC's lists are behind, in seconds, until it is well.
    let listLag: Int64
    /// The PAC calls, and others pretend to.
    private(set) var hasHooks = false
    /// The key is exchanged.
    private(set) var rotation: Rotation?
    /// By how many seconds the wall clock is set before each of the first runs.
    private(set) var jumps: [Int64] = []
    /// Nothing of it was drawn but the batch and the cuts.
    private(set) var isExhaustive = false

    /// The exchange of a key (rulebook 7.11).
    struct Rotation: Sendable {
        /// The first run that has both keys; before it there is only the old one.
        let run: Int
        /// Seconds from the beginning of that run until the PAC takes the new key, and until it takes the old one no more.
        let newFrom: Int64
        let oldUntil: Int64
    }

    /// The company that every simulation has, and the one that some have.
    static let allCompanies = [
        PacCompany(
            id: "acme", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K0", ruc: "155704849-2-2021", rucType: 2, dv: "32", branch: "0000"),
        PacCompany(
            id: "beta", pacID: "01KAH0A2B4C6D8E0F2G4H6J8K1", ruc: "155704849-2-2021", rucType: 2, dv: "32", branch: "0001"),
    ]

    /// Draws a scenario.
    /// - Parameter isPlain: only invoices, credit notes and one key, and a clock that is right: what seeds consisted of at first.
    init(seed: UInt64, isPlain: Bool = false) {
        var random = SeededRandom(seed: seed)
        self.seed = seed
        companies = Array(Self.allCompanies.prefix(random.once(in: 4) ? 2 : 1))
        perSecond = random.pick([2, 5, 20, 50])
        burst = random.pick([1, 1, 3])
        concurrency = random.pick([1, 2, 4, 8])
        waitSeconds = Int64(random.pick([0, 0, 5, 15]))
        runs = random.within(1...3)
        let documents =
            switch random.below(100) {
            case 0..<62: random.within(1...5)
            case 62..<92: random.within(6...16)
            case 92..<99: random.within(17...40)
            default: random.within(41...200)
            }
        workload = Workload(
            documents: documents, files: random.within(1...3), runs: runs, companies: companies.map(\.id), random: random.branch()
        )
        let steps = 25 + documents * 8
        cuts = (0..<random.pick([0, 1, 1, 2, 3, 5, 10])).map { _ in
            Cut(step: random.within(1...steps), fate: random.pick([.allLost, .allKept, .torn, .torn]))
        }
        diskTroubles = (0..<random.pick([0, 0, 0, 1, 2])).map { _ in
            random.once(in: 2) ? nil : (random.pick(DiskTrouble.Kind.allCases), random.below(40))
        }
        trouble = PacTrouble(left: random.once(in: 5) ? 0 : random.within(1...20), oneIn: random.within(1...6))
        if random.once(in: 2) {
            trouble.posts = (0..<random.within(1...5)).map { _ in random.pick(PostFault.kept) }
        }
        isNew = random.once(in: 10)
        lookup = random.pick(["none", "none", "byNumber", "byNumber", "byCufe"])
        hasLists = !random.once(in: 8)
        resubmits = lookup != "none" && random.once(in: 2)
        listLag = Int64(random.pick([0, 0, 20, 600, 20_000]))
        if !isPlain { addMore(random.branch()) }
    }

    /// Draws what doesn't concern every seed.
    private mutating func addMore(_ random: SeededRandom) {
        var random = random
        if random.once(in: 2) { workload.addMore(runs: runs, random: random.branch()) }
        hasHooks = random.once(in: 2)
        if hasHooks, random.once(in: 2) { trouble.posts += PostFault.broken.sorted { $0.rawValue < $1.rawValue } }
        if random.once(in: 6) {
            let newFrom = Int64(random.pick([0, 0, 2, 20]))
            rotation = Rotation(
                run: random.within(1...runs + 1), newFrom: newFrom, oldUntil: newFrom + Int64(random.pick([0, 1, 15, 7200])))
        }
        // A 429 for a document that was taken, whose other key lets it go out again before the PAC has called: nobody could know.
        if rotation != nil { trouble.posts.removeAll(where: PostFault.broken.contains) }
        if random.once(in: 5) {
            jumps = (0..<random.within(1...4)).map { _ in random.pick([0, 0, 90, 5400, 172_800, -100, -280, -400, -20_000]) }
        }
    }

    /// A batch of three documents on a well PAC, for the exhaustive sweep of crash points (reliability.md 2, T2).
    init(exhaustive cuts: [Cut], isNew: Bool) {
        seed = 3
        isExhaustive = true
        companies = Array(Self.allCompanies.prefix(1))
        perSecond = 50
        burst = 1
        concurrency = 2
        waitSeconds = 0
        runs = 1
        workload = Workload.threeDocuments
        self.cuts = cuts
        diskTroubles = []
        trouble = PacTrouble()
        self.isNew = isNew
        lookup = "none"
        hasLists = false
        resubmits = false
        listLag = 0
    }

    /// The options of `pac-simulation` that play it.
    var replay: String {
        guard isExhaustive else { return "--seed \(seed)" }
        return "--cuts " + cuts.map { "\($0.step):\($0.fate)" }.joined(separator: ",") + (isNew ? " --new" : "")
    }

    /// `pacbatch.json`.
    var configuration: String {
        let secrets = hasHooks ? ",\"webhookSecrets\":[{\"env\":\"HOOK\"},{\"env\":\"HOOK_OLD\"}]" : ""
        let list = companies.map { company in
            "{\"id\":\"\(company.id)\",\"pacCompanyId\":\"\(company.pacID)\",\"name\":\"\(company.id), S.A.\",\"ruc\":\"\(company.ruc)\","
                + "\"rucType\":\(company.rucType),\"dv\":\"\(company.dv)\",\"branch\":\"\(company.branch)\",\"billingPoint\":\"001\"\(secrets)}"
        }.joined(separator: ",")
        return
            "{\"environment\":\"sandbox\",\"pac\":{\"baseURL\":\"http://127.0.0.1:1/pan/v1\",\"apiKey\":{\"env\":\"PAC_API_KEY\"},"
            + (rotation == nil ? "" : "\"previousApiKey\":{\"env\":\"PAC_OLD_KEY\"},")
            + "\"rate\":{\"perSecond\":\(perSecond),\"burst\":\(burst)},\"concurrency\":\(concurrency),\"lookup\":\"\(lookup)\",\"resubmit\":\"\(resubmits ? "provenAbsent" : "never")\"},\"companies\":[\(list)]}"
    }

    /// The environment's variables in a run.
    func variables(run: Int) -> [String: String] {
        let hooks = hasHooks ? ["HOOK": PacHooks.secret, "HOOK_OLD": PacHooks.formerSecret] : [:]
        guard let rotation else { return hooks.merging(["PAC_API_KEY": PacKeys.current]) { $1 } }
        let key = run < rotation.run ? PacKeys.former : PacKeys.current
        return hooks.merging(["PAC_API_KEY": key, "PAC_OLD_KEY": PacKeys.former]) { $1 }
    }
}

extension Workload {
    /// An invoice, its credit note and another invoice, in one file.
    static var threeDocuments: Workload {
        var workload = Workload(documents: 0, files: 1, runs: 1, companies: ["acme"], random: SeededRandom(seed: 1))
        workload.dropOnly([
            SimulatedOrder(id: "SO-1", company: "acme", quantity: 2, price: 50, rate: 7),
            SimulatedOrder(id: "NC-1", company: "acme", kind: .credit, reference: "SO-1", quantity: 1, price: 50, rate: 7),
            SimulatedOrder(id: "SO-2", company: "acme", quantity: 3, price: 40, rate: 0),
        ])
        return workload
    }

    private mutating func dropOnly(_ orders: [SimulatedOrder]) {
        files = [DroppedFile(name: "orders.csv", run: 1, bytes: Array(Self.csv(orders).utf8), orders: orders, isRepeated: false)]
    }
}
