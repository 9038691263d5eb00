import JSONText
import Testing

@testable import pacbatch

struct SavedPlanTests {
    private func plan(
        configuration: String = "c", head: String = "h", inputs: [(String, String)] = [("a.csv", "1"), ("b.csv", "2")]
    ) -> SavedPlan {
        SavedPlan(
            configurationHash: configuration, chainHead: head, inputs: inputs.map { SavedPlan.Input(name: $0.0, sha256: $0.1) },
            documents: 7,
            total: "12.50")
    }

    @Test func `a plan comes back from its file as it was`() throws {
        let saved = try #require(SavedPlan(try JSONParser.parse(plan().json.text)))
        #expect(saved.configurationHash == "c")
        #expect(saved.chainHead == "h")
        #expect(saved.inputs == plan().inputs)
        #expect(saved.documents == 7)
        #expect(saved.total == "12.50")
        #expect(saved.changes(to: plan()).isEmpty)
    }

    @Test(
        "a file that holds no plan is none",
        arguments: ["{}", "[]", #"{"schema":"pacbatch.manifest"}"#, #"{"schema":"pacbatch.saved-plan"}"#, "null"])
    func isNone(text: String) throws {
        #expect(SavedPlan(try JSONParser.parse(text)) == nil)
    }

    @Test(
        "whatever has changed is told",
        arguments: [
            (["c", "h", "a.csv=1", "b.csv=2"], []), (["x", "h", "a.csv=1", "b.csv=2"], [SavedPlan.Change.configuration]),
            (["c", "x", "a.csv=1", "b.csv=2"], [.ledger]), (["c", "h", "a.csv=1"], [.inputMissing("b.csv")]),
            (["c", "h", "a.csv=1", "b.csv=9"], [.inputChanged("b.csv")]), (["c", "h", "b.csv=2", "a.csv=1"], []),
            (["c", "h", "a.csv=1", "b.csv=2", "c.csv=3"], [.inputAdded("c.csv")]),
            (["x", "x"], [.configuration, .ledger, .inputMissing("a.csv"), .inputMissing("b.csv")]),
            (["c", "h", "z.csv=1", "b.csv=2"], [.inputAdded("z.csv"), .inputMissing("a.csv")]),
        ])
    func changes(now: [String], changes: [SavedPlan.Change]) {
        let inputs = now.dropFirst(2).map { entry in
            let sides = entry.split(separator: "=").map(String.init)
            return (sides[0], sides[1])
        }
        #expect(plan().changes(to: plan(configuration: now[0], head: now[1], inputs: inputs)) == changes)
    }
}
