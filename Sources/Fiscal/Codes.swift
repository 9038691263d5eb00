/// What a record asks for (rulebook 1.4).
public enum DocumentKind: String, Sendable, CaseIterable {
    case invoice, credit_note, debit_note, void
}

/// Whether a document is submitted (rulebook 1.1–1.3).
public enum GenerationMode: String, Sendable, CaseIterable {
    case proform = "PROFORM"
    case dgi = "DGI"
    case dgiImport = "DGI_IMPORT"
}

/// The DGI's iDoc (dgi.md 4).
public enum DocumentType: String, Sendable, CaseIterable {
    case internalInvoice = "01", importInvoice = "02", exportInvoice = "03"
    case creditNote = "04", debitNote = "05", genericCreditNote = "06", genericDebitNote = "07"
    case freeZoneInvoice = "08", reimbursement = "09", foreignOperation = "10"

    /// The kind of document a type belongs to.
    public var kind: DocumentKind {
        switch self {
        case .creditNote, .genericCreditNote: .credit_note
        case .debitNote, .genericDebitNote: .debit_note
        case .internalInvoice, .importInvoice, .exportInvoice, .freeZoneInvoice, .reimbursement, .foreignOperation: .invoice
        }
    }

    /// A generic note, whose reference the DGI forbids to be a CUFE (rulebook 6.5).
    public var isGenericNote: Bool { self == .genericCreditNote || self == .genericDebitNote }
}

/// The DGI's iTipoRec (rulebook 2.1).
public enum ReceptorType: String, Sendable, CaseIterable {
    case taxpayer = "01", finalConsumer = "02", government = "03", foreign = "04"

    /// The seeds' name of the type.
    public var name: String {
        switch self {
        case .taxpayer: "CONTRIBUYENTE"
        case .finalConsumer: "CONSUMIDOR_FINAL"
        case .government: "GOBIERNO"
        case .foreign: "EXTRANJERO"
        }
    }
}

/// The DGI's iNatOp (dgi.md 4).
public enum OperationNature: String, Sendable, CaseIterable {
    case sale = "01", export = "02", reexport = "03", foreignSourceSale = "04", foreignSourceService = "05"
    case transfer = "10", `return` = "11", consignment = "12", remittance = "13", freeDelivery = "14"
    case purchase = "20", `import` = "21"
}

/// The DGI's iDest (dgi.md 4).
public enum Destination: Int, Sendable, CaseIterable {
    case panama = 1, abroad = 2
}

/// The DGI's dTasaITBMS, chosen by the rate in per cent (rulebook 3.1).
public enum ItbmsRate: String, Sendable, CaseIterable {
    case exempt = "00", seven = "01", ten = "02", fifteen = "03"

    /// Per cent.
    public var percent: Int64 {
        switch self {
        case .exempt: 0
        case .seven: 7
        case .ten: 10
        case .fifteen: 15
        }
    }
}

/// The DGI's cCodRetenc with the share of the ITBMS it withholds (rulebook 4.3; Seed 004, Retention).
public enum RetentionCode: Int, Sendable, CaseIterable {
    case professionalServices = 1, saleToTheState = 2, nonDomiciled = 3, purchase = 4, affiliatedCommerce = 7, other = 8

    /// Per cent of the ITBMS total.
    public var percent: Int64 {
        switch self {
        case .professionalServices, .nonDomiciled: 100
        case .saleToTheState, .purchase, .affiliatedCommerce: 50
        case .other: 0
        }
    }
}

/// iAmb: the DGI's environment (dgi.md 4), from the configuration's `environment`.
public enum FiscalEnvironment: String, Sendable, CaseIterable {
    case production, sandbox

    /// The wire code: 1 production, 2 test.
    public var code: Character { self == .production ? "1" : "2" }
}

/// dTipoRuc (dgi.md 1.2).
public enum RucType: Int, Sendable, CaseIterable {
    case natural = 1, juridical = 2
}

/// Where a document stands (product.md 7).
public enum DocumentState: String, Sendable, CaseIterable {
    case invalid, conflict, duplicate, proforma, imported, waiting, queued, in_doubt, rejected, accepted, authorized, complete,
        voided
    case dgi_rejected
}

/// The PAC's legalStatus (rulebook 7.4). Unknown words are kept and never taken for success.
public enum LegalStatus: Sendable, Hashable {
    case registered, pacAuthorized, pacRejected, dgiAuthorized, dgiRejected
    case unknown(String)

    /// The status of a word of the PAC's.
    public init(word: String) {
        switch word {
        case "REGISTERED": self = .registered
        case "PAC_AUTHORIZED": self = .pacAuthorized
        case "PAC_REJECTED": self = .pacRejected
        case "DGI_AUTHORIZED": self = .dgiAuthorized
        case "DGI_REJECTED": self = .dgiRejected
        default: self = .unknown(word)
        }
    }

    /// The PAC's word.
    public var word: String {
        switch self {
        case .registered: "REGISTERED"
        case .pacAuthorized: "PAC_AUTHORIZED"
        case .pacRejected: "PAC_REJECTED"
        case .dgiAuthorized: "DGI_AUTHORIZED"
        case .dgiRejected: "DGI_REJECTED"
        case .unknown(let word): word
        }
    }

    /// True once only voiding can follow (pac-api.md 3.6).
    public var isTerminal: Bool {
        switch self {
        case .dgiAuthorized, .dgiRejected, .pacRejected: true
        case .registered, .pacAuthorized, .unknown: false
        }
    }

    /// The status after another was reported: never backwards, terminal stays; an unknown word is kept and shown until a known one
    /// follows it (rulebook 7.4).
    public func advanced(to reported: LegalStatus) -> LegalStatus {
        switch (self, reported) {
        case (.dgiAuthorized, _), (.dgiRejected, _), (.pacRejected, _): self
        case (.pacAuthorized, .registered), (.unknown, .registered): self
        case (.registered, _), (.pacAuthorized, _), (.unknown, _): reported
        }
    }
}
