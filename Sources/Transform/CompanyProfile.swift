public import Fiscal

/// What the rules must know of the company that issues (product.md 4, `companies`).
public struct CompanyProfile: Sendable {
    /// An office of the company's, under the id that orders use.
    public struct Office: Sendable {
        /// The PAC's id of the office: goes out as `idOffice` (rulebook 5.1).
        public let pacOfficeID: String
        /// Branch code, 4 characters: the CUFE's dSucEm (dgi.md 2.1).
        public let code: String

        /// Makes an office.
        public init(pacOfficeID: String, code: String) {
            self.pacOfficeID = pacOfficeID
            self.code = code
        }
    }

    /// The company's id in the configuration.
    public let id: String
    /// RUC, as in the CUFE of every document: a reference by CUFE must carry it (rulebook 10, Notes).
    public let ruc: String
    /// The RUC's type.
    public let rucType: RucType
    /// Check digits, 2 digits.
    public let dv: String
    /// Branch of the main office, 4 characters.
    public let branch: String
    /// Billing point, 3 digits (rulebook 5.1).
    public let billingPoint: String
    /// Offices by the id that orders use.
    public let offices: [String: Office]
    /// The description leads with the client's item number (rulebook 3.4).
    public let useClientItemNumber: Bool

    /// Makes a profile.
    public init(
        id: String, ruc: String, rucType: RucType, dv: String, branch: String, billingPoint: String, offices: [String: Office],
        useClientItemNumber: Bool
    ) {
        self.id = id
        self.ruc = ruc
        self.rucType = rucType
        self.dv = dv
        self.branch = branch
        self.billingPoint = billingPoint
        self.offices = offices
        self.useClientItemNumber = useClientItemNumber
    }
}
