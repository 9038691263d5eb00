internal import Fiscal
internal import Ledger

/// May a company issue? Asked once a run, before its first POST: the company, then its offices (rulebook 7.10, product.md 4).
extension SubmitStage {
    /// Asks about the company unless that has been done.
    func askAboutCompany(lane: Int) {
        guard lanes[lane].check == .notAsked else { return }
        lanes[lane].check = .underWay
        reads.append(.company(lane: lane))
    }

    /// A clear no stops the company's queue before the first POST; an unclear answer leaves the verdict to the POST.
    func settleCompany(_ answer: StoredAnswer, lane: Int) {
        lanes[lane].check = .done
        guard answer.transport == 0, let status = answer.httpStatus else { return }
        let findings = PacAnswer.errors(answer.body)
        switch status {
        case 200...299: settleCompany(PacAnswer.company(answer.body), lane: lane)
        case 401: lockOut(lane, findings)
        case 403: stop(lane, StopCause(status: "403", findings), "403", findings)
        case 404 where !findings.isEmpty: stop(lane, .unknownCompany, "404", findings)
        default: break
        }
    }

    private func settleCompany(_ company: (affiliation: String?, ruc: String?), lane: Int) {
        if let affiliation = company.affiliation, affiliation != "SUBSCRIBED" {
            return stop(lane, .notSubscribed, "affiliated \(affiliation)")
        }
        // Another taxpayer's documents would go out under this id: the worst that a slip in the configuration can do.
        if let own = lanes[lane].settings.ruc, let theirs = company.ruc, !Self.isSame(own, theirs) {
            return stop(lane, .otherRuc, "\(theirs) ≠ \(own)")
        }
        guard !lanes[lane].settings.offices.isEmpty else { return }
        lanes[lane].check = .underWay
        reads.append(.offices(lane: lane))
    }

    /// Compares RUCs but for white space and letter case.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let plain = { (text: String) in text.uppercased().filter { !$0.isWhitespace } }
        return plain(one) == plain(other)
    }

    /// Documents of an office that the PAC doesn't know, or knows under another code, would be refused for good, or get another CUFE than is
    /// expected: they stay queued. The company's other documents go on.
    func settleOffices(_ answer: StoredAnswer, lane: Int) {
        lanes[lane].check = .done
        guard answer.transport == 0, answer.httpStatus.map((200...299).contains) == true,
            let known = PacAnswer.offices(answer.body)
        else { return }
        for office in lanes[lane].settings.offices {
            guard let code = known[office.pacOfficeID] else {
                hold(office, .officeUnknown, office.pacOfficeID, lane: lane)
                continue
            }
            if !code.isEmpty, code != office.code { hold(office, .officeCode, "\(code) ≠ \(office.code)", lane: lane) }
        }
    }

    private func hold(_ office: CompanyLane.Office, _ cause: StopCause, _ words: String, lane: Int) {
        let name = "\(lanes[lane].settings.id)/\(office.id)"
        lanes[lane].heldBranches.insert(office.code)
        progress.stopped[name] = words
        progress.stopCauses[name] = cause
    }

    // MARK: - Keys (rulebook 7.11)

    /// None of the company's keys is taken: nothing is sent or asked under them any more, and others ask what it was to ask.
    func lockOut(_ lane: Int, _ findings: [PacFinding]) {
        lanes[lane].isLockedOut = true
        stop(lane, .keyRefused, "401", findings)
        let given = reads.filter { self.lane(of: $0) == lane && !isFile($0) }
        reads.removeAll { self.lane(of: $0) == lane && !isFile($0) }
        for call in given { if case .verify(let question, _, _) = call { questions.passOn(question, from: lane) } }
        questions.passOnAll(from: lane)
        forgetDoubts(lane: lane)
    }

    private func isFile(_ call: Call) -> Bool { if case .file = call { true } else { false } }

    func isPost(_ call: Call) -> Bool { call.write != nil }

    /// Takes note of a key that was taken, or wasn't.
    func noteKey(_ key: ApiKey?, _ call: Call, _ answer: StoredAnswer) {
        guard let key, answer.transport == 0, let status = answer.httpStatus else { return }
        let lane = lane(of: call)
        let isTaken = (200...299).contains(status) || [400, 404, 422].contains(status)
        guard isTaken || status == 401 else { return }
        if isTaken { lanes[lane].noteTaken(purpose: isPost(call) ? .write : .read) }
        let name = KeyName(company: lanes[lane].settings.id, fingerprint: key.fingerprint)
        let at = FiscalTime(epochSeconds: answer.atMicros / 1_000_000)
        var use = keyUses[name] ?? KeyUse(company: name.company, fingerprint: name.fingerprint, source: key.label)
        // The first answer of each sort is written down at once, the others every few seconds.
        if isTaken ? !keysTaken.contains(name) : use.refusedAt == nil { keyUsesAreDueAt = Int64.min }
        if isTaken {
            keysTaken.insert(name)
            use.uses += 1
            use.firstAt = use.firstAt ?? at
            use.lastAt = at
        } else {
            use.refusedAt = at
        }
        keyUses[name] = use
    }

    /// Writes down which keys were used, within a transaction, unless that was done a moment ago.
    func storeKeyUses(atOnce: Bool = false) throws {
        let now = clock.monotonicNanos()
        guard !keyUses.isEmpty, atOnce || now >= keyUsesAreDueAt else { return }
        for use in keyUses.values { try ledger.add(use) }
        keyUses = [:]
        keyUsesAreDueAt = now + Self.keyUsesEvery
    }

    private static let keyUsesEvery: Int64 = 5_000_000_000

    /// What the run found out about its companies, for `why` and `keys`, and that nothing is due which nobody will ask for.
    func storeWhatWasFoundOut() throws {
        let asked = lanes.filter { $0.check != .notAsked || $0.stopReason != nil }.map(\.settings.id)
        try ledger.transaction {
            try storeKeyUses(atOnce: true)
            try ledger.confirmWebhooksOfDone()
            try ledger.record(
                stops: progress.stopCauses.map { name, cause in
                    StoredStop(name: name, cause: cause.rawValue, words: progress.stopped[name] ?? "")
                }, ofCompanies: asked)
        }
    }
}

/// A company's key.
struct KeyName: Hashable {
    let company: String
    let fingerprint: String
}

extension StopCause {
    /// What a status with its findings means for the company.
    init(status: String, _ findings: [PacFinding]) {
        if findings.contains(where: { $0.code == "AP1010" }) {
            self = .qrMissing
        } else if findings.contains(where: { $0.code == "SBX-NOT-SUBSCRIBED" }) {
            self = .notSubscribed
        } else {
            self = status == "404" ? .unknownCompany : .forbidden
        }
    }
}
