import Fiscal
import JSONText

extension StoredDocument {
    /// The addresses that an answer gives.
    struct Links {
        var pdf: String?
        var xml: String?
        var containerXml: String?
    }

    /// The document object of pac-api.md 3.1.
    func json(_ standing: Standing, links: Links?, now: SandboxMoment, dgiDelayNanos: Int64) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(id)
        object["legalStatus"] = .string(standing.legalStatus)
        object["status"] = .string(standing.status)
        let hasCufe = standing.legalStatus != "REGISTERED" && standing.legalStatus != "PAC_REJECTED"
        if hasCufe { object["cufe"] = .string(cufe) }
        object["documentType"] = .string(documentType)
        object["documentNumber"] = .string(numeration)
        object["billingPoint"] = .string(billingPoint)
        object["documentIssueDate"] = .string(issueDate.text)
        object["total"] = .number(total)
        // A rejected document may keep its CUFE, but has no papers (pac-api.md 5.6).
        if hasCufe, standing.legalStatus != "DGI_REJECTED", let links {
            object["qr"] = .string(qr)
            object["pdf"] = links.pdf.map { .string($0) }
            object["xml"] = links.xml.map { .string($0) }
            if standing.isAuthorized { object["containerXml"] = links.containerXml.map { .string($0) } }
        }
        if standing.isAuthorized { object["authorizationProtocol"] = .string(authorizationProtocol) }
        if !standing.response.isEmpty {
            object["governmentResponse"] = .array(standing.response.map(Self.responseJSON))
        }
        if let void { object["cancellation"] = void.json(now: now, dgiDelayNanos: dgiDelayNanos) }
        return .object(object)
    }

    private static func responseJSON(_ code: String) -> JSONValue {
        ["code": .string(code), "message": .string(code == "0260" ? "Autorizado el uso de la FE" : FindingTexts.text(of: code))]
    }
}

extension StoredDocument.Void {
    /// A void is confirmed by the DGI after the same delay as a document (pac-api.md 3.6).
    func json(now: SandboxMoment, dgiDelayNanos: Int64) -> JSONValue {
        let isConfirmed = (now.unixMicros - unixMicros) * 1000 >= dgiDelayNanos
        return [
            "id": .string(id), "legalStatus": .string(isConfirmed ? "DGI_AUTHORIZED" : "PAC_AUTHORIZED"),
            "date": .string(FiscalTime(epochSeconds: unixMicros / 1_000_000).text), "reason": .string(reason),
        ]
    }
}
