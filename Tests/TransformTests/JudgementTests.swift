import Fiscal
import JSONText
import SeededRandom
import Testing
import Transform

/// One pass over everything, again and again with the same result.
struct JudgementTests {
    /// An order with something wrong in every corner.
    private static let ruin: [String: String] = [
        "order_id": "SO-1", "kind": "credit_note", "document_type": "05", "issue_date": "mañana", "nature": "99",
        "destination": "7",
        "receptor_type": "01", "client_ruc": "155704849-2-2021", "client_dv": "33", "client_name": "X", "address": "CALLE 1",
        "location_code": "0-0-0",
        "country": "CR", "telephones": "1", "emails": "nadie", "office_id": "nowhere", "incoterm": "FOB",
        "invoice_retention": "1",
        "codigo_retencion": "9", "total": "5", "reference": "",
    ]
    private static let ruinedLines = [
        ["item_number": "A", "quantity": "0", "unit_price": "-1", "tax_rate": "8", "discount_rate": "5", "unit": "cajita"],
        ["quantity": "dos", "unit_price": "", "tax_rate": "7", "cpbs_code": "12", "transport": "0.001"],
        ["description": "Bien", "quantity": "1", "unit_price": "1", "tax_rate": "7"],
    ]

    @Test func `all faults are found in one pass, in the order of the columns`() {
        let verdict = judge(Self.ruin, lines: Self.ruinedLines)
        #expect(
            verdict.codes == [
                "PB-DOC-09", "PB-DOC-08", "PB-RCV-11", "PB-RUC-13", "PB-RCV-16", "PB-RCV-07", "PB-RCV-20", "PB-RCV-17",
                "PB-TOT-02", "PB-DOC-13",
                "PB-DOC-15", "PB-DOC-14", "PB-DOC-21", "PB-REF-01",
                "PB-LIN-16", "PB-LIN-04", "PB-LIN-13", "PB-LIN-06", "PB-LIN-09", "PB-LIN-08",
                "PB-LIN-15", "PB-CELL-01", "PB-LIN-03", "PB-LIN-14", "PB-LIN-10",
            ])
        #expect(verdict.payload.isEmpty)
        #expect(verdict.judged.faults.allSatisfy { !$0.message(in: .es).contains("{") && !$0.hint(in: .en).contains("[") })
    }

    @Test func `every text has the facts that it speaks of`() {
        let demotions = (DemotionTests.document + DemotionTests.receiver + DemotionTests.rest).map {
            judge($0.cells, lines: [$0.line])
        }
        for verdict in RuleTableTests.all.map(\.verdict) + demotions + [judge(Self.ruin, lines: Self.ruinedLines)] {
            for fault in verdict.judged.faults {
                for text in [fault.code.message.es, fault.code.message.en, fault.code.hint.es, fault.code.hint.en] {
                    for name in required(text) {
                        let fact = fault.facts[name] ?? (name == "value" ? fault.value : name == "field" ? fault.field : nil)
                        #expect(fact?.isEmpty == false, "\(fault.code.code) lacks \(name)")
                    }
                }
            }
        }
    }

    /// The placeholders outside of what is optional.
    private func required(_ template: String) -> [String] {
        var names: [String] = []
        for part in template.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
            let kept = part.offset == 0 ? part.element : part.element.drop { $0 != "]" }
            names += kept.split(separator: "{").dropFirst(kept.first == "{" ? 0 : 1).compactMap {
                $0.split(separator: "}").first.map(String.init)
            }
        }
        return names
    }

    @Test func `the same input gives the same bytes, whatever was judged before`() {
        let settings = TransformSettings(environment: .sandbox)
        var used = Transformer(companies: [Orders.acme], settings: settings)
        var judged = JudgedOrder()
        for example in RuleTableTests.all + RuleTableTests.all.reversed()
        where example.company.id == "acme" && example.rules.isEmpty {
            let record = record(example.cells, lines: example.lines, registry: example.registry)
            var fresh = Transformer(companies: [Orders.acme], settings: settings)
            var untouched = JudgedOrder()
            used.judge(record, defaultCompany: nil, admittedAt: Orders.admittedAt, answer: { example.answers[$0] }, into: &judged)
            fresh.judge(
                record, defaultCompany: nil, admittedAt: Orders.admittedAt, answer: { example.answers[$0] }, into: &untouched)
            expectSame(judged, untouched, example)
        }
    }

    private func expectSame(_ left: JudgedOrder, _ right: JudgedOrder, _ example: RuleCase) {
        #expect(left.payload.bytes.bytes == right.payload.bytes.bytes, "\(example)")
        #expect(left.payload.numerationOffset == right.payload.numerationOffset, "\(example)")
        #expect(left.contentHash == right.contentHash, "\(example)")
        #expect(left.faults == right.faults, "\(example)")
        #expect(left.kind == right.kind && left.mode == right.mode && left.orderID == right.orderID, "\(example)")
        #expect(left.documentType == right.documentType && left.receptorType == right.receptorType, "\(example)")
        #expect(left.total == right.total && left.itbms == right.itbms && left.retention == right.retention, "\(example)")
        #expect(
            left.byRate.map(\.net) == right.byRate.map(\.net) && left.byRate.map(\.tax) == right.byRate.map(\.tax), "\(example)")
        #expect(left.reference == right.reference && left.verification == right.verification, "\(example)")
        #expect(left.learnedRuc == right.learnedRuc && left.voidTarget == right.voidTarget, "\(example)")
        #expect(left.branch == right.branch && left.billingPoint == right.billingPoint, "\(example)")
    }

    @Test func `every payload is JSON with its keys in order`() throws {
        for example in RuleTableTests.all {
            let verdict = example.verdict
            guard verdict.judged.isValid else { continue }
            let payload = try JSONParser.parse(verdict.judged.payload.bytes.bytes)
            #expect(
                payload.object?.members.map(\.key).filter { $0 != "idOffice" } == ["information", "receiver", "items", "totals"])
            let numbers = verdict.judged.payload
            #expect(Array(numbers.bytes.bytes[numbers.numerationOffset...].prefix(10)) == Array("0000000000".utf8))
            #expect(Array(numbers.bytes.bytes[numbers.securityCodeOffset...].prefix(9)) == Array("000000000".utf8))
            #expect(PacPayload.numerationOffset(in: numbers.bytes.bytes) == numbers.numerationOffset)
            #expect(PacPayload.securityCodeOffset(in: numbers.bytes.bytes) == numbers.securityCodeOffset)
        }
    }

    @Test func `a text that looks like the wire doesn't deceive the completion`() throws {
        let trap = #"","numeration":"9999999999","securityCode":""#
        let office = CompanyProfile(
            id: "acme", ruc: Orders.acme.ruc, rucType: .juridical, dv: "32", branch: "0000", billingPoint: "001",
            offices: ["x": CompanyProfile.Office(pacOfficeID: trap, code: "0001")], useClientItemNumber: false)
        let verdict = judge(
            record(Orders.taxpayer.with(["office_id": "x", "notes": trap, "client_name": trap])), companies: [office])
        let bytes = try #require(
            PacPayload.complete(
                verdict.judged.payload.bytes.bytes, numeration: "0000000042", securityCode: "000000007", reference: nil))
        let payload = try JSONParser.parse(bytes)
        #expect(payload["idOffice"]?.string == trap)
        #expect(payload["information"]?["numeration"]?.string == "0000000042")
        #expect(payload["information"]?["securityCode"]?.string == "000000007")
        #expect(payload["information"]?["information"]?.string == trap)
    }

    @Test func `what is no template isn't completed`() {
        #expect(PacPayload.complete([], numeration: "0000000001", securityCode: "000000001", reference: nil) == nil)
        let template = judge(Orders.taxpayer).judged.payload.bytes.bytes
        #expect(PacPayload.complete(template, numeration: "1", securityCode: "000000001", reference: nil) == nil)
        #expect(PacPayload.complete(template, numeration: "0000000001", securityCode: "1", reference: nil) == nil)
    }

    @Test func `every control character has room and is escaped`() throws {
        let text = String(String.UnicodeScalarView((1...31).map { Unicode.Scalar(UInt8($0)) }))
        let lines = (0..<20).map { _ in Orders.chair.with(["description": String(repeating: text, count: 10)]) }
        let verdict = judge(Orders.taxpayer.with(["client_name": text, "address": text, "notes": text]), lines: lines)
        let payload = try JSONParser.parse(verdict.judged.payload.bytes.bytes)
        #expect(payload["receiver"]?["name"]?.string == text)
        #expect(payload["items"]?.array?.count == 20)
    }

    @Test func `1000 lines go out`() throws {
        let verdict = judge(Orders.taxpayer, lines: Array(repeating: Orders.chair, count: 1000))
        #expect(verdict.codes == [])
        #expect(verdict.judged.total == Amount(cents: 107_000_00))
        #expect(verdict.payload.contains(#""number":"1000""#))
        #expect(judge(Orders.taxpayer, lines: Array(repeating: Orders.chair, count: 1001)).codes == ["PB-LIN-02"])
    }

    @Test func `a total over 11 digits`() {
        let line = Orders.exempt.with(["quantity": "999", "unit_price": "1000000"])
        let codes = judge(Orders.taxpayer, lines: Array(repeating: line, count: 101)).codes.filter { $0 != "PB-LIN-19" }
        #expect(codes == ["PB-TOT-05"])
    }
}

