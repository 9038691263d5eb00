import JSONText
import Testing

/// What `--max-rejects` and `--plan` keep back.
extension EndToEndTests {
    @Test func `too much that is invalid holds back the voids of the batch, too`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 0)
        var orders = [TestOrder("SO-2"), TestOrder("SO-3")]
        orders[1].lines[0].quantity = 0
        try rig.drop(orders.csv)
        try rig.drop("order_id,kind,void_kind,reason\nSO-1,void,invoice,Pedido duplicado por error\n", as: "voids.csv")
        let held = try rig.run("run", "--wait", "0s", "--max-rejects", "0")
        #expect(held.code == 3, "\(held.err)")
        #expect(try rig.posts().count == 1)
        #expect(try rig.truth().allSatisfy { $0["operation"]?.string != "void" })
        #expect(try rig.run("run", "--wait", "30s").code == 0)
        #expect(try Set(rig.states()["SO-1"] ?? []) == ["voided"])
    }

    @Test func `a run that died after it took the batch in counts for the next one's --max-rejects`() throws {
        let rig = try Rig()
        var orders = [TestOrder("SO-1"), TestOrder("SO-2")]
        orders[1].lines[0].quantity = 0
        try rig.drop(orders.csv)
        #expect(try rig.run("run", "--wait", "0s", "--max-rejects", "0").code == 3)
        // As if it had been killed before its manifest was written.
        try Database.change(
            rig.ledger,
            "UPDATE run SET manifest_sha256 = NULL, finished_at = NULL, exit_code = NULL")
        #expect(try rig.run("run", "--wait", "0s", "--max-rejects", "0").code == 3)
        #expect(try rig.posts().isEmpty)
        #expect(try rig.states()["SO-1"] == ["queued"])
    }

    @Test func `a plan is refused while work holds a file that an earlier run left`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        Files.makeFolder(rig.workspace + "/work")
        try Files.write([TestOrder("SO-2")].csv, to: rig.workspace + "/work" + "/left.csv")
        #expect(try rig.run("plan", "--out", rig.workspace + "/plan.json").code == 0)
        let refused = try rig.run("run", "--wait", "0s", "--plan", rig.workspace + "/plan.json")
        #expect(refused.code == 2 && refused.err.contains("work/left.csv"), "\(refused.err)")
        #expect(try rig.posts().isEmpty)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 2)
    }
}
