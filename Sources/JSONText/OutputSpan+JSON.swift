// Writing JSON text into memory whose room is known beforehand: no check of uniqueness and no growth per piece, unlike a growing
// buffer. Every piece is checked against the room; the only unsafe expressions are the bulk copies.

extension OutputSpan where Element == UInt8 {
    /// Appends a constant, by one copy.
    @inlinable @inline(__always)
    public mutating func append(_ constant: StaticString) {
        unsafe append(copying: UnsafeBufferPointer(start: constant.utf8Start, count: constant.utf8CodeUnitCount))
    }

    /// Appends bytes as they are, by one copy.
    @inlinable @inline(__always)
    public mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(copying: $0) }
    }

    @inlinable @inline(__always)
    @unsafe
    mutating func append(copying source: UnsafeBufferPointer<UInt8>) {
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
            precondition(source.count <= buffer.count - count, "no room left for what is written")
            unsafe (to + count).initialize(from: from, count: source.count)
            count += source.count
        }
    }

    /// Appends a number padded with zeros on the left to at least `digits` digits, at most 20.
    @inlinable
    public mutating func append(magnitude value: UInt64, digits: Int) {
        var places = 1
        var bound: UInt64 = 10
        while value >= bound, places < 20 {
            places += 1
            // The last bound leaves the range, and no number of 20 digits reaches it.
            bound = places < 20 ? bound &* 10 : .max
        }
        places = max(places, min(digits, 20))
        var rest = value
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            precondition(places <= buffer.count - count, "no room left for what is written")
            var index = count + places
            count = index
            for _ in 0..<places {
                index -= 1
                unsafe buffer.initializeElement(at: index, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
        }
    }

    /// Appends a JSON string without its quotes: control characters, quote and backslash escaped, everything else as it is (RFC
    /// 8259, 7).
    @inlinable
    public mutating func append(escaping span: Span<UInt8>) {
        var from = 0
        for index in span.indices where span[index].needsEscape {
            append(span.extracting(from..<index))
            append(escaped: span[index])
            from = index + 1
        }
        append(from == 0 ? span : span.extracting(from..<span.count))
    }

    @usableFromInline
    mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            append("\\u00")
            append(byte >> 4 + UInt8(ascii: "0"))
            append(byte & 15 < 10 ? byte & 15 + UInt8(ascii: "0") : byte & 15 + UInt8(ascii: "a") - 10)
        }
    }
}

extension UInt8 {
    /// True for what a JSON string can't hold as it is: control characters, quote and backslash.
    @inlinable
    public var needsEscape: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}

extension Span where Element == UInt8 {
    /// True when a JSON string can't hold all of the bytes as they are. Eight at a time: most texts need no escape, and this is
    /// asked of all.
    @inlinable
    public var needsEscape: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones &* 0x80
        var index = 0
        while index + 8 <= count {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte below n sets its top bit in (word − n) & ~word; a byte is zero, here equal to c, when it is below 1 in word
            // ^ c.
            let quote = word ^ ones &* 0x22
            let backslash = word ^ ones &* 0x5C
            let found = (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
            if found & tops != 0 { return true }
            index += 8
        }
        while index < count {
            if self[index].needsEscape { return true }
            index += 1
        }
        return false
    }
}

extension ByteWriter {
    /// Appends what `write` writes, at most `count` bytes.
    @inlinable
    public mutating func append(atMost count: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
        storage.append(addingCapacity: count) { write(&$0) }
    }
}
