import Emit
import Fiscal
import JSONText

/// `explain CODE`: what a fault code, an exit code, a state or a code of the DGI's means and what to do about it. Needs neither workspace nor
/// network.
enum ExplainCommand {
    static func run(_ context: Context, word: String) -> ExitCode {
        guard let topic = ExplainTopic(word) else {
            context.screen.complain(unknown(word)[context.language])
            return .usage
        }
        if context.global.json {
            context.data(json(topic, context.language))
        } else {
            let width = min(context.screen.width, 100)
            context.screen.data(lines(topic, context.language, width: width).map { $0 + "\n" }.joined())
        }
        return .done
    }

    private static func unknown(_ word: String) -> Wording {
        let typed = printable(word)
        let hint = ExplainTopic.nearestWord(to: word)
        return Wording(
            es:
                "No hay código ni estado «\(typed)».\(hint.map { " ¿Quiso decir \($0)?" } ?? "") Ejemplos: PB-LIN-08, 4, in_doubt, 1601.",
            en:
                "There is no code or state “\(typed)”.\(hint.map { " Did you mean \($0)?" } ?? "") Examples: PB-LIN-08, 4, in_doubt, 1601."
        )
    }

    // MARK: - Text

    private static func lines(_ topic: ExplainTopic, _ language: Language, width: Int) -> [String] {
        switch topic {
        case .fault(let code): fault(FaultExplanation(code, in: language), width: width)
        case .exitCode(let code):
            [Wording(es: "código de salida \(code.rawValue)", en: "exit code \(code.rawValue)")[language]]
                + indented(code.meaning[language], "  ", width) + indented(code.advice[language], "  → ", width)
        case .state(let state):
            ["\(state.rawValue)  \(StateTexts(state).name[language])"]
                + indented(StateTexts(state).meaning[language], "  ", width) + indented(state.advice[language], "  → ", width)
        case .foreignCode(let word, let codes):
            [
                Wording(es: "\(printable(word)) aparece en estas reglas:", en: "\(printable(word)) stands in these rules:")[
                    language]
            ]
                + codes.flatMap { code in
                    indented("\(code.code)  \(FaultExplanation(code, in: language).message)", "  ", width)
                }
        }
    }

    private static func fault(_ explanation: FaultExplanation, width: Int) -> [String] {
        let (code, language) = (explanation.code, explanation.language)
        func say(_ es: String, _ en: String) -> String { Wording(es: es, en: en)[language] }
        var lines = ["\(code.code)  \(FaultArea(code).title[language])"]
        lines += indented(explanation.message, "  ", width) + indented(explanation.hint, "  → ", width) + [""]
        lines += indented(explanation.weight, "  ", width)
        lines += indented(rule(explanation) ?? say("«rules» no puede cambiarlo", "“rules” can't change it"), "  ", width)
        lines += indented(say("regla: ", "rule: ") + code.source, "  ", width)
        if let seed = code.seedName { lines += indented(say("en la semilla: ", "in the seed: ") + seed, "  ", width) }
        guard let (cells, found) = explanation.example else { return lines }
        lines += ["", "  ✗ \(cells.column) = \(explanation.shown(cells.wrong))"]
        lines += indented(found.message(in: language), "      ", width) + indented(found.hint(in: language), "    → ", width)
        lines.append("  ✓ \(cells.column) = \(explanation.shown(cells.right))")
        if !explanation.beside.isEmpty {
            lines += indented(say("con ", "with ") + explanation.beside.joined(separator: ", "), "    ", width)
        }
        return lines
    }

    private static func rule(_ explanation: FaultExplanation) -> String? {
        explanation.rule.map { "\($0.setting) \($0.effect)" }
    }

    private static func indented(_ text: String, _ mark: String, _ width: Int) -> [String] {
        let indent = String(repeating: " ", count: displayWidth(mark))
        return fold(text, width: width - indent.count).enumerated().map { ($0 == 0 ? mark : indent) + $1 }
    }

    // MARK: - JSON

    private static func json(_ topic: ExplainTopic, _ language: Language) -> JSONValue {
        var object: JSONObject =
            switch topic {
            case .fault(let code): fault(FaultExplanation(code, in: language))
            case .exitCode(let code):
                topicObject("exit_code", String(code.rawValue), code.meaning[language], code.advice[language])
            case .state(let state):
                topicObject("state", state.rawValue, StateTexts(state).meaning[language], state.advice[language])
            case .foreignCode(let word, _): topicObject("foreign_code", word, nil, nil)
            }
        if case .foreignCode(_, let codes) = topic { object["faults"] = .array(codes.map { .string($0.code) }) }
        return .object(object)
    }

    private static func topicObject(_ kind: String, _ code: String, _ message: String?, _ hint: String?) -> JSONObject {
        var object = JSONObject()
        object["schema"] = "pacbatch.explain"
        object["schema_version"] = 1
        object["topic"] = .string(kind)
        object["code"] = .string(code)
        object["message"] = JSONValue(message)
        object["hint"] = JSONValue(hint)
        return object
    }

    private static func fault(_ explanation: FaultExplanation) -> JSONObject {
        let code = explanation.code
        var object = topicObject("fault", code.code, explanation.message, explanation.hint)
        object["severity"] = .string(code.severity.rawValue)
        object["fixed"] = .bool(code.isFixed)
        object["when_demoted"] = JSONValue(code.whenDemoted?[explanation.language])
        object["source"] = .string(code.source)
        object["seed_name"] = JSONValue(code.seedName)
        object["example"] =
            explanation.example.map { cells, fault in
                [
                    "column": .string(cells.column), "wrong": .string(cells.wrong), "right": .string(cells.right),
                    "beside": .object(
                        JSONObject(cells.beside.map { JSONObject.Member(key: $0.column, value: .string($0.text)) })),
                    "message": .string(fault.message(in: explanation.language)),
                    "hint": .string(fault.hint(in: explanation.language)),
                ]
            } ?? .null
        return object
    }
}
