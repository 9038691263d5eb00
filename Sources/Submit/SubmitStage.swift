internal import Fiscal
internal import Guards
internal import JSONText
public import Ledger

/// Intent → POST → answer → state, for every queued document; then status, PDF and XML until the wait is over.
///
/// One synchronous loop on one thread. A turn: take what has completed; store the raw answers (one commit); read them, move documents
/// on and write the next intents (one commit); only then start requests. So an intent is durable before the first byte of its request
/// (G2), an answer before anybody reads it (G8), and what a crash leaves open is at most `concurrency` documents (G4).
public final class SubmitStage {
    /// A request under way, by its token.
    enum Call {
        case post(lane: Int, key: ApiKey, attempt: Int64, row: DocumentRow)
        case void(lane: Int, key: ApiKey, attempt: Int64, row: DocumentRow)
        case voidLook(VoidRequest, lane: Int)
        case importLook(DocumentRow, lane: Int, page: Int)
        case importStatus(DocumentRow, id: String, lane: Int)
        case company(lane: Int)
        case offices(lane: Int)
        case verify(RucQuestion, lane: Int, retry: Int)
        case status(DocumentRow, lane: Int)
        case lookup(Lookup)
        case claim(DocumentRow, id: String, lane: Int, way: AdoptionWay)
        case file(ArtifactKind, DocumentRow, lane: Int, next: String?)

        /// The attempt of a document write; nil for calls that change nothing.
        var write: (attempt: Int64, document: Int64)? {
            switch self {
            case .post(_, _, let attempt, let row), .void(_, _, let attempt, let row): (attempt, row.id)
            case .company, .offices, .verify, .status, .file, .lookup, .claim, .voidLook, .importLook, .importStatus: nil
            }
        }
    }

    /// A POST or DELETE whose intent is durable, waiting for its slot.
    struct PreparedPost {
        let lane: Int
        let attempt: Int64
        let row: DocumentRow
        let request: [UInt8]
        /// What a DELETE voids; nil on a POST.
        var target: DocumentRow?
        /// A POST's intent; nil on a DELETE.
        var intent: Intent?
    }

    let ledger: LedgerStore
    let transport: any Transport
    let api: PacAPI
    let clock: RunClock
    let settings: SubmitSettings
    let hooks: SubmitHooks
    var lanes: [LaneState]
    /// Write windows and read windows, by the key's fingerprint: a key's rate is shared by all its companies, wherever they have it from.
    var writeWindows: [String: RateWindow] = [:]
    var readWindows: [String: RateWindow] = [:]
    var calls: [Int: Call] = [:]
    /// The keys that they showed; files have none.
    var shown: [Int: ApiKey] = [:]
    var nextToken = 1
    var prepared: [PreparedPost] = []
    /// Answers of POSTs that aren't stored and read yet.
    var unsettled: [(attempt: Int64, document: Int64, answer: StoredAnswer)] = []
    /// True once no attempt of a dead run is open any more.
    var isRecovered = false
    /// What completed while the loop waited for a slot.
    var arrived: [HTTPCompletion] = []
    /// Which send of which window a POST is, until its first byte has left.
    var sends: [Int: (scope: String, number: Int)] = [:]
    /// Intents are written for the slots of so many nanoseconds ahead, so that the disk doesn't cost slots: a few turns' length.
    var horizon = horizonMin
    var reads: [Call] = []
    /// RUCs that have to be asked about.
    var questions = RucQueue([])
    /// Calls that are made again later, with their moment.
    var repeats: [(moment: Int64, call: Call)] = []
    /// Uses of keys that aren't written down yet, and when they are.
    var keyUses: [KeyName: KeyUse] = [:]
    var keysTaken: Set<KeyName> = []
    var keyUsesAreDueAt = Int64.min
    /// Documents that were taken from any lane: tells whose turn it is.
    var turnsTaken = 0
    /// True when the PAC has documents that no order explains: an order that may be one of them isn't sent.
    var hasStrangers = false
    /// Documents in doubt that are looked up in this run.
    var doubts: [Int64: OpenDoubt] = [:]
    /// How the GET of an id that the operator names ended.
    var verdictClaim: Claim?
    /// What webhooks made this run ask for, and what they keep back: documents by their lane.
    var claimed = WebhookClaims()
    var heldBack: [Int64: Int] = [:]
    /// What the operator who names an id states: who, and on what evidence.
    var verdict: JSONValue = [:]
    /// Documents that are being asked for, and since when in microseconds of the wall clock.
    var polling: [Int64: Int64] = [:]
    /// When the inbox is looked at next, and the newest webhook whose document was looked for.
    var nextLook = Int64.min
    var lastWebhook: Int64 = 0
    /// True while webhooks wait for documents that the PAC hasn't answered for.
    var holdsWebhooks = false
    /// Addresses of PDFs whose document's XML is fetched first.
    var pdfsAfterXML: [Int64: String] = [:]
    /// Documents whose XML couldn't be had in this run.
    var xmlsMissed: Set<Int64> = []
    var doubtsInARow = 0
    var throttlesInARow = 0
    var progress = SubmitProgress()
    /// Documents whose first intent this run wrote, and their total: what the run's budget counts.
    var begun: (documents: Int, amount: Amount) = (0, .zero)
    var waitBegan: Int64?
    var freshAsked = 0
    /// Named documents that are still to be asked for (`sync ID`), by lane.
    var named: [Int: [Int64]] = [:]
    /// What was due before this moment is asked for once, however long that takes (rulebook 7.5).
    let firstRound: FiscalTime
    /// Keys under which nothing more is asked in this run: the PAC wants a longer wait than the run has. With the end of that wait.
    var readsHeld: [String: FiscalTime] = [:]
    /// Documents whose XML was tried a second time in this run.
    var triedAgain: Set<Int64> = []
    /// Imported documents that this run has asked for.
    var importsAsked = 0
    let began: Int64

