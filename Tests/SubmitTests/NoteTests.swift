import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Notes wait for their invoice without holding up others (rulebook 6.2, 6.3).
struct NoteTests {
    private func admit(noteOn invoice: Int64, to bench: Bench, _ order: String = "CN-1") throws -> Int64 {
        try bench.admit(order) { note in
            note.kind = .credit_note
            note.documentType = .creditNote
            note.state = .waiting
            note.referenceID = invoice
        }
    }

    @Test func `a note goes out in the same run once its invoice is authorized, with the invoice's CUFE`() throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        let note = try admit(noteOn: invoice, to: bench)
        try bench.run()
        #expect(bench.pac.posts.map(\.order) == ["SO-1", "CN-1"])
        #expect(bench.pac.posts[1].request.url.contains("/credit-notes?"))
        #expect(bench.pac.posts[1].payload["reference"]?.string == (try bench.document(invoice).cufe))
        #expect(try bench.state(note) == .complete)
    }

    @Test func `with --wait 0s, too: a note is asked for once like any pending document`() throws {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let invoice = try bench.admit("SO-1")
        let note = try admit(noteOn: invoice, to: bench)
        try bench.run()
        #expect(try bench.state(note) == .complete)
        #expect(bench.pac.statuses.count == 2)
    }

    @Test func `others don't wait for it`() throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        _ = try admit(noteOn: invoice, to: bench)
        for order in 2...5 { try bench.admit("SO-\(order)") }
        try bench.run()
        #expect(bench.pac.posts.map(\.order) == ["SO-1", "SO-2", "SO-3", "SO-4", "SO-5", "CN-1"])
    }

    @Test(
        "a note whose invoice is refused can't go out",
        arguments: [("dgi", "DGI_REJECTED"), ("pac", "PAC_REJECTED"), ("post", "")])
    func isRefused(where place: String, status: String) throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        let note = try admit(noteOn: invoice, to: bench)
        bench.pac.onPost = { _, _ in place == "post" ? .error(400, "1534") : nil }
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: status)) }
        try bench.run()
        #expect(try bench.state(invoice) == (place == "dgi" ? .dgi_rejected : .rejected))
        #expect(try bench.state(note) == .invalid)
        #expect(try bench.faultCodes(note) == [FaultCode.referenceRejected.code])
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `a note whose invoice is in doubt waits on`() throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        let note = try admit(noteOn: invoice, to: bench)
        bench.pac.onPost = { _, _ in .silence }
        try bench.run()
        #expect(try bench.state(invoice) == .in_doubt)
        #expect(try bench.state(note) == .waiting)
    }

    @Test func `a note whose invoice the DGI answers in a later run goes out then`() throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        let note = try admit(noteOn: invoice, to: bench)
        bench.settings.waitSeconds = 0
        bench.pac.onStatus = { arrival, nth in
            nth == 0 ? .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) : nil
        }
        try bench.run()
        #expect(try bench.state(note) == .waiting)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(note) == .complete)
    }

    @Test func `a generic note to a foreign invoice goes out with the CUFE it was given`() throws {
        let bench = try Bench()
        let date = bench.clock.runClock.now
        let note = try bench.admit("CN-9") { note in
            note.kind = .credit_note
            note.documentType = .creditNote
            note.referenceCufe = "FE-OTHER"
            note.referenceDate = date
        }
        try bench.run()
        #expect(bench.pac.posts.first?.payload["reference"]?.string == "FE-OTHER")
        #expect(try bench.state(note) == .complete)
    }
}

/// Nothing goes out for a RUC that must be verified first and isn't (rulebook 2.8).
struct RucGateTests {
    private static let question = RucQuestion(ruc: "155704849-2-2021", type: .juridical)

    private func bench(orders: Int = 1) throws -> (bench: Bench, ids: [Int64]) {
        let bench = try Bench()
        let ids = try (1...orders).map { try bench.admit("SO-\($0)") { $0.question = Self.question } }
        return (bench, ids)
    }

    @Test func `found: it goes out, and the same question is asked once`() throws {
        let (bench, ids) = try bench(orders: 3)
        try bench.run()
        #expect(bench.pac.verifications.count == 1)
        #expect(bench.pac.verifications.first?.request.url.contains("ruc=155704849-2-2021&type=2") == true)
        for id in ids { #expect(try bench.state(id) == .complete) }
        #expect(
            try bench.ledger.rucAnswer(Self.question, since: FiscalTime(epochSeconds: 0))
                == .found(checkDigits: "32", receptorType: .taxpayer))
    }

