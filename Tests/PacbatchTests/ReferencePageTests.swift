import Fiscal
import Foundation
import Testing

@testable import pacbatch

/// The pages of the reference: docs/commands.md is made from the table of commands (`UPDATE_GOLDEN=1` writes it anew), docs/columnas.md names
/// every column.
struct ReferencePageTests {
    private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs")

    @Test func `the page of commands and the program say the same`() throws {
        let page = Self.docs.appending(path: "commands.md")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Self.commands.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == Self.commands, "UPDATE_GOLDEN=1 writes docs/commands.md anew")
    }

    @Test func `every column is on the page of columns`() throws {
        let page = try String(contentsOf: Self.docs.appending(path: "columnas.md"), encoding: .utf8)
        for name in OrderKey.allCases.map(\.name) + LineKey.allCases.map(\.name) {
            #expect(page.contains("`\(name)`"), "docs/columnas.md doesn't tell what \(name) holds")
        }
    }

    private static var commands: String {
        var lines = [
            "# Comandos · Commands", "",
            "Hecho del programa, made from the program: `UPDATE_GOLDEN=1 swift test --disable-xctest --filter ReferencePage`.",
            "",
            "Todos · all: " + OptionRow.everywhere.map { "`\($0.flag)`" }.joined(separator: " ") + ".", "",
        ]
        for row in CommandTable.all.rows {
            let options = row.options.isEmpty ? [] : ["", "| | | |", "|---|---|---|"] + row.options.map(option)
            lines += ["## \(row.name)", "", "**\(row.summary.es)** · \(row.summary.en)", ""]
            if !row.details.es.isEmpty { lines += [row.details.es, "", row.details.en, ""] }
            lines += row.examples.map { "    \($0)" } + options + [""]
        }
        lines += ["## Códigos de salida · Exit codes", "", "| | | |", "|---|---|---|"]
        lines += ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning.es) | \($0.meaning.en) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func option(_ row: OptionRow) -> String {
        let value = row.value.map { " " + $0.es } ?? ""
        return "| `\((row.flag + value).replacing("|", with: "\\|"))` | \(row.help.es) | \(row.help.en) |"
    }
}
