/// What a scenario came to.
public struct Outcome: Sendable {
    /// The seed it was drawn from.
    public let seed: UInt64
    /// The options of `pac-simulation` that play it again.
    public let replay: String
    /// What must not be, each with the invariant's name (reliability.md 2); empty when all is well.
    public internal(set) var violations: [String] = []
    /// What happened, when it was asked for.
    public internal(set) var trace: [String] = []
    /// Runs of the program.
    public internal(set) var nights = 0
    /// Power cuts.
    public internal(set) var cuts = 0
    /// Orders in the files that were dropped.
    public internal(set) var documents = 0
    /// POSTs of which a byte left the machine.
    public internal(set) var posts = 0
    /// Steps that can't be taken back, of each run.
    public internal(set) var steps: [Int] = []
    /// How many documents ended in each state.
    public internal(set) var states: [String: Int] = [:]
    /// Exit code of the last run that ended by itself.
    var exitCode: Int32?

    init(_ scenario: Scenario) {
        seed = scenario.seed
        replay = scenario.replay
    }

    mutating func fail(_ invariant: String, _ text: String) { violations.append("\(invariant): \(text)") }

    /// True when there is no use in going on.
    var isHopeless: Bool { !violations.isEmpty }

    mutating func check(_ body: () throws -> Findings) {
        do {
            let findings = try body()
            violations += findings.violations
            states.merge(findings.states) { $1 }
        } catch {
            fail("I11", "the ledger can't be read: \(error)")
        }
    }
}

/// What a check found.
struct Findings: Sendable {
    var violations: [String] = []
    var states: [String: Int] = [:]
}
