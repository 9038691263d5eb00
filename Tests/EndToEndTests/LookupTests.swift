import JSONText
import Testing

/// The ways out of doubt, with the built programs (guarantees.md, the in-doubt procedure).
extension EndToEndTests {
    /// A night in which `BAD-1` (an invoice) meets a fault between two orders that go well; the look-up is switched on afterwards.
    private func doubtfulNight(_ fault: String, pac: [String: JSONValue] = [:]) throws -> (rig: Rig, orders: [TestOrder]) {
        let rig = try Rig(
            faults: [#"{"fault": "\#(fault)", "match": {"information": "BAD-1"}, "times": 1}"#], concurrency: 1,
            pac: ["timeout": 2])
        let orders = [TestOrder("GOOD-1"), TestOrder("BAD-1"), TestOrder("GOOD-2")]
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 4)
        try rig.configure(pac)
        return (rig, orders)
    }

    @Test("a look-up at the beginning of the next run adopts what landed", arguments: ["byNumber", "byCufe"])
    func lookUpAdopts(way: String) throws {
        let (rig, orders) = try doubtfulNight("close-after-commit", pac: ["lookup": .string(way)])
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 3])
        #expect(try rig.posts().count == 3)
        let adopted = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "BAD-1" })
        let codes = adopted["faults"]?.array?.compactMap { $0["code"]?.string }.filter { $0.hasPrefix("PB-DOUBT") }
        #expect(codes == ["PB-DOUBT-04"])
        try TruthChecker(rig, orders).check()
    }

    @Test func `a run looks up at its end what became doubtful in it, and ends with exit 0`() throws {
        let rig = try Rig(faults: [#"{"fault": "500-after-commit", "nth": [2, 4]}"#], concurrency: 1, pac: ["lookup": "byNumber"])
        let orders = [TestOrder].random(6, seed: 31)
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(night.err.contains("2"))
        #expect(try rig.tally() == ["complete": 6])
        #expect(try rig.posts().count == 6)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a look-up that isn't offered changes nothing`() throws {
        let (rig, orders) = try doubtfulNight(
            "close-after-commit", pac: ["lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1s"])
        try rig.startSandbox(options: ["--lookup", "off"])
        for _ in 0..<3 { #expect(try rig.night().code == 4) }
        #expect(try rig.posts().count == 3)
        try TruthChecker(rig, orders).check()
    }

    @Test func `what provably isn't there goes out once more, with the same bytes`() throws {
        let (rig, orders) = try doubtfulNight(
            "close-before-commit", pac: ["lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1s"])
        let night = try rig.run("run", "--wait", "20s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 3])
        let struck = try rig.posts().filter { $0["fault"] != nil }
        #expect(struck.count == 1)
        let again = try rig.posts().filter { $0["bodySha256"] == struck.first?["bodySha256"] }
        #expect(again.count == 2)
        #expect(again.filter { $0["committed"]?.bool == true }.count == 1)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a list that lags behind proves nothing`() throws {
        let (rig, orders) = try doubtfulNight(
            "close-after-commit", pac: ["lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1s"])
        try rig.startSandbox(faults: [#"{"fault": "lookup-lag", "seconds": 3600}"#])
        #expect(try rig.run("run", "--wait", "5s").code == 4)
        #expect(try rig.posts().count == 3)
        try rig.startSandbox()
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 3)
        try TruthChecker(rig, orders).check()
    }

    // MARK: - The operator

    @Test func `indoubt list gives everything to look a document up by`() throws {
        let (rig, _) = try doubtfulNight("wrong-content-type")
        let listed = try JSONParser.parse(Array(try rig.run("indoubt", "list", "--json").out.utf8))
        let document = try #require(listed["documents"]?.array?.first)
        let sent = try #require(try rig.posts().first { $0["fault"]?.string == "wrong-content-type" })
        for (key, truth) in [
            ("numeration", "numeration"), ("billing_point", "billingPoint"), ("expected_cufe", "cufe"),
            ("document_type", "documentType"),
        ] { #expect(document[key]?.string == sent[truth]?.string, "\(key)") }
        #expect(document["mentioned_ids"]?.array?.first?.string == sent["id"]?.string)
        #expect(document["total"]?.string == "107.00")
        let schema = try JSONParser.parse(Files.bytes(Files.project + "/docs/schemas/indoubt.schema.json") ?? [])
        let keys = try #require(schema["$defs"]?["document"]?["properties"]?.object?.keys)
        #expect(Set(document.object?.keys ?? []) == Set(keys))
        let text = try rig.run("indoubt", "list")
        #expect(text.code == 0)
        #expect(text.out.contains("BAD-1") && text.out.contains(document["expected_cufe"]?.string ?? "?"))
        #expect(text.out.contains("indoubt resolve BAD-1 --not-received"))
    }

    @Test func `the operator's id is asked for, compared and adopted`() throws {
        let (rig, orders) = try doubtfulNight("close-after-commit")
        let id = try #require(try rig.posts().first { $0["fault"] != nil }?["id"]?.string)
        let other = try #require(try rig.posts().first { $0["fault"] == nil }?["id"]?.string)
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--document-id", other, "--evidence", "portal").code == 2)
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--document-id", "NOBODYS", "--evidence", "portal").code == 2)
        #expect(try rig.run("indoubt", "resolve", "GOOD-1", "--not-received", "--evidence", "portal").code == 2)
        #expect(try rig.run("indoubt", "resolve", "NOBODY", "--not-received", "--evidence", "portal").code == 2)
        #expect(try rig.states()["BAD-1"] == ["in_doubt"])
        let resolved = try rig.run("indoubt", "resolve", "BAD-1", "--document-id", id, "--evidence", "portal, 9:15")
        #expect(resolved.code == 0, "\(resolved.err)")
        #expect(try rig.states()["BAD-1"] == ["authorized"], "the results say so at once")
        #expect(try rig.run("show", "BAD-1").out.contains("portal, 9:15"))
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--not-received", "--evidence", "portal").code == 2)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 3)
        try TruthChecker(rig, orders).check()
    }

    @Test func `not received: the same bytes go out once more`() throws {
        let (rig, orders) = try doubtfulNight("close-before-commit")
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--not-received").code == 2, "no evidence")
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--not-received", "--evidence", "the PAC's support").code == 0)
        #expect(try rig.states()["BAD-1"] == ["queued"])
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 4)
        #expect(Set(try rig.posts().compactMap { $0["bodySha256"]?.string }).count == 3)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a mistaken verdict meets the PAC's check of numbers, and stays in doubt instead of being rejected`() throws {
        let (rig, orders) = try doubtfulNight("close-after-commit")
        #expect(try rig.run("indoubt", "resolve", "BAD-1", "--not-received", "--evidence", "a mistake").code == 0)
        try rig.startSandbox(faults: [#"{"fault": "duplicate-number", "rate": 1}"#])
        #expect(try rig.night().code == 4)
        #expect(try rig.states()["BAD-1"] == ["in_doubt"])
        try rig.configure(["lookup": "byNumber"])
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": 3])
        try TruthChecker(rig, orders).check()
    }

    // MARK: - retry

    @Test func `retry takes what lies outside the data, and says what it leaves alone`() throws {
        let (rig, _) = try doubtfulNight("close-after-commit")
        try rig.drop(
            [
                TestOrder("NOTE-1", cells: ["kind": "credit_note", "reference": "LATE-1"]),
                TestOrder("WRONG-1", lines: [(1, 100, 8)]),
            ].csv,
            as: "notes.csv")
        #expect(try rig.night().code == 4)
        #expect(try rig.states()["NOTE-1"] == ["invalid"])
        try rig.drop([TestOrder("LATE-1")].csv, as: "late.csv")
        try rig.night()
        #expect(try rig.run("retry", "--company", "nobody").code == 2)
        let asked = try rig.run("retry", "--json")
        let answer = try JSONParser.parse(Array(asked.out.utf8))
        #expect(answer["queued"]?.array?.map { $0["order_id"]?.string } == ["NOTE-1"])
        let refused = Dictionary(
            uniqueKeysWithValues: (answer["refused"]?.array ?? []).map {
                ($0["order_id"]?.string ?? "", $0["reason"]?.string ?? "")
            })
        #expect(refused == ["BAD-1": "in-doubt", "WRONG-1": "data"])
        #expect(try rig.states()["NOTE-1"] == ["waiting"])
        try rig.night()
        #expect(try rig.states()["NOTE-1"] == ["complete"])
        #expect(try rig.posts().filter { $0["fault"] != nil }.count == 1)
        let nothing = try rig.run("retry", "--state", "complete")
        #expect(nothing.code == 0 && nothing.out.contains("GOOD-1"))
    }

    @Test func `what the PAC refused stays refused, whatever retry is asked`() throws {
        let rig = try Rig(faults: [#"{"fault": "pac-reject", "nth": [1]}"#], concurrency: 1)
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2")].csv)
        #expect(try rig.night().code == 3)
        for options in [[], ["--state", "rejected"], ["--since", "1h"], ["--code", "PB-PAC-01"]] {
            let answer = try JSONParser.parse(Array(try rig.run(["retry", "--json"] + options).out.utf8))
            #expect(answer["queued"]?.array == [])
            #expect(answer["refused"]?.array?.first?["reason"]?.string == "terminal", "\(options)")
        }
        try rig.night()
        #expect(try rig.posts().count == 2)
    }
}
