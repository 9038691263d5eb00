internal import Fiscal
internal import Glibc

/// The cells of the row scanned last.
extension CSVScanner {
    /// A cell of the row scanned last.
    @inline(__always)
    func field(_ index: Int) -> Field {
        precondition(index < fieldCount, "no such cell")
        return unsafe fields[index]
    }

    /// Bytes of the row scanned last, by offsets from its beginning.
    @inline(__always)
    @_lifetime(borrow self)
    func text(_ range: Range<Int>) -> Span<UInt8> {
        precondition(range.lowerBound >= 0 && rowStart + range.upperBound <= buffer.end, "no such text")
        let span = unsafe Span(_unsafeStart: buffer.bytes + rowStart + range.lowerBound, count: range.count)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    /// Where a cell's bytes lie without white space around them, by offsets from the row's beginning.
    @inline(__always)
    func trimmed(_ index: Int) -> Range<Int> {
        let field = field(index)
        let (start, end) = (field.start, field.end)
        guard start < end else { return start..<start }
        let (first, last) = unsafe (buffer.bytes[rowStart + start], buffer.bytes[rowStart + end - 1])
        // Visible ASCII at both ends: nothing to trim.
        if first &- 0x21 < 0x5E, last &- 0x21 < 0x5E { return start..<end }
        return WhiteSpace.trimmed(start..<end, of: text(0..<end))
    }

    /// Places cells of the row scanned last into a record: plain ones into `cells`, with `shift` added to their offsets.
    /// - Returns: a bit for each target of the plan whose cell needs more than that, or more of a look.
    func place(_ plan: CellPlan, shift: Int, into cells: UnsafeMutableBufferPointer<OrderRecord.Cell>) -> UInt64 {
        var special: UInt64 = 0
        let row = unsafe buffer.bytes + rowStart
        let line = UInt32(clamping: line)
        for index in 0..<plan.count(within: fieldCount) {
            let target = plan.targets[index]
            let field = unsafe fields[target.column]
            let (start, end) = (field.start, field.end)
            var isSpecial = field.isEscaped
            if start < end {
                let (first, last) = unsafe (row[start], row[end - 1])
                isSpecial = isSpecial || first &- 0x21 > 0x5D || last &- 0x21 > 0x5D
                switch target.care {
                case .text: break
                case .code:
                    if end - start >= 5 {
                        isSpecial = isSpecial || Self.isSign(unsafe row[end - 3]) || Self.isSign(unsafe row[end - 4])
                    }
                case .decimal:
                    var place = start
                    while place < end, unsafe row[place] &- 0x30 < 10 || row[place] == plan.freeSign { place += 1 }
                    isSpecial = isSpecial || place < end
                }
            }
            if isSpecial { special |= 1 << UInt64(index) }
            var cell = OrderRecord.Cell()
            cell.start = UInt32(truncatingIfNeeded: start + shift)
            cell.count = UInt32(truncatingIfNeeded: end - start)
            cell.line = line
            cell.column = UInt32(truncatingIfNeeded: target.column + 1)
            unsafe cells[target.slot] = cell
        }
        return special
    }

    @inline(__always)
    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }

    /// The cells of the row scanned last as text, trimmed, with doubled quotes undone.
    func texts() -> [String] {
        (0..<fieldCount).map { index in
            let text = String(copying: text(trimmed(index)))
            guard field(index).isEscaped else { return text }
            var undoubled = ""
            var isSecond = false
            for scalar in text.unicodeScalars {
                isSecond = scalar == "\"" && !isSecond
                if !isSecond || scalar != "\"" { undoubled.unicodeScalars.append(scalar) }
            }
            return undoubled
        }
    }

    /// The line end behind the row scanned last; LF where there is none.
    var lineEnd: [UInt8] {
        let end = (rowEnd..<max(rowEnd, min(next, buffer.end))).map { unsafe buffer.bytes[$0] }
        return end == [0x0D, 0x0A] || end == [0x0D] ? end : [0x0A]
    }

    /// True when the row scanned last is the last one.
    var isAtEnd: Bool { buffer.isExhausted && next >= buffer.end }

    /// Where the text of a cell begins, with its opening quote.
    func rawStart(of index: Int) -> Int {
        let field = field(index)
        return field.start - (field.isQuoted ? 1 : 0)
    }

    /// Remembers that rows to come may begin with the same `count` cells as the row scanned last, byte for byte.
    mutating func rememberPrefix(of count: Int) {
        hasPrefix = false
        prefixCount = 0
        guard count > 0, count < fieldCount else { return }
        let length = rawStart(of: count)
        guard length <= Self.prefixMax else { return }
        prefixCount = length
        prefixFields = count
        unsafe memcpy(prefix, buffer.bytes + rowStart, length)
        prefixLines = nextLine - line > 1 ? lineEnds(inFirst: length) : 0
    }

    /// Line ends among the first bytes of the row scanned last.
    private func lineEnds(inFirst count: Int) -> Int {
        (rowStart..<rowStart + count).count { index in
            let byte = unsafe buffer.bytes[index]
            let following = unsafe buffer.bytes[index + 1]
            return byte == 0x0A || (byte == 0x0D && following != 0x0A)
        }
    }
}
