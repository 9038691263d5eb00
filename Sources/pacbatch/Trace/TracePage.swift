import Fiscal
import JSONText
import Ledger
import Transform

/// A trace on the screen and as JSON.
struct TracePage {
    let trace: DocumentTrace
    let values: [DocumentTrace.Value]
    let language: Language

    private func say(_ es: String, _ en: String) -> String { Wording(es: es, en: en)[language] }

    // MARK: - Text

    /// Which document, which file, which bytes.
    var heading: [String] {
        let place = trace.input.place ?? trace.input.name
        let payload =
            switch trace.payload {
            case .sent: say("los bytes que se enviaron", "the bytes that were sent")
            case .queued: say("los bytes que esperan su envío", "the bytes that wait to be sent")
            case .judged: say("lo que saldría: este documento no se envía", "what would go out: this document isn't sent")
            }
        let order = printable(trace.row.orderID ?? String(trace.row.id))
        return [
            "\(order) · \(printable(place)) · \(say("línea", "line")) \(trace.row.line) · \(payload)"
        ]
    }

    /// One row for each value.
    func table(width: Int) -> [String] {
        guard width >= Self.tableFrom else { return stacked(width: width) }
        var columns = [
            TextTable.Column(say("campo", "field"), isKept: true), TextTable.Column(say("valor enviado", "value sent")),
            TextTable.Column(say("de dónde (línea:columna)", "from (line:column)")),
        ]
        let hasRule = width >= Self.ruleFrom
        if hasRule { columns.append(TextTable.Column(say("regla", "rule"), isKept: true)) }
        var table = TextTable(columns)
        for value in values {
            let rule = hasRule ? [value.field?.rule ?? ""] : []
            table.add([value.leaf.path, shown(value.leaf.text), origin(value)] + rule)
        }
        return table.lines(width: width)
    }

    /// For a narrow screen: the value, and below it where it came from.
    private func stacked(width: Int) -> [String] {
        values.flatMap { value in
            folded("\(value.leaf.path) = \(shown(value.leaf.text))", "", width) + folded(origin(value), "  ← ", width)
        }
    }

    /// One paragraph for each value.
    func details(width: Int) -> [String] {
        values.flatMap { value -> [String] in
            var lines = ["\(value.leaf.path) = \(shown(value.leaf.text))"]
            for source in value.sources { lines += folded(describe(source), "  ← ", width) }
            if value.sources.isEmpty, let field = value.field {
                lines += folded(value.deciders.isEmpty ? words(field) : field.words[language], "  ← ", width)
            }
            if let rule = value.field?.rule { lines += folded(say("regla: ", "rule: ") + rule, "    ", width) }
            if !value.deciders.isEmpty {
                let cells = value.deciders.prefix(Self.decidersMax).map(short).joined(separator: ", ")
                let more = value.deciders.count > Self.decidersMax ? " …" : ""
                lines += folded(say("también depende de ", "depends on ") + cells + more, "    ", width)
            }
            if let today = value.today { lines += folded(changed(today), "  ≠ ", width) }
            return lines
        }
    }

    /// A narrow screen has no room for the rules; `trace ID FIELD` tells them.
    private static let ruleFrom = 120
    private static let tableFrom = 90
    private static let decidersMax = 8
    private static let tableMax = 3

    /// What judging the order again proved.
    var proof: String {
        guard !trace.isProved else {
            return say(
                "Comprobado: la orden archivada, juzgada otra vez, da exactamente estos valores.",
                "Proved: the archived order, judged again, gives exactly these values.")
        }
        let paths = trace.values.filter { $0.today != nil }.map(\.leaf.path)
        let list = paths.prefix(Self.decidersMax).joined(separator: ", ") + (paths.count > Self.decidersMax ? " …" : "")
        return say(
            "Hoy la orden archivada da otros valores en: \(list). El registro de clientes, la configuración o el programa cambiaron desde "
                + "entonces; de esos valores no se puede probar el origen.",
            "Today the archived order gives other values in: \(list). The client registry, the configuration or the program has changed since; "
                + "where those values came from can't be proved.")
    }

    private func changed(_ today: String) -> String {
        today.isEmpty
            ? say("hoy no saldría", "today it wouldn't go out")
            : say("hoy sería \(shown(today))", "today it would be \(shown(today))")
    }

    private func shown(_ text: String) -> String {
        var kept = Substring(text)
        while kept.last == " " { kept.removeLast() }
        return printable(String(kept))
    }

    private func origin(_ value: DocumentTrace.Value) -> String {
        if !value.sources.isEmpty { return value.sources.map(short).joined(separator: " + ") }
        guard let field = value.field else { return "" }
        guard !value.deciders.isEmpty else { return words(field) }
        let cells = value.deciders.prefix(Self.tableMax).map(short).joined(separator: ", ")
        return say("según ", "by ") + cells + (value.deciders.count > Self.tableMax ? " …" : "")
    }

