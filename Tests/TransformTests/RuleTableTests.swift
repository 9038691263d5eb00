import Fiscal
import Testing
import Transform

/// Rulebook 1 to 6, row by row: codes and payload fragments.
struct RuleTableTests {
    static let all: [RuleCase] =
        RuleCases.modes + RuleCases.receiver + RuleCases.party + RuleCases.lines + RuleCases.totals + RuleCases.header
        + RuleCases.notes

    /// The rulebook's rows.
    static let rows = [
        "1.1", "1.2", "1.3", "1.4", "1.5",
        "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8",
        "3.1", "3.2", "3.3", "3.4", "3.5",
        "4.1", "4.2", "4.3", "4.4", "4.5",
        "5.1", "5.2", "5.3", "5.4", "5.5",
        "6.1", "6.2", "6.3", "6.4", "6.5", "6.6",
    ]

    @Test(arguments: all)
    func `an order comes to what its row says`(example: RuleCase) {
        let verdict = example.verdict
        #expect(verdict.codes == example.codes)
        for fragment in example.contains { #expect(verdict.payload.contains(fragment), "\(verdict.payload)") }
        for fragment in example.lacks { #expect(!verdict.payload.contains(fragment), "\(verdict.payload)") }
        #expect(verdict.payload.isEmpty != verdict.judged.isValid, "a payload exactly where nothing blocks")
        if let holds = example.holds { #expect(holds(verdict.judged)) }
    }

    @Test(arguments: rows, RuleCase.Sign.allCases)
    func `every row has a case of each sign`(row: String, sign: RuleCase.Sign) {
        #expect(Self.all.contains { $0.row == row && $0.sign == sign })
    }

    @Test func `no case speaks of a row that isn't there`() {
        #expect(Set(Self.all.map(\.row)) == Set(Self.rows))
        #expect(Set(Self.all.map(\.testDescription)).count == Self.all.count)
    }
}

enum RuleCases {}
