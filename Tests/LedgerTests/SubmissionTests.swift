import Fiscal
import Testing

@testable import Ledger

/// Intents, answers, outcomes and statuses in the ledger (reliability.md 1, R1–R6).
struct SubmissionTests {
    @Test func `an intent puts its document in doubt with all that was drawn`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        _ = try ledger.intend(id, number: 7)
        let row = try ledger.document(id)
        #expect(row.state == .in_doubt)
        #expect(row.attempts == 1)
        #expect(row.numeration == "0000000007")
        #expect(row.securityCode == "123456789")
        #expect(row.expectedCufe == "EXPECTED")
        #expect(try ledger.store.request(ofDocument: id) == Array("request of \(id)".utf8))
    }

    @Test(
        "no intent is written for a document that isn't queued",
        arguments: DocumentState.allCases.filter { $0 != .queued })
    func isNotQueued(state: DocumentState) throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1") { $0.state = state }
        #expect(throws: LedgerError.self) { _ = try ledger.intend(id) }
        #expect(try ledger.document(id).attempts == 0)
        #expect(try ledger.store.openAttempts().isEmpty)
    }

    @Test("an outcome puts the document where it belongs", arguments: AttemptOutcome.allCases)
    func outcome(outcome: AttemptOutcome) throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        try ledger.close(try ledger.intend(id), id, as: outcome)
        let isQueued = [.not_sent, .throttled, .stopped].contains(outcome)
        #expect(try ledger.document(id).state == (isQueued ? .queued : .in_doubt))
        #expect(try ledger.store.hasAttemptInDoubt(document: id) == (outcome == .in_doubt))
        #expect(try ledger.store.events(ofDocument: id).map(\.kind) == ["intent", outcome.rawValue])
    }

    @Test func `an attempt is closed once`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        let attempt = try ledger.intend(id)
        try ledger.close(attempt, id, as: .in_doubt)
        #expect(throws: LedgerError.self) { try ledger.close(attempt, id, as: .not_sent) }
        #expect(try ledger.document(id).state == .in_doubt)
    }

    @Test func `a stored answer comes back byte for byte with its open attempt`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        let attempt = try ledger.intend(id)
        let body = (0...255).map { UInt8($0) }
        let answer = StoredAnswer(
            atMicros: 5, transport: 18, transportDetail: "torn", bytesSent: 300, httpStatus: 200, headers: "retry-after: 1",
            body: body)
        try ledger.store.transaction { try ledger.store.record(answer: answer, attempt: attempt, document: id) }
        try ledger.reopen()
        let open = try #require(try ledger.store.openAttempts().first)
        let stored = try #require(open.answer)
        #expect(open.attempt == attempt && open.document == id)
        #expect(stored.body == body)
        #expect(stored.transport == 18 && stored.transportDetail == "torn" && stored.bytesSent == 300)
        #expect(stored.httpStatus == 200 && stored.headers == "retry-after: 1" && stored.atMicros == 5)
    }

    @Test func `the queue is handed out oldest first, in portions, ready ones of the company only`() throws {
        let ledger = try LedgerUnderTest()
        let ids = try (1...6).map { try ledger.admit("SO-\($0)") }
        try ledger.admit("BE-1") { $0.company = "beta" }
        try ledger.admit("SO-7") { $0.question = RucQuestion(ruc: "1", type: .natural) }
        try ledger.admit("SO-8") { $0.state = .waiting }
        _ = try ledger.intend(ids[1])
        let first = try ledger.store.queued(company: "acme", after: 0, limit: 2).map(\.row.id)
        #expect(first == [ids[0], ids[2]])
        #expect(try ledger.store.queued(company: "acme", after: ids[2], limit: 9).map(\.row.id) == [ids[3], ids[4], ids[5]])
    }

    /// What the PAC said before, what it says now, and what counts afterwards.
    static let replies: [(LegalStatus, LegalStatus, LegalStatus, DocumentState)] = [
        (.registered, .pacAuthorized, .pacAuthorized, .accepted), (.registered, .dgiAuthorized, .dgiAuthorized, .authorized),
        (.registered, .pacRejected, .pacRejected, .rejected), (.pacAuthorized, .dgiRejected, .dgiRejected, .dgi_rejected),
        (.pacAuthorized, .registered, .pacAuthorized, .accepted), (.dgiAuthorized, .pacAuthorized, .dgiAuthorized, .authorized),
        (.dgiAuthorized, .dgiRejected, .dgiAuthorized, .authorized), (.dgiRejected, .dgiAuthorized, .dgiRejected, .dgi_rejected),
        (.pacRejected, .pacAuthorized, .pacRejected, .rejected), (.pacAuthorized, .unknown("NEW"), .unknown("NEW"), .accepted),
        (.unknown("NEW"), .registered, .unknown("NEW"), .accepted),
        (.unknown("NEW"), .dgiAuthorized, .dgiAuthorized, .authorized),
        (.dgiAuthorized, .unknown("NEW"), .dgiAuthorized, .authorized),
    ]

    @Test("a status moves forward only", arguments: replies.indices)
    func status(index: Int) throws {
        let (before, now, after, state) = Self.replies[index]
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        try ledger.close(try ledger.intend(id), id, as: .accepted)
        try ledger.reply(id, before)
        #expect(try ledger.reply(id, now) == state)
        #expect(try ledger.document(id).legalStatus == after)
        #expect(try ledger.document(id).state == state)
    }

    @Test func `a complete document stays complete whatever is said again`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        try ledger.close(try ledger.intend(id), id, as: .accepted)
        try ledger.reply(id, .dgiAuthorized)
        try ledger.store.transaction {
            try ledger.store.record(pdf: FiledArtifact(path: "a.pdf", sha256: "00"), document: id, atMicros: 1)
        }
        #expect(try ledger.document(id).state == .complete)
        for status in [LegalStatus.dgiAuthorized, .registered, .unknown("X"), .dgiRejected] { try ledger.reply(id, status) }
        #expect(try ledger.document(id).state == .complete)
    }

    @Test func `id, CUFE and QR stay as they came first`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        try ledger.close(try ledger.intend(id), id, as: .accepted)
        try ledger.reply(id, .pacAuthorized, pacID: "01A")
        try ledger.reply(id, .pacAuthorized, pacID: "01B")
        #expect(try ledger.document(id).pacID == "01A")
        #expect(try ledger.store.document(pacID: "01A", company: "acme")?.id == id)
        #expect(try ledger.store.document(pacID: "01A", company: "beta") == nil)
    }

    @Test func `pending documents come longest waiting first, and a new run asks for all of them`() throws {
        let ledger = try LedgerUnderTest()
        let ids = try (1...3).map { try ledger.admit("SO-\($0)") }
        for (place, id) in ids.enumerated() {
            try ledger.close(try ledger.intend(id, number: id), id, as: .accepted)
            try ledger.reply(id, .pacAuthorized, pacID: "01\(id)")
            try ledger.store.transaction {
                try ledger.store.recordPoll(document: id, nextAt: FiscalTime.noon.adding(seconds: Int64(30 - place * 10)))
            }
        }
        #expect(try ledger.store.pending(company: "acme", dueAt: .noon, limit: 9).isEmpty)
        #expect(try ledger.store.nextPoll(company: "acme") == FiscalTime.noon.adding(seconds: 10))
        #expect(
            try ledger.store.pending(company: "acme", dueAt: FiscalTime.noon.adding(seconds: 25), limit: 9).map(\.id) == [
                ids[2], ids[1],
            ])
        try ledger.store.transaction { try ledger.store.makePendingDue(at: .noon) }
        #expect(try ledger.store.pending(company: "acme", dueAt: .noon, limit: 9).map(\.id) == ids)
        #expect(
            try ledger.store.transaction { try ledger.store.makeFreshDue(at: .noon, limit: 9) } == 0,
            "all have been asked for before")
    }

    @Test func `counts by state agree with one another`() throws {
        let ledger = try LedgerUnderTest()
        for (place, state) in [DocumentState.queued, .queued, .waiting, .in_doubt, .accepted, .authorized, .invalid].enumerated()
        {
            try ledger.admit("SO-\(place)") { $0.state = state }
        }
        try ledger.admit("SO-9") { $0.question = RucQuestion(ruc: "1", type: .natural) }
        for count in try ledger.store.stateCounts() where count.state != .invalid {
            #expect(try ledger.store.openCount(count.state) == count.count)
            #expect(count.total == Amount(cents: Int64(count.count) * 10_700))
        }
    }
}

