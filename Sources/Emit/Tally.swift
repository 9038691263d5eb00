public import Fiscal
public import Ledger

/// A sum of amounts, exact to the cent; it can't leave its range (10⁶ documents of 10¹¹ balboas each would need 10¹⁹ cents).
public struct Sum: Sendable, Hashable, Comparable {
    /// The value in cents.
    public private(set) var cents: Int128

    /// Makes a sum of so many cents.
    public init(cents: Int128 = 0) { self.cents = cents }

    /// Smaller by value.
    public static func < (left: Sum, right: Sum) -> Bool { left.cents < right.cents }

    /// Adds an amount that is exact to the cent.
    public static func += (left: inout Sum, right: Amount) { left.cents += Int128(right.cents) }

    /// Adds another sum.
    public static func += (left: inout Sum, right: Sum) { left.cents += right.cents }

    /// The value with two decimals, as results and manifests write it: `-1234.50`.
    public var text: String { (cents < 0 ? "-" : "") + String(cents.magnitude / 100) + "." + fraction }

    /// The value for readers, with thousands apart: `1,234.50` (Panama writes the decimal point and the thousands' comma).
    public var groupedText: String {
        (cents < 0 ? "−" : "") + grouped(String(cents.magnitude / 100)) + "." + fraction
    }

    private var fraction: String {
        let rest = String(cents.magnitude % 100)
        return rest.count == 1 ? "0" + rest : rest
    }
}

/// A whole number for readers, with thousands apart: `12,345`.
public func grouped(_ number: Int) -> String { (number < 0 ? "−" : "") + grouped(String(number.magnitude)) }

private func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}

/// Counts and sums of documents, by company, kind, mode and state. Every total that plan, status, results, manifest and report show is
/// a view of one of these, so that they can't disagree (G6).
public struct Tally: Sendable, Equatable {
    /// What documents are told apart by.
    public struct Key: Sendable, Hashable {
        /// Company id; empty when it couldn't be told.
        public let company: String
        /// Kind.
        public let kind: DocumentKind
        /// Mode.
        public let mode: GenerationMode
        /// State.
        public let state: DocumentState

        /// Makes a key.
        public init(company: String, kind: DocumentKind, mode: GenerationMode, state: DocumentState) {
            self.company = company
            self.kind = kind
            self.mode = mode
            self.state = state
        }
    }

    /// Net and tax of one ITBMS rate.
    public struct Rate: Sendable, Equatable {
        /// Net.
        public var net = Sum()
        /// ITBMS.
        public var tax = Sum()

        /// Nothing yet.
        public init() {}
    }

    /// The figures of some documents.
    public struct Figures: Sendable, Equatable {
        /// How many.
        public var count = 0
        /// Grand totals.
        public var total = Sum()
        /// ITBMS.
        public var itbms = Sum()
        /// Retention.
        public var retention = Sum()
        /// Net and tax by rate, in `ItbmsRate.allCases`' order.
        public var rates = [Rate](repeating: Rate(), count: ItbmsRate.allCases.count)

        /// Makes figures of no documents.
        public init() {}

        /// Adds other figures.
        public static func += (left: inout Figures, right: Figures) { left.combine(right, by: +) }

        /// Takes figures back that were added before.
        public static func -= (left: inout Figures, right: Figures) { left.combine(right, by: -) }

        private mutating func combine(_ other: Figures, by operation: (Int128, Int128) -> Int128) {
            count = Int(operation(Int128(count), Int128(other.count)))
            total = Sum(cents: operation(total.cents, other.total.cents))
            itbms = Sum(cents: operation(itbms.cents, other.itbms.cents))
            retention = Sum(cents: operation(retention.cents, other.retention.cents))
            for (index, rate) in other.rates.enumerated() {
                rates[index].net = Sum(cents: operation(rates[index].net.cents, rate.net.cents))
                rates[index].tax = Sum(cents: operation(rates[index].tax.cents, rate.tax.cents))
            }
        }
    }

    private var cells: [Key: Figures] = [:]

    /// Makes an empty tally.
    public init() {}

    /// Adds a document of the ledger.
    public mutating func add(_ row: DocumentRow) {
        add(
            Key(company: row.company, kind: row.kind, mode: row.mode, state: row.state), total: row.total, itbms: row.itbms,
            retention: row.retention, rates: row.rates.map(RateText.read) ?? [])
    }

