import Fiscal
import Testing

@testable import pacbatch

struct HelpTests {
    @Test(arguments: CommandTable.all.rows.map(\.path), Language.allCases)
    func `every command has help with all its options in both languages`(path: [String], language: Language) throws {
        let row = try #require(CommandTable.all.row(path: path))
        let text = HelpText(table: .all, language: language).text(path: path)
        for option in row.allOptions {
            #expect(text.contains(option.flag))
            #expect(!option.help.es.isEmpty && !option.help.en.isEmpty && option.help.es != option.help.en)
        }
        #expect(text.contains("pacbatch \(row.name)"))
        #expect(row.summary.es != row.summary.en)
        #expect(!row.examples.isEmpty)
        #expect(text.split(separator: "\n").allSatisfy { displayWidth($0) <= 110 || $0.contains("pacbatch ") })
    }

    @Test func `the examples of the help are understood`() throws {
        for row in CommandTable.all.rows {
            for example in row.examples {
                let words = shellWords(example)
                #expect(words.first == "pacbatch")
                let command = try Invocation.parse(Array(words.dropFirst()), table: .all, environment: Environment([:])).command
                #expect(command != .help(path: []), "\(example)")
            }
        }
    }

    /// The words of the first command of a line, quotes taken off.
    private func shellWords(_ line: String) -> [String] {
        var words: [String] = []
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 { words.append(String(part)) } else { words += part.split(separator: " ").map(String.init) }
        }
        return Array(words.prefix { $0 != ">" && $0 != "&&" })
    }

    @Test func `the program's help names every command and exit code`() {
        let text = HelpText(table: .all, language: .en).text(path: [])
        for row in CommandTable.all.rows { #expect(text.contains("  \(row.name) ")) }
        for code in ExitCode.allCases { #expect(text.contains("  \(code.rawValue) ")) }
    }

    @Test func `help goes to standard output and ends with 0`() async {
        let answer = await pacbatch("init", "--help")
        #expect(answer.code == .done)
        #expect(answer.data.contains("pacbatch init [DIR]"))
        #expect(answer.messages.isEmpty)
    }

    @Test func `a program without a command explains itself and ends with 2`() async {
        let answer = await pacbatch()
        #expect(answer.code == .usage)
        #expect(answer.messages.contains("pacbatch --help"))
    }
}
