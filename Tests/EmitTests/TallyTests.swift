import Emit
import Fiscal
import Testing

@testable import Ledger

@Suite struct TallyTests {
    @Test(arguments: [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_456, "1234.56"), (-10_000, "-100.00")])
    func `A sum has two decimals`(cents: Int, text: String) {
        #expect(Sum(cents: Int128(cents)).text == text)
    }

    @Test(arguments: [
        (0, "0.00"), (99_999, "999.99"), (100_000, "1,000.00"), (123_456_789, "1,234,567.89"), (-100_000, "−1,000.00"),
    ])
    func `A sum for readers has its thousands apart`(cents: Int, text: String) {
        #expect(Sum(cents: Int128(cents)).groupedText == text)
    }

    @Test func `A sum doesn't overflow where an amount does`() {
        var sum = Sum()
        for _ in 0..<100 { sum += Amount(micros: .max / 10_000 * 10_000) }
        #expect(sum.text == "922337203685477.00")
    }

    @Test func `Counts and sums by state add up to the whole`() {
        var tally = Tally()
        for (index, state) in DocumentState.allCases.enumerated() {
            tally.add(document(index + 1, state: state, total: Int64(index + 1)))
        }
        #expect(tally.byState.map(\.key) == DocumentState.allCases)
        #expect(tally.byState.reduce(0) { $0 + $1.figures.count } == tally.all.count)
        #expect(tally.byState.reduce(into: Sum()) { $0 += $1.figures.total } == tally.all.total)
        #expect(tally[.complete].count == 1)
    }

    @Test func `Adding tallies is adding their documents`() {
        var (left, right, both) = (Tally(), Tally(), Tally())
        left.add(document(1))
        right.add(document(2, company: "beta", kind: .credit_note))
        right.add(document(3, state: .queued))
        for row in [document(1), document(2, company: "beta", kind: .credit_note), document(3, state: .queued)] { both.add(row) }
        left.add(right)
        #expect(left == both)
        #expect(left.byCompany.map(\.key) == ["acme", "beta"])
        #expect(left.byKind.map(\.figures.count) == [2, 1])
    }

    @Test(
        arguments: [
            ("00:100:0;01:200:14", [100, 200, 0, 0]), ("03:1:2", [0, 0, 0, 1]), ("", [0, 0, 0, 0]),
            ("99:1:1;01:x:1;01:5", [0, 0, 0, 0]),
        ])
    func `Amounts by rate are read from the ledger's text`(text: String, nets: [Int]) {
        var tally = Tally()
        tally.add(document(rates: text))
        #expect(tally.all.rates.map(\.net) == nets.map { Sum(cents: Int128($0)) })
    }

    @Test(
        arguments: [
            ([], .accepted), ([.complete, .duplicate, .in_doubt], .accepted), ([.complete, .invalid], .part),
            ([.duplicate, .conflict], .part), ([.invalid, .rejected, .dgi_rejected], .rejected),
        ] as [([DocumentState], FileOutcome)])
    func `A file is accepted, PART or rejected`(states: [DocumentState], outcome: FileOutcome) {
        var tally = Tally()
        for state in states { tally.add(document(state: state)) }
        #expect(FileOutcome(of: tally) == outcome)
    }

    @Test(
        arguments: [
            (.complete, []), (.authorized, [.pdf]), (.accepted, [.authorization, .pdf]),
            (.queued, FiscalRequirement.allCases), (.in_doubt, [.documentID, .cufe, .authorization, .qrURL, .response, .pdf]),
            (.invalid, nil), (.voided, nil), (.duplicate, nil), (.rejected, nil),
        ] as [(DocumentState, [FiscalRequirement]?)])
    func `What a document lacks to be fiscally valid is told exactly`(state: DocumentState, missing: [FiscalRequirement]?) {
        #expect(document(state: state).missingForValidity == missing)
    }

    @Test func `A void request and a pro forma lack nothing, an unknown status isn't success`() {
        #expect(document(state: .invalid, kind: .void).missingForValidity == nil)
        #expect(document(state: .queued, mode: .proform).missingForValidity == nil)
        #expect(document(state: .complete, legalStatus: .unknown("DGI_AUTHORIZED_MAYBE")).missingForValidity == [.authorization])
    }
}
