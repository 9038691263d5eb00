internal import Fiscal
internal import Ledger

/// How a run begins: everything comes from the ledger, and nothing is sent yet.
extension SubmitStage {
    /// Takes up what earlier runs left: what is due, pauses, sends of the last second, and the questions that come first.
    func begin() throws {
        try ledger.transaction {
            if settings.scope.isOfAll { try ledger.makeVoidsDue(at: firstRound) }
            if settings.scope == .everything { try collectVoids() }
            // Of every key that may have its turn in this run, not only of the one that is shown first.
            for scope in Set(lanes.flatMap(\.settings.keys).map(\.fingerprint)).sorted() {
                if let until = try ledger.pause(scope: scope, after: clock.now) {
                    pause(scope: scope, seconds: Double(until.epochSeconds - clock.now.epochSeconds))
                }
            }
            if settings.scope.isOfAll, settings.onlyVoid == nil {
                try ledger.makePendingDue(at: firstRound)
                try ledger.makeLackingFilesDue(at: firstRound)
            }
        }
        if settings.writesNothing { progress.isBudgetSpent = true }
        if settings.scope == .everything {
            stopWhereHeldTooLong()
            try rememberSends()
            hasStrangers = try ledger.hasStrangers()
        }
        try beginReads()
    }

    private func beginReads() throws {
        if case .reading(let documents?) = settings.scope {
            for row in try documents.compactMap({ try ledger.document(id: $0) }) {
                if let lane = lane(of: row) { named[lane, default: []].append(row.id) }
            }
            return named.keys.sorted().forEach(askAboutCompany)
        }
        if settings.onlyVoid == nil { try beginLookups() }
        let busy = try ledger.companiesWithWork()
        for index in lanes.indices where busy.contains(lanes[index].settings.id) || lanes[index].openLookups > 0 {
            askAboutCompany(lane: index)
        }
        guard settings.onlyVoid == nil, settings.scope == .everything else { return }
        let byID = Dictionary(uniqueKeysWithValues: lanes.indices.map { (lanes[$0].settings.id, $0) })
        questions = RucQueue(
            try ledger.openRucQuestions().compactMap { open in byID[open.company].map { (open.question, $0) } })
    }

    /// What earlier runs sent within the last second counts: the limit holds across runs, too (G15). Which key they showed isn't known.
    private func rememberSends() throws {
        let (wall, now) = (clock.wallMicros(), clock.monotonicNanos())
        for attempt in try ledger.attempts(since: wall - 2_000_000) {
            let age = max((wall - attempt.startedMicros) * 1000 - Self.sendLag, 0)
            for lane in lanes where lane.settings.id == attempt.company {
                for key in lane.settings.keys { writeWindows[key.fingerprint]?.take(at: now - age) }
            }
        }
    }

    /// So much later than its intent was written a POST may have gone out: the wait for its slot, and the commit.
    private static let sendLag = horizonMax * 3
}
