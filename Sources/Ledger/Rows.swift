public import Fiscal

/// An input file as the ledger knows it.
public struct InputRow: Sendable {
    /// Where an input stands.
    public enum State: String, Sendable {
        /// In `work/`, being taken in.
        case claimed
        /// Every record is in the ledger; the file isn't archived yet.
        case taken
        /// In `archive/`.
        case archived
        /// Refused; in `rejected/` once its place is known.
        case rejected
    }

    /// The ledger's number.
    public let id: Int64
    /// SHA-256 of the bytes, hexadecimal.
    public let sha256: String
    /// Name in the inbox, without folders.
    public let name: String
    /// The company whose folder it lay in; nil at the top of the inbox.
    public let company: String?
    /// What it is: `orders-csv`, `orders-json`, `clients-csv`, …
    public let kind: String
    /// Size in bytes.
    public let bytes: Int
    /// What the reader found out about its form, as JSON; nil where there is nothing to tell.
    public let dialect: String?
    /// Records read, once it is taken in.
    public let records: Int
    /// Where it stands.
    public let state: State
    /// Path in the workspace, once it is archived or rejected.
    public let place: String?
    /// How many inputs have had these bytes, this one included: more than 1 for the same bytes in another company's folder.
    public internal(set) var copy = 1
}

/// A document as the ledger knows it: one record of one input, one result line. Amounts are exact to the cent.
public struct DocumentRow: Sendable {
    /// The ledger's number.
    public let id: Int64
    /// The input it came in with.
    public let inputID: Int64
    /// Position in the input, from 1.
    public let sequence: Int
    /// Physical line it begins on, from 1.
    public let line: Int
    /// Where its rows stand in the decoded text, in bytes.
    public let extent: Range<Int>
    /// The run that took it in.
    public let runID: Int64
    /// Company id; empty when it couldn't be told.
    public let company: String
    /// Kind.
    public let kind: DocumentKind
    /// Mode.
    public let mode: GenerationMode
    /// The order's own number; nil on imports.
    public let orderID: String?
    /// SHA-256 of the canonical content (rulebook 1.2).
    public let contentHash: [UInt8]
    /// True when it holds the business key: company + kind + order id.
    public let holdsKey: Bool
    /// Where it stands.
    public let state: DocumentState
    /// False while a RUC must be verified first.
    public let isReady: Bool
    /// DGI type.
    public let documentType: DocumentType?
    /// Receiver's type.
    public let receptorType: ReceptorType?
    /// Branch, 4 characters.
    public let branch: String?
    /// Billing point, 3 digits.
    public let billingPoint: String?
    /// Issue date.
    public internal(set) var issueDate: FiscalTime?
    /// Grand total.
    public let total: Amount
    /// ITBMS total.
    public let itbms: Amount
    /// Retention; nil without the block.
    public let retention: Amount?
    /// Net and tax by rate, `00:net:tax;01:…` in cents.
    public let rates: String?
    /// The RUC that must be verified first.
    public let question: RucQuestion?
    /// True when it is judged again once the question is answered.
    public let judgeAgain: Bool
    /// A note's invoice, by order key.
    public let referenceOrder: String?
    /// A note's invoice, by CUFE.
    public let referenceCufe: String?
    /// The issue date to state for a CUFE that isn't known here.
    public let referenceDate: FiscalTime?
    /// A note's invoice, as a document of ours.
    public let referenceID: Int64?
    /// 10 digits, drawn with the intent; of an imported document the source's.
    public internal(set) var numeration: String?
    /// 9 digits, drawn with the intent.
    public internal(set) var securityCode: String?
    /// The CUFE computed before the POST (rulebook 5.5).
    public internal(set) var expectedCufe: String?
    /// POSTs that were begun.
    public let attempts: Int
    /// The PAC's id.
    public let pacID: String?
    /// The CUFE as returned (or as imported).
    public let cufe: String?
    /// legalStatus.
    public let legalStatus: LegalStatus?
    /// QR address.
    public let qrURL: String?
    /// GETs made for it.
    public let polls: Int
    /// Earliest moment of the next GET.
    public let nextPollAt: FiscalTime?
    /// PDF's path in the workspace.
    public let pdf: String?
    /// PDF's SHA-256, hexadecimal.
    public let pdfSHA256: String?
    /// XML's path in the workspace.
    public let xml: String?
    /// XML's SHA-256, hexadecimal.
    public let xmlSHA256: String?
    /// The document it corrects.
    public let replaces: Int64?
    /// The document that corrects it.
    public let replacedBy: Int64?
    /// Trust level of an import (product.md 6).
    public let trust: String?
    /// Reason of a void request.
    public let voidReason: String?

    static let columns = """
        d.id, d.input_id, d.sequence, d.line, d.extent_start, d.extent_end, d.run_id, d.company, d.kind, d.mode, d.order_id, d.content_hash,
        d.holds_key, d.state, d.ready, d.document_type, d.receptor_type, d.branch, d.billing_point, d.issue_date, d.total, d.itbms,
        d.retention, d.rates, d.ruc, d.ruc_type, d.judge_again, d.reference_order, d.reference_cufe, d.reference_date, d.reference_id,
        coalesce(d.numeration, d.source_numeration),
        d.security_code, d.expected_cufe, d.attempts, d.pac_id, d.cufe, d.legal_status, d.qr_url, d.polls, d.next_poll_at,
        d.pdf, d.pdf_sha256, d.xml, d.xml_sha256, d.replaces, d.replaced_by, d.trust, d.void_reason
        """
}
