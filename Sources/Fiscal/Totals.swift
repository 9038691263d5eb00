/// The amounts of one line, each as it goes out: the discount per unit with 4 decimals (rulebook 3.3), everything else in cents, rounded half
/// up one after the other (dgi.md 5.2, Line values).
public struct LineAmounts: Sendable, Hashable {
    /// Largest amount of a line: 9 digits before the point (rulebook 10, Description).
    public static let max = Amount(cents: 999_999_999_99)

    /// Discount per unit, at most the price: `prices.discount`.
    public let discount: Amount
    /// dPrItem: quantity × (price − discount).
    public let net: Amount
    /// dValITBMS, on `net` alone.
    public let itbms: Amount
    /// The rate it was taken at.
    public let rate: ItbmsRate
    /// dPrAcarItem, an amount of the whole line.
    public let transport: Amount
    /// dPrSegItem, an amount of the whole line.
    public let insurance: Amount
    /// dValTotItem: the sum of the others but the discount.
    public let total: Amount

    /// Computes a line. Nothing may be negative; `discountRate` is a fraction 0...1, transport and insurance have at most 2 decimals.
    /// Nil when an amount leaves the range of `Amount`, which lies far above `max`.
    public init?(
        quantity: Amount, unitPrice: Amount, discountRate: Amount, rate: ItbmsRate, transport: Amount = .zero,
        insurance: Amount = .zero
    ) {
        guard let discount = Self.discount(unitPrice: unitPrice, rate: discountRate),
            let price = unitPrice.subtracting(discount),
            let net = quantity.multiplied(by: price, roundedTo: .cents),
            let itbms = rate.tax(on: net),
            let total = net.adding(itbms)?.adding(transport)?.adding(insurance)
        else { return nil }
        self.discount = discount
        self.net = net
        self.itbms = itbms
        self.rate = rate
        self.transport = transport
        self.insurance = insurance
        self.total = total
    }

    /// True when every amount fits the DGI's 9 digits.
    public var isWithinLimits: Bool { total <= Self.max }

    /// The discount per unit: rate × price, half up to 4 decimals, at most the price itself (rulebook 3.3). Nil when it leaves the range.
    public static func discount(unitPrice: Amount, rate: Amount) -> Amount? {
        if rate == .zero { return .zero }
        return rate.multiplied(by: unitPrice, roundedTo: .tenThousandths).map { min($0, unitPrice) }
    }
}

/// The totals of a document: plain sums of its lines (rulebook 4.1; dgi.md 5.1, 5.2).
public struct DocumentTotals: Sendable, Hashable {
    /// Net and tax of the lines of one rate.
    public struct Share: Sendable, Hashable {
        /// Σ dPrItem.
        public fileprivate(set) var net = Amount.zero
        /// Σ dValITBMS.
        public fileprivate(set) var tax = Amount.zero
    }

    /// Largest total: 11 digits before the point (rulebook 10, Description).
    public static let max = Amount(cents: 99_999_999_999_99)

    /// dTotNeto.
    public private(set) var net = Amount.zero
    /// dTotITBMS. dTotGravado is the same here: a sum of taxes, of which there is only this one (dgi.md 5.1).
    public private(set) var itbms = Amount.zero
    /// Transport of all lines.
    public private(set) var transport = Amount.zero
    /// Insurance of all lines.
    public private(set) var insurance = Amount.zero
    /// dVTotItems, and so dVTot and the payment: no global charges and discounts are sent (rulebook 4.4).
    public private(set) var total = Amount.zero
    /// dNroItems.
    public private(set) var lineCount = 0

    private var exempt = Share()
    private var seven = Share()
    private var ten = Share()
    private var fifteen = Share()

    /// The totals of no line.
    public init() {}

    /// Adds a line. False, and nothing added, when a sum would leave the range of `Amount`, which lies far above `max`.
    public mutating func add(_ line: LineAmounts) -> Bool {
        guard let total = total.adding(line.total), let net = net.adding(line.net), let itbms = itbms.adding(line.itbms),
            let transport = transport.adding(line.transport), let insurance = insurance.adding(line.insurance),
            let shareNet = self[line.rate].net.adding(line.net), let shareTax = self[line.rate].tax.adding(line.itbms)
        else { return false }
        self.total = total
        self.net = net
        self.itbms = itbms
        self.transport = transport
        self.insurance = insurance
        self[line.rate] = Share(net: shareNet, tax: shareTax)
        lineCount += 1
        return true
    }

    /// Net and tax of one rate.
    public private(set) subscript(rate: ItbmsRate) -> Share {
        get {
            switch rate {
            case .exempt: exempt
            case .seven: seven
            case .ten: ten
            case .fifteen: fifteen
            }
        }
        set {
            switch rate {
            case .exempt: exempt = newValue
            case .seven: seven = newValue
            case .ten: ten = newValue
            case .fifteen: fifteen = newValue
            }
        }
    }

    /// True when the total fits the DGI's 11 digits.
    public var isWithinLimits: Bool { total <= Self.max }

    /// The ITBMS that the receiver keeps back: the code's share of the ITBMS total, half up to cents (rulebook 4.3).
    public func retention(_ code: RetentionCode) -> Amount? {
        itbms.multiplied(by: Amount(cents: code.percent), roundedTo: .cents)
    }

    /// True when a control total of the order's agrees: a difference of at most 0.01 (rulebook 4.2).
    public func agrees(withControlTotal stated: Amount) -> Bool {
        guard let difference = total.subtracting(stated) else { return false }
        return difference.micros.magnitude <= Self.tolerance.micros.magnitude
    }

    private static let tolerance = Amount(cents: 1)
}

extension ItbmsRate {
    /// The tax on a net amount, half up to cents (dgi.md 5.2). Nil when it leaves the range, which no rate up to 100 % does.
    public func tax(on net: Amount) -> Amount? {
        // A hundredth as a fraction is a cent as an amount.
        self == .exempt ? .zero : net.multiplied(by: Amount(cents: percent), roundedTo: .cents)
    }
}
