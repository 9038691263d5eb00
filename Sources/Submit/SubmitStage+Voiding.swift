internal import Digest
internal import Fiscal
internal import Guards
internal import JSONText
internal import Ledger

/// Void requests: intent → DELETE → answer → GET until the event is confirmed (rulebook 7.8, pac-api.md 3; docs/decisions/0035). A DELETE is a
/// document write: it goes out in the key's write window, at most `concurrency` writes are open, and its intent is durable before its first byte.
extension SubmitStage {
    // MARK: - Intents

    /// Puts the requests that may go out into their lanes.
    func collectVoids() throws {
        for index in lanes.indices {
            let queued = try ledger.queuedVoids(company: lanes[index].settings.id)
            lanes[index].voids = queued.reversed().filter { settings.onlyVoid == nil || settings.onlyVoid == $0 }
            // No document is begun for the sake of one request.
            if settings.onlyVoid != nil { lanes[index].isDrained = true }
        }
    }

    /// The requests whose slots are near. They go before documents: their time is limited.
    func chooseVoids(room: Int, free: inout [String: Int], now: Int64) throws -> [(lane: Int, request: Int64)] {
        var chosen: [(lane: Int, request: Int64)] = []
        for lane in lanes.indices where lanes[lane].hasWork && lanes[lane].notBefore <= now {
            while chosen.count < room, free[lanes[lane].key.fingerprint, default: 0] > 0, let id = lanes[lane].voids.popLast() {
                free[lanes[lane].key.fingerprint, default: 0] -= 1
                chosen.append((lane, id))
            }
        }
        return chosen
    }

    /// Judges a request once more at the moment it would go out, and writes its intent; nil for one that may not go out any more.
    func prepare(void id: Int64, lane: Int) throws -> PreparedPost? {
        guard let request = try ledger.voidRequest(id: id), request.row.state == .queued, let target = request.target else {
            return nil
        }
        let decision = VoidDecision(
            target: target, hasOther: false, windowSeconds: settings.voidWindowSeconds, now: clock.now)
        switch decision {
        case .goes: break
        case .waits: return nil
        case .refused(let fault):
            try endVoid(id, fault)
            return nil
        }
        let reason: JSONValue = ["reason": .string(request.row.voidReason ?? "")]
        let body = Array(reason.text.utf8)
        let attempt = try ledger.record(
            voidIntent: id, request: body, requestSHA256: SHA256.digest(body), atMicros: clock.wallMicros())
        if request.row.attempts > 0 { progress.retries += 1 }
        return PreparedPost(lane: lane, attempt: attempt, row: request.row, request: body, target: target)
    }

    // MARK: - What a DELETE's answer means

    func settleVoid(_ answer: StoredAnswer, attempt: Int64, row: DocumentRow, way: Way?) throws {
        let outcome = VoidOutcome(answer)
        if case .inDoubt = outcome {} else { doubtsInARow = 0 }
        let now = clock.wallMicros()
        switch outcome {
        case .taken(let event): try settleTaken(event, attempt: attempt, row: row)
        case .alreadyVoided:
            try ledger.close(attempt: attempt, document: row.id, as: .rejected, atMicros: now, detail: ["code": "already voided"])
            try ledger.setNextLook(void: row.id, at: clock.now, counts: false)
        case .refused(let findings):
            // An earlier DELETE may be why this one is refused, whatever the code: only a GET tells whether the document stands.
            let mayBeVoid = try ledger.mayHaveLanded(document: row.id)
            let code = findings.first?.code ?? ""
            try ledger.close(attempt: attempt, document: row.id, as: .rejected, atMicros: now, detail: ["code": .string(code)])
            if mayBeVoid { return try ledger.setNextLook(void: row.id, at: clock.now, counts: false) }
            try endVoid(row.id, try refusal(findings, row))
        case .inDoubt(let cause):
            let detail = answer.transportDetail ?? answer.httpStatus.map(String.init) ?? ""
            try leaveVoidInDoubt(row, attempt: attempt, cause: cause, detail: detail)
        case .asPost(let outcome): try settleUnsent(outcome, answer, attempt: attempt, row: row, way: way)
        }
    }

    private func settleUnsent(
        _ outcome: PostOutcome, _ answer: StoredAnswer, attempt: Int64, row: DocumentRow, way: Way?
    ) throws {
        let lane = way?.lane
        switch outcome {
        case .notSent(let detail):
            try closeUnsent(attempt, row, as: .not_sent, detail: detail, lane: lane)
            if let lane { deadLine(lane) }
        case .throttled(let retryAfter):
            try closeUnsent(attempt, row, as: .throttled, detail: retryAfter ?? "", lane: lane)
            try throttle(
                lane ?? self.lane(of: row), key: way?.key, retryAfter: retryAfter, answeredAt: answer.atMicros)
        case .keyRefused(let findings):
            if let way, !lanes[way.lane].turnToNextKey(refused: way.key, purpose: .write) { lockOut(way.lane, findings) }
            try closeUnsent(attempt, row, as: .stopped, detail: "401", lane: lane)
        case .stopped(let reason, let findings):
            stop(lane, StopCause(status: reason, findings), reason, findings)
            try closeUnsent(attempt, row, as: .stopped, detail: reason, lane: lane)
        case .taken, .rejected, .inDoubt: preconditionFailure("VoidOutcome keeps these apart")
        }
    }

