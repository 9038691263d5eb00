import JSONText
import PacSandbox
import Testing

/// Key, rate, company, body: the first stage that fails answers (pac-api.md 3.5, 3.7).
struct StageTests {
    private static let path = "/invoices?idCompany=\(SandboxUnderTest.company)"

    @Test func `no key and an unknown key are 401`() throws {
        let sandbox = try SandboxUnderTest()
        for key in [nil, "other"] {
            let answer = try sandbox.call("POST", Self.path, key: key, body: [:])
            #expect(answer.status == 401)
            #expect(answer.errors == ["SBX-UNAUTHORIZED"])
        }
    }

    @Test func `a company that isn't named is 0100, one that isn't known 404`() throws {
        let sandbox = try SandboxUnderTest()
        #expect(try sandbox.call("POST", "/invoices", body: Payloads.invoice).errors == ["0100 idCompany"])
        let unknown = try sandbox.call("POST", "/invoices?idCompany=01KX", body: Payloads.invoice)
        #expect(unknown.status == 404)
        #expect(unknown.errors == ["SBX-UNKNOWN-COMPANY idCompany"])
    }

    @Test func `a key isn't good for another key's company`() throws {
        let sandbox = try SandboxUnderTest { settings, _ in
            var other = SandboxCompany(id: "01KOTHER", name: "Otra", ruc: "155700001-2-2021", rucType: 2)
            other.keys = ["other-key"]
            settings.fixture.companies.append(other)
        }
        let answer = try sandbox.call("POST", Self.path, key: "other-key", body: Payloads.invoice)
        #expect(answer.errors == ["SBX-UNKNOWN-COMPANY idCompany"])
    }

    @Test func `a company that isn't subscribed is 403, one without QR AP1010`() throws {
        let unsubscribed = try SandboxUnderTest { settings, _ in settings.fixture.companies[0].isSubscribed = false }
        let refused = try unsubscribed.post(Payloads.invoice)
        #expect(refused.status == 403)
        #expect(refused.errors == ["SBX-NOT-SUBSCRIBED"])
        let withoutQR = try SandboxUnderTest { settings, _ in settings.fixture.companies[0].hasQR = false }
        #expect(try withoutQR.post(Payloads.invoice).errors == ["AP1010 idCompany"])
    }

    @Test func `a key may be good from, or up to, so many documents, and have a rate of its own`() throws {
        let sandbox = try SandboxUnderTest { settings, _ in
            settings.fixture.companies[0].keys = ["old", "new"]
            settings.fixture.keyTerms["old", default: KeyTerms()].until = 2
            settings.fixture.keyTerms["new", default: KeyTerms()].from = 2
            settings.fixture.keyTerms["new", default: KeyTerms()].postsPerSecond = 1
        }
        func status(_ key: String, _ number: Int) throws -> Int? {
            try sandbox.call("POST", Self.path, key: key, body: Payloads.numbered(number)).status
        }
        #expect([try status("new", 1), try status("old", 1), try status("old", 2)] == [401, 200, 200])
        #expect([try status("old", 3), try status("new", 3), try status("new", 4)] == [401, 200, 429])
        #expect(try sandbox.call("GET", "/companies/\(SandboxUnderTest.company)", key: "old").status == 401)
    }

    @Test func `more POSTs in a second than the rate are 429, refused ones don't count`() throws {
        let sandbox = try SandboxUnderTest { settings, _ in settings.postsPerSecond = 2 }
        let client = try sandbox.client()
        let body = Array(Payloads.invoice.text.utf8)
        func status() -> Int? { client.call("POST", "/pan/v1" + Self.path, body: body).status }
        #expect([status(), status(), status(), status()] == [200, 200, 429, 429])
        let throttled = client.call("POST", "/pan/v1" + Self.path, body: body)
        #expect(throttled.headers["retry-after"] == "1")
        #expect(throttled.errors == ["SBX-THROTTLED"])
        sandbox.clock.advance(millis: 999)
        #expect(status() == 429)
        sandbox.clock.advance(millis: 1)
        #expect([status(), status(), status()] == [200, 200, 429])
        #expect(try sandbox.truth().compactMap { $0["status"]?.integer }.count { $0 == 429 } == 5)
    }

    @Test(arguments: [
        ("GET", "/invoices/01KX?idCompany=\(SandboxUnderTest.company)", 404, "SBX-NOT-FOUND"),
        ("DELETE", "/invoices/01KX?idCompany=\(SandboxUnderTest.company)", 404, "SBX-NOT-FOUND"),
        ("GET", "/nothing", 404, "SBX-NO-ROUTE"), ("PUT", "/check-digit", 405, "SBX-METHOD"),
        ("GET", "/invoices/01KX", 400, "0100 idCompany"), ("GET", "/companies/01KX", 404, "SBX-UNKNOWN-COMPANY idCompany"),
        ("GET", "/check-digit?ruc=1&type=2", 400, "SBX-RUC ruc"), ("GET", "/check-digit?ruc=8-442-445", 400, "0100 type"),
        ("GET", "/check-digit?ruc=8-442-445&type=NATURAL", 400, "0100 type"),
        ("GET", "/invoices?idCompany=\(SandboxUnderTest.company)&limit=101", 400, "0100 limit"),
        ("GET", "/invoices?idCompany=\(SandboxUnderTest.company)&page=0", 400, "0100 page"),
    ])
    func `what can't be done is said with its code`(method: String, path: String, status: Int, error: String) throws {
        let answer = try SandboxUnderTest().call(method, path)
        #expect(answer.status == status)
        #expect(answer.errors == [error])
    }
}
