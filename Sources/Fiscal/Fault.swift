/// What a fault does to its document (rulebook, introduction).
public enum Severity: String, Sendable, CaseIterable {
    /// Blocks the document.
    case error
    /// Travels into results and manifest.
    case warning
    /// Tells about a default or a cut.
    case info
}

/// A place in an input file. The file itself is known by whoever reads it.
public struct SourceLocation: Sendable, Equatable {
    /// Physical line, from 1.
    public let line: Int
    /// CSV: the column's place in the row, from 1, as a spreadsheet counts. JSON and XML: the byte in the line, from 1. Nil: the whole row.
    public let column: Int?

    /// Makes a place.
    public init(line: Int, column: Int?) {
        self.line = line
        self.column = column
    }
}

/// Something wrong with the user's data, or decided for it: a value that is collected and reported, never thrown.
public struct Fault: Sendable, Equatable {
    /// Which rule.
    public let code: FaultCode
    /// How much it weighs, after the configuration's `rules`.
    public var severity: Severity
    /// Where; nil when no place in a file is to blame.
    public let location: SourceLocation?
    /// Canonical key with its index, such as `lines[2].tax_rate`; nil when no field is to blame.
    public let field: String?
    /// The offending text, at most 200 Unicode scalars.
    public let value: String?
    /// What the message's placeholders stand for.
    public let facts: [String: String]

    /// Makes a fault with the code's own severity.
    public init(
        _ code: FaultCode, at location: SourceLocation? = nil, field: String? = nil, value: String? = nil,
        facts: [String: String] = [:]
    ) {
        self.code = code
        self.severity = code.severity
        self.location = location
        self.field = field
        self.value = value.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(200))) }
        self.facts = facts
    }
}

/// The two languages of every text that a user reads.
public enum Language: String, Sendable, CaseIterable {
    case es, en
}

/// A text in both languages. `{name}` is replaced by the fact of that name; `{value}` and `{field}` by the fault's own.
/// What stands in `[ ]` is left out unless each of its placeholders has a fact: `[Did you mean “{nearest}”?]`.
public struct Wording: Sendable, Equatable {
    /// Spanish.
    public let es: String
    /// English.
    public let en: String

    /// Makes a text.
    public init(es: String, en: String) {
        self.es = es
        self.en = en
    }

    /// The text of a language, placeholders and all.
    public subscript(language: Language) -> String {
        switch language {
        case .es: es
        case .en: en
        }
    }
}

/// A rule that refuses or alters something: a stable code, never reused, with its weight, its source and its texts (rulebook, introduction).
/// The codes themselves stand in `Faults/`, one file for each area; `FaultCode.all` lists them.
public struct FaultCode: Sendable, Hashable {
    /// `PB-AREA-NN`, or `AP3063` and `MissingRetentionCode`, which the seeds name.
    public let code: String
    /// Weight without configuration.
    public let severity: Severity
    /// True when the configuration can't change the weight.
    public let isFixed: Bool
    /// The rule's origin: rulebook number, seed, DGI code.
    public let source: String
    /// The seed's own name of this error, for people who know the old words (rulebook 9).
    public let seedName: String?
    /// What is wrong.
    public let message: Wording
    /// What to do about it.
    public let hint: Wording
    /// What goes out when the configuration demotes an error that isn't fixed; nil for every other code.
    public let whenDemoted: Wording?

    /// Makes a code; only the catalogue in `Faults/` does.
    init(
        _ code: String, _ severity: Severity, fixed: Bool = false, source: String, seedName: String? = nil,
        message: Wording, hint: Wording, whenDemoted: Wording? = nil
    ) {
        self.code = code
        self.severity = severity
        self.isFixed = fixed
        self.source = source
        self.seedName = seedName
        self.message = message
        self.hint = hint
        self.whenDemoted = whenDemoted
    }

    /// The same code.
    public static func == (left: FaultCode, right: FaultCode) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The code of that name; nil when there is none.
    public init?(named code: String) {
        guard let known = Self.byCode[code] else { return nil }
        self = known
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
}

extension Fault {
    /// What is wrong, in a language.
    public func message(in language: Language) -> String { filled(code.message, language) }

    /// What to do about it, in a language.
    public func hint(in language: Language) -> String { filled(code.hint, language) }

    private func filled(_ wording: Wording, _ language: Language) -> String {
        var text = ""
        var rest = Substring(wording[language])
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            text += withFacts(rest[..<open], language) ?? ""
            text += withFacts(rest[rest.index(after: open)..<close], language, optional: true) ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + (withFacts(rest, language) ?? "")
    }

    /// The text with its placeholders replaced; nil when it is optional and a fact is missing.
    private func withFacts(_ template: Substring, _ language: Language, optional: Bool = false) -> String? {
        var text = ""
        var rest = template
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            let fact = facts[name] ?? (name == "value" ? value : name == "field" ? field : nil)
            if fact == nil, optional { return nil }
            text += rest[..<open]
            text += fact.map { FaultTerm.told($0, of: name, in: language) } ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
