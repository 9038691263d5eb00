import Emit
import Fiscal

/// Faults counted by code with the first examples of each, so that a thousand of the same kind are one paragraph.
struct FaultDigest: Sendable {
    /// One code's faults.
    struct Group: Sendable {
        let code: FaultCode
        let severity: Severity
        fileprivate(set) var count = 0
        fileprivate(set) var examples: [Example] = []
    }

    /// One fault and where it is.
    struct Example: Sendable {
        let fault: Fault
        /// The input file's name.
        let file: String?
        /// The order key or whatever else names the document to its user.
        let document: String?
    }

    private static let examplesMax = 3

    private var groups: [String: Group] = [:]

    /// How many faults of a severity were added.
    private(set) var totals: [Severity: Int] = [:]

    /// Counts a fault.
    mutating func add(_ fault: Fault, file: String?, document: String?) {
        // The same code may be demoted for one company and not for another.
        let key = fault.severity.rawValue + fault.code.code
        var group = groups[key] ?? Group(code: fault.code, severity: fault.severity)
        group.count += 1
        if group.examples.count < Self.examplesMax {
            group.examples.append(Example(fault: fault, file: file, document: document))
        }
        groups[key] = group
        totals[fault.severity, default: 0] += 1
    }

    /// Takes over what a run has counted.
    init(_ details: ReportDetails) {
        for group in details.faultGroups {
            var own = Group(code: group.code, severity: group.severity)
            own.count = group.count
            own.examples = group.examples.map { Example(fault: $0.fault, file: $0.inputName, document: $0.order) }
            groups[group.severity.rawValue + group.code.code] = own
            totals[group.severity, default: 0] += group.count
        }
    }

    /// Counts nothing yet.
    init() {}

    /// The groups: errors first, then by count, then by code.
    var sortedGroups: [Group] {
        groups.values.sorted { left, right in
            if left.severity != right.severity { return left.severity.rank < right.severity.rank }
            if left.count != right.count { return left.count > right.count }
            return left.code.code < right.code.code
        }
    }

    /// Prints all groups.
    func show(on screen: Screen, language: Language) {
        for group in sortedGroups {
            screen.say("\(group.severity.word[language]) \(group.code.code) × \(grouped(group.count))", group.severity.tone)
            for line in group.lines(width: screen.width, language: language) { screen.say(line) }
        }
        if let first = sortedGroups.first { screen.say(Wording.moreAbout(first.code)[language], .faint) }
    }
}

extension FaultDigest.Group {
    /// The examples with their places, how many more there are, and what to do: once where it's the same for all.
    fileprivate func lines(width: Int, language: Language) -> [String] {
        let shown = examples.prefix(severity.examplesShown)
        let hints = shown.map { $0.fault.hint(in: language) }
        let isCommon = Set(hints).count == 1
        var lines: [String] = []
        for (example, hint) in zip(shown, hints) {
            lines += Self.folded(example.place + example.fault.message(in: language), mark: "  ", width: width)
            if !isCommon { lines += Self.folded(hint, mark: "    → ", width: width) }
        }
        if count > shown.count {
            let more = grouped(count - shown.count)
            lines.append(Wording(es: "  … y \(more) más", en: "  … and \(more) more")[language])
        }
        return isCommon ? lines + Self.folded(hints.first ?? "", mark: "  → ", width: width) : lines
    }

    private static func folded(_ text: String, mark: String, width: Int) -> [String] {
        guard !text.isEmpty else { return [] }
        let indent = mark.contains("→") ? String(repeating: " ", count: displayWidth(mark)) : mark + "  "
        return fold(printable(text), width: width - displayWidth(indent)).enumerated().map { ($0 == 0 ? mark : indent) + $1 }
    }
}

extension FaultDigest.Example {
    /// `orders.csv:17:4 F-1001 lines[2].tax_rate: `
    fileprivate var place: String {
        var file = self.file ?? ""
        if let location = fault.location {
            file += ":\(location.line)" + (location.column.map { ":\($0)" } ?? "")
        }
        let parts = [file, document ?? "", fault.field ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : parts.joined(separator: " ") + ": "
    }
}

extension Severity {
    /// Defaults and cuts are many and alike: one of them shows the kind.
    fileprivate var examplesShown: Int {
        switch self {
        case .error, .warning: 3
        case .info: 1
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }

    fileprivate var tone: Screen.Tone {
        switch self {
        case .error: .bad
        case .warning: .warning
        case .info: .faint
        }
    }

    /// The severity's name in front of a fault.
    var word: Wording {
        switch self {
        case .error: Wording(es: "error", en: "error")
        case .warning: Wording(es: "advertencia", en: "warning")
        case .info: Wording(es: "aviso", en: "info")
        }
    }
}
