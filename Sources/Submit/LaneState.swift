internal import Ledger

/// Where a company's queue stands in a run.
struct LaneState {
    let settings: CompanyLane
    /// Which key is shown: the old one once the new one was refused (rulebook 7.11).
    var keyIndex = 0
    /// Set once the queue has stopped for this run.
    var stopReason: String?
    /// How far the PAC was asked about the company.
    var check = Check.notAsked
    /// Look-ups of documents in doubt that come before its first POST.
    var openLookups = 0
    /// The PAC takes none of the keys: nothing is asked under them any more in this run.
    var isLockedOut = false
    /// Branches of offices that the PAC doesn't know, or knows under another code: their documents stay queued.
    var heldBranches: Set<String> = []
    /// Keys refused in a row, for writes and for the rest, and the turns that were made because of it.
    private var refusals: [HTTPRequest.Purpose: Int] = [:]
    private var keyTurns = 0
    /// The last document that was fetched from the ledger.
    var cursor: Int64 = 0
    /// True once the ledger has no more queued documents behind the cursor.
    var isDrained = false
    /// Fetched and not yet begun.
    var backlog: [QueuedDocument] = []
    /// The number of the document that was taken last, among all lanes': the smallest is next.
    var lastTurn = 0
    /// Void requests that may go out, newest first: few, so that their numbers are all kept.
    var voids: [Int64] = []
    /// The last imported document that was asked for in this run, and whether no more are.
    var importCursor: Int64 = 0
    var importsAreDone = false
    /// Nothing is begun before this moment: the line to the PAC was dead.
    var notBefore = Int64.min
    /// Times in a row that no connection could be made.
    var deadLines = 0

    init(_ settings: CompanyLane) { self.settings = settings }

    /// Whether the company may emit is asked once a run, before its first POST.
    enum Check {
        case notAsked, underWay
        /// The PAC said yes, or couldn't be asked: then the POST will tell.
        case done
    }

    var key: ApiKey { settings.keys[keyIndex] }

    /// Shows the other key from now on, unless that has happened already: several requests may be under way with one that is refused. During a
    /// rotation the PAC may change over in the middle of a run, so a key that was refused gets its turn again once the other one is refused.
    /// False when there is none that could be taken.
    mutating func turnToNextKey(refused: ApiKey, purpose: HTTPRequest.Purpose) -> Bool {
        if refused.fingerprint != key.fingerprint { return true }
        refusals[purpose, default: 0] += 1
        guard refusals[purpose, default: 0] < settings.keys.count, keyTurns < Self.keyTurnsMax else { return false }
        keyTurns += 1
        keyIndex = (keyIndex + 1) % settings.keys.count
        return true
    }

    /// A status call that is refused once moves nothing and is made again later; one after the other, they mean that no key is taken.
    var isRefusedAgainAndAgain: Bool { refusals[.read, default: 0] >= settings.keys.count + 2 }

    /// An answer that only a key that is taken can have got.
    mutating func noteTaken(purpose: HTTPRequest.Purpose) { refusals[purpose] = 0 }

    /// A PAC that takes a key for one call and refuses it for the next isn't tried for ever.
    private static let keyTurnsMax = 8

    /// Documents or void requests may go out.
    var hasWork: Bool { hasDocuments || isOpen && !voids.isEmpty }
    var hasDocuments: Bool { isOpen && !(isDrained && backlog.isEmpty) }
    private var isOpen: Bool { stopReason == nil && check == .done && openLookups == 0 }
}
