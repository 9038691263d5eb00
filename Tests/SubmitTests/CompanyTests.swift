import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Set-up problems stop a company's queue and leave its documents queued (rulebook 7.2, 7.10, 7.11).
struct CompanyTests {
    @Test(
        "a clear no to the company's own question stops its queue before the first POST",
        arguments: [
            Reply.json(200, ["affiliated": "REQUESTED"]), .json(200, ["affiliated": ""]), .error(401, "SBX-UNAUTHORIZED"),
            .error(403, "SBX-NOT-SUBSCRIBED"), .error(404, "SBX-UNKNOWN-COMPANY"),
        ])
    func isStopped(reply: Reply) throws {
        let bench = try Bench(companies: ["acme", "beta"])
        let stopped = try bench.admit("SO-1")
        let other = try bench.admit("BE-1", company: "beta")
        bench.pac.onCompany = { arrival, _ in arrival.request.url.contains("PAC-acme") ? reply : nil }
        let progress = try bench.run()
        #expect(bench.pac.posts.map(\.order) == ["BE-1"])
        #expect(try bench.state(stopped) == .queued)
        #expect(try bench.document(stopped).numeration == nil)
        #expect(try bench.state(other) == .complete)
        #expect(Set(progress.stopped.keys) == ["acme"])
    }

    @Test(
        "an unclear answer leaves the verdict to the POST",
        arguments: [
            Reply.json(200, ["name": "Acme"]), .text(200, "hm"), .error(500, "x"), .failure(7, mayHaveLeft: false), .silence,
            .text(404, "<html>", type: "text/html"), .error(429, "x"),
        ])
    func isTried(reply: Reply) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onCompany = { _, _ in reply }
        try bench.run()
        #expect(try bench.state(id) == .complete)
    }

    @Test func `a company that may emit no longer stops in mid-run; its documents stay queued, the other's go on`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.settings.concurrency = 2
        for order in 1...6 { try bench.admit("SO-\(order)") }
        for order in 1...6 { try bench.admit("BE-\(order)", company: "beta") }
        bench.pac.onPost = { arrival, nth in
            nth >= 4 && arrival.request.url.contains("PAC-acme") ? .error(403, "SBX-NOT-SUBSCRIBED") : nil
        }
        let progress = try bench.run()
        let counts = try bench.ledger.stateCounts()
        #expect(counts.contains { $0.company == "beta" && $0.state == .complete && $0.count == 6 })
        #expect(!counts.contains { $0.state == .in_doubt })
        #expect(progress.stopped["acme"]?.contains("SBX-NOT-SUBSCRIBED") == true)
        #expect(try bench.ledger.openAttempts().isEmpty)
    }

    @Test func `every call carries the company's id at the PAC`() throws {
        let bench = try Bench()
        try bench.admit("SO-1")
        try bench.run()
        for arrival in bench.pac.arrivals where !arrival.isFile { #expect(arrival.request.url.contains("idCompany=PAC-acme")) }
        #expect(bench.pac.files.allSatisfy { $0.request.key == nil })
    }
}

/// Two keys: the new one first, the old one on 401 (rulebook 7.11).
struct KeyRotationTests {
    private func bench(orders: Int) throws -> Bench {
        let bench = try Bench(perSecond: 1000, burst: 1000, keys: ["env NEW", "env OLD"])
        for order in 1...orders { try bench.admit("SO-\(order)") }
        return bench
    }

    private func labels(_ arrivals: [ScriptedPac.Arrival]) -> [String] { arrivals.compactMap(\.request.key?.label) }

    @Test func `the new key is used as long as it is taken`() throws {
        let bench = try bench(orders: 3)
        try bench.run()
        #expect(Set(labels(bench.pac.arrivals)) == ["env NEW"])
    }

    @Test func `a new key that isn't taken yet gives way to the old one before the first POST`() throws {
        let bench = try bench(orders: 3)
        bench.pac.onCompany = { arrival, _ in arrival.request.key?.label == "env NEW" ? .error(401, "x") : nil }
        let progress = try bench.run()
        #expect(labels(bench.pac.companies) == ["env NEW", "env OLD"])
        #expect(labels(bench.pac.posts) == ["env OLD", "env OLD", "env OLD"])
        #expect(progress.stopped.isEmpty)
    }

