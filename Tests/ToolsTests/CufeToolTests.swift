import Fiscal
import JSONText
import Testing

@testable import pacbatch

struct CufeToolTests {
    private static let code = "FE01200000045400-2-299934-0900002022050500000000389990117686690628"

    private static func run(_ words: [String], json: Bool = false, lines: [String] = [], language: Language = .es) -> ToolOutcome
    {
        var rest = lines[...]
        return CufeTool.run(arguments: words, language: language, json: json) { rest.popFirst() }
    }

    private static func codes(_ outcome: ToolOutcome) throws -> [String] {
        try JSONParser.parse(outcome.output)["faults"]?.array?.compactMap { $0["code"]?.string } ?? []
    }

    @Test func `a good code is taken apart`() throws {
        let outcome = Self.run([Self.code], json: true)
        #expect(outcome.exitCode == 0)
        let report = try JSONParser.parse(outcome.output)
        #expect(report["valid"]?.bool == true)
        let parts = try #require(report["parts"])
        #expect(parts.object?.keys == Cufe.Part.allCases.map(\.rawValue))
        #expect(parts["ruc"]?["meaning"]?.string == "45400-2-299934")
        #expect(parts["numeration"]?["field"]?.string == "dNroDF" && parts["numeration"]?["value"]?.string == "0000000038")
        #expect(parts["date"]?["from"]?.integer == 33 && parts["date"]?["to"]?.integer == 40)
        #expect(parts["date"]?["meaning"]?.string == "2022-05-05")
    }

    @Test(arguments: [
        "https://dgi-fep.mef.gob.pa/Consultas/FacturasPorQR?chFE=\(code)&iAmb=1&digestValue=a%2Bb&jwt=e30.e30.x",
        "https://dgi-fep.mef.gob.pa/Consultas/FacturasPorCUFE/\(code)",
        "https://dgi-fep.mef.gob.pa/Consultas/FacturasPorCUFE?CUFE=\(code)", " \(code) ",
    ])
    func `a QR's address will do`(text: String) throws {
        #expect(try JSONParser.parse(Self.run([text], json: true).output)["cufe"]?.string == Self.code)
    }

    @Test func `a changed digit and a short code are told apart`() throws {
        let changed = Self.code.replacing("20220505", with: "20220506")
        let outcome = Self.run([changed], json: true)
        #expect(outcome.exitCode == 3)
        #expect(try Self.codes(outcome) == ["PB-CUFE-03"])
        #expect(try Self.codes(Self.run([String(Self.code.dropLast())], json: true)) == ["PB-CUFE-01"])
        #expect(Self.run([changed]).output.contains("✗ dígito verificador"))
    }

    @Test func `an invented DV is a warning beside a good check digit`() throws {
        let outcome = Self.run(["FE011000008-PE-3824-00523-2800012017071500000151340010117450183432"], json: true)
        #expect(outcome.exitCode == 0)
        #expect(try Self.codes(outcome) == ["PB-CUFE-04"])
    }

    @Test func `a code is computed from its fields`() throws {
        let words = [
            "--ruc", "45400-2-299934", "--date", "05/05/2022", "--number", "38", "--billing-point", "999", "--security",
            "768669062",
        ]
        let outcome = Self.run(words, json: true)
        #expect(outcome.exitCode == 0)
        #expect(try JSONParser.parse(outcome.output)["cufe"]?.string == Self.code)
        let sandbox = try JSONParser.parse(Self.run(words + ["--environment", "sandbox"], json: true).output)
        #expect(sandbox["parts"]?["environment"]?["value"]?.string == "2")
    }

    @Test(arguments: [
        ["--ruc", "nadie"], ["--ruc", "8-442-445"], ["--ruc", "8-442-445", "--date", "hoy"],
        ["--ruc", "8-442-445", "--date", "2026-01-01", "--number", "0", "--security", "1"],
        ["--ruc", "8-442-445", "--date", "2026-01-01", "--number", "1", "--security", "1", "--issue-type", "5"],
        ["--ruc", "8-442-445", "--date", "2026-01-01", "--number", "1", "--security", "1", "--document-type", "11"],
        ["--ruc", "8-442-445", "--date", "2026-01-01", "--number", "1", "--security", "1", "--branch", "1"],
        ["--ruc", "8-442-445", "--date", "2026-01-01", "--number", "12345678901", "--security", "1"],
        ["--ruc", "8-442-445", "extra"],
        ["--rucs", "8-442-445"], [],
    ])
    func `fields that won't do are a usage error`(words: [String]) {
        let outcome = Self.run(words)
        #expect(outcome.exitCode == 2)
        #expect(!outcome.output.isEmpty)
    }

    @Test func `a list gets one line each`() {
        let outcome = Self.run([], lines: [Self.code, "", "FE01"], language: .en)
        #expect(outcome.exitCode == 3)
        let rows = outcome.output.split(separator: "\n")
        #expect(rows.count == 3)
        #expect(rows[0].hasPrefix("✓") && rows[1].contains("PB-CUFE-01") && rows[2] == "2 CUFEs, 1 not valid")
    }
}
