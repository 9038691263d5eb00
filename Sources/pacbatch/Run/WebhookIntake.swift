import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger
import Submit

/// Webhook files: claimed → judged → in the ledger → archive, or rejected/ (rulebook 7.9, product.md 6). The run takes those that lie there
/// when it begins with everything else, and goes on looking while it submits and waits.
///
/// A file goes the way of every input, with the same steps after a crash. Those of a group share two commits: a night has as many webhooks
/// as documents.
final class WebhookIntake {
    private let ledger: LedgerStore
    private let workspace: Workspace
    private let machine: Machine
    private let language: Language
    private let judge: WebhookJudge
    private var inbox: Inbox
    private var settling = Settling()
    /// Settled files that are no webhooks, as they were looked at: the next run takes them.
    private var others: [RawPath: FileStatus] = [:]

    private var clock: RunClock { machine.clock }

    /// Files that are no inputs of their own in the ledger: the same bytes a second time.
    private(set) var unregistered: [Manifest.Input] = []
    /// Files that were left in the inbox, and why.
    private(set) var leftAlone: [Fault] = []
    private(set) var counts = Counts()

    /// Webhooks of a run.
    struct Counts {
        /// Taken in.
        var taken = 0
        /// Put into `rejected/`.
        var rejected = 0
        /// Left in the inbox, because a secret can't be had.
        var left = 0
    }

    init(ledger: LedgerStore, workspace: Workspace, configuration: Configuration, context: Context, machine: Machine) {
        self.ledger = ledger
        self.workspace = workspace
        self.machine = machine
        language = context.language
        judge = WebhookJudge(configuration, context, fileSystem: machine.inbox)
        inbox = Inbox(workspace: workspace.folder, fileSystem: machine.inbox)
    }

    /// Most files of one look: the loop that sends documents waits for them.
    private static let lookMax = 128

    /// Takes the webhooks that have come since; everything else stays in the inbox for the next run.
    func look() throws {
        let found = try inbox.look()
        let verdict = settling.judge(
            found.files, wall: clock.wallMicros() * 1000, monotonic: clock.monotonicNanos(), fileSystem: inbox.fileSystem)
        var claimed: [InboxFile] = []
        for file in verdict.settled where claimed.count < Self.lookMax && others[file.path] != file.status {
            guard try isWebhook(file) else {
                others[file.path] = file.status
                continue
            }
            do throws(IngestError) {
                if let taken = try inbox.claim(file) { claimed.append(taken) }
            } catch {
                // Written to at the last moment: it lies in work/ now, where the next run takes it as it is.
                guard case .changed = error else { throw error }
            }
        }
        guard !claimed.isEmpty else { return }
        try inbox.sync()
        try take(claimed)
    }

    private func isWebhook(_ file: InboxFile) throws -> Bool {
        guard !file.folder.isForWebhooks else { return true }
        guard file.status.size <= WebhookNotice.bytesMax else { return false }
        do throws(IngestError) {
            return try OrderReader(try machine.inbox.open(file.path), profiles: []).kind == .webhook
        } catch {
            return false
        }
    }

    /// Takes claimed files in, or puts them into `rejected/`.
    func take(_ files: [InboxFile]) throws {
        for start in stride(from: 0, to: files.count, by: Self.lookMax) {
            try takeGroup(Array(files[start..<min(start + Self.lookMax, files.count)]))
        }
    }

    // MARK: - A group of files

    /// A claimed file with what becomes of it.
    private struct Judged {
        let file: InboxFile
        let fingerprint: Fingerprint
        let verdict: WebhookJudge.Verdict
    }

    private func takeGroup(_ files: [InboxFile]) throws {
        let judged = try files.map(judged)
        var entries: [Entry] = []
        try ledger.transaction {
            var seen: Set<Int64> = []
            for one in judged {
                if case .left = one.verdict { continue }
                entries.append(try register(one, &seen))
            }
        }
        let filed = try entries.compactMap(putAway)
        for one in judged { if case .left(let fault) = one.verdict { try leave(one, fault) } }
        try inbox.sync()
        try ledger.transaction {
            for file in filed {
                try ledger.markFiled(input: file.input, state: file.isRejected ? .rejected : .archived, place: file.place)
            }
        }
        counts.rejected += filed.count(where: \.isRejected)
    }

