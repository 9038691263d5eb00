import Fiscal

/// Writes the help of the program and of its commands from the table.
struct HelpText: Sendable {
    let table: CommandTable
    let language: Language

    /// The help of the command or group with these words; of the program without words.
    func text(path: [String]) -> String {
        if let row = table.row(path: path) { return command(row) }
        return path.isEmpty ? program : group(path[0])
    }

    private func say(_ es: String, _ en: String) -> String { Wording(es: es, en: en)[language] }

    private var program: String {
        """
        \(say("pacbatch convierte las exportaciones de la noche en documentos fiscales válidos.", "pacbatch turns the night's exports into legally valid documents."))

        \(say("Uso", "Usage")): pacbatch \(say("<orden> [opciones]", "<command> [options]"))

        \(say("Órdenes", "Commands")):
        \(summaries(table.rows))

        \(say("Opciones de todas las órdenes", "Options of every command")):
        \(options(OptionRow.global))

        \(say("Códigos de salida", "Exit codes")):
        \(exitCodes)

        \(say("Más sobre una orden", "More on a command")): pacbatch \(say("<orden>", "<command>")) --help

        """
    }

    private func group(_ word: String) -> String {
        """
        \(say("Uso", "Usage")): pacbatch \(word) \(say("<qué> [opciones]", "<what> [options]"))

        \(summaries(table.rows.filter { $0.path.first == word }))

        """
    }

    private func command(_ row: CommandRow) -> String {
        var text = "\(row.summary[language].sentence)\n\n\(say("Uso", "Usage")): \(usage(row))\n"
        if !row.details[language].isEmpty { text += "\n" + fold(row.details[language], width: 90).joined(separator: "\n") + "\n" }
        if !row.options.isEmpty { text += "\n\(say("Opciones", "Options")):\n\(options(row.options))\n" }
        let shared = Array(row.allOptions.dropFirst(row.options.count))
        text += "\n\(say("Opciones comunes", "Common options")):\n\(options(shared))\n"
        if !row.examples.isEmpty {
            text += "\n\(say("Ejemplos", "Examples")):\n" + row.examples.map { "  \($0)\n" }.joined()
        }
        return text
    }

    /// One line that shows how a command is called.
    func usage(_ row: CommandRow) -> String {
        let operands = row.operands.map { operand in
            switch operand.count {
            case .one: operand.name[language]
            case .optional: "[\(operand.name[language])]"
            case .any: "[\(operand.name[language])…]"
            }
        }
        return (["pacbatch", row.name] + operands + [say("[opciones]", "[options]")]).joined(separator: " ")
    }

    private func summaries(_ rows: [CommandRow]) -> String {
        twoColumns(rows.map { ($0.name, $0.summary[language]) })
    }

    private func options(_ rows: [OptionRow]) -> String {
        twoColumns(rows.map { ($0.flag + ($0.value.map { " " + $0[language] } ?? ""), $0.help[language]) })
    }

    private var exitCodes: String {
        twoColumns(ExitCode.allCases.map { (String($0.rawValue), $0.meaning[language]) })
    }

    private func twoColumns(_ rows: [(String, String)]) -> String {
        let width = rows.map { displayWidth($0.0) }.max() ?? 0
        return rows.flatMap { left, right in
            fold(right, width: max(96 - width, 30)).enumerated().map { index, line in
                "  " + padded(index == 0 ? left : "", to: width) + "  " + line
            }
        }.joined(separator: "\n")
    }
}

extension String {
    /// The text with a capital first letter and a full stop.
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

extension ExitCode {
    /// What the help says about a code.
    var meaning: Wording {
        switch self {
        case .done: Wording(es: "todo hecho", en: "all done")
        case .internalError: Wording(es: "error interno", en: "internal error")
        case .usage: Wording(es: "uso o configuración", en: "usage or configuration")
        case .badData:
            Wording(
                es: "hay documentos inválidos o rechazados: corrija los datos",
                en: "some documents are invalid or rejected: fix the data")
        case .inDoubt:
            Wording(es: "hay documentos en duda: pacbatch indoubt list", en: "some documents are in doubt: pacbatch indoubt list")
        case .unfinished:
            Wording(es: "queda algo que otra corrida termina sola", en: "something is left that a later run finishes by itself")
        case .setUp: Wording(es: "credenciales o alta de la empresa en el PAC", en: "credentials or company set-up at the PAC")
        case .locked: Wording(es: "otra corrida usa la carpeta de trabajo", en: "another run holds the workspace")
        case .interrupted: Wording(es: "interrumpido", en: "interrupted")
        }
    }
}
