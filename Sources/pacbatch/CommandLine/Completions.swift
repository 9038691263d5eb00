import Fiscal

/// Writes the completion scripts of the shells from the table.
struct Completions: Sendable {
    let table: CommandTable
    let language: Language

    func script(for shell: Shell) -> String {
        switch shell {
        case .bash: bash
        case .zsh: zsh
        case .fish: fish
        }
    }

    /// All options of all commands that take a value, each once, for completing the value.
    var optionsWithValue: [OptionRow] {
        var seen: Set<String> = []
        return (OptionRow.global + table.rows.flatMap(\.options)).filter { $0.value != nil && seen.insert($0.name).inserted }
    }

    /// The words that lead to a command and aren't one themselves.
    var groups: [String] { table.firstWords.filter { !table.subcommands(of: $0).isEmpty } }
}
