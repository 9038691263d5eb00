import Fiscal
import JSONText
import Ledger
import Submit
import Transform

/// `notify ID --to ADDRESS`: the PAC sends a document by e-mail (pac-api.md 1.2). Each address is a call of its own; what came of it is an
/// event of the document.
enum NotifyCommand {
    static func run(_ context: Context, _ options: NotifyOptions) throws -> ExitCode {
        let session = try Session(context)
        let row = try document(named: options.id, session)
        guard let lane = try session.lanes().first(where: { $0.id == row.company }) else {
            throw Session.Refusal(message: Wording.companyGone(row.company)[context.language], code: .setUp)
        }
        let transport = SubmitPhase.transport(session.machine, session.configuration, perSecond: lane.perSecond)
        let notifier = PacNotifier(
            transport: transport, api: PacAPI(baseURL: session.configuration.pac.baseURL.text), lane: lane,
            clock: session.clock)
        let codes = try options.addresses.map { try send(row, to: $0, options, notifier, session) }
        try session.writeEpoch()
        return ExitCode.first(of: codes)
    }

    /// The one document of that name that can be sent: the PAC has it, and it is neither rejected nor void.
    private static func document(named id: String, _ session: borrowing Session) throws -> DocumentRow {
        let language = session.context.language
        let found = try session.ledger.documents(named: id)
        guard let first = found.first else {
            throw Session.Refusal(message: Wording.unknownID(id)[language], code: .usage)
        }
        let fitting = found.filter {
            $0.kind != .void && $0.pacID != nil && [.accepted, .authorized, .complete].contains($0.state)
        }
        guard let row = fitting.first else {
            throw Session.Refusal(message: Wording.notToBeMailed(id, first.state)[language], code: .usage)
        }
        guard fitting.count == 1 else {
            throw Session.Refusal(message: Wording.severalDocuments(id, fitting)[language], code: .usage)
        }
        return row
    }

    private static func send(
        _ row: DocumentRow, to address: String, _ options: NotifyOptions, _ notifier: PacNotifier, _ session: borrowing Session
    ) throws -> ExitCode {
        let (context, ledger, clock) = (session.context, session.ledger, session.clock)
        // Before the call: should the program die, it is known that a mail may have gone out.
        try note("notify-asked", row, ["to": .string(address)], ledger, clock)
        let message = options.message ?? Wording.mailText(row)[context.language]
        let (outcome, answer) = notifier.send(row, to: address, message: message)
        let (word, detail) = outcome.words
        try ledger.transaction {
            try ledger.record(answer: answer, to: "NOTIFY", document: row.id)
            try ledger.append(
                event: "notify", document: row.id, atMicros: clock.wallMicros(),
                detail: ["to": .string(address), "outcome": .string(word), "detail": .string(detail)])
        }
        if context.global.json {
            context.data([
                "schema": "pacbatch.notify", "schema_version": 1, "document_id": JSONValue(row.pacID), "to": .string(address),
                "outcome": .string(word), "detail": .string(detail),
            ])
        }
        let wording = Wording.mailed(outcome, to: address)[context.language]
        outcome == .sent ? context.screen.say(wording, .good) : context.screen.complain(wording, .warning)
        return outcome.exitCode
    }

    private static func note(
        _ event: String, _ row: DocumentRow, _ detail: JSONValue, _ ledger: LedgerStore, _ clock: RunClock
    ) throws {
        try ledger.transaction {
            try ledger.append(event: event, document: row.id, atMicros: clock.wallMicros(), detail: detail)
        }
    }
}

extension PacNotifier.Outcome {
    /// The outcome's name in the log of events and in data, and the PAC's or the transport's words.
    fileprivate var words: (String, String) {
        switch self {
        case .sent: ("sent", "")
        case .refused(let words): ("refused", words)
        case .setUp(let words): ("set-up", words)
        case .notSent(let words): ("not-sent", words)
        case .unknown(let words): ("unknown", words)
        }
    }

    fileprivate var exitCode: ExitCode {
        switch self {
        case .sent: .done
        case .refused: .badData
        case .setUp: .setUp
        case .notSent, .unknown: .unfinished
        }
    }
}
