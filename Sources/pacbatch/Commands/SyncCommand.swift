import Emit
import Fiscal
import Ingest
import Ledger
import Submit

/// `sync [ID…]`: status and files again from the PAC, by the same final step as polling and webhooks, and never a POST (Seed 000, Manual
/// document recovery). Results, report and manifest are written as after a run.
enum SyncCommand {
    static func run(_ context: Context, ids: [String]) throws -> ExitCode {
        StopSignals.install()
        return try run(try Session(context), ids: ids)
    }

    /// On a workspace that is held already.
    static func run(_ session: borrowing Session, ids: [String]) throws -> ExitCode {
        try run(session, documents: ids.isEmpty ? nil : try rows(named: ids, session))
    }

    /// - Parameter documents: the documents that are asked for, whatever their state; nil: all that are pending.
    static func run(_ session: borrowing Session, documents: [DocumentRow]?) throws -> ExitCode {
        let began = session.clock.now
        let (run, traffic, lanes) = try fetch(session, documents: documents, began: began)
        return try RunCommand.conclude(
            session, run: run, began: began, takenIn: Intake.Outcome(), traffic: traffic, lanes: lanes)
    }

    /// Asks the PAC, and files what it has; writes no results.
    static func fetch(_ session: borrowing Session, documents: [DocumentRow]?, began: FiscalTime) throws
        -> (run: String, traffic: SubmitProgress, lanes: [CompanyLane])
    {
        let (context, machine) = (session.context, session.machine)
        let lanes = try session.lanes()
        let reserve = try RunCommand.prepare(session)
        let run = try RunCommand.begin(session, at: began)
        if let documents { try reopenLostFiles(of: documents, session) }
        let progress = RunProgress(context.screen, context.language, machine.clock)
        let traffic = try SubmitPhase(
            configuration: session.configuration, ledger: session.ledger, machine: machine, workspace: session.workspace,
            reserve: reserve, lanes: lanes, progress: { progress.submission($0, queued: 0) }, takeWebhooks: {}
        ).sync(documents?.map(\.id))
        progress.clear()
        return (run, traffic, lanes)
    }

    /// The documents that the user means. One that the PAC has never had is told, and left.
    private static func rows(named ids: [String], _ session: borrowing Session) throws -> [DocumentRow] {
        let (ledger, context) = (session.ledger, session.context)
        var documents: [DocumentRow] = []
        for id in ids {
            let found = try ledger.documents(named: id)
            guard !found.isEmpty else {
                throw Session.Refusal(message: Wording.unknownID(id)[context.language], code: .usage)
            }
            let asksForImports = session.configuration.importLookup
            let known = try found.map { try asked(for: $0, ledger) }.filter {
                ($0.pacID != nil && $0.kind != .void) || (asksForImports && $0.state == .imported)
            }
            if known.isEmpty { context.screen.complain(Wording.notAtThePac(id, found[0].state)[context.language], .warning) }
            for row in known where !documents.contains(where: { $0.id == row.id }) { documents.append(row) }
        }
        return documents
    }

    /// The document that the PAC is asked for: a void shows on the document that it voids.
    private static func asked(for row: DocumentRow, _ ledger: LedgerStore) throws -> DocumentRow {
        guard row.kind == .void else { return row }
        return try ledger.voidRequest(id: row.id)?.target ?? row
    }

    /// A file that isn't in the outbox any more, or isn't the one that was filed, is fetched again.
    private static func reopenLostFiles(of documents: [DocumentRow], _ session: borrowing Session) throws {
        let (ledger, clock) = (session.ledger, session.clock)
        var lost: [(file: DocumentFile, document: Int64, reason: String)] = []
        for row in documents {
            for (file, path, hash) in [(DocumentFile.pdf, row.pdf, row.pdfSHA256), (.xml, row.xml, row.xmlSHA256)] {
                guard let path, let hash, let reason = defect(of: path, hash, session) else { continue }
                lost.append((file, row.id, reason))
            }
        }
        guard !lost.isEmpty else { return }
        try ledger.transaction {
            for (file, document, reason) in lost {
                try ledger.reopen(
                    file, ofDocument: document, because: reason, at: clock.now, atMicros: clock.wallMicros())
            }
        }
    }

    /// What is wrong with a filed file; nil when it is the one that was filed.
    private static func defect(of path: String, _ hash: String, _ session: borrowing Session) -> String? {
        do {
            let file = RawPath("\(session.workspace.folder)/\(path)")
            return try Fingerprint(try session.machine.inbox.open(file)).hex == hash ? nil : "changed"
        } catch {
            return "missing"
        }
    }
}