    private func words(_ field: PayloadField) -> String {
        let words = field.words[language]
        return switch field.origin {
        case .constant: words
        case .configuration: say("configuración: ", "configuration: ") + words
        case .intent: say("al enviar: ", "on sending: ") + words
        case .cell: say("por omisión: ", "by default: ") + words
        case .computed: say("calculado: ", "computed: ") + words
        case .invoice: say("de su factura: ", "from its invoice: ") + words
        }
    }

    /// `client_ruc 4:6`.
    private func short(_ source: DocumentTrace.Source) -> String {
        switch source.origin {
        case .registry: return "\(source.key.name) (\(say("cliente", "client")) \(printable(trace.client ?? "")))"
        case .profile: return "\(source.key.name) (\(say("perfil", "profile")))"
        case .file:
            let column = source.place?.column.map { ":\($0)" } ?? ""
            return "\(source.key.name) \(source.place.map { "\($0.line)" } ?? "")\(column)"
        }
    }

    private func describe(_ source: DocumentTrace.Source) -> String {
        let name = source.key.name
        switch source.origin {
        case .registry:
            return say(
                "\(name) del registro de clientes, cliente \(printable(trace.client ?? "")): «\(printable(source.text))»",
                "\(name) of the client registry, client \(printable(trace.client ?? "")): “\(printable(source.text))”")
        case .profile:
            return say(
                "\(name), valor por omisión del perfil: «\(printable(source.text))»",
                "\(name), the profile's default: “\(printable(source.text))”")
        case .file:
            let header = source.header.map { $0 == name ? "" : say(" «\(printable($0))»", " “\(printable($0))”") } ?? ""
            let line = source.place?.line ?? 0
            let column = source.place?.column ?? 0
            let text = printable(source.raw ?? source.text)
            return say(
                "\(name): \(printable(trace.input.name)), línea \(line), columna \(column)\(header): «\(text)»",
                "\(name): \(printable(trace.input.name)), line \(line), column \(column)\(header): “\(text)”")
        }
    }

    private func folded(_ text: String, _ mark: String, _ width: Int) -> [String] {
        let indent = String(repeating: " ", count: displayWidth(mark))
        return fold(text, width: width - indent.count).enumerated().map { ($0 == 0 ? mark : indent) + $1 }
    }

    // MARK: - JSON

    var json: JSONValue {
        [
            "schema": "pacbatch.trace", "schema_version": 1, "order_id": JSONValue(trace.row.orderID),
            "company": .string(trace.row.company), "input": .string(trace.input.name), "place": JSONValue(trace.input.place),
            "payload": .string(trace.payload.rawValue), "proved": .bool(trace.isProved), "client": JSONValue(trace.client),
            "values": .array(values.map(json)),
        ]
    }

    private func json(_ value: DocumentTrace.Value) -> JSONValue {
        [
            "path": .string(value.leaf.path), "value": .string(value.leaf.text), "rule": JSONValue(value.field?.rule),
            "without_cell": JSONValue(value.field.map(words)), "sources": .array(value.sources.map(json)),
            "depends_on": .array(value.deciders.map(json)), "today": JSONValue(value.today),
        ]
    }

    private func json(_ source: DocumentTrace.Source) -> JSONValue {
        var object = JSONObject()
        object["column_name"] = .string(source.key.name)
        object["origin"] = .string(source.origin.rawValue)
        object["line"] = source.place.map { JSONValue($0.line) } ?? .null
        object["column"] = source.place?.column.map { JSONValue($0) } ?? .null
        object["header"] = JSONValue(source.header)
        object["text"] = .string(source.text)
        object["as_it_stood"] = .string(source.raw ?? source.text)
        return .object(object)
    }
}

extension DocumentTrace.Refusal {
    /// What is in the way.
    var wording: Wording {
        switch self {
        case .noPayload(let state):
            Wording(
                es: "Este documento (\(state.rawValue)) no tiene nada que enviar, así que no hay valores que rastrear.",
                en: "This document (\(state.rawValue)) has nothing to send, so there are no values to trace.")
        case .fileMissing(let place):
            Wording(
                es: "El archivo \(printable(place)) no está: sin él no se puede decir de qué celda salió un valor.",
                en: "The file \(printable(place)) isn't there: without it nobody can tell from which cell a value came.")
        case .fileChanged(let place):
            Wording(
                es:
                    "El archivo \(printable(place)) no es el que entró (su SHA-256 es otro): no prueba nada. Restáurelo de un respaldo.",
                en:
                    "The file \(printable(place)) isn't the one that came in (its SHA-256 is another): it proves nothing. Restore it from a backup."
            )
        case .recordMissing(let name):
            Wording(
                es: "En \(printable(name)) ya no se lee esa orden: ¿se quitó su perfil de la configuración?",
                en: "That order can't be read in \(printable(name)) any more: was its profile taken out of the configuration?")
        }
    }
}

extension Wording {
    static func unknownPayloadField(_ field: String, nearest: String?) -> Wording {
        Wording(
            es:
                "En lo que se envía no hay «\(printable(field))».\(nearest.map { " ¿Quiso decir \($0)?" } ?? "") Sin CAMPO se ve todo.",
            en:
                "Nothing called “\(printable(field))” is sent.\(nearest.map { " Did you mean \($0)?" } ?? "") Without FIELD all is shown."
        )
    }
}
