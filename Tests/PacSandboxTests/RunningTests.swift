import JSONText
import PacSandbox
import Testing

/// What stays after a request: truth log, state, webhooks.
struct RunningTests {
    @Test func `the truth log tells everything but the key`() throws {
        let sandbox = try SandboxUnderTest()
        let id = try sandbox.accepted(Payloads.invoice)
        let line = try #require(try sandbox.truth().first)
        #expect(line["seq"] == 1)
        #expect(line["time"] == .number("1795226700.000000"))
        #expect(line["monotonic"] == .number("1000.000000"))
        #expect(line["method"] == "POST")
        #expect(line["path"] == "/pan/v1/invoices")
        #expect(line["operation"] == "post")
        #expect(line["company"]?.string == SandboxUnderTest.company)
        #expect(line["key"] == "key-1")
        #expect(line["status"] == 200)
        #expect(line["committed"] == true)
        #expect(line["id"]?.string == id)
        #expect(line["numeration"] == "0000012345")
        #expect(line["total"] == "207.00")
        #expect(line["information"] == "Order SO-10045")
        #expect(line["bodySha256"]?.string?.count == 64)
        let text = String(decoding: try sandbox.folder.read("truth.jsonl"), as: UTF8.self)
        #expect(!text.contains("sandbox-key"))
    }

    @Test func `documents and voids survive a restart`() throws {
        let folder = try TemporaryFolder()
        let clock = ManualClock()
        var id = ""
        do {
            let sandbox = try SandboxUnderTest(["stuck-status"], clock: clock, folder: folder) { settings, _ in
                settings.faults[0].nth = [2]
            }
            id = try sandbox.accepted(Payloads.numbered(1))
            _ = try sandbox.accepted(Payloads.numbered(2))
            clock.advance(seconds: 2)
            let void = try sandbox.call(
                "DELETE", "/invoices/\(id)?idCompany=\(SandboxUnderTest.company)", body: ["reason": "Pedido duplicado por error"])
            #expect(void.status == 200)
            sandbox.server.stop()
        }
        // A line that was cut off by a crash.
        let torn = String(decoding: try folder.read("state.jsonl"), as: UTF8.self) + "{\"id\":\"01K"
        _ = try folder.write(torn, as: "state.jsonl")
        let again = try SandboxUnderTest(clock: clock, folder: folder)
        let document = try again.document(id)
        #expect(document["legalStatus"] == "DGI_AUTHORIZED")
        #expect(document["cancellation"] != nil)
        #expect(document["cufe"]?.string?.hasPrefix("FE0120000155704849-2-2021-32000020261120000000000100101") == true)
        #expect(try again.file(id, "pdf").status == 200)
        let list = try again.call("GET", "/invoices?idCompany=\(SandboxUnderTest.company)").json["documents"]?.array
        #expect(list?.map { $0["legalStatus"]?.string } == ["PAC_AUTHORIZED", "DGI_AUTHORIZED"])
        let fresh = try again.accepted(Payloads.numbered(3))
        #expect(list?.contains { $0["id"]?.string == fresh } == false)
    }

    private func webhooks(_ folder: TemporaryFolder) throws -> [JSONValue] {
        try folder.names.map { try JSONParser.parse(folder.read($0)) }
    }

    private func withWebhooks(_ fault: String?, _ body: (SandboxUnderTest, TemporaryFolder) throws -> Void) throws {
        let inbox = try TemporaryFolder()
        let sandbox = try SandboxUnderTest(fault.map { [$0] } ?? []) { settings, _ in
            settings.webhookFolder = inbox.path
            settings.webhookSecret = "s3cret"
        }
        try body(sandbox, inbox)
    }

