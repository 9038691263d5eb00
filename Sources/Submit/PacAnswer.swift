public import Fiscal
internal import JSONText
public import Ledger

/// One finding of the PAC's error body (pac-api.md 3.3).
public struct PacFinding: Sendable, Equatable {
    /// `AP1010`, `1534`, …; empty when the PAC gave none.
    public let code: String
    /// The JSON path it is about; nil where there is none.
    public let field: String?
    /// The PAC's text.
    public let message: String
}

/// A document object of the PAC's (pac-api.md 3.1): what is used of it.
public struct PacDocument: Sendable {
    /// id, legalStatus, CUFE and QR address.
    public let reply: PacReply
    /// `documentNumber`: the numeration, to compare with what was sent.
    public let documentNumber: String?
    /// `billingPoint`, `documentType`, `documentIssueDate`, `total` as the PAC states them; nil where it doesn't.
    public let billingPoint: String?
    /// The DGI type, 2 digits.
    public let documentType: String?
    /// Issue date; nil also for a text that is no date.
    public let issueDate: FiscalTime?
    /// Grand total in balboas; nil also for a text that is no amount.
    public let total: Amount?
    /// The security code, where a PAC states it apart from the CUFE.
    public let securityCode: String?
    /// Address of the PDF; nil means not ready.
    public let pdfURL: String?
    /// Address of the signed container, else of the signed XML.
    public let xmlURL: String?
    /// The DGI's results, warnings included.
    public let governmentResponse: [PacFinding]
    /// The void event; nil as long as the document isn't voided.
    public let cancellation: VoidEvent?

    /// It was refused because its numeration exists already.
    var saysNumberIsUsed: Bool {
        [.pacRejected, .dgiRejected].contains(reply.legalStatus)
            && governmentResponse.contains { $0.code == PostOutcome.numberUsedCode }
    }

    /// Why it was refused: the results, or at least the status when the PAC gave none. A refusal without a fault couldn't be told.
    var reasons: [PacFinding] {
        governmentResponse.isEmpty ? [PacFinding(code: reply.legalStatus.word, field: nil, message: "")] : governmentResponse
    }
}

/// Reads answers. Unknown keys are ignored, a document is taken wrapped and bare (pac-api.md 1.1).
enum PacAnswer {
    /// The document of an answer; nil when the body isn't JSON or holds no document with an id of 1...64 characters and a status.
    static func document(_ body: [UInt8]) -> PacDocument? {
        guard let value = try? JSONParser.parse(body) else { return nil }
        return document(value["document"] ?? value)
    }

    /// A document object, alone or as an entry of a list.
    static func document(_ object: JSONValue) -> PacDocument? {
        guard let id = object["id"]?.string, (1...64).contains(id.unicodeScalars.count), isIdentifier(id),
            let status = object["legalStatus"]?.string
        else { return nil }
        let reply = PacReply(
            pacID: id, legalStatus: LegalStatus(word: status), cufe: nonEmpty(object["cufe"]), qrURL: nonEmpty(object["qr"]))
        return PacDocument(
            reply: reply, documentNumber: object["documentNumber"]?.scalarText, billingPoint: object["billingPoint"]?.scalarText,
            documentType: object["documentType"]?.scalarText,
            issueDate: object["documentIssueDate"]?.string.flatMap { FiscalTime(text: $0) },
            total: object["total"]?.scalarText.flatMap { try? Amount(text: $0) },
            securityCode: object["securityCode"]?.scalarText,
            pdfURL: nonEmpty(object["pdf"]),
            xmlURL: nonEmpty(object["containerXml"]) ?? nonEmpty(object["xml"]),
            governmentResponse: findings(object["governmentResponse"]), cancellation: cancellation(object["cancellation"]))
    }

    private static func cancellation(_ value: JSONValue?) -> VoidEvent? {
        guard let value, let status = value["legalStatus"]?.string else { return nil }
        let id = nonEmpty(value["id"]).flatMap { $0.unicodeScalars.count <= 64 && isIdentifier($0) ? $0 : nil }
        return VoidEvent(id: id, legalStatus: LegalStatus(word: status), reason: value["reason"]?.string)
    }

    /// A page of a list; nil when it isn't the page that was asked for, whole: then it proves nothing. `metadata.limit` says how many entries
    /// the PAC puts on a page, whatever was asked for.
    static func listing(_ body: [UInt8], page: Int) -> PacListing? {
        guard let value = try? JSONParser.parse(body), let entries = value["documents"]?.array,
            value["metadata"]?["current_page"]?.integer == page, let limit = value["metadata"]?["limit"]?.integer, limit > 0
        else { return nil }
        let documents = entries.compactMap { document($0) }
        guard documents.count == entries.count else { return nil }
        return PacListing(documents: documents, isLast: entries.count < min(limit, PacAPI.pageSize))
    }

    /// The findings of the PAC's error body; empty when the body isn't one (then a 4xx proves nothing: pac-api.md 3.4).
    static func errors(_ body: [UInt8]) -> [PacFinding] {
        guard let value = try? JSONParser.parse(body), case .object = value else { return [] }
        let listed = findings(value["errors"])
        if !listed.isEmpty { return listed }
        let response = value["response"]?.array?.first
        guard let code = (value["code"] ?? response?["code"])?.scalarText,
            let message = (value["message"] ?? value["error"] ?? response?["message"])?.string
        else { return [] }
        return [PacFinding(code: code, field: nil, message: message)]
    }

    /// Check digits and receiver type (pac-api.md 3.2): anything but CONTRIBUYENTE and GOBIERNO is a final consumer.
    static func rucAnswer(_ body: [UInt8]) -> RucAnswer? {
        guard let value = try? JSONParser.parse(body), let digits = value["checkDigit"]?.scalarText else { return nil }
        let type: ReceptorType =
            switch value["receiver"]?.string {
            case "CONTRIBUYENTE": .taxpayer
            case "GOBIERNO": .government
            default: .finalConsumer
            }
        return .found(checkDigits: digits.count == 1 ? "0" + digits : digits, receptorType: type)
    }

    /// `affiliated` and `ruc` of a company; nil where the answer has none.
    static func company(_ body: [UInt8]) -> (affiliation: String?, ruc: String?) {
        let value = try? JSONParser.parse(body)
        return (value?["affiliated"]?.string, value?["ruc"]?.string)
    }

    /// The codes of a company's offices by the PAC's office id, wrapped or bare; nil when the answer is none of both.
    static func offices(_ body: [UInt8]) -> [String: String]? {
        let value = try? JSONParser.parse(body)
        return (value?["offices"]?.array ?? value?.array)?.reduce(into: [:]) { codes, office in
            if let id = office["id"]?.string { codes[id] = office["code"]?.scalarText ?? "" }
        }
    }

    private static func findings(_ value: JSONValue?) -> [PacFinding] {
        (value?.array ?? []).compactMap { entry in
            let code = entry["code"]?.scalarText
            guard let message = entry["message"]?.string ?? code else { return nil }
            return PacFinding(code: code ?? "", field: entry["field"]?.string, message: message)
        }
    }

    private static func nonEmpty(_ value: JSONValue?) -> String? {
        value?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// An id goes into paths and messages: no control characters, spaces or slashes.
    private static func isIdentifier(_ id: String) -> Bool {
        id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    }
}
