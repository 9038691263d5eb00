import JSONText
import SchemaCheck
import Testing

/// What every command that looks at documents or changes them prints with `--json` fits its schema of docs/schemas/.
extension EndToEndTests {
    /// Runs a command with `--json`; every line that it prints, or with `lines: nil` all of it, must fit the schema.
    @discardableResult
    private func published(
        _ schema: String, _ rig: Rig, _ words: String..., exit code: Int32 = 0, lines: Int? = 1
    ) throws -> [JSONValue] {
        let ended = try rig.run(words + ["--json"])
        #expect(ended.code == code, "\(words): \(ended.err)")
        let check = SchemaCheck(
            root: try JSONParser.parse(Files.bytes("\(Files.project)/docs/schemas/\(schema).schema.json") ?? []))
        let values = try lines == nil ? [JSONParser.parse(ended.out)] : Files.jsonLinesOf(ended.out)
        #expect(values.count == lines ?? 1, "\(words)")
        for value in values { #expect(check.problems(in: value) == [], "\(words)") }
        return values
    }

    /// A night with an order of every fate: complete, in doubt twice, invalid, a PROFORM and a duplicate.
    private func nightOfEverything() throws -> Rig {
        let rig = try Rig(
            faults: [
                #"{"fault": "close-after-commit", "match": {"information": "LOST-1"}, "times": 1}"#,
                #"{"fault": "close-before-commit", "match": {"information": "LOST-2"}, "times": 1}"#,
            ],
            concurrency: 1, pac: ["timeout": 2])
        let orders = [
            TestOrder("SO-1"), TestOrder("LOST-1"), TestOrder("SO-2"), TestOrder("LOST-2"),
            TestOrder("BAD-1", lines: [(1, 1, 8)]),
            TestOrder("P-1", cells: ["mode": "PROFORM"]), TestOrder("P-2", cells: ["mode": "PROFORM"]),
        ]
        try rig.drop(orders.csv)
        try published("run", rig, "run", "--wait", "0s", exit: 4)
        return rig
    }

    @Test func `commands that look print what their schemas say`() throws {
        let rig = try nightOfEverything()
        try published("status", rig, "status")
        for order in ["SO-1", "LOST-1", "BAD-1", "P-1"] {
            try published("show", rig, "show", order)
            try published("why", rig, "why", order)
        }
        try published("why", rig, "why", "orders.csv")
        try published("trace", rig, "trace", "SO-1")
        let listed = try published("indoubt", rig, "indoubt", "list")
        #expect(listed.first?["documents"]?.array?.count == 2)
        try published("verification", rig, "verify")
        try published("run", rig, "report")
        let month = try #require(listed.first?["documents"]?.array?.first?["issue_date"]?.string?.prefix(7))
        try published("period", rig, "report", "--period", String(month))
        try published("keys", rig, "keys")
        try published("doctor", rig, "doctor")
        try rig.drop([TestOrder("SO-3"), TestOrder("SO-1")].csv, as: "more.csv")
        try published("plan", rig, "plan", "--offline", exit: 4, lines: nil)
    }

    @Test func `commands that change documents print what their schemas say`() throws {
        let rig = try nightOfEverything()
        let queued = try published(
            "indoubt-resolve", rig, "indoubt", "resolve", "LOST-2", "--not-received", "--evidence", "portal")
        #expect(queued.first?["outcome"]?.string == "queued")
        #expect(queued.first?["document"]?["state"]?.string == "queued")
        let landed = try rig.posts().filter { $0["committed"]?.bool == true }.compactMap { $0["id"]?.string }
        try #require(landed.count == 3)
        for (id, outcome) in [("NOBODYS", "unknown-id"), (landed[0], "different"), (landed[1], "adopted")] {
            let told = try published(
                "indoubt-resolve", rig, "indoubt", "resolve", "LOST-1", "--document-id", id, "--evidence", "portal",
                exit: outcome == "adopted" ? 0 : 2)
            #expect(told.first?["outcome"]?.string == outcome)
        }
        try published("retry", rig, "retry")
        try published("run", rig, "sync", exit: 5)
        let promoted = try published("promote", rig, "promote", "P-1")
        #expect(promoted.first?["document"]?["mode"]?.string == "DGI")
        try published("delete", rig, "delete", "P-2")
        let voided = try published("void", rig, "void", "SO-1", "--reason", "Pedido duplicado por error del sistema")
        #expect(voided.first?["document"]?["state"]?.string == "voided")
        try published("export", rig, "export", "SO-2", "--out", rig.folder + "/evidence")
        try published("notify", rig, "notify", "SO-2", "--to", "a@example.com", "--to", "b@example.com", lines: 2)
        let pdf = try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-2" }?["pdf"]?.string
        Files.remove(rig.workspace + "/" + (pdf ?? "?"))
        try published("verification", rig, "verify", exit: 1)
        try published("verification", rig, "verify", "--repair")
        try published("reconcile", rig, "reconcile", "--evidence", "portal, 21/11 9:15")
    }
}
