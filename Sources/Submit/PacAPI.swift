public import Fiscal
internal import JSONText

/// The PAC's calls as requests (pac-api.md 1). The only place that knows its paths.
public struct PacAPI: Sendable {
    /// The base with `/pan/v1` and without a trailing slash (pac-api.md 1.1).
    public let baseURL: String

    /// Makes the calls of a PAC.
    public init(baseURL: String) { self.baseURL = baseURL }

    /// Most bytes of a PDF or XML that are taken (reliability.md 3).
    public static let fileBytesMax = 20 << 20

    /// POST of a document.
    public func submit(_ kind: DocumentKind, company: String, body: [UInt8], key: ApiKey) -> HTTPRequest {
        HTTPRequest(
            purpose: .write, method: "POST", url: "\(collection(kind))?idCompany=\(escaped(company))", key: key, body: body)
    }

    /// DELETE of a document: a void, with its reason as the body (pac-api.md 1.2).
    public func void(_ kind: DocumentKind, id: String, company: String, body: [UInt8], key: ApiKey) -> HTTPRequest {
        HTTPRequest(
            purpose: .write, method: "DELETE", url: "\(collection(kind))/\(escaped(id))?idCompany=\(escaped(company))", key: key,
            body: body)
    }

    /// GET of a document with its PDF's address.
    public func status(_ kind: DocumentKind, id: String, company: String, key: ApiKey) -> HTTPRequest {
        read("\(collection(kind))/\(escaped(id))?idCompany=\(escaped(company))&documents=pdf", key: key)
    }

    /// Entries on a page of a list: as many as fit (pac-api.md 1.2).
    static let pageSize = 100

    /// A page of the documents under a numeration and billing point.
    public func lookup(_ kind: DocumentKind, numeration: String, billingPoint: String, company: String, page: Int, key: ApiKey)
        -> HTTPRequest
    {
        list(kind, "documentNumber=\(escaped(numeration))&billingPoint=\(escaped(billingPoint))", company, page, key)
    }

    /// A page of the documents with a CUFE.
    public func lookup(_ kind: DocumentKind, cufe: String, company: String, page: Int, key: ApiKey) -> HTTPRequest {
        list(kind, "cufe=\(escaped(cufe))", company, page, key)
    }

    /// A page of all documents of a company in a kind's collection, newest first.
    public func list(_ kind: DocumentKind, company: String, page: Int, key: ApiKey) -> HTTPRequest {
        list(kind, nil, company, page, key)
    }

    private func list(_ kind: DocumentKind, _ filter: String?, _ company: String, _ page: Int, _ key: ApiKey) -> HTTPRequest {
        let filter = filter.map { "&\($0)" } ?? ""
        return read(
            "\(collection(kind))?idCompany=\(escaped(company))\(filter)&limit=\(Self.pageSize)&page=\(page)", key: key)
    }

    /// Check digits and receiver type of a RUC.
    public func checkDigit(_ question: RucQuestion, company: String, key: ApiKey) -> HTTPRequest {
        read(
            "\(baseURL)/check-digit?ruc=\(escaped(question.ruc))&type=\(question.type.rawValue)&idCompany=\(escaped(company))",
            key: key)
    }

    /// The company and whether it may emit.
    public func company(_ id: String, key: ApiKey) -> HTTPRequest {
        read("\(baseURL)/companies/\(escaped(id))?idCompany=\(escaped(id))", key: key)
    }

    /// The PAC's list of goods and services (CPBS).
    public func goodsAndServices(company id: String, key: ApiKey) -> HTTPRequest {
        read("\(baseURL)/goods-and-services?idCompany=\(escaped(id))", key: key)
    }

    /// The offices that the PAC knows.
    public func offices(company id: String, key: ApiKey) -> HTTPRequest {
        read("\(baseURL)/companies/\(escaped(id))/offices?idCompany=\(escaped(id))", key: key)
    }

    /// Sends a document by e-mail.
    public func notifyEmail(
        _ kind: DocumentKind, id: String, to address: String, message: String, company: String, key: ApiKey
    ) -> HTTPRequest {
        let type =
            switch kind {
            case .invoice, .void: "invoice"
            case .credit_note: "credit-note"
            case .debit_note: "debit-note"
            }
        let body: JSONValue = [
            "documentId": .string(id), "mail": .string(address), "message": .string(message), "documentType": .string(type),
        ]
        return HTTPRequest(
            purpose: .write, method: "POST", url: "\(baseURL)/documents/notify-email?idCompany=\(escaped(company))", key: key,
            body: Array(body.text.utf8))
    }

    /// A file behind a signed address, without the key (pac-api.md 3.9).
    public func file(_ url: String) -> HTTPRequest {
        HTTPRequest(purpose: .file, method: "GET", url: url, key: nil, answerBytesMax: Self.fileBytesMax)
    }

    private func read(_ url: String, key: ApiKey) -> HTTPRequest {
        HTTPRequest(purpose: .read, method: "GET", url: url, key: key)
    }

    private func collection(_ kind: DocumentKind) -> String {
        switch kind {
        case .invoice, .void: "\(baseURL)/invoices"
        case .credit_note: "\(baseURL)/credit-notes"
        case .debit_note: "\(baseURL)/debit-notes"
        }
    }

    /// Percent-encodes all but RFC 3986's unreserved characters.
    private func escaped(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                escaped += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
        return escaped
    }
}
