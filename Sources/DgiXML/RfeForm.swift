internal import Catalogues
internal import Fiscal

/// What the text of an element must look like (dgi.md 1.2), in a few bytes.
struct RfeForm: Sendable, BitwiseCopyable {
    enum Kind: UInt8 {
        /// Holds elements.
        case group
        /// Somebody else's elements, which aren't looked at here: the signature.
        case foreign
        /// `first`...`second` characters.
        case text
        /// One of the codes `first`..<`second`, letter for letter.
        case code
        /// One of those codes as a number: leading zeros don't count.
        case number
        /// A code of the list `first`.
        case list
        /// Exactly `first` digits, not all zero.
        case digits
        /// Up to `first` digits, a point, `second`...`third` decimals; without decimals the point may be left out.
        case amount
        /// A whole number from `first`, of at most `second` digits.
        case integer
        /// Up to `first` digits and up to `second` decimals.
        case decimal
        case version, cufe, branch, coordinates, dv, ruc, moment, day, phone, email, gtin
    }

    /// The lists of `list`.
    static let lists: [(name: String, catalogue: @Sendable (CatalogueSet) -> Catalogue)] = [
        ("locations", { $0.locations }), ("countries", { $0.countries }), ("incoterms", { $0.incoterms }),
        ("currencies", { $0.currencies }), ("units", { $0.units }), ("segments", { $0.cpbsSegments }), ("families", { $0.cpbs }),
    ]

    let kind: Kind
    let first: Int32
    let second: Int32
    let third: Int32

    private static let kinds: [String: Kind] = [
        "group": .group, "foreign": .foreign, "text": .text, "code": .code, "number": .number, "list": .list, "digits": .digits,
        "amount": .amount, "integer": .integer, "decimal": .decimal, "version": .version, "cufe": .cufe, "branch": .branch,
        "coordinates": .coordinates, "dv": .dv, "ruc": .ruc, "moment": .moment, "day": .day, "phone": .phone, "email": .email,
        "gtin": .gtin,
    ]

    /// Reads a form as the table writes it.
    init(_ text: String, codes: inout RfeCodes) {
        let words = text.split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap({ Self.kinds[$0] }) else { preconditionFailure("the table has no form \(text)") }
        self.kind = kind
        switch kind {
        case .code, .number:
            let range = codes.append(words.dropFirst())
            (first, second, third) = (Int32(range.lowerBound), Int32(range.upperBound), 0)
        case .list:
            (first, second, third) = (Int32(Self.lists.firstIndex { $0.name == words[1] } ?? 0), 0, 0)
        case _:
            let limits = words.dropFirst().map { Int32($0) ?? 0 } + [0, 0, 0]
            (first, second, third) = (limits[0], limits[1], limits[2])
        }
    }

    /// The form as people read it, the same in every language.
    func description(_ codes: RfeCodes) -> String {
        switch kind {
        case .group, .foreign: "…"
        case .text: first == second ? "\(first)" : "\(first)…\(second)"
        case .code, .number: codes.texts[Int(first)..<Int(second)].joined(separator: " ")
        case .list: Self.lists[Int(first)].name
        case .digits: "[0-9]{\(first)} ≠ 0"
        case .amount: second == 0 ? "[0-9]{1,\(first)}(.[0-9]{0,\(third)})?" : "[0-9]{1,\(first)}.[0-9]{\(second),\(third)}"
        case .integer: "[0-9]{1,\(second)} ≥ \(first)"
        case .decimal: "[0-9]{1,\(first)}(.[0-9]{0,\(second)})?"
        case .version: "1.00"
        case .cufe: "FE + 64"
        case .branch: "[a-zA-Z0-9]{4}"
        case .coordinates: "+8.9892,-79.5201"
        case .dv: "[0-9]{2}"
        case .ruc: "8-442-445, 155704849-2-2021 …"
        case .moment: "AAAA-MM-DDThh:mm:ss-05:00"
        case .day: "AAAA-MM-DD"
        case .phone: "999-9999, 9999-9999"
        case .email: "nombre@dominio.pa"
        case .gtin: "0 | [0-9]{8} | [0-9]{12,14}"
        }
    }
}

/// The codes of all enumerations, one behind the other, each packed into a number.
struct RfeCodes: Sendable {
    private(set) var texts: [String] = []
    private var packed: [UInt64] = []
    private var values: [Int] = []

    mutating func append(_ codes: ArraySlice<String>) -> Range<Int> {
        let start = texts.count
        for code in codes {
            texts.append(code)
            packed.append(Self.packed(Array(code.utf8).span))
            values.append(Int(code) ?? -1)
        }
        return start..<texts.count
    }

    /// True when a text is one of the codes of a range.
    func holds(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard text.count > 0, text.count <= 8 else { return false }
        let wanted = Self.packed(text)
        for index in range where packed[index] == wanted { return true }
        return false
    }

    /// True when a text of digits is the number of one of the codes of a range.
    func holds(number text: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard text.count > 0, text.count <= 8 else { return false }
        var value = 0
        for index in 0..<text.count {
            guard isDigit(text[index]) else { return false }
            value = value * 10 + Int(text[index] - 0x30)
        }
        for index in range where values[index] == value { return true }
        return false
    }

    private static func packed(_ text: Span<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<min(text.count, 8) { value = value << 8 | UInt64(text[index]) }
        return value
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
