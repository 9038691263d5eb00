import Fiscal
import JSONText

/// What can be said offline about a text that should be a CUFE (dgi.md 2): its parts explained, its check digit, the DV inside it.
struct CufeReport {
    /// The code, taken out of a QR's address where one was given.
    let text: String
    /// What is wrong, in the order of the code's characters.
    let faults: [Fault]
    private let cufe: Cufe?

    /// Reads a code, or the address of a QR that carries one (dgi.md 2.3).
    init(_ input: String) {
        text = Self.code(in: input.trimmed)
        var faults = Cufe.faults(in: text).map { [text] in $0.fault(value: text) }
        cufe = try? Cufe(text: text)
        if let fault = cufe?.issuerFault { faults.append(fault) }
        self.faults = faults
    }

    /// Explains a code that was computed.
    init(_ cufe: Cufe) { self.init(cufe.text) }

    /// `…?chFE=FE…&iAmb=1`, `…?CUFE=FE…`, `…/FacturasPorCUFE/FE…`.
    private static func code(in text: String) -> String {
        guard text.contains("/") else { return text }
        let words = text.split { "?&=/#".contains($0) }.map(String.init)
        return words.first { $0.utf8.count == Cufe.Part.count && $0.hasPrefix("FE") } ?? text
    }

    /// True when form and check digit are right; a foreign DV is only a warning.
    var isValid: Bool { cufe != nil }

    /// The report as data.
    func json(in language: Language) -> JSONValue {
        var parts = JSONObject()
        if text.utf8.count == Cufe.Part.count {
            for part in Cufe.Part.allCases {
                parts[part.rawValue] = [
                    "field": .string(part.dgiName), "from": JSONValue(part.range.lowerBound + 1),
                    "to": JSONValue(part.range.upperBound),
                    "value": .string(value(of: part)), "meaning": JSONValue(meaning(of: part, in: language)),
                ]
            }
        }
        return [
            "cufe": .string(text), "valid": .bool(isValid), "parts": .object(parts),
            "faults": .array(faults.map { $0.toolJSON(in: language) }),
        ]
    }

    /// The report as lines for people.
    func text(in language: Language) -> String {
        let verdict =
            isValid ? Wording(es: "✓ CUFE válido", en: "✓ Valid CUFE") : Wording(es: "✗ CUFE no válido", en: "✗ Not a valid CUFE")
        let findings = faults.map { ToolTable.text($0, in: language) }.joined()
        let head = "\(text)\n\(verdict[language])\n\(findings)"
        guard text.utf8.count == Cufe.Part.count else { return head }
        let rows = Cufe.Part.allCases.map { part in
            [
                part.range.count == 1 ? "\(part.range.upperBound)" : "\(part.range.lowerBound + 1)–\(part.range.upperBound)",
                part.dgiName,
                value(of: part), meaning(of: part, in: language) ?? "",
            ]
        }
        return head + ToolTable.text(rows) + caution(in: language)
    }

    /// The report as one line of a list.
    func row(in language: Language) -> [String] {
        let finding = faults.map { "[\($0.code.code)] \($0.message(in: language))" }.joined(separator: " · ")
        return [isValid ? "✓" : "✗", text, finding]
    }

    private func caution(in language: Language) -> String {
        guard isValid else { return "" }
        return Wording(
            es: "Un CUFE bien formado no prueba que el documento exista: eso lo dice la DGI.\n",
            en: "A well-formed CUFE doesn't prove that the document exists: only the DGI says that.\n")[language]
    }

    private func value(of part: Cufe.Part) -> String {
        String(decoding: Array(text.utf8)[part.range], as: UTF8.self)
    }

    private func meaning(of part: Cufe.Part, in language: Language) -> String? {
        let value = value(of: part)
        switch part {
        case .prefix, .hyphen: return nil
        case .documentType: return DocumentType(rawValue: value)?.label[language]
        case .rucType: return Int(value).flatMap(RucType.init(rawValue:))?.label[language]
        case .ruc: return String(value.drop { $0 == "0" })
        case .dv: return cufe.map { checkDigitsWording(areRight: $0.issuerFault == nil)[language] }
        case .branch: return Wording(es: "sucursal", en: "branch")[language]
        case .date:
            let isDate = !faults.contains { $0.code == .cufePart && $0.facts["part"] == part.dgiName }
            return isDate ? "\(value.prefix(4))-\(value.dropFirst(4).prefix(2))-\(value.suffix(2))" : nil
        case .numeration: return Wording(es: "número del documento", en: "document number")[language]
        case .billingPoint: return Wording(es: "punto de facturación", en: "billing point")[language]
        case .issueType: return issueTypeLabel(value)?[language]
        case .environment: return FiscalEnvironment.allCases.first { String($0.code) == value }?.label[language]
        case .securityCode: return Wording(es: "código de seguridad", en: "security code")[language]
        case .checkDigit:
            let sign = faults.contains { $0.code == .cufeCheckDigit } ? "✗" : "✓"
            return Wording(es: "\(sign) dígito verificador", en: "\(sign) check digit")[language]
        }
    }

    private func checkDigitsWording(areRight: Bool) -> Wording {
        areRight
            ? Wording(es: "✓ DV del RUC", en: "✓ the RUC's DV") : Wording(es: "! no es el DV del RUC", en: "! not the RUC's DV")
    }
}
