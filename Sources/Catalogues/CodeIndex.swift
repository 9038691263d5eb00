/// Codes of at most 15 bytes under their numbers: open addressing over a table at most half full.
struct CodeIndex: Sendable {
    private var keys: [UInt128]
    private var numbers: [UInt16]
    private let mask: Int

    /// Makes an empty index with room for so many codes.
    init(count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        keys = Array(repeating: 0, count: size)
        numbers = Array(repeating: 0, count: size)
        mask = size - 1
    }

    /// Puts a code in; one that is longer than 15 bytes, or in already, is a defect of the embedded list.
    mutating func insert(_ code: Span<UInt8>, number: Int) {
        let key = Self.key(of: code)
        precondition(key != 0, "a code has 1 to 15 bytes")
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 {
            precondition(keys[slot] != key, "a code stands once in its list")
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        numbers[slot] = UInt16(number)
    }

    /// The number of a code; nil when it isn't in.
    func number(of code: Span<UInt8>) -> Int? {
        let key = Self.key(of: code)
        guard key != 0 else { return nil }
        var slot = Self.hash(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return Int(numbers[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The bytes and their count in one number; 0 for none and for more than 15.
    private static func key(of code: Span<UInt8>) -> UInt128 {
        guard code.count > 0, code.count <= 15 else { return 0 }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<code.count {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(code[place])
        }
        return UInt128(high | UInt64(code.count) << 56) << 64 | UInt128(low)
    }

    private static func hash(_ key: UInt128) -> Int {
        let mixed =
            (UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> 64) &* 0x9E37_79B9_7F4A_7C15)
            &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 32)
    }
}
