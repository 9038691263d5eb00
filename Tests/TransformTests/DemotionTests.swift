import Fiscal
import Testing
import Transform

/// What goes out when the configuration demotes an error (rulebook, introduction: exactly what the row says).
struct DemotionTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let code: String
        let cells: [String: String]
        var line = Orders.chair
        let sends: String
        var lacks: String?
        var lineCount = 1
        var testDescription: String { code }
    }

    private static let note = Orders.taxpayer.with(["kind": "credit_note", "reference": Cufes.invoice])
    private static let ruc = Orders.taxpayer.with(["client_ruc_type": ""])
    private static let agent = Orders.taxpayer.with(["invoice_retention": "1", "codigo_retencion": "5"])

    private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    static let document: [Example] = [
        Example(code: "PB-DOC-08", cells: Orders.taxpayer.with(["document_type": "04"]), sends: #""documentType":"01""#),
        Example(code: "PB-DOC-12", cells: Orders.taxpayer.with(["issue_date": "2026-12-24"]), sends: "2026-12-24T12:00:00-05:00"),
        Example(code: "PB-DOC-14", cells: Orders.taxpayer.with(["nature": "99"]), sends: #""nature":"01""#),
        Example(code: "PB-DOC-15", cells: Orders.taxpayer.with(["destination": "0"]), sends: #""destination":1"#),
        Example(
            code: "PB-DOC-16", cells: Orders.foreigner.with(["destination": "1", "country": "PA", "incoterm": ""]),
            sends: #""documentType":"03""#),
        Example(code: "PB-DOC-17", cells: Orders.foreigner.with(["document_type": ""]), sends: #""documentType":"01""#),
        Example(
            code: "PB-DOC-18",
            cells: Orders.taxpayer.with(["document_type": "03", "destination": "2", "country": "US", "incoterm": "FOB"]),
            sends: #""documentType":"03""#),
        Example(code: "PB-DOC-19", cells: Orders.taxpayer.with(["document_type": "10"]), sends: #""documentType":"10""#),
        Example(
            code: "PB-DOC-20", cells: Orders.foreigner.with(["incoterm": ""]), sends: #""destination":2"#, lacks: "exportation"),
        Example(
            code: "PB-DOC-21", cells: Orders.taxpayer.with(["incoterm": "FOB"]), sends: #""destination":1"#, lacks: "exportation"),
        Example(code: "PB-DOC-22", cells: Orders.foreigner.with(["incoterm": "xyz"]), sends: #""incoterm":"XYZ""#),
        Example(code: "PB-DOC-23", cells: Orders.taxpayer.with(["notes": long(5001)]), sends: long(5001)),
    ]

    static let receiver: [Example] = [
        Example(code: "PB-RCV-03", cells: ruc.with(["client_ruc_type": "9"]), sends: #""ruc":{"type":2"#),
        Example(
            code: "PB-RCV-05", cells: Orders.consumer.with(["client_ruc": "155704849-2-2021"]), sends: #""type":"02""#,
            lacks: "\"ruc\""),
        Example(
            code: "PB-RCV-06", cells: Orders.foreigner.with(["foreign_id": ""]), sends: #""type":"04""#, lacks: "\"foreign\""),
        Example(code: "PB-RCV-07", cells: Orders.taxpayer.with(["country": "CR"]), sends: #""country":"CR""#),
        Example(code: "PB-RCV-08", cells: Orders.foreigner.with(["country": ""]), sends: #""country":"PA""#),
        Example(code: "PB-RCV-09", cells: Orders.foreigner.with(["country": "QQ"]), sends: #""country":"QQ""#),
        Example(code: "PB-RCV-10", cells: Orders.taxpayer.with(["client_name": ""]), sends: #""address""#, lacks: "\"name\""),
        Example(code: "PB-RCV-11", cells: Orders.taxpayer.with(["client_name": "X"]), sends: #""name":"X""#),
        Example(code: "PB-RCV-25", cells: Orders.foreigner.with(["foreign_id": long(51)]), sends: long(51)),
        Example(
            code: "PB-RCV-26", cells: Orders.foreigner.with(["foreign_country": "U"]),
            sends: #""foreign":{"number":"US123456789"}"#),
        Example(
            code: "PB-RUC-01", cells: ruc.with(["client_ruc": "ABC-DEF-GHI"]), sends: #""ruc":{"type":2,"ruc":"ABC-DEF-GHI"}"#),
        Example(code: "PB-RUC-02", cells: ruc.with(["client_ruc": "8-496-731:84"]), sends: #""ruc":"8-496-731:84""#),
        Example(code: "PB-RUC-03", cells: ruc.with(["client_ruc": "8NT-1-24"]), sends: #""ruc":"8NT-1-24""#),
        Example(code: "PB-RUC-04", cells: ruc.with(["client_ruc": "8,73E+05"]), sends: #""ruc":"8,73E+05""#),
        Example(code: "PB-RUC-05", cells: ruc.with(["client_ruc": "8-442"]), sends: #""ruc":"8-442""#),
        Example(code: "PB-RUC-06", cells: ruc.with(["client_ruc": "8442445"]), sends: #""ruc":"8442445""#),
        Example(code: "PB-RUC-07", cells: ruc.with(["client_ruc": long(21)]), sends: long(21)),
        Example(code: "PB-RUC-08", cells: ruc.with(["client_ruc": "8-44555-445"]), sends: #""ruc":"8-44555-445""#),
        Example(
            code: "PB-RUC-09", cells: ruc.with(["client_ruc": "14-442-445", "client_ruc_type": "1"]), sends: #""ruc":{"type":1"#),
        Example(
            code: "PB-RUC-10", cells: ruc.with(["client_ruc": "E-8-127702", "client_ruc_type": "2"]), sends: #""ruc":{"type":2"#),
        Example(code: "PB-RUC-11", cells: ruc.with(["client_ruc": "8-442-445", "client_dv": "8"]), sends: #""ruc":"8-442-445""#),
        Example(
            code: "PB-RUC-12", cells: ruc.with(["client_ruc": "8-442-445", "client_dv": "ocho"]), sends: #""ruc":"8-442-445""#),
        Example(
            code: "PB-RUC-13", cells: ruc.with(["client_ruc": "8-442-445", "client_dv": "09"]), sends: #""ruc":"8-442-445""#),
        Example(
            code: "PB-RUC-14", cells: ruc.with(["client_ruc": "8-1-13656", "client_dv": "43"]), sends: #""ruc":"8-1-13656""#),
        Example(
            code: "PB-RUC-15", cells: ruc.with(["client_ruc": "8-NT-1-24", "client_dv": "33", "client_ruc_type": "2"]),
            sends: #""type":2"#),
    ]

    static let rest: [Example] = [
        Example(code: "PB-LIN-02", cells: Orders.taxpayer, sends: #""number":"1001""#, lineCount: 1001),
        Example(
            code: "PB-LIN-08", cells: Orders.taxpayer, line: Orders.chair.with(["tax_rate": "8"]),
            sends: #""itbms":{"rate":"00"}"#),
        Example(
            code: "PB-LIN-09", cells: Orders.taxpayer, line: Orders.chair.with(["discount_rate": "-1"]),
            sends: #""discount":0.00"#),
        Example(
            code: "PB-LIN-10", cells: Orders.taxpayer, line: Orders.paper.with(["cpbs_code": "14"]), sends: #""unit":"und""#,
            lacks: "cpbs"),
        Example(code: "PB-LIN-13", cells: Orders.taxpayer, line: Orders.chair.with(["unit": "pieza"]), sends: #""unit":"pieza""#),
        Example(code: "PB-LIN-16", cells: Orders.taxpayer, line: Orders.chair.with(["description": long(501)]), sends: long(501)),
        Example(
            code: "PB-LIN-17", cells: Orders.taxpayer, line: Orders.chair.with(["item_number": long(21)]),
            sends: #""code":"\#(long(21))""#),
        Example(code: "PB-LIN-20", cells: Orders.taxpayer, line: Orders.chair.with(["line_no": "A"]), sends: #""number":"0001""#),
        Example(code: "PB-TOT-01", cells: Orders.taxpayer.with(["total": "5"]), sends: #""amount":107.00"#),
        Example(code: "PB-TOT-02", cells: agent, sends: #""amount":107.00"#, lacks: "retention"),
        Example(
            code: "MissingRetentionCode", cells: agent.with(["codigo_retencion": ""]), sends: #""amount":107.00"#,
            lacks: "retention"),
        Example(
            code: "PB-REF-02", cells: note.with(["reference": Cufes.made(ruc: "8-442-445", dv: "08")]),
            sends: #""documentType":"04""#),
        Example(code: "PB-REF-04", cells: note.with(["reference": Cufes.made(type: .debitNote)]), sends: #""documentType":"04""#),
        Example(code: "PB-REF-05", cells: note.with(["reference_date": "2026-01-01"]), sends: #""documentType":"04""#),
        Example(code: "PB-REF-06", cells: note.with(["reference_date": "x"]), sends: #""documentType":"04""#),
        Example(code: "PB-REF-08", cells: Orders.taxpayer.with(["reference": "SO-0"]), sends: #""saleType":1"#),
        Example(
            code: "PB-CUFE-01", cells: note.with(["reference": String(Cufes.invoice.dropLast(2))]), sends: #""documentType":"04""#
        ),
        Example(code: "PB-CUFE-02", cells: note.with(["reference": Self.badPart]), sends: #""documentType":"04""#),
        Example(
            code: "PB-CUFE-03", cells: note.with(["reference": String(Cufes.invoice.dropLast()) + "0"]),
            sends: #""documentType":"04""#),
    ]

    /// A billing point of zeros, with the check digit that belongs to it.
    private static let badPart: String = {
        var text = Array(Cufes.invoice.utf8.dropLast())
        text.replaceSubrange(50..<53, with: "000".utf8)
        text.append(UInt8(ascii: "0") + Cufe.checkDigit(Array(text[2...]).span))
        return String(decoding: text, as: UTF8.self)
    }()

    private static let areas = ["PB-DOC", "PB-RCV", "PB-RUC", "PB-LIN", "PB-TOT", "PB-REF", "PB-CUFE", "MissingR"]

    @Test(arguments: document + receiver + rest)
    func `a demoted error does what its row says`(example: Example) {
        let lines = Array(repeating: example.line, count: example.lineCount)
        let blocked = judge(example.cells, lines: lines)
        #expect(blocked.errors.contains(example.code))
        #expect(blocked.payload.isEmpty)
        var rules = [example.code: Severity.warning]
        if example.code == "PB-CUFE-02" { rules["PB-CUFE-03"] = .warning }
        let demoted = judge(example.cells, lines: lines, rules: rules)
        #expect(demoted.errors == [])
        #expect(demoted.fault(example.code)?.severity == .warning)
        #expect(demoted.payload.contains(example.sends), "\(demoted.payload)")
        if let lacks = example.lacks { #expect(!demoted.payload.contains(lacks), "\(demoted.payload)") }
    }

    @Test func `every error that can be demoted says what happens then, and has its example`() {
        let demotable = FaultCode.all.filter { code in
            code.severity == .error && !code.isFixed && Self.areas.contains { code.code.hasPrefix($0) }
        }
        let examples = Set((Self.document + Self.receiver + Self.rest).map(\.code))
        #expect(Set(demotable.map(\.code)) == examples)
        for code in demotable { #expect(code.whenDemoted != nil, "\(code.code)") }
    }

    @Test(arguments: ["AP3063", "PB-DOC-13", "PB-REF-01", "PB-KEY-02"])
    func `what the rulebook fixes can't be demoted`(code: String) {
        #expect(throws: FaultPolicy.Refusal.fixed(code: code)) { try FaultPolicy(changes: [code: .warning]) }
    }

    @Test func `a warning can be made an error, and then blocks`() {
        let verdict = judge(Orders.taxpayer.with(["location_code": "8-8-99"]), rules: ["PB-RCV-16": .error])
        #expect(verdict.errors == ["PB-RCV-16"])
        #expect(verdict.payload.isEmpty)
    }
}
