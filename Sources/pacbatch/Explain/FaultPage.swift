import Fiscal

/// The page of a code in `docs/faults/`: Spanish, then English, out of the catalogue that the program itself reports from.
enum FaultPage {
    /// The page's file name.
    static func fileName(of code: FaultCode) -> String { "\(code.code).md" }

    /// The page.
    static func text(of code: FaultCode) -> String {
        let area = FaultArea(code)
        var lines = ["# \(code.code)", "", "[\(area.title.es) · \(area.title.en)](README.md#\(area.key.lowercased()))", ""]
        for language in Language.allCases {
            lines += [language == .es ? "## Español" : "## English", ""]
            lines += section(FaultExplanation(code, in: language))
        }
        lines += ["---", "", "`pacbatch explain \(code.code)` · \(made)"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The list of all codes, by area.
    static var index: String {
        var lines = [
            "# Fallas · Faults", "",
            "Cada regla que rechaza o cambia algo tiene un código que nunca cambia de significado; resultados, manifiestos e informes lo",
            "nombran. `pacbatch explain CÓDIGO` muestra lo mismo en la terminal. Las reglas con su efecto al degradarlas:",
            "[rules.md](../rules.md).", "",
            "Every rule that refuses or alters something has a code that never changes its meaning; results, manifests and reports name it.",
            "`pacbatch explain CODE` shows the same in the terminal. The rules with what demoting them does: [rules.md](../rules.md).",
            "", made, "",
        ]
        for area in FaultArea.all {
            lines += [
                "<a id=\"\(area.key.lowercased())\"></a>", "", "## \(area.title.es) · \(area.title.en)", "",
                "| código · code | español | English |", "|---|---|---|",
            ]
            lines += area.codes.map { code in
                let cells = Language.allCases.map { escaped(FaultExplanation(code, in: $0).message) }
                return "| [\(code.code)](\(fileName(of: code))) | \(cells.joined(separator: " | ")) |"
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    private static let made =
        "Hecho del catálogo del programa, made from the program's catalogue: "
        + "`UPDATE_GOLDEN=1 swift test --disable-xctest --filter FaultPage`."

    private static func section(_ explanation: FaultExplanation) -> [String] {
        func say(_ es: String, _ en: String) -> String { Wording(es: es, en: en)[explanation.language] }
        let code = explanation.code
        var lines = ["**\(escaped(explanation.message))**", "", escaped(explanation.hint), "", "| | |", "|---|---|"]
        lines.append("| \(say("Peso", "Weight")) | \(explanation.weight) |")
        let rule =
            explanation.rule.map { "`\($0.setting)` \(escaped($0.effect))" }
            ?? say("fijo: `rules` no lo cambia", "fixed: `rules` can't change it")
        lines.append("| \(say("Configuración", "Configuration")) | \(rule) |")
        lines.append("| \(say("Regla", "Rule")) | \(escaped(code.source)) |")
        if let seed = code.seedName { lines.append("| \(say("Nombre en la semilla", "The seed's name")) | \(escaped(seed)) |") }
        lines.append("")
        return lines + example(explanation, say)
    }

    private static func example(_ explanation: FaultExplanation, _ say: (String, String) -> String) -> [String] {
        guard let (cells, fault) = explanation.example else { return [] }
        let wrong = "\(fault.message(in: explanation.language)). \(fault.hint(in: explanation.language))"
        var lines = [
            "| \(say("ejemplo", "example")) | `\(cells.column)` | |", "|---|---|---|",
            "| ✗ \(say("mal", "wrong")) | \(cell(cells.wrong, explanation)) | \(escaped(wrong)) |",
            "| ✓ \(say("bien", "right")) | \(cell(cells.right, explanation)) | |", "",
        ]
        if !explanation.beside.isEmpty {
            let others = explanation.beside.map { "`\($0)`" }.joined(separator: ", ")
            lines += [say("Con \(others).", "With \(others)."), ""]
        }
        return lines
    }

    private static func cell(_ text: String, _ explanation: FaultExplanation) -> String {
        text.isEmpty ? explanation.shown(text) : "`\(text)`"
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "|" ? "\\|" : $0 == "<" ? "&lt;" : String($0) })
    }
}
