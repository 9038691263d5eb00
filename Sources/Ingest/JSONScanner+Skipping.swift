/// Going on behind an element that can't be read, without keeping any of it.
extension JSONScanner {
    /// Where a search for the next element ends.
    enum Found {
        case element
        /// The text is over, and its last line began with the bracket that closes the array.
        case closedEnd
        case end
    }

    /// Goes on to the next line whose first visible character is `{` at a certain column.
    ///
    /// A broken element that began its line is left this way: elements of the same list begin at the same column, what stands inside of them
    /// further right, and no raw line end can be part of a string.
    mutating func skipToLine(withObjectAt column: Int) throws(IngestError) -> Found {
        var end = Found.end
        while try skipLine() {
            while true {
                guard let byte = peekInLine() else {
                    if try fill(keeping: index) { continue }
                    return end
                }
                if byte == UInt8(ascii: "{"), self.column(at: index) == column { return .element }
                if byte > 0x20 { end = byte == UInt8(ascii: "]") ? .closedEnd : .end }
                break
            }
        }
        return end
    }

    /// Goes behind the next line end. False when the text ends first.
    private mutating func skipLine() throws(IngestError) -> Bool {
        while true {
            while index < buffer.end {
                let byte = byte(at: index)
                if byte == 0x0A || byte == 0x0D {
                    try endLine()
                    return true
                }
                index += 1
            }
            if try !fill(keeping: index) { return false }
        }
    }

    /// Behind the closing bracket of the element whose beginning is at `index`. False when that can't be told: a string isn't closed on its
    /// line, or the text ends first.
    mutating func skipElement() throws(IngestError) -> Bool {
        var depth = 0
        var (isInString, isEscape) = (false, false)
        while true {
            while index < buffer.end {
                let byte = byte(at: index)
                if isInString {
                    if byte < 0x20 { return false }
                    isInString = isEscape || byte != UInt8(ascii: "\"")
                    isEscape = !isEscape && byte == UInt8(ascii: "\\")
                    index += 1
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                case 0x0A, 0x0D:
                    try endLine()
                    continue
                default: break
                }
                index += 1
                if depth <= 0 { return depth == 0 }
            }
            if try !fill(keeping: index) { return false }
        }
    }

    /// Goes over a line end; a line feed that follows a carriage return belongs to it.
    private mutating func endLine() throws(IngestError) {
        if index + 1 == buffer.end { _ = try fill(keeping: index) }
        countLineEnd()
    }
}
