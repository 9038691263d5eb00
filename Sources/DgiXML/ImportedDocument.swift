public import Catalogues
public import Fiscal
internal import XMLSignature

/// How much an imported document is trusted (product.md 6, DGI XML), from the least.
public enum Trust: String, Sendable, CaseIterable, Comparable {
    /// Well-formed and consistent, but nobody's signature: none, or none that can be checked.
    case structureOnly = "structure-only"
    /// The signature is true; no protocol came along.
    case signatureValid = "signature-valid"
    /// The signature is true and the protocol authorises it.
    case signedAndAuthorized = "signed-and-authorized"

    /// Less trusted.
    public static func < (left: Trust, right: Trust) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What the reader must know of the workspace.
public struct ImportSettings: Sendable {
    /// A company that documents can belong to.
    public struct Company: Sendable {
        /// Its id.
        public let id: String
        /// Its RUC, as the CUFE carries it.
        public let ruc: String

        /// Makes a company.
        public init(id: String, ruc: String) {
            self.id = id
            self.ruc = ruc
        }
    }

    /// The workspace's companies, in the configuration's order.
    public var companies: [Company]
    /// The workspace's environment; documents of the other are refused (rulebook 10, DGI_IMPORT).
    public var environment: FiscalEnvironment
    /// The weights of fault codes.
    public var policy: FaultPolicy
    /// Documents below are refused (product.md 6).
    public var minimumTrust: Trust
    /// Certificates in PEM that signers' must lead to; nil leaves that open (dgi.md 7, step 6).
    public var anchors: [UInt8]?
    /// The lists in force.
    public var catalogues: CatalogueSet
    /// Now.
    public var now: FiscalTime

    /// Makes settings.
    public init(
        companies: [Company], environment: FiscalEnvironment, policy: FaultPolicy = .standard,
        minimumTrust: Trust = .signatureValid, anchors: [UInt8]? = nil, catalogues: CatalogueSet = .builtIn, now: FiscalTime
    ) {
        self.catalogues = catalogues
        self.companies = companies
        self.environment = environment
        self.policy = policy
        self.minimumTrust = minimumTrust
        self.anchors = anchors
        self.now = now
    }
}

extension ImportSettings {
    /// True when bytes are certificates in PEM, at least one.
    public static func areAnchors(_ pem: [UInt8]) -> Bool {
        switch TrustAnchors(pem: pem) {
        case .some: true
        case .none: false
        }
    }
}

/// One document of an XML file with everything that was found in it. What the ledger knows (duplicates) isn't in here.
public struct ImportedDocument: Sendable {
    /// Which side of it is the workspace's.
    public enum Side: String, Sendable {
        /// One of our companies issued it elsewhere.
        case issued
        /// One of our companies received it.
        case received
    }

    /// A party by its RUC.
    public struct Party: Sendable, Equatable {
        /// RUC as it stands; empty without one.
        public var ruc = ""
        /// Check digits as they stand.
        public var dv = ""
        /// Name.
        public var name = ""
    }

    /// What the DGI answered (dgi.md 1.3).
    public struct Authorization: Sendable, Equatable {
        /// Number of the authorisation (dProAut or dProtAut); empty without one.
        public var number = ""
        /// When it was processed; nil when it doesn't say.
        public var processedAt: FiscalTime?
        /// Result codes.
        public var codes: [String] = []
    }

    /// Position in the file, from 1.
    public var sequence = 0
    /// Line on which it begins, from 1.
    public var line = 0
    /// Where it stands in the file, in bytes.
    public var extent = 0..<0
    /// The company it belongs to; empty when it is nobody's.
    public var company = ""
    /// Which side of it is ours.
    public var side: Side?
    /// CUFE as it stands; empty without one.
    public var cufe = ""
    /// dNroDF; empty without one.
    public var numeration = ""
    /// dPtoFacDF.
    public var billingPoint = ""
    /// dSucEm.
    public var branch = ""
    /// iDoc; nil when it isn't known.
    public var documentType: DocumentType?
    /// iTipoRec; nil when it isn't known.
    public var receptorType: ReceptorType?
    /// dFechaEm.
    public var issueDate: FiscalTime?
    /// Who issued it.
    public var issuer = Party()
    /// Who received it.
    public var receiver = Party()
    /// dVTot.
    public var total = Amount.zero
    /// dTotITBMS.
    public var itbms = Amount.zero
    /// cValRetenc; nil without the group.
    public var retention: Amount?
    /// Net and tax by rate, in the order of `ItbmsRate`.
    public var byRate: [(net: Amount, tax: Amount)] = []
    /// The QR's address.
    public var qr = ""
    /// The first CUFE that it refers to; empty without one.
    public var reference = ""
    /// The DGI's answer; nil without a protocol.
    public var authorization: Authorization?
    /// Digest of the content, 32 bytes (dgi.md 7).
    public var digest: [UInt8] = []
    /// How much it is trusted; nil when it is refused.
    public var trust: Trust?
    /// Everything found, with the configuration's weights.
    public var faults: [Fault] = []

    /// True when nothing refuses it.
    public var isValid: Bool { !faults.contains { $0.severity == .error } }

    /// Invoice or note.
    public var kind: DocumentKind { documentType?.kind ?? .invoice }
}
