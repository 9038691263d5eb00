import JSONText
import Testing

/// The same bytes more than once: whose they are decides whether they mean the same (docs/decisions/0036).
extension EndToEndTests {
    /// Two orders that say no company, so that the folder has to.
    private static let anonymous = [TestOrder("SO-1"), TestOrder("SO-2", lines: [(2, 50, 0)])].csv

    private func rigOfTwo() throws -> Rig {
        let rig = try Rig()
        try rig.serve([.acme, .beta])
        for folder in ["acme", "beta"] { Files.makeFolder(rig.workspace + "/inbox/" + folder) }
        return rig
    }

    /// What the PAC took, by its company and the order's number.
    private func taken(_ rig: Rig) throws -> [String] {
        try rig.posts().filter { $0["committed"]?.bool == true }.map {
            "\($0["company"]?.string == Firm.acme.pacID ? "acme" : "beta") \($0["information"]?.string ?? "")"
        }.sorted()
    }

    private static let ofBoth = ["acme SO-1", "acme SO-2", "beta SO-1", "beta SO-2"]

    @Test func `the same bytes in two companies' folders are both companies' documents`() throws {
        let rig = try rigOfTwo()
        for folder in ["acme", "beta"] { try rig.drop(Self.anonymous, as: folder + "/orders.csv") }
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try taken(rig) == Self.ofBoth)
        let results = try rig.results()
        #expect(results.count == 2 && results.allSatisfy { $0.documents.count == 2 })
        #expect(Set(results.flatMap(\.documents).compactMap { $0["company"]?.string }) == ["acme", "beta"])
        #expect(results.flatMap(\.documents).allSatisfy { $0["state"]?.string == "complete" })
        let inputs = try rig.manifest()["inputs"]?.array ?? []
        #expect(inputs.compactMap { $0["company"]?.string }.sorted() == ["acme", "beta"])
        #expect(inputs.allSatisfy { $0["duplicate_of"]?.string == nil })
        #expect(Files.all(below: rig.workspace + "/archive").count == 2)
        #expect(try rig.run("verify").code == 0)
        // Once more in both folders: now they are duplicates.
        for folder in ["acme", "beta"] { try rig.drop(Self.anonymous, as: folder + "/again.csv") }
        #expect(try rig.night().code == 0)
        let again = try rig.manifest()["inputs"]?.array ?? []
        #expect(again.map { $0["duplicate_of"]?.string } == ["orders.csv", "orders.csv"])
        #expect(try taken(rig) == Self.ofBoth)
    }

    @Test func `what lay at the top by mistake isn't lost: the folder's company gets it`() throws {
        let rig = try rigOfTwo()
        try rig.drop(Self.anonymous)
        #expect(try rig.night().code == 3)
        #expect(try rig.states() == ["SO-1": ["invalid"], "SO-2": ["invalid"]])
        try rig.drop(Self.anonymous, as: "beta/orders.csv")
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try taken(rig) == ["beta SO-1", "beta SO-2"])
        try rig.drop(Self.anonymous)
        #expect(try rig.night().code == 0)
        #expect(try rig.manifest()["inputs"]?.array?.first?["duplicate_of"]?.string == "orders.csv")
    }

    @Test func `a file whose rows all name their company is a duplicate wherever it lies`() throws {
        let rig = try rigOfTwo()
        let named = [TestOrder("SO-1", cells: ["company": "acme"]), TestOrder("SO-2", cells: ["company": "beta"])].csv
        try rig.drop(named)
        #expect(try rig.night().code == 0)
        try rig.drop(named, as: "beta/orders.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.manifest()["inputs"]?.array?.first?["duplicate_of"]?.string == "orders.csv")
        #expect(try taken(rig) == ["acme SO-1", "beta SO-2"])
        #expect(try rig.tally() == ["complete": 2])
    }

    @Test func `with one company its folder and the top of the inbox are the same place`() throws {
        let rig = try Rig()
        Files.makeFolder(rig.workspace + "/inbox/acme")
        try rig.drop(Self.anonymous)
        #expect(try rig.night().code == 0)
        try rig.drop(Self.anonymous, as: "acme/orders.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.manifest()["inputs"]?.array?.first?["duplicate_of"]?.string == "orders.csv")
        #expect(try rig.posts().count == 2)
    }

    @Test func `registries of two companies in the same bytes are both read`() throws {
        let rig = try rigOfTwo()
        for folder in ["acme", "beta"] {
            try rig.drop("client_id,client_name,emails\nC1,Cliente Uno,uno@ejemplo.com\n", as: folder + "/clients.csv")
        }
        try rig.drop(
            ["acme", "beta"].map { TestOrder("SO-\($0)", cells: ["company": $0, "client_id": "C1"]) }.csv)
        #expect(try rig.night().code == 0)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM client WHERE cells LIKE '%uno@ejemplo.com%'") == 2)
        #expect(try rig.tally() == ["complete": 2])
    }

    @Test func `a plan knows two companies' files of one name apart`() throws {
        let rig = try rigOfTwo()
        for folder in ["acme", "beta"] { try rig.drop(Self.anonymous, as: folder + "/orders.csv") }
        let plan = try rig.run("plan", "--offline", "--json", "--out", rig.folder + "/plan.json")
        #expect(plan.code == 0, "\(plan.err)")
        let saved = try JSONParser.parse(Files.bytes(rig.folder + "/plan.json") ?? [])
        #expect(saved["documents"]?.integer == 4)
        #expect(saved["inputs"]?.array?.compactMap { $0["name"]?.string }.sorted() == ["acme/orders.csv", "beta/orders.csv"])
        try rig.drop([TestOrder("SO-9")].csv, as: "beta/orders.csv")
        #expect(try rig.run("run", "--plan", rig.folder + "/plan.json", "--wait", "0s").code == 2)
        try rig.drop(Self.anonymous, as: "beta/orders.csv")
        let night = try rig.run("run", "--plan", rig.folder + "/plan.json", "--wait", "0s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try taken(rig) == Self.ofBoth)
    }
}
