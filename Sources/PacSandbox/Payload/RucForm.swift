/// A RUC taken apart by its form, with the check digits by dgi.md 3.2. The simulator's own reading: nothing is shared with the program
/// it judges.
struct RucForm: Sendable {
    private enum Kind {
        case cedula(province: String)
        /// E, N or PE.
        case volume(String)
        /// AV or PI with its province.
        case prefixed(String, province: String)
        case nt(province: String)
        case juridical(roll: String)
    }

    private let kind: Kind
    private let volume: String
    private let entry: String
    private let type: Int

    /// The RUC when it has a form that is possible for the type (1 natural, 2 juridical; pac-api.md 3.5), else nil.
    init?(_ text: String, type: Int) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        self.type = type
        guard (3...4).contains(parts.count), let last = parts.last, Self.isDigits(last, 1...9) else { return nil }
        let head = parts[0]
        volume = parts[parts.count - 2]
        entry = last
        guard Self.isDigits(volume, 1...4) else { return nil }
        if parts.count == 4 {
            guard parts[1] == "NT", Self.isProvince(head) else { return nil }
            kind = .nt(province: head)
        } else if type == 2 {
            guard Self.isDigits(head, 1...9) else { return nil }
            kind = .juridical(roll: head)
        } else if Self.isProvince(head) {
            kind = .cedula(province: head)
        } else if ["E", "N", "PE"].contains(head) {
            kind = .volume(head)
        } else if ["AV", "PI"].contains(head.suffix(2)), Self.isProvince(String(head.dropLast(2))) {
            kind = .prefixed(String(head.suffix(2)), province: String(head.dropLast(2)))
        } else {
            return nil
        }
    }

    /// True for a number of the tax administration's own (`8-NT-1-24`).
    var isNT: Bool {
        if case .nt = kind { return true }
        return false
    }

    /// The two check digits for the asked type.
    var checkDigits: String {
        let digits = baseDigits
        let isOld = isOldJuridical(digits)
        let base = isOld ? Self.crossed(digits) : digits
        let first = Self.checkDigit(of: base, repeatsWeight: isOld)
        let second = Self.checkDigit(of: base + [first], repeatsWeight: isOld)
        return "\(first)\(second)"
    }

    /// What the sums run over; zeros on the left count nothing, so only a juridical number is filled up to its 20 digits.
    private var baseDigits: [Int] {
        let longVolume = volume.count == 4
        let text =
            switch kind {
            case .cedula(let province): "5" + Self.padded(province, 2) + "00" + Self.padded(volume, 3) + cutEntry()
            case .volume("E"): longVolume ? "5665" + volume + cutEntry() : "50050" + Self.padded(volume, 3) + cutEntry(keeping: 6)
            case .volume("N"): longVolume ? "5924" + volume + cutEntry() : "50040" + Self.padded(volume, 3) + cutEntry(keeping: 6)
            case .volume: longVolume ? "58275" + volume + cutEntry() : "50075" + Self.padded(volume, 3) + cutEntry()
            case .prefixed(let letters, let province):
                longVolume
                    ? "59595" + volume + cutEntry()
                    : "5" + Self.padded(province, 2) + (letters == "AV" ? "15" : "79") + Self.padded(volume, 3) + cutEntry()
            case .nt(let province):
                (type == 1 ? "5" : "") + Self.padded(province, 2) + "43" + Self.padded(volume, 3) + cutEntry(keeping: 6)
            case .juridical(let roll): Self.padded(roll, 10) + Self.padded(volume, 4) + Self.padded(entry, 6)
            }
        return text.utf8.map { Int($0) - 48 }
    }

    /// The entry padded to 5 digits; one of exactly `keeping` digits stays whole, a longer one is cut to its first 5.
    private func cutEntry(keeping kept: Int = 5) -> String {
        entry.count == kept ? entry : String(Self.padded(entry, 5).prefix(5))
    }

    private func isOldJuridical(_ digits: [Int]) -> Bool {
        guard case .juridical = kind else { return false }
        return digits[3] == 0 && digits[4] == 0 && digits[5] < 5
    }

    /// An old juridical number with its digits 5 and 6 replaced by the cross table.
    private static func crossed(_ digits: [Int]) -> [Int] {
        let pair = digits[5] * 10 + digits[6]
        let replacement = pair >= 10 && pair < 50 ? crossTable[pair - 10] : pair
        var digits = digits
        digits[5] = replacement / 10
        digits[6] = replacement % 10
        return digits
    }

    /// For 10...49 (dgi.md 3.2).
    private static let crossTable = [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7,
    ]

    private static func checkDigit(of digits: [Int], repeatsWeight: Bool) -> Int {
        var weight = 2
        var mayRepeat = repeatsWeight
        var sum = 0
        for digit in digits.reversed() {
            if mayRepeat, weight == 12 {
                mayRepeat = false
                weight = 11
            }
            sum += weight * digit
            weight += 1
        }
        let rest = sum % 11
        return rest > 1 ? 11 - rest : 0
    }

    private static func padded(_ text: String, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func isDigits(_ text: String, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func isProvince(_ text: String) -> Bool {
        guard isDigits(text, 1...2), !text.hasPrefix("0"), let number = Int(text) else { return false }
        return number <= 13
    }
}
