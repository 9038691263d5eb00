/// What comes back for a request, and when.
struct PacReply: Sendable {
    /// libcurl's code; 0 when an answer came whole.
    var failure = 0
    /// False when no byte of the request left the machine.
    var hasLeft = true
    var status: Int? = 200
    var headers = ["content-type": "application/json"]
    var body: [UInt8] = []
    /// Nanoseconds until it is there.
    var after: Int64

    /// libcurl's codes.
    static let noHost = 6
    static let noConnection = 7
    static let partialFile = 18
    static let timeOut = 28
    static let handshake = 35
    static let gotNothing = 52
    static let receiveError = 56
    static let rewindRefused = 65
    /// When the program gives up, in nanoseconds (product.md 4).
    static let timeoutAfter: Int64 = 60_000_000_000

    static func text(_ status: Int, _ text: String, after: Int64, type: String? = "application/json") -> PacReply {
        PacReply(status: status, headers: type.map { ["content-type": $0] } ?? [:], body: Array(text.utf8), after: after)
    }

    static func error(_ status: Int, _ code: String, after: Int64, field: String? = nil) -> PacReply {
        let field = field.map { "\"field\":\"\($0)\"," } ?? ""
        return text(
            status,
            "{\"code\":\"\(code)\",\"message\":\"refused\",\"errors\":[{\"code\":\"\(code)\",\(field)\"message\":\"refused\"}]}",
            after: after)
    }

    static func failed(_ code: Int, after: Int64, hasLeft: Bool = true) -> PacReply {
        PacReply(failure: code, hasLeft: hasLeft, status: nil, headers: [:], after: after)
    }

    static let silence = failed(timeOut, after: timeoutAfter)

    /// The same with part of its body missing.
    var cutShort: PacReply {
        var reply = self
        reply.failure = Self.partialFile
        reply.body = Array(body.prefix(body.count / 2))
        return reply
    }

    func typed(_ type: String) -> PacReply {
        var reply = self
        reply.headers["content-type"] = type
        return reply
    }
}

extension Pac {
    /// A document object as the PAC shows it (pac-api.md 3.1).
    mutating func shown(
        _ document: Document, at now: Int64, id: String? = nil, number: String? = nil, status: String? = nil,
        withCufe: Bool = true,
        withFiles: Bool = false, withEvent: Bool = false
    ) -> String {
        let status = status ?? self.status(of: document, at: now)
        var text = "{\"id\":\"\(id ?? document.id)\",\"legalStatus\":\"\(status)\",\"status\":\"FINISHED\","
        if withCufe { text += "\"cufe\":\"\(document.cufe)\",\"qr\":\"https://dgi.example/?chFE=\(document.cufe)\"," }
        text += "\"documentType\":\"\(document.type)\",\"documentNumber\":\"\(number ?? document.number)\","
        text +=
            "\"billingPoint\":\"\(document.point)\",\"documentIssueDate\":\"\(document.issueDate)\",\"total\":\(document.total)"
        if withFiles, now >= document.pdfAt, !document.isRejected {
            text += ",\"pdf\":\"\(address(of: document, kind: "pdf", at: now))\""
            if document.isAuthorized { text += ",\"containerXml\":\"\(address(of: document, kind: "xml", at: now))\"" }
        }
        if withEvent { text += cancellation(of: document, at: now) }
        if status == "DGI_REJECTED" || status == "PAC_REJECTED" {
            text += ",\"governmentResponse\":[{\"code\":\"1602\",\"message\":\"RUC no inscrito\"}]"
        }
        return text + "}"
    }
}
