import Catalogues
import Fiscal
import Testing

@testable import pacbatch

struct ToolCommandTests {
    @Test func `a tool's answer is data, its refusal a message`() async {
        let good = await pacbatch("ruc", "155704849-2-2021", "--json")
        #expect(good.code == .done && good.messages.isEmpty)
        #expect(good.data.contains(#""dv":"32""#))
        let bad = await pacbatch("ruc", "155704849-2-2021", "--type", "3")
        #expect(bad.code == .usage && bad.data.isEmpty)
        #expect(bad.messages.contains("--type"))
    }

    @Test func `what is wrong with the data ends with 3`() async {
        #expect(await pacbatch("ruc", "x").code == .badData)
        #expect(await pacbatch("cufe", "FE01").code == .badData)
    }

    @Test func `all options of the tools are known to the table`() async {
        let words = [
            "--ruc", "155704849-2-2021", "--date", "2026-11-20", "--number", "12345", "--security", "483920175", "--environment",
            "sandbox",
        ]
        let recorder = Recorder()
        let code = await Dispatch.run(["cufe"] + words, environment: Environment([:])) { recorder.screen($0) }
        #expect(code == .done)
        #expect(recorder.data.hasPrefix("FE0120000155704849-2-2021-3200002026112000000123450010124839201754"))
        let row = CommandTable.all.row(path: ["cufe"])
        #expect(Set(row?.options.map(\.flag) ?? []) == Set(CufeFields.options))
    }

    @Test func `completion knows the catalogue's lists`() {
        #expect(CommandTable.catalogueNames == Catalogue.all.map(\.name))
    }

    @Test func `a list comes from standard input`() throws {
        var lines = ["8-442-445;08", "155704849-2-2021"]
        let recorder = Recorder()
        let global = GlobalOptions(environment: Environment([:]))
        let context = Context(global: global, environment: Environment([:]), screen: recorder.screen(global))
        let code = try ToolCommand.run(context, .ruc, []) { lines.isEmpty ? nil : lines.removeFirst() }
        #expect(code == .done)
        #expect(recorder.data.contains("8-442-445") && recorder.data.contains("155704849-2-2021"))
    }
}

struct ManualPageTests {
    @Test(arguments: Language.allCases)
    func `the manual page has every command, option and exit code`(language: Language) {
        let text = ManualPage(table: .all, language: language).text
        func escaped(_ text: String) -> String { text.replacingOccurrences("-", "\\-") }
        for row in CommandTable.all.rows {
            #expect(text.contains(".SS pacbatch \(row.name)"))
            for option in row.allOptions { #expect(text.contains("\\fB\(escaped(option.flag))")) }
        }
        for code in ExitCode.allCases { #expect(text.contains("\\fB\(code.rawValue)\\fR")) }
    }

    @Test func `no line begins with a request that isn't one`() {
        let requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br"]
        for line in ManualPage(table: .all, language: .es).text.split(separator: "\n")
        where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains { line == $0 || line.hasPrefix($0 + " ") }, "\(line)")
        }
    }
}
