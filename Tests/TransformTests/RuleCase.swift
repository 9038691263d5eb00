import Fiscal
import Testing
import Transform

/// One order against one row of the rulebook, and what must become of it.
struct RuleCase: Sendable, CustomTestStringConvertible {
    /// What a case shows of its row.
    enum Sign: String, Sendable, CaseIterable {
        /// What the row allows goes through.
        case positive
        /// What the row forbids is found.
        case negative
        /// The last value on either side.
        case boundary
    }

    let row: String
    let sign: Sign
    let title: String
    var cells = Orders.taxpayer
    var lines = [Orders.chair]
    var registry: [String: String] = [:]
    var company = Orders.acme
    var rules: [String: Severity] = [:]
    var answers: [RucQuestion: RucAnswer] = [:]
    var padAddress = true
    /// Codes of all faults, in their order.
    var codes: [String] = []
    /// Fragments of the payload.
    var contains: [String] = []
    /// What the payload must not hold.
    var lacks: [String] = []
    /// Anything else about the verdict.
    var holds: (@Sendable (JudgedOrder) -> Bool)?

    init(_ row: String, _ sign: Sign, _ title: String) {
        self.row = row
        self.sign = sign
        self.title = title
    }

    var testDescription: String { "\(row) \(sign.rawValue): \(title)" }

    // MARK: Building

    func order(_ cells: [String: String]) -> RuleCase { changing { $0.cells = cells } }
    func with(_ changes: [String: String]) -> RuleCase { changing { $0.cells = $0.cells.with(changes) } }
    func lines(_ lines: [String: String]...) -> RuleCase { changing { $0.lines = lines } }
    func line(_ changes: [String: String]) -> RuleCase { changing { $0.lines = [Orders.chair.with(changes)] } }
    func registry(_ cells: [String: String]) -> RuleCase { changing { $0.registry = cells } }
    func company(_ company: CompanyProfile) -> RuleCase { changing { $0.company = company } }
    func demoted(_ code: String) -> RuleCase { changing { $0.rules[code] = .warning } }
    func answered(_ ruc: String, _ type: RucType, _ answer: RucAnswer) -> RuleCase {
        changing { $0.answers[RucQuestion(ruc: ruc, type: type)] = answer }
    }
    func unpadded() -> RuleCase { changing { $0.padAddress = false } }
    func finds(_ codes: String...) -> RuleCase { changing { $0.codes = codes } }
    func sends(_ fragments: String...) -> RuleCase { changing { $0.contains = fragments } }
    func withholds(_ fragments: String...) -> RuleCase { changing { $0.lacks = fragments } }
    func holds(_ condition: @escaping @Sendable (JudgedOrder) -> Bool) -> RuleCase { changing { $0.holds = condition } }

    private func changing(_ change: (inout RuleCase) -> Void) -> RuleCase {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: Judging

    var verdict: Verdict {
        judge(
            record(cells, lines: lines, registry: registry), companies: [company], rules: rules, padAddress: padAddress,
            answers: answers)
    }
}

func yes(_ row: String, _ title: String) -> RuleCase { RuleCase(row, .positive, title) }
func no(_ row: String, _ title: String) -> RuleCase { RuleCase(row, .negative, title) }
func edge(_ row: String, _ title: String) -> RuleCase { RuleCase(row, .boundary, title) }
