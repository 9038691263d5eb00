internal import Ledger

/// Where a company's queue stands in a run.
struct LaneState {
    let settings: CompanyLane
    /// Which key is shown: the old one once the new one was refused (rulebook 7.11).
    var keyIndex = 0
    /// Set once the queue has stopped for this run.
    var stopReason: String?
    /// False until the PAC said that the company may emit, or couldn't be asked.
    var isChecked = false
    /// Look-ups of documents in doubt that come before its first POST.
    var openLookups = 0
    /// The last document that was fetched from the ledger.
    var cursor: Int64 = 0
    /// True once the ledger has no more queued documents behind the cursor.
    var isDrained = false
    /// Fetched and not yet begun.
    var backlog: [QueuedDocument] = []
    /// The number of the document that was taken last, among all lanes': the smallest is next.
    var lastTurn = 0
    /// Nothing is begun before this moment: the line to the PAC was dead.
    var notBefore = Int64.min
    /// Times in a row that no connection could be made.
    var deadLines = 0

    init(_ settings: CompanyLane) { self.settings = settings }

    var key: ApiKey { settings.keys[keyIndex] }

    /// Shows the next key from now on, unless that has happened already: several requests may be under way with one that is refused.
    /// False when there is no other.
    mutating func turnToNextKey(refused: ApiKey) -> Bool {
        if refused.fingerprint != key.fingerprint { return true }
        guard keyIndex + 1 < settings.keys.count else { return false }
        keyIndex += 1
        return true
    }

    var hasWork: Bool { stopReason == nil && isChecked && openLookups == 0 && !(isDrained && backlog.isEmpty) }
}