/// The registry, the RUC cache and the waits.
struct RegistryTests {
    private let question = RucQuestion(ruc: "155704849-2-2021", type: .juridical)

    @Test func `a client is replaced by its newer version, in its company only`() throws {
        let ledger = try LedgerUnderTest()
        try ledger.store.transaction {
            try ledger.store.upsertClient(company: "acme", clientID: "C", cells: "{\"a\":\"1\"}", at: .noon)
            try ledger.store.upsertClient(company: "acme", clientID: "C", cells: "{\"a\":\"2\"}", at: .noon)
        }
        #expect(try ledger.store.client(company: "acme", clientID: "C") == "{\"a\":\"2\"}")
        #expect(try ledger.store.client(company: "beta", clientID: "C") == nil)
    }

    @Test(
        "an answer about a RUC comes back until it is too old",
        arguments: [RucAnswer.found(checkDigits: "05", receptorType: .government), .notFound, .refused])
    func answer(answer: RucAnswer) throws {
        let ledger = try LedgerUnderTest()
        try ledger.store.transaction { try ledger.store.storeRucAnswer(question, answer, at: .noon) }
        #expect(try ledger.store.rucAnswer(question, since: .noon) == answer)
        #expect(try ledger.store.rucAnswer(question, since: FiscalTime.noon.adding(seconds: 1)) == nil)
        #expect(try ledger.store.rucAnswer(RucQuestion(ruc: question.ruc, type: .natural), since: .noon) == nil)
    }