    /// The PAC has the event; the DGI's word shows by a GET. An id that is known already is believed of nobody.
    private func settleTaken(_ event: VoidEvent, attempt: Int64, row: DocumentRow) throws {
        if let id = event.id, try ledger.document(pacID: id, company: row.company) != nil {
            return try leaveVoidInDoubt(row, attempt: attempt, cause: .foreignAnswer, detail: id)
        }
        let now = clock.wallMicros()
        try ledger.close(
            attempt: attempt, document: row.id, as: .accepted, atMicros: now, detail: ["event": JSONValue(event.id)])
        // The event's own word from the answer isn't the DGI's on the document: that is what the GET shows.
        let status = event.legalStatus == .dgiAuthorized ? .pacAuthorized : event.legalStatus
        try ledger.record(
            event: VoidEvent(id: event.id, legalStatus: status, reason: nil), void: row.id, atMicros: now)
        try ledger.setNextLook(void: row.id, at: clock.now, counts: false)
    }

    private func refusal(_ findings: [PacFinding], _ row: DocumentRow) throws -> Fault {
        let target = try ledger.voidRequest(id: row.id)?.target
        var facts = ["key": target?.nameInFaults ?? "", "code": findings.first?.code ?? ""]
        facts["reference"] = target?.orderID ?? target?.cufe
        let message = findings.map(\.message).filter { !$0.isEmpty }.joined(separator: "; ")
        if !message.isEmpty { facts["message"] = message }
        return Fault(.voidRefused, field: findings.first?.field, facts: facts)
    }

    /// Nobody knows whether the void took effect: a GET will tell, which may be repeated at will.
    func leaveVoidInDoubt(_ row: DocumentRow, attempt: Int64, cause: PostOutcome.Cause, detail: String) throws {
        try ledger.close(
            attempt: attempt, document: row.id, as: .in_doubt, atMicros: clock.wallMicros(),
            detail: ["cause": .string(cause.rawValue), "detail": .string(detail)])
        var facts = [
            "key": try ledger.voidRequest(id: row.id)?.target?.nameInFaults ?? "", "cause": cause.rawValue,
            "attemptedAt": clock.now.text,
        ]
        if !detail.isEmpty { facts["detail"] = detail }
        try ledger.append(fault: Fault(.voidUnanswered, facts: facts), document: row.id)
        try ledger.setNextLook(void: row.id, at: clock.now, counts: false)
        doubtsInARow += 1
        if doubtsInARow >= Self.doubtsThatOpenTheCircuit { progress.circuitIsOpen = true }
    }

    func endVoid(_ id: Int64, _ fault: Fault) throws {
        try ledger.end(void: id, faults: [fault], atMicros: clock.wallMicros())
        progress.rejected += 1
        if let target = try ledger.voidRequest(id: id)?.target { try settleNotes(ofInvoice: target.id) }
    }

    // MARK: - Looking whether it took effect

    /// Takes the requests that are due for a GET, and puts their next one off before this one is made.
    func collectDueVoidLooks() throws {
        let due = try ledger.voidsToLookAt(dueAt: clock.now, limit: max(settings.concurrency, 32))
        guard !due.isEmpty else { return }
        try ledger.transaction {
            for id in due {
                guard let request = try ledger.voidRequest(id: id) else { continue }
                let lane = lane(of: request.row).flatMap { lanes[$0].isLockedOut ? nil : $0 }
                let next = lane == nil ? Self.unaskableDelay : Self.lookInterval(after: request.looks + 1)
                try ledger.setNextLook(void: id, at: clock.now.adding(seconds: next), counts: lane != nil)
                if let lane { reads.append(.voidLook(request, lane: lane)) }
            }
        }
    }

    /// A request whose company isn't in this run's hands isn't asked for again in it.
    private static let unaskableDelay: Int64 = 86_400

    /// Seconds until the next look after so many: 3, 6, 12, 24, 48, then 60.
    static func lookInterval(after looks: Int) -> Int64 { min(3 << Int64(min(looks - 1, 5)), 60) }

