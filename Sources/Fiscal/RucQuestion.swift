/// What the PAC's check-digit call is asked (rulebook 2.8).
public struct RucQuestion: Sendable, Hashable {
    /// The RUC without white space.
    public let ruc: String
    /// As which type it is asked.
    public let type: RucType

    /// Makes a question.
    public init(ruc: String, type: RucType) {
        self.ruc = ruc
        self.type = type
    }
}

/// What the PAC's check-digit call answered, from the ledger's cache.
public enum RucAnswer: Sendable, Equatable {
    /// Known: its check digits and the receiver type that the PAC returned (rulebook 2.1; pac-api.md 3.2).
    case found(checkDigits: String, receptorType: ReceptorType)
    /// 404: not found yet (rulebook 2.8).
    case notFound
    /// 400: the RUC isn't one of that type.
    case refused
}