    @Test func `a newer answer replaces an older one`() throws {
        let ledger = try LedgerUnderTest()
        try ledger.store.transaction {
            try ledger.store.storeRucAnswer(question, .notFound, at: .noon)
            try ledger.store.storeRucAnswer(
                question, .found(checkDigits: "32", receptorType: .taxpayer), at: FiscalTime.noon.adding(seconds: 9))
        }
        #expect(try ledger.store.rucAnswer(question, since: .noon) == .found(checkDigits: "32", receptorType: .taxpayer))
    }

    @Test func `a question is open once, with its oldest document, until its documents are ready`() throws {
        let ledger = try LedgerUnderTest()
        let ids = try (1...3).map { order in try ledger.admit("SO-\(order)") { $0.question = question } }
        #expect(try ledger.store.openRucQuestions().map(\.question) == [question])
        #expect(try ledger.store.documents(waitingFor: question).map(\.id) == ids)
        try ledger.store.transaction { for id in ids { try ledger.store.markReady(document: id) } }
        #expect(try ledger.store.openRucQuestions().isEmpty)
        #expect(try ledger.store.queued(company: "acme", after: 0, limit: 9).map(\.row.id) == ids)
    }

    @Test func `a wait is never shortened, and is over when its time has come`() throws {
        let ledger = try LedgerUnderTest()
        let later = FiscalTime.noon.adding(seconds: 100)
        try ledger.store.transaction {
            try ledger.store.storePause(scope: "env KEY", until: later, reason: "429")
            try ledger.store.storePause(scope: "env KEY", until: FiscalTime.noon.adding(seconds: 5), reason: "429")
        }
        #expect(try ledger.store.pause(scope: "env KEY", after: .noon) == later)
        #expect(try ledger.store.pause(scope: "env KEY", after: later) == nil)
        #expect(try ledger.store.pause(scope: "env OTHER", after: .noon) == nil)
    }
}
