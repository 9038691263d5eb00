import Digest
import Emit
import Fiscal
import JSONText
import Ledger
import Submit

/// A command that changes documents outside of the batch: it holds the workspace, its events have a run of their own, and the results that
/// its changes touch are written anew.
enum Errand {
    /// Runs `body` between the two. Its exit code is the command's.
    /// - Parameter name: the command, for the run's event.
    static func run(_ context: Context, _ name: String, _ body: (borrowing Session) throws -> ExitCode) throws -> ExitCode {
        StopSignals.install()
        let session = try Session(context)
        let (ledger, began) = (session.ledger, session.clock.now)
        let run = try session.ledger.newRunName(at: began, random: session.machine.random)
        try ledger.transaction {
            try ledger.beginRun(name: run, at: began, version: Version.current, configurationHash: session.configuration.hash)
            try ledger.append(
                event: "run", atMicros: session.clock.wallMicros(), detail: ["name": .string(run), "command": .string(name)])
        }
        try session.writeEpoch()
        let code = try body(session)
        _ = try EmitPhase(
            ledger: ledger, workspace: session.workspace, language: context.language, files: session.machine.files,
            fixRows: FixRows(
                workspace: session.workspace, configuration: session.configuration, ledger: ledger,
                language: context.language, inbox: session.machine.inbox
            ).write
        ).writeResults()
        try ledger.transaction { try ledger.finishRun(at: session.clock.now, exitCode: code.rawValue) }
        try session.writeEpoch()
        return code
    }
}
