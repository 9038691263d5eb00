import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

struct RetryAfterTests {
    /// 2026-11-21T02:05:00Z.
    private static let now = FiscalTime(epochSeconds: 1_795_226_700)

    @Test(
        "seconds and HTTP dates are understood, everything else is absent",
        arguments: [
            ("0", 0), ("1", 1), ("3600", 3600), ("007", 7), ("Sat, 21 Nov 2026 02:05:00 GMT", 0),
            ("Sat, 21 Nov 2026 02:05:01 GMT", 1),
            ("Sat, 21 Nov 2026 03:05:00 GMT", 3600), ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("", nil), ("-1", nil), ("+1", nil),
            ("1.5", nil),
            ("soon", nil), ("1 second", nil), ("Sat, 21 Nov 2026 02:05:00", nil), ("Sat, 21 Nov 2026 02:05:00 EST", nil),
            ("Sat, 31 Feb 2026 02:05:00 GMT", nil), ("Sat, 21 XXX 2026 02:05:00 GMT", nil), ("Sat, 21 Nov 2026 02:05 GMT", nil),
            ("Sat, 21 Nov 2026 25:05:00 GMT", nil), ("٣", nil), ("0x10", nil), ("1e3", nil),
        ] as [(String, Int64?)])
    func isUnderstood(text: String, seconds: Int64?) {
        #expect(RetryAfter.seconds(text, now: Self.now) == seconds)
    }

    @Test func `no header, no wait of the PAC's`() { #expect(RetryAfter.seconds(nil, now: Self.now) == nil) }

    @Test(
        "however many seconds, they can be counted in nanoseconds",
        arguments: [
            "9223372036854775807", "9223372036854775808", String(repeating: "9", count: 400), "Fri, 31 Dec 9999 23:59:59 GMT",
        ])
    func isBounded(text: String) throws {
        let seconds = try #require(RetryAfter.seconds(text, now: Self.now))
        #expect(seconds > 86_400 * 365)
        #expect(!seconds.multipliedReportingOverflow(by: 1_000_000_000).overflow)
    }
}

struct PostOutcomeTests {
    private func outcome(
        _ status: Int?, _ body: String = "", type: String? = "application/json", transport: Int = 0, sent: Int = 300,
        mayHaveLanded: Bool = false,
        headers: String = ""
    ) -> PostOutcome {
        let lines = (type.map { "content-type: \($0)" } ?? "") + headers
        return PostOutcome(
            StoredAnswer(
                atMicros: 0, transport: transport, transportDetail: transport == 0 ? nil : "words", bytesSent: sent,
                httpStatus: status,
                headers: lines.isEmpty ? nil : lines, body: Array(body.utf8)), mayHaveLanded: mayHaveLanded)
    }

    private static let document = #"{"document":{"id":"D","legalStatus":"PAC_AUTHORIZED"}}"#
    private static let error = #"{"code":"1534","message":"no","errors":[{"code":"1534","message":"no"}]}"#

    @Test(
        "a 2xx needs JSON, an id and a status",
        arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON", "application/problem+json"])
    func taken(type: String) {
        guard case .taken(let document) = outcome(200, Self.document, type: type) else {
            Issue.record("not taken")
            return
        }
        #expect(document.reply.pacID == "D")
    }

    @Test("without them it is in doubt", arguments: ["text/html", "text/plain", nil])
    func wrongType(type: String?) {
        guard case .inDoubt(.unreadable) = outcome(200, Self.document, type: type) else {
            Issue.record("not in doubt")
            return
        }
    }

    @Test(
        "every status that isn't listed is in doubt, even with the PAC's error body",
        arguments: [100, 300, 304, 399, 408, 409, 425, 500, 504, 600, 999])
    func status(status: Int) {
        guard case .inDoubt(.status) = outcome(status, Self.error) else {
            Issue.record("not in doubt")
            return
        }
    }

    @Test("a 4xx with the PAC's error body is a rejection", arguments: [400, 402, 405, 406, 410, 413, 415, 422, 428, 431, 499])
    func rejected(status: Int) {
        guard case .rejected(let findings) = outcome(status, Self.error) else {
            Issue.record("not rejected")
            return
        }
        #expect(findings == [PacFinding(code: "1534", field: nil, message: "no")])
    }

    @Test func `whatever failed after a byte had left is in doubt; before, nothing was sent`() {
        guard case .inDoubt(.transport) = outcome(nil, transport: 56, sent: 1),
            case .notSent("words") = outcome(nil, transport: 7, sent: 0),
            case .inDoubt(.transport) = outcome(400, Self.error, transport: 18)
        else {
            Issue.record("misjudged")
            return
        }
    }

    @Test func `a used number is a rejection, or evidence after a doubt`() {
        let used = Self.error.replacing("1534", with: "1002")
        guard case .rejected = outcome(400, used), case .inDoubt(.numberUsed) = outcome(400, used, mayHaveLanded: true),
            case .rejected = outcome(400, Self.error, mayHaveLanded: true)
        else {
            Issue.record("misjudged")
            return
        }
    }

    @Test func `a 429 brings its Retry-After`() {
        guard case .throttled("7") = outcome(429, headers: "\nretry-after: 7"), case .throttled(nil) = outcome(429) else {
            Issue.record("misjudged")
            return
        }
    }
}

struct PacAnswerTests {
    private func read(_ text: String) -> PacDocument? { PacAnswer.document(Array(text.utf8)) }

