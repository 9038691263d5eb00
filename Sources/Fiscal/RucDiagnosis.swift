extension RucFault {
    /// What is wrong with a text that has none of the forms.
    static func diagnosis(of text: String) -> RucFault {
        let typed = RucSpelling(text)
        if typed.isEmpty { return .empty }
        if typed.isExponent { return .exponent }
        if let (ruc, dv) = typed.withoutCheckDigits { return .gluedCheckDigits(ruc: ruc, dv: dv) }
        if let ruc = typed.corrected { return .misspelled(ruc: ruc) }
        return typed.shapelessness
    }

    /// What is wrong with a text that has a form, but one that isn't possible for the type.
    static func diagnosis(of text: String, shape: RucShape, as type: RucType) -> RucFault {
        switch shape.prefix {
        case .none, .nt: break
        case .foreigner, .naturalised, .bornAbroad: return .notOfType(type)
        case .beforeValidity, .indigenous: if type == .juridical { return .notOfType(type) }
        }
        let head = String(text.utf8.prefix(shape.head.upperBound)) ?? ""
        let significant = head.drop { $0 == "0" }
        let corrected = String(significant) + text.dropFirst(head.count)
        if significant.count < head.count, Ruc.checkDigits(Array(corrected.utf8).span, as: type) != nil {
            return .misspelled(ruc: corrected)
        }
        return .province(head)
    }
}

/// A text that should be a RUC and isn't, as people type it: upper case, the dashes of every script as hyphens.
private struct RucSpelling {
    private let characters: [Character]

    init(_ text: String) {
        characters = text.uppercased().compactMap { character in
            switch character {
            case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}", "_": "-"
            case "'", "\u{2019}", "\u{FEFF}", "\u{200B}": nil
            default: character.isWhitespace ? " " : character
            }
        }
    }

    private init(_ characters: some Sequence<Character>) { self.characters = Array(characters) }

    private var compact: [Character] { characters.filter { $0 != " " } }

    var isEmpty: Bool { compact.isEmpty }

    /// `8,73E+05`, `1.55705E12`: a number with an exponent, as spreadsheets write long ones.
    var isExponent: Bool {
        let parts = compact.split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, first.isWholeNumber else { return false }
        let power = parts[1].drop { $0 == "+" || $0 == "-" }
        let hasSign = power.count < parts[1].count
        let isFraction = parts[0].contains { $0 == "." || $0 == "," }
        return (hasSign || isFraction) && !power.isEmpty && power.allSatisfy(\.isWholeNumber)
            && parts[0].allSatisfy { $0.isWholeNumber || $0 == "." || $0 == "," }
    }

    /// The number and the check digits that stand behind it, when both can be told apart.
    var withoutCheckDigits: (ruc: String, dv: String)? {
        let plain = characters.filter { $0 != "." && $0 != ")" }
        let digits = plain.reversed().prefix { $0.isASCII && $0.isWholeNumber }
        guard (1...2).contains(digits.count) else { return nil }
        let before = plain.dropLast(digits.count)
        let rest = before.reversed().drop { " :/,;-(=#DV".contains($0) }.reversed()
        guard rest.count < before.count else { return nil }
        // A hyphen alone may just be the last of the number's own: the number before it must be whole.
        guard let ruc = RucSpelling(rest).form ?? RucSpelling(rest).corrected else { return nil }
        let dv = String(digits.reversed())
        return (ruc, dv.count == 1 ? "0" + dv : dv)
    }

    /// The number in its right spelling; nil when none of the usual slips explains it.
    var corrected: String? {
        let tries = [
            compact, Self.joined(characters, at: " "), Self.joined(compact, at: "."), Self.joined(compact, at: "/"),
        ]
        for attempt in tries {
            if let ruc = RucSpelling(attempt).form { return ruc }
            if let ruc = RucSpelling(Self.rehyphenated(attempt)).form { return ruc }
        }
        return nil
    }

    /// The text, when it is a RUC of one of the types.
    private var form: String? {
        let text = String(characters)
        let bytes = Array(text.utf8)
        return RucType.allCases.contains { Ruc.checkDigits(bytes.span, as: $0) != nil } ? text : nil
    }

    /// Why nothing explains it.
    var shapelessness: RucFault {
        let parts = compact.split(separator: "-", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isWholeNumber } }
        if areNumbers, parts.count == 1 { return .noHyphens }
        if areNumbers, parts.count == 2 { return .twoParts }
        if areNumbers, parts.count == 3 {
            for (part, limit) in zip(parts, [9, 4, 9]) where part.count > limit {
                return .partTooLong(part: String(part), limit: limit)
            }
        }
        if compact.count > RucShape.countMax { return .tooLong(count: compact.count) }
        if let head = parts.first, parts.count >= 3, let number = Int(String(head.prefix { $0.isWholeNumber })),
            number == 0 || number > 13
        {
            return .province(String(head.prefix { $0.isWholeNumber }))
        }
        return .unknownForm
    }

    private static func joined(_ characters: [Character], at separator: Character) -> [Character] {
        Array(characters.split(separator: separator).joined(separator: "-"))
    }

    /// Letters where the forms have them: `8NT-1-14694`, `8-AV-1-196`, `8-PE-3824-523`, `E8-127702`, `08NT-1-2`.
    private static func rehyphenated(_ characters: [Character]) -> [Character] {
        let digits = characters.prefix { $0.isASCII && $0.isWholeNumber }
        let letters = characters.dropFirst(digits.count).drop { $0 == "-" }.prefix { $0.isASCII && $0.isLetter }
        let afterLetters = characters[letters.endIndex...].drop { $0 == "-" }
        let province = Array(digits.drop { $0 == "0" })
        switch String(letters) {
        case "E", "N", "PE": return Array(letters) + ["-"] + afterLetters
        case "AV", "PI": return province + letters + ["-"] + afterLetters
        case "NT": return province + ["-", "N", "T", "-"] + afterLetters
        default: return province + characters[digits.endIndex...]
        }
    }
}
