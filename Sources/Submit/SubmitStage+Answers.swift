internal import Fiscal
internal import Guards
internal import JSONText
internal import Ledger

extension SubmitStage {
    /// Takes what has completed: raw answers of POSTs first, in a commit of their own; then what they mean. Every wait for the disk is followed by
    /// the POSTs whose slot has come meanwhile.
    func settle(_ done: [HTTPCompletion]) throws {
        guard !done.isEmpty else { return }
        let ended = done.compactMap { completion in
            sends[completion.token] = nil
            let key = shown.removeValue(forKey: completion.token)
            return calls.removeValue(forKey: completion.token).map { (call: $0, key: key, answer: stored(completion)) }
        }
        let posts = ended.compactMap { end -> (Way, Int64, DocumentRow, StoredAnswer)? in
            switch end.call {
            case .post(let lane, let key, let attempt, let row), .void(let lane, let key, let attempt, let row):
                (Way(lane: lane, key: key), attempt, row, end.answer)
            case .company, .offices, .verify, .status, .file, .lookup, .claim, .voidLook, .importLook, .importStatus: nil
            }
        }
        unsettled = posts.map { (attempt: $0.1, document: $0.2.id, answer: $0.3) }
        if !posts.isEmpty, Guard.rawAnswer.isOn {
            try ledger.transaction {
                for (_, attempt, row, answer) in posts { try ledger.record(answer: answer, attempt: attempt, document: row.id) }
            }
            startPosts()
        }
        let files = try fileDownloads(ended.map { ($0.call, $0.answer) })
        if !files.isEmpty { startPosts() }
        try ledger.transaction {
            for (way, attempt, row, answer) in posts {
                if !Guard.rawAnswer.isOn { try ledger.record(answer: answer, attempt: attempt, document: row.id) }
                try settleWrite(answer, attempt: attempt, row: row, way: way)
            }
            for end in ended {
                noteKey(end.key, end.call, end.answer)
                try settleRead(end.call, end.answer, key: end.key)
            }
            for file in files { try record(file) }
            try storeKeyUses()
            for end in ended { try tryAgain(after: end.call) }
        }
        unsettled = []
        for end in ended { try fetchPDF(after: end.call) }
        startPosts()
    }

    func stored(_ completion: HTTPCompletion) -> StoredAnswer {
        var transport = 0
        var detail: String?
        if case .failed(let code, let words) = completion.end { (transport, detail) = (code, words) }
        let headers = completion.headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
        return StoredAnswer(
            atMicros: clock.wallMicros(), transport: transport, transportDetail: detail,
            bytesSent: completion.mayHaveLeft ? max(completion.bytesSent, 1) : 0, httpStatus: completion.status,
            headers: headers.isEmpty ? nil : headers, body: completion.body)
    }

    private func settleRead(_ call: Call, _ answer: StoredAnswer, key: ApiKey?) throws {
        if let key, !isPost(call), answer.transport == 0, answer.httpStatus == 401 {
            let lane = lane(of: call)
            if lanes[lane].turnToNextKey(refused: key, purpose: .read) { return reads.insert(call, at: 0) }
            if lanes[lane].isRefusedAgainAndAgain { lockOut(lane, PacAnswer.errors(answer.body)) }
        }
        switch call {
        case .post, .void, .file: break
        case .company(let lane): settleCompany(answer, lane: lane)
        case .offices(let lane): settleOffices(answer, lane: lane)
        case .verify(let question, let lane, let retry): try settleVerification(answer, question, lane: lane, retry: retry)
        case .status(let row, let lane): try settleStatus(answer, row, lane: lane)
        case .lookup(let lookup): try settleLookup(answer, lookup)
        case .claim(let row, let id, _, .verdict): try settleVerdict(answer, row, id: id)
        case .claim(let row, let id, _, _): try settleWebhook(answer, row, id: id)
        case .voidLook(let request, let lane): try settleVoidLook(answer, request.row.id, lane: lane)
        case .importLook(let row, let lane, let page): try settleImportLook(answer, row, lane: lane, page: page)
        case .importStatus(let row, let id, let lane): try settleImportStatus(answer, row, id: id, lane: lane)
        }
    }

    /// Moves a document or a void request on by the stored answer of its attempt.
    private func settleWrite(_ answer: StoredAnswer, attempt: Int64, row: DocumentRow, way: Way?) throws {
        if row.kind == .void {
            try settleVoid(answer, attempt: attempt, row: row, way: way)
        } else {
            try settlePost(answer, attempt: attempt, row: row, way: way)
        }
    }

    // MARK: - What a POST's answer means

    /// How a POST went out in this run.
    struct Way {
        let lane: Int
        let key: ApiKey
    }

