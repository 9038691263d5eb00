import Digest
import Emit
import Fiscal
import JSONText
import Ledger
import Submit

/// `report`: the page of a run as its documents stand now, or the summary of a month for the closing. The page that the run itself wrote stays as
/// it is: its manifest names its hash.
enum ReportCommand {
    static func run(_ context: Context, _ options: ReportOptions, clock: RunClock = Machine.system.clock) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let configuration = try Session.configuration(context)
            if let period = options.period { return try month(period, ledger, configuration, context, now: clock.now) }
            guard let row = try ledger.run(named: options.run) else {
                let known = try ledger.runNames(limit: 5)
                context.screen.complain(Wording.unknownRun(options.run, known: known)[context.language])
                return .usage
            }
            let review = RunReview(run: row, ledger: ledger, configuration: configuration, context: context, now: clock.now)
            let page = try review.report()
            let file = try write(page.page, named: "run-\(row.name).now.html", context)
            if context.global.json { context.data(.object(page.manifest.summary)) } else { context.screen.data(file + "\n") }
            context.screen.say(page.verdict.headline + ". " + page.verdict.sentence)
            return .done
        }
    }

    private static func month(
        _ period: Period, _ ledger: LedgerStore, _ configuration: Configuration, _ context: Context, now: FiscalTime
    ) throws -> ExitCode {
        var summary = PeriodSummary(year: period.year, month: period.month)
        guard let moments = summary.moments else { return .usage }
        try ledger.documents(issuedFrom: moments.start, to: moments.end) { summary.add($0) }
        let page = summary.page(in: context.language, at: now, environment: configuration.environment, version: Version.current)
        let digits = period.month < 10 ? "0\(period.month)" : "\(period.month)"
        let file = try write(page, named: "period-\(period.year)-\(digits).html", context)
        if context.global.json {
            context.data(summary.json)
        } else {
            context.screen.data(file + "\n")
        }
        if summary.isOpen { context.screen.say(Wording.monthIsOpen[context.language], .warning) }
        return .done
    }

    /// Writes a page under `reports/`; returns its path.
    private static func write(_ page: [UInt8], named name: String, _ context: Context) throws -> String {
        try Emit.FileOperations.posix.makeFolders("reports", below: context.workspace.folder)
        return try AtomicFile.write(page, folder: context.workspace.folder + "/reports", name: name).path
    }
}

/// A run told again from the ledger: its inputs and the documents it worked on, as they stand now.
struct RunReview {
    let run: RunRow
    let ledger: LedgerStore
    let configuration: Configuration
    let context: Context
    let now: FiscalTime

    func report() throws -> Report {
        var inputs: [Manifest.Input] = []
        var carriedOver = Tally()
        var validity = ValidityTally()
        var details = ReportDetails()
        var fixFiles: [String] = []
        for entry in try ledger.inputs(ofRun: run.id) {
            let tally = try collect(entry.input, &details, &validity, &fixFiles)
            if entry.isOwn { inputs.append(Manifest.Input(entry.input, tally: tally)) } else { carriedOver.add(tally) }
        }
        let traffic = try ledger.traffic(of: run)
        var all = carriedOver
        for input in inputs { all.add(input.tally) }
        let code = exitCode(all)
        let facts = RunFacts(
            id: run.name, startedAt: run.startedAt, finishedAt: run.finishedAt ?? now, version: run.version,
            environment: configuration.environment, configurationSHA256: run.configurationHash,
            exitCode: run.exitCode ?? Int(ExitCode.interrupted.rawValue), language: context.language)
        var calls = PacTraffic()
        calls.requests = traffic.posts + traffic.reads
        calls.writes = traffic.posts
        calls.retries = traffic.retries
        calls.throttles = traffic.throttles
        let manifest = Manifest(
            run: facts, inputs: inputs, carriedOver: carriedOver, validity: validity, traffic: calls,
            chainHead: hexadecimal(ledger.chainHead), previousSHA256: nil)
        var verdict = Verdict(
            exitCode: Int(code.rawValue), tally: all, fixFiles: fixFiles, corrected: details.corrected.all.count,
            refusedFiles: inputs.count { $0.reason != nil },
            program: context.program, language: context.language)
        verdict.sentence = Wording.asOf(now)[context.language] + " " + verdict.sentence
        return Report(manifest: manifest, details: details, submissions: histogram(traffic), verdict: verdict)
    }

    private func collect(
        _ input: InputRow, _ details: inout ReportDetails, _ validity: inout ValidityTally, _ fixFiles: inout [String]
    ) throws -> Tally {
        var tally = Tally()
        var needsFix = false
        for fault in try ledger.faults(ofInput: input.id) { details.add(fault, inputName: input.name) }
        try ledger.documents(ofInput: input.id) { row in
            tally.add(row)
            validity.add(row)
            needsFix = needsFix || row.needsFix
            let attemptedAt = row.state == .in_doubt ? try ledger.lastAttempt(ofDocument: row.id) : nil
            details.add(row, faults: try ledger.faults(ofDocument: row.id), input: input, attemptedAt: attemptedAt)
        }
        if needsFix {
            fixFiles.append("results/" + ResultNames.fix(stem: ResultNames.stem(of: input)))
        }
        return tally
    }

    /// What the run would end with if it ended now, by its own documents.
    private func exitCode(_ tally: Tally) -> ExitCode {
        if tally[.in_doubt].count > 0 { return .inDoubt }
        if tally.figures(where: { $0.state.isRefused }).count > 0 { return .badData }
        return tally.figures { $0.state.isOnItsWay }.count > 0 ? .unfinished : .done
    }

    private func histogram(_ traffic: RunTraffic) -> SubmissionHistogram? {
        guard traffic.posts > 0 else { return nil }
        let rates = Set(configuration.companies.map(\.rate.perSecond.micros))
        let limit = rates.count == 1 ? rates.first.map { Int($0 / 1000) } : nil
        return SubmissionHistogram(start: run.startedAt, postsBySecond: traffic.postsBySecond, limitPerKilosecond: limit)
    }
}

extension Wording {
    static func asOf(_ time: FiscalTime) -> Wording {
        let moment = time.text.prefix(16).replacing("T", with: " ")
        return Wording(es: "Al \(moment).", en: "As of \(moment).")
    }

    static let monthIsOpen = Wording(
        es: "El mes tiene documentos sin terminar: sus cifras todavía pueden cambiar.",
        en: "The month has unfinished documents: its figures can still change.")

    static func unknownRun(_ name: String?, known: [String]) -> Wording {
        let list = known.joined(separator: ", ")
        guard let name else { return Wording(es: "Todavía no hay ninguna corrida.", en: "There is no run yet.") }
        return Wording(
            es: "No hay una corrida «\(printable(name))». Las últimas: \(list).",
            en: "There is no run “\(printable(name))”. The last ones: \(list).")
    }
}
