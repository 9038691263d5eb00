import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Webhooks about documents that aren't known to be at the PAC: asked for before anything is sent again (guarantees.md G1, the in-doubt
/// procedure 2).
struct EvidenceTests {
    private static let cufe = "CUFE0000000001"

    /// A document that the first POST answered so, queued again; the PAC has it under `DOC-1` all the same, but for some members.
    private func queuedAgain(_ answer: Reply, _ changes: [String: JSONValue?] = [:]) throws -> (bench: Bench, id: Int64) {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.settings.waitSeconds = 0
        bench.stopGrade = { bench.pac.posts.isEmpty ? 0 : 1 }
        bench.pac.onPost = { _, nth in nth == 0 ? answer : nil }
        try bench.run()
        bench.stopGrade = { 0 }
        #expect(try bench.state(id) == .queued)
        #expect(try bench.document(id).numeration == "0000000001")
        bench.pac.onStatus = { arrival, _ in
            guard arrival.documentID == "DOC-1", let row = try? bench.document(id) else { return .error(404, "SBX-NOT-FOUND") }
            return Reply(body: bench.shown(row, changes))
        }
        bench.clock.advance(seconds: 120)
        try bench.beginRun(reopening: true)
        return (bench, id)
    }

    private static let throttled = Reply.error(429, "SBX-THROTTLED")

    @Test(
        "a webhook stops the next POST of a document that was queued again, and the GET adopts it",
        arguments: [429, 401, 403, 400, 404], [true, false])
    func stops(status: Int, namesCufe: Bool) throws {
        let (bench, id) = try queuedAgain(.error(status, status == 400 ? "AP1010" : "SBX-X"))
        try bench.hold("DOC-1", cufe: namesCufe ? Self.cufe : nil)
        try bench.run()
        #expect(bench.pac.posts.count == 1, "never POSTed again")
        #expect(try bench.document(id).pacID == "DOC-1")
        #expect(try [.authorized, .complete].contains(bench.state(id)))
        #expect(try bench.faultCodes(id).contains("PB-DOUBT-04"))
        #expect(try bench.ledger.heldWebhooks() == 0)
        #expect(try bench.outcomes(id) == ["in_doubt"])
    }

