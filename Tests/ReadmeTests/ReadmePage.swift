import Foundation
import Testing

/// A page for users, and the commands it shows.
struct ReadmePage: Sendable, CustomTestStringConvertible {
    /// A command with the exit code that the page gives it: `# ends with 3`, `# termina con 3`, else 0.
    struct Command: Equatable {
        let line: String
        let exitCode: Int32
    }

    /// A block of commands; its mark says where they are run.
    struct Block {
        let mark: String
        let commands: [Command]
    }

    let name: String

    var testDescription: String { name }

    static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let all = [ReadmePage(name: "README.md"), ReadmePage(name: "README.es.md")]
    /// Every page whose commands are run.
    static let runnable = all + [ReadmePage(name: "docs/tutorial.md")]

    func text() throws -> String {
        try String(contentsOf: Self.project.appending(path: name), encoding: .utf8)
    }

    /// Every ```` ```sh ```` block of the page, in order.
    func blocks() throws -> [Block] {
        var blocks: [Block] = []
        var mark: String?
        var commands: [Command] = []
        for line in try text().split(separator: "\n", omittingEmptySubsequences: false) {
            if let open = mark {
                if line == "```" {
                    blocks.append(Block(mark: open, commands: commands))
                    (mark, commands) = (nil, [])
                } else if !line.isEmpty {
                    commands.append(Self.command(String(line)))
                }
            } else if line.hasPrefix("```sh") {
                mark = line.dropFirst("```sh".count).trimmingCharacters(in: .whitespaces)
            }
        }
        return blocks
    }

    private static func command(_ line: String) -> Command {
        for words in ["# ends with ", "# termina con "] {
            if let range = line.range(of: words), let code = Int32(line[range.upperBound...].prefix(while: \.isNumber)) {
                return Command(line: line, exitCode: code)
            }
        }
        return Command(line: line, exitCode: 0)
    }

    /// The cells in back quotes of the first column of the table under a heading, `init [DIR]` and so on.
    func firstColumn(under heading: String) throws -> [String] {
        let section = try text().components(separatedBy: "\n## ").first { $0.hasPrefix(heading) } ?? ""
        return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
            row.dropFirst().split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .prefix { !$1.contains(" | ") || $0 % 2 == 1 }
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }
}
