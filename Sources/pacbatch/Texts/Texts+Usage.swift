import Fiscal

// Words for command lines that aren't understood.
extension UsageError {
    /// What is wrong, what would be right, and where to read more.
    func message(in language: Language) -> String {
        "\(wording[language])\n\(helpHint[language])"
    }

    private var wording: Wording {
        switch self {
        case .noCommand:
            Wording(es: "Falta la orden.", en: "A command is missing.")
        case .unknownCommand(let name, let nearest):
            Wording(
                es: "No existe la orden «\(name)».\(meant(nearest)[.es])",
                en: "There is no command “\(name)”.\(meant(nearest)[.en])")
        case .missingSubcommand(let group, let choices):
            Wording(
                es: "Después de «\(group)» falta qué hacer: \(choices.joined(separator: ", ")).",
                en: "“\(group)” needs to know what to do: \(choices.joined(separator: ", ")).")
        case .unknownOption, .missingValue, .unexpectedValue, .missingOption, .missingOneOf, .conflict: optionWording
        case .badValue(let name, let value, let expected), .badOperand(let name, let value, let expected):
            Wording(
                es: "\(name): «\(value)» no sirve. \(expected.wording[.es])",
                en: "\(name): “\(value)” won't do. \(expected.wording[.en])")
        case .missingOperand(let name, let command):
            Wording(es: "A «\(command)» le falta \(name).", en: "“\(command)” needs \(name).")
        case .extraOperand(let text, let command):
            Wording(es: "«\(command)» no espera «\(text)».", en: "“\(command)” doesn't expect “\(text)”.")
        }
    }

    private var optionWording: Wording {
        switch self {
        case .unknownOption(let option, let command, let nearest):
            command.isEmpty
                ? Wording(
                    es: "No existe la opción \(option).\(meant(nearest)[.es])",
                    en: "There is no option \(option).\(meant(nearest)[.en])")
                : Wording(
                    es: "«\(command)» no tiene la opción \(option).\(meant(nearest)[.es])",
                    en: "“\(command)” has no option \(option).\(meant(nearest)[.en])")
        case .missingValue(let option):
            Wording(es: "A \(option) le falta su valor.", en: "\(option) needs a value.")
        case .unexpectedValue(let option):
            Wording(es: "\(option) no lleva valor.", en: "\(option) takes no value.")
        case .missingOption(let option, let command):
            Wording(es: "«\(command)» necesita \(option).", en: "“\(command)” needs \(option).")
        case .missingOneOf(let options, let command):
            Wording(
                es: "«\(command)» necesita \(options.joined(separator: " o ")).",
                en: "“\(command)” needs \(options.joined(separator: " or ")).")
        case .conflict(let one, let other):
            Wording(es: "\(one) y \(other) no van juntas.", en: "\(one) and \(other) don't go together.")
        case .noCommand, .unknownCommand, .missingSubcommand, .badValue, .badOperand, .missingOperand, .extraOperand:
            Wording(es: "", en: "")
        }
    }

    private func meant(_ nearest: String?) -> Wording {
        guard let nearest else { return Wording(es: "", en: "") }
        return Wording(es: " ¿Quiso decir \(nearest)?", en: " Did you mean \(nearest)?")
    }

    /// The command whose help says more; empty: the program's.
    private var helpTopic: String {
        switch self {
        case .unknownOption(_, let command, _), .missingOperand(_, let command), .extraOperand(_, let command),
            .missingOption(_, let command), .missingOneOf(_, let command):
            command
        case .missingSubcommand(let group, _): group
        case .noCommand, .unknownCommand, .missingValue, .unexpectedValue, .badValue, .badOperand, .conflict: ""
        }
    }

    private var helpHint: Wording {
        let line = helpTopic.isEmpty ? "pacbatch --help" : "pacbatch \(helpTopic) --help"
        return Wording(es: "Ayuda: \(line)", en: "Help: \(line)")
    }
}

extension UsageError.Expected {
    var wording: Wording {
        switch self {
        case .duration: Wording(es: "Se espera una duración: 90s, 5m, 1h.", en: "A duration is expected: 90s, 5m, 1h.")
        case .clockTime: Wording(es: "Se espera una hora: 05:30.", en: "A time of day is expected: 05:30.")
        case .amount: Wording(es: "Se espera un monto: 1234.56.", en: "An amount is expected: 1234.56.")
        case .count: Wording(es: "Se espera un número entero desde 0.", en: "A whole number from 0 is expected.")
        case .countOrPercent:
            Wording(
                es: "Se espera un número entero (5) o un porcentaje (2%).",
                en: "A whole number (5) or a percentage (2%) is expected.")
        case .moment:
            Wording(
                es: "Se espera una fecha (2026-11-20, 20/11/2026) o una duración (2d).",
                en: "A date (2026-11-20, 20/11/2026) or a duration (2d) is expected.")
        case .period: Wording(es: "Se espera un mes: 2026-11.", en: "A month is expected: 2026-11.")
        case .text: Wording(es: "Se espera un texto.", en: "A text is expected.")
        case .emailAddress:
            Wording(es: "Se espera un correo: pagos@ejemplo.com.", en: "An e-mail address is expected: payments@example.com.")
        case .words(let words, let nearest):
            Wording(
                es: "Se espera uno de: \(words.joined(separator: ", ")).\(nearest.map { " ¿Quiso decir \($0)?" } ?? "")",
                en: "One of these is expected: \(words.joined(separator: ", ")).\(nearest.map { " Did you mean \($0)?" } ?? "")")
        }
    }
}
