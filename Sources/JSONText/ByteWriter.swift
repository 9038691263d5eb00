/// A growing buffer of UTF-8 text. Everything this program writes on a hot path (payloads, results, manifests) goes through one.
public struct ByteWriter: Sendable {
    /// What has been written so far.
    @inlinable public var bytes: [UInt8] { storage }

    @usableFromInline var storage: [UInt8]

    /// Makes an empty writer with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        storage = []
        storage.reserveCapacity(capacity)
    }

    /// Bytes written so far.
    public var count: Int { storage.count }

    /// What has been written, as text.
    public var text: String { String(decoding: storage, as: UTF8.self) }

    /// Forgets what was written and keeps the room.
    public mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
    }

    /// Takes the last byte back; there must be one.
    public mutating func removeLast() {
        storage.removeLast()
    }

    /// Appends a constant, by one copy.
    @inlinable
    public mutating func append(_ constant: StaticString) {
        unsafe storage.append(
            contentsOf: UnsafeBufferPointer(start: constant.utf8Start, count: constant.utf8CodeUnitCount))
    }

    /// Appends one byte.
    @inlinable
    public mutating func append(byte: UInt8) {
        storage.append(byte)
    }

    /// Appends bytes as they are.
    @inlinable
    public mutating func append(_ span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe storage.append(contentsOf: $0) }
    }

    /// Appends the UTF-8 of a text as it is.
    public mutating func append(text: String) {
        storage.append(contentsOf: text.utf8)
    }

    /// Appends a whole number in decimal digits.
    public mutating func append(integer value: Int64) {
        if value < 0 { storage.append(UInt8(ascii: "-")) }
        append(magnitude: value.magnitude, digits: 1)
    }

    /// Appends a number padded with zeros on the left to at least `digits` digits.
    @inlinable
    public mutating func append(magnitude value: UInt64, digits: Int) {
        append(repeating: UInt8(ascii: "0"), count: digits - 20)
        append(atMost: 20) { $0.append(magnitude: value, digits: digits) }
    }

    /// Appends `count` times the same byte.
    @inlinable
    public mutating func append(repeating byte: UInt8, count: Int) {
        if count > 0 { storage.append(contentsOf: repeatElement(byte, count: count)) }
    }

    /// Writes over bytes that were appended before; the range must lie inside what was written.
    public mutating func overwrite(at offset: Int, with replacement: [UInt8]) {
        precondition(offset >= 0 && offset + replacement.count <= storage.count, "overwrite beyond what was written")
        storage.replaceSubrange(offset..<offset + replacement.count, with: replacement)
    }

    /// Appends a JSON string with its quotes: control characters, quote and backslash escaped, everything else as it is (RFC
    /// 8259, 7).
    @inlinable
    public mutating func append(jsonString span: Span<UInt8>) {
        storage.append(UInt8(ascii: "\""))
        var from = 0
        for index in span.indices where span[index].needsEscape {
            append(span.extracting(from..<index))
            append(escaped: span[index])
            from = index + 1
        }
        append(from == 0 ? span : span.extracting(from..<span.count))
        storage.append(UInt8(ascii: "\""))
    }

    /// Appends a text as a JSON string with its quotes.
    public mutating func append(jsonString text: String) {
        let utf8 = text.utf8
        append(jsonString: utf8.span)
    }

    @usableFromInline
    mutating func append(escaped byte: UInt8) {
        append(atMost: 6) { $0.append(escaped: byte) }
    }

    /// Appends a byte as two lower-case hexadecimal digits.
    public mutating func append(hex byte: UInt8) {
        for nibble in [byte >> 4, byte & 15] {
            storage.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
    }
}