    /// Makes the stage.
    public init(
        ledger: LedgerStore, transport: any Transport, api: PacAPI, lanes: [CompanyLane], settings: SubmitSettings,
        clock: RunClock,
        hooks: SubmitHooks
    ) {
        self.ledger = ledger
        self.transport = transport
        self.api = api
        self.clock = clock
        self.settings = settings
        self.hooks = hooks
        self.lanes = lanes.map(LaneState.init)
        began = clock.monotonicNanos()
        firstRound = clock.now
        makeWindows()
    }

    /// Companies that give one key different limits get the smallest of them.
    private func makeWindows() {
        let ways = lanes.flatMap { lane in lane.settings.keys.map { (key: $0.fingerprint, lane: lane.settings) } }
        for (key, ways) in Dictionary(grouping: ways, by: \.key) {
            let lanes = ways.map(\.lane)
            writeWindows[key] = RateWindow(
                perSecond: lanes.map(\.perSecond).min() ?? 1, burst: lanes.map(\.burst).min() ?? 1)
            readWindows[key] = RateWindow(
                perSecond: lanes.map(\.readsPerSecond).min() ?? 1, burst: max(settings.concurrency, 1))
        }
    }

    /// Runs until everything that can be done is done, the wait is over, or a stop is asked for.
    /// - Throws: `LedgerError` when the ledger fails, and what `SubmitHooks.file` throws: nothing more is sent, what is under way is waited
    ///   for and stored if the ledger can be opened again, and a new run starts from what is durable (G17).
    public func run() throws -> SubmitProgress {
        do {
            try recover()
            isRecovered = true
            try begin()
            try takeTurns()
        } catch {
            if !Guard.ledgerErrorStop.isOn { try takeTurns() }
            salvage()
            throw error
        }
        return progress
    }

    private func takeTurns() throws {
        while true {
            if !progress.isOutOfRoom, !hooks.hasRoom(), Guard.diskRoom.isOn { progress.isOutOfRoom = true }
            let done = arrived + transport.wait(nanoseconds: arrived.isEmpty ? delay() : 0)
            arrived = []
            let turnBegan = clock.monotonicNanos()
            hold(throttledIn: done)
            startPosts()
            try settle(done)
            if hooks.stopGrade() >= 2 {
                try abandon()
                break
            }
            try takeWebhooks()
            try prepareIntents()
            try cancelPreparedWhenStopping()
            startPosts()
            try startReads()
            progress.inFlight = calls.count
            hooks.progress(progress)
            if try isFinished() { break }
            let turn = clock.monotonicNanos() - turnBegan
            horizon = min(max(Self.horizonMin, 2 * turn, horizon * 3 / 4), Self.horizonMax)
        }
        try storeWhatWasFoundOut()
    }

