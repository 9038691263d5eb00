import Emit
import Fiscal
import Ingest
import Ledger
import Submit

/// What `verify --repair` sets right by itself: what is a function of the ledger is written again, temporary files of dead runs go, a whole
/// document of the outbox that lost its row gets it back, and what is missing there is fetched from the PAC. Damage to the ledger, changed
/// inputs and changed manifests are evidence: they stay.
enum Repair {
    static func mend(_ session: borrowing Session, _ verification: inout Verification) throws {
        try rewriteResults(session, &verification)
        try session.machine.files.removeTemporaries(ofWorkspace: session.workspace.folder)
        try adoptStrays(session, &verification)
    }

    private static func rewriteResults(_ session: borrowing Session, _ verification: inout Verification) throws {
        let wanted = Set(verification.findings.filter { [.resultsMissing, .resultsDiffer].contains($0.kind) }.compactMap(\.path))
        guard !wanted.isEmpty else { return }
        let (ledger, folder) = (session.ledger, session.workspace.folder)
        let emit = EmitPhase(
            ledger: ledger, workspace: session.workspace, language: session.context.language, files: session.machine.files,
            fixRows: FixRows(
                workspace: session.workspace, configuration: session.configuration, ledger: ledger,
                language: session.context.language, inbox: session.machine.inbox
            ).write)
        var inputs: [InputRow] = []
        try ledger.eachInput { input in
            let stem = ResultNames.stem(of: input)
            let names = [ResultNames.jsonl(stem: stem), ResultNames.csv(stem: stem)]
            if names.contains(where: { wanted.contains("results/" + $0) }) { inputs.append(input) }
        }
        for input in inputs {
            let files = try emit.rewrite(input)
            let written = [files.jsonl, files.csv].map { String($0.path.dropFirst(folder.count + 1)) }
            verification.markRepaired { written.contains($0.path ?? "") }
        }
    }

    /// A dead run may have put a file into the outbox and never said so.
    private static func adoptStrays(_ session: borrowing Session, _ verification: inout Verification) throws {
        var adopted: [(place: String, row: DocumentRow, stored: Outbox.Stored)] = []
        for place in verification.findings.filter({ $0.kind == .fileStray }).compactMap(\.path) {
            guard try session.machine.inbox.status(RawPath("\(session.workspace.folder)/\(place)")) != nil else {
                verification.markRepaired { $0.path == place }
                continue
            }
            guard let (row, path) = try owner(of: place, session),
                let stored = try Outbox(workspace: session.workspace.folder, operations: session.machine.files).existing(path)
            else { continue }
            adopted.append((place, row, stored))
        }
        guard !adopted.isEmpty else { return }
        let (ledger, clock) = (session.ledger, session.clock)
        try ledger.transaction {
            try ledger.beginRun(
                name: try session.ledger.newRunName(at: clock.now, random: session.machine.random), at: clock.now,
                version: Version.current,
                configurationHash: session.configuration.hash)
            for (place, row, stored) in adopted {
                let artifact = FiledArtifact(path: stored.path, sha256: stored.sha256)
                if place.hasSuffix(".pdf") {
                    try ledger.record(pdf: artifact, document: row.id, atMicros: clock.wallMicros())
                } else {
                    try ledger.record(xml: artifact, document: row.id, atMicros: clock.wallMicros())
                }
            }
        }
        for (place, _, _) in adopted { verification.markRepaired { $0.path == place } }
    }

    /// PDFs and XMLs that are gone from the outbox, or never came, are fetched from the PAC by the final step of every run; then the results that
    /// name them are written anew.
    static func fetchLost(_ session: borrowing Session, _ verification: inout Verification) throws {
        let lost = verification.findings.filter { [.fileMissing, .fileToCome].contains($0.kind) }
        let places = Set(lost.compactMap(\.path))
        guard !lost.isEmpty else { return }
        var rows: [DocumentRow] = []
        try session.ledger.eachDocument { row in
            guard row.pacID != nil, row.isToHavePDF else { return }
            let isIncomplete = row.pdf == nil || row.xml == nil
            if isIncomplete || [row.pdf, row.xml].contains(where: { $0.map(places.contains) ?? false }) { rows.append(row) }
        }
        guard !rows.isEmpty else { return }
        let traffic = try SyncCommand.fetch(session, documents: rows, began: session.clock.now).traffic
        for (company, reason) in traffic.stopped.sorted(by: { $0.key < $1.key }) {
            session.context.screen.complain(Wording.companyStopped(company, reason)[session.context.language], .warning)
        }
        var after = try Verifier.verify(session.ledger, session.workspace, session.machine.inbox)
        try rewriteResults(session, &after)
        // A file that couldn't be fetched is one to come now: it is the file itself that has to be there.
        let open = after.findings.filter { [.fileMissing, .fileToCome].contains($0.kind) }
        let isBack = try Dictionary(
            places.map { place in
                (place, try session.machine.inbox.status(RawPath("\(session.workspace.folder)/\(place)")) != nil)
            }, uniquingKeysWith: { $1 })
        verification.markRepaired { finding in
            [.fileMissing, .fileToCome].contains(finding.kind) && (finding.path.flatMap { isBack[$0] } ?? open.isEmpty)
        }
    }

    /// The document that a stray file is the missing part of; nil when it has its own, or isn't known.
    private static func owner(of place: String, _ session: borrowing Session) throws -> (DocumentRow, OutboxPath)? {
        let name = String(place.split(separator: "/").last ?? "")
        let kind: OutboxKind = name.hasSuffix(".pdf") ? .pdf : .xml
        guard let row = try session.ledger.document(cufe: String(name.prefix { $0 != "." })), let cufe = row.cufe,
            let date = row.issueDate, kind == .pdf ? row.pdf == nil : row.xml == nil,
            row.isToHavePDF
        else { return nil }
        let path = try OutboxPath(company: row.company, cufe: cufe, issueDate: date, kind: kind)
        return path.text == place ? (row, path) : nil
    }
}

extension Verification {
    fileprivate mutating func markRepaired(_ fits: (Finding) -> Bool) {
        for index in findings.indices where fits(findings[index]) { findings[index].isRepaired = true }
    }
}