    @Test func `a key refused in mid-run costs nothing, however many POSTs were under way with it`() throws {
        let bench = try bench(orders: 12)
        bench.settings.concurrency = 4
        bench.pac.onPost = { arrival, nth in nth >= 4 && arrival.request.key?.label == "env NEW" ? .error(401, "x") : nil }
        let progress = try bench.run()
        #expect(progress.stopped.isEmpty)
        #expect(try bench.ledger.stateCounts().map(\.state) == [.complete])
        #expect(Set(bench.pac.posts.map(\.order)).count == 12)
        for (order, posts) in Dictionary(grouping: bench.pac.posts, by: \.order) {
            #expect(Set(posts.map(\.request.body)).count == 1, "\(order)")
        }
    }

    @Test func `a 429 is the key's that was shown, and holds when that key has its turn again`() throws {
        let bench = try bench(orders: 2)
        bench.settings.concurrency = 2
        let day = ["retry-after": "86400"]
        // Both leave under the new key; the first answer turns to the old one before the second is read.
        bench.pac.onPost = { _, nth in nth == 0 ? .error(401, "x") : nth == 1 ? .error(429, "x", headers: day) : .error(403, "x")
        }
        try bench.run()
        #expect(Array(labels(bench.pac.posts).prefix(2)) == ["env NEW", "env NEW"])
        let keys = bench.lanes[0].keys
        #expect(try bench.ledger.pause(scope: keys[0].fingerprint, after: bench.clock.runClock.now) != nil)
        #expect(try bench.ledger.pause(scope: keys[1].fingerprint, after: bench.clock.runClock.now) == nil)

        // The PAC takes none but the new key, whose day isn't over.
        bench.pac.onPost = { arrival, _ in arrival.request.key?.label == "env OLD" ? .error(401, "x") : nil }
        let before = bench.pac.posts.count
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(!labels(bench.pac.posts).dropFirst(before).contains("env NEW"))
    }

    @Test func `when neither is taken the company stops and nothing is lost`() throws {
        let bench = try bench(orders: 6)
        bench.pac.onPost = { _, _ in .error(401, "SBX-UNAUTHORIZED") }
        let progress = try bench.run()
        #expect(Set(progress.stopped.keys) == ["acme"])
        #expect(try bench.ledger.openCount(.queued) == 6)
        #expect(Set(labels(bench.pac.posts)) == ["env NEW", "env OLD"])
    }
}

/// A line to the PAC that is dead before a byte leaves (rulebook 7.2): 2–10 s, exponential with jitter.
struct DeadLineTests {
    private func gaps(_ bench: Bench) -> [Double] {
        zip(bench.pac.posts.dropFirst(), bench.pac.posts).map { Double($0.at - $1.at) / 1e9 }
    }

    @Test("waits grow from 2 to 10 seconds whatever the jitter, then the run gives up", arguments: [0, 200, 399])
    func waits(jitter: Int) throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        bench.random = { min(jitter, $0 - 1) }
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .failure(7, mayHaveLeft: false) }
        let progress = try bench.run()
        let waits = gaps(bench)
        #expect(waits.count == 5)
        for wait in waits { #expect((2...10.4).contains(wait), "\(wait) s") }
        #expect(waits == waits.sorted())
        #expect(try bench.state(id) == .queued)
        #expect(progress.stopped.isEmpty, "exit 5: nothing is wrong with the set-up")
        #expect(Set(bench.pac.posts.map(\.request.body)).count == 1)
    }

    @Test func `a line that comes back is as good as new`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        for order in 1...20 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, nth in nth % 2 == 0 ? .failure(7, mayHaveLeft: false) : nil }
        try bench.run()
        #expect(try bench.ledger.stateCounts().map(\.state) == [.complete])
        #expect(gaps(bench).allSatisfy { $0 < 3 }, "each time it is the first failure")
    }

    @Test func `several POSTs that fail together are one dead line`() throws {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        bench.settings.concurrency = 8
        for order in 1...8 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, nth in nth < 8 ? .failure(7, mayHaveLeft: false) : nil }
        let progress = try bench.run()
        #expect(bench.pac.posts.count == 16)
        #expect(progress.longestWaitSeconds < 3)
        #expect(try bench.ledger.stateCounts().map(\.state) == [.complete])
    }

    @Test func `one company's dead line doesn't hold up another`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        try bench.admit("SO-1")
        let other = try bench.admit("BE-1", company: "beta")
        bench.pac.onPost = { arrival, _ in arrival.request.url.contains("PAC-acme") ? .failure(7, mayHaveLeft: false) : nil }
        try bench.run()
        #expect(try bench.state(other) == .complete)
    }
}
