/// Base64 as XML signatures carry it: white space anywhere, padding at the end (RFC 4648, 4; XMLDSig, 4.2).
enum Base64 {
    /// The bytes; nil when the text isn't base64.
    static func decoded(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4 + 3)
        var index = 0
        // As long as four digits stand together, which is nearly always.
        while index + 4 <= text.count {
            let (one, two, three, four) = (text[index], text[index + 1], text[index + 2], text[index + 3])
            let group = values[Int(one)] << 18 | values[Int(two)] << 12 | values[Int(three)] << 6 | values[Int(four)]
            guard group < invalid else { break }
            append(group, to: &bytes)
            index += 4
        }
        return decoded(text.extracting(index..<text.count), behind: &bytes) ? bytes : nil
    }

    /// The end, or whatever has white space in it.
    private static func decoded(_ text: Span<UInt8>, behind bytes: inout [UInt8]) -> Bool {
        var group: UInt64 = 0
        var digits = 0
        var padding = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            let value = values[Int(byte)]
            guard padding == 0, value < invalid else { return false }
            group = group << 6 & 0xFF_FFFF | value
            digits += 1
            if digits & 3 == 0 { append(group, to: &bytes) }
        }
        switch (digits & 3, padding) {
        case (0, 0): return true
        case (2, 2):
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
            return group & 0xF == 0
        case (3, 1):
            bytes.append(UInt8(truncatingIfNeeded: group >> 10))
            bytes.append(UInt8(truncatingIfNeeded: group >> 2))
            return group & 0x3 == 0
        default: return false
        }
    }

    private static func append(_ group: UInt64, to bytes: inout [UInt8]) {
        bytes.append(UInt8(truncatingIfNeeded: group >> 16))
        bytes.append(UInt8(truncatingIfNeeded: group >> 8))
        bytes.append(UInt8(truncatingIfNeeded: group))
    }

    /// What no digit has: it stays above every group of digits wherever it stands.
    private static let invalid: UInt64 = 1 << 24

    private static let values: [UInt64] = {
        var values = [UInt64](repeating: invalid, count: 256)
        for value in 0..<64 { values[Int(digit(UInt32(value)))] = UInt64(value) }
        return values
    }()

    /// The text of bytes, in one line.
    static func text(of bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let group =
                UInt32(bytes[index]) << 16 | UInt32(left > 1 ? bytes[index + 1] : 0) << 8
                | UInt32(left > 2 ? bytes[index + 2] : 0)
            text.append(digit(group >> 18))
            text.append(digit(group >> 12))
            text.append(left > 1 ? digit(group >> 6) : UInt8(ascii: "="))
            text.append(left > 2 ? digit(group) : UInt8(ascii: "="))
            index += 3
        }
        return text
    }

    private static func digit(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value & 63)
        switch value {
        case 0..<26: return UInt8(ascii: "A") + value
        case 26..<52: return UInt8(ascii: "a") + value - 26
        case 52..<62: return UInt8(ascii: "0") + value - 52
        case 62: return UInt8(ascii: "+")
        default: return UInt8(ascii: "/")
        }
    }
}