    @Test func `one that comes while the key waits after a 429 stops the POST as well`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? Reply.error(429, "SBX-THROTTLED", headers: ["retry-after": "3"]) : nil }
        bench.pac.onStatus = { arrival, nth in
            (try? bench.document(id)).flatMap { nth == 0 ? Reply(body: bench.shown($0)) : nil }
        }
        var isHeld = false
        bench.takeWebhooks = {
            guard !isHeld, try bench.document(id).state == .queued, !bench.pac.posts.isEmpty else { return }
            isHeld = true
            try bench.hold("DOC-1", cufe: Self.cufe)
        }
        try bench.run()
        #expect(isHeld)
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.document(id).pacID == "DOC-1")
    }

    @Test("while the GET isn't answered nothing is sent", arguments: [true, false])
    func unanswered(namesCufe: Bool) throws {
        let (bench, id) = try queuedAgain(Self.throttled)
        bench.pac.onStatus = { _, _ in .error(503, "SBX-FAULT") }
        try bench.hold("DOC-1", cufe: namesCufe ? Self.cufe : nil)
        try bench.run()
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.state(id) == .queued, "the webhook by itself moves nothing (G14)")
        let row = try bench.document(id)
        bench.pac.onStatus = { _, _ in Reply(body: bench.shown(row)) }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.document(id).pacID == "DOC-1")
    }

    @Test func `a CUFE that is named and an id that the PAC doesn't know leave it in doubt until somebody decides`() throws {
        let (bench, id) = try queuedAgain(Self.throttled)
        bench.settings.doubt = DoubtSettings(lookup: .byNumber, resubmits: true, settleSeconds: 1)
        bench.pac.onStatus = { _, _ in .error(404, "SBX-NOT-FOUND") }
        try bench.hold("DOC-1", cufe: Self.cufe)
        for _ in 1...4 {
            try bench.run()
            bench.clock.advance(seconds: 3600)
            try bench.beginRun(reopening: true)
        }
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-07"])
        #expect(bench.pac.posts.count == 1, "no look-up outweighs what was seen")
        try bench.ledger.transaction {
            try bench.ledger.putBack(document: id, event: "verdict", atMicros: bench.clock.runClock.wallMicros(), detail: [:])
        }
        bench.pac.onStatus = { _, _ in nil }
        try bench.run()
        #expect(bench.pac.posts.count == 2, "the operator's verdict settles what had been named until then")
        #expect(try bench.state(id) == .complete)
    }

    @Test func `the same number with another content is an alarm`() throws {
        let (bench, id) = try queuedAgain(Self.throttled, ["total": .number("300.00")])
        try bench.hold("DOC-1")
        try bench.run()
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.faultCodes(id).contains("PB-DOUBT-02"))
    }

    @Test func `an id that the PAC doesn't know stops what it may be of until the settle time is over`() throws {
        let (bench, id) = try queuedAgain(Self.throttled)
        bench.settings.doubt = DoubtSettings(lookup: .byNumber, resubmits: false, settleSeconds: 900)
        bench.pac.onStatus = { _, _ in .error(404, "SBX-NOT-FOUND") }
        try bench.hold("UNKNOWN", secret: nil)
        for _ in 1...2 {
            try bench.run()
            #expect(bench.pac.posts.count == 1, "a PAC may not show yet what it announces")
            #expect(try bench.state(id) == .queued)
            bench.clock.advance(seconds: 440)
            try bench.beginRun(reopening: true)
        }
        bench.clock.advance(seconds: 20)
        bench.pac.onStatus = { arrival, _ in arrival.documentID == "UNKNOWN" ? .error(404, "SBX-NOT-FOUND") : nil }
        try bench.run()
        #expect(bench.pac.posts.count == 2)
        #expect(try bench.state(id) == .complete)
    }

    @Test func `another number and a CUFE of nobody's hold nothing up`() throws {
        let (bench, id) = try queuedAgain(Self.throttled, ["documentNumber": "0000000009", "cufe": "CUFE0000000009"])
        try bench.hold("DOC-1", secret: nil)
        try bench.hold("FORGED-2", cufe: "CUFE-OF-NOBODY")
        try bench.run()
        #expect(bench.pac.posts.count == 2)
        #expect(try bench.document(id).pacID == "DOCSO-1")
        #expect(!bench.pac.statuses.contains { $0.documentID.hasPrefix("FORGED") })
    }

    @Test("an in-doubt document is adopted by a webhook where there are no look-ups", arguments: [true, false])
    func adoptsWithoutLookups(namesCufe: Bool) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.settings.waitSeconds = 0
        bench.pac.onPost = { _, _ in .failure(56, mayHaveLeft: true) }
        try bench.run()
        #expect(try bench.state(id) == .in_doubt)
        let row = try bench.document(id)
        bench.pac.onStatus = { _, nth in nth == 0 ? Reply(body: bench.shown(row)) : nil }
        try bench.beginRun(reopening: true)
        try bench.hold("DOC-1", cufe: namesCufe ? Self.cufe : nil)
        try bench.run()
        #expect(bench.settings.doubt.lookup == .none)
        #expect(bench.pac.lookups.isEmpty)
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.document(id).pacID == "DOC-1")
        #expect(try bench.ledger.events(ofDocument: id).contains { $0.kind == "adopted" && $0.detail.contains("webhook") })
        #expect(try bench.ledger.heldWebhooks() == 0)
    }

    @Test("a webhook that names a document in doubt outweighs negative look-ups", arguments: [true, false])
    func outweighs(isNamed: Bool) throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        bench.settings.doubt = DoubtSettings(lookup: .byNumber, resubmits: true, settleSeconds: 10)
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? .failure(56, mayHaveLeft: true) : nil }
        bench.pac.onStatus = { arrival, _ in arrival.documentID == "DOC-1" ? .error(404, "SBX-NOT-FOUND") : nil }
        try bench.run()
        bench.clock.advance(seconds: 60)
        let witness = try bench.admit("SO-2")
        bench.pac.onLookup = { [unowned bench] arrival, _ in
            arrival.request.url.contains("documentNumber=0000000002&") ? bench.listed(witness, as: "DOCSO-2") : .list([])
        }
        if isNamed { try bench.hold("DOC-1", cufe: Self.cufe) }
        for _ in 1...4 {
            bench.clock.advance(seconds: 3600)
            try bench.beginRun(reopening: true)
            try bench.run()
        }
        #expect(try bench.state(id) == (isNamed ? .in_doubt : .complete))
        #expect(bench.pac.posts.count == (isNamed ? 2 : 3))
    }
}
