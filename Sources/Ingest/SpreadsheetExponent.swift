/// What spreadsheets make of a long number in a cell that they take for one: `8.73E+05` (product.md 6).
enum SpreadsheetExponent {
    /// A quick look at the end of a cell: false for nearly everything else.
    @inline(__always)
    static func endsLikeOne(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 5 else { return false }
        return isExponent(cell, at: cell.count - 4) || isExponent(cell, at: cell.count - 5)
    }

    @inline(__always)
    private static func isExponent(_ cell: Span<UInt8>, at index: Int) -> Bool {
        let sign = cell[index + 1]
        return cell[index] | 0x20 == UInt8(ascii: "e") && (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"))
    }

    /// One digit, perhaps decimals, E, a sign and two or three digits.
    static func isOne(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 5 else { return false }
        var index = cell[0] == UInt8(ascii: "-") ? 1 : 0
        guard cell[index] &- 0x30 < 10 else { return false }
        index += 1
        if cell[index] == UInt8(ascii: ".") || cell[index] == UInt8(ascii: ",") {
            index += 1
            let start = index
            while index < cell.count, cell[index] &- 0x30 < 10 { index += 1 }
            guard index > start else { return false }
        }
        guard cell.count - index == 4 || cell.count - index == 5, isExponent(cell, at: index) else { return false }
        return (index + 2..<cell.count).allSatisfy { cell[$0] &- 0x30 < 10 }
    }
}
