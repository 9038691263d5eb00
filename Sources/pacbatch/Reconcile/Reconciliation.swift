import Digest
import Emit
import Fiscal
import JSONText
import Ledger
import Submit
import Transform

/// Brings an older ledger up to date from what lies in the workspace: results, manifests, outbox and `ledger.epoch` (product.md 5). No number
/// that was seen anywhere is drawn again, and no order whose results show a number is sent again. All of it is one transaction.
struct Reconciliation {
    /// What was found.
    struct Outcome {
        /// Documents that the ledger didn't know.
        var added = 0
        /// Documents that had come further than the ledger knew.
        var moved = 0
        /// Runs that only their manifests tell of.
        var runs = 0
        /// Orders that stand under another number here: they stay as the ledger has them.
        var contradictions: [String] = []
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

    /// Does it, and lifts the refusal.
    static func run(_ session: borrowing Session, evidence: String) throws -> Outcome {
        var reconciliation = Reconciliation(session)
        try reconciliation.run(evidence)
        return reconciliation.outcome
    }

    private mutating func run(_ evidence: String) throws {
        let now = machine.clock.now
        let epoch = LedgerEpoch(workspace)
        let name = now.runName(random: machine.random())
        try ledger.transaction {
            // Before this run: what it takes up is told by the next manifest.
            for file in try LedgerAge.unknownManifests(ledger, workspace, machine.files) { try adopt(manifest: file) }
            try ledger.beginRun(name: name, at: now, version: Version.current, configurationHash: configuration.hash)
            for mark in epoch?.series ?? [] { try ledger.raise(mark) }
            try raiseByOutbox("outbox", company: nil, depth: 0)
            for file in try machine.files.names(workspace.results) where file.hasSuffix(".result.jsonl") {
                try take(results: file)
            }
            try ledger.append(
                event: "reconciled", atMicros: machine.clock.wallMicros(),
                detail: [
                    "evidence": .string(evidence), "added": JSONValue(outcome.added), "moved": JSONValue(outcome.moved),
                    "runs": JSONValue(outcome.runs), "contradictions": JSONValue(outcome.contradictions.count),
                ])
        }
        try LedgerEpoch(of: ledger).write(workspace, machine.files)
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
            try raise(
                SeriesMark(
                    company: company, branch: cufe.branch, billingPoint: cufe.billingPoint, documentType: cufe.documentType,
                    next: number + 1))
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
        let place = "\(workspace.results)/\(name)"
        guard let bytes = try OpenFile(reading: place).contents(limit: 1 << 30) else { return }
        var unknown: [ResultRow] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let row = ResultRow(try JSONParser.parse(Array(line))) else { continue }
            if let mark = row.mark { try raise(mark) }
            let holder = try ledger.keyHolder(
                company: row.admission.company, kind: row.admission.kind, orderID: row.admission.orderID ?? "")
            if let holder {
                try update(holder, by: row)
            } else {
                unknown.append(row)
            }
        }
        if !unknown.isEmpty { try add(unknown, from: name, bytes) }
    }

    /// States that only move on: what stands further to the right has come further.
    private static let order: [DocumentState] = [
        .waiting, .queued, .in_doubt, .rejected, .accepted, .authorized, .complete, .dgi_rejected, .voided,
    ]

    private mutating func update(_ holder: KeyHolder, by row: ResultRow) throws {
        guard let known = try ledger.document(id: holder.id) else { return }
        guard known.numeration == nil || known.numeration == row.restored.numeration else {
            outcome.contradictions.append(row.admission.orderID ?? "")
            return
        }
        let rank = { (state: DocumentState) in Self.order.firstIndex(of: state) ?? -1 }
        guard rank(row.restored.state) > rank(known.state) else { return }
        try ledger.restore(row.restored, document: known.id, atMicros: machine.clock.wallMicros())
        outcome.moved += 1
    }

    /// Documents whose input the ledger doesn't know: the results file becomes theirs, as a copy in the archive.
    private mutating func add(_ rows: [ResultRow], from name: String, _ bytes: [UInt8]) throws {
        let folder = "archive/reconciled"
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
            let id = try ledger.admit(admission)
            try ledger.restore(row.restored, document: id, atMicros: machine.clock.wallMicros())
            outcome.added += 1
        }
        try ledger.markTaken(input: input.id, records: first + rows.count, dialect: nil)
        try ledger.markFiled(input: input.id, state: .archived, place: "\(folder)/\(name)")
    }

    // MARK: - Runs

    private mutating func adopt(manifest name: String) throws {
        guard let bytes = try OpenFile(reading: "\(workspace.manifests)/\(name)").contents(limit: 1 << 30) else { return }
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
