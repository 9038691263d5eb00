internal import Fiscal
internal import Ledger

extension SubmitStage {
    // MARK: - Starting

    /// Starts the reads whose slot has come: set-up and verification first, then files, then status calls that are due.
    func startReads() throws {
        guard hooks.stopGrade() == 0, !progress.isOutOfRoom else {
            reads = []
            repeats = []
            return
        }
        takeUpRepeats()
        try collectDueLookups()
        if reads.isEmpty { try collectDuePolls() }
        var index = 0
        while index < reads.count, calls.count - (openPosts - prepared.count) < settings.concurrency {
            let call = reads[index]
            let lane = lane(of: call)
            let now = clock.monotonicNanos()
            guard readWindow(lane).earliest(now: now) <= now else {
                index += 1
                continue
            }
            readWindows[lanes[lane].key.fingerprint]?.take(at: now)
            reads.remove(at: index)
            progress.reads += 1
            if case .status = call { progress.statusCalls += 1 }
            start(call, request(for: call, lane: lanes[lane]))
        }
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
        case .verify(let question, _, _): return api.checkDigit(question, company: company, key: lane.key)
        case .status(let row, _): return api.status(row.kind, id: row.pacID ?? "", company: company, key: lane.key)
        case .lookup(let lookup): return lookupRequest(lookup, company: company, key: lane.key)
        case .claim(let row, let id, _, _): return api.status(row.kind, id: id, company: company, key: lane.key)
        case .file(_, _, _, let url): return api.file(url ?? "")
        case .post: preconditionFailure("a POST is no read")
        }
    }

    private func lookupRequest(_ lookup: Lookup, company: String, key: ApiKey) -> HTTPRequest {
        let asked = lookup.subject
        if settings.doubt.lookup == .byCufe, let cufe = asked.cufe ?? asked.expectedCufe {
            return api.lookup(asked.kind, cufe: cufe, company: company, page: lookup.page, key: key)
        }
        return api.lookup(
            asked.kind, numeration: asked.numeration ?? "", billingPoint: asked.billingPoint ?? "", company: company,
            page: lookup.page,
            key: key)
    }

    /// Takes the documents that are due for a GET, and puts their next one off before this one is made.
    private func collectDuePolls() throws {
        let due = try ledger.pending(dueAt: clock.now, limit: max(settings.concurrency, 32)).filter { polling[$0.id] == nil }
        guard !due.isEmpty else { return }
        try ledger.transaction {
            for row in due {
                guard let lane = lanes.firstIndex(where: { $0.settings.id == row.company }) else {
                    try ledger.recordPoll(document: row.id, nextAt: clock.now.adding(seconds: Self.unknownCompanyDelay))
                    continue
                }
                try ledger.recordPoll(
                    document: row.id, nextAt: clock.now.adding(seconds: Self.pollInterval(after: row.polls + 1)))
                polling[row.id] = clock.wallMicros()
                reads.append(.status(row, lane: lane))
            }
        }
    }

    /// A pending document whose company isn't configured any more isn't asked for again in this run.
    private static let unknownCompanyDelay: Int64 = 86_400

    /// Seconds until the next GET after so many: 10, 15, 22, 33, 50, then 60 (rulebook 7.5).
    static func pollInterval(after polls: Int) -> Int64 {
        var seconds = firstPoll
        for _ in 0..<min(polls, 10) { seconds = min(seconds * 3 / 2, 60) }
        return seconds
    }

    // MARK: - The company

    /// May the company emit? A clear no stops its queue before the first POST; an unclear answer leaves the verdict to the POST.
    func settleCompany(_ answer: StoredAnswer, lane: Int) {
        lanes[lane].isChecked = true
        guard answer.transport == 0, let status = answer.httpStatus else { return }
        switch status {
        case 200...299:
            if let affiliation = PacAnswer.affiliation(answer.body), affiliation != "SUBSCRIBED" {
                stop(lane, "affiliated \(affiliation)", [])
            }
        case 401:
            guard lanes[lane].turnToNextKey(refused: lanes[lane].key) else {
                return stop(lane, "401", PacAnswer.errors(answer.body))
            }
            lanes[lane].isChecked = false
            reads.append(.company(lane: lane))
        case 403: stop(lane, "403", PacAnswer.errors(answer.body))
        case 404:
            let findings = PacAnswer.errors(answer.body)
            if !findings.isEmpty { stop(lane, "404", findings) }
        default: break
        }
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
        case nil:
            let moment = clock.monotonicNanos() + Self.verifyAgainAfter + Int64(hooks.random(1000)) * 1_000_000
            if retry == 0 { repeats.append((moment, .verify(question, lane: lane, retry: 1))) }
            return
        default: verdict = nil
        }
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
            let asked = reads.contains { if case .verify(next, _, _) = $0 { true } else { false } }
            if !asked { reads.append(.verify(next, lane: lane, retry: 0)) }
        } else if judged.state == .queued {
            try offer(row.id, company: row.company)
        }
    }

    /// A document that has just become ready, or a note whose invoice is authorized, joins its lane.
    func offer(_ id: Int64, company: String) throws {
        guard let lane = lanes.firstIndex(where: { $0.settings.id == company }), id <= lanes[lane].cursor || lanes[lane].isDrained
        else { return }
        try requeue(id, lane: lane)
    }
}
