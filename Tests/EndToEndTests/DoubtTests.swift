import JSONText
import Testing

extension EndToEndTests {
    /// Faults after which nobody can say whether the document exists. Order n meets fault n; between two of them lie orders that go well, so that
    /// no three doubts come in a row.
    static let doubtful: [String] =
        ["close", "reset", "500", "503", "502-html", "408", "409", "425", "redirect", "redirect-to-file"].flatMap {
            ["\($0)-before-commit", "\($0)-after-commit"]
        }
        + [
            "empty", "truncated", "not-json", "wrong-content-type", "no-id", "huge", "endless", "invalid-utf8", "duplicate-keys",
            "error-inside",
            "empty-before-commit", "no-id-before-commit", "close-after-headers", "reset-after-headers", "silence-after-commit",
            "silence-before-commit",
            "slow-loris", "silence-after-headers",
        ]

    private func rules(_ names: [String]) -> [String] {
        names.enumerated().map { #"{"fault": "\#($1)", "match": {"information": "BAD-\#($0)"}, "seconds": 30}"# }
    }

    @Test func `an outcome that nobody knows is in doubt, exit 4, and is never sent again`() throws {
        let rig = try Rig(faults: rules(Self.doubtful), concurrency: 1, pac: ["timeout": 1])
        let orders = Self.doubtful.indices.flatMap { [TestOrder("GOOD-\($0)"), TestOrder("BAD-\($0)")] }
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(night.code == 4, "\(night.err)")
        let states = try rig.states()
        for (place, name) in Self.doubtful.enumerated() {
            #expect(states["BAD-\(place)"] == ["in_doubt"], "\(name)")
            #expect(states["GOOD-\(place)"] == ["complete"], "after \(name)")
        }
        try TruthChecker(rig, orders).check()
        try checkDoubtStays(rig)
    }

    /// Every rerun: nothing is sent, exit 4, the same results.
    private func checkDoubtStays(_ rig: Rig) throws {
        let posts = try rig.posts().count
        let results = rig.resultBytes()
        try rig.startSandbox()
        for _ in 0..<2 {
            #expect(try rig.night().code == 4)
            #expect(try rig.posts().count == posts)
            #expect(rig.resultBytes() == results)
        }
    }

    @Test(
        "a connection that dies on being used again sends nothing twice",
        arguments: ["close-on-reuse", "close-on-reuse-after-commit"])
    func reusedConnection(fault: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "nth": [3]}"#], perSecond: 1000, concurrency: 1)
        let orders = [TestOrder].random(12, seed: 7)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 4)
        #expect(try rig.tally() == ["complete": 11, "in_doubt": 1])
        let struck = try rig.posts().filter { $0["fault"]?.string == fault }
        #expect(struck.count == 1)
        #expect(struck.first?["onConnection"]?.integer ?? 0 > 1)
        #expect(try rig.posts().count == 12)
        try TruthChecker(rig, orders).check()
    }

    @Test func `three doubts in a row open the circuit, and the next run goes on`() throws {
        let rig = try Rig(faults: [#"{"fault": "500-before-commit", "rate": 1}"#], concurrency: 1)
        let orders = [TestOrder].random(10, seed: 8)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 4)
        #expect(try rig.posts().count == 3)
        #expect(try rig.tally() == ["in_doubt": 3, "queued": 7])
        try rig.startSandbox()
        #expect(try rig.night().code == 4)
        #expect(try rig.tally() == ["in_doubt": 3, "complete": 7])
        try TruthChecker(rig, orders).check()
    }

    @Test func `an answer with another document's id is in doubt and an alarm`() throws {
        let rig = try Rig(faults: [#"{"fault": "other-id", "nth": [2]}"#], concurrency: 1)
        let orders = [TestOrder].random(5, seed: 9)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 4)
        let doubt = try #require(try rig.results().flatMap(\.documents).first { $0["state"]?.string == "in_doubt" })
        #expect(doubt["faults"]?.array?.contains { $0["code"]?.string == "PB-DOUBT-02" } == true)
        #expect(doubt["document_id"] == .null)
        #expect(try rig.posts().count == 2)
        try TruthChecker(rig, orders).check()
    }
}
