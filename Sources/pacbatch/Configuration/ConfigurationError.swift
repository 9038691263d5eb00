import Fiscal
import JSONText

/// Why there is no configuration: facts only, worded in `Texts+Configuration.swift`. Exit code 2.
enum ConfigurationError: Error, Sendable, Equatable {
    /// There is no `pacbatch.json` where the workspace should be.
    case missing(path: String)
    case unreadable(path: String, errno: Int32)
    case tooLarge(path: String, limit: Int)
    case notJSON(path: String, JSONError)
    /// The file of `catalogues.override`; `place` is the list or code that is wrong.
    case override(path: String, place: String)
    /// Everything that is wrong with it, in the order of the file.
    case problems([ConfigurationProblem])
}

/// One thing wrong with the configuration.
struct ConfigurationProblem: Sendable, Equatable {
    /// JSON path, `companies[0].ruc`, or the variable that overrides it.
    let path: String
    /// What stands there, as JSON text cut to 60 characters; nil where nothing stands, or where it could be a secret.
    let value: String?
    let kind: Kind

    enum Kind: Sendable, Equatable {
        case unknownKey(nearest: String?)
        case missing
        case expected(Expectation)
        /// The same id twice.
        case repeated
        /// A company without the PAC's id (rulebook 7.10).
        case pacCompanyMissing(company: String)
        /// What the rules find wrong with the company's own RUC or check digits.
        case fault(Fault)
        case unknownRule(nearest: String?)
        case fixedRule
        case notSecure
        /// The key itself, or another thing than where it is.
        case secretInPlain
        /// Neither the PAC nor the company has one.
        case apiKeyMissing(company: String)
    }

    /// What should stand there.
    enum Expectation: Sendable, Equatable {
        case object, list, text, trueOrFalse, duration, secretSource, name, url
        case wholeNumber(ClosedRange<Int>)
        case number
        case digits(Int)
        case lettersAndDigits(Int)
        case listOf(atLeast: Int, atMost: Int)
        case words([String], nearest: String?)
    }
}
