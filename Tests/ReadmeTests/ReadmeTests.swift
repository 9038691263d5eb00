import Foundation
import Testing

@testable import pacbatch

/// What the pages promise is what the built programs do.
struct ReadmeTests {
    @Test(arguments: ReadmePage.runnable)
    func `every command of the page ends as the page says`(page: ReadmePage) async throws {
        let rehearsal = try Rehearsal()
        defer { rehearsal.end() }
        for block in try page.blocks() {
            switch block.mark {
            case "runnable": rehearsal.add(block.commands)
            case "runnable background": for command in block.commands { try rehearsal.startSandbox(command.line) }
            case "elsewhere": break
            default: Issue.record("a block of \(page.name) doesn't say where it is run: \(block.commands)")
            }
        }
        let expected = rehearsal.commands.map { "\($0.exitCode)  \($0.line)" }
        let (found, said) = try await rehearsal.run()
        #expect(found == expected, "\(said)")
        #expect(expected.count > 9)
    }

    @Test(arguments: ReadmePage.all)
    func `what the page leaves to others is run for every change`(page: ReadmePage) throws {
        let gate = try String(contentsOf: ReadmePage.project.appending(path: ".ci/run"), encoding: .utf8)
        for block in try page.blocks() where block.mark == "elsewhere" {
            for command in block.commands {
                let program = command.line.prefix { $0 != " " }
                #expect(gate.contains("step \(program)\n"), "\(command.line)")
            }
        }
    }

    @Test func `the table of commands is the program's`() throws {
        let cells = try ReadmePage.all[0].firstColumn(under: "Commands").filter { !($0.first?.isNumber ?? true) }
        let listed = Set(cells.compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(listed == Set(CommandTable.all.firstWords))
    }

    @Test(arguments: ReadmePage.all)
    func `every exit code is explained`(page: ReadmePage) throws {
        let rows = Set(
            try page.text().split(separator: "\n").filter { $0.hasPrefix("| ") }
                .compactMap { Int32($0.dropFirst(2).prefix { $0 != " " }) })
        #expect(rows == Set(ExitCode.allCases.map(\.rawValue)))
    }

    @Test(arguments: [
        "README.md", "README.es.md", "CONTRIBUTING.md", "docs/operating.md", "docs/ARCHITECTURE.md", "docs/results.md",
        "docs/README.md", "docs/tutorial.md", "docs/como-exportar.md", "docs/como-cerrar-el-mes.md", "docs/como-resolver.md",
        "docs/columnas.md", "docs/commands.md", "docs/why-never-twice.md", "docs/faults/README.md", "inbox-samples/README.md",
    ])
    func `no link leads nowhere`(name: String) throws {
        let page = ReadmePage.project.appending(path: name)
        let text = try String(contentsOf: page, encoding: .utf8)
        for piece in text.components(separatedBy: "](").dropFirst() {
            let target = String(piece.prefix { $0 != ")" })
            guard !target.hasPrefix("http"), !target.hasPrefix("#") else { continue }
            let parts = target.split(separator: "#", maxSplits: 1).map(String.init)
            let file = page.deletingLastPathComponent().appending(path: parts[0])
            #expect(FileManager.default.fileExists(atPath: file.path), "\(target)")
            guard parts.count == 2 else { continue }
            let headings = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("#") }.map(
                Self.anchor)
            #expect(headings.contains(parts[1]), "\(target)")
        }
    }

    /// The anchor that a page reader makes of a heading.
    private static func anchor(_ heading: Substring) -> String {
        let words = heading.drop { $0 == "#" || $0 == " " }.lowercased()
        return String(words.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }.map { $0 == " " ? "-" : $0 })
    }
}
