import Emit
import Fiscal
import JSONText
import Ledger
import Submit

/// `void ID --reason TEXT`: carried out at once, alone. The request is put down as a file of orders like any other (kind `void`), so that it has
/// its archive, its result line and its way through a crash: what this command doesn't finish, the next `run` does.
enum VoidCommand {
    static func run(_ context: Context, _ options: VoidOptions) async throws -> ExitCode {
        StopSignals.install()
        let session = try Session(context)
        return try await run(session, options)
    }

    private static func run(_ session: borrowing Session, _ options: VoidOptions) async throws -> ExitCode {
        let (ledger, clock) = (session.ledger, session.clock)
        let target = try target(session, options)
        let lanes = try session.lanes().filter { $0.id == target.company }
        guard !lanes.isEmpty else {
            throw Session.Refusal(message: Wording.companyGone(target.company)[session.context.language], code: .setUp)
        }
        let reserve = try RunCommand.prepare(session)
        let began = clock.now
        let name = try session.ledger.newRunName(at: began, random: session.machine.random)
        try ledger.transaction {
            try ledger.beginRun(name: name, at: began, version: Version.current, configurationHash: session.configuration.hash)
            try ledger.append(event: "run", atMicros: clock.wallMicros(), detail: ["name": .string(name), "command": "void"])
        }
        try session.writeEpoch()
        let request = try await takeIn(session, target, options.reason, run: name)
        var traffic = SubmitProgress()
        if try ledger.document(id: request)?.state == .queued {
            var phase = SubmitPhase(
                configuration: session.configuration, ledger: ledger, machine: session.machine, workspace: session.workspace,
                reserve: reserve, lanes: lanes, progress: { _ in }, takeWebhooks: {})
            phase.onlyVoid = request
            traffic = try phase.run(RunOptions(wait: options.wait ?? waitDefault), began: began)
        }
        let code = try exitCode(ledger, request, traffic)
        try ledger.transaction { try ledger.finishRun(at: clock.now, exitCode: code.rawValue) }
        try session.writeEpoch()
        _ = try EmitPhase(session).writeResults()
        try say(session, request, target, traffic)
        return code
    }

    /// Most documents have the DGI's word within half a minute (pac-api.md 3.6).
    private static let waitDefault = Duration.seconds(60)

    // MARK: - What is voided

    /// The document that is meant, in a state in which it can be voided; everything else is refused before anything is written.
    private static func target(_ session: borrowing Session, _ options: VoidOptions) throws -> DocumentRow {
        let (ledger, language) = (session.ledger, session.context.language)
        let found = try ledger.documents(named: options.id).filter { $0.kind != .void && ($0.holdsKey || $0.pacID != nil) }
        guard let first = found.first else {
            throw Session.Refusal(message: Wording.unknownID(options.id)[language], code: .usage)
        }
        let judged = try found.map { ($0, try fault(session, $0)) }
        let voidable = judged.filter { $0.1 == nil }.map(\.0)
        if voidable.count > 1 {
            throw Session.Refusal(message: Wording.severalDocuments(options.id, voidable)[language], code: .usage)
        }
        let count = options.reason.unicodeScalars.count
        if !(15...1000).contains(count) {
            throw refusal(Fault(.voidReasonLength, facts: ["count": String(count)]), language)
        }
        guard let target = voidable.first else {
            throw refusal(judged.compactMap(\.1).first ?? VoidDecision.notVoidable(first), language)
        }
        return target
    }

    /// Why a document can't be voided; nil when it can, at once or as soon as the DGI has authorized it.
    private static func fault(_ session: borrowing Session, _ row: DocumentRow) throws -> Fault? {
        let hasOther = try session.ledger.liveVoid(of: row.id) != nil
        let decision = VoidDecision(
            target: row, hasOther: hasOther, windowSeconds: session.configuration.voidWindowSeconds, now: session.clock.now)
        switch decision {
        case .goes: return nil
        // What was never begun needs no void.
        case .waits: return row.numeration == nil ? VoidDecision.notVoidable(row) : nil
        case .refused(let fault): return fault
        }
    }

