import Fiscal
import JSONText
import Ledger

/// `reconcile --evidence TEXT`: brings a restored ledger up to date from the workspace and lifts the refusal to submit.
enum ReconcileCommand {
    static func run(_ context: Context, _ options: ReconcileOptions) -> ExitCode {
        do {
            let session = try Session(context)
            // What the PAC has beyond the workspace only a look into its portal tells: somebody has to have looked.
            guard let evidence = options.evidence else {
                throw Session.Refusal(message: Wording.evidenceNeeded[context.language], code: .usage)
            }
            if options.since != nil { context.screen.complain(Wording.everythingIsRead[context.language], .warning) }
            let outcome = try Reconciliation.run(session, evidence: evidence)
            if context.global.json {
                context.data([
                    "added": JSONValue(outcome.added), "moved": JSONValue(outcome.moved), "runs": JSONValue(outcome.runs),
                    "contradictions": .array(outcome.contradictions.map { .string($0) }),
                ])
            } else {
                context.screen.say(Wording.reconciled(outcome)[context.language], .good)
                for order in outcome.contradictions {
                    context.screen.complain(Wording.contradiction(order)[context.language], .warning)
                }
            }
            return outcome.contradictions.isEmpty ? .done : .inDoubt
        } catch let refusal as Session.Refusal {
            context.screen.complain(refusal.message)
            return refusal.code
        } catch {
            context.screen.complain(Wording.failed(error)[context.language])
            return .internalError
        }
    }
}
