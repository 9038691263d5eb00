import Fiscal
import JSONText

/// One line of the log.
struct LogEntry: Sendable {
    enum Level: String, Sendable {
        case info, warning, error
    }

    /// A value, typed by what it may show.
    enum Value: Sendable {
        /// A word of the program's own or of the PAC's: only what looks personal is hidden.
        case text(String)
        case number(Int)
        case amount(Amount)
        case flag(Bool)
        case milliseconds(Duration)
        case ruc(String)
        case name(String)
        case email(String)
    }

    let level: Level
    /// What happened, a short constant such as `post.sent`.
    let event: String
    var file: String?
    /// The document's id in the ledger.
    var document: Int64?
    var fields: [(key: String, value: Value)]

    init(
        _ level: Level, _ event: String, file: String? = nil, document: Int64? = nil, _ fields: [(key: String, value: Value)] = []
    ) {
        self.level = level
        self.event = event
        self.file = file
        self.document = document
        self.fields = fields
    }

    /// The entry as one JSON object.
    func json(time: String, run: String?) -> JSONValue {
        var object = JSONObject([
            .init(key: "time", value: .string(time)), .init(key: "level", value: .string(level.rawValue)),
            .init(key: "event", value: .string(event)),
        ])
        object["run"] = run.map { .string($0) }
        object["file"] = file.map { .string(Mask.text($0)) }
        object["document"] = document.map { .number(String($0)) }
        for field in fields { object[field.key] = field.value.json }
        return .object(object)
    }
}

extension LogEntry.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .text(let text): .string(Mask.text(text))
        case .number(let number): JSONValue(number)
        case .amount(let amount): .string(amount.text(minimumDecimals: 2))
        case .flag(let flag): .bool(flag)
        case .milliseconds(let duration): JSONValue(duration.wholeMilliseconds)
        case .ruc(let text): .string(Mask.ruc(text))
        case .name(let text): .string(Mask.name(text))
        case .email(let text): .string(Mask.email(text))
        }
    }
}
