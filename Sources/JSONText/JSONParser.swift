/// Why a text isn't JSON, and where: line and column count from 1, the column in bytes.
public struct JSONError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case badEscape
        case badNumber
        case badUTF8
        case controlCharacterInString
        case duplicateKey(String)
        case tooDeep
        case trailingText
    }

    /// What is wrong.
    public let reason: Reason
    /// Line of the fault, from 1.
    public let line: Int
    /// Column of the fault in bytes, from 1.
    public let column: Int
}

/// Reads one JSON value whole. Strict RFC 8259 without duplicate keys; `.configuration` also allows comments and trailing commas
/// (the part of JSON5 that product.md 4 names). For streams of orders see `Ingest`.
public struct JSONParser {
    /// Which texts are taken.
    public enum Dialect: Sendable {
        case strict
        case configuration
    }

    /// Deepest nesting that is taken (reliability.md 3, Inbox).
    public static let depthMax = 32

    private let bytes: [UInt8]
    private let dialect: Dialect
    private var index = 0

    private init(bytes: [UInt8], dialect: Dialect) {
        self.bytes = bytes
        self.dialect = dialect
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// Reads the value that the whole text holds.
    /// - Throws: `JSONError` with the place of the first fault.
    public static func parse(_ bytes: [UInt8], dialect: Dialect = .strict) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: bytes, dialect: dialect)
        let value = try parser.value(depth: 0)
        try parser.skipSpace()
        guard parser.index == bytes.count else { throw parser.error(.trailingText) }
        return value
    }

    /// Reads the value that the whole text holds.
    public static func parse(_ text: String, dialect: Dialect = .strict) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), dialect: dialect)
    }

    private func error(_ reason: JSONError.Reason) -> JSONError {
        let before = bytes[..<min(index, bytes.count)]
        let line = before.reduce(into: 1) { if $1 == UInt8(ascii: "\n") { $0 += 1 } }
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONError(reason: reason, line: line, column: before.count - start + 1)
    }

    private var unexpected: JSONError {
        index < bytes.count ? error(.unexpectedByte(bytes[index])) : error(.unexpectedEnd)
    }

    private func at(_ character: Unicode.Scalar) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: character)
    }

    private mutating func skipSpace() throws(JSONError) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "/") where dialect == .configuration: try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(JSONError) {
        index += 1
        if at("/") {
            while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        } else if at("*") {
            index += 1
            while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
                index += 1
            }
            guard index + 1 < bytes.count else { throw error(.unexpectedEnd) }
            index += 2
        } else {
            throw unexpected
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthMax else { throw error(.tooDeep) }
        try skipSpace()
        guard index < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let expected = Array(text.description.utf8)
        guard bytes[index...].starts(with: expected) else { throw unexpected }
        index += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var members: [JSONObject.Member] = []
        var keys: Set<String> = []
        try skipSpace()
        while !at("}") {
            guard at("\"") else { throw unexpected }
            let keyStart = index
            let key = try string()
            guard keys.insert(key).inserted else {
                index = keyStart
                throw error(.duplicateKey(key))
            }
            try skipSpace()
            guard at(":") else { throw unexpected }
            index += 1
            members.append(.init(key: key, value: try value(depth: depth + 1)))
            try endOfElement(closing: "}")
        }
        index += 1
        return .object(JSONObject(members))
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        try skipSpace()
        while !at("]") {
            elements.append(try value(depth: depth + 1))
            try endOfElement(closing: "]")
        }
        index += 1
        return .array(elements)
    }

    /// After an element: the closing bracket follows, or a comma and another element (in a configuration also a comma and the bracket).
    private mutating func endOfElement(closing: Unicode.Scalar) throws(JSONError) {
        try skipSpace()
        if at(closing) { return }
        guard at(",") else { throw unexpected }
        index += 1
        try skipSpace()
        if at(closing), dialect == .strict { throw unexpected }
    }

    private mutating func number() throws(JSONError) -> String {
        let start = index
        if at("-") { index += 1 }
        if at("0") {
            index += 1
        } else {
            guard digits() else { throw index < bytes.count && start == index ? unexpected : error(.badNumber) }
        }
        if at(".") {
            index += 1
            guard digits() else { throw error(.badNumber) }
        }
        if at("e") || at("E") {
            index += 1
            if at("+") || at("-") { index += 1 }
            guard digits() else { throw error(.badNumber) }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        return index > start
    }

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"), bytes[index] >= 0x20 {
            index += 1
        }
        if at("\"") {
            index += 1
            return try utf8(bytes[start..<index - 1])
        }
        index = start
        return try stringWithEscapes()
    }

    private mutating func stringWithEscapes() throws(JSONError) -> String {
        var text: [UInt8] = []
        while true {
            guard index < bytes.count else { throw error(.unexpectedEnd) }
            let byte = bytes[index]
            if byte < 0x20 { throw error(.controlCharacterInString) }
            index += 1
            if byte == UInt8(ascii: "\"") { return try utf8(text[...]) }
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(try escape()).utf8)
            } else {
                text.append(byte)
            }
        }
    }

    private func utf8(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else { throw error(.badUTF8) }
        return text
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard index < bytes.count else { throw error(.unexpectedEnd) }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error(.badEscape)
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let high = try hex4()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, at("\\") else { throw error(.badEscape) }
        index += 1
        guard at("u") else { throw error(.badEscape) }
        index += 1
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else {
            throw error(.badEscape)
        }
        return scalar
    }

    private mutating func hex4() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw error(.unexpectedEnd) }
        var value: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error(.badEscape) }
            value = value << 4 | UInt32(digit)
        }
        index += 4
        return value
    }
}
