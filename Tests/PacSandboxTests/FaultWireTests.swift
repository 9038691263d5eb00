import JSONText
import PacSandbox
import Testing

/// What each fault does on the wire, and whether the document exists afterwards: by the truth log and by the list.
struct FaultWireTests {
    /// What the client sees.
    enum Sight: Equatable, Sendable {
        case status(Int)
        /// A 2xx whose head is there and whose body never ends or never comes.
        case torn(Int, WireClient.Ending)
        case nothing(WireClient.Ending)
    }

    private static let sides: [(String, Sight)] = [
        ("silence", .nothing(.silent)), ("close", .nothing(.closed)), ("reset", .nothing(.reset)), ("408", .status(408)),
        ("409", .status(409)), ("425", .status(425)), ("500", .status(500)), ("503", .status(503)), ("502-html", .status(502)),
        ("redirect", .status(302)), ("redirect-to-file", .status(302)),
    ]

    private static let torn: [(String, Sight)] = [
        ("empty", .status(200)), ("truncated", .torn(200, .closed)), ("not-json", .status(200)),
        ("wrong-content-type", .status(200)), ("no-id", .status(200)), ("no-cufe", .status(200)), ("other-id", .status(200)),
        ("endless", .torn(200, .enough)), ("slow-loris", .torn(200, .silent)), ("invalid-utf8", .status(200)),
        ("duplicate-keys", .status(200)), ("error-inside", .status(200)), ("huge", .status(200)),
    ]

    private static let gate: [(String, Sight)] = [
        ("401", .status(401)), ("403", .status(403)), ("qr-not-requested", .status(400)), ("429", .status(429)),
        ("429-none", .status(429)), ("429-zero", .status(429)), ("429-hour", .status(429)), ("429-date", .status(429)),
        ("429-past-date", .status(429)), ("429-negative", .status(429)), ("429-garbage", .status(429)),
        ("silence-after-headers", .nothing(.silent)), ("close-after-headers", .nothing(.closed)),
        ("reset-after-headers", .nothing(.reset)),
    ]

    static let cases: [(name: String, sight: Sight, committed: Bool)] =
        sides.flatMap { [("\($0.0)-before-commit", $0.1, false), ("\($0.0)-after-commit", $0.1, true)] }
        + torn.flatMap { [("\($0.0)-before-commit", $0.1, false), ($0.0, $0.1, true)] }
        + gate.map { ($0.0, $0.1, false) } + [401, 429].map { ("\($0)-after-commit", .status($0), true) }

