extension Cufe {
    /// The parts in their order (dgi.md 2.1).
    public enum Part: String, Sendable, CaseIterable {
        case prefix, documentType, rucType, ruc, hyphen, dv, branch, date, numeration, billingPoint, issueType, environment
        case securityCode, checkDigit

        /// Characters of a whole code.
        public static let count = 66

        /// Where the part stands, counted in characters from 0.
        public var range: Range<Int> {
            switch self {
            case .prefix: 0..<2
            case .documentType: 2..<4
            case .rucType: 4..<5
            case .ruc: 5..<25
            case .hyphen: 25..<26
            case .dv: 26..<28
            case .branch: 28..<32
            case .date: 32..<40
            case .numeration: 40..<50
            case .billingPoint: 50..<53
            case .issueType: 53..<55
            case .environment: 55..<56
            case .securityCode: 56..<65
            case .checkDigit: 65..<66
            }
        }

        /// The DGI's name of the field, as its schemas have it; what stands there where it has none.
        public var dgiName: String {
            switch self {
            case .prefix: "FE"
            case .documentType: "iDoc"
            case .rucType: "dTipoRuc"
            case .ruc: "dRuc"
            case .hyphen: "-"
            case .dv: "dDV"
            case .branch: "dSucEm"
            case .date: "dFechaEm"
            case .numeration: "dNroDF"
            case .billingPoint: "dPtoFacDF"
            case .issueType: "iTpEmis"
            case .environment: "iAmb"
            case .securityCode: "dSeg"
            case .checkDigit: "check"
            }
        }

        /// The part's form, as a pattern that is the same in every language.
        public var form: String {
            switch self {
            case .prefix: "FE"
            case .documentType: "[0-9]{2} ≠ 00"
            case .rucType, .environment: "1 | 2"
            case .ruc: "[0-9A-Z-]{20}"
            case .hyphen: "-"
            case .dv: "[0-9]{2}"
            case .branch: "[0-9A-Za-z]{4}"
            case .date: "AAAAMMDD"
            case .numeration: "[0-9]{10} ≠ 0000000000"
            case .billingPoint: "[0-9]{3} ≠ 000"
            case .issueType: "01 | 02 | 03 | 04"
            case .securityCode: "[0-9]{9} ≠ 000000000"
            case .checkDigit: "[0-9]"
            }
        }
    }
}

/// What is wrong with a text that should be a CUFE (dgi.md 2.1; the DGI's 1703 and 1704). Facts only: the words stand in `Faults/`.
public enum CufeFault: Error, Sendable, Equatable {
    /// Not 66 characters.
    case length(Int)
    /// A part that hasn't its form, and what stands there.
    case form(Cufe.Part, found: String)
    /// The last digit isn't the one that the others give.
    case checkDigit(expected: UInt8, found: UInt8)
}

extension Cufe {
    /// Everything that is wrong with a text, in the order of its characters; empty when it is a CUFE.
    public static func faults(in text: String) -> [CufeFault] {
        let bytes = Array(text.utf8)
        guard bytes.count == Part.count else { return [.length(text.unicodeScalars.count)] }
        var faults: [CufeFault] = Part.allCases.compactMap { part in
            let piece = Array(bytes[part.range])
            return hasForm(piece, of: part) ? nil : .form(part, found: String(decoding: piece, as: UTF8.self))
        }
        let last = bytes[Part.count - 1]
        let expected = checkDigit(bytes.span.extracting(2..<Part.count - 1))
        if isDigit(last), last - 0x30 != expected { faults.append(.checkDigit(expected: expected, found: last - 0x30)) }
        return faults
    }

    private static func hasForm(_ piece: [UInt8], of part: Part) -> Bool {
        switch part {
        case .prefix: piece == Array("FE".utf8)
        case .documentType, .numeration, .billingPoint, .securityCode: piece.allSatisfy(isDigit) && piece.contains { $0 != 0x30 }
        case .rucType, .environment: piece == Array("1".utf8) || piece == Array("2".utf8)
        case .ruc:
            piece.allSatisfy { isDigit($0) || $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") || $0 == UInt8(ascii: "-") }
                && piece.contains { $0 != 0x30 }
        case .hyphen: piece == Array("-".utf8)
        case .dv, .checkDigit: piece.allSatisfy(isDigit)
        case .branch: piece.allSatisfy { isDigit($0) || $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        case .date: isDate(piece)
        case .issueType: piece.allSatisfy(isDigit) && (1...4).contains((piece[0] - 0x30) * 10 + piece[1] - 0x30)
        }
    }

    private static func isDate(_ piece: [UInt8]) -> Bool {
        guard piece.allSatisfy(isDigit) else { return false }
        let number = piece.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return FiscalTime(year: number / 10_000, month: number / 100 % 100, day: number % 100) != nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
