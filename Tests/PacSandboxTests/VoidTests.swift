import JSONText
import PacSandbox
import Testing

/// DELETE of documents (pac-api.md 3.2, 3.7).
struct VoidTests {
    private func void(_ id: String, _ sandbox: SandboxUnderTest, reason: JSONValue?) throws -> WireClient.Answer {
        try sandbox.call(
            "DELETE", "/invoices/\(id)?idCompany=\(SandboxUnderTest.company)",
            body: .object(JSONObject(reason.map { [.init(key: "reason", value: $0)] } ?? [])))
    }

    private static var reason: JSONValue { "Pedido duplicado por error del sistema" }

    @Test func `a void is an event of its own that the DGI confirms later`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(seconds: 2)
        let answer = try void(id, sandbox, reason: Self.reason)
        let event = try #require(answer.json["document"]?["id"]?.string)
        #expect(event != id)
        #expect(answer.json["document"]?["legalStatus"] == "PAC_AUTHORIZED")
        let cancellation = try #require(try sandbox.document(id)["cancellation"])
        #expect(cancellation["id"]?.string == event)
        #expect(cancellation["legalStatus"] == "PAC_AUTHORIZED")
        #expect(cancellation["reason"] == Self.reason)
        sandbox.clock.advance(seconds: 2)
        let later = try sandbox.document(id)
        #expect(later["legalStatus"] == "DGI_AUTHORIZED")
        #expect(later["cancellation"]?["legalStatus"] == "DGI_AUTHORIZED")
        #expect(try void(id, sandbox, reason: Self.reason).errors == ["SBX-ALREADY-VOIDED"])
        #expect(try sandbox.truth().count { $0["operation"] == "void" && $0["committed"] == true } == 1)
    }

    @Test(arguments: [
        ("corto 14 letra", "SBX-REASON reason"), (String(repeating: "x", count: 1001), "SBX-REASON reason"),
    ])
    func `a reason has 15 to 1000 characters`(reason: String, error: String) throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        sandbox.clock.advance(seconds: 2)
        #expect(try void(id, sandbox, reason: .string(reason)).errors == [error])
    }

    @Test func `the body is read strictly`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        #expect(try void(id, sandbox, reason: nil).errors == ["0100 reason"])
        #expect(try void(id, sandbox, reason: 15).errors == ["0100 reason"])
    }

    @Test func `only what the DGI has authorized can be voided, within 182 hours of issue`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        #expect(try void(id, sandbox, reason: Self.reason).errors == ["SBX-NOT-VOIDABLE"])
        sandbox.clock.advance(seconds: 182 * 3600 + 1)
        #expect(try void(id, sandbox, reason: Self.reason).errors == ["SBX-VOID-WINDOW"])
        let other = try SandboxUnderTest()
        let second = try other.accepted(Payloads.invoice)
        other.clock.advance(seconds: 182 * 3600)
        #expect(try void(second, other, reason: Self.reason).status == 200)
    }
}
