import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit
import Transform

/// The first half of `reconcile`: what lies in the workspace, results, manifests, outbox, `ledger.epoch` and `ledger.intents` (product.md 5). No
/// number that was seen anywhere is drawn again, and no order that is shown with a number is sent again. All of it is one transaction; the
/// refusal stays until `lift`.
struct Reconciliation {
    /// What was found.
    struct Outcome {
        /// Documents that the ledger didn't know.
        var added = 0
        /// Documents that had come further than the ledger knew.
        var moved = 0
        /// Runs that only their manifests tell of.
        var runs = 0
        /// Documents that the PAC's listing proved to be ours.
        var adopted = 0
        /// Documents that the PAC lists and no order explains.
        var strangers = 0
        /// Documents that the PAC lists; nil when it wasn't asked.
        var listed: Int?
        /// What stands otherwise here than elsewhere: it stays as the ledger has it.
        var contradictions: [String] = []
        /// Files in the archive that the ledger doesn't know: their orders without a number are known to nobody.
        var unknownInputs: [String] = []
        /// When the lost ledger was last at work, in microseconds, as far as the workspace tells.
        var lastLife: Int64 = 0
    }

    /// Kind of the inputs whose documents come from results.
    static let inputKind = "results"

    private let ledger: LedgerStore
    private let workspace: Workspace
    private let configuration: Configuration
    private let machine: Machine
    private var outcome = Outcome()

    private init(_ session: borrowing Session) {
        ledger = session.ledger
        workspace = session.workspace
        configuration = session.configuration
        machine = session.machine
    }

    /// Takes in what lies in the workspace.
    static func takeFiles(_ session: borrowing Session) throws -> Outcome {
        var reconciliation = Reconciliation(session)
        try reconciliation.run()
        return reconciliation.outcome
    }

    /// Ends the reconciliation: the ledger is the newest there is, and sending is allowed.
    static func lift(_ session: borrowing Session, _ outcome: Outcome, evidence: String?) throws {
        let (ledger, clock) = (session.ledger, session.clock)
        try ledger.transaction {
            try ledger.removeMeta(LedgerAge.openReconciliation)
            try ledger.append(
                event: "reconciled", atMicros: clock.wallMicros(),
                detail: [
                    "evidence": JSONValue(evidence), "added": JSONValue(outcome.added), "moved": JSONValue(outcome.moved),
                    "runs": JSONValue(outcome.runs), "contradictions": JSONValue(outcome.contradictions.count),
                    "listed": outcome.listed.map { JSONValue($0) } ?? .null, "adopted": JSONValue(outcome.adopted),
                    "strangers": JSONValue(outcome.strangers),
                ])
            try ledger.trustClock(atMicros: clock.wallMicros())
            let code: ExitCode = outcome.contradictions.isEmpty ? .done : .inDoubt
            try ledger.finishRun(at: clock.now, exitCode: code.rawValue)
        }
        try session.writeEpoch()
        try IntentJournal.remove(session.workspace, session.machine.files)
    }

    private mutating func run() throws {
        let now = machine.clock.now
        // A damaged one tells nothing, and is written anew at the end.
        var epoch: LedgerEpoch?
        do { epoch = try LedgerEpoch(workspace, machine.files) } catch is LedgerEpoch.Damaged {}
        let journal = try IntentJournal.read(workspace, machine.files)
        outcome.lastLife = max(epoch?.atMicros ?? 0, journal.lastMicros)
        let name = try ledger.newRunName(at: now, random: machine.random)
        try ledger.transaction {
            // Before this run: what it takes up is told by the next manifest.
            for file in try LedgerAge.unknownManifests(ledger, workspace, machine.files) { try adopt(manifest: file) }
            try ledger.beginRun(name: name, at: now, version: Version.current, configurationHash: configuration.hash)
            try ledger.setMeta(LedgerAge.openReconciliation, name)
            for mark in epoch?.series ?? [] { try ledger.raise(mark) }
            try raiseByOutbox("outbox", company: nil, depth: 0)
            for file in try machine.files.names(workspace.results) where file.hasSuffix(".result.jsonl") {
                try take(results: file)
            }
            try take(journal.rows, from: IntentJournal.fileName, journal.bytes)
        }
        try collectUnknownInputs("archive")
    }

    private static let reconciledFolder = "archive/reconciled"

    private mutating func collectUnknownInputs(_ path: String) throws {
        guard path != Self.reconciledFolder else { return }
        let names = try machine.files.names("\(workspace.folder)/\(path)")
        for name in names { try collectUnknownInputs("\(path)/\(name)") }
        guard names.isEmpty, let file = try? machine.inbox.open(RawPath("\(workspace.folder)/\(path)")) else { return }
        if try ledger.inputPlaces(sha256: Fingerprint(file).hex).isEmpty { outcome.unknownInputs.append(path) }
    }

    // MARK: - Numbers

    /// `outbox/<company>/YYYY/MM/<cufe>.pdf`: a CUFE tells its series and its number (dgi.md 2.1).
    private func raiseByOutbox(_ folder: String, company: String?, depth: Int) throws {
        for name in try machine.files.names("\(workspace.folder)/\(folder)") {
            guard depth == 3, let company else {
                try raiseByOutbox("\(folder)/\(name)", company: company ?? name, depth: depth + 1)
                continue
            }
            guard let cufe = try? Cufe(text: String(name.prefix { $0 != "." })), let number = Int64(cufe.numeration) else {
                continue
            }
            for branch in configuration.company(id: company)?.branches(shownAs: cufe.branch) ?? [] {
                try raise(
                    SeriesMark(
                        company: company, branch: branch, billingPoint: cufe.billingPoint, documentType: cufe.documentType,
                        next: number + 1))
            }
        }
    }

