import Fiscal

/// Where in an order a rule found something.
enum Place {
    case cell(OrderKey)
    case line(Int, LineKey)
    case order
}

/// The faults of one order, collected in one pass (rulebook, introduction).
struct Findings: Sendable {
    private(set) var faults: [Fault] = []
    private(set) var hasErrors = false
    private var ranks: [Int] = []
    private var carried = 0
    private let policy: FaultPolicy

    init(policy: FaultPolicy) { self.policy = policy }

    /// Forgets the last order and takes over what the reader found wrong with the next.
    mutating func begin(_ record: borrowing OrderRecord) {
        faults.removeAll(keepingCapacity: true)
        ranks.removeAll(keepingCapacity: true)
        hasErrors = false
        carried = record.faults.count
        for var fault in record.faults {
            fault.severity = policy.severity(of: fault.code)
            hasErrors = hasErrors || fault.severity == .error
            faults.append(fault)
            ranks.append(-1)
        }
    }

    /// Adds a fault, unless the reader refused that cell already.
    /// - Parameter value: the offending text; nil for the cell's own.
    /// - Returns: true when it blocks the document; false leaves the rule to do what its row says of a demoted code.
    @discardableResult
    mutating func report(
        _ code: FaultCode, _ place: Place, in record: borrowing OrderRecord, value: String? = nil, facts: [String: String] = [:]
    ) -> Bool {
        let field = Self.field(place)
        let severity = policy.severity(of: code)
        if carried > 0, let field, faults[..<carried].contains(where: { $0.field == field && $0.severity == .error }) {
            return true
        }
        var fault = Fault(
            code, at: Self.location(place, in: record), field: field, value: value ?? Self.text(place, in: record), facts: facts)
        fault.severity = severity
        faults.append(fault)
        ranks.append(Self.rank(place))
        hasErrors = hasErrors || severity == .error
        return severity == .error
    }

    /// The faults in the order of the columns: the reader's, the order's cells, the lines, the rest.
    func sorted() -> [Fault] {
        guard faults.count > 1 else { return faults }
        return faults.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { faults[$0] }
    }

    private static func field(_ place: Place) -> String? {
        switch place {
        case .cell(let key): key.name
        case .line(let index, let key): "lines[\(index)].\(key.name)"
        case .order: nil
        }
    }

    private static func location(_ place: Place, in record: borrowing OrderRecord) -> SourceLocation {
        switch place {
        case .cell(let key): record.location(key)
        case .line(let index, let key): record.location(line: index, key)
        case .order: SourceLocation(line: record.line, column: nil)
        }
    }

    private static func text(_ place: Place, in record: borrowing OrderRecord) -> String? {
        switch place {
        case .cell(let key): record.isEmpty(key) ? nil : record.text(key)
        case .line(let index, let key): record.isEmpty(line: index, key) ? nil : record.text(line: index, key)
        case .order: nil
        }
    }

    private static func rank(_ place: Place) -> Int {
        switch place {
        case .cell(let key): key.rawValue
        case .line(let index, let key): (index + 1) * 1000 + key.rawValue
        case .order: Int.max
        }
    }
}
