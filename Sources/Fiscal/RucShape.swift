/// The parts of a text that has one of the RUC's forms (dgi.md 3.1; pac-api.md 3.5, Valid form). Places only: nothing is copied.
struct RucShape {
    /// What stands before the numbers.
    enum Prefix { case none, foreigner, naturalised, bornAbroad, beforeValidity, indigenous, nt }

    /// Longest RUC: what a CUFE has room for (dgi.md 2.1).
    static let countMax = 20

    /// What stands before the numbers.
    let prefix: Prefix
    /// Digits of the first part; empty for E, N and PE.
    let head: Range<Int>
    /// Volume (tomo, image, folio), 1 to 4 digits.
    let volume: Range<Int>
    /// Entry (asiento, ficha, year), 1 to 9 digits.
    let entry: Range<Int>
    /// The first part as a province, 1...13 without leading zeros; 0 when it isn't one.
    let province: Int

    /// Finds the parts; nil when the text has none of the forms.
    init?(_ text: Span<UInt8>) {
        guard text.count <= Self.countMax else { return nil }
        var ends = (-1, -1, -1)
        var hyphens = 0
        for index in 0..<text.count where text[index] == UInt8(ascii: "-") {
            switch hyphens {
            case 0: ends.0 = index
            case 1: ends.1 = index
            case 2: ends.2 = index
            default: return nil
            }
            hyphens += 1
        }
        guard hyphens >= 2 else { return nil }
        let isNT = hyphens == 3
        if isNT { guard Self.isWord(text, ends.0 + 1..<ends.1, "N", "T") else { return nil } }
        let (before, after) = isNT ? (ends.1, ends.2) : (ends.0, ends.1)
        volume = before + 1..<after
        entry = after + 1..<text.count
        guard (1...4).contains(volume.count), (1...9).contains(entry.count), Self.isDigits(text, volume),
            Self.isDigits(text, entry),
            let (prefix, digits) = Self.head(text, 0..<ends.0, isNT: isNT)
        else { return nil }
        self.prefix = prefix
        head = digits
        province = Self.province(text, digits)
    }

    /// True when the form can be one of that type.
    func isPossible(for type: RucType) -> Bool {
        switch (prefix, type) {
        case (.none, .juridical), (.foreigner, .natural), (.naturalised, .natural), (.bornAbroad, .natural): true
        case (.none, .natural), (.beforeValidity, .natural), (.indigenous, .natural), (.nt, _): province > 0
        case (.foreigner, .juridical), (.naturalised, .juridical), (.bornAbroad, .juridical), (.beforeValidity, .juridical),
            (.indigenous, .juridical):
            false
        }
    }

    private static func head(_ text: Span<UInt8>, _ range: Range<Int>, isNT: Bool) -> (Prefix, Range<Int>)? {
        if (1...9).contains(range.count), isDigits(text, range) { return (isNT ? .nt : .none, range) }
        guard !isNT, range.count > 0 else { return nil }
        let none = range.lowerBound..<range.lowerBound
        if range.count == 1 {
            switch text[0] {
            case UInt8(ascii: "E"): return (.foreigner, none)
            case UInt8(ascii: "N"): return (.naturalised, none)
            default: return nil
            }
        }
        if isWord(text, range, "P", "E") { return (.bornAbroad, none) }
        let digits = 0..<range.upperBound - 2
        guard (1...2).contains(digits.count), isDigits(text, digits) else { return nil }
        if isWord(text, digits.upperBound..<range.upperBound, "A", "V") { return (.beforeValidity, digits) }
        if isWord(text, digits.upperBound..<range.upperBound, "P", "I") { return (.indigenous, digits) }
        return nil
    }

    private static func isDigits(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index] < 0x30 || text[index] > 0x39 { return false }
        return true
    }

    private static func isWord(_ text: Span<UInt8>, _ range: Range<Int>, _ first: Unicode.Scalar, _ second: Unicode.Scalar)
        -> Bool
    {
        range.count == 2 && text[range.lowerBound] == UInt8(ascii: first) && text[range.lowerBound + 1] == UInt8(ascii: second)
    }

    private static func province(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        guard (1...2).contains(range.count), text[range.lowerBound] != UInt8(ascii: "0") else { return 0 }
        var value = 0
        for index in range { value = value * 10 + Int(text[index] - 0x30) }
        return value <= 13 ? value : 0
    }
}
