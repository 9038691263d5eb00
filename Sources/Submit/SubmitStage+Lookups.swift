internal import Fiscal
internal import Ledger

/// Looking up documents in doubt (guarantees.md, the in-doubt procedure 1; pac-api.md 7): all of them when a run begins, before their company
/// sends anything; those that became doubtful in the run once it has sent everything, and again while it waits.
extension SubmitStage {
    /// A look-up under way, page after page.
    struct Lookup {
        /// The document in doubt.
        let row: DocumentRow
        let lane: Int
        /// A later document of ours that is asked for in the same way first; nil once it is through.
        var witness: DocumentRow?
        /// The witness, once the listing showed it.
        var seen: Int64?
        var page = 1
        var pages = 0
        /// What stands under the number or the CUFE that is asked for, each id once.
        var found: [PacDocument] = []

        /// Whose number is asked for.
        var subject: DocumentRow { witness ?? row }

        /// On to the document itself.
        mutating func turnToDocument() {
            witness = nil
            page = 1
            found = []
        }
    }

    /// A document in doubt in this run.
    struct OpenDoubt {
        let lane: Int
        /// It became doubtful in this run.
        let isOfThisRun: Bool
        /// Its company sends nothing before it was looked up: an alarm has to come first.
        var holdsLane: Bool
        /// When it is looked up next, on the monotonic clock; nil: when everything is sent.
        var dueAt: Int64?
        var tries = 0
        var isAsked = false
    }

    // MARK: - When

    /// What earlier runs left in doubt is looked up first.
    func beginLookups() throws {
        guard settings.doubt.lookup != .none else { return }
        let now = clock.monotonicNanos()
        try ledger.documents(in: .in_doubt) { row in
            // One without a number was never sent from here: it is held for a document that the PAC has (`LedgerStore.hold`).
            guard row.kind != .void, row.numeration != nil, let lane = lane(of: row) else { return }
            doubts[row.id] = OpenDoubt(lane: lane, isOfThisRun: false, holdsLane: true, dueAt: now)
            lanes[lane].openLookups += 1
        }
    }

    /// A document became doubtful: it is looked up when everything is sent.
    func noteDoubt(_ row: DocumentRow) {
        guard settings.doubt.lookup != .none, row.kind != .void, let lane = lane(of: row), !lanes[lane].isLockedOut else {
            return
        }
        doubts[row.id] = OpenDoubt(lane: lane, isOfThisRun: true, holdsLane: false, dueAt: nil)
    }

    /// Everything is sent: what became doubtful is due. True when a look-up is due now.
    func lookUpFreshDoubts(now: Int64) -> Bool {
        for (id, doubt) in doubts where doubt.dueAt == nil { doubts[id]?.dueAt = now }
        return doubts.values.contains { isDue($0, now: now) }
    }

    /// A company's look-ups can begin once it is known under which key it is asked.
    private func isDue(_ doubt: OpenDoubt, now: Int64) -> Bool {
        !doubt.isAsked && doubt.dueAt.map { $0 <= now } ?? false && lanes[doubt.lane].check == .done
    }

    /// When the next look-up is due; nil when none is.
    var nextLookup: Int64? { doubts.values.filter { !$0.isAsked && lanes[$0.lane].check == .done }.compactMap(\.dueAt).min() }

    /// Takes the documents whose look-up is due.
    func collectDueLookups() throws {
        let now = clock.monotonicNanos()
        let due = doubts.filter { isDue($1, now: now) }
        for (id, doubt) in due.sorted(by: { $0.key < $1.key }) {
            guard let row = try ledger.document(id: id), row.state == .in_doubt else {
                forgetDoubt(id)
                continue
            }
            var lookup = Lookup(row: row, lane: doubt.lane)
            if settings.doubt.resubmits {
                lookup.witness = try ledger.witness(for: row, after: ledger.doubtBegan(ofDocument: id) ?? .max)
            }
            doubts[id]?.isAsked = true
            reads.append(.lookup(lookup))
        }
    }

    /// Of a company whose keys the PAC takes no more: the next run looks them up.
    func forgetDoubts(lane: Int) {
        for (id, doubt) in doubts where doubt.lane == lane { forgetDoubt(id) }
    }

    func forgetDoubt(_ id: Int64) {
        guard let doubt = doubts.removeValue(forKey: id), doubt.holdsLane else { return }
        lanes[doubt.lane].openLookups -= 1
    }

    // MARK: - What the PAC says

    /// A list filtered by the PAC, or not: what concerns the document is picked out here.
    func settleLookup(_ answer: StoredAnswer, _ asked: Lookup) throws {
        var lookup = asked
        lookup.pages += 1
        guard answer.transport == 0, answer.httpStatus == 200, lookup.page <= Self.pagesMax,
            let listing = PacAnswer.listing(answer.body, page: lookup.page)
        else { return try breakOff(lookup, answer) }
        let concerned = listing.documents.filter { Self.concerns($0, lookup.subject) }
        if lookup.witness == nil, lookup.page == 1 || !concerned.isEmpty {
            try ledger.record(answer: answer, to: "LIST", document: lookup.row.id)
        }
        for document in concerned where !lookup.found.contains(where: { $0.reply.pacID == document.reply.pacID }) {
            lookup.found.append(document)
        }
        if !listing.isLast {
            lookup.page += 1
        } else if let witness = lookup.witness {
            let isSeen = lookup.found.contains {
                $0.reply.pacID == witness.pacID && DoubtComparison($0, with: witness).isOfSameNumber
            }
            if isSeen, settings.doubt.lookup == .byNumber || witness.expectedCufe != nil { lookup.seen = witness.id }
            lookup.turnToDocument()
        } else {
            return try conclude(lookup)
        }
        reads.insert(.lookup(lookup), at: 0)
    }