    /// A judged file with its row in the ledger.
    private struct Entry {
        let judged: Judged
        let input: InputRow
        /// These bytes were taken in before.
        let isDuplicate: Bool
    }

    /// Writes a file into the ledger. One that was rejected may be dropped again once the configuration is right: it is judged anew.
    private func register(_ judged: Judged, _ seen: inout Set<Int64>) throws -> Entry {
        let (input, _) = try ledger.register(
            inputNamed: judged.file.name, sha256: judged.fingerprint.hex, company: judged.file.folder.companyName,
            kind: FileKind.webhook.name, bytes: judged.fingerprint.count)
        let isSecond = !seen.insert(input.id).inserted
        if input.state == .archived || (isSecond && input.state == .taken) {
            return Entry(judged: judged, input: input, isDuplicate: true)
        }
        if input.state == .rejected { try ledger.takeAgain(input: input.id) }
        // Before it is moved: a run that dies then leaves a file whose place the next one looks for.
        if case .rejected(let fault) = judged.verdict { try ledger.refuse(input: input.id, faults: [fault]) }
        if case .taken(let webhook) = judged.verdict, input.state != .taken {
            try ledger.hold(webhook, input: input.id, atMicros: clock.wallMicros())
            // A bare body is its folder's company's; an envelope names its own.
            try ledger.markTaken(input: input.id, records: 0, dialect: nil, needsOwner: webhook.secret == nil)
            counts.taken += 1
        }
        return Entry(judged: judged, input: input, isDuplicate: false)
    }

    /// Moves a file to its last place.
    /// - Returns: what the ledger is to be told; nil for a duplicate.
    private func putAway(_ entry: Entry) throws -> (input: Int64, place: String, isRejected: Bool)? {
        let (file, fingerprint) = (entry.judged.file, entry.judged.fingerprint)
        if case .rejected(let fault) = entry.judged.verdict, !entry.isDuplicate {
            let reason = Rejection(file: file.name, fingerprint: fingerprint, faults: [fault]).text(in: language)
            return (entry.input.id, try inbox.reject(file, sha8: fingerprint.sha8, reason: reason), true)
        }
        let today = clock.now.civil
        let place = try inbox.archive(file, sha8: fingerprint.sha8, year: today.year, month: today.month)
        guard entry.isDuplicate else { return (entry.input.id, place, false) }
        noteDuplicate(entry.judged, of: entry.input)
        return nil
    }

    private func noteDuplicate(_ judged: Judged, of input: InputRow) {
        unregistered.append(
            Manifest.Input(
                name: judged.file.name, sha256: judged.fingerprint.hex, bytes: judged.fingerprint.count,
                kind: FileKind.webhook.name, company: judged.file.folder.companyName, outcome: .accepted, duplicateOf: input.name)
        )
    }

    private func leave(_ judged: Judged, _ fault: Fault) throws {
        leftAlone.append(fault)
        counts.left += 1
        let file = try inbox.giveBack(judged.file, sha8: judged.fingerprint.sha8)
        others[file.path] = file.status
    }

    // MARK: - One file

    private func judged(_ file: InboxFile) throws -> Judged {
        let fingerprint = try Fingerprint(try machine.inbox.open(file.path))
        return Judged(file: file, fingerprint: fingerprint, verdict: try judge.verdict(on: file))
    }
}

extension InboxFolder {
    /// True below `inbox/webhooks/`: what lies there is a webhook or nothing.
    var isForWebhooks: Bool { if case .webhooks = self { true } else { false } }

    /// The company whose folder it is.
    var companyName: String? {
        switch self {
        case .company(let id): id
        case .webhooks(let id): id
        case .root: nil
        }
    }
}
