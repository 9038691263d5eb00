internal import Digest
internal import Fiscal
internal import Guards
internal import JSONText
internal import Ledger

extension SubmitStage {
    // MARK: - Intents

    /// Writes the intents of the documents whose slots are near: one durable step for all of them.
    func prepareIntents() throws {
        guard settings.scope == .everything, !isStopping, !progress.circuitIsOpen, !progress.isBudgetSpent else { return }
        let now = clock.monotonicNanos()
        var chosen: [(lane: Int, document: QueuedDocument)] = []
        let room = openMax - openPosts
        guard room > 0 else { return }
        var free = freeSlots(now: now)
        let voids = try chooseVoids(room: room, free: &free, now: now)
        while chosen.count + voids.count < room, let lane = laneInTurn(free, now: now) {
            turnsTaken += 1
            lanes[lane].lastTurn = turnsTaken
            guard let document = try next(lane: lane) else { continue }
            guard withinBudget(document.row) else {
                lanes[lane].backlog.append(document)
                break
            }
            free[lanes[lane].key.fingerprint, default: 0] -= 1
            chosen.append((lane, document))
        }
        guard !chosen.isEmpty || !voids.isEmpty else { return }
        let posts = try ledger.transaction {
            let posts =
                try voids.compactMap { try prepare(void: $0.request, lane: $0.lane) }
                + chosen.compactMap { try prepare($0.document, lane: $0.lane) }
            guard !Guard.intentCommit.isOn else { return posts }
            prepared += posts
            startPosts()
            return []
        }
        prepared += posts
        try hooks.intentsStored(posts.compactMap { post in post.intent.map { StoredIntent(row: post.row, intent: $0) } })
    }

    /// Counts a document that is begun for the first time; false when the run's budget doesn't allow it any more.
    private func withinBudget(_ row: DocumentRow) -> Bool {
        guard row.numeration == nil else { return true }
        let amount = begun.amount.adding(row.total)
        let isOver = settings.documentsMax.map { begun.documents >= $0 } ?? false
        guard !isOver, let amount, settings.amountMax.map({ amount <= $0 }) ?? true else {
            progress.isBudgetSpent = true
            return false
        }
        begun = (begun.documents + 1, amount)
        return true
    }

    /// The company whose turn it is: the one that was served the longest ago among those that have something to send and whose key has a free
    /// slot. So a company with ten documents gets every other slot of a key that it shares with one that has ten thousand.
    private func laneInTurn(_ free: [String: Int], now: Int64) -> Int? {
        lanes.indices.filter { index in
            let lane = lanes[index]
            return lane.hasDocuments && lane.notBefore <= now && free[lane.key.fingerprint, default: 0] > 0
        }.min { lanes[$0].lastTurn < lanes[$1].lastTurn }
    }

    /// How many intents may be written now, by key: for its slots within the horizon, at least one when its next slot is near.
    private func freeSlots(now: Int64) -> [String: Int] {
        let prepared = Dictionary(grouping: prepared) { lanes[$0.lane].key.fingerprint }
        var free = roomByKey()
        for (key, room) in free {
            guard let window = writeWindows[key], window.earliest(now: now) <= now + horizon else {
                free[key] = 0
                continue
            }
            let slots = max(Int(window.perSecond * Double(horizon) / 1e9), 1)
            free[key] = min(slots - (prepared[key]?.count ?? 0), room)
        }
        return free
    }

    /// How many POSTs may be open.
    private var openMax: Int { Guard.openIntents.isOn ? settings.concurrency : 1_000_000 }

    /// How many more POSTs may be open, by key. While another key has something to send, none may hold them all: a PAC that doesn't answer one
    /// key's companies would hold up everybody else's.
    func roomByKey() -> [String: Int] {
        var open: [String: Int] = [:]
        for post in prepared { open[lanes[post.lane].key.fingerprint, default: 0] += 1 }
        for call in calls.values {
            switch call {
            case .post(_, let key, _, _), .void(_, let key, _, _): open[key.fingerprint, default: 0] += 1
            case .company, .offices, .verify, .status, .file, .lookup, .claim, .voidLook, .importLook, .importStatus: break
            }
        }
        let keys = Set(lanes.filter(\.hasWork).map(\.key.fingerprint))
        let share = max(openMax - max(keys.count - 1, 0), 1)
        return keys.reduce(into: [:]) { $0[$1] = share - open[$1, default: 0] }
    }

