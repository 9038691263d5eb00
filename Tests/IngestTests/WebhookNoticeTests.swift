import Fiscal
import Testing

@testable import Ingest

/// What a webhook's file says, and what isn't one (product.md 6, pac-api.md 4).
struct WebhookNoticeTests {
    private let envelope = """
        { "kind": "pac-webhook", "receivedAt": "2026-11-20T21:05:31-05:00", "companyId": "01KAH0A2B4C6D8E0F2G4H6J8K0",
          "headers": { "X-Pac-Signature": "s3cret", "x-user-id": "7" },
          "body": { "id": "01KAJ3V7Q2M8R4T6W9X1Y5Z0AB", "legalStatus": "DGI_AUTHORIZED", "cufe": "FE01", "webhook": {}, "extra": [1] } }
        """

    private func notice(_ text: String, bare: Bool = false) throws -> WebhookNotice {
        try WebhookNotice(bytes: Array(text.utf8), allowsBareBody: bare)
    }

    private func code(_ text: String, bare: Bool = false) -> String? {
        do {
            _ = try notice(text, bare: bare)
            return nil
        } catch {
            return (error as? WebhookNotice.Defect)?.fault.code.code
        }
    }

    @Test func `an envelope`() throws {
        let notice = try notice(envelope)
        #expect(notice.isEnvelope)
        #expect(notice.company == "01KAH0A2B4C6D8E0F2G4H6J8K0")
        #expect(notice.signature == Array("s3cret".utf8))
        #expect(notice.pacID == "01KAJ3V7Q2M8R4T6W9X1Y5Z0AB")
        #expect(notice.legalStatus == "DGI_AUTHORIZED")
        #expect(notice.cufe == "FE01")
    }

    @Test func `a bare body is one only where the place says so`() throws {
        let body = #"{"id": "A1", "legalStatus": "PAC_AUTHORIZED", "kind": "documents.emissionFinished"}"#
        #expect(code(body) == "PB-HOOK-02")
        let notice = try notice(body, bare: true)
        #expect(!notice.isEnvelope && notice.signature == nil && notice.company == nil && notice.cufe == nil)
    }

    @Test func `a signature that stands twice is none`() throws {
        let twice = envelope.replacing(#""x-user-id": "7""#, with: #""x-pac-signature": "other""#)
        #expect(try notice(twice).signature == nil)
        let number = envelope.replacing(#""s3cret""#, with: "17")
        #expect(try notice(number).signature == nil)
        let none = envelope.replacing(
            #""headers": { "X-Pac-Signature": "s3cret", "x-user-id": "7" }"#, with: #""headers": "s3cret""#)
        #expect(try notice(none).signature == nil)
    }

    @Test(
        "hostile texts are told, and none is taken",
        arguments: [
            ("", "PB-HOOK-01"), ("[]", "PB-HOOK-01"), ("{", "PB-HOOK-01"),
            (#"{"id": "A", "id": "B", "legalStatus": "X"}"#, "PB-HOOK-01"),
            (#"{"id": "A", "legalStatus": 1e999}"#, "PB-HOOK-02"),
            (#"{"id": "../../etc/passwd", "legalStatus": "X"}"#, "PB-HOOK-02"),
            (#"{"id": "A\u0000B", "legalStatus": "X"}"#, "PB-HOOK-02"),
            (#"{"id": "", "legalStatus": "X"}"#, "PB-HOOK-02"), (#"{"id": "A"}"#, "PB-HOOK-02"),
            (#"{"id": 17, "legalStatus": "X"}"#, "PB-HOOK-02"), (#"{"kind": "pac-webhook", "body": "{}"}"#, "PB-HOOK-02"),
            (#"{"kind": "pac-webhook"}"#, "PB-HOOK-02"), (#"{"id": "A", "legalStatus": ""}"#, "PB-HOOK-02"),
            (#"{"id": "A", "legalStatus": "X"} {"id": "B", "legalStatus": "X"}"#, "PB-HOOK-01"),
        ])
    func hostile(text: String, expected: String) {
        #expect(code(text, bare: true) == expected)
    }

    @Test func `bytes that are no UTF-8, a file without end, and depth without end`() throws {
        #expect(code(String(repeating: "[", count: 100_000), bare: true) == "PB-HOOK-01")
        #expect(throws: WebhookNotice.Defect.self) {
            try WebhookNotice(bytes: Array(#"{"id": ""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8), allowsBareBody: true)
        }
        let large = Array(#"{"id": "A", "legalStatus": "X", "pad": ""#.utf8) + [UInt8](repeating: 0x61, count: 2 << 20)
        #expect(throws: WebhookNotice.Defect.self) { try WebhookNotice(InputSource(bytes: large), allowsBareBody: true) }
    }

    @Test func `an id at the limit, and one beyond`() {
        let id = String(repeating: "A", count: 64)
        #expect(code(#"{"id": "\#(id)", "legalStatus": "X"}"#, bare: true) == nil)
        #expect(code(#"{"id": "\#(id)A", "legalStatus": "X"}"#, bare: true) == "PB-HOOK-02")
    }
}
