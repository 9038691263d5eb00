internal import Fiscal
internal import Guards
public import JSONText
public import Ledger

/// By which way out a document in doubt was found (guarantees.md, the in-doubt procedure).
public enum AdoptionWay: String, Sendable {
    /// A look-up by number or CUFE.
    case lookup
    /// The GET that confirms a webhook.
    case webhook
    /// `sync`.
    case sync
    /// The list of all documents (`reconcile`).
    case listing
    /// The operator's verdict.
    case verdict = "operator"
}

/// What became of a document of the PAC's that may be one of ours in doubt.
public enum Adoption: Sendable, Equatable {
    /// It is ours, and the ledger says so.
    case adopted
    /// Ours isn't in doubt, or its POST is still under way.
    case notInDoubt
    /// What is shown is equal, but too little is shown.
    case unproved(DoubtComparison)
    /// It is another document.
    case different(DoubtComparison)
    /// Its id belongs to another document of ours.
    case idTaken
}

extension SubmitStage {
    /// The one step by which look-up, webhook, `sync` and the operator's verdict adopt a document of the PAC's as ours: everything that was sent
    /// has to be shown and equal. An operator who names the id vouches for the security code where the PAC doesn't show it (yet).
    ///
    /// Takes part in a transaction of the caller's.
    func adopt(_ document: PacDocument, as row: DocumentRow, by way: AdoptionWay, answer: StoredAnswer? = nil) throws -> Adoption
    {
        guard var current = try ledger.document(id: row.id), current.state == .in_doubt,
            try !ledger.hasOpenAttempt(document: row.id)
        else { return .notInDoubt }
        let stranger = way == .verdict ? try ledger.stranger(document.reply.pacID, ofDocument: row.id) : nil
        if let stranger { current = identified(current, stranger, document) }
        let comparison = DoubtComparison(document, with: current)
        guard comparison.differences.isEmpty || !Guard.comparison.isOn else { return .different(comparison) }
        guard comparison.isSame || !Guard.comparison.isOn || (way == .verdict && comparison.missing == [.security_code]) else {
            return .unproved(comparison)
        }
        guard try ledger.document(pacID: document.reply.pacID, company: current.company) == nil else { return .idTaken }
        if let stranger {
            guard try ledger.holder(ofNumberOf: current) == nil else { return .idTaken }
            try ledger.identify(current, as: stranger.id, atMicros: clock.wallMicros())
        }
        try ledger.recordAdoption(document: row.id, pacID: document.reply.pacID, by: way.rawValue, atMicros: clock.wallMicros())
        try ledger.append(fault: Fault(.adopted, facts: ["id": document.reply.pacID]), document: row.id)
        try compareCufe(document, with: current)
        progress.adopted += 1
        try advance(current, by: document, nextPollAt: clock.now, answer: answer)
        try ledger.bindWebhooks(ofDocument: row.id, at: firstRound, atMicros: clock.wallMicros())
        return .adopted
    }

    /// An order that is held for a document of the PAC's (`reconcile`), as it was sent if the operator is right that it is that one: nothing of it is
    /// written before all that is shown is equal.
    private func identified(_ row: DocumentRow, _ stranger: Stranger, _ document: PacDocument) -> DocumentRow {
        let parts = document.reply.cufe.flatMap { try? Cufe(text: $0) }
        return row.identified(
            numeration: stranger.numeration, issueDate: stranger.issueDate ?? document.issueDate,
            securityCode: document.securityCode ?? parts?.securityCode, expectedCufe: document.reply.cufe)
    }

    /// Somebody else may be using the company's series: nothing more is sent for it in this run.
    func stopOnAlarm(_ row: DocumentRow) {
        guard Guard.alarmStop.isOn, let lane = lane(of: row) else { return }
        lanes[lane].stopReason = "alarm"
    }

    /// Something at the PAC contradicts what was sent: nothing is adopted, and the company's queue stops for this run (guarantees.md).
    func raiseAlarm(_ row: DocumentRow, finding: String) throws {
        stopOnAlarm(row)
        let facts = ["numeration": row.numeration ?? "", "finding": finding]
        let isKnown = try ledger.faults(ofDocument: row.id).contains {
            $0.code == .inDoubtAlarm && $0.facts["finding"] == finding
        }
        guard !isKnown else { return }
        try ledger.append(fault: Fault(.inDoubtAlarm, facts: facts), document: row.id)
        try ledger.append(event: "alarm", document: row.id, atMicros: clock.wallMicros(), detail: ["finding": .string(finding)])
    }
}

/// How a GET of an id that may be a document in doubt's ended.
public enum Claim: Sendable, Equatable {
    /// The PAC showed the document: this became of it.
    case answered(Adoption)
    /// The PAC knows no such id.
    case unknown
    /// No usable answer: the HTTP status, or the transport's words.
    case failed(String)
}

extension SubmitStage {
    /// Asks the PAC for an id that the operator names for a document in doubt, and adopts it when it is the same.
    ///
    /// For a stage that doesn't run.
    /// - Parameter verdict: who says so, on what evidence: kept in the log of events with the adoption.
    /// - Throws: `LedgerError`.
    public func claim(_ row: DocumentRow, id: String, verdict: JSONValue) throws -> Claim {
        self.verdict = verdict
        guard let lane = lane(of: row) else { return .failed(row.company) }
        while true {
            reads = []
            let call = Call.claim(row, id: id, lane: lane, way: .verdict)
            start(call, request(for: call, lane: lanes[lane]))
            while !calls.isEmpty, hooks.stopGrade() == 0 { try settle(transport.wait(nanoseconds: 200_000_000)) }
            // A refused key put the call back, to be made under the other one; what else wants to be asked is a run's.
            if verdictClaim == nil, calls.isEmpty, !reads.isEmpty { continue }
            return verdictClaim ?? .failed("")
        }
    }

    /// What the GET of the id that the operator names shows: adopted when it is the document in doubt.
    func settleVerdict(_ answer: StoredAnswer, _ row: DocumentRow, id: String) throws {
        verdictClaim = .failed(answer.transportDetail ?? answer.httpStatus.map(String.init) ?? "")
        guard answer.transport == 0, let status = answer.httpStatus else { return }
        if status == 404 { verdictClaim = .unknown }
        guard (200...299).contains(status), let document = PacAnswer.document(answer.body), document.reply.pacID == id else {
            return
        }
        let adoption = try adopt(document, as: row, by: .verdict, answer: answer)
        verdictClaim = .answered(adoption)
        guard adoption == .adopted else { return }
        try ledger.append(event: "verdict", document: row.id, atMicros: clock.wallMicros(), detail: verdict)
    }
}