    /// The next queued document of a lane; fetched in portions, so that memory doesn't grow with the queue. Those of an office that isn't set
    /// up are passed by.
    private func next(lane: Int) throws -> QueuedDocument? {
        while lanes[lane].backlog.isEmpty, !lanes[lane].isDrained {
            let portion = max(settings.concurrency, 64)
            let found = try ledger.queued(company: lanes[lane].settings.id, after: lanes[lane].cursor, limit: portion)
            lanes[lane].cursor = found.last?.row.id ?? lanes[lane].cursor
            lanes[lane].isDrained = found.count < portion
            lanes[lane].backlog = found.filter { !isHeld($0.row, lane: lane) }.reversed()
        }
        return lanes[lane].backlog.popLast()
    }

    /// True for a document of an office that isn't set up.
    private func isHeld(_ row: DocumentRow, lane: Int) -> Bool { row.branch.map(lanes[lane].heldBranches.contains) ?? false }

    /// Freezes a document: numeration, security code, exact bytes, expected CUFE. One that was frozen before keeps all of it (G1).
    private func prepare(_ document: QueuedDocument, lane: Int) throws -> PreparedPost? {
        let row = document.row
        let numeration: String
        let code: String
        let request: [UInt8]
        if let drawn = row.numeration {
            // A webhook may have led to it, and had it adopted, while it waited in its lane.
            guard try ledger.document(id: row.id)?.state == .queued, try !isHeldByWebhook(row, lane: lane) else { return nil }
            guard let frozen = try frozenRequest(document, numeration: drawn) else { return nil }
            (numeration, code, request) = (drawn, frozen.code, frozen.request)
            progress.retries += 1
        } else {
            if hasStrangers, try isHeldBack(row) { return nil }
            guard try referenceStands(of: row) else { return nil }
            guard let drawn = try draw(row, lane: lane) else { return nil }
            numeration = drawn
            code = hooks.securityCode()
            request = hooks.completePayload(document, numeration, code)
        }
        let intent = Intent(
            documentID: row.id, numeration: numeration, securityCode: code,
            expectedCufe: row.expectedCufe ?? hooks.expectedCufe(row, numeration, code), request: request,
            requestSHA256: SHA256.digest(request))
        let attempt = try ledger.record(intent: intent, atMicros: clock.wallMicros())
        return PreparedPost(lane: lane, attempt: attempt, row: row, request: request, intent: intent)
    }

    /// What a document that was begun before is sent with again. Of one that `reconcile` took from results no bytes are left: then they are built
    /// from its template with the same number and security code, if its expected CUFE comes out equal. Otherwise it is in doubt, and nil.
    private func frozenRequest(_ document: QueuedDocument, numeration: String) throws -> (code: String, request: [UInt8])? {
        let row = document.row
        let code = row.securityCode ?? ""
        if let bytes = try ledger.request(ofDocument: row.id) { return (code, bytes) }
        let reason: String
        if code.isEmpty || row.expectedCufe == nil {
            reason = "security_code"
        } else if document.template.isEmpty {
            reason = "template"
        } else if hooks.expectedCufe(row, numeration, code) != row.expectedCufe {
            reason = "cufe"
        } else {
            let request = hooks.completePayload(document, numeration, code)
            if !request.isEmpty { return (code, request) }
            reason = "payload"
        }
        try ledger.withhold(
            document: row.id, atMicros: clock.wallMicros(), detail: ["cause": "restored", "missing": .string(reason)])
        try ledger.append(
            fault: Fault(.inDoubtWithoutBytes, facts: ["numeration": numeration, "missing": reason]), document: row.id)
        progress.inDoubt += 1
        return nil
    }

    /// An order that may be a document that the PAC has already, sent by a ledger that is lost, waits for somebody's word (G1).
    private func isHeldBack(_ row: DocumentRow) throws -> Bool {
        let strangers = try ledger.strangers(like: row)
        guard !strangers.isEmpty else { return false }
        try ledger.hold(document: row.id, for: strangers, atMicros: clock.wallMicros())
        for stranger in strangers {
            let facts = ["id": stranger.pacID, "numeration": stranger.numeration]
            try ledger.append(fault: Fault(.inDoubtListed, facts: facts), document: row.id)
        }
        progress.inDoubt += 1
        return true
    }

    private func draw(_ row: DocumentRow, lane: Int) throws -> String? {
        guard let branch = row.branch, let point = row.billingPoint, let type = row.documentType else { return nil }
        while true {
            let sequence = try ledger.drawNumber(
                company: row.company, branch: branch, billingPoint: point, documentType: type,
                start: lanes[lane].settings.numerationStart)
            guard let numeration = hooks.numeration(row.company, sequence) else { break }
            let isUsed =
                try hasStrangers
                && ledger.isStrangers(
                    numeration: numeration, company: row.company, branch: branch, billingPoint: point, documentType: type)
            if !isUsed { return numeration }
        }
        let fault = Fault(.numerationExhausted, facts: ["series": "\(row.company) \(branch) \(point) \(type.rawValue)"])
        try ledger.refuse(document: row.id, as: .invalid, faults: [fault], atMicros: clock.wallMicros())
        return nil
    }