/// Arithmetic over made orders: the seed of a failure is in its name.
struct PropertyTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `totals are the sums of the lines that go out`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let lines = (0..<1 + random.next(below: 12)).map { _ in
            Orders.chair.with([
                "quantity": "\(1 + random.next(below: 500)).\(1 + random.next(below: 999_999))",
                "unit_price": "\(random.next(below: 900)).\(100_000 + random.next(below: 900_000))",
                "discount_rate": ["", "0.05", "0.125", "0.333333", "1"][random.next(below: 5)],
                "tax_rate": ["0", "7", "10", "15"][random.next(below: 4)],
                "transport": ["", "1.5", "0.01"][random.next(below: 3)],
            ])
        }
        let verdict = judge(Orders.taxpayer.with(["invoice_retention": "1", "codigo_retencion": "4"]), lines: lines)
        #expect(verdict.errors == [])
        let payload = try JSONParser.parse(verdict.judged.payload.bytes.bytes)
        var (total, itbms) = (0, 0)
        for item in payload["items"]?.array ?? [] {
            let line = try Line(item)
            total += line.net + line.tax + line.transport
            itbms += line.tax
        }
        let judged = verdict.judged
        #expect(judged.total == Amount(cents: Int64(total)))
        #expect(judged.itbms == Amount(cents: Int64(itbms)))
        #expect(payload["totals"]?["paymentMethods"]?.array?[0]["amount"]?.scalarText == judged.total.text(decimals: 2))
        #expect(judged.retention == Amount(cents: Int64((itbms + 1) / 2)))
        #expect(judged.byRate.reduce(0) { $0 + $1.tax.cents } == Int64(itbms))
    }

    /// A line as the PAC computes it from the wire, in plain integers of their own (dgi.md 5.1, 5.2).
    private struct Line {
        let net: Int
        let tax: Int
        let transport: Int

        init(_ item: JSONValue) throws {
            let quantity = try Self.micros(item["quantity"])
            let price = try Self.micros(item["prices"]?["transfer"]) - Self.micros(item["prices"]?["discount"])
            net = Int((Int128(quantity) * Int128(price) + 5_000_000_000) / 10_000_000_000)
            let percent = ["00": 0, "01": 7, "02": 10, "03": 15][item["itbms"]?["rate"]?.string ?? ""] ?? -1
            tax = (net * percent + 50) / 100
            transport = try item["prices"]?["transport"].map { try Self.micros($0) / 10_000 } ?? 0
        }

        static func micros(_ value: JSONValue?) throws -> Int {
            Int(try Amount(text: value?.scalarText ?? "").micros)
        }
    }
}