    /// Moves a document on by the stored answer of its attempt. Also used for answers that a dead run stored and didn't read.
    func settlePost(_ answer: StoredAnswer, attempt: Int64, row: DocumentRow, way: Way?) throws {
        let lane = way?.lane
        let mayHaveLanded = try ledger.mayHaveLanded(document: row.id)
        var outcome = PostOutcome(answer, mayHaveLanded: mayHaveLanded)
        if case .taken(let document) = outcome {
            if try isForeign(document, row) {
                outcome = .inDoubt(cause: .foreignAnswer)
            } else if document.saysNumberIsUsed, mayHaveLanded {
                outcome = .inDoubt(cause: .numberUsed)
            }
        }
        if case .inDoubt = outcome {} else { doubtsInARow = 0 }
        if case .throttled = outcome {} else { throttlesInARow = 0 }
        if case .notSent = outcome {} else if let lane { lanes[lane].deadLines = 0 }
        switch outcome {
        case .taken(let document): try settleTaken(document, attempt: attempt, row: row)
        case .rejected(let findings): try settleRejected(findings, attempt: attempt, row: row)
        case .inDoubt(.foreignAnswer): try alarm(answer, attempt: attempt, row: row)
        case .inDoubt(let cause):
            try leaveInDoubt(
                row, attempt: attempt, cause: cause, detail: answer.transportDetail ?? answer.httpStatus.map(String.init) ?? "")
        case .notSent(let detail):
            try closeUnsent(attempt, row, as: .not_sent, detail: detail, lane: lane)
            if let lane { deadLine(lane) }
        case .throttled(let retryAfter):
            try closeUnsent(attempt, row, as: .throttled, detail: retryAfter ?? "", lane: lane)
            try throttle(
                lane ?? self.lane(of: row), key: way?.key, retryAfter: retryAfter, answeredAt: answer.atMicros)
        case .keyRefused(let findings):
            // Status calls go on: they may be answered all the same, and are refused by themselves if not.
            if let way, !lanes[way.lane].turnToNextKey(refused: way.key, purpose: .write) {
                stop(way.lane, .keyRefused, "401", findings)
            }
            try closeUnsent(attempt, row, as: .stopped, detail: "401", lane: lane)
        case .stopped(let reason, let findings):
            stop(lane, StopCause(status: reason, findings), reason, findings)
            try closeUnsent(attempt, row, as: .stopped, detail: reason, lane: lane)
        }
    }

    private func settleTaken(_ document: PacDocument, attempt: Int64, row: DocumentRow) throws {
        let current = try ledger.document(id: row.id) ?? row
        let now = clock.wallMicros()
        try ledger.close(
            attempt: attempt, document: row.id, as: document.reply.legalStatus == .pacRejected ? .rejected : .accepted,
            atMicros: now,
            detail: ["id": .string(document.reply.pacID), "cufe": JSONValue(document.reply.cufe)])
        try compareCufe(document, with: current)
        progress.accepted += document.reply.legalStatus == .pacRejected ? 0 : 1
        try advance(current, by: document, nextPollAt: clock.now.adding(seconds: Self.firstPoll))
        if holdsWebhooks { try ledger.bindWebhooks(ofDocument: row.id, at: firstRound, atMicros: now) }
    }

    /// A CUFE other than the expected one is a warning (rulebook 5.5).
    func compareCufe(_ document: PacDocument, with row: DocumentRow) throws {
        guard let expected = row.expectedCufe, let returned = document.reply.cufe, expected != returned else { return }
        let facts = ["expected": expected, "returned": returned]
        try ledger.append(fault: Fault(.expectedCufeDiffers, facts: facts), document: row.id)
    }

    /// True for an answer that speaks of another document: an id that is known already, for whichever company, or another number or series than was
    /// sent.
    private func isForeign(_ document: PacDocument, _ row: DocumentRow) throws -> Bool {
        guard Guard.foreignAnswer.isOn else { return false }
        let isKnown = { [self] company in try ledger.document(pacID: document.reply.pacID, company: company) != nil }
        if try isKnown(row.company) || lanes.contains(where: { try isKnown($0.settings.id) }) { return true }
        return DoubtComparison.isOfAnotherNumber(document, than: try ledger.document(id: row.id) ?? row)
    }

    /// Nothing of it is believed, and the company's queue stops: somebody else may be using its series (guarantees.md).
    private func alarm(_ answer: StoredAnswer, attempt: Int64, row: DocumentRow) throws {
        let document = PacAnswer.document(answer.body)
        let finding = "→ \(document?.documentNumber ?? "?"), id \(document?.reply.pacID ?? "?")"
        try leaveInDoubt(row, attempt: attempt, cause: .foreignAnswer, detail: finding)
        stopOnAlarm(row)
    }

