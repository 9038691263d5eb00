public import Fiscal
public import JSONText

/// What the rules made of one order: everything that the ledger admits. One value is used again for order after order.
public struct JudgedOrder: Sendable {
    /// The invoice that a note refers to (rulebook 6).
    public enum Reference: Sendable, Equatable {
        /// No reference (invoices; PROFORM notes may have none).
        case none
        /// An own invoice by its order key, same company.
        case order(id: String)
        /// A CUFE that verifies, with the issue date to state when the invoice isn't known here (rulebook 6.4).
        case cufe(String, issueDate: FiscalTime)
    }

    /// What must be asked of the PAC before the document may go out (rulebook 2.8).
    public enum Verification: Sendable, Equatable {
        /// Nothing.
        case none
        /// The registered receiver's RUC; the payload is final, the answer only opens the gate.
        case gate(RucQuestion)
        /// The ad-hoc path's next unanswered question; the order is judged again once it is answered (rulebook 2.5).
        case judgeAgain(RucQuestion)
    }

    /// A RUC that check-digit verified on the ad-hoc path for a registered client who had none: to be stored with the client
    /// (rulebook 2.5).
    public struct LearnedRuc: Sendable, Equatable {
        /// The client, as the order names it.
        public let clientID: String
        /// The RUC, without white space.
        public let ruc: String
        /// The type as which it was verified.
        public let type: RucType
    }

    /// What a void request names (rulebook 10, Void).
    public enum VoidTarget: Sendable, Equatable {
        case order(kind: DocumentKind, id: String)
        case cufe(String)
        case document(id: String)
    }

    /// The company's id; empty when it couldn't be told.
    public var company = ""
    /// The kind asked for.
    public var kind = DocumentKind.invoice
    /// The mode asked for.
    public var mode = GenerationMode.dgi
    /// The order's own number.
    public var orderID = ""
    /// The DGI's type; nil when it couldn't be told, and on void requests.
    public var documentType: DocumentType?
    /// The receiver's type; nil when it couldn't be told.
    public var receptorType: ReceptorType?
    /// Branch for the CUFE: the office's code, or the company's branch (dgi.md 2.1).
    public var branch = ""
    /// Billing point, 3 digits.
    public var billingPoint = ""
    /// Issue date, fixed at admission (rulebook 5.4).
    public var issueDate = FiscalTime(epochSeconds: 0)
    /// Grand total; zero where it couldn't be computed.
    public var total = Amount.zero
    /// ITBMS total.
    public var itbms = Amount.zero
    /// Retention; nil without the block.
    public var retention: Amount?
    /// ITBMS by rate for plan, report and manifest: net and tax of each rate, in `ItbmsRate.allCases`' order.
    public var byRate: [(net: Amount, tax: Amount)] = []
    /// Everything found, in the order of the columns.
    public var faults: [Fault] = []
    /// The invoice a note refers to.
    public var reference = Reference.none
    /// What must be asked first.
    public var verification = Verification.none
    /// What the ad-hoc path learned of a registered client; nil as a rule.
    public var learnedRuc: LearnedRuc?
    /// What a void request names; nil on documents.
    public var voidTarget: VoidTarget?
    /// The reason of a void request.
    public var voidReason = ""
    /// SHA-256 over the order's canonical values, 32 bytes: "same content" of rulebook 1.2 and 10. Cells filled from the registry
    /// don't count, nor do company, kind, order_id (the key) and mode, which is compared apart.
    public var contentHash: [UInt8] = []
    /// The payload with zeros in place of numeration and security code; empty when an error blocks the document.
    public var payload = PayloadTemplate()

    /// Makes an empty value.
    public init() {}

    /// True when nothing blocks the document.
    public var isValid: Bool { !faults.contains { $0.severity == .error } }
}

/// A payload that is final but for what is drawn with the intent: numeration, security code, and a note's referenced invoice.
public struct PayloadTemplate: Sendable {
    /// The JSON text.
    public var bytes = ByteWriter()
    /// Where the 10 digits of the numeration stand.
    public var numerationOffset = 0
    /// Where the 9 digits of the security code stand.
    public var securityCodeOffset = 0

    /// Makes an empty template.
    public init() {}
}
