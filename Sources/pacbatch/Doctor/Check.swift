import Fiscal
import JSONText

/// One thing that `doctor` looked at.
struct Check: Sendable, Equatable {
    enum Level: String, Sendable, CaseIterable {
        case ok, warn, fail
    }

    /// Stable name: `folders`, `configuration`, `secret.acme`.
    let name: String
    let level: Level
    let detail: Wording
    /// What to do; nil where nothing is to be done.
    let hint: Wording?
    /// What a failure makes of the program's exit code.
    let failure: ExitCode

    init(_ name: String, _ level: Level, _ detail: Wording, hint: Wording? = nil, failure: ExitCode = .usage) {
        self.name = name
        self.level = level
        self.detail = detail
        self.hint = hint
        self.failure = failure
    }

    func json(_ language: Language) -> JSONValue {
        [
            "name": .string(name), "level": .string(level.rawValue), "detail": .string(detail[language]),
            "hint": JSONValue(hint?[language]),
        ]
    }
}

extension Check.Level {
    var word: Wording {
        switch self {
        case .ok: Wording(es: "bien", en: "ok")
        case .warn: Wording(es: "ojo", en: "warn")
        case .fail: Wording(es: "mal", en: "fail")
        }
    }

    var tone: Screen.Tone {
        switch self {
        case .ok: .good
        case .warn: .warning
        case .fail: .bad
        }
    }
}
