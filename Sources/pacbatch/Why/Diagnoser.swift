import Emit
import Fiscal
import Ledger
import Submit

/// Finds what is the matter with a document, from what the ledger and the configuration say. Asks nobody and changes nothing.
struct Diagnoser {
    let ledger: LedgerStore
    let configuration: Configuration
    let environment: Environment
    let now: FiscalTime

    /// The case of a document with what has to be named.
    func diagnosis(of row: DocumentRow) throws -> Diagnosis {
        if let other = try row.replacedBy.flatMap({ try ledger.document(id: $0) }) {
            return Diagnosis(found: .replaced, facts: ["other": Self.name(of: other), "state": row.state.rawValue])
        }
        switch row.state {
        case .proforma: return Diagnosis(found: .proforma)
        case .imported: return Diagnosis(found: .imported, facts: ["trust": row.trust ?? "—"])
        case .voided:
            guard row.isToHavePDF, row.pdf == nil else { return Diagnosis(found: .voided) }
            return Diagnosis(found: .voidedPdfMissing, facts: ["polls": String(row.polls)])
        case .duplicate: return try duplicate(row)
        case .invalid: return try invalid(row)
        case .conflict: return try refused(row, .conflict)
        case .rejected: return try refused(row, .rejected)
        case .dgi_rejected: return try refused(row, .dgiRejected)
        case .queued: return try queued(row)
        case .waiting: return try waiting(row)
        case .in_doubt: return try inDoubt(row)
        case .accepted: return accepted(row)
        case .authorized, .complete: return authorized(row)
        }
    }

    /// What a person calls a document.
    static func name(of row: DocumentRow) -> String { row.orderID ?? row.cufe ?? row.pacID ?? String(row.id) }

    /// What the program calls it in its own commands: a void request that names no order goes by its document.
    func title(of row: DocumentRow) throws -> String {
        guard row.kind == .void, row.orderID == nil, let target = try ledger.voidRequest(id: row.id)?.target else {
            return Self.name(of: row)
        }
        return Self.name(of: target)
    }

    // MARK: - Refused

    private func duplicate(_ row: DocumentRow) throws -> Diagnosis {
        let holder = try row.orderID.flatMap { try ledger.keyHolder(company: row.company, kind: row.kind, orderID: $0) }
        return Diagnosis(found: .duplicate, facts: ["state": holder?.state.rawValue ?? "—"])
    }

    private func invalid(_ row: DocumentRow) throws -> Diagnosis {
        let faults = try ledger.faults(ofDocument: row.id)
        if faults.contains(where: { $0.code == .rucRefused }) { return try refused(row, .rucRefused) }
        guard row.kind == .void else { return try refused(row, .invalid) }
        return try refused(row, faults.contains { $0.code == .voidWindowOver } ? .voidWindowOver : .voidRefused)
    }

    private func refused(_ row: DocumentRow, _ found: WhyCase) throws -> Diagnosis {
        var facts: [String: String] = [:]
        let errors = try ledger.faults(ofDocument: row.id).filter { $0.severity == .error }
        if let first = errors.first {
            facts["code"] = first.code.code
            facts["es"] = first.message(in: .es)
            facts["en"] = first.message(in: .en)
            facts["more"] = String(errors.count - 1)
            facts["value"] = first.value ?? row.question?.ruc ?? ""
        }
        if let input = try ledger.input(id: row.inputID) {
            facts["file"] = "results/" + ResultNames.fix(stem: ResultNames.stem(of: input))
            facts["line"] = String(row.line)
        }
        return Diagnosis(found: found, facts: facts)
    }

    // MARK: - Not gone out

    private func queued(_ row: DocumentRow) throws -> Diagnosis {
        guard let company = configuration.company(id: row.company) else { return Diagnosis(found: .companyNotConfigured) }
        if let stop = try ledger.stop(ofCompany: row.company), let cause = StopCause(rawValue: stop.cause) {
            return Diagnosis(found: WhyCase(cause), facts: ["words": stop.words])
        }
        for office in company.offices where office.code == row.branch {
            guard let stop = try ledger.stop(ofCompany: row.company, office: office.id),
                let cause = StopCause(rawValue: stop.cause)
            else { continue }
            return Diagnosis(found: WhyCase(cause), facts: ["words": stop.words, "office": office.id])
        }
        if row.kind == .void { return Diagnosis(found: .voidQueued) }
        guard row.isReady else { return try unverified(row) }
        if let until = try pause(of: company) { return Diagnosis(found: .throttled, facts: ["until": until.text]) }
        guard row.attempts > 0 else { return neverAttempted(company) }
        let last = try ledger.exchanges(ofDocument: row.id).last { $0.attempt != nil }?.outcome ?? "—"
        return Diagnosis(found: .attemptedWithoutEffect, facts: ["attempts": String(row.attempts), "outcome": last])
    }

