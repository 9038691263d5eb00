import Catalogues
import Fiscal
import JSONText

/// Reads the members of JSON objects and collects everything that is wrong with them; what is wrong is read as absent.
struct ConfigurationReader {
    private(set) var problems: [ConfigurationProblem] = []
    /// Paths whose value came from an environment variable: problems name the variable.
    let origins: [String: String]

    init(origins: [String: String] = [:]) {
        self.origins = origins
    }

    /// One JSON object and where it stands.
    struct Section {
        let path: String
        let object: JSONObject

        func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

        /// The value of a key; null counts as absent.
        subscript(key: String) -> JSONValue? {
            guard let value = object[key], value != .null else { return nil }
            return value
        }
    }

    /// Notes a problem.
    mutating func note(_ kind: ConfigurationProblem.Kind, at path: String, value: JSONValue? = nil) {
        problems.append(
            ConfigurationProblem(path: origins[path] ?? path, value: value.map { clipped($0.text, to: 60) }, kind: kind))
    }

    /// Takes a value as an object that may have these keys.
    mutating func section(_ value: JSONValue, at path: String, keys: [String]) -> Section? {
        guard let object = value.object else {
            note(.expected(.object), at: path, value: value)
            return nil
        }
        let section = Section(path: path, object: object)
        for key in object.keys where !keys.contains(key) {
            note(.unknownKey(nearest: nearest(to: key, among: keys)), at: section.path(of: key))
        }
        return section
    }

    /// The object under a key; nil when it's absent or wrong.
    mutating func section(_ section: Section, _ key: String, keys: [String]) -> Section? {
        guard let value = section[key] else { return nil }
        return self.section(value, at: section.path(of: key), keys: keys)
    }

    /// A member that must be there.
    mutating func required<Value>(
        _ section: Section, _ key: String, _ read: (inout ConfigurationReader, Section, String) -> Value?
    ) -> Value? {
        if section[key] == nil { note(.missing, at: section.path(of: key)) }
        return read(&self, section, key)
    }

    /// A text with something in it.
    mutating func text(_ section: Section, _ key: String) -> String? {
        take(section, key, .text) { value in value.string.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
    }

    mutating func flag(_ section: Section, _ key: String) -> Bool? {
        take(section, key, .trueOrFalse) { $0.bool }
    }

    mutating func integer(_ section: Section, _ key: String, in range: ClosedRange<Int>) -> Int? {
        take(section, key, .wholeNumber(range)) { value in
            guard case .number(let text) = value, let amount = try? Amount(text: text), amount.micros % 1_000_000 == 0 else {
                return nil
            }
            let number = Int(amount.micros / 1_000_000)
            return range.contains(number) ? number : nil
        }
    }

    /// A number above 0 and up to 10⁹.
    mutating func positive(_ section: Section, _ key: String) -> Amount? {
        take(section, key, .number) { value in
            guard case .number(let text) = value, let amount = try? Amount(text: text), amount > .zero,
                amount.micros <= 1_000_000_000_000_000
            else { return nil }
            return amount
        }
    }

    /// A duration as a text, `15m`.
    mutating func duration(_ section: Section, _ key: String) -> Duration? {
        take(section, key, .duration) { $0.string.flatMap { Duration(optionText: $0) } }
    }

    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ section: Section, _ key: String, _: Word.Type
    ) -> Word? where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        let likely = section[key]?.string.flatMap { nearest(to: $0, among: words) }
        return take(section, key, .words(words, nearest: likely)) { $0.string.flatMap(Word.init(rawValue:)) }
    }

    /// So many decimal digits, not all zero unless `zero` says so.
    mutating func digits(_ section: Section, _ key: String, count: Int, zero: Bool) -> String? {
        take(section, key, .digits(count)) { value in
            guard let text = value.string, text.utf8.count == count, let number = wholeNumber(text), zero || number > 0 else {
                return nil
            }
            return text
        }
    }

    /// So many ASCII letters or digits.
    mutating func lettersAndDigits(_ section: Section, _ key: String, count: Int) -> String? {
        take(section, key, .lettersAndDigits(count)) { value in
            guard let text = value.string, text.utf8.count == count,
                text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            else {
                return nil
            }
            return text
        }
    }

    /// A name that can be a folder's: 1 to 64 ASCII letters, digits, `-`, `_` and `.`, the first a letter or digit.
    mutating func name(_ section: Section, _ key: String) -> String? {
        take(section, key, .name) { value in
            guard let text = value.string, (1...64).contains(text.utf8.count), let first = text.first,
                first.isLetter || first.isNumber,
                text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
            else { return nil }
            return text
        }
    }

    /// The elements of a list with their paths; empty when it's absent or wrong.
    mutating func list(_ section: Section, _ key: String) -> [(value: JSONValue, path: String)] {
        let elements = take(section, key, .list) { $0.array } ?? []
        return elements.enumerated().map { ($1, "\(section.path(of: key))[\($0)]") }
    }

    /// An object whose values are texts or numbers.
    mutating func texts(_ section: Section, _ key: String) -> [String: String] {
        guard let members = take(section, key, .object, { $0.object }) else { return [:] }
        return texts(members, at: section.path(of: key))
    }

    /// The members of an object whose values are texts or numbers.
    mutating func texts(_ object: JSONObject, at path: String) -> [String: String] {
        var texts: [String: String] = [:]
        for member in object.members {
            if let text = member.value.scalarText {
                texts[member.key] = text
            } else {
                note(.expected(.text), at: "\(path).\(member.key)", value: member.value)
            }
        }
        return texts
    }

    mutating func take<Value>(
        _ section: Section, _ key: String, _ expected: ConfigurationProblem.Expectation, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let value = section[key] else { return nil }
        guard let taken = read(value) else {
            note(.expected(expected), at: section.path(of: key), value: value)
            return nil
        }
        return taken
    }
}
