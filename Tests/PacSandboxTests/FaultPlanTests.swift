import JSONText
import PacSandbox
import Testing

/// Which requests meet a fault: by rate, number, content and times; the same seed gives the same.
struct FaultPlanTests {
    private func struck(_ sandbox: SandboxUnderTest, count: Int) throws -> [Int] {
        try (1...count).filter { try sandbox.post(Payloads.numbered($0)).status == 500 }
    }

    private func sandbox(seed: UInt64, _ rules: [FaultRule]) throws -> SandboxUnderTest {
        try SandboxUnderTest { settings, _ in
            settings.seed = seed
            settings.faults = rules
            settings.postsPerSecond = nil
        }
    }

    @Test func `a rate strikes about its share, and the same ones for the same seed`() throws {
        let rules = try FaultRule.rules(argument: "500-after-commit=0.25")
        let first = try struck(try sandbox(seed: 7, rules), count: 200)
        #expect((30...70).contains(first.count))
        #expect(try struck(try sandbox(seed: 7, rules), count: 200) == first)
        #expect(try struck(try sandbox(seed: 8, rules), count: 200) != first)
    }

    @Test func `a file names requests by number, content and times`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            // comments are allowed
            {"faults": [
              {"fault": "500-after-commit", "nth": [2, 5]},
              {"fault": "500-before-commit", "match": {"numeration": "0000000004"}},
              {"fault": "500-before-commit", "match": {"text": "\\"0000000007\\""}, "times": 1},
              {"fault": "500-before-commit", "match": {"information": "SO-1"}, "times": 1},
            ]}
            """, as: "faults.json")
        let rules = try FaultRule.rules(argument: path)
        #expect(rules.count == 4)
        // Number 1 by its notes, 2 by its number among those taken (3, 5), …
        #expect(try struck(try sandbox(seed: 1, rules), count: 9) == [1, 3, 4, 7, 8])
    }

    @Test func `a fault at the gate is matched by a body that nobody has judged`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            {"faults": [
              {"fault": "429", "match": {"numeration": "0000000003"}, "times": 1},
              {"fault": "401", "match": {"text": "\\"0000000005\\""}},
              {"fault": "403", "match": {"information": "SO-1"}, "times": 1}
            ]}
            """, as: "faults.json")
        let sandbox = try sandbox(seed: 1, try FaultRule.rules(argument: path))
        let statuses = try [1, 2, 3, 3, 4, 5, 5].map { try sandbox.post(Payloads.numbered($0)).status }
        #expect(statuses == [403, 200, 429, 200, 200, 401, 401])
    }

    @Test(arguments: [
        "nothing=0.1", "close-after-commit=2", "close-after-commit=-1", "close-after-commit=x", "close-after-commit=",
        "other:close-after-commit=1", "post:pdf-html=1", "get:dgi-reject=1", "webhook:close-after-commit=1",
    ])
    func `what is no fault or no rate is refused`(argument: String) {
        #expect(throws: SandboxError.self) { try FaultRule.rules(argument: argument) }
    }

    @Test(arguments: [
        #"{"faults": [{"fault": "nothing"}]}"#, #"{"faults": [{"fault": "refuse", "when": 1}]}"#, #"{"fault": []}"#,
        #"{"faults": [{"fault": "refuse", "rate": 1.5}]}"#, #"{"faults": [{"fault": "refuse", "on": "posts"}]}"#, "{",
    ])
    func `a file of rules is read strictly`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, as: "faults.json")
        #expect(throws: SandboxError.self) { try FaultRule.rules(argument: path) }
    }

    @Test func `a fault can be played on other calls`() throws {
        let sandbox = try SandboxUnderTest(["get:503-after-commit", "check-digit:close-before-commit", "list:429-hour"])
        let id = try sandbox.accepted(Payloads.invoice)
        #expect(try sandbox.call("GET", "/invoices/\(id)?idCompany=\(SandboxUnderTest.company)").status == 503)
        #expect(try sandbox.call("GET", "/check-digit?ruc=8-442-445&type=1").ending == .closed)
        #expect(try sandbox.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)").headers["retry-after"] == "3600")
    }
}