    /// No new POST is begun any more.
    var isStopping: Bool {
        hooks.stopGrade() > 0 || progress.isOutOfRoom || settings.until.map { clock.now >= $0 } ?? false
    }

    /// POSTs and DELETEs whose outcome isn't known: their intents are durable.
    var openPosts: Int {
        prepared.count + calls.values.count { $0.write != nil }
    }

    // MARK: - End

    /// Second signal: what is under way stays in doubt.
    private func abandon() throws {
        transport.abandon()
        try ledger.transaction {
            for call in calls.values {
                switch call {
                case .post(_, _, let attempt, let row):
                    try leaveInDoubt(row, attempt: attempt, cause: .interrupted, detail: "")
                case .void(_, _, let attempt, let row):
                    try leaveVoidInDoubt(row, attempt: attempt, cause: .interrupted, detail: "")
                case .company, .offices, .verify, .status, .file, .lookup, .claim, .voidLook, .importLook, .importStatus: continue
                }
            }
            for post in prepared { try close(post, as: .not_sent, because: "stopped") }
        }
        calls = [:]
        shown = [:]
        prepared = []
    }

    // MARK: - Time

    /// How long the loop may sleep, in nanoseconds: until the next slot, the next poll, or a fifth of a second to look at signals.
    private func delay() -> Int64 {
        let now = clock.monotonicNanos()
        var moment = now + 200_000_000
        if let post = prepared.first { moment = min(moment, writeWindow(post.lane).earliest(now: now)) }
        if settings.scope == .everything, prepared.isEmpty, !isStopping, !progress.circuitIsOpen, !progress.isBudgetSpent,
            openPosts < settings.concurrency
        {
            let room = roomByKey()
            for lane in lanes where lane.hasWork && room[lane.key.fingerprint, default: 0] > 0 {
                let slot = (writeWindows[lane.key.fingerprint]?.earliest(now: now) ?? now) - horizon
                moment = min(moment, max(lane.notBefore, slot))
            }
        }
        if let nextLookup { moment = min(moment, nextLookup) }
        for next in repeats { moment = min(moment, next.moment) }
        if calls.count - postsInFlight < settings.concurrency {
            let room = readRoomByKey()
            for lane in Set(reads.map(lane(of:))) where room[lanes[lane].key.fingerprint, default: 0] > 0 {
                moment = min(moment, readWindow(lane).earliest(now: now))
            }
        }
        return max(moment - now, 0)
    }

    static let horizonMin: Int64 = 20_000_000
    static let horizonMax: Int64 = 250_000_000

    private var postsInFlight: Int { openPosts - prepared.count }

    /// The lane of a document's company; nil when it isn't configured any more.
    func lane(of row: DocumentRow) -> Int? { lanes.firstIndex { $0.settings.id == row.company } }

    func lane(of call: Call) -> Int {
        switch call {
        case .post(let lane, _, _, _), .void(let lane, _, _, _), .company(let lane), .offices(let lane),
            .verify(_, let lane, _), .status(_, let lane), .file(_, _, let lane, _), .claim(_, _, let lane, _),
            .voidLook(_, let lane), .importLook(_, let lane, _), .importStatus(_, _, let lane):
            lane
        case .lookup(let lookup): lookup.lane
        }
    }

    func writeWindow(_ lane: Int) -> RateWindow {
        writeWindows[lanes[lane].key.fingerprint] ?? RateWindow(perSecond: 1, burst: 1)
    }
    func readWindow(_ lane: Int) -> RateWindow {
        readWindows[lanes[lane].key.fingerprint] ?? RateWindow(perSecond: 1, burst: 1)
    }

    /// Nothing goes out under a key for so long.
    func pause(scope: String, seconds: Double) {
        let until = clock.monotonicNanos() + Int64(seconds * 1_000_000_000)
        writeWindows[scope]?.pause(until: until)
        progress.longestWaitSeconds = max(progress.longestWaitSeconds, seconds)
    }

    func start(_ call: Call, _ request: HTTPRequest) {
        calls[nextToken] = call
        shown[nextToken] = request.key
        transport.start(request, token: nextToken)
        nextToken += 1
    }
}