    @Test func `others don't wait for the answer`() throws {
        let (bench, _) = try bench()
        try bench.admit("FREE")
        bench.pac.onVerification = { _, _ in
            var slow = Reply.json(200, ["checkDigit": "32", "receiver": "CONTRIBUYENTE"])
            slow.delay = 5_000_000_000
            return slow
        }
        try bench.run()
        #expect(bench.pac.posts.map(\.order) == ["FREE", "SO-1"])
    }

    @Test func `404: not found yet, queued with one warning however often it is asked`() throws {
        let (bench, ids) = try bench(orders: 2)
        bench.pac.onVerification = { _, _ in .error(404, "SBX-NOT-FOUND") }
        for _ in 0..<3 {
            try bench.run()
            try bench.beginRun(reopening: true)
        }
        #expect(bench.pac.verifications.count == 3)
        for id in ids {
            #expect(try bench.state(id) == .queued)
            #expect(try bench.faultCodes(id) == [FaultCode.rucNotFoundYet.code])
        }
        bench.pac.onVerification = { _, _ in nil }
        try bench.run()
        for id in ids { #expect(try bench.state(id) == .complete) }
    }

    @Test func `400: the RUC isn't one of that type, and the document is invalid`() throws {
        let (bench, ids) = try bench()
        bench.pac.onVerification = { _, _ in .error(400, "SBX-RUC") }
        try bench.run()
        #expect(try bench.state(ids[0]) == .invalid)
        #expect(try bench.faultCodes(ids[0]) == [FaultCode.rucRefused.code])
        #expect(bench.pac.posts.isEmpty)
    }

    @Test func `a network error is tried once more, 2 to 10 seconds later`() throws {
        let (bench, ids) = try bench()
        bench.pac.onVerification = { _, nth in nth == 0 ? .failure(7, mayHaveLeft: false) : nil }
        try bench.run()
        try #require(bench.pac.verifications.count == 2)
        let gap = Double(bench.pac.verifications[1].at - bench.pac.verifications[0].at) / 1e9
        #expect((2...10.4).contains(gap), "\(gap) s")
        #expect(try bench.state(ids[0]) == .complete)
    }

    @Test func `two network errors leave it queued for the next run`() throws {
        let (bench, ids) = try bench()
        bench.pac.onVerification = { _, nth in nth < 2 ? .failure(7, mayHaveLeft: false) : nil }
        try bench.run()
        #expect(bench.pac.verifications.count == 2)
        #expect(try bench.state(ids[0]) == .queued)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(ids[0]) == .complete)
    }

    @Test(
        "an answer that says nothing isn't asked again in this run",
        arguments: [Reply.error(500, "x"), .text(200, "hm"), .error(429, "x")])
    func unusable(reply: Reply) throws {
        let (bench, ids) = try bench()
        bench.pac.onVerification = { _, _ in reply }
        try bench.run()
        #expect(bench.pac.verifications.count == 1)
        #expect(try bench.state(ids[0]) == .queued)
    }

    @Test func `a document that depends on the answer is judged again, also by a second question`() throws {
        let bench = try Bench()
        let second = RucQuestion(ruc: "155704849-2-2021", type: .natural)
        let id = try bench.admit("SO-1") { admission in
            admission.question = Self.question
            admission.judgeAgain = true
            admission.record = Array("record".utf8)
        }
        var judged = 0
        bench.judgeAgain = { row, record in
            #expect(record == Array("record".utf8))
            judged += 1
            var admission = DocumentAdmission()
            admission.documentType = .internalInvoice
            admission.total = Amount(cents: 500)
            admission.template = Array("JUDGED".utf8)
            if judged == 1 {
                admission.question = second
                admission.judgeAgain = true
            }
            return admission
        }
        bench.pac.onVerification = { _, nth in nth == 0 ? .error(400, "SBX-RUC") : nil }
        try bench.run()
        #expect(judged == 2)
        #expect(bench.pac.verifications.map { $0.request.url.contains("type=2") } == [true, false])
        #expect(bench.pac.posts.map(\.order) == ["JUDGED"])
        #expect(try bench.document(id).total == Amount(cents: 500))
        #expect(try bench.state(id) == .complete)
    }
}
