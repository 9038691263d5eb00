internal import Fiscal
public import Ledger

/// What the PAC shows, held against what was sent: a document is only adopted when all of it is equal (guarantees.md, the in-doubt
/// procedure). The company isn't among the fields: every call names it, and the PAC answers for it alone (pac-api.md 1.1).
public struct DoubtComparison: Sendable, Equatable {
    /// What is compared.
    public enum Field: String, Sendable, Equatable {
        case numeration, billing_point, branch, document_type, issue_date, security_code, total
    }

    /// A field in which the two differ.
    public struct Difference: Sendable, Equatable {
        /// Which.
        public let field: Field
        /// What was sent.
        public let sent: String
        /// What the PAC shows.
        public let shown: String
    }

    /// Where they differ.
    public private(set) var differences: [Difference] = []
    /// What the PAC doesn't show: as long as something is missing, nothing is proved.
    public private(set) var missing: [Field] = []

    /// Compares a document of the PAC's with the intent of one of ours.
    public init(_ shown: PacDocument, with sent: DocumentRow) {
        compare(.numeration, sent.numeration, shown.documentNumber)
        compare(.billing_point, sent.billingPoint, shown.billingPoint)
        compare(.document_type, sent.documentType?.rawValue, shown.documentType)
        compare(.issue_date, sent.issueDate?.text, shown.issueDate?.text)
        compareIdentity(shown, sent)
        compare(.total, sent.total.text(decimals: 2), shown.total?.text(minimumDecimals: 2))
    }

    /// All is shown and all is equal.
    public var isSame: Bool { differences.isEmpty && missing.isEmpty }

    /// It stands under our number: company, branch, billing point, type and number, as far as they are shown, are ours (rulebook 5.2).
    public var isOfSameNumber: Bool {
        let ofTheSeries: Set<Field> = [.numeration, .billing_point, .branch, .document_type]
        return !differences.contains { ofTheSeries.contains($0.field) }
    }

    /// Whether an answer to our POST is of another number for certain: number, billing point or type aren't what was sent, as the PAC tells them
    /// (they come back as sent, pac-api.md 3.1) or as its CUFE does. Nothing else of a CUFE: where the PAC has the issuer with another DV or branch,
    /// that is a warning (rulebook 5.5).
    static func isOfAnotherNumber(_ shown: PacDocument, than sent: DocumentRow) -> Bool {
        let parts = shown.reply.cufe.flatMap { try? Cufe(text: $0) }
        let pairs = [
            (sent.numeration, [shown.documentNumber, parts?.numeration]),
            (sent.billingPoint, [shown.billingPoint, parts?.billingPoint]),
            (sent.documentType?.rawValue, [shown.documentType, parts?.documentType]),
        ]
        return pairs.contains { ours, told in told.contains { $0 != nil && $0 != "" && $0 != ours } }
    }

    /// The differences in words that need no language: `total 207.00 ≠ 300.00`.
    public var text: String {
        let differing = differences.map { "\($0.field.rawValue) \($0.sent) ≠ \($0.shown)" }
        return (differing + missing.map { "\($0.rawValue) ?" }).joined(separator: "; ")
    }

    private mutating func compare(_ field: Field, _ sent: String?, _ shown: String?) {
        guard let shown, !shown.isEmpty else { return missing.append(field) }
        if sent != shown { differences.append(Difference(field: field, sent: sent ?? "", shown: shown)) }
    }

    /// The security code, as the PAC states it or inside the CUFE: no two documents share it by chance. The CUFE as a whole may differ from
    /// the expected one, as in any answer, where the PAC has the issuer with another DV or branch (rulebook 5.5): with our security code it is our
    /// document, and with another one the branch tells whether it is of our series at all.
    private mutating func compareIdentity(_ shown: PacDocument, _ sent: DocumentRow) {
        let cufe = shown.reply.cufe
        if let cufe, cufe == sent.expectedCufe { return }
        let parts = cufe.flatMap { try? Cufe(text: $0) }
        let code = shown.securityCode ?? parts?.securityCode
        if let code, !code.isEmpty, code == sent.securityCode { return }
        if let branch = parts?.branch { compare(.branch, sent.branch, branch) }
        compare(.security_code, sent.securityCode, code ?? cufe)
    }
}
