/// What is wrong with a text that should be a RUC (dgi.md 3.1, common dirt; rulebook 10, RUC type). Facts only: the words stand in `Faults/`.
public enum RucFault: Error, Sendable, Equatable {
    /// Nothing there.
    case empty
    /// The check digits stand in the same cell: `8-496-731:84`, `3-87-2598 DV 53`, `8-484-580 D.V.30`. `dv` is what stands there, with the
    /// leading zero that a single digit lacks.
    case gluedCheckDigits(ruc: String, dv: String)
    /// Right but for its spelling: lower case, white space, other dashes, `8NT-1-14694`, `8-AV-1-196`, `08-442-445`.
    case misspelled(ruc: String)
    /// A spreadsheet turned it into a number: `8,73E+05`.
    case exponent
    /// Two parts: a finca's number, whose check digits nobody publishes; or a part is missing.
    case twoParts
    /// No hyphens: where the parts end can't be told.
    case noHyphens
    /// Longer than the 20 characters that a CUFE holds.
    case tooLong(count: Int)
    /// A volume of more than 4 digits, or a first part or an entry of more than 9.
    case partTooLong(part: String, limit: Int)
    /// Before the first hyphen (before NT, AV, PI) stands no province 1 to 13.
    case province(String)
    /// A RUC's form, but not possible for the type asked: E, N, PE, AV and PI are natural persons'.
    case notOfType(RucType)
    /// None of the forms.
    case unknownForm
}

/// What is wrong with check digits that stand beside a RUC.
public enum RucCheckDigitFault: Error, Sendable, Equatable {
    /// One digit, which is right with a zero before it (rulebook 10, RUC type).
    case oneDigit(right: String)
    /// Not two digits.
    case form(expected: String)
    /// Two digits that aren't the RUC's.
    case disagrees(expected: String)
    /// Not the RUC's, but those of the number with the NT that somebody dropped (dgi.md 3.1).
    case droppedNT(right: String, type: RucType, expected: String)
    /// Not those of this type, but those of the other: a three-part number that begins with 1 to 13, or an NT number.
    case otherType(RucType, expected: String)
}

extension Ruc {
    /// What is wrong with the check digits that an order states; nil when they are the RUC's (rulebook 2.2, 10).
    public func fault(inCheckDigits stated: String) -> RucCheckDigitFault? {
        let expected = checkDigitsText
        if stated == expected { return nil }
        let isNumber = !stated.isEmpty && stated.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isNumber, stated.utf8.count <= 2 else { return .form(expected: expected) }
        if stated.utf8.count == 1 {
            return "0" + stated == expected ? .oneDigit(right: expected) : .disagrees(expected: expected)
        }
        let other: RucType = type == .natural ? .juridical : .natural
        if Self.checkDigitsText(of: text, as: other) == stated { return .otherType(other, expected: expected) }
        if kind == .cedula, let hyphen = text.firstIndex(of: "-") {
            let withNT = text[..<hyphen] + "-NT" + text[hyphen...]
            for type in RucType.allCases where Self.checkDigitsText(of: withNT, as: type) == stated {
                return .droppedNT(right: String(withNT), type: type, expected: expected)
            }
        }
        return .disagrees(expected: expected)
    }

    private static func checkDigitsText(of text: some StringProtocol, as type: RucType) -> String? {
        checkDigits(Array(text.utf8).span, as: type).map(checkDigitsText)
    }
}
