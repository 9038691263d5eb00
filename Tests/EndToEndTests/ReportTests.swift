import JSONText
import Testing

/// `report` and `run --max-rejects` over a real night.
struct ReportTests {
    @Test func `a run and its month are told again, and the run's own page stays as it was`() throws {
        let rig = try Rig()
        let orders = [TestOrder].random(6, seed: 31)
        try rig.drop(orders.csv)
        try rig.night()
        let before = Files.all(below: rig.workspace + "/reports")
        let again = try rig.run("report", "--json")
        #expect(again.code == 0)
        let head = try JSONParser.parse(again.out)
        #expect(head["documents"]?["complete"]?.integer == 6 && head["traffic"]?["writes"]?.integer == 6)
        let run = try #require(head["run_id"]?.string)
        let names = Set(Files.all(below: rig.workspace + "/reports"))
        #expect(names.subtracting(before).count == 1 && names.contains { $0.hasSuffix("run-\(run).now.html") })
        #expect(try rig.run("report", "--run", "nothing").code == 2)
        let date = try #require(try rig.results().first?.documents.first?["issue_date"]?.string)
        let period = String(date.prefix(7))
        let month = try rig.run("report", "--period", period, "--json")
        let json = try JSONParser.parse(month.out)
        #expect(month.code == 0 && json["settled"]?.bool == true)
        #expect(json["authorized"]?["count"]?.integer == orders.count)
        #expect(Files.all(below: rig.workspace + "/reports").contains { $0.hasSuffix("period-\(period).html") })
        #expect(try rig.posts().count == 6)
    }

    @Test func `too much that is invalid holds everything back, and a run without the limit sends what is good`() throws {
        let rig = try Rig()
        var orders = [TestOrder].random(4, seed: 32)
        orders[1].lines[0].quantity = 0
        try rig.drop(orders.csv)
        let held = try rig.run("run", "--wait", "0s", "--max-rejects", "24%")
        #expect(held.code == 3)
        #expect(try rig.posts().isEmpty)
        #expect(try rig.tally()["queued"] == 3)
        #expect(try rig.run("run", "--wait", "0s", "--max-rejects", "0").code == 0)
        #expect(try rig.posts().count == 3)
    }

    @Test func `as much as the limit allows is sent`() throws {
        let rig = try Rig()
        var orders = [TestOrder].random(4, seed: 33)
        orders[1].lines[0].quantity = 0
        try rig.drop(orders.csv)
        #expect(try rig.run("run", "--wait", "0s", "--max-rejects", "25%").code == 3)
        #expect(try rig.posts().count == 3)
    }
}
