import JSONText
import PacSandbox
import Testing

/// Faults that go with a document and show later: its status, its files, its place in a listing.
struct FateTests {
    @Test(arguments: [
        ("dgi-reject", "PAC_AUTHORIZED", "DGI_REJECTED"), ("unknown-status", "PAC_AUTHORIZED", "DGI_PENDING_REVIEW"),
        ("stuck-status", "PAC_AUTHORIZED", "PAC_AUTHORIZED"), ("registered-first", "REGISTERED", "DGI_AUTHORIZED"),
        ("pac-reject", "PAC_REJECTED", "PAC_REJECTED"),
    ])
    func `a document's fate is known at the end`(fault: String, first: String, last: String) throws {
        let sandbox = try SandboxUnderTest([fault])
        let answer = try sandbox.post(Payloads.invoice)
        #expect(answer.json["document"]?["legalStatus"]?.string == first)
        let id = try #require(answer.json["document"]?["id"]?.string)
        sandbox.clock.advance(seconds: 10)
        #expect(try sandbox.document(id)["legalStatus"]?.string == last)
        let truth = try #require(try sandbox.truth().first)
        #expect(truth["fault"]?.string == fault)
        #expect(truth["committed"]?.bool == true)
    }

    @Test func `a document that is registered first has no CUFE until the PAC authorizes it`() throws {
        let sandbox = try SandboxUnderTest(["registered-first"])
        let id = try sandbox.accepted(Payloads.invoice)
        #expect(try sandbox.document(id)["cufe"] == nil)
        sandbox.clock.advance(seconds: 1)
        let authorized = try sandbox.document(id)
        #expect(authorized["legalStatus"] == "PAC_AUTHORIZED")
        #expect(authorized["cufe"] != nil)
    }

    @Test func `a PDF that isn't ready isn't offered`() throws {
        let sandbox = try SandboxUnderTest(["pdf-not-ready"])
        let id = try sandbox.accepted(Payloads.invoice)
        #expect(try sandbox.document(id, query: "&documents=pdf")["pdf"] == nil)
        let slow = try SandboxUnderTest { settings, _ in settings.pdfDelayNanos = 5_000_000_000 }
        let other = try slow.accepted(Payloads.invoice)
        slow.clock.advance(millis: 4999)
        #expect(try slow.document(other, query: "&documents=pdf")["pdf"] == nil)
        slow.clock.advance(millis: 1)
        #expect(try slow.document(other, query: "&documents=pdf")["pdf"] != nil)
    }

    @Test(arguments: [
        ("pdf-expired", 403, WireClient.Ending.complete), ("pdf-html", 200, .complete), ("pdf-truncated", 200, .closed),
        ("pdf-huge", 200, .enough), ("pdf-empty", 200, .complete), ("pdf-redirect", 302, .complete),
    ])
    func `a PDF can be spoilt`(fault: String, status: Int, ending: WireClient.Ending) throws {
        let sandbox = try SandboxUnderTest([fault])
        let id = try sandbox.accepted(Payloads.invoice)
        let answer = try sandbox.file(id, "pdf")
        #expect(answer.status == status)
        #expect(answer.ending == ending)
        switch fault {
        case "pdf-html": #expect(answer.headers["content-type"] == "text/html")
        case "pdf-huge": #expect(answer.headers["content-length"] == "5368709120")
        case "pdf-empty": #expect(answer.body.isEmpty)
        case "pdf-redirect": #expect(answer.headers["location"]?.hasPrefix("http://169.254.169.254/") == true)
        default: break
        }
    }

    private func numbers(_ sandbox: SandboxUnderTest, _ query: String = "") throws -> [String] {
        let page = try sandbox.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)\(query)").json
        return page["documents"]?.array?.compactMap { $0["documentNumber"]?.string.map { String($0.suffix(1)) } } ?? []
    }

    @Test func `a listing that lags doesn't show what is young`() throws {
        let sandbox = try SandboxUnderTest(["lookup-lag"])
        _ = try sandbox.accepted(Payloads.numbered(1))
        sandbox.clock.advance(millis: 29_999)
        #expect(try numbers(sandbox).isEmpty)
        sandbox.clock.advance(millis: 1)
        #expect(try numbers(sandbox) == ["1"])
    }

    @Test(arguments: [
        ("lookup-pages-missing", ["3", "2"], []), ("lookup-repeats", ["3", "2"], ["2", "1"]),
        ("lookup-reordered", ["1", "2"], ["3"]),
    ])
    func `a listing can be spoilt`(fault: String, first: [String], second: [String]) throws {
        let sandbox = try SandboxUnderTest([fault])
        for number in 1...3 { _ = try sandbox.accepted(Payloads.numbered(number)) }
        #expect(try numbers(sandbox, "&limit=2") == first)
        #expect(try numbers(sandbox, "&limit=2&page=2") == second)
    }
}
