public import Catalogues
public import Fiscal

/// What the configuration says to the rules.
public struct TransformSettings: Sendable {
    /// Of which DGI environment the workspace is.
    public let environment: FiscalEnvironment
    /// Pads the receiver's address with spaces to exactly 100 Unicode scalars (rulebook 2.7).
    public let padAddress: Bool
    /// The weight of the fault codes.
    public let policy: FaultPolicy
    /// The lists in force.
    public let catalogues: CatalogueSet

    /// Makes settings.
    public init(
        environment: FiscalEnvironment, padAddress: Bool = true, policy: FaultPolicy = .standard,
        catalogues: CatalogueSet = .builtIn
    ) {
        self.catalogues = catalogues
        self.environment = environment
        self.padAddress = padAddress
        self.policy = policy
    }
}
