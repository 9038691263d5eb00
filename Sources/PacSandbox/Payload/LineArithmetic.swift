/// The values of one line in cents, by dgi.md 5.1 and 5.2. The simulator's own arithmetic, in whole numbers: nothing is shared with the
/// program it judges.
struct LineValues: Sendable, Equatable {
    /// dPrItem.
    let net: Int128
    /// dValITBMS.
    let itbms: Int128
    /// dPrAcarItem + dPrSegItem.
    let charges: Int128

    /// dValTotItem.
    var total: Int128 { net + itbms + charges }

    /// - Parameters: quantity, price and discount per unit × 10⁶; the rate in per cent; charges in cents.
    init(quantity: Int64, price: Int64, discount: Int64, ratePercent: Int64, charges: Int64) {
        net = Self.halfUp(Int128(quantity) * Int128(price - discount), 10_000_000_000)
        itbms = Self.halfUp(net * Int128(ratePercent), 100)
        self.charges = Int128(charges)
    }

    /// The quotient of two numbers that aren't negative, halves rounded up.
    static func halfUp(_ value: Int128, _ divisor: Int128) -> Int128 {
        (value + divisor / 2) / divisor
    }

    /// Cents as text with two decimals.
    static func text(cents: Int128) -> String {
        let rest = String(cents % 100)
        return "\(cents / 100).\(rest.count < 2 ? "0" : "")\(rest)"
    }
}

/// The sums over a document's lines in cents (dgi.md 5.1).
struct DocumentSums: Sendable, Equatable {
    var net: Int128 = 0
    var itbms: Int128 = 0
    /// dVTot.
    var total: Int128 = 0

    init(_ lines: [LineValues]) {
        for line in lines {
            net += line.net
            itbms += line.itbms
            total += line.total
        }
    }
}
