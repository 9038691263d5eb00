import Fiscal
import JSONText

/// What can be said offline about a text that should be a RUC (dgi.md 3): its kind and check digits, or what is wrong and the right form.
struct RucReport {
    /// The text as it was given.
    let input: String
    /// The number, as given or in the form that is suggested; nil when none can be known.
    let ruc: Ruc?
    /// What the same number would be as the other type, where no type was given and the form allows both.
    let alternative: Ruc?
    /// What is wrong; empty when the text is a RUC and the stated check digits are its own.
    let faults: [Fault]

    /// - Parameter dv: check digits that stand beside the number, to be judged; nil when there are none.
    init(_ input: String, type: RucType?, dv: String? = nil) {
        self.input = input
        let given = input.trimmed
        var faults: [Fault] = []
        var ruc: Ruc?
        var stated = dv?.trimmed
        do throws(RucFault) {
            ruc = try Ruc(text: given, type: type ?? Self.type(of: given, dv: stated))
        } catch {
            faults.append(error.fault(value: given, field: nil))
            ruc = Self.suggestion(error, type: type, dv: &stated)
        }
        if let ruc, let stated, let fault = ruc.fault(inCheckDigits: stated) {
            faults.append(fault.fault(value: stated, ruc: ruc.text))
        }
        self.ruc = ruc
        self.faults = faults
        alternative = ruc.flatMap { ruc in
            type == nil && stated == nil ? try? Ruc(text: ruc.text, type: ruc.type == .natural ? .juridical : .natural) : nil
        }
    }

    private static func type(of text: String, dv: String?) -> RucType? {
        Ruc.type(of: Array(text.utf8).span, checkDigits: dv.flatMap { UInt8($0) })
    }

    private static func suggestion(_ fault: RucFault, type: RucType?, dv: inout String?) -> Ruc? {
        switch fault {
        case .gluedCheckDigits(let text, let glued):
            dv = dv ?? glued
            return try? Ruc(text: text, type: type ?? Self.type(of: text, dv: dv))
        case .misspelled(let text): return try? Ruc(text: text, type: type ?? Self.type(of: text, dv: dv))
        case .empty, .exponent, .twoParts, .noHyphens, .tooLong, .partTooLong, .province, .notOfType, .unknownForm: return nil
        }
    }

    /// True when there is nothing to correct.
    var isValid: Bool { faults.isEmpty }

    /// The report as data.
    func json(in language: Language) -> JSONValue {
        [
            "input": .string(input), "valid": .bool(isValid), "ruc": JSONValue(ruc?.text),
            "type": ruc.map { JSONValue($0.type.rawValue) } ?? .null,
            "kind": JSONValue(ruc?.kind.rawValue), "dv": JSONValue(ruc?.checkDigitsText),
            "alternative": alternative.map { other in
                [
                    "type": JSONValue(other.type.rawValue), "kind": .string(other.kind.rawValue),
                    "dv": .string(other.checkDigitsText),
                ]
            } ?? .null,
            "faults": .array(faults.map { $0.toolJSON(in: language) }),
        ]
    }

    /// The report as lines for people.
    func text(in language: Language) -> String {
        let faults = faults.map { ToolTable.text($0, in: language) }.joined()
        guard let ruc else { return faults }
        var rows = [
            ["RUC", ruc.text], ["DV", ruc.checkDigitsText],
            [Wording(es: "Tipo", en: "Type")[language], Self.typeText(ruc, language)],
            [Wording(es: "Clase", en: "Kind")[language], ruc.kind.label[language]],
        ]
        if let alternative {
            let other = "\(Self.typeText(alternative, language)): DV \(alternative.checkDigitsText)"
            rows.append([Wording(es: "O bien", en: "Or else")[language], other])
        }
        return faults + ToolTable.text(rows)
    }

    /// The report as one line of a list.
    func row(in language: Language) -> [String] {
        let finding = faults.map { "[\($0.code.code)] \($0.message(in: language))" }.joined(separator: " · ")
        return [
            isValid ? "✓" : "✗", input.trimmed, ruc?.text ?? "—", ruc?.checkDigitsText ?? "—",
            ruc.map { "\($0.type.rawValue)" } ?? "—",
            isValid ? ruc?.kind.label[language] ?? "" : finding,
        ]
    }

    private static func typeText(_ ruc: Ruc, _ language: Language) -> String {
        "\(ruc.type.rawValue), \(ruc.type.label[language])"
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: String {
        let front = drop(while: \.isWhitespace)
        return String(front.reversed().drop(while: \.isWhitespace).reversed())
    }
}