    /// With the scheme `cifras` a number holds more than its sequence: there only `ledger.epoch` says how far the series had come, and the unique
    /// index on numbers sees to the rest.
    private func raise(_ mark: SeriesMark) throws {
        guard configuration.companies.first(where: { $0.id == mark.company })?.numeration.scheme == .sequential else { return }
        try ledger.raise(mark)
    }

    // MARK: - Documents

    private mutating func take(results name: String) throws {
        guard let bytes = try machine.files.contents(of: "\(workspace.results)/\(name)", limit: 1 << 30) else { return }
        let rows = try bytes.split(separator: UInt8(ascii: "\n")).compactMap { ResultRow(try JSONParser.parse(Array($0))) }
        try take(rows, from: name, bytes)
    }

    private mutating func take(_ rows: [ResultRow], from name: String, _ bytes: [UInt8]) throws {
        var unknown: [ResultRow] = []
        for row in rows {
            if let mark = row.mark { try raise(mark) }
            if let known = try known(row) { try update(known, by: row) } else { unknown.append(row) }
        }
        if !unknown.isEmpty { try add(unknown, from: name, bytes) }
    }

    /// The ledger's document that a row tells of: the one under its number, or one of the same order that hasn't a number yet and isn't refused.
    private func known(_ row: ResultRow) throws -> DocumentRow? {
        if let known = try row.known(in: ledger) { return known }
        guard let holder = try holder(of: row), holder.numeration == nil, !Self.isRefused(holder.state) else { return nil }
        return holder
    }

    private func holder(of row: ResultRow) throws -> DocumentRow? {
        try ledger.keyHolder(
            company: row.admission.company, kind: row.admission.kind, orderID: row.admission.orderID ?? ""
        ).flatMap { try ledger.document(id: $0.id) }
    }

    private static func isRefused(_ state: DocumentState) -> Bool {
        switch state {
        case .invalid, .conflict, .rejected, .dgi_rejected: true
        case .duplicate, .proforma, .imported, .waiting, .queued, .in_doubt, .accepted, .authorized, .complete, .voided: false
        }
    }

    /// States that only move on: what stands further to the right has come further.
    private static let order: [DocumentState] = [
        .waiting, .queued, .in_doubt, .rejected, .accepted, .authorized, .complete, .dgi_rejected, .voided,
    ]

    private mutating func update(_ known: DocumentRow, by row: ResultRow) throws {
        guard known.orderID == row.admission.orderID else {
            outcome.contradictions.append(row.admission.orderID ?? "")
            return
        }
        let rank = { (state: DocumentState) in Self.order.firstIndex(of: state) ?? -1 }
        guard rank(row.restored.state) > rank(known.state) else { return }
        if row.isToGoOutAgain, known.numeration != nil, known.attempts >= row.restored.attempts { return }
        try ledger.restore(row.restored, document: known.id, atMicros: machine.clock.wallMicros())
        if known.numeration == nil { try ledger.keepContent(of: row.admission, document: known.id) }
        outcome.moved += 1
    }

    /// Documents whose input the ledger doesn't know: the file that tells of them becomes theirs, as a copy in the archive.
    private mutating func add(_ rows: [ResultRow], from name: String, _ bytes: [UInt8]) throws {
        let folder = Self.reconciledFolder
        try machine.files.makeFolders(folder, below: workspace.folder)
        let written = try AtomicFile.write(
            bytes, folder: "\(workspace.folder)/\(folder)", name: name, operations: machine.files)
        let (input, isNew) = try ledger.register(
            inputNamed: name, sha256: written.sha256, company: nil, kind: Self.inputKind, bytes: bytes.count)
        let first = isNew ? 0 : try ledger.lastSequence(ofInput: input.id)
        for (index, row) in rows.enumerated() {
            var admission = row.admission
            admission.inputID = input.id
            admission.sequence = first + index + 1
            try settleKey(&admission, row)
            let id = try ledger.admit(admission)
            try ledger.restore(row.restored, document: id, atMicros: machine.clock.wallMicros())
            outcome.added += 1
        }
        try ledger.markTaken(input: input.id, records: first + rows.count, dialect: nil)
        try ledger.markFiled(input: input.id, state: .archived, place: "\(folder)/\(name)")
    }

    /// Who holds the business key: a document that was refused gives way to the one that corrects it (rulebook 7.3).
    private mutating func settleKey(_ admission: inout DocumentAdmission, _ row: ResultRow) throws {
        guard let holder = try holder(of: row) else { return }
        if Self.isRefused(holder.state) {
            admission.replaces = holder.id
        } else {
            admission.holdsKey = false
            if !Self.isRefused(row.restored.state) { outcome.contradictions.append(row.admission.orderID ?? "") }
        }
    }

    // MARK: - Runs

    private mutating func adopt(manifest name: String) throws {
        guard let bytes = try machine.files.contents(of: "\(workspace.manifests)/\(name)", limit: 1 << 30) else { return }
        let value = try? JSONParser.parse(bytes)
        try ledger.adoptRun(
            name: String(name.dropFirst("run-".count).dropLast(".json".count)), version: value?["version"]?.string ?? "",
            configurationHash: value?["configuration_sha256"]?.string ?? "", manifestSHA256: hexadecimal(SHA256.digest(bytes)),
            at: value?["started_at"]?.string.flatMap { FiscalTime(text: $0) } ?? machine.clock.now)
        // `verify` doesn't look for the chain head of a run that the lost ledger wrote.
        if let head = value?["chain_head"]?.string { try ledger.setMeta("lost_head:\(head)", name) }
        outcome.runs += 1
    }
}
