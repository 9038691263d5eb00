/// A JSON number without sign and exponent, read exactly from its digits.
struct NumberText {
    /// The value × 10⁶.
    let micros: Int64
    /// Digits before the point.
    let wholeDigits: Int
    /// Digits after the point.
    let decimals: Int
    /// The last digit after the point is a zero.
    let endsInZero: Bool

    /// nil for a sign, an exponent, more than 6 decimals or more than 12 digits before the point.
    init?(_ text: String) {
        var micros: Int64 = 0
        var whole = 0
        var decimals = -1
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            if decimals < 0 { whole += 1 } else { decimals += 1 }
            guard whole <= 12, decimals <= 6 else { return nil }
            micros = micros * 10 + Int64(byte - 0x30)
            last = byte
        }
        for _ in max(decimals, 0)..<6 { micros *= 10 }
        self.micros = micros
        wholeDigits = whole
        self.decimals = max(decimals, 0)
        endsInZero = decimals > 0 && last == 0x30
    }

    /// How an amount must be written (pac-api.md 2).
    enum Form {
        /// `A2`: exactly 2 decimals, up to 11 digits before the point.
        case cents
        /// `P26`: 2 to 6 decimals, no zero beyond the second; 1 to 9 digits before the point.
        case price
        /// `P26` with at most 4 decimals.
        case discount
        /// `Q`: 0 to 6 decimals without trailing zeros, 1 to 9 digits before the point, more than 0.
        case quantity
        /// 2 to 4 decimals.
        case exchangeRate
        /// Exactly 4 decimals.
        case foreignAmount
    }

    /// True when the number is written as the form asks.
    func has(_ form: Form) -> Bool {
        switch form {
        case .cents: decimals == 2 && wholeDigits <= 11
        case .price: isPrice(decimalsMax: 6)
        case .discount: isPrice(decimalsMax: 4)
        case .quantity: wholeDigits <= 9 && !endsInZero && micros > 0
        case .exchangeRate: (2...4).contains(decimals) && wholeDigits <= 9
        case .foreignAmount: decimals == 4 && wholeDigits <= 11
        }
    }

    private func isPrice(decimalsMax: Int) -> Bool {
        wholeDigits <= 9 && (2...decimalsMax).contains(decimals) && (decimals == 2 || !endsInZero)
    }
}
