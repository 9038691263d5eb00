import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// What a dead run left open (reliability.md 1.2, C5–C9), and how a run is stopped by hand (product.md 5).
struct RecoveryTests {
    @Test func `an intent without an answer is in doubt, and nothing is sent for it`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        _ = try bench.openAttempt(id)
        for _ in 0..<3 {
            try bench.beginRun(reopening: true)
            let progress = try bench.run()
            #expect(!progress.circuitIsOpen)
        }
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.outcomes(id) == ["in_doubt"])
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-01"])
        #expect(bench.pac.posts.isEmpty)
    }

    /// An answer that a dead run stored, and where the document stands once it is read. The PAC takes what is sent again.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let reply: Reply
        let state: DocumentState
        let posts: Int

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(
            name: "taken", reply: .json(200, Reply.document(id: "DOCSO-1", cufe: "C", number: "0000000001")), state: .complete,
            posts: 0),
        Row(name: "refused", reply: .error(400, "1534"), state: .rejected, posts: 0),
        Row(name: "error", reply: .error(500, "x"), state: .in_doubt, posts: 0),
        Row(name: "reset", reply: .failure(56, mayHaveLeft: true), state: .in_doubt, posts: 0),
        Row(name: "never left", reply: .failure(7, mayHaveLeft: false), state: .complete, posts: 1),
        Row(name: "key refused", reply: .error(401, "x"), state: .complete, posts: 1),
        Row(name: "not subscribed", reply: .error(403, "x"), state: .complete, posts: 1),
        Row(name: "throttled", reply: .error(429, "x"), state: .complete, posts: 1),
        Row(name: "another number", reply: .json(200, Reply.document(id: "D", number: "0000000007")), state: .in_doubt, posts: 0),
    ]

    @Test("a stored answer is read without the network", arguments: rows)
    func isRead(row: Row) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        let attempt = try bench.openAttempt(id)
        try bench.store(row.reply, attempt: attempt, document: id)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(id) == row.state)
        #expect(bench.pac.posts.count == row.posts)
        let sent = try #require(try bench.ledger.exchanges(ofDocument: id).first { $0.attempt == 1 }?.request)
        for post in bench.pac.posts { #expect(post.request.body == sent, "the frozen bytes") }
    }

    @Test func `many open attempts are settled, and the queue goes on`() throws {
        let bench = try Bench()
        let ids = try (1...6).map { try bench.admit("SO-\($0)") }
        for id in ids.prefix(4) { _ = try bench.openAttempt(id) }
        try bench.beginRun(reopening: true)
        let progress = try bench.run()
        #expect(!progress.circuitIsOpen, "doubts of a dead run say nothing about the PAC")
        #expect(try ids.map { try bench.state($0) } == [.in_doubt, .in_doubt, .in_doubt, .in_doubt, .complete, .complete])
    }
}

struct StopTests {
    private func bench(_ count: Int) throws -> (bench: Bench, ids: [Int64]) {
        let bench = try Bench(perSecond: 50, burst: 4)
        bench.settings.concurrency = 4
        return (bench, try (1...count).map { try bench.admit("SO-\($0)") })
    }

    @Test func `the first signal begins nothing new and finishes what is in flight`() throws {
        let (bench, ids) = try bench(40)
        bench.stopGrade = { [unowned bench] in bench.pac.posts.count >= 6 ? 1 : 0 }
        try bench.run()
        #expect((6...10).contains(bench.pac.posts.count))
        #expect(!bench.pac.wasAbandoned)
        let states = try ids.map { try bench.state($0) }
        #expect(states.count { $0 == .accepted } == bench.pac.posts.count)
        #expect(states.count { $0 == .queued } == 40 - bench.pac.posts.count)
        #expect(try bench.ledger.openAttempts().isEmpty)
        bench.stopGrade = { 0 }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.ledger.stateCounts().map(\.state) == [.complete])
        #expect(Set(bench.pac.posts.map(\.order)).count == bench.pac.posts.count)
    }

    @Test func `the second signal breaks off: what is in flight is in doubt, the rest is queued`() throws {
        let (bench, ids) = try bench(40)
        bench.pac.onPost = { _, nth in nth >= 4 ? .silence : nil }
        bench.stopGrade = { [unowned bench] in bench.pac.posts.count >= 7 ? 2 : 0 }
        let progress = try bench.run()
        #expect(bench.pac.wasAbandoned)
        let states = try ids.map { try bench.state($0) }
        #expect(states.count { $0 == .in_doubt } == bench.pac.posts.count - 4)
        #expect(progress.inDoubt == bench.pac.posts.count - 4)
        #expect(try bench.ledger.openAttempts().isEmpty)
        #expect(try bench.faultCodes(ids[5]) == ["PB-DOUBT-01"])
    }

    @Test func `a signal ends the wait for the DGI`() throws {
        let (bench, _) = try bench(1)
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        let began = bench.clock.now
        bench.stopGrade = { [unowned bench] in bench.clock.now - began > 15_000_000_000 ? 1 : 0 }
        try bench.run()
        #expect(bench.clock.now - began < 17_000_000_000)
    }

    @Test func `a signal before the first POST sends nothing`() throws {
        let (bench, _) = try bench(3)
        bench.stopGrade = { 1 }
        try bench.run()
        #expect(bench.pac.arrivals.isEmpty)
        #expect(try bench.ledger.openCount(.queued) == 3)
    }

    @Test func `after --until no POST is begun and nothing is waited for`() throws {
        let (bench, _) = try bench(200)
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        let until = bench.clock.runClock.now.adding(seconds: 2)
        bench.settings.until = until
        try bench.run()
        #expect((90...110).contains(bench.pac.posts.count), "two seconds at 50 a second")
        #expect(bench.clock.runClock.now <= until.adding(seconds: 1))
        #expect(try bench.ledger.openAttempts().isEmpty)
    }

    @Test func `after --until nothing is asked either: a PAC that doesn't answer holds no run up`() throws {
        let (bench, _) = try bench(2000)
        bench.pac.onStatus = { _, _ in .silence }
        let until = bench.clock.runClock.now.adding(seconds: 20)
        bench.settings.until = until
        try bench.run()
        #expect(!bench.ranAway)
        #expect(!bench.pac.statuses.isEmpty)
        #expect(bench.clock.runClock.now <= until.adding(seconds: 62), "what was under way has its time-out")
    }
}