    /// A look shows the event, or its absence for good, or nothing yet.
    func settleVoidLook(_ answer: StoredAnswer, _ id: Int64, lane: Int) throws {
        guard answer.transport == 0, let status = answer.httpStatus, (200...299).contains(status),
            let request = try ledger.voidRequest(id: id), let target = request.target,
            let document = PacAnswer.document(answer.body), document.reply.pacID == target.pacID
        else { return }
        guard request.row.state == .accepted || request.row.state == .in_doubt else { return }
        if let event = document.cancellation {
            try settle(event, request, target, answer)
            // The document may have been voided before its PDF came: both are papers of the DGI's (rulebook 7.6).
            try fetchFiles(of: target.id, document, lane: lane)
        } else if request.row.state == .in_doubt, document.reply.legalStatus == .dgiAuthorized, try isProvenAbsent(request) {
            try ledger.record(answer: answer, to: "GET", document: id)
            if let findings = try lastRefusal(of: id) { return try endVoid(id, try refusal(findings, request.row)) }
            try ledger.putBack(void: id, atMicros: clock.wallMicros())
            try requeue(id, lane: lane)
        }
    }

    /// What the PAC said when it refused the request's last DELETE; nil when it said something else, or nothing.
    private func lastRefusal(of id: Int64) throws -> [PacFinding]? {
        guard let answer = try ledger.lastSend(ofDocument: id)?.answer, case .refused(let findings) = VoidOutcome(answer) else {
            return nil
        }
        return findings
    }

    private func settle(_ event: VoidEvent, _ request: VoidRequest, _ target: DocumentRow, _ answer: StoredAnswer) throws {
        let (id, now) = (request.row.id, clock.wallMicros())
        let isNews = event.legalStatus != request.row.legalStatus || request.row.state == .in_doubt
        if isNews { try ledger.record(answer: answer, to: "GET", document: id) }
        let event = try believable(event, of: request)
        guard try isOwn(event, of: request) else {
            if event.legalStatus == .dgiAuthorized { try ledger.markVoided(document: target.id, event: event, atMicros: now) }
            return try endVoid(id, Fault(.alreadyVoided, facts: ["key": target.nameInFaults]))
        }
        switch event.legalStatus {
        case .dgiAuthorized:
            try ledger.confirm(void: id, event: event, atMicros: now)
            try settleNotes(ofInvoice: target.id)
        case .dgiRejected, .pacRejected:
            try endVoid(id, try refusal([PacFinding(code: event.legalStatus.word, field: nil, message: "")], request.row))
        case .registered, .pacAuthorized, .unknown:
            if isNews { try ledger.record(event: event, void: id, atMicros: now) }
        }
    }

    /// The event without an id that another document has.
    private func believable(_ event: VoidEvent, of request: VoidRequest) throws -> VoidEvent {
        guard let id = event.id, let other = try ledger.document(pacID: id, company: request.row.company),
            other.id != request.row.id
        else { return event }
        return VoidEvent(id: nil, legalStatus: event.legalStatus, reason: event.reason)
    }

    /// True for the event of this request: its id came back, an attempt of ours is in doubt, or it carries our reason.
    private func isOwn(_ event: VoidEvent, of request: VoidRequest) throws -> Bool {
        if let known = request.row.pacID, let id = event.id { return known == id }
        return try ledger.hasAttemptInDoubt(document: request.row.id) || event.reason == request.row.voidReason
    }

    /// The GET of a document shows at once what was done to it; a DELETE that hasn't shown for so long after its last sign never will
    /// (`pac.settle`; docs/decisions/0035). A GET that shows an authorized document with an earlier status is older than that and proves nothing.
    private func isProvenAbsent(_ request: VoidRequest) throws -> Bool {
        guard let sign = try ledger.lastSign(ofVoid: request.row.id) else { return false }
        return clock.wallMicros() - sign >= settings.doubt.settleSeconds * 1_000_000 || !Guard.voidSettle.isOn
    }

    /// A void event on a document that was asked for: of our request, or without one, when somebody voided it in the portal.
    func noteCancellation(_ document: PacDocument, on id: Int64, _ answer: StoredAnswer) throws {
        guard let event = document.cancellation, let row = try ledger.document(id: id),
            row.state == .authorized || row.state == .complete
        else { return }
        if let request = try ledger.liveVoid(of: id).flatMap({ try ledger.voidRequest(id: $0.id) }) {
            guard request.row.state == .accepted || request.row.state == .in_doubt else { return }
            return try settle(event, request, row, answer)
        }
        guard event.legalStatus == .dgiAuthorized else { return }
        try ledger.record(answer: answer, to: "GET", document: id)
        try ledger.markVoided(document: id, event: event, atMicros: clock.wallMicros())
        try settleNotes(ofInvoice: id)
    }

    // MARK: - The end of a run

    /// True while a GET is due.
    func hasDueReads() throws -> Bool {
        if try !ledger.voidsToLookAt(dueAt: clock.now, limit: 1).isEmpty { return true }
        return try settings.onlyVoid == nil && isAnythingDue
    }

    /// True while something that this run can ask for waits for the DGI's word.
    func hasPending() throws -> Bool {
        let soon = clock.now.adding(seconds: Self.unaskableDelay / 2)
        if let next = try ledger.nextVoidLook(), next <= soon { return true }
        return try settings.onlyVoid == nil && isPollPending
    }
}
