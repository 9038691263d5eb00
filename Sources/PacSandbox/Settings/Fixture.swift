/// A company the sandbox serves.
public struct SandboxCompany: Sendable, Equatable {
    /// The PAC company id (`idCompany`).
    public var id: String
    /// The legal name (dNombEm).
    public var name: String
    /// The name it trades under; nil for the legal one.
    public var tradeName: String?
    /// The RUC (dRuc).
    public var ruc: String
    /// dTipoRuc: 1 natural, 2 juridical.
    public var rucType: Int
    /// dDV: two digits.
    public var checkDigit: String
    /// dSucEm of the main office: 4 letters or digits.
    public var branch = "0000"
    /// dCoordEm.
    public var coordinates = "+8.9824,-79.5199"
    /// dDirecEm.
    public var address = "CIUDAD DE PANAMA"
    /// dCodUbi.
    public var location = "8-8-1"
    /// dTfnEm.
    public var telephone = "507-0000"
    /// dCorElectEmi.
    public var email = "facturas@acme.example"
    /// True once the company may emit: `affiliated` is then SUBSCRIBED, else REQUESTED.
    public var isSubscribed = true
    /// False: every POST is AP1010.
    public var hasQR = true
    /// The keys that are good for this company.
    public var keys: [String] = []
    /// Its offices beside the main one.
    public var offices: [SandboxOffice] = []

    /// Makes a company; the check digits are computed when they aren't given.
    public init(id: String, name: String, ruc: String, rucType: Int, checkDigit: String? = nil) {
        self.id = id
        self.name = name
        self.ruc = ruc
        self.rucType = rucType
        self.checkDigit = checkDigit ?? RucForm(ruc, type: rucType)?.checkDigits ?? "00"
    }
}

/// A company's office.
public struct SandboxOffice: Sendable, Equatable {
    /// The PAC's office id (`idOffice`).
    public var id: String
    /// dSucEm: 4 letters or digits.
    public var code: String

    /// Makes an office.
    public init(id: String, code: String) {
        self.id = id
        self.code = code
    }
}

/// On what terms a key is good: how a PAC that changes over from one key to another looks from outside.
public struct KeyTerms: Sendable, Equatable {
    /// Refused until so many documents exist.
    public var from = 0
    /// Refused once so many documents exist.
    public var until = Int.max
    /// POSTs in any second, where they differ from the other keys'.
    public var postsPerSecond: Int?

    /// Always good, at the common rate.
    public init() {}

    /// True while so many documents exist.
    func hold(documents count: Int) -> Bool { count >= from && count < until }
}

/// The world the sandbox plays in: companies, and what the tax administration's registry knows.
public struct Fixture: Sendable, Equatable {
    /// The companies it serves.
    public var companies: [SandboxCompany]
    /// RUCs of a right form that aren't registered: 404 at check-digit, 1602 on a POST.
    public var unknownRucs: Set<String> = []
    /// The same for one type only (1 natural, 2 juridical): a number may be a company's and no person's.
    public var unknownRucsByType: [Int: Set<String>] = [:]
    /// What check-digit says a RUC's holder is, where it differs from what the form says.
    public var receivers: [String: String] = [:]
    /// Keys that aren't good all the time, or at another rate.
    public var keyTerms: [String: KeyTerms] = [:]
    /// Secrets with which webhooks are signed, in place of the one secret of the settings: the one whose terms hold.
    public var secretTerms: [String: KeyTerms] = [:]

    /// Makes a fixture.
    public init(companies: [SandboxCompany]) {
        self.companies = companies
    }

    /// True for a RUC that isn't registered under a type.
    func isUnknown(_ ruc: String, type: Int) -> Bool {
        unknownRucs.contains(ruc) || unknownRucsByType[type]?.contains(ruc) == true
    }

    /// One company, Acme, S.A., with the key `sandbox-key` and five offices.
    public static let standard: Fixture = {
        var acme = SandboxCompany(
            id: "01KAH0A2B4C6D8E0F2G4H6J8K0", name: "Acme, S.A.", ruc: "155704849-2-2021", rucType: 2)
        acme.tradeName = "Acme"
        acme.keys = ["sandbox-key"]
        let names = ["CENTR0", "DAV1D0", "C0L0N0", "CH1TRE", "SANT1A"]
        acme.offices = names.enumerated().map { index, name in
            SandboxOffice(id: "01KAH0FF1CE000000000\(name)", code: "000\(index + 1)")
        }
        return Fixture(companies: [acme])
    }()
}
