internal import Fiscal
internal import Ledger

/// How long the stage goes on asking (rulebook 7.5): what was pending when it began is asked for once, however many that are; after that
/// as long as `--wait` allows, counted from when the last POST was done.
extension SubmitStage {
    func isFinished() throws -> Bool {
        try noteWaiting()
        guard calls.isEmpty, prepared.isEmpty, arrived.isEmpty else { return false }
        if isStopping { return true }
        guard waitBegan != nil, reads.isEmpty, questions.isEmpty, repeats.isEmpty,
            try lanes.indices.allSatisfy({ try isDone(lane: $0) })
        else { return false }
        guard settings.scope.isOfAll else {
            return lanes.indices.allSatisfy { lanes[$0].isLockedOut || named[$0, default: []].isEmpty }
        }
        if try hasDueReads() || hasImportsToAsk { return false }
        if lookUpFreshDoubts(now: clock.monotonicNanos()) { return false }
        guard try hasPending() || nextLookup ?? .max <= waitEnd else { return true }
        if settings.onlyVoid != nil { return isWaitOver }
        if settings.waitSeconds == 0, freshAsked < Self.freshAskedMax {
            let due = try ledger.transaction {
                try ledger.makeFreshDue(at: firstRound, limit: Self.freshAskedMax - freshAsked)
            }
            freshAsked += due
            return due == 0
        }
        return isWaitOver
    }

    /// With `--wait 0s` each pending document is asked for once. Those sent in this very run had their answer seconds ago:
    /// of them at most so many, so that a large batch doesn't double its calls.
    private static let freshAskedMax = 1000

    /// The wait begins once nothing is left to be sent.
    private func noteWaiting() throws {
        guard waitBegan == nil, openPosts == 0, try lanes.indices.allSatisfy({ try isDone(lane: $0) }) else { return }
        waitBegan = clock.monotonicNanos()
        progress.isWaiting = true
    }

    /// When the wait is over, on the monotonic clock; never before it has begun.
    private var waitEnd: Int64 { waitBegan.map { $0 + settings.waitSeconds * 1_000_000_000 } ?? .max }

    private var isWaitOver: Bool { clock.monotonicNanos() >= waitEnd }

    /// Documents that are to be asked for now. When the wait is over, only those of the first round: else a PAC that isn't done, and more
    /// documents than can be asked for between two polls, would keep a run going for ever.
    func due(lane: Int, limit: Int) throws -> [DocumentRow] {
        let (company, time) = (lanes[lane].settings.id, isWaitOver ? firstRound : clock.now)
        let pending = try ledger.pending(company: company, dueAt: time, limit: limit)
        guard pending.count < limit else { return pending }
        return try pending + ledger.lackingFiles(company: company, dueAt: time, limit: limit - pending.count)
    }

    /// True while a document is to be asked for now.
    var isAnythingDue: Bool {
        get throws {
            for lane in lanes.indices where !lanes[lane].isLockedOut {
                if try !due(lane: lane, limit: 1).isEmpty { return true }
            }
            return false
        }
    }

    /// True while a document waits for the DGI or its PDF that this run can ask for; a voided one waits for its PDF, too. A missing XML keeps no
    /// run waiting.
    var isPollPending: Bool {
        get throws {
            for lane in lanes where !lane.isLockedOut {
                if try ledger.nextPoll(company: lane.settings.id) != nil { return true }
                if try ledger.voidedWithoutPDF(company: lane.settings.id) > 0 { return true }
            }
            return false
        }
    }
}
