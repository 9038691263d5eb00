import JSONText
import Submit
import Testing

/// How the scripted PAC answers one request.
struct Reply: Sendable, CustomTestStringConvertible {
    var end = HTTPCompletion.End.answered
    var mayHaveLeft = true
    var status: Int? = 200
    var headers = ["content-type": "application/json"]
    var body: [UInt8] = []
    /// Virtual nanoseconds until it is there; nil: never, until the client's own time-out of a minute.
    var delay: Int64? = 50_000_000

    var testDescription: String { "\(end) \(status ?? 0) \(String(decoding: body.prefix(60), as: UTF8.self))" }

    /// An answer with JSON.
    static func json(_ status: Int, _ value: JSONValue, headers: [String: String] = [:]) -> Reply {
        text(status, value.text, headers: headers)
    }

    /// An answer with any text.
    static func text(_ status: Int, _ text: String, type: String = "application/json", headers: [String: String] = [:]) -> Reply {
        Reply(
            status: status, headers: headers.merging(["content-type": type]) { given, _ in given }, body: Array(text.utf8))
    }

    /// The PAC's error body.
    static func error(_ status: Int, _ code: String, _ message: String = "no", headers: [String: String] = [:]) -> Reply {
        json(
            status,
            [
                "code": .string(code), "message": .string(message),
                "errors": [["code": .string(code), "message": .string(message)]],
            ],
            headers: headers)
    }

    /// A failure of the transport, by libcurl's code.
    static func failure(_ code: Int, mayHaveLeft: Bool, status: Int? = nil) -> Reply {
        Reply(end: .failed(code: code, detail: "curl \(code)"), mayHaveLeft: mayHaveLeft, status: status, headers: [:])
    }

    /// Nothing is ever said.
    static let silence = Reply(end: .failed(code: 28, detail: "timeout"), status: nil, headers: [:], delay: nil)
}

/// A reply to everything that was asked for, whatever it is.
extension Reply {
    /// A page of a list.
    static func list(_ documents: [JSONValue], page: Int = 1, limit: Int = 100) -> Reply {
        json(
            200,
            [
                "metadata": [
                    "current_page": JSONValue(page), "limit": JSONValue(limit), "from": JSONValue(documents.isEmpty ? 0 : 1),
                    "to": JSONValue(documents.count),
                ], "documents": .array(documents),
            ])
    }

    /// The document object that answers a POST of the test's payload, or a GET.
    static func document(
        id: String, legalStatus: String = "PAC_AUTHORIZED", cufe: String? = nil, number: String? = nil, pdf: String? = nil,
        xml: String? = nil, governmentResponse: [JSONValue] = [], cancellation: JSONValue? = nil
    ) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(id)
        object["legalStatus"] = .string(legalStatus)
        if let cufe { object["cufe"] = .string(cufe) }
        if let cufe { object["qr"] = .string("https://dgi.example/?chFE=\(cufe)") }
        if let number { object["documentNumber"] = .string(number) }
        if let pdf { object["pdf"] = .string(pdf) }
        if let cancellation { object["cancellation"] = cancellation }
        if let xml { object["xml"] = .string(xml) }
        if !governmentResponse.isEmpty { object["governmentResponse"] = .array(governmentResponse) }
        return ["document": .object(object)]
    }
}
