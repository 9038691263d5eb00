import Catalogues
import DgiXML
import Emit
import Fiscal
import Ingest
import Transform

/// What `pacbatch.json` says, checked and with its defaults (product.md 4). Secrets aren't in here, only where they come from.
struct Configuration: Sendable {
    /// Stamped on the ledger; a ledger never serves both (G20).
    let environment: FiscalEnvironment
    let pac: PacSettings
    /// At least one; ids are unique.
    let companies: [Company]
    /// Addresses go out padded to 100 characters (rulebook 2.7).
    let padAddress: Bool
    /// How long an answer of check-digit holds (rulebook 2.8).
    let rucCacheDays: Int
    /// How long after its issue a document can be voided (rulebook 7.8).
    let voidWindowHours: Int
    /// Imports below are refused (product.md 6, DGI XML).
    let minimumTrust: Trust
    /// Files of certificates in PEM that signers' must lead to, as the configuration names them; empty leaves that open (dgi.md 7, step 6).
    let trust: [String]
    /// The PAC is asked for the status and PDF of imported documents, by GETs only (rulebook 1.3).
    let importLookup: Bool
    /// The weights of fault codes.
    let rules: FaultPolicy
    /// Column mappings (product.md 6, Profiles).
    let profiles: [Profile]
    /// What ERPs read back, by the names of their profiles.
    let writeBacks: [String: WriteBack]
    /// Where the Prometheus textfile goes, if anywhere.
    let metrics: String?
    /// The file with codes of one's own, as the configuration names it; nil without.
    let catalogueOverride: String?
    /// SHA-256 of the canonical content with the environment's overrides, in lower-case hexadecimal: what a manifest names. Lists that
    /// aren't the built-in ones are in it.
    var hash: String
    /// What isn't wrong, but probably not meant.
    let notes: [Note]
    /// The code lists in force.
    var catalogues = CatalogueSet.builtIn

    /// The company with an id; nil when there is none.
    func company(id: String) -> Company? {
        companies.first { $0.id == id }
    }

    /// Something that isn't wrong, but probably not meant.
    enum Note: Sendable, Equatable {
        /// A variable that overrides only in a workspace with one company, and nothing here refers to it.
        case ignoredOverride(variable: String)
        /// `resubmit: provenAbsent` can't prove anything without a look-up.
        case resubmitWithoutLookup
    }
}

/// The company-independent part of the PAC's settings.
struct PacSettings: Sendable, Equatable {
    /// With `/pan/v1`, without a slash at the end (pac-api.md 1.1).
    let baseURL: BaseURL
    let apiKey: SecretSource?
    /// Still valid during a rotation (rulebook 7.11).
    let previousApiKey: SecretSource?
    /// POSTs and DELETEs for each API key.
    let rate: Rate
    /// All other calls for each API key, per second.
    let readsPerSecond: Amount
    let concurrency: Int
    let connectTimeout: Duration
    let timeout: Duration
    let lookup: Lookup
    let resubmit: Resubmit
    /// Proof of absence: wait since the last byte, and between the two look-ups.
    let settle: Duration

    /// What the PAC offers to look up documents in doubt.
    enum Lookup: String, Sendable, CaseIterable {
        case none, byNumber, byCufe
    }

    /// Whether a document whose absence is proved is sent once more.
    enum Resubmit: String, Sendable, CaseIterable {
        case never, provenAbsent
    }
}

/// How many document writes may start (product.md 4 and 5): at most `burst` at once, never more than `perSecond` in any second.
struct Rate: Sendable, Equatable {
    let perSecond: Amount
    let burst: Int
}

/// One company that issues (rulebook 7.10).
struct Company: Sendable {
    let id: String
    /// The PAC's id: `idCompany` of every call.
    let pacCompanyID: String
    let name: String
    let ruc: String
    let rucType: RucType
    /// Check digits, 2 digits.
    let dv: String
    let branch: String
    let billingPoint: String
    let offices: [Office]
    /// At most two are active (rulebook 7.11).
    let webhookSecrets: [SecretSource]
    let numeration: Numeration
    let useClientItemNumber: Bool
    /// Its own key, or the PAC's. Companies with the same source share a rate.
    let apiKey: SecretSource
    let previousApiKey: SecretSource?
    let rate: Rate
    let readsPerSecond: Amount

    /// An office under the id that orders use.
    struct Office: Sendable, Equatable {
        let id: String
        let pacOfficeID: String
        let code: String
    }

    /// How document numbers are drawn (rulebook 5.2).
    struct Numeration: Sendable, Equatable {
        let scheme: Numbering.Scheme
        /// The first number of a series.
        let start: Int64
    }

    /// Every branch in which it can have a series, its own first.
    var branches: [String] { [branch] + offices.map(\.code).filter { $0 != branch } }

    /// The branches that a document of its may count for which the PAC has under a branch: that one, or all where it isn't one of its own. The PAC
    /// may have the main office under another branch than the configuration (rulebook 5.5).
    func branches(shownAs shown: String?) -> [String] { shown.map { branches.contains($0) ? [$0] : branches } ?? branches }

    /// What the rules must know of it.
    var profile: CompanyProfile {
        CompanyProfile(
            id: id, ruc: ruc, rucType: rucType, dv: dv, branch: branch, billingPoint: billingPoint,
            offices: Dictionary(
                uniqueKeysWithValues: offices.map { ($0.id, CompanyProfile.Office(pacOfficeID: $0.pacOfficeID, code: $0.code)) }),
            useClientItemNumber: useClientItemNumber)
    }
}
