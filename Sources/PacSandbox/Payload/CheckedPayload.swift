import Fiscal
import JSONText

/// What a check has read so far.
struct PayloadParts {
    var office: SandboxOffice?
    var issueType: String?
    var documentType: String?
    var numeration: String?
    var billingPoint: String?
    var securityCode: String?
    var destination: Int?
    var issueDate: FiscalTime?
    var information: String?
    var receiverType: String?
    var lines: [LineValues]?
    var warnings: [String] = []
}

/// A payload without fault.
struct CheckedPayload: Sendable {
    let json: JSONValue
    let office: SandboxOffice?
    let issueType: String
    let documentType: String
    let numeration: String
    let billingPoint: String
    let securityCode: String
    let issueDate: FiscalTime
    let information: String?
    let lines: [LineValues]
    let sums: DocumentSums
    /// Codes the DGI will notify without rejecting (1519, 1535).
    let warnings: [String]

    init?(_ parts: PayloadParts, json: JSONValue) {
        guard let issueType = parts.issueType, let documentType = parts.documentType, let numeration = parts.numeration,
            let billingPoint = parts.billingPoint, let securityCode = parts.securityCode, let issueDate = parts.issueDate,
            let lines = parts.lines
        else { return nil }
        self.json = json
        office = parts.office
        self.issueType = issueType
        self.documentType = documentType
        self.numeration = numeration
        self.billingPoint = billingPoint
        self.securityCode = securityCode
        self.issueDate = issueDate
        information = parts.information
        self.lines = lines
        sums = DocumentSums(lines)
        warnings = parts.warnings
    }

    /// The CUFE of the document (dgi.md 2.1): the office's code stands for the branch when an office is named.
    func cufe(of company: SandboxCompany, environment: Character) -> String {
        OwnCufe.text(
            documentType: documentType,
            issuer: .init(ruc: company.ruc, rucType: company.rucType, checkDigit: company.checkDigit),
            branch: office?.code ?? company.branch, date: issueDate.compactDate, numeration: numeration,
            billingPoint: billingPoint, issueType: issueType, environment: environment, securityCode: securityCode)
    }
}
