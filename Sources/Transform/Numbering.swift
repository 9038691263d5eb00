import JSONText

/// How a company's documents are numbered: 10 digits, unique per company, branch, billing point and document type (rulebook 5.2).
///
/// Pure: sequence and randomness come from outside. Only documents that get an intent draw a number, and none draws twice
/// (rulebook 10).
public enum Numbering {
    /// The configuration's `numeration.scheme`.
    public enum Scheme: String, Sendable, CaseIterable {
        /// The sequence itself: 0000000001 and on.
        case sequential
        /// Seed 004's shape: 2 digits of checksum of the company's id, 3 random, 5 of sequence.
        case cifras
    }

    private static let sequentialMax = 9_999_999_999

    /// From here on the sequence of `cifras` takes the random digits' places (rulebook 10, Numeration).
    private static let cifrasLong = 100_000

    /// Random digits of `cifras` begin with 5 to 9, and its long sequences end before them: so no long one meets an earlier,
    /// random number.
    private static let cifrasRandomMin = 500

    /// The numeration of a sequence number, which begins with 1. No two sequence numbers of a company give the same.
    ///
    /// - Parameters:
    ///   - companyID: the company's id in the configuration.
    ///   - random: a random number 0...999; only `cifras` asks for it, and only below sequence 100,000.
    /// - Returns: 10 digits; nil when the series is exhausted (`cifras`: after 49,999,999) or the sequence isn't positive.
    public static func numeration(_ scheme: Scheme, companyID: String, sequence: Int, random: () -> Int) -> String? {
        guard sequence > 0 else { return nil }
        switch scheme {
        case .sequential: return sequence <= sequentialMax ? padded(sequence, digits: 10) : nil
        case .cifras:
            let checksum = padded(companyID.unicodeScalars.reduce(0) { ($0 + Int($1.value)) % 100 }, digits: 2)
            if sequence >= cifrasLong {
                return sequence < cifrasRandomMin * cifrasLong ? checksum + padded(sequence, digits: 8) : nil
            }
            let drawn = cifrasRandomMin + Int(random().magnitude % 500)
            return checksum + padded(drawn, digits: 3) + padded(sequence, digits: 5)
        }
    }

    /// A security code: 9 digits, not all zero (rulebook 5.3).
    /// - Parameter random: cryptographically random numbers, uniform in 0...UInt64.max.
    public static func securityCode(random: () -> UInt64) -> String {
        // A remainder of 2⁶⁴ by 10⁹ − 1 favours no code by more than one part in 10¹⁰.
        padded(Int(random() % 999_999_999) + 1, digits: 9)
    }

    private static func padded(_ number: Int, digits: Int) -> String {
        var writer = ByteWriter(capacity: digits)
        writer.append(magnitude: UInt64(number), digits: digits)
        return writer.text
    }
}
