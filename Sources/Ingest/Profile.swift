internal import Fiscal

/// A mapping of an export's own columns to the canonical ones, chosen by the names in its header (product.md 6, Profiles).
public struct Profile: Sendable, Equatable {
    /// What the profile is called in reports.
    public let name: String
    /// Header names that must all be there for the profile to be chosen.
    public let match: [String]
    /// Header name → canonical name.
    public let columns: [String: String]
    /// Canonical name → what an empty or missing cell holds.
    public let defaults: [String: String]
    /// Canonical name → cell → what it stands for.
    public let values: [String: [String: String]]
    /// The delimiter of its files, where it is known; then it isn't looked for.
    public let delimiter: UInt8?
    /// The decimal sign of its files, where it is known; then it isn't looked for.
    public let decimalSign: DecimalSign?

    /// Makes a profile. Names are compared as headers are: case, spaces and accents don't count.
    public init(
        name: String, match: [String], columns: [String: String], defaults: [String: String] = [:],
        values: [String: [String: String]] = [:], delimiter: UInt8? = nil, decimalSign: DecimalSign? = nil
    ) {
        self.name = name
        self.match = match
        self.columns = columns
        self.defaults = defaults
        self.values = values
        self.delimiter = delimiter
        self.decimalSign = decimalSign
    }

    /// Canonical names in `columns`, `defaults` and `values` that don't exist, for the check of the configuration; sorted.
    public var unknownNames: [String] {
        let names = Array(columns.values) + Array(defaults.keys) + Array(values.keys)
        return Set(names.filter { Column(named: $0).name == nil }).sorted()
    }

    /// True when the header has every name of `match`.
    func fits(_ header: [String]) -> Bool {
        let folded = Set(header.map(Column.fold))
        return !match.isEmpty && match.allSatisfy { folded.contains(Column.fold($0)) }
    }

    /// What a header cell stands for.
    func column(named name: String) -> Column {
        let folded = Column.fold(name)
        guard let mapped = columns.first(where: { Column.fold($0.key) == folded }) else { return Column(named: name) }
        return Column(named: mapped.value)
    }
}
