/// What is trimmed from a cell (rulebook 10, Cells): ASCII white space, and the spaces that spreadsheets and web pages put in its place.
enum WhiteSpace {
    /// A range of UTF-8 text without the white space at its ends.
    static func trimmed(_ range: Range<Int>, of text: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            let count = leading(text, at: start, end)
            if count == 0 { break }
            start += count
        }
        while start < end {
            let count = trailing(text, from: start, before: end)
            if count == 0 { break }
            end -= count
        }
        return start..<end
    }

    /// Bytes of the white space that begins at an index; 0: none does.
    private static func leading(_ text: Span<UInt8>, at index: Int, _ end: Int) -> Int {
        let byte = text[index]
        if isASCIISpace(byte) { return 1 }
        if byte == 0xC2, index + 1 < end, text[index + 1] == 0xA0 { return 2 }
        guard byte == 0xE2 || byte == 0xE3 || byte == 0xEF, index + 2 < end else { return 0 }
        return isWide(byte, text[index + 1], text[index + 2]) ? 3 : 0
    }

    /// Bytes of the white space that ends before an index; 0: none does.
    private static func trailing(_ text: Span<UInt8>, from start: Int, before end: Int) -> Int {
        let byte = text[end - 1]
        if isASCIISpace(byte) { return 1 }
        if byte == 0xA0, end - 2 >= start, text[end - 2] == 0xC2 { return 2 }
        guard byte >= 0x80, end - 3 >= start else { return 0 }
        return isWide(text[end - 3], text[end - 2], byte) ? 3 : 0
    }

    private static func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// U+2000...U+200A, U+202F, U+3000, and U+FEFF (a byte order mark that was copied along).
    private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE2, 0x80): (0x80...0x8A).contains(third) || third == 0xAF
        case (0xE3, 0x80): third == 0x80
        case (0xEF, 0xBB): third == 0xBF
        default: false
        }
    }
}