    // MARK: - Sends

    /// Starts the POSTs whose slot has come, and waits for a slot that is as good as there. A 429 that came during the commit holds them.
    func startPosts() {
        if !prepared.isEmpty { receive(waiting: 0) }
        var waiting: [PreparedPost] = []
        for post in prepared {
            let lane = lanes[post.lane]
            var now = clock.monotonicNanos()
            var slot = writeWindow(post.lane).earliest(now: now)
            while slot > now, slot <= now + Self.slotAsGoodAsThere {
                receive(waiting: slot - now)
                now = clock.monotonicNanos()
                slot = writeWindow(post.lane).earliest(now: now)
            }
            guard slot <= now else {
                waiting.append(post)
                continue
            }
            progress.posts += 1
            progress.postsBySecond[Int((now - began) / 1_000_000_000), default: 0] += 1
            let scope = lane.key.fingerprint
            if let number = writeWindows[scope]?.take(at: now) { sends[nextToken] = (scope, number) }
            send(post, lane: lane)
            noteDepartures()
        }
        prepared = waiting
        noteDepartures()
    }

    /// Takes the answers that have come, to be read in the next turn.
    private func receive(waiting nanoseconds: Int64) {
        let done = transport.wait(nanoseconds: nanoseconds)
        hold(throttledIn: done)
        arrived += done
    }

    private func send(_ post: PreparedPost, lane: LaneState) {
        let company = lane.settings.pacCompanyID
        if let target = post.target {
            start(
                .void(lane: post.lane, key: lane.key, attempt: post.attempt, row: post.row),
                api.void(target.kind, id: target.pacID ?? "", company: company, body: post.request, key: lane.key))
        } else {
            start(
                .post(lane: post.lane, key: lane.key, attempt: post.attempt, row: post.row),
                api.submit(post.row.kind, company: company, body: post.request, key: lane.key))
        }
    }

    private static let slotAsGoodAsThere: Int64 = 1_500_000

    /// The limit counts from when the first byte left, not from when it was meant to.
    private func noteDepartures() {
        for (token, moment) in transport.departures() {
            guard let send = sends.removeValue(forKey: token) else { continue }
            writeWindows[send.scope]?.correct(send: send.number, to: moment)
        }
    }

    /// A stop, an open circuit, a stopped company, a long pause or a webhook takes back the intents that no byte has left for.
    func cancelPreparedWhenStopping() throws {
        let soon = clock.monotonicNanos() + 1_000_000_000
        let taken = try prepared.filter {
            try isStopping || progress.circuitIsOpen || lanes[$0.lane].stopReason != nil
                || writeWindow($0.lane).pausedUntil > soon
                || isSpokenOf($0.row)
        }
        guard !taken.isEmpty else { return }
        try ledger.transaction { for post in taken { try close(post, as: .not_sent, because: "stopped") } }
        let attempts = Set(taken.map(\.attempt))
        prepared.removeAll { attempts.contains($0.attempt) }
        for post in taken { try requeue(post.row.id, lane: post.lane) }
    }

    func close(_ post: PreparedPost, as outcome: AttemptOutcome, because reason: String) throws {
        try ledger.close(
            attempt: post.attempt, document: post.row.id, as: outcome, atMicros: clock.wallMicros(),
            detail: ["reason": .string(reason)])
    }

    /// True when nothing of the lane is left to be begun in this run.
    func isDone(lane index: Int) throws -> Bool {
        let isOver = lanes[index].stopReason != nil || progress.circuitIsOpen || progress.isBudgetSpent
        if isOver || settings.scope != .everything { return true }
        if lanes[index].check == .notAsked { return true }
        guard lanes[index].check == .done, lanes[index].openLookups == 0, lanes[index].voids.isEmpty else { return false }
        if lanes[index].backlog.isEmpty, !lanes[index].isDrained, let document = try next(lane: index) {
            lanes[index].backlog.append(document)
        }
        return lanes[index].backlog.isEmpty
    }

    /// Puts a document back to the front of its lane.
    func requeue(_ id: Int64, lane: Int) throws {
        guard let document = try ledger.queued(id: id), document.row.state == .queued, document.row.isReady,
            !isHeld(document.row, lane: lane)
        else { return }
        if document.row.kind == .void {
            lanes[lane].voids.append(id)
        } else {
            lanes[lane].backlog.append(document)
        }
        askAboutCompany(lane: lane)
    }
}