    private static func refusal(_ fault: Fault, _ language: Language) -> Session.Refusal {
        Session.Refusal(
            message: "\(fault.code.code): \(fault.message(in: language)). \(fault.hint(in: language))", code: .usage)
    }

    // MARK: - The request

    /// Writes the request into `work/` and takes it in. Returns the request's document.
    private static func takeIn(
        _ session: borrowing Session, _ target: DocumentRow, _ reason: String, run: String
    ) async throws -> Int64 {
        var order: JSONObject = JSONObject()
        order["company"] = .string(target.company)
        order["kind"] = "void"
        if let id = target.pacID {
            order["document_id"] = .string(id)
        } else {
            order["order_id"] = JSONValue(target.orderID)
            order["void_kind"] = .string(target.kind.rawValue)
        }
        order["reason"] = .string(reason)
        order["notes"] = .string("pacbatch void \(run)")
        let name = "void-\(run).json"
        try FileSystem.create(session.workspace.work + "/" + name, Array((JSONValue.object(order).text + "\n").utf8))
        let webhooks = WebhookIntake(
            ledger: session.ledger, workspace: session.workspace, configuration: session.configuration, context: session.context,
            machine: session.machine)
        var intake = Intake(
            ledger: session.ledger, workspace: session.workspace, configuration: session.configuration, machine: session.machine,
            language: session.context.language, webhooks: webhooks, hasRoom: { true }, progress: { _ in })
        guard let request = try await intake.take(fileInWork: name) else {
            throw Session.Refusal(message: Wording.requestNotTaken(name)[session.context.language], code: .internalError)
        }
        return request
    }

    // MARK: - What came of it

    private static func exitCode(_ ledger: LedgerStore, _ request: Int64, _ traffic: SubmitProgress) throws -> ExitCode {
        switch try ledger.document(id: request)?.state {
        case .voided: .done
        case .invalid, .duplicate, nil: .usage
        default: traffic.stopped.isEmpty ? .unfinished : .setUp
        }
    }

    private static func say(
        _ session: borrowing Session, _ request: Int64, _ target: DocumentRow, _ traffic: SubmitProgress
    ) throws {
        let (context, ledger) = (session.context, session.ledger)
        guard let row = try ledger.document(id: request), let now = try ledger.document(id: target.id) else { return }
        let faults = try ledger.faults(ofDocument: request)
        for (company, reason) in traffic.stopped {
            context.screen.complain(Wording.companyStopped(company, reason)[context.language], .warning)
        }
        for fault in faults where fault.severity != .info {
            let text = "\(fault.code.code): \(fault.message(in: context.language)). \(fault.hint(in: context.language))"
            context.screen.complain(printable(text), fault.severity == .error ? .bad : .warning)
        }
        let words = Wording.voidStands(row, now, program: context.program)[context.language]
        if row.state != .invalid { context.screen.say(printable(words), row.state == .voided ? .good : .warning) }
        guard context.global.json else { return }
        context.data([
            "schema": "pacbatch.void", "schema_version": 1, "state": .string(row.state.rawValue),
            "event_id": JSONValue(row.pacID),
            "event_status": JSONValue(row.legalStatus?.word), "reason": JSONValue(row.voidReason),
            "document": now.stand,
            "faults": .array(faults.map { $0.json(file: "", orderID: nil, language: context.language) }),
        ])
    }
}

extension EmitPhase {
    /// The results of a command's session.
    init(_ session: borrowing Session) {
        self.init(
            ledger: session.ledger, workspace: session.workspace, language: session.context.language,
            files: session.machine.files,
            fixRows: FixRows(
                workspace: session.workspace, configuration: session.configuration, ledger: session.ledger,
                language: session.context.language, inbox: session.machine.inbox
            ).write)
    }
}