    /// A systemd credential is there for the service only: that it can't be read here says nothing.
    private func neverAttempted(_ company: Company) -> Diagnosis {
        if case .credential = company.apiKey { return Diagnosis(found: .neverAttempted) }
        do throws(SecretError) {
            _ = try company.apiKey.read(environment: environment)
            return Diagnosis(found: .neverAttempted)
        } catch {
            return Diagnosis(found: .keyUnreadable, facts: ["es": error.message(in: .es), "en": error.message(in: .en)])
        }
    }

    private func unverified(_ row: DocumentRow) throws -> Diagnosis {
        let ruc = ["ruc": row.question?.ruc ?? ""]
        guard let question = row.question, case .notFound? = try ledger.rucAnswer(question, since: FiscalTime(epochSeconds: 0))
        else { return Diagnosis(found: .rucNotVerified, facts: ruc) }
        return Diagnosis(found: .rucNotFoundYet, facts: ruc)
    }

    /// The latest end of a wait that one of the company's keys has to keep.
    private func pause(of company: Company) throws -> FiscalTime? {
        var keys = Set(try ledger.keyUses().filter { $0.company == company.id }.map(\.fingerprint))
        if let secret = try? company.apiKey.read(environment: environment) { keys.insert(secret.fingerprint) }
        return try keys.compactMap { try ledger.pause(scope: $0, after: now) }.max()
    }

    private func waiting(_ row: DocumentRow) throws -> Diagnosis {
        if row.kind == .void, let target = try ledger.voidRequest(id: row.id)?.target {
            return Diagnosis(
                found: .voidWaiting, facts: ["invoice": Self.name(of: target), "state": target.state.rawValue])
        }
        guard let id = row.referenceID, let invoice = try ledger.document(id: id) else {
            return Diagnosis(
                found: .waitingForUnknownInvoice, facts: ["invoice": row.referenceOrder ?? row.referenceCufe ?? "—"])
        }
        return Diagnosis(found: .waitingForInvoice, facts: ["invoice": Self.name(of: invoice), "state": invoice.state.rawValue])
    }

    // MARK: - Gone out

    private func inDoubt(_ row: DocumentRow) throws -> Diagnosis {
        guard row.kind != .void else { return Diagnosis(found: .voidInDoubt) }
        var facts = ["numeration": row.numeration ?? "—", "cufe": row.expectedCufe ?? "—"]
        facts["lookup"] = configuration.pac.lookup == .none ? "" : configuration.pac.lookup.rawValue
        let codes = Set(try ledger.faults(ofDocument: row.id).map(\.code))
        if codes.contains(.inDoubtAlarm) { return Diagnosis(found: .alarm, facts: facts) }
        if codes.contains(.numberAlreadyUsed) { return Diagnosis(found: .numberUsed, facts: facts) }
        let isOpen = try ledger.openAttempts().contains { $0.document == row.id }
        return Diagnosis(found: isOpen ? .attemptedWithoutOutcome : .inDoubt, facts: facts)
    }

    private func accepted(_ row: DocumentRow) -> Diagnosis {
        guard row.kind != .void else { return Diagnosis(found: .voidPending, facts: ["status": row.legalStatus?.word ?? "—"]) }
        var facts = ["status": row.legalStatus?.word ?? "—", "polls": String(row.polls)]
        facts["id"] = row.pacID
        switch row.legalStatus {
        case .pacAuthorized: return Diagnosis(found: .pacAuthorized, facts: facts)
        case .registered, nil: return Diagnosis(found: .registered, facts: facts)
        case .unknown, .dgiAuthorized, .dgiRejected, .pacRejected: return Diagnosis(found: .unknownStatus, facts: facts)
        }
    }

    private func authorized(_ row: DocumentRow) -> Diagnosis {
        guard row.cufe != nil else { return Diagnosis(found: .authorizedWithoutCufe) }
        guard let pdf = row.pdf else { return Diagnosis(found: .pdfMissing, facts: ["polls": String(row.polls)]) }
        let window = row.issueDate?.adding(seconds: Int64(configuration.voidWindowHours) * 3600)
        guard let window, window < now else { return Diagnosis(found: .complete, facts: ["pdf": pdf]) }
        return Diagnosis(found: .completeVoidWindowOver, facts: ["pdf": pdf, "until": window.text])
    }
}

extension WhyCase {
    /// The case of a company or an office that couldn't issue.
    init(_ cause: StopCause) {
        self =
            switch cause {
            case .keyRefused: .keyRefused
            case .forbidden: .companyForbidden
            case .unknownCompany: .companyUnknown
            case .notSubscribed: .companyNotSubscribed
            case .qrMissing: .companyQrMissing
            case .otherRuc: .otherRuc
            case .officeUnknown: .officeUnknown
            case .officeCode: .officeCode
            }
    }
}

extension LedgerStore {
    /// The documents that a name means, with the void requests of each: those that the `void` command made carry no name of their own.
    func documentsAndVoids(named name: String) throws -> [DocumentRow] {
        var rows = try documents(named: name)
        for row in rows where row.kind != .void {
            for request in try voidRequests(of: row.id) where !rows.contains(where: { $0.id == request.id }) {
                rows.append(request)
            }
        }
        return rows
    }
}
