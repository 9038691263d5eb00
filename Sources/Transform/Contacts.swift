/// The items of a list cell: separated by `;`, trimmed, empty ones passed over (product.md 6).
struct ListItems: ~Escapable {
    private let cell: Span<UInt8>
    private var index = 0

    @_lifetime(copy cell)
    init(_ cell: Span<UInt8>) { self.cell = cell }

    /// Where the next item stands in the cell; nil after the last.
    mutating func next() -> Range<Int>? {
        while index < cell.count {
            var start = index
            while index < cell.count, cell[index] != UInt8(ascii: ";") { index += 1 }
            var end = index
            index += 1
            while start < end, cell[start] <= 0x20 { start += 1 }
            while end > start, cell[end - 1] <= 0x20 { end -= 1 }
            if start < end { return start..<end }
        }
        return nil
    }
}

/// True for an e-mail address as the DGI takes it: the XSD's pattern, at most 50 characters (rulebook 2.6).
public func isEmailAddress(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return text.unicodeScalars.count <= 50 && bytes.span.isEmail
}

extension Span where Element == UInt8 {
    /// `[0-9]{3,4}-[0-9]{4}` (pac-api.md 2, receiver.telephones).
    var isTelephone: Bool {
        guard count == 8 || count == 9, self[count - 5] == UInt8(ascii: "-") else { return false }
        for index in indices where index != count - 5 && !self[index].isDigit { return false }
        return true
    }

    /// The XSD's emailType, as it is meant:
    /// `[0-9a-zA-Z#$%]([-.\w]*[0-9a-zA-Z#$%'.\-_])*@([0-9a-zA-Z][-\w]*[0-9a-zA-Z]\.)+[a-zA-Z]{2,9}` (rulebook 10, E-mails).
    var isEmail: Bool {
        guard let at = emailAt, at > 0, self[0].isDigit || self[0].isLetter || self[0].isOneOf("#$%") else { return false }
        for index in 1..<at {
            let byte = self[index]
            let isPlain = byte.isDigit || byte.isLetter || byte.isOneOf("#$%'.-_\\")
            guard isPlain || byte >= 0x80 && index < at - 1 else { return false }
        }
        return isDomain(from: at + 1)
    }

    private var emailAt: Int? {
        for index in indices where self[index] == UInt8(ascii: "@") { return index }
        return nil
    }

    /// Labels of at least two letters or digits with hyphens inside, the last of 2 to 9 letters.
    private func isDomain(from start: Int) -> Bool {
        var labelStart = start
        var labels = 0
        for index in start..<count + 1 where index == count || self[index] == UInt8(ascii: ".") {
            let isLast = index == count
            guard isLast ? isTopLevel(labelStart..<index) : isLabel(labelStart..<index) else { return false }
            labels += 1
            labelStart = index + 1
        }
        return labels >= 2
    }

    private func isLabel(_ range: Range<Int>) -> Bool {
        guard range.count >= 2 else { return false }
        for index in range {
            let isEdge = index == range.lowerBound || index == range.upperBound - 1
            let isInside = self[index] == UInt8(ascii: "-") || self[index] >= 0x80
            guard self[index].isDigit || self[index].isLetter || !isEdge && isInside else { return false }
        }
        return true
    }

    private func isTopLevel(_ range: Range<Int>) -> Bool {
        guard (2...9).contains(range.count) else { return false }
        for index in range where !self[index].isLetter { return false }
        return true
    }
}

extension UInt8 {
    /// One of the characters of an ASCII word.
    func isOneOf(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where unsafe word.utf8Start[index] == self { return true }
        return false
    }
}
