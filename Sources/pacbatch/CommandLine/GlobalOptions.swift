import Fiscal

/// What every command may be told (product.md 5).
struct GlobalOptions: Sendable, Equatable {
    var language: Language = .en
    /// Data as JSON.
    var json = false
    /// No messages but errors.
    var quiet = false
    /// False: no colours, whatever the terminal.
    var color = true
    /// The workspace's folder.
    var workspace = "."
    /// Where the log goes, if anywhere.
    var log: String?

    /// What holds when nothing is said.
    init(environment: Environment) {
        language = Language(environment: environment)
        color = environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        workspace = environment["PACBATCH_WORKSPACE"] ?? "."
    }
}

extension Language {
    /// The language of the environment: Spanish when the locale of messages starts with `es`.
    init(environment: Environment) {
        let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
        self = locale.lowercased().hasPrefix("es") ? .es : .en
    }
}
