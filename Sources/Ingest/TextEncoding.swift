/// How a file's bytes stand for text (product.md 6).
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"
}

/// Turns UTF-16 or Windows-1252 into UTF-8, piece by piece. What stands for no character becomes the byte FF, which is no UTF-8 either:
/// the row it stands in is then refused like any other row with bytes that aren't text.
struct Transcoder: Sendable {
    let encoding: TextEncoding
    /// Bytes or half a surrogate pair that wait for the next piece.
    private var oddByte: UInt8?
    private var highSurrogate: UInt32?

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    static let notText: UInt8 = 0xFF

    /// Appends the UTF-8 of a piece.
    mutating func transcode(_ piece: Span<UInt8>, into text: inout [UInt8]) {
        switch encoding {
        case .utf8:
            for index in piece.indices { text.append(piece[index]) }
        case .windows1252:
            for index in piece.indices { Self.append(windows: piece[index], to: &text) }
        case .utf16LittleEndian, .utf16BigEndian:
            for index in piece.indices { append(half: piece[index], to: &text) }
        }
    }

    /// Appends what is left at the end of the input: half a character.
    mutating func finish(into text: inout [UInt8]) {
        if oddByte != nil || highSurrogate != nil { text.append(Self.notText) }
        oddByte = nil
        highSurrogate = nil
    }

    private mutating func append(half byte: UInt8, to text: inout [UInt8]) {
        guard let first = oddByte else {
            oddByte = byte
            return
        }
        oddByte = nil
        let unit = encoding == .utf16LittleEndian ? UInt32(byte) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(byte)
        switch (highSurrogate, unit) {
        case (let high?, 0xDC00...0xDFFF):
            highSurrogate = nil
            Self.append(scalar: 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00), to: &text)
            return
        case (_?, _):
            text.append(Self.notText)
            highSurrogate = nil
        case (nil, _):
            break
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF: text.append(Self.notText)
        default: Self.append(scalar: unit, to: &text)
        }
    }

    private static func append(windows byte: UInt8, to text: inout [UInt8]) {
        guard byte >= 0x80 else { return text.append(byte) }
        guard byte < 0xA0 else { return append(scalar: UInt32(byte), to: &text) }
        let scalar = windowsSpecials[Int(byte) - 0x80]
        scalar == 0 ? text.append(notText) : append(scalar: UInt32(scalar), to: &text)
    }

    private static func append(scalar: UInt32, to text: inout [UInt8]) {
        switch scalar {
        case ..<0x80:
            text.append(UInt8(scalar))
        case ..<0x800:
            text.append(0xC0 | UInt8(scalar >> 6))
            text.append(0x80 | UInt8(scalar & 0x3F))
        case ..<0x10000:
            text.append(0xE0 | UInt8(scalar >> 12))
            text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            text.append(0x80 | UInt8(scalar & 0x3F))
        default:
            text.append(0xF0 | UInt8(scalar >> 18))
            text.append(0x80 | UInt8(scalar >> 12 & 0x3F))
            text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            text.append(0x80 | UInt8(scalar & 0x3F))
        }
    }

    /// Windows-1252's 80...9F (Unicode Consortium, CP1252.TXT); 0 where it defines nothing.
    private static let windowsSpecials: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
