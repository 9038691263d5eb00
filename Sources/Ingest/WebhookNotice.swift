public import Fiscal
internal import JSONText

/// A webhook as whoever received it wrote it into the inbox (product.md 6, pac-api.md 4.2). It is only what somebody says: nothing
/// follows from it but a question to the PAC (G14).
public struct WebhookNotice: Sendable, Equatable {
    /// The company that an envelope names: the PAC's id, or the configuration's; nil for a bare body.
    public let company: String?
    /// `x-pac-signature`: the shared secret itself, so never shown. Nil when there is none, or two that differ.
    public let signature: [UInt8]?
    /// True for an envelope, which has to be signed; a bare body has no signature and is a hint only.
    public let isEnvelope: Bool
    /// The PAC's id of the document, 1...64 visible ASCII characters without slashes.
    public let pacID: String
    /// The legalStatus that it speaks of.
    public let legalStatus: String
    /// The CUFE that it speaks of; nil without one.
    public let cufe: String?

    /// Why a file isn't a webhook.
    public struct Defect: Error, Sendable {
        /// For the reason file.
        public let fault: Fault
    }

    /// Most bytes of a webhook's file.
    public static let bytesMax = 1 << 20

    /// Reads a webhook's file whole.
    /// - Parameter allowsBareBody: true where the place says that it is a webhook: `inbox/webhooks/`.
    /// - Throws: `Defect` when it isn't one; `IngestError` when it can't be read.
    public init(_ source: consuming InputSource, allowsBareBody: Bool) throws {
        var source = source
        try self.init(bytes: try Self.contents(of: &source), allowsBareBody: allowsBareBody)
    }

    init(bytes: [UInt8], allowsBareBody: Bool) throws(Defect) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Defect(
                fault: Fault(
                    .webhookUnreadable, at: SourceLocation(line: error.line, column: error.column),
                    facts: ["reason": "\(error.reason)"]))
        }
        guard value.object != nil else { throw Defect(fault: Fault(.webhookUnreadable, facts: ["reason": "{ … }?"])) }
        isEnvelope = value["kind"]?.string == "pac-webhook"
        guard isEnvelope || allowsBareBody else { throw Self.missing("kind") }
        let body: JSONValue
        if isEnvelope {
            guard let inner = value["body"], inner.object != nil else { throw Self.missing("body") }
            body = inner
        } else {
            body = value
        }
        company = isEnvelope ? value["companyId"]?.string : nil
        signature = isEnvelope ? Self.signature(in: value["headers"]) : nil
        guard let id = body["id"]?.string, Self.isIdentifier(id) else { throw Self.missing("body.id") }
        guard let status = body["legalStatus"]?.string, (1...64).contains(status.utf8.count) else {
            throw Self.missing("body.legalStatus")
        }
        (pacID, legalStatus) = (id, status)
        cufe = body["cufe"]?.string.flatMap { (1...Self.cufeBytesMax).contains($0.utf8.count) ? $0 : nil }
    }

    /// A CUFE has 66 characters (dgi.md 2.1); what is far longer isn't looked for.
    private static let cufeBytesMax = 128

    private static func missing(_ member: String) -> Defect {
        Defect(fault: Fault(.webhookIncomplete, field: member, facts: ["member": member]))
    }

    /// The one header of that name, whatever its case.
    private static func signature(in headers: JSONValue?) -> [UInt8]? {
        let found = (headers?.object?.members ?? []).filter { $0.key.lowercased() == "x-pac-signature" }
        return found.count == 1 ? found[0].value.string.map { Array($0.utf8) } : nil
    }

    private static func isIdentifier(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    }

    private static func contents(of source: inout InputSource) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: source.chunk)
        while true {
            let count = try source.read(into: &piece)
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= bytesMax else {
                throw Defect(fault: Fault(.webhookUnreadable, facts: ["reason": "> 1 MiB"]))
            }
        }
    }
}
