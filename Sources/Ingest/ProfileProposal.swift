/// What a profile for an export could look like, from a sample of it: `pacbatch profile init` (product.md 6, Profiles).
///
/// Names that are known need no profile. For the others the known name that comes nearest is proposed, and where a name says nothing what the
/// cells look like; each canonical name at most once. A person has to confirm it.
public struct ProfileProposal: Sendable, Equatable {
    /// What speaks for a proposal.
    public enum Evidence: String, Sendable, CaseIterable {
        /// The header is a canonical name or a documented alias.
        case canonical
        /// The header is like a known name, and the cells look so too.
        case nameAndCells
        /// The header is like a known name; the cells could be anything.
        case name
        /// Only what the cells look like.
        case cells
        /// The header is like a known name, but the cells don't look so.
        case nameAgainstCells
    }

    /// A column and the canonical name proposed for it.
    public struct Column: Sendable, Equatable {
        /// As it stands in the sample.
        public let header: String
        /// The canonical name.
        public let name: String
        /// What speaks for it.
        public let evidence: Evidence
        /// The first different cells, at most three.
        public let examples: [String]

        /// How sure the proposal is.
        public var certainty: Certainty {
            switch evidence {
            case .canonical: .stated
            case .nameAndCells: .certain
            case .name: .likely
            case .cells, .nameAgainstCells: .assumed
            }
        }
    }

    /// The sample's names in its order, without those of ours and without empty ones.
    public let headers: [String]
    /// Columns with a proposal, in the sample's order.
    public let columns: [Column]
    /// Columns for which nothing known comes near.
    public let unknown: [String]
    /// Canonical names without which no order is whole, and which neither the sample nor the proposal has.
    public let missing: [String]
    /// Canonical name → cell → what it probably stands for.
    public let values: [String: [String: String]]
    /// How the sample is written; nil for JSON.
    public let dialect: Dialect?

    /// Columns that a profile has to name: those whose header isn't canonical.
    public var mapped: [Column] { columns.filter { $0.evidence != .canonical } }

    /// Header names that tell this export from others: the mapped ones that no order can do without, else the first mapped ones.
    public var match: [String] {
        let needed = mapped.filter { ["order_id", "quantity", "unit_price", "tax_rate", "client_id"].contains($0.name) }
        return (needed.isEmpty ? Array(mapped.prefix(4)) : needed).map(\.header)
    }

    /// Reads the names of a sample: a CSV header with its first rows, or the keys of the first JSON object. Nil when the sample is neither.
    /// - Throws: `IngestError.system` when it can't be read.
    public init?(_ source: consuming InputSource) throws(IngestError) {
        let count = source.sample
        let buffer = try TextBuffer(filling: source, to: count)
        let sample = buffer.beginning(count)
        let recognition = try Recognition(signature: buffer.signature, sample: sample, profiles: [])
        switch recognition.finding {
        case .csv:
            let opened = try OpenedCSV(buffer, sample: sample, profiles: [])
            let (header, dialect) = (opened.binding.header, opened.dialect)
            var scanner = opened.take()
            self.init(headers: header, rows: try Self.rows(&scanner), dialect: dialect)
        case .jsonArray, .jsonLines: self.init(headers: recognition.keys)
        case .refused where !recognition.keys.isEmpty: self.init(headers: recognition.keys)
        case .refused, .xml, .webhook: return nil
        }
    }

    private static let rowsMax = 200

    private static func rows(_ scanner: inout CSVScanner) throws(IngestError) -> [[String]] {
        var rows: [[String]] = []
        while rows.count < rowsMax {
            switch try scanner.nextRow() {
            case .row: rows.append(scanner.texts())
            case .broken: continue
            case .end: return rows
            }
        }
        return rows
    }

    /// A proposal for names as a header has them, and the rows below it.
    public init(headers: [String], rows: [[String]] = [], dialect: Dialect? = nil) {
        var draft = ProposalDraft(headers: headers, rows: rows)
        draft.proposeByName()
        draft.proposeByCells()
        self.headers = draft.used.map { headers[$0] }
        columns = draft.columns
        unknown = draft.unknown
        let hasLines = headers.contains("lines")
        let taken = Set(columns.map(\.name))
        missing = (hasLines ? ["order_id"] : ["order_id", "quantity", "unit_price", "tax_rate"]).filter { !taken.contains($0) }
        values = draft.values
        self.dialect = dialect
    }
}

/// A proposal while it is made.
private struct ProposalDraft {
    private let headers: [String]
    /// The filled cells of each column.
    private let cells: [[String]]
    /// Columns that are neither ours nor nameless.
    let used: [Int]
    private var proposed: [Int: (name: String, evidence: ProfileProposal.Evidence)] = [:]
    private var taken: Set<String> = []

    /// From how many of 100 cells a form counts as that of the column.
    private static let fitting = 80

    init(headers: [String], rows: [[String]]) {
        self.headers = headers
        cells = headers.indices.map { column in
            rows.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }
        }
        used = headers.indices.filter { Column(named: headers[$0]) != .ours && Column(named: headers[$0]) != .nameless }
    }

    /// Canonical names first, then names that are like one.
    mutating func proposeByName() {
        for index in used {
            guard let name = Column(named: headers[index]).name, taken.insert(name).inserted else { continue }
            proposed[index] = (name, .canonical)
        }
        for index in used where proposed[index] == nil && headers[index] != "lines" {
            guard let name = Column.suggestion(for: headers[index]), taken.insert(name).inserted else { continue }
            let words = Set(cells[index]).filter { CellForm.meant($0, as: name) != nil }
            let known = cells[index].filter { !words.contains($0) }
            switch CellForm.share(of: known, as: name) {
            case nil: proposed[index] = (name, words.isEmpty ? .name : .nameAndCells)
            case .some(Self.fitting...): proposed[index] = (name, .nameAndCells)
            default: proposed[index] = (name, .nameAgainstCells)
            }
        }
    }

    /// What a header doesn't tell its cells may.
    mutating func proposeByCells() {
        for name in CellForm.telling where !taken.contains(name) {
            let fitting = used.first { index in
                proposed[index] == nil && Column(named: headers[index]) == .unknown && Set(cells[index]).count > 1
                    && (CellForm.share(of: cells[index], as: name) ?? 0) >= Self.fitting
            }
            guard let fitting else { continue }
            taken.insert(name)
            proposed[fitting] = (name, .cells)
        }
    }

    var columns: [ProfileProposal.Column] {
        used.compactMap { index in
            guard let found = proposed[index] else { return nil }
            var examples: [String] = []
            for cell in cells[index] where examples.count < 3 && !examples.contains(cell) { examples.append(cell) }
            return ProfileProposal.Column(
                header: headers[index], name: found.name, evidence: found.evidence, examples: examples)
        }
    }

    var unknown: [String] {
        used.filter { proposed[$0] == nil && headers[$0] != "lines" && Column(named: headers[$0]) == .unknown }.map {
            headers[$0]
        }
    }

    var values: [String: [String: String]] {
        var values: [String: [String: String]] = [:]
        for (index, found) in proposed {
            for cell in Set(cells[index]) {
                if let meant = CellForm.meant(cell, as: found.name) { values[found.name, default: [:]][cell] = meant }
            }
        }
        return values
    }
}
