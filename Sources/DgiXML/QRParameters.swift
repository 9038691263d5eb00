internal import JSONText

/// What the QR's address carries (dgi.md 2.3); nil where a parameter isn't there. Read byte by byte: each document has one.
struct QRParameters {
    private(set) var cufe: String?
    private(set) var environment: String?
    private(set) var digest: String?
    /// The payload of the jwt; its signature needs a secret that nobody else has.
    private(set) var token: JSONObject?

    init(_ address: Span<UInt8>) {
        guard let query = Self.first(UInt8(ascii: "?"), in: address, from: 0) else { return }
        var start = query + 1
        while start < address.count {
            let end = Self.first(UInt8(ascii: "&"), in: address, from: start) ?? address.count
            if let equals = Self.first(UInt8(ascii: "="), in: address.extracting(start..<end), from: 0) {
                take(address.extracting(start..<start + equals), address.extracting(start + equals + 1..<end))
            }
            start = end + 1
        }
    }

    private mutating func take(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        if Self.isText(name, "chfe") {
            cufe = Self.decoded(value)
        } else if Self.isText(name, "iamb") {
            environment = Self.decoded(value)
        } else if Self.isText(name, "digestvalue") {
            digest = Self.decoded(value)
        } else if Self.isText(name, "jwt") {
            token = Self.payload(of: value)
        }
    }

    /// Equal but for the case of letters; the constant is in lower case.
    private static func isText(_ text: Span<UInt8>, _ constant: StaticString) -> Bool {
        guard text.count == constant.utf8CodeUnitCount else { return false }
        for index in 0..<text.count where text[index] | 0x20 != (unsafe constant.utf8Start[index]) { return false }
        return true
    }

    private static func first(_ byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.count {
            if text[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// Without percent signs; a plus is a plus.
    private static func decoded(_ text: Span<UInt8>) -> String {
        guard first(UInt8(ascii: "%"), in: text, from: 0) != nil else { return String(copying: text) }
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = hexadecimalDigit(text[index + 1]),
                let low = hexadecimalDigit(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
        default: nil
        }
    }

    /// The second of three parts; the last is a signature that nobody here can check.
    private static func payload(of token: Span<UInt8>) -> JSONObject? {
        let dot = UInt8(ascii: ".")
        guard let one = first(dot, in: token, from: 0), let two = first(dot, in: token, from: one + 1),
            first(dot, in: token, from: two + 1) == nil, let bytes = base64URL(token.extracting(one + 1..<two))
        else { return nil }
        return (try? JSONParser.parse(bytes))?.object
    }

    private static func base64URL(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4 + 1)
        var (bits, held) = (0, 0)
        for index in 0..<text.count where text[index] != UInt8(ascii: "=") {
            let byte = text[index]
            let value: Int
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) + 4
            case UInt8(ascii: "-"), UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "_"), UInt8(ascii: "/"): value = 63
            default: return nil
            }
            (bits, held) = (bits << 6 | value, held + 6)
            guard held >= 8 else { continue }
            held -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            bits &= (1 << held) - 1
        }
        return bytes
    }
}