    @Test(
        "a document is taken wrapped and bare, and unknown keys don't matter",
        arguments: [
            #"{"document":{"id":"D","legalStatus":"REGISTERED"}}"#, #"{"id":"D","legalStatus":"REGISTERED"}"#,
            #"{"message":"ok","new":[1,{}],"document":{"x":null,"id":"D","legalStatus":"REGISTERED","total":1.10}}"#,
        ])
    func isTaken(text: String) throws {
        let document = try #require(read(text))
        #expect(document.reply.pacID == "D")
        #expect(document.reply.legalStatus == .registered)
    }

    @Test(
        "an id that can't be one isn't taken",
        arguments: [
            "", "a b", "a/b", "a\\\\b", "a\\nb", "a\\u0000b", "ñandú", String(repeating: "x", count: 65),
        ])
    func badID(id: String) { #expect(read(#"{"id":"\#(id)","legalStatus":"REGISTERED"}"#) == nil) }

    @Test("64 characters are an id", arguments: [1, 26, 64])
    func goodID(count: Int) {
        #expect(read(#"{"id":"\#(String(repeating: "x", count: count))","legalStatus":"REGISTERED"}"#) != nil)
    }

    @Test(
        "what holds no document is none",
        arguments: [
            "", "null", "[]", "true", "12", #""D""#, "{}", #"{"document":null}"#, #"{"document":[]}"#, #"{"id":"D"}"#,
            #"{"id":5,"legalStatus":"X"}"#,
            #"{"id":"D","legalStatus":null}"#, #"{"id":"D","legalStatus":"X""#, #"{"id":"D","id":"E","legalStatus":"X"}"#,
            "{\"id\":\"\u{0}\"}",
        ])
    func isNone(text: String) { #expect(read(text) == nil) }

    @Test func `bytes that are no UTF-8 are no document`() {
        #expect(PacAnswer.document(Array(#"{"id":"D","legalStatus":"X","a":""#.utf8) + [0xFF] + Array(#""}"#.utf8)) == nil)
    }

    @Test func `empty texts count as absent`() throws {
        let document = try #require(
            read(#"{"id":"D","legalStatus":"X","cufe":"","qr":"","pdf":"","xml":"","containerXml":""}"#))
        #expect(document.reply.cufe == nil)
        #expect(document.reply.qrURL == nil)
        #expect(document.pdfURL == nil)
        #expect(document.xmlURL == nil)
    }

    @Test func `a number may come as a number`() throws {
        #expect(try #require(read(#"{"id":"D","legalStatus":"X","documentNumber":12}"#)).documentNumber == "12")
    }

    @Test(
        "error bodies of all the shapes that are known",
        arguments: [
            (#"{"errors":[{"code":"1","field":"a.b","message":"x"},{"code":"2","message":"y"}]}"#, ["1 a.b x", "2  y"]),
            (#"{"code":"1","message":"x","errors":[]}"#, ["1  x"]), (#"{"code":1534,"error":"x"}"#, ["1534  x"]),
            (#"{"response":[{"code":"7","message":"z"}]}"#, ["7  z"]), (#"{"errors":[{"code":"9"}]}"#, ["9  9"]),
            (#"{"message":"x"}"#, []), (#"{"code":"1"}"#, []), ("[]", []), ("<html>", []), ("", []),
        ])
    func errors(text: String, findings: [String]) {
        #expect(PacAnswer.errors(Array(text.utf8)).map { "\($0.code) \($0.field ?? "") \($0.message)" } == findings)
    }

    @Test(
        "check-digit's answer",
        arguments: [
            (#"{"checkDigit":"32","receiver":"CONTRIBUYENTE"}"#, RucAnswer.found(checkDigits: "32", receptorType: .taxpayer)),
            (#"{"checkDigit":5,"receiver":"GOBIERNO"}"#, .found(checkDigits: "05", receptorType: .government)),
            (#"{"checkDigit":"00"}"#, .found(checkDigits: "00", receptorType: .finalConsumer)),
            (#"{"checkDigit":"00","receiver":"NEW"}"#, .found(checkDigits: "00", receptorType: .finalConsumer)),
            (#"{"receiver":"GOBIERNO"}"#, nil),
            ("hm", nil),
        ])
    func ruc(text: String, answer: RucAnswer?) { #expect(PacAnswer.rucAnswer(Array(text.utf8)) == answer) }
}

struct PacAPITests {
    private let api = PacAPI(baseURL: "https://pac.example/pan/v1")
    private let key = ApiKey(label: "env KEY", value: "s3cret")

    @Test(
        "a document goes to its collection",
        arguments: [(DocumentKind.invoice, "invoices"), (.credit_note, "credit-notes"), (.debit_note, "debit-notes")])
    func collection(kind: DocumentKind, name: String) {
        let request = api.submit(kind, company: "01K", body: [1], key: key)
        #expect(request.url == "https://pac.example/pan/v1/\(name)?idCompany=01K")
        #expect(request.purpose == .write)
        #expect(request.body == [1])
        #expect(api.status(kind, id: "D", company: "01K", key: key).url.hasPrefix("https://pac.example/pan/v1/\(name)/D?"))
    }

    @Test func `what comes from outside can't leave its place in an address`() {
        let url = api.status(.invoice, id: "../x?y=1&z#é ", company: "a&b=c", key: key).url
        #expect(url == "https://pac.example/pan/v1/invoices/..%2Fx%3Fy%3D1%26z%23%C3%A9%20?idCompany=a%26b%3Dc&documents=pdf")
    }

    @Test func `a key doesn't show its value`() {
        #expect("\(key)" == "env KEY")
        #expect(String(reflecting: key).contains("s3cret") == false)
        var text = ""
        dump(key, to: &text)
        #expect(!text.contains("s3cret"))
    }
}
