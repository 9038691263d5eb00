import Catalogues
public import Fiscal
import JSONText

/// The rulebook: makes of an order everything that the ledger admits. Pure: no clock, no I/O, no randomness; the same input gives
/// the same bytes.
///
/// One value judges order after order and uses its buffers again. To edit it safely: each rule family has its own file, reads the
/// record, writes the draft and reports findings; only `PacPayload` knows wire names, and it reads nothing but the draft.
public struct Transformer: Sendable {
    let companies: [Company]
    let settings: TransformSettings
    let units, locations, countries, incoterms, cpbs: Catalogue

    var draft = Draft()
    var findings: Findings
    var content = CanonicalContent()
    var suggestions = Suggestions()
    var lineOrder: [(number: Int, index: Int)] = []

    /// The line of the record that each item of the payload was made from (from 0), for the order judged last.
    public var itemLines: [Int] { lineOrder.map(\.index) }

    /// Makes a rulebook for the companies of a workspace.
    public init(companies: [CompanyProfile], settings: TransformSettings) {
        self.companies = companies.map(Company.init)
        self.settings = settings
        let lists = settings.catalogues
        (units, locations, countries, incoterms, cpbs) = (
            lists.units, lists.locations, lists.countries, lists.incoterms, lists.cpbs
        )
        findings = Findings(policy: settings.policy)
    }

    /// Judges one order: all its faults in one pass, and the payload when none of them blocks it.
    ///
    /// - Parameters:
    ///   - record: the order as the file had it, its empty client cells filled from the registry.
    ///   - defaultCompany: the company of an order that names none: the folder's, or the only one configured.
    ///   - admittedAt: the moment of admission; the issue date of an order that states none (rulebook 5.4).
    ///   - answer: what the PAC's check-digit said to a question, nil while nobody knows (rulebook 2.8).
    ///   - judged: takes the result; what it held before is forgotten.
    public mutating func judge(
        _ record: borrowing OrderRecord, defaultCompany: String?, admittedAt: FiscalTime,
        answer: (RucQuestion) -> RucAnswer?, into judged: inout JudgedOrder
    ) {
        draft.removeAll()
        findings.begin(record)
        judged.forget()
        identify(record, defaultCompany: defaultCompany, into: &judged)
        if !record.isComplete {
            judged.contentHash.removeAll()
        } else {
            orderLines(record)
            content.write(record, kind: draft.kind, lineOrder: lineOrder, into: &judged.contentHash)
            if draft.kind == .void {
                judgeVoid(record, into: &judged)
            } else {
                judgeDocument(record, admittedAt: admittedAt, answer: answer, into: &judged)
            }
        }
        if !findings.faults.isEmpty { judged.faults = findings.sorted() }
        if findings.hasErrors, case .gate = judged.verification { judged.verification = .none }
    }

    private mutating func judgeDocument(
        _ record: borrowing OrderRecord, admittedAt: FiscalTime, answer: (RucQuestion) -> RucAnswer?,
        into judged: inout JudgedOrder
    ) {
        judgeReceiver(record, answer: answer, into: &judged)
        judgeHeader(record, admittedAt: admittedAt)
        judgeDestination(record)
        judgeParty(record)
        judgeLines(record)
        judgeTotals(record)
        judgeReference(record, into: &judged)
        judged.take(draft)
        guard let index = draft.company else { return }
        judged.billingPoint = companies[index].profile.billingPoint
        judged.branch = companies[index].profile.branch
        var pacOfficeID: [UInt8]?
        if let office = draft.office {
            judged.branch = companies[index].offices[office].code
            pacOfficeID = companies[index].offices[office].pacOfficeID
        }
        if !findings.hasErrors {
            let issuer = PacPayload.Issuer(pacOfficeID: pacOfficeID, billingPoint: companies[index].billingPoint)
            PacPayload.write(draft, issuer: issuer, padAddress: settings.padAddress, into: &judged.payload)
        }
    }
}

extension JudgedOrder {
    /// Empties the value and keeps its buffers.
    mutating func forget() {
        company = ""
        documentType = nil
        receptorType = nil
        branch = ""
        billingPoint = ""
        issueDate = FiscalTime(epochSeconds: 0)
        total = .zero
        itbms = .zero
        retention = nil
        byRate.removeAll(keepingCapacity: true)
        faults.removeAll(keepingCapacity: true)
        reference = .none
        verification = .none
        learnedRuc = nil
        voidTarget = nil
        voidReason = ""
        payload.bytes.removeAll()
        payload.numerationOffset = 0
        payload.securityCodeOffset = 0
    }

    /// Takes over what the draft says of the document.
    mutating func take(_ draft: borrowing Draft) {
        documentType = draft.documentType
        receptorType = draft.receptor
        issueDate = draft.issueDate
        if draft.hasAllAmounts {
            total = draft.totals.total
            itbms = draft.totals.itbms
        }
        retention = draft.retention?.amount
        byRate.append(draft.totals[.exempt].pair)
        byRate.append(draft.totals[.seven].pair)
        byRate.append(draft.totals[.ten].pair)
        byRate.append(draft.totals[.fifteen].pair)
    }
}

extension DocumentTotals.Share {
    fileprivate var pair: (net: Amount, tax: Amount) { (net, tax) }
}
