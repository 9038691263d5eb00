internal import Fiscal
internal import Ledger

extension SubmitStage {
    // MARK: - Starting

    /// Starts the reads whose slot has come: set-up and verification first, then files, then status calls that are due.
    func startReads() throws {
        guard !isStopping else {
            reads = []
            repeats = []
            return
        }
        takeUpRepeats()
        try collectDueLookups()
        try collectReads()
        if settings.scope.isOfAll { try collectDueVoidLooks() }
        var room = readRoomByKey()
        var index = 0
        while index < reads.count, calls.count - (openPosts - prepared.count) < settings.concurrency {
            let call = reads[index]
            let lane = lane(of: call)
            let (now, key) = (clock.monotonicNanos(), lanes[lane].key.fingerprint)
            guard room[key, default: 0] > 0, readWindow(lane).earliest(now: now) <= now else {
                index += 1
                continue
            }
            room[key, default: 0] -= 1
            readWindows[key]?.take(at: now)
            reads.remove(at: index)
            progress.reads += 1
            if case .status = call { progress.statusCalls += 1 }
            start(call, request(for: call, lane: lanes[lane]))
        }
    }

    /// How many more reads may be under way, by key: no key holds all of them while another one has something to ask.
    func readRoomByKey() -> [String: Int] {
        var underWay: [String: Int] = [:]
        for call in calls.values {
            if call.write != nil { continue }
            underWay[lanes[lane(of: call)].key.fingerprint, default: 0] += 1
        }
        let keys = Set(reads.map { lanes[lane(of: $0)].key.fingerprint })
        let share = max(settings.concurrency - max(keys.count - 1, 0), 1)
        return keys.reduce(into: [:]) { $0[$1] = share - underWay[$1, default: 0] }
    }

    private func takeUpRepeats() {
        let now = clock.monotonicNanos()
        reads += repeats.filter { $0.moment <= now }.map(\.call)
        repeats.removeAll { $0.moment <= now }
    }

    func request(for call: Call, lane: LaneState) -> HTTPRequest {
        let company = lane.settings.pacCompanyID
        switch call {
        case .company: return api.company(company, key: lane.key)
        case .offices: return api.offices(company: company, key: lane.key)
        case .verify(let question, _, _): return api.checkDigit(question, company: company, key: lane.key)
        case .status(let row, _): return api.status(row.kind, id: row.pacID ?? "", company: company, key: lane.key)
        case .lookup(let lookup): return lookupRequest(lookup, company: company, key: lane.key)
        case .claim(let row, let id, _, _): return api.status(row.kind, id: id, company: company, key: lane.key)
        case .file(_, _, _, let url): return api.file(url ?? "")
        case .voidLook(let request, _):
            return api.status(
                request.target?.kind ?? .invoice, id: request.target?.pacID ?? "", company: company, key: lane.key)
        case .importLook(let row, _, let page):
            return api.lookup(row.kind, cufe: row.cufe ?? "", company: company, page: page, key: lane.key)
        case .importStatus(let row, let id, _): return api.status(row.kind, id: id, company: company, key: lane.key)
        case .post, .void: preconditionFailure("a write is no read")
        }
    }

    private func lookupRequest(_ lookup: Lookup, company: String, key: ApiKey) -> HTTPRequest {
        let asked = lookup.subject
        // The witness is asked for as the document is, by what was expected: its own CUFE may differ, and would then prove nothing.
        if settings.doubt.lookup == .byCufe, let cufe = asked.expectedCufe ?? asked.cufe {
            return api.lookup(asked.kind, cufe: cufe, company: company, page: lookup.page, key: key)
        }
        return api.lookup(
            asked.kind, numeration: asked.numeration ?? "", billingPoint: asked.billingPoint ?? "", company: company,
            page: lookup.page,
            key: key)
    }

    /// Gives each company a few of its next questions and status calls, so that none has to wait for all of another's.
    private func collectReads() throws {
        let waiting = reads.reduce(into: [:]) { $0[lane(of: $1), default: 0] += 1 }
        for lane in lanes.indices where !lanes[lane].isLockedOut && waiting[lane, default: 0] < Self.readsAhead {
            for _ in 0..<Self.readsAhead {
                guard let question = questions.next(lane: lane) else { break }
                reads.append(.verify(question, lane: lane, retry: 0))
            }
            try collectDuePolls(lane: lane)
            try collectImports(lane: lane, limit: Self.readsAhead)
        }
    }

    /// So many reads of a sort are taken up for a company at a time.
    private static let readsAhead = 16

    /// Takes the documents that are due for a GET, and puts their next one off before this one is made.
    private func collectDuePolls(lane: Int) throws {
        guard settings.onlyVoid == nil else { return }
        let next = try nextReads(lane: lane)
        for row in next where row.state == .imported { askForImport(row, lane: lane) }
        let chosen = next.filter { polling[$0.id] == nil && $0.pacID != nil && $0.state != .imported }
        guard !chosen.isEmpty else { return }
        try ledger.transaction {
            for row in chosen {
                if let held = readsHeld[lanes[lane].key.fingerprint] {
                    try ledger.recordPoll(document: row.id, nextAt: held)
                    continue
                }
                try ledger.recordPoll(
                    document: row.id, nextAt: clock.now.adding(seconds: Self.pollInterval(after: row.polls + 1)))
                polling[row.id] = clock.wallMicros()
                reads.append(.status(row, lane: lane))
            }
        }
    }

