import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// Inbox → work → ledger → archive. A file is claimed by renaming it, its records are taken in, then it is put away: wherever a run dies, the next
/// one goes on from what lies in `work/` and in the ledger (reliability.md 1.2, C0–C2, C15, C16).
struct Intake {
    /// What became of the files that are no input of their own in the ledger.
    struct Outcome {
        var unregistered: [Manifest.Input] = []
        /// Files of the inbox that were left alone, and why.
        var leftAlone: [Fault] = []
        /// Webhooks of the whole run.
        var webhooks = WebhookIntake.Counts()

        /// Takes over what became of the webhook files, those that came later among them.
        mutating func add(_ intake: WebhookIntake) {
            unregistered += intake.unregistered
            leftAlone += intake.leftAlone
            webhooks = intake.counts
        }
    }

    let ledger: LedgerStore
    private let workspace: Workspace
    private let configuration: Configuration
    let machine: Machine
    let language: Language
    private let hasRoom: () -> Bool
    let progress: (_ records: Int) -> Void
    private let webhooks: WebhookIntake
    var inbox: Inbox
    private var orders: OrderIntake
    let imports: ImportIntake
    var outcome = Outcome()
    private let voids: VoidIntake
    /// What is to be taken in, and nothing else; nil: whatever lies there.
    var plan: SavedPlan?
    /// Files that an earlier run had claimed.
    private(set) var leftovers: Set<RawPath> = []

    init(
        ledger: LedgerStore, workspace: Workspace, configuration: Configuration, machine: Machine, language: Language,
        webhooks: WebhookIntake, hasRoom: @escaping () -> Bool, progress: @escaping (Int) -> Void
    ) {
        self.ledger = ledger
        self.workspace = workspace
        self.configuration = configuration
        self.machine = machine
        self.language = language
        self.hasRoom = hasRoom
        self.webhooks = webhooks
        self.progress = progress
        inbox = Inbox(workspace: workspace.folder, fileSystem: machine.inbox)
        orders = OrderIntake(ledger: ledger, configuration: configuration, clock: machine.clock)
        voids = VoidIntake(ledger: ledger, windowSeconds: configuration.voidWindowSeconds, clock: machine.clock)
        imports = ImportIntake(ledger: ledger, configuration: configuration, workspace: workspace, clock: machine.clock)
    }

    var isStopping: Bool { machine.stopGrade() > 0 || !hasRoom() }

    /// Takes in what an earlier run left in `work/` and what lies settled in the inbox: clients first, then orders (product.md 6).
    mutating func run() async throws -> Outcome {
        try findFiledInputs()
        var claimed = try inbox.leftovers()
        leftovers = Set(claimed.map(\.path))
        let found = try InboxWatch.settled(inbox, machine, isStopping: { isStopping })
        outcome.leftAlone = found.faults
        for file in try plan?.planned(found.files, in: machine, language) ?? found.files where !isStopping {
            if let taken = try claim(file) { claimed.append(taken) }
        }
        try inbox.sync()
        var opened = try claimed.map(open)
        if !isStopping { try plan?.check(opened.map { .init(name: $0.file.place, sha256: $0.fingerprint.hex) }, language) }
        opened.sort { $0.rank < $1.rank }
        try await take(inOrder: opened.filter { $0.kind != .webhook })
        if !isStopping { try webhooks.take(opened.filter { $0.kind == .webhook }.map(\.file)) }
        try orders.bindNotes()
        try voids.bind()
        try inbox.sync()
        return outcome
    }

    /// Takes in one file that a command wrote into `work/`, and leaves the others alone. Returns its first document.
    mutating func take(fileInWork name: String) async throws -> Int64? {
        guard let file = try inbox.leftovers().first(where: { $0.folder == .root && $0.name == name }) else { return nil }
        let opened = try open(file)
        try await take(opened)
        try voids.bind()
        try inbox.sync()
        let owner = configuration.onlyCompany ?? ""
        guard let input = try ledger.input(sha256: opened.fingerprint.hex, owner: owner) else { return nil }
        var first: Int64?
        try ledger.documents(ofInput: input.id) { row in first = first ?? row.id }
        return first
    }

    /// Claims a file. One that somebody wrote to at the last moment lies in `work/` all the same, and is taken as it is now.
    private mutating func claim(_ file: InboxFile) throws -> InboxFile? {
        do {
            return try inbox.claim(file)
        } catch {
            guard case .changed = error else { throw error }
            return try inbox.leftovers().first { $0.folder == file.folder && $0.name == file.name }
        }
    }

