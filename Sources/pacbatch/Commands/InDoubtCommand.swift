import Fiscal
import JSONText
import Ledger
import Submit

/// `indoubt list`: every document that the PAC may or may not have, with all that is needed to look it up in the PAC's portal and the exact next
/// command.
enum InDoubtCommand {
    static func list(_ context: Context) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let configuration = try Session.configuration(context)
            var cases: [DoubtCase] = []
            try ledger.documents(in: .in_doubt) { row in if row.kind != .void { cases.append(DoubtCase(row)) } }
            for index in cases.indices { try cases[index].fill(ledger, program: context.program) }
            if context.global.json {
                context.data([
                    "schema": "pacbatch.indoubt", "schema_version": 1, "lookup": .string(configuration.pac.lookup.rawValue),
                    "resubmit": .string(configuration.pac.resubmit.rawValue),
                    "documents": .array(cases.map { $0.json(configuration) }),
                ])
            } else {
                say(cases, context)
            }
            return .done
        }
    }

    private static func say(_ cases: [DoubtCase], _ context: Context) {
        let (screen, language) = (context.screen, context.language)
        guard !cases.isEmpty else { return screen.say(Wording.nothingInDoubt[language], .good) }
        var table = TextTable(Wording.doubtColumns.map { TextTable.Column($0[language], isKept: true) })
        for doubt in cases { table.add(doubt.cells) }
        // Nothing of it may be cut: where the table doesn't fit, each document is told below.
        let lines = table.lines(width: screen.width)
        let fits = lines.allSatisfy { displayWidth($0) <= screen.width }
        if fits { screen.data(lines.map { $0 + "\n" }.joined()) }
        for doubt in cases {
            let row = doubt.row
            screen.data("\n\(printable(row.orderID ?? doubt.name)) · CUFE \(row.expectedCufe ?? "")\n")
            if !fits {
                let told = zip(Wording.doubtColumns, doubt.cells).filter { !$1.isEmpty }.map {
                    "\($0[language]) \(printable($1))"
                }
                for line in fold(told.joined(separator: " · "), width: screen.width - 2) { screen.data("  \(line)\n") }
            }
            if let alarm = doubt.alarm { screen.data("  \(Wording.alarm(alarm)[language])\n") }
            screen.data("  \(Wording.isThere[language]) \(doubt.received)\n")
            screen.data("  \(Wording.isNotThere[language]) \(doubt.notReceived)\n")
        }
        screen.data("\n" + fold(Wording.lookInThePortal[language], width: screen.width).map { $0 + "\n" }.joined())
    }

    // MARK: - The operator's verdict

    static func resolve(_ context: Context, _ options: ResolveOptions) throws -> ExitCode {
        try Errand.run(context, "indoubt resolve") { session in
            let row = try document(session, options.id)
            let verdict: JSONValue = [
                "verdict": options.verdict == .notReceived ? "not-received" : "received",
                "evidence": .string(options.evidence), "operator": .string(context.environment.operatorName),
            ]
            switch options.verdict {
            case .notReceived: return try putBack(session, row, verdict, options.evidence)
            case .received(let id): return try adopt(session, row, id, verdict)
            }
        }
    }

    /// The one document in doubt that is meant.
    private static func document(_ session: borrowing Session, _ name: String) throws -> DocumentRow {
        let language = session.context.language
        let named = try session.ledger.documentsAndVoids(named: name)
        let found = named.filter { $0.kind != .void }
        if found.allSatisfy({ $0.state != .in_doubt }), named.contains(where: { $0.kind == .void && $0.state == .in_doubt }) {
            throw Session.Refusal(
                message: Wording.voidSettlesItself(name, session.context.program)[language], code: .usage)
        }
        let doubtful = found.filter { $0.state == .in_doubt }
        guard doubtful.count <= 1 else {
            let names = doubtful.compactMap(\.expectedCufe)
            throw Session.Refusal(message: Wording.severalInDoubt(name, names)[language], code: .usage)
        }
        guard let row = doubtful.first else {
            let words = found.last.map { Wording.notInDoubt(name, $0.state) } ?? Wording.unknownID(name)
            throw Session.Refusal(message: words[language], code: .usage)
        }
        guard try !session.ledger.hasOpenAttempt(document: row.id) else {
            throw Session.Refusal(message: Wording.runFirst(name, session.context.program)[language], code: .usage)
        }
        return row
    }

    /// "The PAC doesn't have it": the verdict is kept, and the same bytes go out once more with the next run.
    private static func putBack(_ session: borrowing Session, _ row: DocumentRow, _ verdict: JSONValue, _ evidence: String) throws
        -> ExitCode
    {
        let (ledger, now) = (session.ledger, session.clock.wallMicros())
        let context = session.context
        guard row.numeration != nil else {
            try ledger.transaction { try ledger.release(document: row.id, atMicros: now, detail: verdict) }
            context.screen.say(Wording.willBeSent(row, context.program)[context.language], .good)
            try publish(session, row, verdict, outcome: "queued", detail: nil)
            return .done
        }
        try ledger.transaction {
            try ledger.putBack(document: row.id, event: "verdict", atMicros: now, detail: verdict)
            let facts = ["proof": evidence, "numeration": row.numeration ?? ""]
            try ledger.append(fault: Fault(.sentAgain, facts: facts), document: row.id)
        }
        context.screen.say(Wording.willBeSentAgain(row, context.program)[context.language], .good)
        try publish(session, row, verdict, outcome: "queued", detail: nil)
        return .done
    }

    /// "The PAC has it under this id": asked for, compared, adopted.
    private static func adopt(_ session: borrowing Session, _ row: DocumentRow, _ id: String, _ verdict: JSONValue) throws
        -> ExitCode
    {
        let context = session.context
        let phase = SubmitPhase(
            configuration: session.configuration, ledger: session.ledger, machine: session.machine, workspace: session.workspace,
            reserve: Reserve(session.workspace, freeBytes: session.machine.freeBytes), lanes: try session.lanes(),
            progress: { _ in })
        let claim = try phase.stage(RunOptions(), began: session.clock.now).claim(row, id: id, verdict: verdict)
        let state = try session.ledger.document(id: row.id)?.state ?? row.state
        try publish(session, row, verdict, outcome: claim.outcome, detail: claim.detail)
        let words: Wording
        var code = ExitCode.usage
        switch claim {
        case .answered(.adopted):
            context.screen.say(Wording.wasAdopted(row, id, state, context.program)[context.language], .good)
            return .done
        case .answered(.different(let comparison)): words = .isDifferent(id, comparison.text)
        case .answered(.unproved(let comparison)): words = .isUnproved(id, comparison.text)
        case .answered(.idTaken): words = .idIsTaken(id)
        case .answered(.notInDoubt): words = .notInDoubt(row.orderID ?? id, state)
        case .unknown: words = .idUnknown(id)
        case .failed(let reason):
            words = .pacDidNotAnswer(reason)
            code = reason == "401" || reason == "403" ? .setUp : .unfinished
        }
        context.screen.complain(words[context.language])
        return code
    }

    /// Prints what became of the verdict, and where the document stands now.
    private static func publish(
        _ session: borrowing Session, _ row: DocumentRow, _ verdict: JSONValue, outcome: String, detail: String?
    ) throws {
        guard session.context.global.json, var object = verdict.object else { return }
        object["schema"] = "pacbatch.indoubt-resolve"
        object["schema_version"] = 1
        object["outcome"] = .string(outcome)
        object["detail"] = JSONValue(detail)
        object["document"] = (try session.ledger.document(id: row.id) ?? row).stand
        session.context.data(.object(object))
    }
}

extension Claim {
    /// The outcome's name in `pacbatch.indoubt-resolve`.
    fileprivate var outcome: String {
        switch self {
        case .answered(.adopted): "adopted"
        case .answered(.different): "different"
        case .answered(.unproved): "unproved"
        case .answered(.idTaken): "id-taken"
        case .answered(.notInDoubt): "not-in-doubt"
        case .unknown: "unknown-id"
        case .failed: "unanswered"
        }
    }

    /// What differs or is missing, or why no answer came.
    fileprivate var detail: String? {
        switch self {
        case .answered(.different(let comparison)), .answered(.unproved(let comparison)): comparison.text
        case .failed(let reason): reason
        case .answered(.adopted), .answered(.idTaken), .answered(.notInDoubt), .unknown: nil
        }
    }
}

extension Environment {
    /// Who is at the keyboard, as far as the system says.
    var operatorName: String { self["SUDO_USER"] ?? self["USER"] ?? self["LOGNAME"] ?? "?" }
}
