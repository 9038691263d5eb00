import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// rulebook 7.2, pac-api.md 3.4 and reliability.md 1.1, row by row: what one answer to a POST does to its document, and what is sent again.
struct OutcomeTableTests {
    /// One row. The PAC answers the first POST with `reply` and takes whatever comes after it.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let reply: Reply
        var state: DocumentState
        var outcomes: [String]
        var faults: [String] = []
        var stops = false

        var testDescription: String { name }
    }

    private static func doubt(_ name: String, _ reply: Reply) -> Row {
        Row(name: name, reply: reply, state: .in_doubt, outcomes: ["in_doubt"], faults: ["PB-DOUBT-01"])
    }

    private static func retried(_ name: String, _ reply: Reply, as outcome: String) -> Row {
        Row(name: name, reply: reply, state: .complete, outcomes: [outcome, "accepted"])
    }

    private static func stopped(_ name: String, _ reply: Reply) -> Row {
        Row(name: name, reply: reply, state: .queued, outcomes: ["stopped"], stops: true)
    }

    private static func rejected(_ name: String, _ reply: Reply) -> Row {
        Row(name: name, reply: reply, state: .rejected, outcomes: ["rejected"], faults: ["PB-PAC-01"])
    }

    /// Made anew each time: the leak checker can't see into an indirect enum that a constant holds.
    private static var taken: JSONValue { Reply.document(id: "D", cufe: "CUFE0000000001", number: "0000000001") }

    static let accepted = [200, 201, 202, 299].map {
        Row(name: "\($0) with an id", reply: .json($0, taken), state: .complete, outcomes: ["accepted"])
    }

    static let refused: [Row] = [
        rejected("400 with the PAC's errors", .error(400, "1534")),
        rejected("422 with the PAC's errors", .error(422, "2001")),
        rejected("413 with the PAC's errors", .error(413, "0100")),
        rejected("1002 without an earlier doubt", .error(400, "1002")),
        Row(
            name: "200 with PAC_REJECTED", reply: .json(200, Reply.document(id: "D", legalStatus: "PAC_REJECTED")),
            state: .rejected,
            outcomes: ["rejected"], faults: ["PB-PAC-01"]),
    ]

    static let setUp: [Row] = [
        stopped("401", .error(401, "SBX-UNAUTHORIZED")), stopped("401 without a body", .text(401, "", type: "text/plain")),
        stopped("403", .error(403, "SBX-NOT-SUBSCRIBED")),
        stopped("403 with a proxy's page", .text(403, "<html>", type: "text/html")),
        stopped("AP1010", .error(400, "AP1010")), stopped("404 on the company", .error(404, "SBX-UNKNOWN-COMPANY")),
        stopped("404 in the PAC's own words", .error(404, "4040")),
    ]

    static let again: [Row] = [
        retried("429", .error(429, "SBX-THROTTLED", headers: ["retry-after": "1"]), as: "throttled"),
        retried("429 without a body", .text(429, "", type: "text/plain"), as: "throttled"),
        retried("refused connection", .failure(7, mayHaveLeft: false), as: "not_sent"),
        retried("name not resolved", .failure(6, mayHaveLeft: false), as: "not_sent"),
        retried("TLS handshake failed", .failure(35, mayHaveLeft: false), as: "not_sent"),
        retried("certificate not trusted", .failure(60, mayHaveLeft: false), as: "not_sent"),
        retried("time-out while connecting", .failure(28, mayHaveLeft: false), as: "not_sent"),
    ]

    static let unknown: [Row] = [
        doubt("200 empty", .text(200, "")), doubt("200 not JSON", .text(200, "all is well")),
        doubt("200 torn", .failure(18, mayHaveLeft: true, status: 200)),
        doubt("200 cut JSON", .text(200, #"{"document":{"id":"D","le"#)),
        doubt("200 as HTML", .text(200, taken.text, type: "text/html")),
        doubt("200 without an id", .json(200, ["document": ["legalStatus": "PAC_AUTHORIZED"]])),
        doubt("200 with an empty id", .json(200, ["document": ["id": "", "legalStatus": "PAC_AUTHORIZED"]])),
        doubt("200 with an error inside", .json(200, ["httpStatusCode": 500])),
        doubt(
            "200 with a key twice",
            .text(200, #"{"document":{"id":"A","legalStatus":"X"},"document":{"id":"B","legalStatus":"X"}}"#)),
        doubt("200 with another number", .json(200, Reply.document(id: "D", number: "0000000009"))).alarming,
        doubt("301", .error(301, "x")), doubt("302", .text(302, "", type: "text/html")), doubt("307", .error(307, "x")),
        doubt("400 without the PAC's errors", .text(400, "<html>", type: "text/html")),
        doubt("404 of a proxy", .text(404, "<html>", type: "text/html")),
        doubt("413 of a proxy", .text(413, "too large", type: "text/plain")), doubt("400 with an empty object", .json(400, [:])),
        doubt("408", .error(408, "x")), doubt("409", .error(409, "x")), doubt("425", .error(425, "x")),
        doubt("500", .error(500, "x")), doubt("502 in HTML", .text(502, "<html>", type: "text/html")),
        doubt("503 with Retry-After", .error(503, "x", headers: ["retry-after": "1"])), doubt("599", .error(599, "x")),
        doubt("silence", .silence), doubt("empty reply", .failure(52, mayHaveLeft: true)),
        doubt("send error", .failure(55, mayHaveLeft: true)),
        doubt("reset", .failure(56, mayHaveLeft: true)), doubt("resend refused", .failure(65, mayHaveLeft: true)),
        doubt("TLS broke later", .failure(35, mayHaveLeft: true)),
        doubt("torn 400", .failure(18, mayHaveLeft: true, status: 400)),
        doubt("torn 429", .failure(18, mayHaveLeft: true, status: 429)),
        doubt("connection lost while connecting", .failure(7, mayHaveLeft: true)),
    ]

    @Test("an answer to a POST decides what becomes of the document", arguments: accepted + refused + setUp + again + unknown)
    func decides(row: Row) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? row.reply : nil }
        let progress = try bench.run()
        #expect(!bench.ranAway)
        #expect(try bench.state(id) == row.state)
        #expect(try bench.outcomes(id) == row.outcomes)
        #expect(try bench.document(id).attempts == row.outcomes.count)
        #expect(try bench.faultCodes(id) == row.faults)
        #expect(bench.pac.posts.count == row.outcomes.count)
        #expect(Set(bench.pac.posts.map(\.request.body)).count == 1, "what is sent again are the same bytes")
        #expect(progress.stopped.isEmpty == !row.stops)
        #expect(progress.inDoubt == (row.state == .in_doubt ? 1 : 0))
        #expect(progress.rejected == (row.state == .rejected ? 1 : 0))
    }

    @Test(
        "nothing is sent for a document whose outcome is known or isn't, however often a run is made",
        arguments: accepted + refused + unknown)
    func isNeverSentAgain(row: Row) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? row.reply : nil }
        try bench.run()
        for _ in 0..<2 {
            try bench.beginRun(reopening: true)
            try bench.run()
        }
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.state(id) == row.state)
    }

    @Test("a document that a set-up problem left queued goes out with the same bytes once it is solved", arguments: setUp)
    func goesOutAfterSetUp(row: Row) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? row.reply : nil }
        try bench.run()
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(id) == .complete)
        try #require(bench.pac.posts.count == 2)
        #expect(bench.pac.posts[0].request.body == bench.pac.posts[1].request.body)
    }

    @Test func `a used number after a doubt is evidence that the first attempt landed, not a rejection`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? .failure(56, mayHaveLeft: true) : .error(400, "1002") }
        try bench.run()
        try bench.putBack(id)
        try bench.run()
        #expect(try bench.state(id) == .in_doubt)
        #expect(try bench.outcomes(id) == ["in_doubt", "in_doubt"])
        #expect(try bench.faultCodes(id) == ["PB-DOUBT-01", "PB-DOUBT-03"])
        try #require(bench.pac.posts.count == 2)
        #expect(bench.pac.posts[0].request.body == bench.pac.posts[1].request.body)
    }

    /// What the first attempt was told, and how the second one is told that the number is used.
    static let usedNumbers: [(Reply, Reply)] = [
        (.failure(56, mayHaveLeft: true), .error(400, "1002")), (.error(429, "SBX-THROTTLED"), .error(400, "1002")),
        (.error(401, "SBX-UNAUTHORIZED"), .error(422, "1002")), (.error(403, "SBX-X"), .error(400, "1002")),
        (
            .error(429, "SBX-THROTTLED"),
            .json(
                200,
                Reply.document(
                    id: "SECOND", legalStatus: "PAC_REJECTED", number: "0000000001", governmentResponse: [["code": "1002"]]))
        ),
    ]

    @Test("a used number is evidence in whatever way it is said, and whatever the first attempt was told", arguments: 0..<5)
    func usedNumber(row: Int) throws {
        let (first, second) = Self.usedNumbers[row]
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? first : second }
        try bench.run()
        if bench.pac.posts.count == 1 {
            if try bench.state(id) == .in_doubt { try bench.putBack(id) }
            bench.clock.advance(seconds: 120)
            try bench.beginRun(reopening: true)
            try bench.run()
        }
        #expect(bench.pac.posts.count == 2)
        #expect(try bench.state(id) == .in_doubt, "\((try? bench.outcomes(id)) ?? []) \((try? bench.faultCodes(id)) ?? [])")
        #expect(try bench.document(id).pacID == nil)
        #expect(try bench.faultCodes(id).last == "PB-DOUBT-03")
    }

    @Test func `the raw answer is kept as it came`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .text(502, "<html>¡no!", type: "text/html") }
        try bench.run()
        let exchange = try #require(try bench.ledger.exchanges(ofDocument: id).first)
        #expect(exchange.httpStatus == 502)
        #expect(exchange.response == Array("<html>¡no!".utf8))
        #expect(exchange.request == bench.pac.posts.first?.request.body)
    }
}

extension OutcomeTableTests.Row {
    /// In doubt with an alarm instead: the answer speaks of another document.
    fileprivate var alarming: Self {
        var row = self
        row.faults = ["PB-DOUBT-02"]
        return row
    }
}
