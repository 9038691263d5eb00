import Digest
import Emit
import Fiscal
import Guards
import Ingest
import JSONText
import Ledger
import Submit

/// `run`: the batch. Reads like the document's way: take in, submit, file, report.
enum RunCommand {
    static func run(_ context: Context, _ options: RunOptions) async throws -> ExitCode {
        StopSignals.install()
        let session = try Session(context)
        return try await run(session, options)
    }

    /// The batch on a workspace that is held already.
    static func run(_ session: borrowing Session, _ options: RunOptions) async throws -> ExitCode {
        let (context, ledger, machine) = (session.context, session.ledger, session.machine)
        let clock = machine.clock
        let lanes = try session.lanes()
        let began = clock.now
        let reserve = try prepare(session)
        let plan = try options.plan.map {
            try SavedPlan.unchanged($0, session.workspace, session.configuration, ledger, context.language)
        }
        if try ledger.lastRunDied() { try machine.files.removeTemporaries(ofWorkspace: session.workspace.folder) }
        let run = try begin(session, at: began)
        try session.writeEpoch()
        let progress = RunProgress(context.screen, context.language, clock)
        let webhooks = WebhookIntake(
            ledger: ledger, workspace: session.workspace, configuration: session.configuration, context: context, machine: machine
        )
        var intake = Intake(
            ledger: ledger, workspace: session.workspace, configuration: session.configuration, machine: machine,
            language: context.language, webhooks: webhooks, hasRoom: { reserve.hasRoom }, progress: progress.intake)
        intake.plan = plan
        var takenIn = try await intake.run()
        let options = try heldBack(options, ledger, context)
        let queued = try ledger.openCount(.queued)
        let traffic = try SubmitPhase(
            configuration: session.configuration, ledger: ledger, machine: machine, workspace: session.workspace,
            reserve: reserve, lanes: lanes, progress: { progress.submission($0, queued: queued) }, takeWebhooks: webhooks.look
        ).run(options, began: began)
        progress.clear()
        takenIn.add(webhooks)
        let code = try conclude(session, run: run, began: began, takenIn: takenIn, traffic: traffic, lanes: lanes)
        try IntentJournal.remove(session.workspace, machine.files)
        return code
    }

    /// The options without a single write when too much of the batch is invalid (`--max-rejects`); what is good stays queued.
    private static func heldBack(_ options: RunOptions, _ ledger: LedgerStore, _ context: Context) throws -> RunOptions {
        guard let limit = options.maxRejects else { return options }
        let (refused, all) = try ledger.refusedSinceManifest()
        guard limit.isExceeded(by: refused, of: all) else { return options }
        context.screen.complain(Wording.tooManyRejects(refused, of: all, limit)[context.language], .warning)
        var held = options
        held.writesNothing = true
        return held
    }

    /// What must hold before a run or a `sync` begins: a clock to be trusted, folders, room on the disk.
    static func prepare(_ session: borrowing Session) throws -> Reserve {
        try refuseClockSetBack(session.ledger, session.clock, session.context.language)
        for folder in session.workspace.folders { _ = try session.machine.files.makeFolder(folder) }
        let reserve = Reserve(session.workspace, freeBytes: session.machine.freeBytes)
        guard reserve.hasRoom else {
            throw Session.Refusal(message: Wording.noRoom[session.context.language], code: .internalError)
        }
        return reserve
    }

    /// Writes the run's beginning into the ledger; returns its name.
    static func begin(_ session: borrowing Session, at time: FiscalTime) throws -> String {
        let (ledger, name) = (session.ledger, try session.ledger.newRunName(at: time, random: session.machine.random))
        try ledger.transaction {
            try ledger.beginRun(name: name, at: time, version: Version.current, configurationHash: session.configuration.hash)
            try ledger.append(event: "run", atMicros: session.clock.wallMicros(), detail: ["name": .string(name)])
        }
        return name
    }

