import JSONText
import PacSandbox
import Testing

/// Each code of pac-api.md 3.5 with one payload that earns it, and nothing else.
struct PayloadFindingTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let collection: String
        let payload: JSONValue
        let errors: [String]

        var testDescription: String { name }

        /// A payload of pac-api.md 5 with something changed.
        init(_ name: String, _ errors: [String], _ edits: [(String, JSONValue?)], of base: JSONValue = Payloads.invoice) {
            self.name = name
            self.errors = errors
            payload = edits.reduce(base) { $0.with($1.0, $1.1) }
            collection =
                switch payload["information"]?["documentType"]?.string {
                case "04", "06": "credit-notes"
                case "05", "07": "debit-notes"
                default: "invoices"
                }
        }
    }

    static var structure: [Case] {
        [
            Case("an unknown key", ["0100 information.modificationCode"], [("information.modificationCode", 1)]),
            Case("an unknown key at the top", ["0100 paymentMethods"], [("paymentMethods", [])]),
            Case("a missing key", ["0100 information.receiverContainer"], [("information.receiverContainer", nil)]),
            Case("null", ["0100 receiver.telephones"], [("receiver.telephones", .null)]),
            Case("a number for a text", ["0100 information.nature"], [("information.nature", 1)]),
            Case("a text for a number", ["0100 information.operationType"], [("information.operationType", "1")]),
            Case(
                "an amount without its decimals", ["0100 totals.paymentMethods[0].amount"],
                [("totals.paymentMethods[0].amount", .number("207"))]),
            Case("an amount as a text", ["0100 items[0].prices.transfer"], [("items[0].prices.transfer", "100.00")]),
            Case("an exponent", ["0100 items[0].prices.transfer"], [("items[0].prices.transfer", .number("1.00e2"))]),
            Case(
                "a price with a zero too many", ["0100 items[0].prices.transfer"],
                [("items[0].prices.transfer", .number("100.000"))]),
            Case(
                "a discount with five decimals", ["0100 items[0].prices.discount"],
                [("items[0].prices.discount", .number("0.12345"))]
            ),
            Case("a quantity with trailing zeros", ["0100 items[0].quantity"], [("items[0].quantity", .number("1.0"))]),
            Case("no quantity at all", ["0100 items[0].quantity"], [("items[0].quantity", 0)]),
            Case("no line", ["0100 items"], [("items", [])]),
            Case(
                "an address of 101", ["0100 receiver.address"],
                [("receiver.address", .string(String(repeating: "x", count: 101)))]),
            Case("a telephone that is none", ["0100 receiver.telephones[0]"], [("receiver.telephones[0]", "64486525")]),
            Case(
                "an e-mail of 51", ["0100 receiver.emails[0]"],
                [("receiver.emails[0]", .string(String(repeating: "x", count: 51)))]),
            Case("a description of one letter", ["0100 items[0].description"], [("items[0].description", "x")]),
            Case("a unit that isn't in the list", ["0100 items[0].unit"], [("items[0].unit", "UND")]),
            Case("a date without its offset", ["0100 information.issueDate"], [("information.issueDate", "2026-11-20T21:05:00")]),
            Case(
                "a retention code that isn't in the list", ["0100 totals.retention.code"],
                [("totals.retention", ["code": 5, "amount": .number("3.50")])]),
            Case("an office nobody knows", ["SBX-UNKNOWN-OFFICE idOffice"], [("idOffice", "01K0000000000000000000NONE")]),
        ]
    }

    static var header: [Case] {
        [
            Case("documentType", ["1510 information.documentType"], [("information.documentType", "11")]),
            Case("a numeration of zeros", ["1512 information.numeration"], [("information.numeration", "0000000000")]),
            Case("billing point 000", ["1515 information.billingPoint"], [("information.billingPoint", "000")]),
            Case("a security code of eight", ["1517 information.securityCode"], [("information.securityCode", "48392017")]),
            Case(
                "a date beyond two business days", ["1520 information.issueDate"],
                [("information.issueDate", "2026-11-24T21:05:01-05:00")]),
            Case("nature", ["1524 information.nature"], [("information.nature", "06")]),
            Case("operationType", ["1525 information.operationType"], [("information.operationType", 3)]),
            Case("destination", ["1526 information.destination"], [("information.destination", 0)]),
            Case("cafe.format", ["1527 information.cafe.format"], [("information.cafe.format", 4)]),
            Case("cafe.delivery", ["1528 information.cafe.delivery"], [("information.cafe.delivery", 0)]),
            Case("issueType", ["1503 information.issueType"], [("information.issueType", "05")]),
            Case("posterior emission to a taxpayer", ["1505 information.issueType"], [("information.issueType", "03")]),
            Case(
                "an export invoice with destination Panama",
                ["1533 information.destination", "1611 receiver.country", "1651 receiver.exportation"],
                [("information.destination", 1)], of: Payloads.export),
            Case(
                "an internal invoice to abroad", ["1534 information.destination"], [("information.documentType", "01")],
                of: Payloads.export),
        ]
    }

    static var receiver: [Case] {
        [
            Case("receiver.type", ["1600 receiver.type"], [("receiver.type", "05")]),
            Case("a RUC that isn't one", ["1601 receiver.ruc.ruc"], [("receiver.ruc.ruc", "155700001")]),
            Case("a natural RUC said to be juridical", ["1601 receiver.ruc.ruc"], [("receiver.ruc.ruc", "PE-10-442")]),
            Case("a wrong check digit", ["1601 receiver.ruc.checkDigit"], [("receiver.ruc.checkDigit", "44")]),
            Case("a RUC nobody knows", ["1602 receiver.ruc.ruc"], [("receiver.ruc.ruc", "155700009-2-2021")]),
            Case("no name", ["1605 receiver.name"], [("receiver.name", nil)]),
            Case("a country abroad with destination Panama", ["1611 receiver.country"], [("receiver.country", "US")]),
            Case("Panama with destination abroad", ["1612 receiver.country"], [("receiver.country", "PA")], of: Payloads.export),
            Case(
                "a foreigner without identification", ["1618 receiver.foreign"], [("receiver.foreign", nil)], of: Payloads.export),
            Case(
                "a foreign identification for a taxpayer", ["1619 receiver.foreign"],
                [("receiver.foreign", ["number": "US1"])]),
            Case(
                "a foreigner with a RUC", ["1619 receiver.foreign"],
                [("receiver.ruc", ["type": 1, "ruc": "8-442-445"])], of: Payloads.export),
            Case(
                "an export invoice to a taxpayer", ["1620 receiver.type", "1619 receiver.foreign"],
                [
                    ("receiver.type", "01"), ("receiver.ruc", ["type": 1, "ruc": "8-442-445"]),
                    ("receiver.location", ["code": "8-8-7"]),
                ], of: Payloads.export),
            Case("a company as final consumer", ["1621 receiver.ruc.type"], [("receiver.type", "02")]),
            Case("a foreign operation with a taxpayer", ["1623 receiver.type"], [("information.documentType", "10")]),
            Case(
                "destination abroad without export data", ["1650 receiver.exportation"], [("receiver.exportation", nil)],
                of: Payloads.export),
            Case(
                "export data with destination Panama", ["1651 receiver.exportation"],
                [("receiver.exportation", ["incoterm": "FOB"])]),
        ]
    }

    private static let cufe = "referencedDocuments[0].cufeIdentification"

    static var references: [Case] {
        [
            Case("a reference that is no CUFE", ["1703 \(cufe)"], [(cufe, "FE01")], of: Payloads.creditNote),
            Case(
                "a CUFE with a changed digit", ["1704 \(cufe)"],
                [(cufe, "FE0120000155704849-2-2021-3200002026111800000120010010127152039487")], of: Payloads.creditNote),
            Case("no reference", ["1705 referencedDocuments"], [("referencedDocuments", nil)], of: Payloads.creditNote),
            Case(
                "a generic note with a CUFE", ["1706 referencedDocuments[0]"], [("information.documentType", "06")],
                of: Payloads.creditNote),
            Case(
                "an invoice with a reference", ["1708 referencedDocuments"],
                [("referencedDocuments", Payloads.creditNote["referencedDocuments"])]),
            Case(
                "the same reference twice", ["1709 referencedDocuments[1].cufeIdentification"],
                [("referencedDocuments[1]", Payloads.creditNote["referencedDocuments"]?.array?.first)],
                of: Payloads.creditNote),
            Case("credit on credit", ["1712 \(cufe)"], [(cufe, creditCufe)], of: Payloads.creditNote),
            Case("debit on debit", ["1713 \(cufe)"], [(cufe, debitCufe)], of: Payloads.debitNote),
            Case("credit on debit", ["1715 \(cufe)"], [(cufe, debitCufe)], of: Payloads.creditNote),
            Case("debit on credit", ["1716 \(cufe)"], [(cufe, creditCufe)], of: Payloads.debitNote),
        ]
    }

    private static var creditCufe: JSONValue { "FE0420000155704849-2-2021-3200002026112000000000770010121203984763" }
    private static var debitCufe: JSONValue { "FE0520000155704849-2-2021-3200002026112000000000770010121203984762" }

    static var lines: [Case] {
        [
            Case("an item number twice", ["2001 items[1].number"], [("items[1].number", "0001")]),
            Case(
                "a discount above the price", ["2051 items[0].prices.discount"],
                [("items[0].prices.discount", .number("100.01"))]),
            Case(
                "a discount on a zero price", ["2052 items[0].prices.discount"],
                [("items[0].prices.transfer", .number("0.00")), ("items[0].prices.discount", .number("1.00"))]),
            Case("an ITBMS rate", ["2150 items[0].itbms.rate"], [("items[0].itbms.rate", "04")]),
            Case(
                "two cents too much", ["2510 totals.paymentMethods"],
                [("totals.paymentMethods[0].amount", .number("207.02"))]),
            Case("paymentTime", ["2512 totals.paymentTime"], [("totals.paymentTime", 4)]),
            Case("payment type", ["2600 totals.paymentMethods[0].type"], [("totals.paymentMethods[0].type", "05")]),
            Case(
                "other payment without a word", ["2601 totals.paymentMethods[0].otherType"],
                [("totals.paymentMethods[0].type", "99")]),
            Case(
                "a word for a known payment", ["2601 totals.paymentMethods[0].otherType"],
                [("totals.paymentMethods[0].otherType", "vale de la tienda")]),
            Case("a sale to the State without CPBS", ["AP3063 items[0].cpbs"], [("items[0].cpbs", nil)], of: Payloads.government),
            Case(
                "a sale to the State without the CPBS unit", ["AP3063 items[0].cpbs"], [("items[0].cpbs.unit", nil)],
                of: Payloads.government),
        ]
    }

    @Test(arguments: structure + header + receiver + references + lines)
    func `a payload with one fault is refused with its code and field`(example: Case) throws {
        let sandbox = try SandboxUnderTest { settings, _ in settings.fixture.unknownRucs = ["155700009-2-2021"] }
        let answer = try sandbox.post(example.payload, to: example.collection)
        #expect(answer.status == 400)
        #expect(answer.errors == example.errors)
        #expect(answer.json["code"]?.string == example.errors.first?.split(separator: " ").first.map(String.init))
        #expect(answer.json["message"] == answer.json["errors"]?.array?.first?["message"])
        let truth = try #require(try sandbox.truth().last)
        #expect(truth["committed"]?.bool == false)
    }

    static var good: [Case] {
        [
            Case("the invoice of the contract", [], []),
            Case("the credit note", [], [], of: Payloads.creditNote),
            Case("the debit note", [], [], of: Payloads.debitNote),
            Case("the government invoice", [], [], of: Payloads.government),
            Case("the export invoice", [], [], of: Payloads.export),
            Case("one cent too much", [], [("totals.paymentMethods[0].amount", .number("207.01"))]),
            Case("one cent too little", [], [("totals.paymentMethods[0].amount", .number("206.99"))]),
            Case("the right check digit", [], [("receiver.ruc.checkDigit", "43")]),
            Case("exactly two business days ahead", [], [("information.issueDate", "2026-11-24T21:05:00-05:00")]),
            Case("an address of one letter", [], [("receiver.address", "x")]),
            Case("a location nobody knows", [], [("receiver.location.code", "99-99-99")]),
            Case("a CPBS family nobody knows", [], [("items[0].cpbs", ["code": "0001", "unit": "und"])]),
            Case(
                "a discount of the whole price", [],
                [
                    ("items[0].prices.discount", .number("100.00")), ("totals.paymentMethods[0].amount", .number("100.00")),
                ]),
            Case(
                "a generic note without a reference", [],
                [
                    ("information.documentType", "06"), ("referencedDocuments", nil),
                ], of: Payloads.creditNote),
            Case("a final consumer without anything", [], [("receiver", ["type": "02", "country": "PA"])]),
        ]
    }

    @Test(arguments: good)
    func `a payload without fault is taken`(example: Case) throws {
        let sandbox = try SandboxUnderTest()
        let answer = try sandbox.post(example.payload, to: example.collection)
        #expect(answer.status == 200, "\(answer.text)")
    }

    @Test func `all findings come at once, in the payload's order`() throws {
        let sandbox = try SandboxUnderTest()
        let payload = Payloads.invoice.with("information.numeration", "1").with("receiver.country", "US")
            .with("items[1].itbms.rate", "9").with("totals.paymentTime", 0)
        let answer = try sandbox.post(payload)
        #expect(
            answer.errors == [
                "1512 information.numeration", "1611 receiver.country", "2150 items[1].itbms.rate", "2512 totals.paymentTime",
            ])
    }

    @Test(arguments: ["", "[]", "{", "{\"a\":1,\"a\":1}", "\u{FEFF}{}", "null"])
    func `what is no JSON object is 0100 without a field`(text: String) throws {
        let sandbox = try SandboxUnderTest()
        let answer = try sandbox.client().call(
            "POST", "/pan/v1/invoices?idCompany=\(SandboxUnderTest.company)", body: Array(text.utf8))
        #expect(answer.status == 400)
        #expect(answer.errors == ["0100"])
    }
}
