public import Fiscal

/// A record on its way into the ledger: what `LedgerStore.admit` writes. Fields as in `DocumentRow`.
public struct DocumentAdmission: Sendable {
    /// The input it came in with.
    public var inputID: Int64 = 0
    /// Position in the input, from 1.
    public var sequence = 0
    /// Physical line it begins on.
    public var line = 0
    /// Where its rows stand in the decoded text.
    public var extent = 0..<0
    /// Company id; empty when it couldn't be told.
    public var company = ""
    /// Kind.
    public var kind = DocumentKind.invoice
    /// Mode.
    public var mode = GenerationMode.dgi
    /// The order's own number; nil without one.
    public var orderID: String?
    /// SHA-256 of the canonical content.
    public var contentHash: [UInt8] = []
    /// True when it takes the business key.
    public var holdsKey = true
    /// Where it stands from the start.
    public var state = DocumentState.queued
    /// DGI type.
    public var documentType: DocumentType?
    /// Receiver's type.
    public var receptorType: ReceptorType?
    /// Branch for the CUFE.
    public var branch: String?
    /// Billing point.
    public var billingPoint: String?
    /// Issue date.
    public var issueDate: FiscalTime?
    /// Grand total, exact to the cent.
    public var total = Amount.zero
    /// ITBMS total.
    public var itbms = Amount.zero
    /// Retention; nil without the block.
    public var retention: Amount?
    /// Net and tax by rate, `00:net:tax;01:…` in cents.
    public var rates: String?
    /// The RUC that must be verified before it goes out.
    public var question: RucQuestion?
    /// True when it is judged again once the question is answered.
    public var judgeAgain = false
    /// A note's invoice by order key.
    public var referenceOrder: String?
    /// A note's invoice by CUFE.
    public var referenceCufe: String?
    /// The issue date to state for a CUFE that isn't known here.
    public var referenceDate: FiscalTime?
    /// A note's invoice as a document of ours.
    public var referenceID: Int64?
    /// The document that it corrects.
    public var replaces: Int64?
    /// The reason of a void request.
    public var voidReason: String?
    /// What a void request names.
    public var voidTarget: VoidTarget?
    /// What an imported document has besides; nil for orders.
    public var imported: ImportAdmission?
    /// Everything found in it.
    public var faults: [Fault] = []
    /// The payload but for what is drawn with the intent; empty when it never goes out.
    public var template: [UInt8] = []
    /// Where the numeration stands in the template.
    public var numerationOffset = 0
    /// Where the security code stands in the template.
    public var securityCodeOffset = 0
    /// The record itself, when it will be judged again.
    public var record: [UInt8]?

    /// Makes an empty admission.
    public init() {}
}

/// Who holds a business key: all that decides about another record under it (rulebook 1.2, 7.3).
public struct KeyHolder: Sendable {
    /// The ledger's number.
    public let id: Int64
    /// The input it came in with.
    public let inputID: Int64
    /// Mode.
    public let mode: GenerationMode
    /// Where it stands.
    public let state: DocumentState
    /// SHA-256 of the canonical content.
    public let contentHash: [UInt8]
    /// True once a POST intent has existed: from then on it can't be changed.
    public let isImmutable: Bool
}
