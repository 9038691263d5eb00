import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// `verify [--repair]`: ledger, manifests, outbox, archive and results against each other.
enum VerifyCommand {
    static func run(_ context: Context, repair: Bool) throws -> ExitCode {
        return try repair ? mend(try Session(context)) : look(context)
    }

    /// Changes nothing, and holds the workspace so that nothing changes meanwhile.
    private static func look(_ context: Context) throws -> ExitCode {
        let machine = Machine.system
        let configuration = try Session.configuration(context)
        let lock = try Session.takeLock(context.workspace, now: machine.clock.now, language: context.language)
        let ledger = try Session.openLedger(
            context.workspace, configuration.environment, readOnly: true, language: context.language)
        let code = tell(try Verifier.verify(ledger, context.workspace, machine.inbox), context)
        _ = consume lock
        return code
    }

    private static func mend(_ session: borrowing Session) throws -> ExitCode {
        let (context, ledger, machine) = (session.context, session.ledger, session.machine)
        var verification = try Verifier.verify(ledger, session.workspace, machine.inbox)
        try Repair.mend(session, &verification)
        try Repair.fetchLost(session, &verification)
        try session.writeEpoch()
        return tell(verification, context)
    }

    private static func tell(_ verification: Verification, _ context: Context) -> ExitCode {
        if context.global.json {
            context.data(verification.json(in: context.language))
        } else {
            for finding in verification.findings { context.screen.data(Wording.finding(finding)[context.language] + "\n") }
            let isFine = verification.open.isEmpty
            context.screen.say(Wording.verified(verification)[context.language], isFine ? .good : .warning)
        }
        return verification.exitCode
    }
}
