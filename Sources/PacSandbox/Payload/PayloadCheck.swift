import Fiscal
import JSONText

/// What a payload is judged against.
struct CheckContext: Sendable {
    let collection: Collection
    let company: SandboxCompany
    let now: FiscalTime
    let isUnknownRuc: @Sendable (_ ruc: String, _ type: Int) -> Bool
}

/// The three collections of documents (pac-api.md 1.2).
enum Collection: String, Sendable, CaseIterable {
    case invoices
    case creditNotes = "credit-notes"
    case debitNotes = "debit-notes"

    var documentTypes: [String] {
        switch self {
        case .invoices: ["01", "02", "03", "08", "09", "10"]
        case .creditNotes: ["04", "06"]
        case .debitNotes: ["05", "07"]
        }
    }
}

/// Judges a payload by pac-api.md 2 and 3.5 and keeps every finding, in the order of the payload's keys.
struct PayloadCheck: StrictReader {
    typealias Node = StrictNode

    let context: CheckContext
    var findings: [Finding] = []
    var parts = PayloadParts()

    /// Judges the bytes of a body: a payload without fault, or everything that is wrong with it.
    static func check(_ body: [UInt8], in context: CheckContext) -> Result<CheckedPayload, RefusedPayload> {
        guard let value = try? JSONParser.parse(body), !body.starts(with: [0xEF, 0xBB, 0xBF]) else {
            return .failure(RefusedPayload(findings: [Finding(code: "0100", field: nil)]))
        }
        return check(value, in: context)
    }

    /// Judges a payload: one without fault, or everything that is wrong with it.
    static func check(_ value: JSONValue, in context: CheckContext) -> Result<CheckedPayload, RefusedPayload> {
        var check = PayloadCheck(context: context)
        check.judge(value)
        guard check.findings.isEmpty, let payload = CheckedPayload(check.parts, json: value) else {
            let findings = check.findings.isEmpty ? [Finding(code: "0100", field: nil)] : check.findings
            return .failure(RefusedPayload(findings: findings))
        }
        return .success(payload)
    }

    private init(context: CheckContext) { self.context = context }

    private mutating func judge(_ value: JSONValue) {
        let keys = ["idOffice", "information", "receiver", "items", "totals", "referencedDocuments"]
        guard let root = object(value, path: "", keys: keys) else { return }
        if let office = string(root, "idOffice", required: false) {
            parts.office = context.company.offices.first { $0.id == office }
            if parts.office == nil { fail("SBX-UNKNOWN-OFFICE", "idOffice") }
        }
        if let information = object(root, "information", keys: Self.informationKeys) { checkInformation(information) }
        if let receiver = object(root, "receiver", keys: Self.receiverKeys) { checkReceiver(receiver) }
        checkItems(root)
        if let totals = object(root, "totals", keys: Self.totalsKeys) { checkTotals(totals) }
        checkReferences(root)
    }
}

/// Everything that is wrong with a payload.
struct RefusedPayload: Error, Sendable {
    let findings: [Finding]
}
