import Fiscal
import Ledger
import Testing

@testable import Submit

/// 429: not executed, so the same bytes go out again, never before Retry-After and never all at once (rulebook 7.2, G15).
struct ThrottleTests {
    /// A header and the seconds that lie between the two POSTs at least and at most.
    struct Row: Sendable, CustomTestStringConvertible {
        let header: String?
        let seconds: ClosedRange<Double>

        var testDescription: String { header ?? "absent" }
    }

    /// The bench's clock begins at 2026-11-21T02:05:00Z, and an answer takes 50 ms.
    static let rows: [Row] = [
        Row(header: nil, seconds: 1...1.4), Row(header: "", seconds: 1...1.4), Row(header: "0", seconds: 0...0.4),
        Row(header: "1", seconds: 1...1.4), Row(header: "30", seconds: 30...30.4), Row(header: "60", seconds: 60...60.4),
        Row(header: "-5", seconds: 1...1.4), Row(header: "soon", seconds: 1...1.4), Row(header: "1.5", seconds: 1...2.4),
        Row(header: "Sat, 21 Nov 2026 02:05:20 GMT", seconds: 19...20.4),
        Row(header: "Fri, 20 Nov 2026 02:05:00 GMT", seconds: 0...0.4),
        Row(header: "Sat, 21 Nov 2026 02:05:20 EST", seconds: 1...1.4), Row(header: " 2", seconds: 1...2.4),
    ]

    @Test("Retry-After is a floor; what can't be used counts as absent", arguments: rows)
    func waits(row: Row) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in
            nth == 0 ? .error(429, "SBX-THROTTLED", headers: row.header.map { ["retry-after": $0] } ?? [:]) : nil
        }
        let progress = try bench.run()
        try #require(bench.pac.posts.count == 2)
        let gap = Double(bench.pac.posts[1].at - bench.pac.posts[0].at) / 1e9
        #expect(row.seconds.contains(gap), "\(gap) s")
        #expect(bench.pac.posts[0].request.body == bench.pac.posts[1].request.body)
        #expect(try bench.state(id) == .complete)
        #expect(progress.throttles == 1)
        #expect(progress.retries == 1)
    }

    @Test(
        "a wait that outlives the run ends it at once, and the next runs keep it",
        arguments: ["3600", "Sat, 21 Nov 2026 03:05:00 GMT"])
    func outlivesTheRun(header: String) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? .error(429, "x", headers: ["retry-after": header]) : nil }
        let began = bench.clock.now
        try bench.run()
        #expect(bench.clock.now - began < 5_000_000_000)
        #expect(try bench.state(id) == .queued)

        bench.clock.advance(seconds: 1800)
        try bench.beginRun(reopening: true)
        let again = bench.clock.now
        let progress = try bench.run()
        #expect(bench.clock.now - again < 5_000_000_000, "the second run doesn't sit the hour out either")
        #expect(bench.pac.posts.count == 1)
        #expect(progress.stopped.isEmpty, "exit 5: nothing is wrong with the set-up")

        bench.clock.advance(seconds: 1800)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 2)
        #expect(try bench.state(id) == .complete)
    }

    @Test(
        "no Retry-After can break the run",
        arguments: ["99999999999", "9223372036854775807", "9223372036854775808", "Fri, 31 Dec 9999 23:59:59 GMT"])
    func hostile(header: String) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? .error(429, "x", headers: ["retry-after": header]) : nil }
        try bench.run()
        #expect(!bench.ranAway)
        #expect([.queued, .complete].contains(try bench.state(id)))
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(!bench.ranAway)
    }

    @Test func `without Retry-After the waits double: 1, 2, 4, 8 seconds`() throws {
        let bench = try Bench()
        try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth < 4 ? .error(429, "x") : nil }
        try bench.run()
        try #require(bench.pac.posts.count == 5)
        for (index, seconds) in [1.0, 2, 4, 8].enumerated() {
            let gap = Double(bench.pac.posts[index + 1].at - bench.pac.posts[index].at) / 1e9
            #expect((seconds...(seconds + 0.4)).contains(gap), "\(gap) s")
        }
    }

    @Test func `the whole key waits, with all its companies; another key doesn't`() throws {
        let bench = try Bench(perSecond: 100, companies: ["a", "b", "c"])
        bench.lanes[2] = CompanyLane(
            id: "c", pacCompanyID: "PAC-c", keys: [ApiKey(label: "env OTHER", value: "other")], perSecond: 100, burst: 1,
            readsPerSecond: 100,
            numerationStart: 1)
        for company in ["a", "b", "c"] { for order in 1...3 { try bench.admit("\(company)-\(order)", company: company) } }
        bench.settings.concurrency = 1
        bench.pac.onPost = { arrival, nth in nth == 0 ? .error(429, "x", headers: ["retry-after": "20"]) : nil }
        try bench.run()
        let first = try #require(bench.pac.posts.first).at
        for post in bench.pac.posts.dropFirst() {
            let waited = Double(post.at - first) / 1e9
            #expect(post.request.url.contains("PAC-c") ? waited < 10 : waited >= 20)
        }
        #expect(bench.pac.posts.count == 10)
    }

    @Test func `a wait isn't forgotten when the run dies before it has read the answer`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        let open = try bench.openAttempt(id)
        try bench.store(.error(429, "x", headers: ["retry-after": "3600"]), attempt: open, document: id)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.isEmpty)
        #expect(try bench.state(id) == .queued)
        #expect(try bench.outcomes(id) == ["throttled"])
    }
}
