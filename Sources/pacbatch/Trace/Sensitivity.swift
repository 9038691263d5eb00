import Fiscal
import JSONText
import Transform

/// Which cells decide about which values of a payload, found out by changing each cell and judging the order again: nothing is written down
/// twice, so nothing can go out of date. Every rule that can be demoted is demoted meanwhile, so that an odd cell still gives a payload.
struct Sensitivity {
    /// A cell of the order, or of one of its lines (from 0).
    enum CellKey: Hashable {
        case order(OrderKey)
        case line(Int, LineKey)

        /// The canonical name of its column.
        var name: String {
            switch self {
            case .order(let key): key.name
            case .line(_, let key): key.name
            }
        }
    }

    /// Path → the cells whose change changes it, in the columns' order.
    private(set) var cells: [String: [CellKey]] = [:]

    private var transformer: Transformer
    private let company: String
    private let admittedAt: FiscalTime
    private let answer: (RucQuestion) -> RucAnswer?
    private var judged = JudgedOrder()

    /// What a cell is changed to: nothing, numbers, codes of every list, texts of several forms. The first that changes a value proves it.
    private static let changes = [
        "", "1", "2", "3", "7", "0.5", "10", "X9", "01", "03", "EXTRANJERO", "CONSUMIDOR_FINAL", "CONTRIBUYENTE", "kg", "US",
        "FOB", "11",
        "8-442-445", "2026-01-02", "a@correo.example", "224-1234", "8-8-7", "no", "si", "1411",
    ]

    init(
        of record: OrderRecord, configuration: Configuration, company: String, admittedAt: FiscalTime,
        answer: @escaping (RucQuestion) -> RucAnswer?
    ) {
        let lenient = Dictionary(
            uniqueKeysWithValues: FaultCode.all.filter { !$0.isFixed && $0.severity == .error }.map {
                ($0.code, Severity.warning)
            })
        transformer = Transformer(
            companies: configuration.companies.map(\.profile),
            settings: TransformSettings(
                environment: configuration.environment, padAddress: configuration.padAddress,
                policy: (try? FaultPolicy(changes: lenient)) ?? .standard))
        self.company = company
        self.admittedAt = admittedAt
        self.answer = answer
        guard let base = leaves(of: record) else { return }
        let before = Dictionary(base.map { ($0.path, $0.text) }) { first, _ in first }
        let lines = transformer.itemLines
        for key in OrderKey.allCases where !record.isEmpty(key) { vary(key, record, before) }
        for key in LineKey.allCases where key != .line_no { vary(key, record, before, lines) }
    }

    private mutating func leaves(of record: borrowing OrderRecord) -> [PayloadLeaf]? {
        transformer.judge(record, defaultCompany: company, admittedAt: admittedAt, answer: answer, into: &judged)
        guard judged.payload.bytes.count > 0, let value = try? JSONParser.parse(judged.payload.bytes.bytes) else { return nil }
        return PayloadLeaf.leaves(of: value)
    }

    private mutating func vary(_ key: OrderKey, _ record: OrderRecord, _ before: [String: String]) {
        for change in Self.changes {
            var other = record
            other.set(key, Array(change.utf8).span, line: 1, column: 0)
            guard let leaves = leaves(of: other) else { continue }
            note(Self.changed(leaves, before), .order(key))
        }
    }

    /// Changes a column on every line at once: a line decides about its own item and, with the others, about the document.
    private mutating func vary(_ key: LineKey, _ record: OrderRecord, _ before: [String: String], _ lines: [Int]) {
        let filled = (0..<record.lineCount).filter { !record.isEmpty(line: $0, key) }
        guard !filled.isEmpty else { return }
        for change in Self.changes {
            var other = record
            for line in filled { other.set(line: line, key, Array(change.utf8).span) }
            guard let leaves = leaves(of: other) else { continue }
            for path in Self.changed(leaves, before) {
                guard let item = PayloadLeaf(path: path, text: "").item else {
                    for line in filled { note([path], .line(line, key)) }
                    continue
                }
                if lines.indices.contains(item), filled.contains(lines[item]) { note([path], .line(lines[item], key)) }
            }
        }
    }

    private mutating func note(_ paths: [String], _ cell: CellKey) {
        for path in paths where cells[path]?.contains(cell) != true { cells[path, default: []].append(cell) }
    }

    private static func changed(_ leaves: [PayloadLeaf], _ before: [String: String]) -> [String] {
        let after = Dictionary(leaves.map { ($0.path, $0.text) }) { first, _ in first }
        return before.filter { after[$0.key] != $0.value }.map(\.key)
    }
}
