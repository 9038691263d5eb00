internal import Fiscal

/// What a profile does to cells: values that stand for others, and values for what is empty (product.md 6, Profiles).
struct ProfileCells: Sendable {
    /// True when no cell is changed.
    let isEmpty: Bool
    private let values: [Column: [String: String]]
    private let orderDefaults: [(key: OrderKey, text: [UInt8])]
    private let lineDefaults: [(key: LineKey, text: [UInt8])]

    init(_ profile: Profile?) {
        values = Dictionary(
            (profile?.values ?? [:]).map { (Column(named: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        isEmpty = values.isEmpty
        let defaults = (profile?.defaults ?? [:]).sorted { $0.key < $1.key }.map { (Column(named: $0.key), Array($0.value.utf8)) }
        orderDefaults = defaults.compactMap { if case .order(let key) = $0.0 { (key, $0.1) } else { nil } }
        lineDefaults = defaults.compactMap { if case .line(let key) = $0.0 { (key, $0.1) } else { nil } }
    }

    /// True when some cells of the column stand for others.
    func maps(_ column: Column) -> Bool { values[column] != nil }

    /// What a cell stands for.
    func mapped(_ text: [UInt8], _ column: Column) -> [UInt8] {
        guard let known = values[column], let value = known[String(decoding: text, as: UTF8.self)] else { return text }
        return Array(value.utf8)
    }

    /// Fills what the file left empty.
    func applyDefaults(_ record: inout OrderRecord) {
        for entry in orderDefaults where record.isEmpty(entry.key) {
            record.set(entry.key, entry.text.span, line: record.location(entry.key).line, column: 0)
        }
        guard !lineDefaults.isEmpty else { return }
        for index in 0..<record.lineCount {
            for entry in lineDefaults where record.isEmpty(line: index, entry.key) {
                record.set(line: index, entry.key, entry.text.span)
            }
        }
    }
}
