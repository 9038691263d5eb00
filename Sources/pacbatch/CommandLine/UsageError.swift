import Fiscal

/// Why a command line isn't understood: facts only, worded in `Texts+Usage.swift`. Always exit code 2.
enum UsageError: Error, Sendable, Equatable {
    case noCommand
    case unknownCommand(String, nearest: String?)
    /// A group such as `indoubt` without the word that says what to do.
    case missingSubcommand(group: String, choices: [String])
    case unknownOption(String, command: String, nearest: String?)
    case missingValue(option: String)
    /// A switch that was given a value, `--quiet=1`.
    case unexpectedValue(option: String)
    case badValue(option: String, value: String, expected: Expected)
    case badOperand(name: String, value: String, expected: Expected)
    case missingOperand(name: String, command: String)
    case extraOperand(String, command: String)
    case missingOption(String, command: String)
    /// None of these options was given where one must be.
    case missingOneOf([String], command: String)
    case conflict(String, String)

    /// What a value should have looked like.
    enum Expected: Sendable, Equatable {
        case duration, clockTime, amount, count, countOrPercent, moment, period
        case text, emailAddress
        case words([String], nearest: String?)
    }
}
