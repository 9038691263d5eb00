internal import Fiscal
internal import Guards
internal import Ledger

/// Webhooks that may speak of a document which isn't known to be at the PAC: one in doubt, or one that is queued once more because the PAC had
/// said that it executed nothing. Each makes a GET of its id, and nothing of what it may speak of is sent before that is answered (guarantees.md,
/// the in-doubt procedure 2; G1).
extension SubmitStage {
    /// Makes the GETs of the webhooks that wait for an answer.
    func claimWhatIsNamed() throws {
        for (_, pacID, row) in try ledger.webhooksOnOpenDocuments(limit: Self.claimsMax) {
            try claim(pacID, for: row, once: "\(pacID) \(row.id)")
        }
        try claimWhatNamesNoCufe()
    }

    /// A webhook that names no CUFE may speak of any of its company's documents: one GET in each collection tells of which.
    private func claimWhatNamesNoCufe() throws {
        var left = Self.claimsMax
        var open: [String: [DocumentRow]] = [:]
        for (company, pacID) in try ledger.webhooksWithoutCufe() where left > 0 {
            let rows = try open[company] ?? ledger.openDocuments(company: company)
            open[company] = rows
            for row in Self.oneOfEachKind(rows) where try claim(pacID, for: row, once: "\(pacID) \(row.kind.rawValue)") {
                left -= 1
            }
        }
    }

    private static func oneOfEachKind(_ rows: [DocumentRow]) -> [DocumentRow] {
        var seen: Set<DocumentKind> = []
        return rows.filter { seen.insert($0.kind).inserted }
    }

    /// True when the GET is made: each once a run.
    @discardableResult
    private func claim(_ pacID: String, for row: DocumentRow, once name: String) throws -> Bool {
        guard let lane = lane(of: row), claimed.made.insert("\(row.company) \(name)").inserted else { return false }
        reads.append(.claim(row, id: pacID, lane: lane, way: .webhook))
        return true
    }

    /// Most GETs of a look for documents that webhooks may speak of.
    private static let claimsMax = 200

    /// True for a document that mayn't be sent once more now: a webhook names it, or may do so and isn't answered yet. It is kept back until
    /// the GET of that webhook says more; where that doesn't come, for this run.
    func isHeldByWebhook(_ row: DocumentRow, lane: Int) throws -> Bool {
        guard try isSpokenOf(row) else { return false }
        heldBack[row.id] = lane
        try claimWhatIsNamed()
        return true
    }

    func isSpokenOf(_ row: DocumentRow) throws -> Bool {
        guard holdsWebhooks, row.numeration != nil, Guard.webhookStop.isOn else { return false }
        if try ledger.isNamedByWebhook(document: row.id) { return true }
        return try ledger.webhooksWithoutCufe().contains { company, pacID in
            company == row.company && !claimed.answered.contains([company, row.kind.rawValue, pacID])
        }
    }

    /// What the GET of a webhook's id shows: the document that it is of is adopted when it is the same; an alarm when it stands under its number
    /// and isn't.
    func settleWebhook(_ answer: StoredAnswer, _ asked: DocumentRow, id: String) throws {
        guard answer.transport == 0, let status = answer.httpStatus else { return }
        if status == 404 {
            if try isSettled(answer, on: id, company: asked.company) {
                claimed.answered.insert([asked.company, asked.kind.rawValue, id])
            }
            try doubtWhatIsNamed(asked, id: id)
        } else if (200...299).contains(status), let document = PacAnswer.document(answer.body), document.reply.pacID == id {
            try settleShown(document, asked, id: id, answer)
        }
        for (held, lane) in heldBack.sorted(by: { $0.key < $1.key }) {
            if let row = try ledger.document(id: held), row.state == .queued, try isSpokenOf(row) { continue }
            heldBack[held] = nil
            try requeue(held, lane: lane)
        }
    }

    /// A PAC that announces a document may not show it yet, as its lists may lag: before the settle time is over a 404 says nothing.
    private func isSettled(_ answer: StoredAnswer, on id: String, company: String) throws -> Bool {
        guard Guard.webhookSettle.isOn, let came = try ledger.firstWebhook(on: id, company: company) else { return true }
        return answer.atMicros >= came + settings.doubt.settleSeconds * 1_000_000
    }

    private func settleShown(_ document: PacDocument, _ asked: DocumentRow, id: String, _ answer: StoredAnswer) throws {
        if let cufe = document.reply.cufe { try ledger.note(cufe: cufe, ofWebhooksOn: id, company: asked.company) }
        let isTold = document.documentNumber != nil || document.reply.cufe != nil
        if isTold { claimed.answered.insert([asked.company, asked.kind.rawValue, id]) }
        let near = try ledger.openDocuments(company: asked.company).map {
            (row: $0, comparison: DoubtComparison(document, with: $0))
        }
        .filter { $0.row.kind == asked.kind && isTold && $0.comparison.isOfSameNumber }
        guard let subject = (near.first { $0.comparison.isSame } ?? near.first)?.row else {
            return try doubtWhatIsNamed(asked, id: id)
        }
        if subject.state == .queued { try doubtAgain(subject, id: id) }
        switch try adopt(document, as: subject, by: .webhook, answer: answer) {
        case .adopted: forgetDoubt(subject.id)
        case .notInDoubt, .unproved: break
        case .idTaken: try raiseAlarm(subject, finding: "→ id \(id)")
        case .different(let comparison): try raiseAlarm(subject, finding: "→ id \(id): \(comparison.text)")
        }
    }

    /// The PAC doesn't show under the id what the webhook says: that refutes nothing, and whoever named the document's CUFE has seen it.
    private func doubtWhatIsNamed(_ row: DocumentRow, id: String) throws {
        guard let current = try ledger.document(id: row.id), current.state == .queued, current.numeration != nil,
            try ledger.isNamedByWebhook(document: row.id)
        else { return }
        try doubtAgain(current, id: id)
    }

    /// A document that was to go out once more is in doubt instead, and looked up like the others.
    private func doubtAgain(_ row: DocumentRow, id: String) throws {
        try ledger.doubtAgain(document: row.id, cause: "webhook", detail: "id \(id)", atMicros: clock.wallMicros())
        let facts = ["numeration": row.numeration ?? "", "id": id]
        try ledger.append(fault: Fault(.namedByWebhook, facts: facts), document: row.id)
        noteDoubt(row)
    }
}

extension SubmitStage {
    /// An import has named a document while its attempt was open, which a dead run left: what that one's answer says must not send it again.
    func weighImport(on id: Int64) throws {
        guard let row = try ledger.document(id: id), row.state == .queued, row.numeration != nil,
            let fault = try ledger.faults(ofDocument: id).first(where: { $0.code == .namedByImport })
        else { return }
        try ledger.doubtAgain(document: id, cause: "import", detail: fault.facts["cufe"] ?? "", atMicros: clock.wallMicros())
    }
}

/// Webhooks' GETs of a run for documents that aren't known to be at the PAC.
struct WebhookClaims {
    /// Those that were made.
    var made: Set<String> = []
    /// Ids of which the PAC said what they are, or that it knows no such id: company, kind, id.
    var answered: Set<[String]> = []
}