    @Test func `a webhook comes when the PAC has a document and when the DGI has answered`() throws {
        try withWebhooks(nil) { sandbox, inbox in
            let id = try sandbox.accepted(Payloads.invoice)
            sandbox.server.deliverWebhooks()
            let first = try #require(try webhooks(inbox).first)
            #expect(first["kind"] == "pac-webhook")
            #expect(first["receivedAt"] == "2026-11-20T21:05:00-05:00")
            #expect(first["companyId"]?.string == SandboxUnderTest.company)
            #expect(first["headers"] == ["x-pac-signature": "s3cret"])
            #expect(first["body"]?["id"]?.string == id)
            #expect(first["body"]?["legalStatus"] == "PAC_AUTHORIZED")
            sandbox.clock.advance(seconds: 2)
            sandbox.server.deliverWebhooks()
            #expect(try webhooks(inbox).map { $0["body"]?["legalStatus"] } == ["PAC_AUTHORIZED", "DGI_AUTHORIZED"])
            let noted = try sandbox.truth().filter { $0["operation"] == "webhook" }
            #expect(noted.map { $0["file"]?.string } == inbox.names)
        }
    }

    @Test(arguments: [
        ("webhook-early", ["PAC_AUTHORIZED"], ["PAC_AUTHORIZED", "DGI_AUTHORIZED"]),
        ("webhook-late", [], []),
        (
            "webhook-duplicate", ["PAC_AUTHORIZED", "PAC_AUTHORIZED", "PAC_AUTHORIZED"],
            ["PAC_AUTHORIZED", "PAC_AUTHORIZED", "PAC_AUTHORIZED", "DGI_AUTHORIZED", "DGI_AUTHORIZED", "DGI_AUTHORIZED"]
        ),
        ("webhook-reordered", ["DGI_AUTHORIZED"], ["DGI_AUTHORIZED", "PAC_AUTHORIZED"]),
        ("webhook-forged", ["DGI_AUTHORIZED"], ["DGI_AUTHORIZED", "DGI_AUTHORIZED"]),
        ("webhook-lost", [], []),
    ])
    func `webhooks can be spoilt`(fault: String, atOnce: [String], later: [String]) throws {
        try withWebhooks(fault) { sandbox, inbox in
            _ = try sandbox.accepted(Payloads.invoice)
            if fault != "webhook-early" { sandbox.server.deliverWebhooks() }
            #expect(try webhooks(inbox).compactMap { $0["body"]?["legalStatus"]?.string } == atOnce)
            sandbox.clock.advance(seconds: 2)
            sandbox.server.deliverWebhooks()
            #expect(try webhooks(inbox).compactMap { $0["body"]?["legalStatus"]?.string } == later)
            if fault == "webhook-forged" {
                #expect(try webhooks(inbox).allSatisfy { $0["headers"]?["x-pac-signature"] == "forged" })
            }
        }
    }

    @Test func `a webhook can be unsigned or another company's`() throws {
        try withWebhooks("webhook-unsigned") { sandbox, inbox in
            _ = try sandbox.accepted(Payloads.invoice)
            sandbox.server.deliverWebhooks()
            #expect(try webhooks(inbox).first?["headers"] == [:])
        }
        try withWebhooks("webhook-other-company") { sandbox, inbox in
            _ = try sandbox.accepted(Payloads.invoice)
            sandbox.server.deliverWebhooks()
            #expect(try webhooks(inbox).first?["companyId"]?.string != SandboxUnderTest.company)
        }
    }

    @Test func `a webhook is pushed again with the caller's secret`() throws {
        try withWebhooks("webhook-lost") { sandbox, inbox in
            let id = try sandbox.accepted(Payloads.invoice)
            sandbox.clock.advance(seconds: 2)
            let answer = try sandbox.call(
                "POST", "/documents/notify-webhook?idCompany=\(SandboxUnderTest.company)",
                body: [
                    "documentId": .string(id), "webhookUrl": "https://erp.example/webhooks/pac", "userId": "7",
                    "webhookSecret": "other",
                ])
            #expect(answer.status == 200)
            sandbox.server.deliverWebhooks()
            let pushed = try #require(try webhooks(inbox).first)
            #expect(pushed["headers"] == ["x-pac-signature": "other", "x-user-id": "7"])
            #expect(pushed["body"]?["legalStatus"] == "DGI_AUTHORIZED")
        }
    }
}
