import Catalogues
import Emit
import Fiscal
import Ingest
import JSONText

extension ConfigurationReader {
    /// `profiles`.
    mutating func profiles(_ root: Section) -> (profiles: [Profile], writeBacks: [String: WriteBack]) {
        var names: Set<String> = []
        var writeBacks: [String: WriteBack] = [:]
        let profiles: [Profile] = list(root, "profiles").compactMap { element in
            let keys = ["name", "match", "columns", "defaults", "values", "dialect", "results"]
            guard let section = section(element.value, at: element.path, keys: keys) else { return nil }
            guard let profile = profile(section) else { return nil }
            if !names.insert(profile.name).inserted { note(.repeated, at: section.path(of: "name"), value: section["name"]) }
            writeBacks[profile.name] = writeBack(section, delimiter: profile.delimiter, decimal: profile.decimalSign)
            return profile
        }
        return (profiles, writeBacks)
    }

    private mutating func profile(_ section: Section) -> Profile? {
        let name = required(section, "name") { $0.text($1, $2) }
        let match = required(section, "match") { $0.headers($1, $2) }
        let columns = texts(section, "columns")
        for (header, key) in columns.sorted(by: { $0.key < $1.key }) where !isCanonical(key) {
            unknownColumn(key, at: "\(section.path).columns.\(header)")
        }
        let defaults = texts(section, "defaults")
        for key in defaults.keys.sorted() where !isCanonical(key) { unknownColumn(key, at: "\(section.path).defaults.\(key)") }
        let values = values(section)
        let dialect = self.section(section, "dialect", keys: ["delimiter", "decimal"])
        let delimiter = dialect.flatMap { cellDelimiter($0) }
        let decimal = dialect.flatMap { word($0, "decimal", DecimalSign.self) }
        guard let name, let match else { return nil }
        return Profile(
            name: name, match: match, columns: columns, defaults: defaults, values: values, delimiter: delimiter,
            decimalSign: decimal)
    }

    /// One of the signs that exports use between cells; a tab is written `\t`.
    private mutating func cellDelimiter(_ section: Section) -> UInt8? {
        guard let value = section["delimiter"] else { return nil }
        guard let text = value.string, [",", ";", "\t", "|"].contains(text) else {
            note(
                .expected(.words([",", ";", "\\t", "|"], nearest: nil)), at: section.path(of: "delimiter"), value: value)
            return nil
        }
        return text.utf8.first
    }

    private mutating func headers(_ section: Section, _ key: String) -> [String]? {
        let elements = list(section, key)
        guard section[key]?.array != nil, !elements.isEmpty else {
            if section[key]?.array != nil { note(.expected(.listOf(atLeast: 1, atMost: 512)), at: section.path(of: key)) }
            return nil
        }
        return elements.compactMap { element in
            guard let header = element.value.string else {
                note(.expected(.text), at: element.path, value: element.value)
                return nil
            }
            return header
        }
    }

    private mutating func values(_ section: Section) -> [String: [String: String]] {
        guard let object = take(section, "values", .object, { $0.object }) else { return [:] }
        var values: [String: [String: String]] = [:]
        for member in object.members {
            let path = "\(section.path).values.\(member.key)"
            if !isCanonical(member.key) { unknownColumn(member.key, at: path) }
            guard let pairs = member.value.object else {
                note(.expected(.object), at: path, value: member.value)
                continue
            }
            values[member.key] = texts(pairs, at: path)
        }
        return values
    }

    private func isCanonical(_ key: String) -> Bool {
        OrderKey(name: key) != nil || LineKey(name: key) != nil
    }

    private mutating func unknownColumn(_ key: String, at path: String) {
        let names = OrderKey.allCases.map(\.name) + LineKey.allCases.map(\.name)
        note(.unknownKey(nearest: nearest(to: key, among: names)), at: path)
    }
}
