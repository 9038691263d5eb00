public import JSONText

/// An exact decimal amount in millionths: of a balboa (PAB = USD, rulebook 4.1), of a unit of quantity, or of a rate.
///
/// Range ±9.22 × 10¹²; the DGI's totals have 11 digits before the point, its prices and quantities at most 6 decimals (dgi.md 5.3).
/// Operations whose result can leave the range return nil.
public struct Amount: Sendable, Hashable, Comparable {
    /// The value × 10⁶.
    public let micros: Int64

    /// Makes an amount of so many millionths.
    @inlinable
    public init(micros: Int64) { self.micros = micros }

    /// Makes an amount of so many cents.
    @inlinable
    public init(cents: Int64) { self.init(micros: cents * 10_000) }

    /// 0.
    public static let zero = Amount(micros: 0)

    /// Smaller by value.
    @inlinable
    public static func < (left: Amount, right: Amount) -> Bool { left.micros < right.micros }

    /// The value in cents; exact only after `rounded(to: .cents)`.
    @inlinable
    public var cents: Int64 { micros / 10_000 }

    /// The sum, or nil when it leaves the range.
    public func adding(_ other: Amount) -> Amount? {
        let (sum, overflow) = micros.addingReportingOverflow(other.micros)
        return overflow ? nil : Amount(micros: sum)
    }

    /// The difference, or nil when it leaves the range.
    public func subtracting(_ other: Amount) -> Amount? {
        let (difference, overflow) = micros.subtractingReportingOverflow(other.micros)
        return overflow ? nil : Amount(micros: difference)
    }

    /// The product rounded half up (away from zero) to a scale, or nil when it leaves the range. The exact product is held in 128 bits.
    public func multiplied(by other: Amount, roundedTo scale: Scale) -> Amount? {
        Amount.rounding(Int128(micros) * Int128(other.micros), unit: scale.unit * 1_000_000)
    }

    /// The value rounded half up (away from zero) to a scale.
    public func rounded(to scale: Scale) -> Amount {
        Amount.rounding(Int128(micros) * 1_000_000, unit: scale.unit * 1_000_000) ?? self
    }

    private static func rounding(_ value: Int128, unit: Int128) -> Amount? {
        // Nearly every product fits 64 bits, where division costs a third.
        if let small = Int64(exactly: value), small.magnitude < 1 << 62, let unit = Int64(exactly: unit) {
            let half = small < 0 ? -unit / 2 : unit / 2
            return Amount(micros: (small + half) / unit * (unit / 1_000_000))
        }
        let half = value < 0 ? -unit / 2 : unit / 2
        let micros = (value + half) / unit * (unit / 1_000_000)
        return Int64(exactly: micros).map(Amount.init(micros:))
    }

    /// How many decimals are needed to write the value exactly: 0...6.
    public var decimals: Int {
        var rest = micros.magnitude % 1_000_000
        var places = 6
        while places > 0, rest % 10 == 0 {
            rest /= 10
            places -= 1
        }
        return places
    }
}

/// A decimal scale that a rule rounds to.
public enum Scale: Sendable {
    /// 2 decimals: line values, totals, retention (rulebook 4.1, 4.3; dgi.md 5.2).
    case cents
    /// 4 decimals: the discount per unit (rulebook 3.3).
    case tenThousandths

    var unit: Int128 {
        switch self {
        case .cents: 10_000
        case .tenThousandths: 100
        }
    }
}

// MARK: - Text

extension Amount {
    /// Why a text isn't an amount.
    public enum TextFault: Error, Sendable {
        /// No digits, a comma, an exponent, another script's digit, U+2212, `0x`, NaN … (rulebook 10, Cells).
        case notANumber
        /// More than 6 decimals that aren't zero.
        case tooManyDecimals
        /// More digits before the point than the range holds.
        case outOfRange
    }

    /// Reads `-?[0-9]+(\.[0-9]+)?` exactly. The value counts, not the digits: `1.0000000` is 1, `-0` is 0 (rulebook 10, Cells).
    public init(text: Span<UInt8>) throws(TextFault) {
        var index = 0
        let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        var value: Int64 = 0
        var digits = 0
        var decimals = -1  // -1: no point seen
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
                decimals = 0
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { throw .notANumber }
            digits += 1
            if decimals >= 0 {
                decimals += 1
                if decimals > 6 {
                    guard byte == 0x30 else { throw .tooManyDecimals }
                    continue
                }
            }
            guard let next = Self.appending(digit: byte - 0x30, to: value) else { throw .outOfRange }
            value = next
        }
        guard digits > 0, decimals != 0 else { throw .notANumber }
        var missing = 6 - min(max(decimals, 0), 6)
        while missing > 0 {
            guard let next = Self.appending(digit: 0, to: value) else { throw .outOfRange }
            value = next
            missing -= 1
        }
        self.init(micros: negative ? -value : value)
    }

    private static func appending(digit: UInt8, to value: Int64) -> Int64? {
        let (scaled, tooBig) = value.multipliedReportingOverflow(by: 10)
        let (sum, beyond) = scaled.addingReportingOverflow(Int64(digit))
        return tooBig || beyond ? nil : sum
    }

    /// Reads an amount from a text; see `init(text: Span<UInt8>)`.
    public init(text: String) throws(TextFault) {
        try self.init(text: Array(text.utf8).span)
    }

    /// The value with exactly `decimals` decimals (0...6); digits beyond are cut, so round first.
    public func text(decimals: Int) -> String {
        var writer = ByteWriter()
        writer.append(self, decimals: decimals)
        return writer.text
    }

    /// The value with at least `minimum` and as many decimals as it needs.
    public func text(minimumDecimals minimum: Int) -> String {
        text(decimals: max(minimum, decimals))
    }
}

extension ByteWriter {
    /// Appends an amount with exactly `decimals` decimals (0...6); digits beyond are cut, so round first.
    public mutating func append(_ amount: Amount, decimals: Int) {
        precondition((0...6).contains(decimals), "an amount has 0 to 6 decimals")
        if amount.micros < 0 { append(byte: UInt8(ascii: "-")) }
        let magnitude = amount.micros.magnitude
        append(magnitude: magnitude / 1_000_000, digits: 1)
        guard decimals > 0 else { return }
        append(byte: UInt8(ascii: "."))
        var rest = magnitude % 1_000_000
        for _ in decimals..<6 { rest /= 10 }
        append(magnitude: rest, digits: decimals)
    }
}
