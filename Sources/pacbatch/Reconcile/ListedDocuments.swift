import Fiscal
import Ledger
import Submit
import Transform

/// The second half of `reconcile`: what the PAC lists (product.md 5; pac-api.md 1.2). Every page of every collection of every company is read;
/// what is equal to a document of ours is adopted as a look-up would adopt it, and what no order explains is kept, so that its number isn't
/// drawn and an order that may be it isn't sent.
struct ListedDocuments {
    /// Why the listing doesn't show all that the PAC has.
    enum Gap: Error {
        /// The list of a kind of a company's documents couldn't be read to its end.
        case unread(company: String, DocumentKind, ListingFailure)
        /// It doesn't show a document that the PAC has taken.
        case missing(company: String, pacID: String)
        /// The PAC may not show yet what was sent last.
        case tooEarly(until: FiscalTime)
    }

    private let ledger: LedgerStore
    private let configuration: Configuration
    private let clock: RunClock
    private let stage: SubmitStage
    /// Reading ends with the first page behind the newest document known here that has only known ones dated before.
    private let since: FiscalTime?
    private var found: [(company: String, kind: DocumentKind, document: PacDocument)] = []
    private var count = 0

    private init(_ session: borrowing Session, since: FiscalTime?) throws {
        ledger = session.ledger
        configuration = session.configuration
        clock = session.clock
        self.since = since
        stage = SubmitPhase(
            configuration: session.configuration, ledger: session.ledger, machine: session.machine, workspace: session.workspace,
            reserve: Reserve(session.workspace, freeBytes: session.machine.freeBytes), lanes: try session.lanes(),
            progress: { _ in }
        ).stage(RunOptions(), began: session.clock.now)
    }

    /// Reads the listing and takes it in, if it is whole.
    /// - Throws: `Gap`; nothing is taken in then.
    static func take(_ session: borrowing Session, since: FiscalTime?, into outcome: inout Reconciliation.Outcome) throws {
        var listed = try ListedDocuments(session, since: since)
        try listed.stage.recover()
        try listed.refuseTooEarly(outcome.lastLife)
        for company in listed.configuration.companies {
            for kind in [DocumentKind.invoice, .credit_note, .debit_note] { try listed.read(kind, of: company) }
        }
        outcome.listed = listed.count
        try listed.ledger.transaction { try listed.store(&outcome) }
    }

    /// A list may lag behind by as much as a document may need to show up (`pac.settle`).
    private func refuseTooEarly(_ lastLife: Int64) throws {
        let until = lastLife + configuration.pac.settle.components.seconds * 1_000_000
        guard clock.wallMicros() < until else { return }
        throw Gap.tooEarly(until: FiscalTime(epochSeconds: until / 1_000_000 + 1))
    }

    // MARK: - Reading

    private mutating func read(_ kind: DocumentKind, of company: Company) throws {
        var expected = try ledger.pacIDs(ofCompany: company.id, kind: kind, issuedFrom: since)
        let newest = try ledger.newestPacID(ofCompany: company.id, kind: kind)
        var isBehindNewest = false
        var unknown: [PacDocument] = []
        do {
            try stage.list(kind, ofCompany: company.id) { page in
                let wasBehindNewest = isBehindNewest
                var isOld = true
                for document in page {
                    count += 1
                    expected.remove(document.reply.pacID)
                    isBehindNewest = isBehindNewest || document.reply.pacID == newest
                    let isKnown = try ledger.document(pacID: document.reply.pacID, company: company.id) != nil
                    if !isKnown { unknown.append(document) }
                    isOld = isOld && isKnown && since.map { (document.issueDate ?? $0) < $0 } ?? false
                }
                return !(wasBehindNewest && isOld)
            }
        } catch let failure as ListingFailure {
            throw Gap.unread(company: company.id, kind, failure)
        }
        if let missing = expected.min() { throw Gap.missing(company: company.id, pacID: missing) }
        found += unknown.map { (company.id, kind, $0) }
    }

    // MARK: - Taking in

    /// Oldest first, as they were made.
    private func store(_ outcome: inout Reconciliation.Outcome) throws {
        for (company, kind, document) in found.reversed() {
            guard let stranger = stranger(document, kind, company) else {
                outcome.contradictions.append("id \(document.reply.pacID)")
                continue
            }
            guard let row = try row(under: stranger) else {
                if try keep(stranger) { outcome.strangers += 1 }
                continue
            }
            try compare(document, with: row, &outcome)
        }
    }

    /// Nil for a document that doesn't show its number: nothing can be said about it.
    private func stranger(_ document: PacDocument, _ kind: DocumentKind, _ company: String) -> Stranger? {
        guard let number = document.documentNumber, let point = document.billingPoint, let type = document.documentType else {
            return nil
        }
        let parts = document.reply.cufe.flatMap { try? Cufe(text: $0) }
        let ours = configuration.company(id: company)?.branches ?? []
        var stranger = Stranger()
        stranger.company = company
        stranger.kind = kind
        stranger.pacID = document.reply.pacID
        stranger.documentType = type
        // A branch that isn't ours doesn't say which of ours it is.
        stranger.branch = parts.flatMap { ours.contains($0.branch) ? $0.branch : nil }
        stranger.billingPoint = point
        stranger.numeration = number
        stranger.securityCode = document.securityCode ?? parts?.securityCode
        stranger.cufe = document.reply.cufe
        stranger.issueDate = document.issueDate
        stranger.total = document.total
        stranger.legalStatus = document.reply.legalStatus
        return stranger
    }

    private func branches(of stranger: Stranger) throws -> [String] {
        if let branch = stranger.branch { return [branch] }
        let ours = configuration.company(id: stranger.company)?.branches ?? []
        let known = try ledger.branches(
            ofCompany: stranger.company, billingPoint: stranger.billingPoint, documentType: stranger.documentType)
        return ours + known.filter { !ours.contains($0) }
    }

    private func row(under stranger: Stranger) throws -> DocumentRow? {
        for branch in try branches(of: stranger) {
            let row = try ledger.document(
                numeration: stranger.numeration, company: stranger.company, branch: branch, billingPoint: stranger.billingPoint,
                documentType: stranger.documentType)
            if let row { return row }
        }
        return nil
    }

    /// Its number counts as used; with the scheme `cifras` a number holds more than its sequence, and only the number itself is passed by.
    private func keep(_ stranger: Stranger) throws -> Bool {
        let scheme = configuration.companies.first { $0.id == stranger.company }?.numeration.scheme
        if scheme == .sequential, let number = Int64(stranger.numeration) {
            for branch in try branches(of: stranger) {
                try ledger.raise(
                    SeriesMark(
                        company: stranger.company, branch: branch, billingPoint: stranger.billingPoint,
                        documentType: stranger.documentType, next: number + 1))
            }
        }
        return try ledger.store(stranger, at: clock.now)
    }

    private func compare(_ document: PacDocument, with row: DocumentRow, _ outcome: inout Reconciliation.Outcome) throws {
        try ledger.doubt(document: row.id, atMicros: clock.wallMicros())
        switch try stage.adopt(listed: document, as: row) {
        case .adopted: outcome.adopted += 1
        // Too little is shown yet: the document stays in doubt, and is looked up.
        case .unproved: break
        case .notInDoubt, .different, .idTaken: outcome.contradictions.append(row.orderID ?? "id \(document.reply.pacID)")
        }
    }
}
