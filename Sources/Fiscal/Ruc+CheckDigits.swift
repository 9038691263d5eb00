extension Ruc {
    /// The two check digits (DV) of a RUC as a number 0...99, or nil when the text's form isn't possible for the type (dgi.md 3.2).
    ///
    /// A DV proves the form, not that the DGI knows the number. Allocates nothing.
    public static func checkDigits(_ text: Span<UInt8>, as type: RucType) -> UInt8? {
        guard let shape = RucShape(text), shape.isPossible(for: type) else { return nil }
        var digits = CheckDigitSum(shape, of: text, as: type)
        let first = digits.checkDigit
        digits.append(first)
        return first * 10 + digits.checkDigit
    }

    /// True for a juridical RUC of the time before rolls had six digits: its sums run differently (dgi.md 3.2).
    static func isOld(_ shape: RucShape, of text: Span<UInt8>) -> Bool {
        CheckDigitSum(shape, of: text, as: .juridical).isOld
    }
}

/// The digit string S of dgi.md 3.2 and the weighted sum over it. Zeros on the left don't count, so only juridical RUCs are padded to 20.
private struct CheckDigitSum {
    // 10 + 4 + 9 digits of the longest juridical RUC, and the first check digit.
    private var digits = InlineArray<24, UInt8>(repeating: 0)
    private var count = 0
    private(set) var isOld = false

    init(_ shape: RucShape, of text: Span<UInt8>, as type: RucType) {
        switch shape.prefix {
        case .none where type == .juridical: appendJuridical(shape, of: text)
        case .none: appendNatural(shape, of: text, mark: (0, 0))
        case .foreigner: appendWithoutProvince(shape, of: text, mark: (5, 0), longMark: (6, 6, 5), keepsSix: true)
        case .naturalised: appendWithoutProvince(shape, of: text, mark: (4, 0), longMark: (9, 2, 4), keepsSix: true)
        case .bornAbroad: appendBornAbroad(shape, of: text)
        case .beforeValidity: appendNatural(shape, of: text, mark: (1, 5), longVolumeMark: true)
        case .indigenous: appendNatural(shape, of: text, mark: (7, 9), longVolumeMark: true)
        case .nt:
            if type == .natural { append(5) }
            append(text, shape.head, width: 2)
            append(4)
            append(3)
            append(text, shape.volume, width: 3)
            appendEntry(shape, of: text, keepsSix: true)
        }
    }

    private mutating func appendNatural(
        _ shape: RucShape, of text: Span<UInt8>, mark: (UInt8, UInt8), longVolumeMark: Bool = false
    ) {
        append(5)
        if longVolumeMark, shape.volume.count == 4 {
            for _ in 0..<2 {
                append(9)
                append(5)
            }
        } else {
            append(text, shape.head, width: 2)
            append(mark.0)
            append(mark.1)
        }
        append(text, shape.volume, width: 3)
        appendEntry(shape, of: text, keepsSix: false)
    }

    private mutating func appendWithoutProvince(
        _ shape: RucShape, of text: Span<UInt8>, mark: (UInt8, UInt8), longMark: (UInt8, UInt8, UInt8), keepsSix: Bool
    ) {
        append(5)
        let isLong = shape.volume.count == 4
        append(isLong ? longMark.0 : 0)
        append(isLong ? longMark.1 : 0)
        append(isLong ? longMark.2 : mark.0)
        if !isLong { append(mark.1) }
        append(text, shape.volume, width: 3)
        appendEntry(shape, of: text, keepsSix: keepsSix && !isLong)
    }

    private mutating func appendBornAbroad(_ shape: RucShape, of text: Span<UInt8>) {
        append(5)
        let isLong = shape.volume.count == 4
        append(isLong ? 8 : 0)
        append(isLong ? 2 : 0)
        append(7)
        append(5)
        append(text, shape.volume, width: 3)
        appendEntry(shape, of: text, keepsSix: false)
    }

    private mutating func appendJuridical(_ shape: RucShape, of text: Span<UInt8>) {
        append(text, shape.head, width: 10)
        append(text, shape.volume, width: 4)
        append(text, shape.entry, width: 6)
        isOld = digits[3] == 0 && digits[4] == 0 && digits[5] < 5
        guard isOld else { return }
        let crossed = Self.crossTable[Int(digits[5] * 10 + digits[6])]
        digits[5] = crossed / 10
        digits[6] = crossed % 10
    }

    mutating func append(_ digit: UInt8) {
        digits[count] = digit
        count += 1
    }

    private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>, width: Int) {
        var missing = width - range.count
        while missing > 0 {
            append(0)
            missing -= 1
        }
        for index in range { append(text[index] - 0x30) }
    }

    /// An entry takes 5 digits: shorter ones are padded, longer ones cut, but for 6 digits where the form keeps them.
    private mutating func appendEntry(_ shape: RucShape, of text: Span<UInt8>, keepsSix: Bool) {
        let kept = keepsSix && shape.entry.count == 6 ? 6 : 5
        append(text, shape.entry.lowerBound..<min(shape.entry.upperBound, shape.entry.lowerBound + kept), width: 5)
    }

    /// Weights 2, 3, 4 … from the right; an old RUC uses the weight 11 twice.
    var checkDigit: UInt8 {
        var weight = 2
        var sum = 0
        var repeats = isOld
        var index = count - 1
        while index >= 0 {
            if repeats, weight == 12 {
                weight = 11
                repeats = false
            }
            sum += weight * Int(digits[index])
            weight += 1
            index -= 1
        }
        let rest = sum % 11
        return rest > 1 ? UInt8(11 - rest) : 0
    }

    /// The old rolls' first two digits, renumbered (dgi.md 3.2, cross table): the index is the pair, 00...49.
    private static let crossTable: InlineArray<50, UInt8> = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        1, 2, 3, 4, 5, 6, 7, 8, 9, 1,
        2, 3, 4, 7, 8, 9, 2, 3, 4, 5,
        6, 7, 8, 9, 1, 2, 3, 4, 5, 6,
        7, 8, 9, 1, 2, 3, 4, 5, 6, 7,
    ]
}
