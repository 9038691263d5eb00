import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Three doubts in a row, in order of completion, and no new intent in this run (guarantees.md, the in-doubt procedure).
struct CircuitTests {
    private func bench(_ count: Int, concurrency: Int = 1) throws -> Bench {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        bench.settings.concurrency = concurrency
        for order in 1...count { try bench.admit("SO-\(order)") }
        return bench
    }

    @Test func `three doubts in a row open the circuit: nothing more is begun`() throws {
        let bench = try bench(10)
        bench.pac.onPost = { _, _ in .error(500, "x") }
        let progress = try bench.run()
        #expect(bench.pac.posts.count == 3)
        #expect(progress.circuitIsOpen)
        #expect(progress.inDoubt == 3)
        #expect(try bench.ledger.openCount(.queued) == 7)
        #expect(try bench.ledger.openAttempts().isEmpty)
    }

    @Test func `an outcome that is known closes the row`() throws {
        let bench = try bench(12)
        bench.pac.onPost = { _, nth in nth % 3 == 2 ? nil : .error(500, "x") }
        let progress = try bench.run()
        #expect(bench.pac.posts.count == 12)
        #expect(!progress.circuitIsOpen)
        #expect(progress.inDoubt == 8)
    }

    @Test func `the row is counted in order of completion, not of sending`() throws {
        let bench = try bench(6, concurrency: 6)
        // Sent: doubt, fine, doubt, fine, doubt, fine. Completed: three doubts first.
        bench.pac.onPost = { arrival, nth in
            guard nth % 2 == 0 else {
                var fine = Reply.json(200, ScriptedPac.accepted(arrival, id: "D\(nth)"))
                fine.delay = 1_000_000_000
                return fine
            }
            return .error(500, "x")
        }
        let progress = try bench.run()
        #expect(progress.circuitIsOpen)
        #expect(progress.inDoubt == 3)
        #expect(progress.accepted == 3, "what is in flight finishes")
    }

    @Test func `what is in flight when the circuit opens finishes, and what was only prepared goes back to the queue`() throws {
        let bench = try Bench(perSecond: 50, burst: 4)
        bench.settings.concurrency = 8
        let ids = try (1...20).map { try bench.admit("SO-\($0)") }
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        for id in ids {
            let outcomes = try bench.outcomes(id)
            #expect(try bench.state(id) == (outcomes == ["in_doubt"] ? .in_doubt : .queued))
            #expect(!outcomes.contains("open"))
        }
        #expect(try bench.ledger.openCount(.in_doubt) == bench.pac.posts.count)
    }

    @Test func `documents that were accepted before are still followed to their end`() throws {
        let bench = try bench(5)
        bench.pac.onPost = { _, nth in nth == 0 ? nil : .error(500, "x") }
        try bench.run()
        #expect(bench.pac.posts.count == 4)
        #expect(try bench.ledger.stateCounts().contains { $0.state == .complete && $0.count == 1 })
    }

    @Test func `the next run begins with a closed circuit, and doubts of a dead run don't count`() throws {
        let bench = try bench(8)
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        try bench.beginRun(reopening: true)
        bench.pac.onPost = { _, _ in nil }
        let progress = try bench.run()
        #expect(!progress.circuitIsOpen)
        #expect(progress.accepted == 5)
        #expect(try bench.ledger.openCount(.in_doubt) == 3)
    }
}

/// An answer that speaks of another document (guarantees.md, the in-doubt procedure): in doubt and an alarm.
struct ForeignAnswerTests {
    /// The PAC's answers from the second POST on carry the first document's id.
    private func sameIDs(_ bench: Bench) {
        bench.pac.onPost = { arrival, nth in
            arrival.request.url.contains("PAC-acme") ? .json(200, ScriptedPac.accepted(arrival, id: "SAME")) : nil
        }
    }

    @Test func `the id of another document is taken for nothing`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        let first = try bench.admit("SO-1")
        let second = try bench.admit("SO-2")
        sameIDs(bench)
        let progress = try bench.run()
        #expect(try bench.state(first) == .complete)
        #expect(try bench.state(second) == .in_doubt)
        #expect(try bench.document(second).pacID == nil)
        #expect(try bench.faultCodes(second) == ["PB-DOUBT-02"])
        #expect(progress.inDoubt == 1)
    }

    @Test("an answer of another number, point or type is taken for nothing, also where only its CUFE tells", arguments: 0...4)
    func anotherSeries(row: Int) throws {
        let cufe = Cufe.build(
            documentType: .creditNote, issuer: IssuerIdentity(ruc: "155704849-2-2021", rucType: .juridical, dv: "32"),
            issueDate: FiscalTime(epochSeconds: 1_795_000_000), numeration: "0000000001", billingPoint: "001", branch: "0000",
            issueType: "01",
            environment: .sandbox, securityCode: "000000001")
        let changes: [[String: JSONValue?]] = [
            [:], ["documentNumber": "0000000009"], ["billingPoint": "009"], ["documentType": "04"], ["cufe": .string(cufe.text)],
        ]
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in (try? bench.document(id)).map { Reply(body: bench.shown($0, changes[row])) } }
        try bench.run()
        #expect(try bench.state(id) == (row == 0 ? .complete : .in_doubt))
        #expect(try bench.faultCodes(id) == (row == 0 ? [] : ["PB-DOUBT-02"]))
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `the id of another company's document is taken for nothing`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.settings.concurrency = 1
        let first = try bench.admit("SO-1")
        let second = try bench.admit("BE-1", company: "beta")
        bench.pac.onPost = { arrival, _ in .json(200, ScriptedPac.accepted(arrival, id: "SAME")) }
        try bench.run()
        #expect(try bench.state(first) == .complete)
        #expect(try bench.state(second) == .in_doubt)
        #expect(try bench.document(second).pacID == nil)
    }

    @Test func `the alarm stops that company's queue and no other`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.settings.concurrency = 1
        for order in 1...6 { try bench.admit("SO-\(order)") }
        let others = try (1...6).map { try bench.admit("BE-\($0)", company: "beta") }
        sameIDs(bench)
        let progress = try bench.run()
        #expect(bench.pac.posts.filter { $0.request.url.contains("PAC-acme") }.count == 2)
        #expect(try bench.ledger.openCount(.queued) == 4)
        for id in others { #expect(try bench.state(id) == .complete) }
        #expect(progress.stopped.isEmpty, "exit 4, not 6: nothing is wrong with the set-up")
    }

    @Test func `it counts as a doubt in the row that opens the circuit`() throws {
        let bench = try Bench(companies: ["a", "b", "c", "d"])
        bench.settings.concurrency = 1
        for company in ["a", "b", "c", "d"] { for order in 1...3 { try bench.admit("\(company)-\(order)", company: company) } }
        bench.pac.onPost = { _, nth in .json(200, Reply.document(id: "D\(nth)", number: "9999999999")) }
        let progress = try bench.run()
        #expect(progress.circuitIsOpen)
        #expect(bench.pac.posts.count == 3)
    }
}
