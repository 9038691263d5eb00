extension RucFault {
    /// The fault's code and what its texts need.
    public var finding: (code: FaultCode, facts: [String: String]) {
        switch self {
        case .empty, .unknownForm: (.rucForm, [:])
        case .gluedCheckDigits(let ruc, let dv): (.rucWithCheckDigits, ["ruc": ruc, "dv": dv])
        case .misspelled(let ruc): (.rucMisspelled, ["ruc": ruc])
        case .exponent: (.rucExponent, [:])
        case .twoParts: (.rucTwoParts, [:])
        case .noHyphens: (.rucNoHyphens, [:])
        case .tooLong(let count): (.rucTooLong, ["count": "\(count)"])
        case .partTooLong(let part, let limit): (.rucPartTooLong, ["part": part, "limit": "\(limit)"])
        case .province(let province): (.rucProvince, ["province": province])
        case .notOfType(let type): (.rucNotOfType, ["type": "\(type.rawValue)"])
        }
    }

    /// The fault as a value to report; `value` is the text that should have been a RUC.
    public func fault(value: String, at location: SourceLocation? = nil, field: String? = nil) -> Fault {
        let finding = finding
        return Fault(finding.code, at: location, field: field, value: value, facts: finding.facts)
    }
}

extension RucCheckDigitFault {
    /// The fault's code and what its texts need, but for `ruc`.
    public var finding: (code: FaultCode, facts: [String: String]) {
        switch self {
        case .oneDigit(let right): (.rucCheckDigitsOneDigit, ["expected": right])
        case .form(let expected): (.rucCheckDigitsForm, ["expected": expected])
        case .disagrees(let expected): (.rucCheckDigitsDisagree, ["expected": expected])
        case .droppedNT(let right, let type, let expected):
            (.rucDroppedNT, ["right": right, "type": "\(type.rawValue)", "expected": expected])
        case .otherType(let type, let expected):
            (.rucCheckDigitsOfOtherType, ["type": "\(type.rawValue)", "expected": expected])
        }
    }

    /// The fault as a value to report; `value` is the text that should have been the RUC's check digits.
    public func fault(value: String, ruc: String, at location: SourceLocation? = nil, field: String? = nil) -> Fault {
        let finding = finding
        return Fault(finding.code, at: location, field: field, value: value, facts: finding.facts.merging(["ruc": ruc]) { $1 })
    }
}
