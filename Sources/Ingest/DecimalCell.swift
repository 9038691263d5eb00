/// What a number cell says, given the decimal sign of its file (product.md 6: never a guess).
///
/// | cell | nothing known | point file | comma file |
/// |---|---|---|---|
/// | `12.5`, `0.125`, `1234.567` | point, 12.5 … | 12.5 … | foreign |
/// | `12,5`, `0,125` | comma, 12.5 … | foreign | 12.5 … |
/// | `1.234` | see `assumesPoint` | 1.234 | ambiguous |
/// | `1,234` | ambiguous | ambiguous | 1.234 |
/// | `1,234.50`, `1,234,567` | point, 1234.50 … | 1234.50 … | foreign |
/// | `1.234,50`, `1.234.567` | comma, 1234.50 … | foreign | 1234.50 … |
/// | `12`, `abc`, `1e5`, `1,23,4` | as it is | as it is | as it is |
enum DecimalCell: Equatable {
    /// The text can stay: it has no separators, or isn't a number at all, which others judge.
    case asItIs
    /// The number in point form, and the sign it speaks for.
    case number([UInt8], DecimalSign)
    /// One separator with three digits behind it, of the other sign.
    case ambiguous
    /// Clear, but by the other sign.
    case foreign

    /// Reads a trimmed cell. `assumesPoint`: where nothing is known yet, `1.234` is taken for a decimal point, the sign that the documented
    /// format uses; not so in a file whose delimiter is a semicolon, because then the comma is likely to be the decimal sign.
    init(_ cell: Span<UInt8>, sign: DecimalSign?, assumesPoint: Bool) {
        guard let shape = DecimalShape(cell) else {
            self = .asItIs
            return
        }
        switch (shape.sign, sign) {
        case (.clear(let own), nil):
            self = .number(shape.pointForm(cell, sign: own), own)
        case (.clear(let own), let known?):
            self = own == known ? .number(shape.pointForm(cell, sign: own), own) : .foreign
        case (.either(let own), let known?):
            self = own == known ? .number(shape.pointForm(cell, sign: own), own) : .ambiguous
        case (.either(let own), nil):
            self = own == .point && assumesPoint ? .number(shape.pointForm(cell, sign: own), own) : .ambiguous
        }
    }
}

/// Which separators a number has, and what they can mean.
struct DecimalShape: Equatable {
    enum Sign: Equatable {
        /// Only one reading is possible.
        case clear(DecimalSign)
        /// One separator that may be this decimal sign, or group thousands.
        case either(DecimalSign)
    }

    let sign: Sign

    /// Nil for cells without separators, and for those that aren't numbers under any reading.
    init?(_ cell: Span<UInt8>) {
        var (digits, points, commas, lastAt) = (0, 0, 0, -1)
        let first = cell.count > 0 && cell[0] == UInt8(ascii: "-") ? 1 : 0
        for index in first..<max(cell.count, first) {
            switch cell[index] {
            case 0x30...0x39:
                digits += 1
            case UInt8(ascii: "."):
                points += 1
                lastAt = index
            case UInt8(ascii: ","):
                commas += 1
                lastAt = index
            default:
                return nil
            }
        }
        guard points + commas > 0, digits > 0 else { return nil }
        let last: DecimalSign = cell[lastAt] == UInt8(ascii: ".") ? .point : .comma
        let other: DecimalSign = last == .point ? .comma : .point
        let decimals = cell.count - lastAt - 1
        if points > 0, commas > 0 {
            guard (last == .point ? points : commas) == 1, decimals > 0 else { return nil }
            guard Self.isGrouped(cell, from: first, to: lastAt, by: other) else { return nil }
            sign = .clear(last)
        } else if points + commas > 1 {
            guard Self.isGrouped(cell, from: first, to: cell.count, by: last) else { return nil }
            sign = .clear(other)
        } else {
            let whole = lastAt - first
            guard whole > 0, decimals > 0 else { return nil }
            let mayGroup = decimals == 3 && whole <= 3 && cell[first] != UInt8(ascii: "0")
            sign = mayGroup ? .either(last) : .clear(last)
        }
    }

    /// One to three digits, then groups of three.
    private static func isGrouped(_ cell: Span<UInt8>, from start: Int, to end: Int, by separator: DecimalSign) -> Bool {
        var (run, groups) = (0, 0)
        for index in start..<end {
            if cell[index] == separator.byte {
                guard groups == 0 ? (1...3).contains(run) : run == 3 else { return false }
                groups += 1
                run = 0
            } else {
                run += 1
            }
        }
        return groups > 0 && run == 3
    }

    /// The digits with a point for the decimal sign and nothing for the other.
    func pointForm(_ cell: Span<UInt8>, sign: DecimalSign) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(cell.count)
        for index in cell.indices {
            switch cell[index] {
            case sign.byte: text.append(UInt8(ascii: "."))
            case UInt8(ascii: "."), UInt8(ascii: ","): continue
            case let byte: text.append(byte)
            }
        }
        return text
    }
}
