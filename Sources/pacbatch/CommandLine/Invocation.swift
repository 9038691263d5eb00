import Fiscal

/// A whole command line, read and checked.
struct Invocation: Sendable, Equatable {
    let command: Command
    let global: GlobalOptions

    /// Reads the words after the program's name.
    /// - Throws: `UsageError`, the first fault from the left.
    static func parse(
        _ words: [String], table: CommandTable = .all, environment: Environment
    ) throws(UsageError) -> Invocation {
        var reader = CommandLineReader(words: words, table: table, global: GlobalOptions(environment: environment))
        let command = try reader.command()
        return Invocation(command: command, global: reader.global)
    }

    /// The language to complain in when the command line itself isn't understood.
    static func language(of words: [String], environment: Environment) -> Language {
        statedLanguage(words) ?? Language(environment: environment)
    }

    /// The language that a line asks for with `--lang`, however wrong the rest of it is; nil when it doesn't.
    static func statedLanguage(_ words: [String]) -> Language? {
        var language: Language?
        for (index, word) in words.enumerated() {
            if word == "--" { break }
            let next = index + 1 < words.count ? words[index + 1] : ""
            let value = word == OptionRow.lang.flag ? next : word.hasPrefix("--lang=") ? String(word.dropFirst(7)) : ""
            language = Language(rawValue: value) ?? language
        }
        return language
    }
}
