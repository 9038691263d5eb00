import JSONText
import Testing

/// A PROFORM's life, the built program against the built sandbox (rulebook 1.1, 9).
extension EndToEndTests {
    private func proforma(_ id: String, price: Int = 100, _ cells: [String: String] = [:]) -> TestOrder {
        TestOrder(id, lines: [(1, price, 7)], cells: ["mode": "PROFORM"].merging(cells) { _, new in new })
    }

    @Test func `a PROFORM is never sent, changes by being dropped again, and is promoted once`() throws {
        let rig = try Rig()
        try rig.drop([proforma("P-1"), proforma("P-2")].csv)
        #expect(try rig.night().code == 0)
        try rig.drop([proforma("P-1", price: 250)].csv, as: "changed.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.states() == ["P-1": ["proforma", "proforma"], "P-2": ["proforma"]])
        #expect(try rig.posts().isEmpty)
        let promoted = try rig.run("promote", "P-1")
        #expect(promoted.code == 0, "\(promoted.err)")
        #expect(try rig.posts().isEmpty, "promote queues, the next run sends")
        #expect(try rig.states()["P-1"]?.sorted() == ["proforma", "queued"])
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().map { $0["total"]?.scalarText } == ["267.50"])
        #expect(try rig.states()["P-1"]?.sorted() == ["complete", "proforma"])
        #expect(try rig.run("promote", "P-1").code == 2)
        #expect(try rig.run("promote", "NADIE").code == 2)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 1)
    }

    @Test func `an order of mode DGI under the same key turns a PROFORM into DGI`() throws {
        let rig = try Rig()
        try rig.drop([proforma("P-1")].csv)
        try rig.night()
        try rig.drop([TestOrder("P-1")].csv, as: "dgi.csv")
        #expect(try rig.night().code == 0)
        let documents = try rig.results().flatMap(\.documents)
        let new = try #require(documents.first { $0["mode"]?.string == "DGI" })
        let old = try #require(documents.first { $0["mode"]?.string == "PROFORM" })
        #expect(new["state"]?.string == "complete")
        #expect(new["replaces"] == old["id"])
        #expect(old["replaced_by"] == new["id"])
        #expect(try rig.posts().count == 1)
    }

    @Test func `what can't be a DGI document isn't promoted, and says why`() throws {
        let rig = try Rig()
        try rig.drop([proforma("P-1", ["kind": "credit_note"])].csv)
        #expect(try rig.night().code == 0)
        let refused = try rig.run("promote", "P-1")
        #expect(refused.code == 2)
        #expect(refused.err.contains("PB-REF-01"))
        #expect(try rig.states() == ["P-1": ["proforma"]])
    }

    @Test func `a promoted note waits for its invoice and goes out in the same run`() throws {
        let rig = try Rig()
        try rig.drop([proforma("CN-1", ["kind": "credit_note", "reference": "SO-1"])].csv)
        try rig.night()
        #expect(try rig.run("promote", "CN-1").code == 0)
        try rig.drop([TestOrder("SO-1")].csv, as: "invoice.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": 2])
    }

    @Test func `delete removes a PROFORM and frees its key, and refuses a DGI document by naming void`() throws {
        let rig = try Rig()
        try rig.drop([proforma("P-1"), TestOrder("SO-1")].csv)
        try rig.night()
        let refused = try rig.run("delete", "SO-1")
        #expect(refused.code == 2)
        #expect(refused.err.contains("pacbatch void SO-1"), "\(refused.err)")
        #expect(try rig.run("delete", "NADIE").code == 2)
        let removed = try rig.run("delete", "P-1")
        #expect(removed.code == 0, "\(removed.err)")
        #expect(try rig.run("delete", "P-1").code == 2)
        #expect(try rig.run("promote", "P-1").code == 2)
        let line = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "P-1" })
        #expect(line["faults"]?.array?.contains { $0["code"]?.string == "PB-KEY-06" } == true)
        #expect(!(try rig.run("status", "--json").out.contains("PROFORM")))
        try rig.drop([TestOrder("P-1")].csv, as: "again.csv")
        #expect(try rig.night().code == 0)
        let new = try #require(
            try rig.results().flatMap(\.documents).first { $0["mode"]?.string == "DGI" && $0["order_id"] == "P-1" })
        #expect(new["state"]?.string == "complete")
        #expect(new["replaces"] == .null)
    }
}
