import Fiscal
import JSONText
import Ledger
import Submit

/// `retry`: what failed for reasons outside the data goes back in the queue. What it leaves alone it says, with the reason.
enum RetryCommand {
    /// What the options chose.
    private struct Choice {
        var goes: [(row: DocumentRow, asksRuc: Bool, codes: [String])] = []
        var refused: [(row: DocumentRow, reason: RetryDecision.Reason)] = []
    }

    static func run(_ context: Context, _ options: RetryOptions) throws -> ExitCode {
        try Errand.run(context, "retry") { session in
            if let company = options.company, session.configuration.company(id: company) == nil {
                throw Session.Refusal(message: Wording.unknownCompany(company)[context.language], code: .usage)
            }
            let ledger = session.ledger
            let choice = try choose(ledger, options, since: options.since?.start(now: session.clock.now))
            try ledger.transaction {
                for (row, asksRuc, codes) in choice.goes {
                    let (now, detail) = (session.clock.wallMicros(), detail(codes, context))
                    if row.kind == .void {
                        try ledger.putBackInvalid(void: row.id, atMicros: now, detail: detail)
                    } else {
                        try ledger.putBackInvalid(row, asksRuc: asksRuc, atMicros: now, detail: detail)
                    }
                }
            }
            context.global.json ? context.data(json(choice)) : say(choice, context)
            return .done
        }
    }

    private static func detail(_ codes: [String], _ context: Context) -> JSONValue {
        ["codes": .array(codes.map { .string($0) }), "operator": .string(context.environment.operatorName)]
    }

    private static func choose(_ ledger: LedgerStore, _ options: RetryOptions, since: FiscalTime?) throws -> Choice {
        var rows: [DocumentRow] = []
        let take = { (row: DocumentRow) in
            guard options.state.map({ $0 == row.state }) ?? true, options.company.map({ $0 == row.company }) ?? true else {
                return
            }
            rows.append(row)
        }
        if let state = options.state {
            try ledger.documents(in: state, body: take)
        } else {
            try ledger.unfinishedDocuments(body: take)
        }
        var choice = Choice()
        for row in rows where row.holdsKey || row.kind == .void {
            let faults = try ledger.faults(ofDocument: row.id)
            if let code = options.code, try !has(code, row, faults, ledger) { continue }
            if let since, try ledger.lastEvent(ofDocument: row.id) ?? .min < since.epochSeconds * 1_000_000 { continue }
            let errors = faults.filter { $0.severity == .error }.map(\.code)
            switch RetryDecision(row, errors: Set(errors), hasPayload: try ledger.hasPayload(document: row.id)) {
            case .looksAgain: choice.goes.append((row, false, errors.map(\.code)))
            case .goes(let asksRuc): choice.goes.append((row, asksRuc, errors.map(\.code)))
            case .refused(let reason): choice.refused.append((row, reason))
            }
        }
        return choice
    }

    /// A code of ours, a code of the PAC's or the DGI's among its faults, or the one for which the company's queue stopped.
    private static func has(_ code: String, _ row: DocumentRow, _ faults: [Fault], _ ledger: LedgerStore) throws -> Bool {
        if faults.contains(where: { $0.code.code == code || $0.facts["code"] == code }) { return true }
        return try ledger.events(ofDocument: row.id).contains { event in
            event.kind == AttemptOutcome.stopped.rawValue && (try? JSONParser.parse(event.detail))?["detail"]?.string == code
        }
    }

    // MARK: - What is said

    private static func json(_ choice: Choice) -> JSONValue {
        [
            "schema": "pacbatch.retry", "schema_version": 1,
            "queued": .array(choice.goes.map { entry($0.row, .init(key: "codes", value: .array($0.codes.map { .string($0) }))) }),
            "refused": .array(choice.refused.map { entry($0.row, .init(key: "reason", value: .string($0.reason.rawValue))) }),
        ]
    }

    private static func entry(_ row: DocumentRow, _ more: JSONObject.Member...) -> JSONValue {
        let members: [JSONObject.Member] = [
            .init(key: "company", value: .string(row.company)), .init(key: "kind", value: .string(row.kind.rawValue)),
            .init(key: "order_id", value: JSONValue(row.orderID)), .init(key: "state", value: .string(row.state.rawValue)),
        ]
        return .object(JSONObject(members + more))
    }

    private static let examplesMax = 5

    private static func say(_ choice: Choice, _ context: Context) {
        let (screen, language) = (context.screen, context.language)
        screen.data(Wording.queuedAgain(choice.goes.count, context.program)[language] + "\n")
        for (row, _, codes) in choice.goes { screen.data("  \(printable(row.orderID ?? ""))  \(codes.joined(separator: " "))\n") }
        for reason in RetryDecision.Reason.allCases {
            let rows = choice.refused.filter { $0.reason == reason }.map(\.row)
            guard !rows.isEmpty else { continue }
            screen.data(Wording.notRetried(rows.count, reason, context.program)[language] + "\n")
            let names = rows.prefix(examplesMax).map { printable($0.orderID ?? "") }.joined(separator: ", ")
            screen.data("  \(names)\(rows.count > examplesMax ? ", …" : "")\n")
        }
    }
}