    private func settleRejected(_ findings: [PacFinding], attempt: Int64, row: DocumentRow) throws {
        let now = clock.wallMicros()
        try ledger.close(
            attempt: attempt, document: row.id, as: .rejected, atMicros: now,
            detail: ["code": .string(findings.first?.code ?? "")])
        try ledger.refuse(document: row.id, as: .rejected, faults: faults(.pacRejection, findings), atMicros: now)
        progress.rejected += 1
        try refuseNotes(of: row)
    }

    /// The attempt proves nothing: the document stays in doubt, with all that is needed to look it up (G3).
    func leaveInDoubt(_ row: DocumentRow, attempt: Int64, cause: PostOutcome.Cause, detail: String) throws {
        let now = clock.wallMicros()
        let current = try ledger.document(id: row.id) ?? row
        try ledger.close(
            attempt: attempt, document: row.id, as: .in_doubt, atMicros: now,
            detail: ["cause": .string(cause.rawValue), "detail": .string(detail)])
        var facts = [
            "numeration": current.numeration ?? "", "expectedCufe": current.expectedCufe ?? "", "cause": cause.rawValue,
            "attemptedAt": clock.now.text, "finding": detail,
        ]
        if !detail.isEmpty { facts["detail"] = detail }
        let code: FaultCode =
            switch cause {
            case .numberUsed: .numberAlreadyUsed
            case .foreignAnswer: .inDoubtAlarm
            case .transport, .status, .unreadable, .noError, .interrupted: .inDoubt
            }
        try ledger.append(fault: Fault(code, facts: facts), document: row.id)
        progress.inDoubt += 1
        noteDoubt(row)
        doubtsInARow += 1
        if doubtsInARow >= Self.doubtsThatOpenTheCircuit, Guard.circuit.isOn { progress.circuitIsOpen = true }
    }

    /// So many doubts in a row, in order of completion, and no new intent is written in this run (guarantees.md).
    static let doubtsThatOpenTheCircuit = 3
    /// Seconds until a document's first GET (rulebook 7.5).
    static let firstPoll: Int64 = 10

    func closeUnsent(_ attempt: Int64, _ row: DocumentRow, as outcome: AttemptOutcome, detail: String, lane: Int?) throws {
        try ledger.close(
            attempt: attempt, document: row.id, as: outcome, atMicros: clock.wallMicros(), detail: ["detail": .string(detail)])
        if let lane { try requeue(row.id, lane: lane) }
    }

    func faults(_ code: FaultCode, _ findings: [PacFinding]) -> [Fault] {
        findings.map { finding in
            var facts = ["code": finding.code]
            if !finding.message.isEmpty { facts["message"] = finding.message }
            return Fault(code, field: finding.field, facts: facts)
        }
    }

    // MARK: - Waits and stops

    /// The company's queue stops for this run; its documents stay queued.
    func stop(_ lane: Int?, _ cause: StopCause, _ reason: String, _ findings: [PacFinding] = []) {
        guard let lane else { return }
        let words = findings.first.map { "\($0.code) \($0.message)" } ?? reason
        lanes[lane].stopReason = words
        progress.stopped[lanes[lane].settings.id] = words
        progress.stopCauses[lanes[lane].settings.id] = cause
    }

    /// No connection: 2, 4, 8, 10, 10 … seconds with jitter, never outside 2…10 (rulebook 7.2); after so many in a row the lane is given
    /// up for this run.
    func deadLine(_ lane: Int) {
        let seconds = Double(1 << min(lanes[lane].deadLines + 1, 4))
        let now = clock.monotonicNanos()
        guard lanes[lane].notBefore <= now else { return }
        lanes[lane].deadLines += 1
        let jittered = min(max(seconds * (0.8 + Double(hooks.random(400)) / 1000), 2), 10)
        lanes[lane].notBefore = now + Int64(jittered * 1_000_000_000)
        progress.longestWaitSeconds = max(progress.longestWaitSeconds, jittered)
        if lanes[lane].deadLines > Self.deadLinesMax { lanes[lane].stopReason = "no connection" }
    }

    private static let deadLinesMax = 5

    // MARK: - Recovery

    /// What a dead run left open: an answer that was stored is read now, without the network; the rest is in doubt (reliability.md 1.2). A run
    /// begins with it; `reconcile` calls it for a stage that doesn't run.
    public func recover() throws {
        try ledger.transaction {
            for open in try ledger.openAttempts() {
                guard let row = try ledger.document(id: open.document) else { continue }
                if let answer = open.answer {
                    try settleWrite(answer, attempt: open.attempt, row: row, way: nil)
                } else if row.kind == .void {
                    try leaveVoidInDoubt(row, attempt: open.attempt, cause: .interrupted, detail: "")
                } else {
                    try leaveInDoubt(row, attempt: open.attempt, cause: .interrupted, detail: "")
                }
                try weighImport(on: open.document)
            }
        }
        doubtsInARow = 0
        progress.circuitIsOpen = false
    }
}
