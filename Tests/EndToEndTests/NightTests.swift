import JSONText
import Testing

extension EndToEndTests {
    @Test func `a night without trouble: every document complete, every sum right, and a second run changes nothing`() throws {
        let rig = try Rig(perSecond: 40, concurrency: 4)
        let orders = [TestOrder].random(60, seed: 1)
        let csv = orders.csv
        try rig.drop(csv)
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 60])
        for document in try rig.results().flatMap(\.documents) {
            #expect(document["legal_status"]?.string == "DGI_AUTHORIZED")
            #expect(document["attempts"]?.integer == 1)
            #expect(document["expected_cufe"] == document["cufe"])
        }
        try checkManifest(rig, orders)
        try checkArchive(rig, csv)
        try TruthChecker(rig, orders).check()
        let posts = try rig.posts().count
        let results = rig.resultBytes()
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == posts)
        #expect(rig.resultBytes() == results)
    }

    /// The manifest adds up to what the test knows of its own input.
    private func checkManifest(_ rig: Rig, _ orders: [TestOrder]) throws {
        let manifest = try rig.manifest()
        let total = TruthChecker.amount(orders.reduce(0) { $0 + $1.cents })
        #expect(manifest["records"]?.integer == orders.count)
        #expect(manifest["documents"]?["complete"]?.integer == orders.count)
        #expect(manifest["sums"]?["complete"]?.scalarText == total)
        #expect(manifest["total"]?.scalarText == total)
        #expect(manifest["fiscal_validity"]?["valid"]?.integer == orders.count)
        #expect(manifest["traffic"]?["writes"]?.integer == orders.count)
        let taxes = try rig.results().flatMap(\.documents).map { Self.cents($0["itbms"]) }
        #expect(taxes.reduce(0, +) == orders.reduce(0) { $0 + $1.taxCents })
        let name = "run-\(manifest["run_id"]?.string ?? "").json"
        #expect(Files.bytes(rig.workspace + "/manifests/" + name) == Files.bytes(rig.workspace + "/manifests/latest.json"))
        for output in manifest["outputs"]?.array ?? [] {
            let bytes = Files.bytes(rig.workspace + "/" + (output["path"]?.string ?? "")) ?? []
            #expect(Files.hexadecimal(Files.sha256(bytes)) == output["sha256"]?.string)
        }
        let head = try Database(rig.ledger).rows("SELECT hash FROM event ORDER BY id DESC LIMIT 1").first?["hash"]
        #expect(manifest["chain_head"]?.string == head)
    }

    static func cents(_ value: JSONValue?) -> Int {
        Int((value?.string ?? "").filter { $0 != "." }) ?? .min
    }

    /// The input lies in the archive, unchanged, and nowhere else (G10).
    private func checkArchive(_ rig: Rig, _ csv: String) throws {
        let archived = Files.all(below: rig.workspace + "/archive")
        #expect(archived.count == 1)
        #expect(Files.text(rig.workspace + "/archive/" + (archived.first ?? "")) == csv)
        #expect(Files.all(below: rig.workspace + "/inbox").isEmpty)
        #expect(Files.all(below: rig.workspace + "/work").isEmpty)
    }

    @Test func `the same file under another name is a duplicate and is not processed`() throws {
        let rig = try Rig()
        let orders = [TestOrder].random(5, seed: 2)
        try rig.drop(orders.csv)
        try rig.night()
        let results = rig.resultBytes()
        try rig.drop(orders.csv, as: "again.csv")
        #expect(try rig.night().code == 0)
        let input = try #require(try rig.manifest()["inputs"]?.array?.first)
        #expect(input["name"]?.string == "again.csv")
        #expect(input["duplicate_of"]?.string == "orders.csv")
        #expect(rig.resultBytes() == results)
        #expect(Files.all(below: rig.workspace + "/archive").count == 2)
        try TruthChecker(rig, orders).check()
    }

    @Test func `an order that was sent and comes again: equal is a duplicate, changed is a conflict, and neither is sent`() throws
    {
        let rig = try Rig()
        let orders = [TestOrder].random(4, seed: 3)
        try rig.drop(orders.csv)
        try rig.night()
        var changed = orders[1]
        changed.lines[0].quantity += 1
        try rig.drop([orders[0], changed].csv, as: "later.csv")
        #expect(try rig.night().code == 3)
        #expect(try rig.posts().count == 4)
        #expect(try rig.states()["SO-1"]?.sorted() == ["complete", "duplicate"])
        #expect(try rig.states()["SO-2"]?.sorted() == ["complete", "conflict"])
        try TruthChecker(rig, orders + [orders[0], changed]).check()
    }

    @Test func `the same key twice in one file: equal is a duplicate, changed refuses both`() throws {
        let rig = try Rig()
        let orders = [TestOrder].random(4, seed: 4)
        var changed = orders[3]
        changed.lines[0].price += 1
        // Rows of an order are contiguous, so the repetitions stand behind other orders.
        let all = orders + [orders[0], changed]
        try rig.drop(all.csv)
        #expect(try rig.night().code == 3)
        let states = try rig.states()
        if states["SO-1"]?.contains("invalid") == true {
            #expect(try rig.posts().count < 4, "an order whose rows stand apart is an error")
        } else {
            #expect(states["SO-1"]?.sorted() == ["complete", "duplicate"])
            #expect(states["SO-4"] == ["conflict", "conflict"])
        }
        try TruthChecker(rig, all).check()
    }

    @Test func `an order that is corrected after a mistake is sent under the same key`() throws {
        let rig = try Rig()
        var orders = [TestOrder].random(3, seed: 5)
        let good = orders[1]
        orders[1].lines[0].rate = 8
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 3)
        #expect(try rig.states()["SO-2"] == ["invalid"])
        try rig.drop([good].csv, as: "fixed.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.states()["SO-2"]?.sorted() == ["complete", "invalid"])
        #expect(try rig.posts().count == 3)
        try TruthChecker(rig, orders + [good]).check()
    }

    @Test func `an invoice and its credit note in one file: the note follows in the same run`() throws {
        let rig = try Rig()
        let orders = [
            TestOrder("CN-1", lines: [(1, 50, 7)], cells: ["kind": "credit_note", "reference": "SO-1"]),
            TestOrder("SO-1", lines: [(1, 100, 7)]),
        ]
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(try rig.states() == ["SO-1": ["complete"], "CN-1": ["complete"]])
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.posts().map { $0["information"]?.string } == ["SO-1", "CN-1"])
        try TruthChecker(rig, orders).check()
    }

    @Test func `the limit is kept in every second, with a burst`() throws {
        let rig = try Rig(perSecond: 20, concurrency: 8, options: ["--rate", "20"])
        try rig.configure(["rate": ["perSecond": 20, "burst": 5]])
        let orders = [TestOrder].random(70, seed: 6)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().allSatisfy { $0["status"]?.integer == 200 })
        try TruthChecker(rig, orders).check()
    }
}