    /// Results, report, manifest, metrics, log and the last word.
    static func conclude(
        _ session: borrowing Session, run: String, began: FiscalTime, takenIn: Intake.Outcome, traffic: SubmitProgress,
        lanes: [CompanyLane]
    ) throws -> ExitCode {
        let (context, ledger) = (session.context, session.ledger)
        let emit = EmitPhase(
            ledger: ledger, workspace: session.workspace, language: context.language, files: session.machine.files,
            writeBack: session.configuration.writeBack,
            fixRows: FixRows(
                workspace: session.workspace, configuration: session.configuration, ledger: ledger,
                language: context.language, inbox: session.machine.inbox
            ).write)
        var outcome = try emit.writeResults()
        outcome.inputs += takenIn.unregistered
        for fault in takenIn.leftAlone {
            outcome.details.add(fault, inputName: fault.value ?? "inbox/")
            guard fault.code == .webhookSecretMissing else { continue }
            context.screen.complain("\(fault.message(in: context.language)). \(fault.hint(in: context.language))", .warning)
        }
        let code = try exitCode(session, outcome, traffic, takenIn)
        let facts = RunFacts(
            id: run, startedAt: began, finishedAt: session.clock.now, version: Version.current,
            environment: session.configuration.environment, configurationSHA256: session.configuration.hash,
            exitCode: Int(code.rawValue), language: context.language)
        try ledger.transaction { try ledger.finishRun(at: facts.finishedAt, exitCode: code.rawValue) }
        let closing = RunClosing(
            ledger: ledger, workspace: session.workspace, facts: facts, outcome: outcome, traffic: traffic,
            webhooks: takenIn.webhooks, webhooksHeld: try ledger.heldWebhooks(),
            limitPerSecond: Set(lanes.map(\.perSecond)).count == 1 ? lanes[0].perSecond : nil,
            catalogues: session.configuration.changedCatalogues, program: context.program)
        try closing.write(emit)
        try session.writeEpoch()
        try closing.writeLog(context)
        if let path = session.configuration.metrics { try Metric.write(closing.metrics, to: path) }
        try closing.say(on: context)
        return code
    }

    /// A wall clock far behind the last event has been set back: dates and waits would lie (reliability.md 1.2, C19).
    private static func refuseClockSetBack(_ ledger: LedgerStore, _ clock: RunClock, _ language: Language) throws {
        let tolerance: Int64 = 5 * 60 * 1_000_000
        guard let last = try ledger.latestEventMicros(), clock.wallMicros() < last - tolerance, Guard.clockSetBack.isOn else {
            return
        }
        throw Session.Refusal(message: Wording.clockSetBack(FiscalTime(epochSeconds: last / 1_000_000))[language], code: .usage)
    }

    /// Where several apply, product.md 5 decides: in doubt and unfinished speak of the workspace, bad data of this run.
    private static func exitCode(
        _ session: borrowing Session, _ outcome: EmitPhase.Outcome, _ traffic: SubmitProgress, _ takenIn: Intake.Outcome
    ) throws -> ExitCode {
        let ledger = session.ledger
        var codes: [ExitCode] = []
        if traffic.isOutOfRoom { codes.append(.internalError) }
        if session.machine.stopGrade() > 0 { codes.append(.interrupted) }
        if !traffic.stopped.isEmpty || takenIn.webhooks.left > 0 { codes.append(.setUp) }
        if try ledger.openCount(.in_doubt) > 0 { codes.append(.inDoubt) }
        let refused: Set<DocumentState> = [.invalid, .conflict, .rejected, .dgi_rejected]
        // A webhook that was refused isn't the user's data: it is told, and the documents are asked about all the same.
        let hasBadData = outcome.inputs.contains { input in
            (input.outcome == .rejected && input.kind != FileKind.webhook.name)
                || input.tally.byState.contains { refused.contains($0.key) && $0.figures.count > 0 }
        }
        if hasBadData || traffic.rejected > 0 { codes.append(.badData) }
        for state in [DocumentState.queued, .waiting, .accepted, .authorized] where try ledger.openCount(state) > 0 {
            codes.append(.unfinished)
        }
        if try ledger.openVoids() > 0 || ledger.voidedWithoutPDF() > 0 { codes.append(.unfinished) }
        return ExitCode.first(of: codes)
    }
}

extension Context {
    /// How the program is called for this workspace, in the commands that it proposes.
    var program: String {
        workspace == Workspace(".") ? "pacbatch" : "pacbatch --workspace \(workspace.folder)"
    }
}

extension FiscalTime {
    /// A run's name: its beginning in Panama, fit for file names and in order when sorted, and a random part.
    fileprivate func runName(random: UInt64) -> String {
        let civil = civil
        var writer = ByteWriter(capacity: 24)
        writer.append(text: compactDate)
        writer.append("T")
        for part in [civil.hour, civil.minute, civil.second] { writer.append(magnitude: UInt64(part), digits: 2) }
        writer.append("-")
        writer.append(text: hexadecimal([UInt8(random >> 8 & 0xFF), UInt8(random & 0xFF)]))
        return writer.text
    }
}

extension LedgerStore {
    /// The name of a run that begins: another than every earlier run's, also in a second that a clock shows twice.
    func newRunName(at time: FiscalTime, random: () -> UInt64) throws -> String {
        while true {
            let name = time.runName(random: random())
            if try !hasRun(named: name) { return name }
        }
    }
}
