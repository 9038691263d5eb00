import Digest
import Emit
import Fiscal
import JSONText
import Ledger
import Submit

/// The end of a run: report, manifest, and what is said on the screen.
struct RunClosing {
    let ledger: LedgerStore
    let workspace: Workspace
    let facts: RunFacts
    let outcome: EmitPhase.Outcome
    let traffic: SubmitProgress
    /// Webhooks that this run took in or refused.
    let webhooks: WebhookIntake.Counts
    /// Webhooks that wait for their document, of all runs.
    let webhooksHeld: Int
    /// Document writes a second that the configuration allows; nil where several limits are in force.
    let limitPerSecond: Double?
    /// Code lists that aren't the built-in ones.
    let catalogues: [ChangedCatalogue]
    /// How the program is called in this workspace.
    let program: String

    /// Writes the report, then the manifest that names it, and takes the manifest's hash into the ledger for the next one.
    func write(_ emit: EmitPhase) throws {
        let manifest = try manifest
        let report = Report(
            manifest: manifest, details: outcome.details, submissions: submissions, verdict: verdict,
            stopped: traffic.stopped.sorted { $0.key < $1.key }.map { (company: $0.key, reason: $0.value) })
        let page = try report.write(workspace: workspace.folder, operations: emit.files)
        var writer = try ManifestWriter(manifest, workspace: workspace.folder, operations: emit.files)
        for state in [DocumentState.in_doubt, .queued, .waiting, .accepted, .authorized] {
            try ledger.documents(in: state) { row in
                guard let id = try emit.recordID(ofDocument: row.id) else { return }
                try writer.add(incomplete: Manifest.Incomplete(id: id, row: row))
            }
        }
        for output in outcome.outputs + [Manifest.Output(page, workspace: workspace.folder)] { try writer.add(output: output) }
        let file = try writer.finish()
        try ledger.transaction { try ledger.recordManifest(sha256: file.sha256) }
    }

    private var manifest: Manifest {
        get throws {
            var manifest = Manifest(
                run: facts, inputs: outcome.inputs, carriedOver: outcome.carriedOver, validity: outcome.validity,
                traffic: pacTraffic,
                webhooks: .init(taken: webhooks.taken, rejected: webhooks.rejected, held: webhooksHeld),
                chainHead: hexadecimal(ledger.chainHead), previousSHA256: try ledger.previousManifest())
            manifest.catalogues = catalogues
            return manifest
        }
    }

    private var submissions: SubmissionHistogram? {
        guard traffic.posts > 0 else { return nil }
        return SubmissionHistogram(
            start: facts.startedAt, postsBySecond: traffic.postsBySecond,
            limitPerKilosecond: limitPerSecond.map { Int($0 * 1000) })
    }

    private var pacTraffic: PacTraffic {
        var calls = PacTraffic()
        calls.requests = traffic.posts + traffic.reads
        calls.writes = traffic.posts
        calls.statusCalls = traffic.statusCalls
        calls.retries = traffic.retries
        calls.throttles = traffic.throttles
        calls.longestWaitMilliseconds = Int(traffic.longestWaitSeconds * 1000)
        return calls
    }

    private var verdict: Verdict {
        Verdict(
            exitCode: facts.exitCode, tally: outcome.tally, fixFiles: outcome.fixFiles,
            corrected: outcome.details.corrected.all.count, refusedFiles: outcome.inputs.count { $0.reason != nil },
            program: program, language: facts.language)
    }

    /// Says what the run did and what to do next.
    func say(on context: Context) throws {
        let (screen, verdict) = (context.screen, verdict)
        FaultDigest(outcome.details).show(on: screen, language: context.language)
        for (state, figures) in outcome.tally.byState {
            screen.say(
                "  \(StateTexts(state).name[context.language]): \(grouped(figures.count)) · B/. \(figures.total.groupedText)")
        }
        for (company, reason) in traffic.stopped.sorted(by: { $0.key < $1.key }) {
            screen.complain(Wording.companyStopped(company, reason)[context.language], .warning)
        }
        if traffic.isOutOfRoom { screen.complain(Wording.noRoom[context.language]) }
        if let words = Wording.webhooks(webhooks, held: webhooksHeld) {
            screen.say(words[context.language], webhooks.rejected + webhooks.left > 0 ? .warning : .plain)
        }
        for (company, reason) in traffic.failedLookups.sorted(by: { $0.key < $1.key }) {
            screen.complain(Wording.lookupFailed(company, reason)[context.language], .warning)
        }
        for (company, reason) in traffic.failedImportAsks.sorted(by: { $0.key < $1.key }) {
            screen.complain(Wording.importsNotAsked(company, reason)[context.language], .warning)
        }
        if traffic.importsKnown + traffic.importsUnknown > 0 {
            screen.say("  " + Wording.importsAsked(traffic.importsKnown, unknown: traffic.importsUnknown)[context.language])
        }
        if traffic.provedAbsent > 0 { screen.say("  " + Wording.provedAbsent(traffic.provedAbsent)[context.language]) }
        if traffic.adopted > 0 { screen.say("  " + Wording.adopted(traffic.adopted)[context.language]) }
        if traffic.isBudgetSpent { screen.complain(Wording.budgetSpent[context.language], .warning) }
        screen.say("\(verdict.headline). \(verdict.sentence)", verdict.mood == .done ? .good : .warning)
        for step in verdict.steps {
            let lines = step.command?.split(separator: "\n").map(String.init) ?? []
            screen.say("  \(step.purpose)" + (lines.count == 1 ? " " + lines[0] : ""))
            if lines.count > 1 { for line in lines { screen.say("    \(line)") } }
        }
        screen.say(Wording.whereThingsAre(facts.id)[context.language], .faint)
        if context.global.json { context.data(.object(try manifest.summary)) }
    }
}
