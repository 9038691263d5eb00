import Fiscal
import SeededRandom
import Testing

struct TotalsTests {
    private static func amount(_ text: String) throws -> Amount { try Amount(text: text) }

    private static func line(
        _ quantity: String, _ price: String, discount: String = "0", _ rate: ItbmsRate, transport: String = "0",
        insurance: String = "0"
    ) throws -> LineAmounts {
        try #require(
            LineAmounts(
                quantity: amount(quantity), unitPrice: amount(price), discountRate: amount(discount), rate: rate,
                transport: amount(transport), insurance: amount(insurance)))
    }

    private static func totals(of lines: [LineAmounts]) throws -> DocumentTotals {
        var totals = DocumentTotals()
        for line in lines {
            let isAdded = totals.add(line)
            try #require(isAdded)
        }
        return totals
    }

    /// The rounded values of a real document (dgi.md 5.2): tax rates times nets that aren't ties.
    @Test(arguments: [
        ("12.25", "0.86"), ("11.55", "0.81"), ("3.53", "0.25"), ("6.79", "0.48"), ("0.50", "0.04"), ("0.07", "0.00"),
    ])
    func `ITBMS is rounded half up on the line`(net: String, tax: String) throws {
        let line = try Self.line("1", net, .seven)
        #expect(line.itbms.text(decimals: 2) == tax)
        #expect(line.total.micros == line.net.micros + line.itbms.micros)
    }

    @Test(arguments: [
        ("10.00", "0.1", "1.0000"), ("0.33335", "0.1", "0.0333"), ("0.3335", "0.1", "0.0334"), ("0.3345", "0.1", "0.0335"),
        ("5", "1", "5.0000"), ("0.00005", "1", "0.00005"), ("12.3456", "0", "0.0000"), ("0", "0.5", "0.0000"),
    ])
    func `the discount is per unit, half up to four decimals, at most the price`(price: String, rate: String, discount: String)
        throws
    {
        #expect(try LineAmounts.discount(unitPrice: Self.amount(price), rate: Self.amount(rate)) == Self.amount(discount))
    }

    @Test func `the line is computed from the discount that goes out`() throws {
        // 1000 × (0.3335 − 0.0334); with the discount unrounded (0.03335) it would be 300.15.
        let line = try Self.line("1000", "0.3335", discount: "0.1", .fifteen)
        #expect(line.discount.text(decimals: 4) == "0.0334")
        #expect(line.net.text(decimals: 2) == "300.10")
        #expect(line.itbms.text(decimals: 2) == "45.02")
        #expect(line.total.text(decimals: 2) == "345.12")
    }

    @Test func `transport and insurance are amounts of the line and carry no tax`() throws {
        let line = try Self.line("3", "10", .seven, transport: "5.50", insurance: "1.25")
        #expect(line.itbms.text(decimals: 2) == "2.10")
        #expect(line.total.text(decimals: 2) == "38.85")
    }

    @Test func `totals are sums of the rounded lines, by rate too`() throws {
        let totals = try Self.totals(of: [
            Self.line("1", "0.50", .seven), Self.line("1", "0.50", .seven), Self.line("2", "4.995", .ten),
            Self.line("1", "3.33", .fifteen), Self.line("1", "1.00", .exempt, transport: "0.10"),
        ])
        // Two lines of 0.035 each round up to 0.04: the sum is 0.08, not the 0.07 of the summed net.
        #expect(totals[.seven].tax.text(decimals: 2) == "0.08")
        #expect(totals[.ten].net.text(decimals: 2) == "9.99" && totals[.ten].tax.text(decimals: 2) == "1.00")
        #expect(totals[.exempt].tax == .zero && totals[.exempt].net.text(decimals: 2) == "1.00")
        #expect(totals.net.text(decimals: 2) == "15.32")
        #expect(totals.itbms.text(decimals: 2) == "1.58")
        #expect(totals.transport.text(decimals: 2) == "0.10")
        #expect(totals.total.text(decimals: 2) == "17.00")
        #expect(totals.lineCount == 5)
    }

    @Test(arguments: [
        (RetentionCode.professionalServices, "7.01"), (.saleToTheState, "3.51"), (.nonDomiciled, "7.01"), (.purchase, "3.51"),
        (.affiliatedCommerce, "3.51"), (.other, "0.00"),
    ])
    func `retention is a share of the ITBMS, half up`(code: RetentionCode, amount: String) throws {
        let totals = try Self.totals(of: [Self.line("1", "100.14", .seven)])
        #expect(totals.itbms.text(decimals: 2) == "7.01")
        #expect(totals.retention(code)?.text(decimals: 2) == amount)
    }

    @Test(arguments: [
        ("107.00", true), ("107.01", true), ("106.99", true), ("107.02", false), ("106.98", false), ("107.010001", false),
    ])
    func `a control total may be a cent off`(stated: String, agrees: Bool) throws {
        let totals = try Self.totals(of: [Self.line("1", "100", .seven)])
        #expect(totals.agrees(withControlTotal: try Self.amount(stated)) == agrees)
    }

    @Test func `the limits are nine and eleven digits, and beyond the range there is no amount`() throws {
        #expect(try Self.line("1", "999999999.99", .exempt).isWithinLimits)
        #expect(try !Self.line("1", "999999999.99", .exempt, transport: "0.01").isWithinLimits)
        let most = try Self.amount("999999999.999999")
        #expect(LineAmounts(quantity: most, unitPrice: most, discountRate: .zero, rate: .exempt) == nil)
        var totals = DocumentTotals()
        let line = try Self.line("999", "1000000000", .exempt)
        while totals.add(line) {}
        #expect(!totals.isWithinLimits && totals.lineCount == 9)
        #expect(totals.total == totals.net)
    }

    @Test(arguments: 1...10)
    func `sums and shares always agree`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var totals = DocumentTotals()
        for _ in 0..<200 {
            let line = try #require(
                LineAmounts(
                    quantity: Amount(micros: .random(in: 1...50_000_000, using: &random)),
                    unitPrice: Amount(micros: .random(in: 0...900_000_000, using: &random)),
                    discountRate: Amount(micros: .random(in: 0...1_000_000, using: &random)),
                    rate: ItbmsRate.allCases.randomElement(using: &random) ?? .exempt))
            #expect(line.net >= .zero && line.net.decimals <= 2 && line.itbms.decimals <= 2 && line.discount.decimals <= 4)
            let isAdded = totals.add(line)
            #expect(isAdded)
        }
        let shares = ItbmsRate.allCases.map { totals[$0] }
        #expect(shares.reduce(0) { $0 + $1.net.micros } == totals.net.micros, "seed \(seed)")
        #expect(shares.reduce(0) { $0 + $1.tax.micros } == totals.itbms.micros, "seed \(seed)")
        #expect(totals.net.micros + totals.itbms.micros == totals.total.micros, "seed \(seed)")
    }

    @Test(arguments: 1...10)
    func `products are the same in 64 and in 128 bits`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let left = Int64.random(in: -4_000_000_000...4_000_000_000, using: &random)
            let right = Int64.random(in: -4_000_000_000...4_000_000_000, using: &random)
            let unit: Int128 = 10_000_000_000
            let product = Int128(left) * Int128(right)
            let cents = (product.magnitude + UInt128(unit) / 2) / UInt128(unit)
            let expected = Int64(cents) * 10_000 * (product < 0 ? -1 : 1)
            #expect(
                Amount(micros: left).multiplied(by: Amount(micros: right), roundedTo: .cents)?.micros == expected,
                "seed \(seed): \(left) × \(right)")
        }
    }
}
