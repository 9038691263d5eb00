/// A tax number (Registro Único de Contribuyente) of one of the DGI's forms, with the type it is read as (dgi.md 3).
///
/// An invalid one can't exist; whether the DGI knows it is another question (rulebook 2.8).
public struct Ruc: Sendable, Hashable {
    /// What kind of number it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// P-TTTT-AAAAA: province, volume, entry.
        case cedula
        /// E-: foreigner.
        case foreigner
        /// N-: naturalised.
        case naturalised
        /// PE-: Panamanian born abroad.
        case bornAbroad
        /// PAV-: birth registered before the civil registry's validity.
        case beforeValidity
        /// PPI-: indigenous population.
        case indigenous
        /// P-NT-: NT number of a natural person.
        case ntNatural
        /// P-NT-: NT number of a juridical person or a State body.
        case ntJuridical
        /// Roll-image-entry, or the new style with the year last.
        case juridical
        /// Tomo-folio-asiento, whose check digits run by the old rule.
        case oldJuridical
    }

    /// The number as it is sent: upper case, hyphens, no DV.
    public let text: String
    /// The type it is read as.
    public let type: RucType
    /// What kind of number it is.
    public let kind: Kind
    /// Its check digits, 0...99.
    public let checkDigits: UInt8

    /// Reads a number. Without a type the form decides, an NT number being taken for juridical (rulebook 10, RUC type).
    /// - Throws: what is wrong with the text, with the right form where that can be known.
    public init(text: String, type: RucType?) throws(RucFault) {
        let bytes = Array(text.utf8)
        guard let shape = RucShape(bytes.span) else { throw RucFault.diagnosis(of: text) }
        let type = type ?? Self.type(byForm: bytes.span) ?? .juridical
        guard let digits = Self.checkDigits(bytes.span, as: type) else {
            throw RucFault.diagnosis(of: text, shape: shape, as: type)
        }
        self.text = text
        self.type = type
        kind = Self.kind(of: shape, in: bytes.span, as: type)
        checkDigits = digits
    }

    /// The check digits as they are written: always two, `08`.
    public var checkDigitsText: String { Self.checkDigitsText(checkDigits) }

    /// Check digits 0...99 as they are written: always two, `08`.
    public static func checkDigitsText(_ digits: UInt8) -> String {
        digits < 10 ? "0\(digits)" : "\(digits)"
    }

    private static func kind(of shape: RucShape, in text: Span<UInt8>, as type: RucType) -> Kind {
        switch shape.prefix {
        case .none: type == .natural ? .cedula : isOld(shape, of: text) ? .oldJuridical : .juridical
        case .foreigner: .foreigner
        case .naturalised: .naturalised
        case .bornAbroad: .bornAbroad
        case .beforeValidity: .beforeValidity
        case .indigenous: .indigenous
        case .nt: type == .natural ? .ntNatural : .ntJuridical
        }
    }
}

// MARK: - Form and type

extension Ruc {
    /// What a text's form says about its type (rulebook 10, RUC type).
    public enum Form: Sendable {
        /// A natural person's: three parts with a first of at most 13, or E, N, PE, AV, PI.
        case natural
        /// Three parts with a first above 13.
        case juridical
        /// An NT number: the type whose DV fits, else juridical.
        case either
        /// No RUC's form.
        case none
    }

    /// What the text's form says about its type. Allocates nothing.
    public static func form(of text: Span<UInt8>) -> Form {
        guard let shape = RucShape(text) else { return .none }
        switch shape.prefix {
        case .nt: return .either
        case .foreigner, .naturalised, .bornAbroad, .beforeValidity, .indigenous: return .natural
        case .none: return isAtMost13(text, shape.head) ? .natural : .juridical
        }
    }

    /// True when the text has one of the RUC's forms. Allocates nothing.
    public static func isForm(_ text: Span<UInt8>) -> Bool { RucShape(text) != nil }

    /// The type that the text's form says; nil for an NT number, which can be of both, and for no RUC's form: `form(of:)` tells them apart.
    public static func type(byForm text: Span<UInt8>) -> RucType? {
        switch form(of: text) {
        case .natural: .natural
        case .juridical: .juridical
        case .either, .none: nil
        }
    }

    /// The type of a RUC whose type isn't given: by its form, an NT number by the DV that fits, else juridical (rulebook 10, RUC type).
    /// Nil for no RUC's form.
    public static func type(of text: Span<UInt8>, checkDigits: UInt8?) -> RucType? {
        switch form(of: text) {
        case .natural: .natural
        case .juridical: .juridical
        case .either: checkDigits != nil && Self.checkDigits(text, as: .natural) == checkDigits ? .natural : .juridical
        case .none: nil
        }
    }

    /// True when the text matches `^[a-zA-Z0-9]{1,3}-[0-9]{1,4}-[0-9]{1,6}$`: the RUC of a final consumer that is sent (rulebook 2.3).
    public static func fitsFinalConsumerPattern(_ text: Span<UInt8>) -> Bool {
        var part = 0
        var length = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "-") {
                guard length > 0, part < 2 else { return false }
                part += 1
                length = 0
                continue
            }
            let isDigit = byte >= 0x30 && byte <= 0x39
            let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
            length += 1
            guard isDigit || isLetter && part == 0, length <= (part == 0 ? 3 : part == 1 ? 4 : 6) else { return false }
        }
        return part == 2 && length > 0
    }

    private static func isAtMost13(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var value = 0
        for index in range { value = value * 10 + Int(text[index] - 0x30) }
        return value <= 13
    }
}
