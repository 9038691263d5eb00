import Fiscal

/// The commands that a program offers. Parser, help, completions and manual page read nothing else, so that they can't disagree.
struct CommandTable: Sendable {
    let rows: [CommandRow]

    /// All commands of this program.
    static let all = CommandTable(rows: batchRows + documentRows + upkeepRows + toolRows)

    /// The row that is called by these words.
    func row(path: [String]) -> CommandRow? {
        rows.first { $0.path == path }
    }

    /// The second words of a group such as `indoubt`; empty when the word is no group.
    func subcommands(of word: String) -> [String] {
        rows.compactMap { $0.path.count > 1 && $0.path[0] == word ? $0.path[1] : nil }
    }

    /// The first words, in the order of the table.
    var firstWords: [String] {
        var seen: Set<String> = []
        return rows.compactMap { seen.insert($0.path[0]).inserted ? $0.path[0] : nil }
    }
}
