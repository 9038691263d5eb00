import Fiscal
import JSONText

/// What a command works with.
struct Context: Sendable {
    let global: GlobalOptions
    let environment: Environment
    let screen: Screen

    var language: Language { global.language }
    var workspace: Workspace { Workspace(global.workspace) }

    /// Prints JSON as one line of data.
    func data(_ value: JSONValue) { screen.data(value.text + "\n") }
}

/// Reads a command line, does what it says and gives the program's exit code.
enum Dispatch {
    /// - Parameter screen: makes the screen once the options are known.
    static func run(_ words: [String], environment: Environment, screen: @Sendable (GlobalOptions) -> Screen) async -> ExitCode {
        let invocation: Invocation
        do throws(UsageError) {
            invocation = try Invocation.parse(words, environment: environment)
        } catch {
            screen(GlobalOptions(environment: environment)).complain(
                error.message(in: Invocation.language(of: words, environment: environment)), .plain)
            return .usage
        }
        let context = Context(global: invocation.global, environment: environment, screen: screen(invocation.global))
        do {
            return try await run(invocation.command, context)
        } catch let refusal as Session.Refusal {
            context.screen.complain(refusal.message)
            return refusal.code
        } catch {
            context.screen.complain(Wording.failed(error)[context.language])
            return .internalError
        }
    }
}

extension Dispatch {
    private static func run(_ command: Command, _ context: Context) async throws -> ExitCode {
        let table = CommandTable.all
        switch command {
        case .help(let path):
            context.screen.data(HelpText(table: table, language: context.language).text(path: path))
            return .done
        case .completions(let shell):
            context.screen.data(Completions(table: table, language: context.language).script(for: shell))
            return .done
        case .manual:
            context.screen.data(ManualPage(table: table, language: context.language).text)
            return .done
        case .version: return VersionCommand.run(context, libraries: LibraryVersion.linked)
        case .initialize(let directory): return InitCommand.run(context, directory: directory)
        case .doctor: return DoctorCommand.run(context, probes: .standard)
        case .plan(let options): return try await PlanCommand.run(context, options)
        case .run(let options): return try await RunCommand.run(context, options)
        case .reconcile(let options): return try ReconcileCommand.run(context, options)
        case .verify(let repair): return try VerifyCommand.run(context, repair: repair)
        case .status: return try StatusCommand.run(context)
        case .show(let id): return try ShowCommand.run(context, id: id)
        case .why(let id): return try WhyCommand.run(context, id: id)
        case .keys: return try KeysCommand.run(context)
        case .sync(let ids): return try SyncCommand.run(context, ids: ids)
        case .notify(let options): return try NotifyCommand.run(context, options)
        case .trace(let id, let field): return try TraceCommand.run(context, id: id, field: field)
        case .report(let options): return try ReportCommand.run(context, options)
        case .explain(let word): return ExplainCommand.run(context, word: word)
        case .void(let options): return try await VoidCommand.run(context, options)
        case .retry(let options): return try RetryCommand.run(context, options)
        case .inDoubtList: return try InDoubtCommand.list(context)
        case .inDoubtResolve(let options): return try InDoubtCommand.resolve(context, options)
        case .importSet(let options): return try ImportCommand.set(context, options)
        case .promote(let id): return try PromoteCommand.run(context, id: id)
        case .export(let options): return try ExportCommand.run(context, options)
        case .delete(let id): return try DeleteCommand.run(context, id: id)
        case .tool(let tool, let words): return try ToolCommand.run(context, tool, words)
        case .profileInit(let sample): return ProfileInitCommand.run(context, sample: sample)
        }
    }
}
