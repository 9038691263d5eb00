import Catalogues
import Fiscal
private import Glibc

/// `ruc`, `cufe` and `catalog`: the tools give text and exit code, this puts the text where it belongs.
enum ToolCommand {
    static func run(
        _ context: Context, _ tool: Tool, _ words: [String], standardInput: () -> String? = nextLine
    ) throws -> ExitCode {
        if tool == .catalog, words == ["refresh"] { return try CatalogRefresh.run(context) }
        let (language, json) = (context.language, context.global.json)
        let outcome =
            switch tool {
            case .ruc: RucTool.run(arguments: words, language: language, json: json, standardInput: standardInput)
            case .cufe: CufeTool.run(arguments: words, language: language, json: json, standardInput: standardInput)
            case .catalog:
                CatalogTool.run(
                    arguments: words, language: language, json: json, catalogues: catalogues(context),
                    standardInput: standardInput)
            }
        let code = ExitCode(rawValue: outcome.exitCode) ?? .internalError
        if code == .usage {
            context.screen.complain(String(outcome.output.reversed().drop { $0 == "\n" }.reversed()), .plain)
        } else {
            context.screen.data(outcome.output)
        }
        return code
    }

    /// The workspace's lists; outside of one, or where its configuration is wrong, the built-in ones.
    private static func catalogues(_ context: Context) -> CatalogueSet {
        do throws(ConfigurationError) {
            return try Configuration.load(context.workspace, environment: context.environment).catalogues
        } catch {
            if case .missing = error { return .builtIn }
            context.screen.complain(error.message(in: context.language), .warning)
            return .builtIn
        }
    }

    /// The next line of standard input; nil at its end, and when it's a terminal: nobody is left waiting for a list that never comes.
    static func nextLine() -> String? {
        isatty(STDIN_FILENO) == 1 ? nil : readLine()
    }
}
