import Fiscal
import Testing

struct AmountTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("1", 1_000_000), ("12.5", 12_500_000), ("0.000001", 1), ("1.0000000", 1_000_000),
        ("9223372036854.775800", 9_223_372_036_854_775_800), ("007", 7_000_000), ("-1.5", -1_500_000),
    ])
    func `text is read exactly`(text: String, micros: Int64) throws {
        #expect(try Amount(text: text).micros == micros)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "1,5", "1e3", "1e999", "NaN", "0x10", "+1", "1.2.3", "--1", "٣", "\u{2212}1", " 1", "1 ",
    ])
    func `anything but digits and a point is refused`(text: String) {
        #expect(throws: Amount.TextFault.notANumber) { try Amount(text: text) }
    }

    @Test func `more than six decimals and more than the range are told apart`() {
        #expect(throws: Amount.TextFault.tooManyDecimals) { try Amount(text: "0.0000001") }
        #expect(throws: Amount.TextFault.outOfRange) { try Amount(text: "9999999999999") }
    }

    @Test(arguments: [("0.005", "0.01"), ("0.0049", "0.00"), ("6.125", "6.13"), ("-6.125", "-6.13"), ("0.2471", "0.25")])
    func `cents are rounded half up`(text: String, rounded: String) throws {
        #expect(try Amount(text: text).rounded(to: .cents).text(decimals: 2) == rounded)
    }

    @Test func `products are exact before they are rounded`() throws {
        let quantity = try Amount(text: "999999999.999999")
        #expect(quantity.multiplied(by: quantity, roundedTo: .cents) == nil)
        let price = try Amount(text: "0.333333")
        #expect(try Amount(text: "3").multiplied(by: price, roundedTo: .cents)?.text(decimals: 2) == "1.00")
    }

    @Test func `decimals that are needed are counted`() throws {
        #expect(try Amount(text: "100").text(minimumDecimals: 2) == "100.00")
        #expect(try Amount(text: "12.3456").text(minimumDecimals: 2) == "12.3456")
        #expect(try Amount(text: "0.125").decimals == 3)
    }
}

struct FiscalTimeTests {
    @Test(arguments: [
        ("2026-11-20", "2026-11-20T12:00:00-05:00"), ("20/11/2026", "2026-11-20T12:00:00-05:00"),
        ("1/2/2026 07:08", "2026-02-01T07:08:00-05:00"), ("2026-11-20T21:05:31Z", "2026-11-20T16:05:31-05:00"),
        ("2024-02-29 23:59:59", "2024-02-29T23:59:59-05:00"), ("2026-11-20T21:05:31.250-05:00", "2026-11-20T21:05:31-05:00"),
    ])
    func `dates are read as Panama writes them`(text: String, written: String) {
        #expect(FiscalTime(text: text)?.text == written)
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-13-01", "31/04/2026", "2026-11-20T24:00:00", "2026-11-20T", "20-11-2026", "2026-11-20x", "/",
    ])
    func `what is no date is refused`(text: String) {
        #expect(FiscalTime(text: text) == nil)
    }

    @Test func `business days skip the weekend`() throws {
        let friday = try #require(FiscalTime(text: "2026-11-20T10:00:00"))
        #expect(friday.weekday == 4)
        #expect(friday.adding(businessDays: 2).text == "2026-11-24T10:00:00-05:00")
    }
}