    /// A claimed file with what it is.
    struct Opened {
        let file: InboxFile
        let fingerprint: Fingerprint
        let kind: FileKind

        /// Clients are read before the orders of the same run.
        var rank: Int { kind.isClients ? 0 : 1 }
    }

    private func open(_ file: InboxFile) throws -> Opened {
        let fingerprint = try Fingerprint(try machine.inbox.open(file.path))
        return Opened(file: file, fingerprint: fingerprint, kind: try kind(of: file, fingerprint))
    }

    private func kind(of file: InboxFile, _ fingerprint: Fingerprint) throws -> FileKind {
        if file.folder.isForWebhooks { return .webhook }
        if fingerprint.isXML { return .dgiXML }
        return try OrderReader(try machine.inbox.open(file.path), profiles: configuration.readerProfiles).kind
    }

    /// Writes the file into the ledger; inside a transaction of the caller's. False for bytes that are there already.
    func register(_ opened: Opened) throws -> (input: InputRow, isNew: Bool) {
        try ledger.register(
            inputNamed: opened.file.name, sha256: opened.fingerprint.hex, company: opened.file.folder.company,
            onlyCompany: configuration.onlyCompany, kind: opened.kind.name, bytes: opened.fingerprint.count)
    }

    /// Takes up an input that was refused as a whole; inside a transaction of the caller's.
    func reopen(_ opened: Opened, _ input: InputRow) throws -> InputRow {
        try ledger.reopen(
            input, named: opened.file.name, company: opened.file.folder.company, kind: opened.kind.name,
            atMicros: machine.clock.wallMicros())
    }

    mutating func take(_ opened: Opened) async throws {
        var (input, isNew) = try ledger.transaction { try register(opened) }
        if try cameAgain(opened, input) { input = try ledger.transaction { try reopen(opened, input) } }
        guard isNew || input.state == .claimed || input.state == .taken else { return try putAway(opened, known: input) }
        switch opened.kind {
        case .orders, .clients: try await takeRecords(opened, input)
        case .dgiXML: try takeImports(opened, input)
        case .webhook, .unknown: try reject(opened, input, faults: try readerFaults(opened))
        }
    }

    private func readerFaults(_ opened: Opened) throws -> [Fault] {
        let faults = try OrderReader(try machine.inbox.open(opened.file.path), profiles: configuration.readerProfiles).faults
        return faults.isEmpty ? [Fault(.fileNotRecognized, value: opened.file.name)] : faults
    }

    private mutating func takeRecords(_ opened: Opened, _ input: InputRow) async throws {
        if input.state == .claimed {
            var reader = try OrderReader(try machine.inbox.open(opened.file.path), profiles: configuration.readerProfiles)
            let before = records
            let (count, needsOwner) = try await orders.take(&reader, input: input) { progress(before + $0) }
            records = before + count
            let isUnusable = count == 0 && reader.faults.contains { $0.severity == .error }
            if isUnusable { return try reject(opened, input, faults: reader.faults) }
            let dialect = reader.form?.text
            try ledger.transaction {
                for fault in reader.faults { try ledger.append(fault: fault, input: input.id) }
                try ledger.markTaken(input: input.id, records: count, dialect: dialect, needsOwner: needsOwner)
                try ledger.append(
                    event: "taken", atMicros: machine.clock.wallMicros(),
                    detail: ["input": .string(input.sha256), "name": .string(input.name), "records": .init(count)])
            }
        }
        try archive(opened, input)
    }

    /// XML of the DGI's: refused as a whole only when no document of it can be told.
    private mutating func takeImports(_ opened: Opened, _ input: InputRow) throws {
        if input.state == .claimed {
            let before = records
            let (count, faults) = try imports.take(try machine.inbox.open(opened.file.path), input: input) {
                progress(before + $0)
            }
            records = before + count
            if count == 0 { return try reject(opened, input, faults: faults) }
        }
        try archive(opened, input)
    }

    var records = 0
}

extension FileKind {
    /// True for a client registry.
    var isClients: Bool { if case .clients = self { true } else { false } }
}

extension InboxFolder {
    /// The company that files in this folder belong to when they don't say.
    var company: String? {
        switch self {
        case .company(let id): id
        case .root, .webhooks: nil
        }
    }
}
