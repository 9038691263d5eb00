import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// `plan`: what `run` would do, without doing it. Leaves inbox and ledger as they are.
enum PlanCommand {
    static func run(_ context: Context, _ options: PlanOptions) async throws -> ExitCode {
        let configuration = try Session.configuration(context)
        return try await run(context, configuration, options)
    }

    private static func run(_ context: Context, _ configuration: Configuration, _ options: PlanOptions) async throws -> ExitCode {
        let workspace = context.workspace
        let ledger = try existingLedger(workspace, configuration, context.language)
        let clock = RunClock.system
        var planner = try Planner(
            configuration: configuration, workspace: workspace, ledger: try ledger?.isEmpty() == false ? ledger : nil,
            now: clock.now,
            temporaryFolder: context.environment["TMPDIR"] ?? "/var/tmp")
        var page = PlanPage(context, files: [])
        page.begin()
        let inbox = Inbox(workspace: workspace.folder)
        let webhooks = WebhookJudge(configuration, context, fileSystem: inbox.fileSystem)
        let inputs = try planner.inRunOrder(try InboxWatch.settled(inbox, .system).files)
        for (index, input) in inputs.enumerated() {
            page.files.append(input.file.name)
            page.kinds.append(input.kind)
            if input.kind == .webhook {
                planner.passOver()
                if let fault = try webhooks.verdict(on: input.file).fault { page.add(fault, file: input.file.name, document: "") }
                continue
            }
            try await planner.take(index, of: inputs) { fault, orderID in
                page.add(fault, file: input.file.name, document: orderID)
            }
        }
        try planner.finish { finding in page.add(finding) }
        page.finish(planner.tallies, before: try PlanPage.Before(ledger))
        if let out = options.out {
            let plan = try SavedPlan.now(inputs.map(\.file), configuration, ledger, all: page.all)
            try FileSystem.replace(FileSystem.absolute(out), Array((plan.json.text + "\n").utf8))
        }
        return try exitCode(planner.tallies, page, ledger)
    }

    /// The ledger read-only; nil before the first run.
    private static func existingLedger(_ workspace: Workspace, _ configuration: Configuration, _ language: Language) throws
        -> LedgerStore?
    {
        do {
            return try LedgerStore(path: workspace.ledger, environment: configuration.environment, readOnly: true)
        } catch LedgerRefusal.missing {
            return nil
        } catch let refusal as LedgerRefusal {
            throw Session.Refusal(message: refusal.message(in: language), code: .usage)
        }
    }

    private static func exitCode(_ tallies: [Tally], _ page: PlanPage, _ ledger: LedgerStore?) throws -> ExitCode {
        var codes: [ExitCode] = []
        if try ledger?.openCount(.in_doubt) ?? 0 > 0 { codes.append(.inDoubt) }
        let refused: Set<DocumentState> = [.invalid, .conflict]
        let hasRefused = tallies.contains { tally in tally.byState.contains { refused.contains($0.key) && $0.figures.count > 0 } }
        if hasRefused || page.hasUnusableFile { codes.append(.badData) }
        return ExitCode.first(of: codes)
    }
}
