import Fiscal
private import Glibc

/// `ruc`, `cufe` and `catalog`: the tools give text and exit code, this puts the text where it belongs.
enum ToolCommand {
    static func run(_ context: Context, _ tool: Tool, _ words: [String], standardInput: () -> String? = nextLine) -> ExitCode {
        let (language, json) = (context.language, context.global.json)
        let outcome =
            switch tool {
            case .ruc: RucTool.run(arguments: words, language: language, json: json, standardInput: standardInput)
            case .cufe: CufeTool.run(arguments: words, language: language, json: json, standardInput: standardInput)
            case .catalog: CatalogTool.run(arguments: words, language: language, json: json, standardInput: standardInput)
            }
        let code = ExitCode(rawValue: outcome.exitCode) ?? .internalError
        if code == .usage {
            context.screen.complain(String(outcome.output.reversed().drop { $0 == "\n" }.reversed()), .plain)
        } else {
            context.screen.data(outcome.output)
        }
        return code
    }

    /// The next line of standard input; nil at its end, and when it's a terminal: nobody is left waiting for a list that never comes.
    static func nextLine() -> String? {
        isatty(STDIN_FILENO) == 1 ? nil : readLine()
    }
}
