import Fiscal

/// What a shell offers for a value.
enum Completion: Sendable, Equatable {
    case nothing, file, directory
    case words([String])
}

/// One option of the command line, as parser, help, completions and manual page know it.
struct OptionRow: Sendable {
    /// The name without its dashes.
    let name: String
    /// What stands for the value in the help; nil: a switch.
    let value: Wording?
    let completion: Completion
    let help: Wording
    /// It may be given several times, each with a value of its own.
    let isRepeatable: Bool

    /// A switch.
    init(_ name: String, es: String, en: String) {
        self.name = name
        self.value = nil
        self.completion = .nothing
        self.help = Wording(es: es, en: en)
        isRepeatable = false
    }

    /// An option with a value.
    init(
        _ name: String, value: Wording, _ completion: Completion = .nothing, isRepeatable: Bool = false, es: String, en: String
    ) {
        self.name = name
        self.value = value
        self.completion = completion
        self.help = Wording(es: es, en: en)
        self.isRepeatable = isRepeatable
    }

    /// The name as it is typed.
    var flag: String { "--" + name }
}

/// One operand of a command.
struct OperandRow: Sendable {
    enum Count: Sendable {
        case one, optional, any
    }

    let name: Wording
    let count: Count
    let completion: Completion

    init(_ name: Wording, _ count: Count = .one, _ completion: Completion = .nothing) {
        self.name = name
        self.count = count
        self.completion = completion
    }

    /// An ID of a document: order key, document id, CUFE or numeration (product.md 5).
    static let documentID = OperandRow(Wording(es: "ID", en: "ID"))
}
