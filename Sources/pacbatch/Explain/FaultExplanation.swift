import Fiscal
import Ingest

/// What the catalogue knows of a code, in one language: the pieces of its page and of what `explain` prints.
struct FaultExplanation {
    let code: FaultCode
    let language: Language
    /// The example with the fault that the program finds in it; nil when the code has none.
    let example: (cells: FaultExample, fault: Fault)?

    init(_ code: FaultCode, in language: Language) {
        self.code = code
        self.language = language
        example = code.example.flatMap { cells in
            ((try? FaultRehearsal(code, cells)) ?? nil)?.fault.map { (cells, $0) }
        }
    }

    /// What is wrong, its placeholders named between ‹ ›.
    var message: String { named(code.message[language]) }

    /// What to do.
    var hint: String { named(code.hint[language]) }

    /// What the fault does to its document, and whether the configuration can change that.
    var weight: String {
        let effect =
            switch code.severity {
            case .error: Wording(es: "error: el documento no se envía", en: "error: the document isn't sent")
            case .warning:
                Wording(es: "advertencia: el documento sale y ella lo acompaña", en: "warning: the document goes out with it")
            case .info: Wording(es: "aviso: dice qué se decidió", en: "info: tells what was decided")
            }
        return effect[language]
    }

    /// How the configuration can change the weight, and what that does; nil when it can't.
    var rule: (setting: String, effect: String)? {
        guard !code.isFixed else { return nil }
        let weight = code.severity == .error ? "warning" : "error"
        let setting = "\"rules\": { \"\(code.code)\": \"\(weight)\" }"
        guard code.severity == .error else {
            return (setting, Wording(es: "lo hace un error", en: "makes it an error")[language])
        }
        let demoted = code.whenDemoted?[language] ?? ""
        return (setting, Wording(es: "lo deja salir. \(demoted)", en: "lets it out. \(demoted)")[language])
    }

    /// The cells beside the example's own, as `column = text`.
    var beside: [String] {
        (example?.cells.beside ?? []).filter { $0.column != example?.cells.column && !$0.text.isEmpty }
            .map { "\($0.column) = \($0.text)" }
    }

    /// A cell as a reader of the page sees it.
    func shown(_ cell: String) -> String {
        cell.isEmpty ? Wording(es: "(vacía)", en: "(empty)")[language] : cell
    }

    /// The template for readers: placeholders named, optional parts as they stand.
    private func named(_ template: String) -> String {
        var text = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            text += rest[..<open] + "‹" + (language == .es ? Self.spanish[name] ?? name : name) + "›"
            rest = rest[rest.index(after: close)...]
        }
        return String((text + rest).filter { $0 != "[" && $0 != "]" })
    }

    /// What the placeholders are called for those who read Spanish.
    private static let spanish = [
        "value": "valor", "nearest": "lo más parecido", "count": "cantidad", "limit": "límite", "expected": "lo esperado",
        "key": "clave", "numeration": "numeración", "found": "lo encontrado", "type": "tipo", "message": "mensaje",
        "field": "campo", "date": "fecha", "code": "código", "amount": "monto", "state": "estado", "first": "lo primero",
        "encoding": "codificación", "company": "empresa", "suggestion": "sugerencia", "second": "lo segundo",
        "right": "lo correcto", "reference": "referencia", "part": "parte", "firstLine": "línea", "delimiter": "separador",
        "decimal": "signo decimal", "column": "columna", "small": "menor", "large": "mayor", "series": "serie", "rows": "filas",
        "returned": "recibido", "reason": "motivo", "province": "provincia", "positions": "posiciones", "other": "otra forma",
        "offset": "posición", "net": "neto", "known": "conocidas", "kind": "clase", "issuer": "emisor",
        "issueDate": "fecha de emisión", "hours": "horas", "form": "forma", "finding": "hallazgo",
        "expectedCufe": "CUFE esperado",
        "description": "descripción", "deadline": "fin del plazo", "credited": "acreditado", "computed": "calculado",
        "cause": "causa", "detail": "detalle", "attemptedAt": "hora del intento", "allowed": "los permitidos", "note": "nota",
    ]
}
