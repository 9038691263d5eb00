import Testing

@testable import PacSandbox

/// The simulator's own RUC check digits, CUFE and arithmetic against published vectors (dgi.md 2.2, 3.3, 5.1).
struct VectorTests {
    @Test(arguments: [
        ("45400-2-299934", "09"), ("138-289-35920", "04"), ("2679372-1-844914", "73"), ("155627992-2-2016", "72"),
        ("155631118-2-2016", "58"), ("434-15-93796", "22"), ("630-483-123250", "16"), ("521-136-113133", "02"),
        ("637793-1-457490", "00"), ("8957-256-92193", "38"), ("25046169-3-2021", "40"), ("155646463-2-2017", "86"),
        ("155596713-2-2015", "59"), ("32977-27-249966", "39"), ("61302-14-123411", "22"), ("1102-85-117211", "95"),
        ("64296-75-357434", "00"), ("8-NT-1-13656", "43"),
    ])
    func `juridical RUCs have the published check digits`(ruc: String, digits: String) {
        #expect(RucForm(ruc, type: 2)?.checkDigits == digits)
    }

    @Test(arguments: [
        ("8-442-445", "08"), ("8-713-2230", "11"), ("PE-10-442", "50"), ("N-45-832", "58"), ("E-12-342", "10"),
        ("E-8-127702", "16"), ("8AV-1-196", "90"), ("13PI-1-196", "58"), ("8-NT-1-24", "33"), ("1AV-432-658", "31"),
        ("PE-3824-00523", "93"),
    ])
    func `natural RUCs have the published check digits`(ruc: String, digits: String) {
        #expect(RucForm(ruc, type: 1)?.checkDigits == digits)
    }

    @Test(arguments: [
        ("14-1-1", 1), ("0-1-1", 1), ("8-12345-1", 1), ("8-1-1234567890", 1), ("X-1-1", 1), ("8AX-1-1", 1), ("8-1", 1), ("", 1),
        ("8-442-445-1", 1), ("PE-10-442", 2), ("1234567890-1-1", 2), ("8NT-1-24", 2), ("14-NT-1-1", 2), ("8-nt-1-1", 2),
    ])
    func `what isn't a RUC of the type has no form`(ruc: String, type: Int) {
        #expect(RucForm(ruc, type: type) == nil)
    }

    @Test(arguments: [
        "FE01200000045400-2-299934-0900002022050500000000389990117686690628",
        "FE0120000000138-289-35920-0489172020090301000861280010117979798825",
        "FE01200002679372-1-844914-7300002025051500311570140020317481978892",
        "FE012000000630-483-123250-163OC72025113000005879620040310542847129",
        "FE011000008-PE-3824-00523-2800012017071500000151340010117450183432",
    ])
    func `a CUFE has its form and its check digit, and one changed digit is noticed`(cufe: String) {
        #expect(OwnCufe.hasForm(cufe))
        #expect(OwnCufe.hasCheckDigit(cufe))
        let last = cufe.last?.wholeNumberValue ?? 0
        #expect(!OwnCufe.hasCheckDigit(cufe.dropLast() + "\((last + 1) % 10)"))
        #expect(!OwnCufe.hasForm(String(cufe.dropLast())))
    }

    @Test func `a CUFE is built from its parts`() {
        let cufe = OwnCufe.text(
            documentType: "01", issuer: .init(ruc: "45400-2-299934", rucType: 2, checkDigit: "09"), branch: "0000",
            date: "20220505", numeration: "0000000038", billingPoint: "999", issueType: "01", environment: "1",
            securityCode: "768669062")
        #expect(cufe == "FE01200000045400-2-299934-0900002022050500000000389990117686690628")
    }

    @Test(arguments: [
        // quantity, price, discount (all × 10⁶), rate -> net, ITBMS in cents; 0.5 cents go up.
        (Int64(1_000_000), Int64(100_000_000), Int64(12_500_000), Int64(7), Int128(8750), Int128(613)),
        (1_000_000, 5_000, 0, 0, 1, 0), (1_000_000, 4_999, 0, 0, 0, 0), (333_333, 3_000_000, 0, 15, 100, 15),
        (999_999_999_999_999, 999_999_999_999_999, 0, 7, 99_999_999_999_999_800_000, 6_999_999_999_999_986_000),
    ])
    func `line values are exact and rounded half up`(
        quantity: Int64, price: Int64, discount: Int64, rate: Int64, net: Int128, itbms: Int128
    ) {
        let line = LineValues(quantity: quantity, price: price, discount: discount, ratePercent: rate, charges: 0)
        #expect(line.net == net)
        #expect(line.itbms == itbms)
    }
}
