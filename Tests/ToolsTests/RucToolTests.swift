import Fiscal
import JSONText
import Testing

@testable import pacbatch

struct RucToolTests {
    private static func run(_ words: String..., json: Bool = false, lines: [String] = [], language: Language = .es) -> ToolOutcome
    {
        var rest = lines[...]
        return RucTool.run(arguments: words, language: language, json: json) { rest.popFirst() }
    }

    private static func value(_ outcome: ToolOutcome) throws -> JSONValue { try JSONParser.parse(outcome.output) }

    @Test func `a good RUC is explained and the other possible type named`() throws {
        let outcome = Self.run("8-442-445", json: true)
        #expect(outcome.exitCode == 0)
        let report = try Self.value(outcome)
        #expect(report["valid"]?.bool == true)
        #expect(report["ruc"]?.string == "8-442-445" && report["dv"]?.string == "08")
        #expect(report["type"]?.integer == 1 && report["kind"]?.string == "cedula")
        #expect(report["alternative"]?["type"]?.integer == 2)
        #expect(report["faults"]?.array?.isEmpty == true)
    }

    @Test func `a RUC that can be of one type only has no alternative`() throws {
        #expect(try Self.value(Self.run("E-8-127702", json: true))["alternative"] == .null)
        #expect(try Self.value(Self.run("8-442-445", "--type", "2", json: true))["alternative"] == .null)
        #expect(try Self.value(Self.run("8-442-445", "--type=2", json: true))["kind"]?.string == "oldJuridical")
    }

    @Test func `a glued DV is parted and judged`() throws {
        let outcome = Self.run("8-442-445 DV 8", json: true)
        #expect(outcome.exitCode == 3)
        let report = try Self.value(outcome)
        #expect(report["ruc"]?.string == "8-442-445" && report["dv"]?.string == "08")
        #expect(report["faults"]?.array?.compactMap { $0["code"]?.string } == ["PB-RUC-02"])
        let wrong = try Self.value(Self.run("8-442-445 DV 80", json: true))
        #expect(wrong["faults"]?.array?.compactMap { $0["code"]?.string } == ["PB-RUC-02", "PB-RUC-13"])
    }

    @Test func `an NT number takes the type that its DV fits`() throws {
        #expect(try Self.value(Self.run("8-NT-1-24", "--dv", "33", json: true))["type"]?.integer == 1)
        #expect(try Self.value(Self.run("8-NT-1-24", "--dv", "74", json: true))["type"]?.integer == 2)
        #expect(try Self.value(Self.run("8-NT-1-24", json: true))["alternative"]?["dv"]?.string == "33")
    }

    @Test func `people read the same in their language`() {
        let spanish = Self.run("8nt-1-24")
        #expect(spanish.exitCode == 3)
        #expect(spanish.output.contains("PB-RUC-03") && spanish.output.contains("8-NT-1-24"))
        #expect(spanish.output.contains("jurídica"))
        #expect(Self.run("8nt-1-24", language: .en).output.contains("juridical"))
    }

    @Test func `a list on standard input gets one line each and a sum`() throws {
        let lines = ["\u{FEFF}8-442-445;08", "", "155704849-2-2021\t32", "8-442-445,80", "nadie"]
        let outcome = Self.run(lines: lines)
        #expect(outcome.exitCode == 3)
        let rows = outcome.output.split(separator: "\n")
        #expect(rows.count == 5)
        #expect(rows[0].hasPrefix("✓") && rows[1].hasPrefix("✓") && rows[2].hasPrefix("✗") && rows[3].contains("PB-RUC-01"))
        #expect(rows[4] == "4 RUC, 2 por corregir")
        let json = Self.run("-", json: true, lines: lines).output.split(separator: "\n")
        #expect(json.count == 4)
        #expect(try JSONParser.parse(String(json[2]))["faults"]?.array?.first?["code"]?.string == "PB-RUC-13")
    }

    @Test func `a spreadsheet's decimal comma isn't taken for a DV's separator`() throws {
        let report = try Self.value(Self.run("-", json: true, lines: ["8,73E+05"]))
        #expect(report["faults"]?.array?.first?["code"]?.string == "PB-RUC-04")
    }

    @Test(arguments: [["--typ", "1", "8-442-445"], ["8-442-445", "--type", "3"], ["8-442-445", "--type"], []])
    func `words that aren't understood are a usage error`(words: [String]) {
        let outcome = RucTool.run(arguments: words, language: .en, json: false) { nil }
        #expect(outcome.exitCode == 2)
        #expect(!outcome.output.isEmpty)
    }
}

struct CatalogToolTests {
    private static func run(_ words: String..., json: Bool = false) -> ToolOutcome {
        CatalogTool.run(arguments: words, language: .es, json: json) { nil }
    }

    @Test func `without a name the lists are listed with their origin`() throws {
        let lists = try #require(try JSONParser.parse(Self.run(json: true).output).array)
        #expect(lists.count == 7)
        #expect(lists.allSatisfy { $0["origin"]?.string?.isEmpty == false && ($0["codes"]?.integer ?? 0) > 0 })
        #expect(Self.run().output.contains("641"))
    }

    @Test func `words are looked for`() throws {
        let found = try #require(try JSONParser.parse(Self.run("locations", "bella", "vista", json: true).output).array)
        #expect(found.contains { $0["code"]?.string == "8-8-7" })
        #expect(Self.run("units", "kilogramo").output.hasPrefix("kg"))
        #expect(Self.run("incoterms").output.split(separator: "\n").count == 11)
        #expect(Self.run("cpbs", "--limit", "3").output.split(separator: "\n").count == 3)
        #expect(Self.run("cpbs", "xyzzy").exitCode == 3)
    }

    @Test func `an unknown list gets the nearest name`() {
        let outcome = Self.run("unist")
        #expect(outcome.exitCode == 2 && outcome.output.contains("units"))
        #expect(Self.run("units", "--limit", "0").exitCode == 2)
    }
}
