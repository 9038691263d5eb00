import Fiscal

/// One command as parser, help, completions and manual page know it. A new command is one row in `CommandTable`, one case of `Command` and one
/// line in `Dispatch`.
struct CommandRow: Sendable {
    /// The words that call it: `["indoubt", "resolve"]`.
    let path: [String]
    let summary: Wording
    /// What the summary leaves out; empty for commands that need no more words.
    let details: Wording
    let operands: [OperandRow]
    /// Its own options; those that every command has are added by `allOptions`.
    let options: [OptionRow]
    /// Takes `--json`.
    let printsData: Bool
    /// Works on a workspace: the help shows `--workspace` and `--log`.
    let usesWorkspace: Bool
    let examples: [String]
    /// Makes the typed command of what was typed.
    let make: @Sendable (Arguments) throws(UsageError) -> Command

    init(
        _ path: String..., summary: Wording, details: Wording = Wording(es: "", en: ""), operands: [OperandRow] = [],
        options: [OptionRow] = [], printsData: Bool = true, usesWorkspace: Bool = true, examples: [String] = [],
        make: @escaping @Sendable (Arguments) throws(UsageError) -> Command
    ) {
        self.path = path
        self.summary = summary
        self.details = details
        self.operands = operands
        self.options = options
        self.printsData = printsData
        self.usesWorkspace = usesWorkspace
        self.examples = examples
        self.make = make
    }

    /// The words that call it, with spaces.
    var name: String { path.joined(separator: " ") }

    /// Its own options and those that it shares with others, in the order of the help.
    var allOptions: [OptionRow] {
        options + (usesWorkspace ? [.workspace, .log] : []) + (printsData ? [.json] : []) + OptionRow.everywhere
    }

    /// What the parser takes: a workspace and a log do no harm where they aren't used, so that a script may pass them to every command.
    var acceptedOptions: [OptionRow] { usesWorkspace ? allOptions : allOptions + [.workspace, .log] }
}
