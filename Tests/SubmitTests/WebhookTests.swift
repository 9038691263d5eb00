import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

extension Bench {
    /// Lays a webhook into the ledger, as it comes out of the inbox.
    func hold(_ pacID: String, cufe: String? = nil, says status: String = "DGI_AUTHORIZED", secret: String? = "env SECRET") throws
    {
        let name = "webhook-\(try ledger.newestWebhook() + 1)"
        try ledger.transaction {
            let input = try ledger.register(inputNamed: name, sha256: name, company: nil, kind: "webhook", bytes: 1)
            let webhook = TakenWebhook(company: "acme", pacID: pacID, cufe: cufe, legalStatus: status, secret: secret)
            try ledger.hold(webhook, input: input.input.id, atMicros: clock.runClock.wallMicros())
        }
    }

    /// Seconds from the first POST's answer to each GET.
    var askedAfter: [Int] {
        let answered = (pac.posts.first?.at ?? 0) + 50_000_000
        return pac.statuses.map { Int(($0.at - answered) / 1_000_000_000) }
    }
}

/// What a webhook brings about, and what it doesn't (rulebook 7.5, 7.9; G14).
struct WebhookTests {
    @Test func `a webhook makes the GET due at once, and the GET decides`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        var looks = 0
        bench.takeWebhooks = {
            looks += 1
            if looks == 4 { try bench.hold("DOCSO-1") }
        }
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(bench.pac.statuses.count == 1)
        #expect((bench.askedAfter.first ?? 99) <= 5, "polling alone would have asked after 10 seconds")
        #expect(try bench.ledger.heldWebhooks() == 0)
        #expect(try bench.ledger.events(ofDocument: id).contains { $0.kind == "webhook" })
    }

    @Test("what a webhook says moves nothing", arguments: ["DGI_AUTHORIZED", "DGI_REJECTED", "PAC_REJECTED", "ANYTHING"])
    func movesNothing(word: String) throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        try bench.run()
        try bench.beginRun(reopening: true)
        try bench.hold("DOCSO-1", says: word)
        try bench.run()
        #expect(try bench.state(id) == .accepted)
        #expect(try bench.document(id).legalStatus == .pacAuthorized)
        #expect(bench.pac.statuses.count == 2)
        #expect(try bench.ledger.faults(ofDocument: id).isEmpty)
    }

    @Test func `one that comes before the POST's answer is held until the answer names its document`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { arrival, _ in
            var slow = Reply.json(200, ScriptedPac.accepted(arrival, id: "DOCSO-1"))
            slow.delay = 5_000_000_000
            return slow
        }
        var isWritten = false
        bench.takeWebhooks = {
            guard !isWritten, !bench.pac.posts.isEmpty else { return }
            isWritten = true
            try bench.hold("DOCSO-1", cufe: "CUFE0000000001", says: "PAC_AUTHORIZED")
        }
        try bench.run()
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.state(id) == .complete)
        let answered = (bench.pac.posts.first?.at ?? 0) + 5_000_000_000
        #expect((bench.pac.statuses.first?.at ?? .max) - answered < 1_000_000_000)
    }

    @Test func `duplicates and late ones of a document that is done ask for nothing more`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        for _ in 1...3 { try bench.hold("DOCSO-1") }
        try bench.run()
        #expect(try bench.state(id) == .complete)
        let asked = bench.pac.statuses.count
        try bench.beginRun(reopening: true)
        for word in ["PAC_AUTHORIZED", "DGI_AUTHORIZED", "DGI_REJECTED"] { try bench.hold("DOCSO-1", says: word) }
        try bench.run()
        #expect(asked == 1)
        #expect(bench.pac.statuses.count == asked)
        #expect(try bench.document(id).legalStatus == .dgiAuthorized)
        #expect(try bench.ledger.heldWebhooks() == 0)
    }

    /// Found by the simulation, seed 8.
    @Test func `one whose own GET fails while its document is completed isn't left due`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, nth in
            guard nth == 0 else { return .error(500, "SBX-FAULT") }
            var slow = Reply.json(
                200,
                Reply.document(
                    id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/\(arrival.documentID).pdf")
            )
            slow.delay = 5_000_000_000
            return slow
        }
        var isHeld = false
        bench.takeWebhooks = {
            guard !isHeld, !bench.pac.statuses.isEmpty else { return }
            isHeld = true
            try bench.hold("DOCSO-1")
        }
        try bench.run()
        #expect(isHeld)
        #expect(try bench.state(id) == .complete)
        #expect(bench.pac.statuses.count == 2)
        #expect(try bench.ledger.dueWebhooks() == 0)
    }

    @Test func `one of an unknown document waits in the ledger, whatever it says, until a run knows the document`() throws {
        let bench = try Bench()
        try bench.hold("DOCSO-1")
        try bench.hold("SOMEBODY-ELSES", cufe: "CUFE-OF-NOBODY")
        try bench.run()
        #expect(try bench.ledger.heldWebhooks() == 2)
        try bench.beginRun(reopening: true)
        let id = try bench.admit("SO-1")
        try bench.run()
        #expect(try bench.ledger.heldWebhooks() == 1)
        #expect(try bench.state(id) == .complete)
        #expect((bench.askedAfter.first ?? 99) <= 1)
    }

    @Test func `a CUFE finds the document when the id doesn't`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.settings.waitSeconds = 0
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        try bench.run()
        try bench.beginRun(reopening: true)
        try bench.hold("AN-EVENT-OF-IT", cufe: "CUFE0000000001")
        try bench.run()
        #expect(try bench.ledger.heldWebhooks() == 0)
        #expect(try bench.ledger.events(ofDocument: id).contains { $0.kind == "webhook" })
        #expect(bench.pac.statuses.allSatisfy { $0.documentID == "DOCSO-1" }, "asked for is our document, by its own id")
    }

    @Test func `another company's document isn't found by its id`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        let id = try bench.admit("SO-1", company: "beta")
        try bench.hold("DOCSO-1", cufe: "CUFE0000000001")
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(try bench.ledger.heldWebhooks() == 1)
    }

    @Test func `a second signal isn't held up by the inbox`() throws {
        let bench = try Bench()
        try bench.admit("SO-1")
        var looks = 0
        bench.takeWebhooks = { looks += 1 }
        bench.stopGrade = { 1 }
        try bench.run()
        #expect(looks == 0)
    }

    @Test func `which secret a company used last is known`() throws {
        let bench = try Bench()
        #expect(try bench.ledger.lastWebhookSecret(company: "acme") == nil)
        try bench.hold("A", secret: "env NEW")
        try bench.hold("B", secret: "env OLD")
        try bench.hold("C", secret: nil)
        #expect(try bench.ledger.lastWebhookSecret(company: "acme")?.secret == "env OLD")
    }
}