    @Test(arguments: cases)
    func `a fault is seen on the wire and the truth is noted`(name: String, sight: Sight, committed: Bool) throws {
        let sandbox = try SandboxUnderTest([name])
        let client = try sandbox.client()
        let target = "/pan/v1/invoices?idCompany=\(SandboxUnderTest.company)"
        let answer = client.call(
            "POST", target, body: Array(Payloads.invoice.text.utf8), patienceMillis: Self.patience(sight),
            bytesMax: name.hasPrefix("endless") ? 1 << 20 : 16 << 20)
        switch sight {
        case .status(let status):
            #expect(answer.status == status)
            #expect(answer.ending == .complete)
        case .torn(let status, let ending):
            #expect(answer.status == status)
            #expect(answer.ending == ending)
        case .nothing(let ending):
            #expect(answer.status == nil)
            // What is closed with the body unread is reset by the kernel.
            #expect(answer.ending == ending || ending == .closed && !committed && answer.ending == .reset)
        }
        let truth = try #require(try sandbox.truth().last)
        #expect(truth["fault"]?.string == name)
        #expect(truth["committed"]?.bool == committed)
        #expect(truth["status"]?.integer == answer.status)
        let listed = try sandbox.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)").json["documents"]?.array
        #expect(listed?.count == (committed ? 1 : 0))
    }

    private static func patience(_ sight: Sight) -> Int32 {
        switch sight {
        case .status: 10_000
        case .torn(_, .silent), .nothing(.silent): 30
        case .torn, .nothing: 10_000
        }
    }

    @Test func `torn answers are torn as their names say`() throws {
        func answer(_ fault: String) throws -> WireClient.Answer {
            let sandbox = try SandboxUnderTest([fault])
            return try sandbox.post(Payloads.invoice, patienceMillis: 10_000)
        }
        #expect(try answer("empty").body.isEmpty)
        #expect(try answer("not-json").json == .null)
        #expect(try answer("wrong-content-type").headers["content-type"] == "text/html")
        let withoutID = try answer("no-id").json["document"]
        #expect(withoutID?["id"] == nil && withoutID?["cufe"] != nil)
        let withoutCufe = try answer("no-cufe").json["document"]
        #expect(withoutCufe?["id"] != nil && withoutCufe?["cufe"] == nil)
        #expect(try answer("invalid-utf8").json == .null)
        #expect(try answer("duplicate-keys").json == .null)
        #expect(try answer("error-inside").json["httpStatusCode"] == 500)
        #expect(try answer("huge").body.count > 10 << 20)
        #expect(try answer("502-html-after-commit").headers["content-type"] == "text/html")
        #expect(try answer("redirect-to-file-after-commit").headers["location"] == "file:///etc/passwd")
    }

    @Test func `other-id names another document that is there`() throws {
        var rule = try FaultRule.named("other-id")
        rule.nth = [2]
        let sandbox = try SandboxUnderTest { settings, _ in settings.faults = [rule] }
        let first = try sandbox.accepted(Payloads.numbered(1))
        let answer = try sandbox.post(Payloads.numbered(2))
        #expect(answer.json["document"]?["id"]?.string == first)
        #expect(try sandbox.truth().last?["id"]?.string != first)
    }

    @Test(arguments: [
        ("429", "1"), ("429-none", nil), ("429-zero", "0"), ("429-hour", "3600"), ("429-date", "Sat, 21 Nov 2026 02:05:02 GMT"),
        ("429-past-date", "Fri, 20 Nov 2026 02:05:00 GMT"), ("429-negative", "-5"), ("429-garbage", "soon"),
    ])
    func `a 429 has its form of Retry-After`(name: String, value: String?) throws {
        #expect(try SandboxUnderTest([name]).post(Payloads.invoice).headers["retry-after"] == value)
    }

    @Test(arguments: [("close-on-reuse", false), ("close-on-reuse-after-commit", true)])
    func `close-on-reuse spares the first request of a connection`(name: String, committed: Bool) throws {
        let sandbox = try SandboxUnderTest([name])
        let client = try sandbox.client()
        let target = "/pan/v1/invoices?idCompany=\(SandboxUnderTest.company)"
        #expect(client.call("POST", target, body: Array(Payloads.numbered(1).text.utf8)).status == 200)
        let second = client.call("POST", target, body: Array(Payloads.numbered(2).text.utf8))
        #expect(second.status == nil)
        #expect(second.ending == .closed)
        let truth = try sandbox.truth()
        #expect(truth.map { $0["onConnection"]?.integer } == [1, 2])
        #expect(truth.map { $0["committed"]?.bool } == [true, committed])
    }

    @Test func `refuse closes the port and keeps the answer`() throws {
        let sandbox = try SandboxUnderTest(["refuse"])
        let answer = try sandbox.post(Payloads.invoice)
        #expect(answer.status == 200)
        #expect(answer.headers["connection"] == "close")
        var refused = false
        // The listener closes its socket a moment after the answer.
        for _ in 0..<1000 where !refused { refused = WireClient(port: sandbox.server.port) == nil }
        #expect(refused)
        sandbox.server.endRefusal()
        var client: WireClient?
        for _ in 0..<100_000 where client == nil { client = WireClient(port: sandbox.server.port) }
        #expect(client?.call("GET", "/pan/v1/dgi/locations").status == 200)
    }

    @Test(arguments: [
        ("silence-at-connect", WireClient.Ending.silent), ("close-at-connect", .closed), ("reset-at-connect", .reset),
    ])
    func `a fault at connect strikes before a word is said`(name: String, ending: WireClient.Ending) throws {
        let sandbox = try SandboxUnderTest([name])
        let answer = try sandbox.client().receive(patienceMillis: ending == .silent ? 30 : 10_000)
        #expect(answer.status == nil)
        #expect(answer.ending == ending)
        let truth = try #require(try sandbox.truth().first)
        #expect(truth["operation"] == "connect")
        #expect(truth["fault"]?.string == name)
    }

    @Test func `a silent sandbox stops at once`() throws {
        let sandbox = try SandboxUnderTest(["silence-after-commit"])
        let client = try sandbox.client()
        let target = "/pan/v1/invoices?idCompany=\(SandboxUnderTest.company)"
        _ = client.call("POST", target, body: Array(Payloads.invoice.text.utf8), patienceMillis: 30)
        sandbox.server.stop()
        #expect(client.receive(patienceMillis: 10_000).ending == .closed)
    }

    @Test func `duplicate-number refuses a number that is taken and only that`() throws {
        let sandbox = try SandboxUnderTest(["duplicate-number"])
        _ = try sandbox.accepted(Payloads.invoice)
        let again = try sandbox.post(Payloads.invoice)
        #expect(again.status == 400)
        #expect(again.errors == ["1002 information.numeration"])
        let office = try #require(Fixture.standard.companies.first?.offices.first)
        #expect(try sandbox.post(Payloads.invoice.with("idOffice", .string(office.id))).status == 200)
        #expect(try sandbox.post(Payloads.invoice.with("information.billingPoint", "002")).status == 200)
    }

    @Test func `a void is struck like a submission`() throws {
        let sandbox = try SandboxUnderTest(["void:close-after-commit"])
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(seconds: 2)
        let answer = try sandbox.call(
            "DELETE", "/invoices/\(id)?idCompany=\(SandboxUnderTest.company)", body: ["reason": "Pedido duplicado por error"])
        #expect(answer.ending == .closed)
        #expect(try sandbox.document(id)["cancellation"] != nil)
    }
}
