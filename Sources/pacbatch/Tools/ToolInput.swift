import Catalogues
import Fiscal

/// What the words after an offline tool's name say: operands, and options with their values.
struct ToolInput {
    /// Why the words aren't understood.
    enum Refusal: Error, Equatable {
        /// No such option; the nearest that there is.
        case unknownOption(String, nearest: String?)
        /// The option stands last.
        case missingValue(String)
        /// A value that the option doesn't take, and what it takes.
        case badValue(option: String, value: String, form: String)
        /// The tool needs one of these to work on.
        case nothingToDo(needs: String)
        /// More operands than the tool takes.
        case extraOperand(String)
    }

    let operands: [String]
    private let values: [String: String]

    /// Takes the words apart; each option takes one value, `--option value` or `--option=value`.
    init(_ words: [String], options: [String]) throws(Refusal) {
        var operands: [String] = []
        var values: [String: String] = [:]
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("--") else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard options.contains(parts[0]) else {
                throw .unknownOption(parts[0], nearest: nearest(to: parts[0], among: options))
            }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw .missingValue(parts[0]) }
            values[parts[0]] = value
        }
        self.operands = operands
        self.values = values
    }

    /// The value of an option; nil when it wasn't given.
    subscript(option: String) -> String? { values[option] }

    /// The operands, or the lines of standard input when there is none or it is `-`. Empty lines don't count.
    func items(standardInput: () -> String?) -> [String] {
        guard operands.isEmpty || operands == ["-"] else { return operands }
        var lines: [String] = []
        while let line = standardInput() {
            let text = line.drop { $0 == "\u{FEFF}" }
            if text.contains(where: { !$0.isWhitespace }) { lines.append(String(text)) }
        }
        return lines
    }
}

extension ToolInput.Refusal {
    /// What is wrong, in a language.
    func message(in language: Language) -> String {
        let wording =
            switch self {
            case .unknownOption(let option, let nearest):
                Wording(
                    es: "No existe la opción \(option).\(nearest.map { " ¿Quiso decir \($0)?" } ?? "")",
                    en: "There is no option \(option).\(nearest.map { " Did you mean \($0)?" } ?? "")")
            case .missingValue(let option): Wording(es: "A \(option) le falta su valor.", en: "\(option) needs a value.")
            case .badValue(let option, let value, let form):
                Wording(
                    es: "\(option): «\(value)» no sirve. Se espera \(form).",
                    en: "\(option): “\(value)” won't do. Expected: \(form).")
            case .nothingToDo(let needs): Wording(es: "Falta \(needs).", en: "\(needs) is missing.")
            case .extraOperand(let text): Wording(es: "No se espera «\(text)».", en: "“\(text)” isn't expected.")
            }
        return wording[language]
    }
}

/// What a tool gives back: its data, and the program's exit code (product.md 5): 0 all well, 2 usage, 3 something to correct.
typealias ToolOutcome = (output: String, exitCode: Int32)

extension ToolInput.Refusal {
    /// The outcome of words that aren't understood.
    func outcome(in language: Language) -> ToolOutcome { (message(in: language) + "\n", 2) }
}

/// Text in columns, for people.
enum ToolTable {
    /// Rows with their cells under one another, `indent` spaces in; the last column isn't padded.
    static func text(_ rows: [[String]], indent: Int = 2) -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
        let margin = String(repeating: " ", count: indent)
        return rows.map { full in
            let row = full.reversed().drop(while: \.isEmpty).reversed()
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return margin + cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// A fault in two lines: what is wrong with its code, and what to do.
    static func text(_ fault: Fault, in language: Language) -> String {
        let sign = fault.severity == .error ? "✗" : "!"
        return "\(sign) \(fault.message(in: language)) [\(fault.code.code)]\n  → \(fault.hint(in: language))\n"
    }
}