    /// Adds a document that isn't in a ledger (`plan`).
    /// - Parameter rates: net and tax in `ItbmsRate.allCases`' order; empty where there are none.
    public mutating func add(
        _ key: Key, total: Amount, itbms: Amount, retention: Amount?, rates: [(net: Amount, tax: Amount)]
    ) {
        cells[key, default: Figures()].add(total: total, itbms: itbms, retention: retention, rates: rates)
    }

    /// Adds figures that were summed elsewhere.
    public mutating func add(_ key: Key, _ figures: Figures) { cells[key, default: Figures()] += figures }

    /// Moves figures that were added under one key to another.
    public mutating func move(_ figures: Figures, from old: Key, to new: Key) {
        cells[old, default: Figures()] -= figures
        cells[new, default: Figures()] += figures
    }

    /// Adds another tally.
    public mutating func add(_ other: Tally) {
        for (key, figures) in other.cells { add(key, figures) }
    }

    /// The figures of all documents.
    public var all: Figures { figures { _ in true } }

    /// The figures of the documents that a condition holds for.
    public func figures(where condition: (Key) -> Bool) -> Figures {
        cells.reduce(into: Figures()) { if condition($1.key) { $0 += $1.value } }
    }

    /// The figures of the documents in a state.
    public subscript(state: DocumentState) -> Figures { figures { $0.state == state } }

    /// The figures by a part of the key, in order of the first element of `order` that is given, then of appearance in it.
    public func grouped<Part: Hashable>(by part: (Key) -> Part, order: (Part, Part) -> Bool) -> [(key: Part, figures: Figures)] {
        var groups: [Part: Figures] = [:]
        for (key, figures) in cells { groups[part(key), default: Figures()] += figures }
        return groups.sorted { order($0.key, $1.key) }.map { (key: $0.key, figures: $0.value) }
    }

    /// The figures by state, in the order in which a document goes through them; states without documents are left out.
    public var byState: [(key: DocumentState, figures: Figures)] { grouped(by: \.state) }

    /// The figures by company, in alphabetical order.
    public var byCompany: [(key: String, figures: Figures)] { grouped(by: \.company, order: <) }

    /// The figures by kind.
    public var byKind: [(key: DocumentKind, figures: Figures)] { grouped(by: \.kind) }

    /// The figures by mode.
    public var byMode: [(key: GenerationMode, figures: Figures)] { grouped(by: \.mode) }

    /// The figures by company, kind, mode and state, in that order.
    public var byCompanyKindModeState: [(key: Key, figures: Figures)] {
        grouped(by: { $0 }) { left, right in
            if left.company != right.company { return left.company < right.company }
            if left.kind != right.kind { return left.kind.rank < right.kind.rank }
            return left.mode != right.mode ? left.mode.rank < right.mode.rank : left.state.rank < right.state.rank
        }.filter { $0.figures.count > 0 }
    }

    private func grouped<Part: CaseIterable & Hashable>(by part: KeyPath<Key, Part>) -> [(key: Part, figures: Figures)] {
        Part.allCases.compactMap { value in
            let figures = figures { $0[keyPath: part] == value }
            return figures.count > 0 ? (key: value, figures: figures) : nil
        }
    }
}

extension Tally.Figures {
    mutating func add(total: Amount, itbms: Amount, retention: Amount?, rates: [(net: Amount, tax: Amount)]) {
        count += 1
        self.total += total
        self.itbms += itbms
        if let retention { self.retention += retention }
        for (index, rate) in rates.enumerated() where index < self.rates.count {
            self.rates[index].net += rate.net
            self.rates[index].tax += rate.tax
        }
    }
}

/// The ledger's text of amounts by rate: `00:net:tax;01:…`, in cents.
enum RateText {
    /// Net and tax in `ItbmsRate.allCases`' order; zero for a rate that isn't in the text.
    static func read(_ text: String) -> [(net: Amount, tax: Amount)] {
        var rates = [(net: Amount, tax: Amount)](repeating: (.zero, .zero), count: ItbmsRate.allCases.count)
        for part in text.split(separator: ";") {
            let fields = part.split(separator: ":")
            guard fields.count == 3, let rate = ItbmsRate(rawValue: String(fields[0])), let net = Int64(fields[1]),
                let tax = Int64(fields[2]), let index = ItbmsRate.allCases.firstIndex(of: rate)
            else { continue }
            rates[index] = (Amount(cents: net), Amount(cents: tax))
        }
        return rates
    }
}

extension CaseIterable where Self: Equatable {
    /// Place among all cases.
    fileprivate var rank: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }
}
