extension CufeFault {
    /// The fault as a value to report; `value` is the text that should have been a CUFE.
    public func fault(value: String, at location: SourceLocation? = nil, field: String? = nil) -> Fault {
        switch self {
        case .length(let count):
            return Fault(.cufeLength, at: location, field: field, value: value, facts: ["count": "\(count)"])
        case .form(let part, let found):
            let positions =
                part.range.count == 1 ? "\(part.range.upperBound)" : "\(part.range.lowerBound + 1)–\(part.range.upperBound)"
            return Fault(
                .cufePart, at: location, field: field, value: value,
                facts: ["positions": positions, "part": part.dgiName, "found": found, "form": part.form])
        case .checkDigit(let expected, let found):
            return Fault(
                .cufeCheckDigit, at: location, field: field, value: value,
                facts: ["expected": "\(expected)", "found": "\(found)"])
        }
    }
}

extension Cufe {
    /// The finding that the DV in the code isn't that of the RUC in the code; nil when it is. The check digit may be right all the same
    /// (dgi.md 2.2).
    public var issuerFault: Fault? {
        let ruc = ruc
        let expected = Ruc.checkDigits(Array(ruc.utf8).span, as: rucType).map(Ruc.checkDigitsText)
        guard dv != expected else { return nil }
        return Fault(.cufeIssuerCheckDigits, value: text, facts: ["ruc": ruc, "found": dv, "expected": expected ?? "—"])
    }
}
