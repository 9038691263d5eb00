internal import Fiscal

/// What the lines and groups of one document add up to, as they state it.
struct RfeSums {
    var net = Amount.zero
    var itbms = Amount.zero
    var isc = Amount.zero
    var items = Amount.zero
    var discounts = Amount.zero
    var payments = Amount.zero
    var otherTaxes = Amount.zero
    var count = 0
    var hasLineTransport = false
    var hasLineInsurance = false
    /// Net and tax by rate.
    var byRate = [(net: Amount, tax: Amount)](repeating: (.zero, .zero), count: 4)
    /// OTI of the line that is open, and by code of all lines.
    var lineOtherTaxes = Amount.zero
    var otherTaxesByCode: [String: Amount] = [:]
    var totalsByCode: [String: Amount] = [:]
    var lineCodes: [String] = []
    /// Line numbers that don't simply count up.
    var sequences: Set<Int> = []
    var references: [String] = []
    /// A sum that would have left the range; the totals aren't compared then.
    var isBeyondRange = false

    mutating func add(_ amount: Amount?, to sum: WritableKeyPath<RfeSums, Amount>) {
        guard let amount else { return }
        guard let total = self[keyPath: sum].adding(amount) else { return isBeyondRange = true }
        self[keyPath: sum] = total
    }

    /// The sum of amounts; nil when one isn't known or the range is left.
    static func sum(_ amounts: Amount?...) -> Amount? {
        var total = Amount.zero
        for amount in amounts {
            guard let amount, let next = total.adding(amount) else { return nil }
            total = next
        }
        return total
    }

    /// True when two amounts agree within the DGI's 0.01 (dgi.md 5.2).
    static func agree(_ left: Amount, _ right: Amount) -> Bool {
        guard let difference = left.subtracting(right) else { return false }
        return difference.micros.magnitude <= 10_000
    }
}
