/// What the PAC offers to look up documents in doubt (product.md 4, `pac.lookup`).
public enum LookupWay: String, Sendable {
    /// Nothing: only a webhook, an id or the operator lead out of doubt.
    case none
    /// A list filtered by numeration and billing point.
    case byNumber
    /// A list filtered by CUFE.
    case byCufe
}

/// How documents in doubt are treated (product.md 4; guarantees.md, the in-doubt procedure).
public struct DoubtSettings: Sendable {
    /// What the PAC offers.
    public var lookup: LookupWay
    /// `"resubmit": "provenAbsent"`: a document whose absence is proved goes out once more. Otherwise never.
    public var resubmits: Bool
    /// Seconds since the last byte, and between the two look-ups of a proof of absence.
    public var settleSeconds: Int64

    /// Makes settings; without arguments nothing is looked up and nothing is sent again.
    public init(lookup: LookupWay = .none, resubmits: Bool = false, settleSeconds: Int64 = 900) {
        self.lookup = lookup
        self.resubmits = resubmits
        self.settleSeconds = settleSeconds
    }
}

/// A page of a list (pac-api.md 3.2).
struct PacListing {
    let documents: [PacDocument]
    /// True when no page follows: it has fewer entries than fit on it.
    let isLast: Bool
}
