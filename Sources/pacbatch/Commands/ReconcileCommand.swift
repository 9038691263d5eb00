import Fiscal
import JSONText
import Ledger
import Submit

/// `reconcile`: brings a restored ledger up to date, from the workspace and from what the PAC lists, and lifts the refusal to submit.
enum ReconcileCommand {
    static func run(_ context: Context, _ options: ReconcileOptions) throws -> ExitCode {
        StopSignals.install()
        let session = try Session(context, mayBeOlder: true)
        return try run(session, options)
    }

    private static func run(_ session: borrowing Session, _ options: ReconcileOptions) throws -> ExitCode {
        let (context, lookup) = (session.context, session.configuration.pac.lookup)
        // Without a list, what the PAC has beyond the workspace only a look into its portal tells: somebody has to have looked.
        guard lookup != .none || options.evidence != nil else {
            throw Session.Refusal(message: Wording.evidenceNeeded[context.language], code: .usage)
        }
        var outcome = try Reconciliation.takeFiles(session)
        if lookup == .none {
            if options.since != nil { context.screen.complain(Wording.sinceNeedsListing[context.language], .warning) }
        } else if let code = try readListing(session, options, &outcome) {
            return code
        }
        try Reconciliation.lift(session, outcome, evidence: options.evidence)
        tell(outcome, context)
        return outcome.contradictions.isEmpty ? .done : .inDoubt
    }

    /// Nil when what the PAC lists is taken in, or somebody says what the PAC has.
    private static func readListing(
        _ session: borrowing Session, _ options: ReconcileOptions, _ outcome: inout Reconciliation.Outcome
    ) throws -> ExitCode? {
        do {
            let since = options.since.map { $0.start(now: session.clock.now) }
            try ListedDocuments.take(session, since: since, into: &outcome)
            return nil
        } catch let gap as ListedDocuments.Gap {
            let isVouchedFor = options.evidence != nil
            let words = Wording.listingIsIncomplete(gap, isVouchedFor: isVouchedFor)
            session.context.screen.complain(words[session.context.language], isVouchedFor ? .warning : .bad)
            return isVouchedFor ? nil : gap.code
        }
    }

    private static func tell(_ outcome: Reconciliation.Outcome, _ context: Context) {
        guard !context.global.json else {
            return context.data([
                "schema": "pacbatch.reconcile", "schema_version": 1, "added": JSONValue(outcome.added),
                "moved": JSONValue(outcome.moved), "runs": JSONValue(outcome.runs),
                "listed": outcome.listed.map { JSONValue($0) } ?? .null, "adopted": JSONValue(outcome.adopted),
                "strangers": JSONValue(outcome.strangers),
                "contradictions": .array(outcome.contradictions.map { .string($0) }),
                "unknown_inputs": .array(outcome.unknownInputs.map { .string($0) }),
            ])
        }
        context.screen.say(Wording.reconciled(outcome)[context.language], .good)
        if !outcome.unknownInputs.isEmpty {
            context.screen.complain(Wording.unknownInputs(outcome.unknownInputs)[context.language], .warning)
        }
        for name in outcome.contradictions { context.screen.complain(Wording.contradiction(name)[context.language], .warning) }
    }
}

extension ListedDocuments.Gap {
    /// What a later try may cure by itself, or what has to be set up.
    fileprivate var code: ExitCode {
        switch self {
        case .unread(_, _, .notOffered), .unread(_, _, .unknownCompany): .usage
        case .unread(_, _, .page(_, "401")), .unread(_, _, .page(_, "403")): .setUp
        case .unread(_, _, .interrupted): .interrupted
        case .unread, .missing, .tooEarly: .unfinished
        }
    }
}
