/// The text of JSON strings whose form the scanner has checked.
enum JSONEscapes {
    /// A string's bytes with its escapes undone.
    static func unescaped(_ text: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
                bytes.append(text[index])
                index += 1
                continue
            }
            switch text[index + 1] {
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "u"):
                let (scalar, count) = scalar(text, at: index + 2)
                bytes.append(contentsOf: String(scalar).utf8)
                index += count
            case let byte: bytes.append(byte)
            }
            index += 2
        }
        return bytes
    }

    /// The character of a `\u` escape, and how many bytes follow the `u`.
    private static func scalar(_ text: Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
        let high = unit(text, at: index)
        if let scalar = Unicode.Scalar(high) { return (scalar, 4) }
        let low = unit(text, at: index + 6)
        let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF))
        return (scalar ?? "\u{FFFD}", 10)
    }

    private static func unit(_ text: Span<UInt8>, at index: Int) -> UInt32 {
        guard index + 4 <= text.count else { return 0xFFFD }
        return (index..<index + 4).reduce(0) { $0 << 4 | (hexDigit(text[$1]) ?? 0) }
    }

    /// The value of a hexadecimal digit of either case.
    @inline(__always)
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }
}