    /// A list of more pages isn't a look-up.
    private static let pagesMax = 1000

    private static func concerns(_ document: PacDocument, _ row: DocumentRow) -> Bool {
        if let cufe = document.reply.cufe, cufe == row.expectedCufe { return true }
        return document.documentNumber == row.numeration && (document.billingPoint.map { $0 == row.billingPoint } ?? true)
    }

    /// A page that isn't there proves nothing. Where there are no look-ups at all, the others aren't asked either.
    private func breakOff(_ lookup: Lookup, _ answer: StoredAnswer) throws {
        var lookup = lookup
        if lookup.witness != nil, answer.httpStatus != 404 {
            lookup.turnToDocument()
            return reads.insert(.lookup(lookup), at: 0)
        }
        try ledger.record(answer: answer, to: "LIST", document: lookup.row.id)
        let words = answer.transportDetail ?? answer.httpStatus.map(String.init) ?? ""
        try end(lookup, .failed, detail: words)
        progress.failedLookups[lookup.row.company] = words
        guard answer.httpStatus == 404 else { return }
        for (id, doubt) in doubts where doubt.lane == lookup.lane && !doubt.isAsked { forgetDoubt(id) }
    }

    /// Every page is read.
    private func conclude(_ lookup: Lookup) throws {
        guard let row = try ledger.document(id: lookup.row.id), row.state == .in_doubt else { return forgetDoubt(lookup.row.id) }
        let company = row.company
        let near = try lookup.found.map { (document: $0, comparison: DoubtComparison($0, with: row)) }.filter { entry in
            guard entry.comparison.isOfSameNumber else { return false }
            // Another of our own documents, whose branch the list doesn't show.
            return try entry.comparison.isSame || ledger.document(pacID: entry.document.reply.pacID, company: company) == nil
        }
        let identified = near.filter { !$0.comparison.missing.contains(.security_code) }
        if identified.count > 1 {
            return try endWithAlarm(
                lookup, "× \(near.count): " + near.map { "id \($0.document.reply.pacID)" }.joined(separator: ", "))
        }
        guard let entry = near.first else { return try endWithoutFinding(lookup, row) }
        guard near.count == 1 else { return try end(lookup, .unproved, detail: "× \(near.count)") }
        let id = entry.document.reply.pacID
        switch try adopt(entry.document, as: row, by: .lookup) {
        case .adopted: try end(lookup, .found, detail: id)
        case .notInDoubt: forgetDoubt(row.id)
        case .unproved(let comparison): try end(lookup, .unproved, detail: "id \(id): \(comparison.text)")
        case .different(let comparison): try endWithAlarm(lookup, "→ id \(id): \(comparison.text)")
        case .idTaken: try endWithAlarm(lookup, "→ id \(id)")
        }
    }

    /// Complete and negative. It may be the one that proves the absence.
    private func endWithoutFinding(_ lookup: Lookup, _ row: DocumentRow) throws {
        try end(lookup, .absent, detail: nil)
        guard case .proved(let first, let last) = try absence(of: row) else { return }
        doubts[row.id] = nil
        try sendAgain(row, first: first, last: last)
    }

    private func endWithAlarm(_ lookup: Lookup, _ finding: String) throws {
        try raiseAlarm(lookup.row, finding: finding)
        try end(lookup, .alarm, detail: finding)
    }

    /// Keeps the look-up, lets the company go on, and says when the next one is due in this run, if any is.
    private func end(_ lookup: Lookup, _ outcome: LookupRow.Outcome, detail: String?) throws {
        let id = lookup.row.id
        try ledger.record(
            lookup: LookupRow(
                documentID: id, attempt: lookup.row.attempts, atMicros: clock.wallMicros(), way: settings.doubt.lookup.rawValue,
                outcome: outcome, pages: lookup.pages, witness: lookup.seen, detail: detail))
        progress.lookups += 1
        guard var doubt = doubts[id] else { return }
        forgetDoubt(id)
        if outcome == .found, doubt.isOfThisRun { progress.inDoubt -= 1 }
        guard outcome == .absent || outcome == .unproved, let due = try nextLookup(of: lookup.row, doubt) else { return }
        doubt.holdsLane = false
        doubt.isAsked = false
        doubt.tries += 1
        doubt.dueAt = due
        doubts[id] = doubt
    }

    /// A fresh doubt is looked up again after these: a listing may lag behind, a CUFE may come later.
    private static let again: [Int64] = [15_000_000_000, 45_000_000_000]

    private func nextLookup(of row: DocumentRow, _ doubt: OpenDoubt) throws -> Int64? {
        let now = clock.monotonicNanos()
        var next: Int64?
        if doubt.isOfThisRun, doubt.tries < Self.again.count { next = now + Self.again[doubt.tries] }
        if case .open(let moment?) = try absence(of: row) {
            let due = now + max(moment - clock.wallMicros(), 0) * 1000 + 1_000_000
            next = min(next ?? due, due)
        }
        return next
    }
}
