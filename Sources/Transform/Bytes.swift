import Fiscal

extension Span where Element == UInt8 {
    /// The same bytes.
    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// The same bytes.
    func hasSameBytes(as other: [UInt8]) -> Bool { hasSameBytes(as: other.span) }

    /// The bytes of an ASCII word, upper and lower case alike.
    func isWord(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in indices {
            let letter = unsafe word.utf8Start[index]
            guard self[index].lowercased == letter.lowercased else { return false }
        }
        return true
    }

    /// Unicode scalars in valid UTF-8.
    var scalarCount: Int {
        unsafe withUnsafeBufferPointer { bytes in
            var scalars = 0
            for index in bytes.indices { scalars += unsafe bytes[index] & 0xC0 != 0x80 ? 1 : 0 }
            return scalars
        }
    }

    /// How many bytes the first `scalars` Unicode scalars take.
    func byteCount(ofScalars scalars: Int) -> Int {
        var seen = 0
        for index in indices where self[index] & 0xC0 != 0x80 {
            if seen == scalars { return index }
            seen += 1
        }
        return count
    }

    /// A whole number of at most 9 ASCII digits; nil for anything else.
    var smallNumber: Int? {
        guard count > 0, count <= 9 else { return nil }
        var value = 0
        for index in indices {
            guard self[index].isDigit else { return nil }
            value = value * 10 + Int(self[index] - 0x30)
        }
        return value
    }

    /// True when every scalar is white space, as far as exports have it: ASCII white space, no-break, ideographic and zero-width
    /// space.
    var isBlank: Bool {
        if count > 0, self[0] > 0x20, self[0] < 0x80 { return false }
        return String(decoding: (0..<count).map { self[$0] }, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}"
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") }
    var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
    var uppercased: UInt8 { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self & 0xDF : self }
}

extension Span where Element == UInt8 {
    /// A whole number by its value, `2`, `02` or `2.0`; nil for anything else.
    var wholeNumber: Int? {
        if let number = smallNumber { return number }
        guard let value = try? Amount(text: self), value.micros >= 0, value.micros % 1_000_000 == 0 else { return nil }
        return Int(value.micros / 1_000_000)
    }
}