    /// The documents of a company that are asked for next.
    private func nextReads(lane: Int) throws -> [DocumentRow] {
        guard !settings.scope.isOfAll else { return try due(lane: lane, limit: Self.readsAhead) }
        let ids = named[lane, default: []].prefix(Self.readsAhead)
        named[lane]?.removeFirst(ids.count)
        return try ids.compactMap { try ledger.document(id: $0) }
    }

    /// 429 on a GET: the key's calls wait, Retry-After is a floor (rulebook 7.2). Where that is longer than the run may wait, nothing more is
    /// asked under the key; the next run takes it up.
    func holdReads(_ lane: Int, _ answer: StoredAnswer) {
        let key = lanes[lane].key.fingerprint
        let seconds = RetryAfter.seconds(answer.header("retry-after"), now: clock.now).map { max($0, 1) } ?? Self.readPause
        readWindows[key]?.pause(until: clock.monotonicNanos() + min(seconds, Self.readPauseMax) * 1_000_000_000)
        progress.throttles += 1
        progress.longestWaitSeconds = max(progress.longestWaitSeconds, Double(min(seconds, Self.readPauseMax)))
        guard seconds > max(settings.waitSeconds, Self.readPauseMax) else { return }
        readsHeld[key] = clock.now.adding(seconds: seconds)
        reads.removeAll { call in
            guard case .status(let row, let lane) = call, lanes[lane].key.fingerprint == key else { return false }
            polling[row.id] = nil
            return true
        }
    }

    /// Seconds without a usable Retry-After, and the longest that is waited whatever `--wait` says.
    private static let readPause: Int64 = 5
    private static let readPauseMax: Int64 = 60

    /// Seconds until the next GET after so many: 10, 15, 22, 33, 50, then 60 (rulebook 7.5).
    static func pollInterval(after polls: Int) -> Int64 {
        var seconds = firstPoll
        for _ in 0..<min(polls, 10) { seconds = min(seconds * 3 / 2, 60) }
        return seconds
    }

    // MARK: - RUC verification (rulebook 2.8)

    /// Nanoseconds until a verification that met a network error is tried its second time, without jitter.
    private static let verifyAgainAfter: Int64 = 2_000_000_000

    func settleVerification(_ answer: StoredAnswer, _ question: RucQuestion, lane: Int, retry: Int) throws {
        let verdict: RucAnswer?
        switch answer.transport == 0 ? answer.httpStatus : nil {
        case 200?: verdict = PacAnswer.rucAnswer(answer.body)
        case 400?: verdict = .refused
        case 404?: verdict = .notFound
        case nil where retry == 0:
            let moment = clock.monotonicNanos() + Self.verifyAgainAfter + Int64(hooks.random(1000)) * 1_000_000
            return repeats.append((moment, .verify(question, lane: lane, retry: 1)))
        case 401?, 403?: return questions.passOn(question, from: lane)
        default: verdict = nil
        }
        questions.settle(question)
        guard let verdict else { return }
        try ledger.storeRucAnswer(question, verdict, at: clock.now)
        for row in try ledger.documents(waitingFor: question) { try settle(verdict, question, row) }
    }

    private func settle(_ verdict: RucAnswer, _ question: RucQuestion, _ row: DocumentRow) throws {
        if row.judgeAgain {
            return try judgeAgain(row)
        }
        switch verdict {
        case .found:
            try ledger.markReady(document: row.id)
            try offer(row.id, company: row.company)
        case .notFound:
            let known = try ledger.faults(ofDocument: row.id).contains { $0.code == .rucNotFoundYet }
            if !known {
                try ledger.append(fault: Fault(.rucNotFoundYet, field: "client_ruc", value: question.ruc), document: row.id)
            }
        case .refused:
            let fault = Fault(.rucRefused, field: "client_ruc", value: question.ruc)
            try ledger.refuse(document: row.id, as: .invalid, faults: [fault], atMicros: clock.wallMicros())
        }
    }

    private func judgeAgain(_ row: DocumentRow) throws {
        guard let record = try ledger.record(ofDocument: row.id) else { return }
        let judged = try hooks.judgeAgain(row, record)
        try ledger.rejudge(document: row.id, as: judged)
        if let next = judged.question, judged.state != .invalid {
            guard let lane = lanes.firstIndex(where: { $0.settings.id == row.company }) else { return }
            questions.add(next, lane: lane)
        } else if judged.state == .queued {
            try offer(row.id, company: row.company)
        }
    }

    /// A document that has just become ready, or a note whose invoice is authorized, joins its lane.
    func offer(_ id: Int64, company: String) throws {
        guard let lane = lanes.firstIndex(where: { $0.settings.id == company }) else { return }
        // No document is begun for the sake of one request.
        if let only = settings.onlyVoid, only != id { return }
        guard try id <= lanes[lane].cursor || lanes[lane].isDrained || ledger.document(id: id)?.kind == .void else { return }
        try requeue(id, lane: lane)
    }
}
