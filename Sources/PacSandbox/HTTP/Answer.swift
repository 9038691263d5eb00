import JSONText

/// A whole answer: what a server that works says.
struct Answer: Sendable {
    struct Header: Sendable, Equatable {
        let name: String
        let value: String
    }

    var status: Int
    var headers: [Header]
    var body: [UInt8]
    /// The connection is closed after the answer.
    var closes = false

    init(status: Int, headers: [Header], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON answer.
    init(status: Int = 200, _ value: JSONValue, headers: [Header] = []) {
        var writer = ByteWriter(capacity: 1024)
        value.write(into: &writer)
        self.init(
            status: status, headers: [Header(name: "Content-Type", value: "application/json")] + headers,
            body: writer.bytes)
    }

    /// An error answer of pac-api.md 3.3: `errors` holds all findings, `code` and `message` repeat the first.
    init(status: Int, findings: [Finding], headers: [Header] = []) {
        let first = findings.first ?? Finding(code: "SBX-ERROR", field: nil)
        self.init(
            status: status,
            [
                "code": .string(first.code), "message": .string(first.message),
                "errors": .array(findings.map(\.json)),
            ], headers: headers)
    }

    /// An error answer with one finding.
    init(status: Int, code: String, field: String? = nil, headers: [Header] = []) {
        self.init(status: status, findings: [Finding(code: code, field: field)], headers: headers)
    }

    /// The answer as it goes over the wire, for answers that are played byte by byte.
    /// - Parameter contentLength: what `Content-Length` says; nil for the body's true length.
    func wire(contentLength: Int? = nil) -> [UInt8] {
        head(lastHeader: "Content-Length: \(contentLength ?? body.count)") + body
    }

    /// Status line and headers with the blank line after them.
    func head(lastHeader: String) -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(Self.reason(status))\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        return Array((text + lastHeader + "\r\nConnection: close\r\n\r\n").utf8)
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 302: "Found"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        default: "Answer"
        }
    }
}

/// What becomes of a request on the wire.
enum Reply: Sendable {
    /// A whole answer.
    case answer(Answer)
    /// The connection is closed without a byte.
    case close
    /// Bytes and pauses, played on the bare socket, which is closed afterwards.
    case wire([WireStep])
}
