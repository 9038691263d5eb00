/// What a profile for an export could look like, from a sample of it: `pacbatch profile init` (product.md 6, Profiles).
///
/// Names that are known need no profile. For the others the known name that comes nearest is proposed, each at most once; a person has to
/// confirm it.
public struct ProfileProposal: Sendable, Equatable {
    /// A column and the canonical name proposed for it.
    public struct Column: Sendable, Equatable {
        /// As it stands in the sample.
        public let header: String
        /// The canonical name.
        public let name: String
    }

    /// The sample's names in its order, without those of ours and without empty ones.
    public let headers: [String]
    /// Columns with a proposal, in the sample's order.
    public let columns: [Column]
    /// Columns for which nothing known comes near.
    public let unknown: [String]
    /// Canonical names without which no order is whole, and which neither the sample nor the proposal has.
    public let missing: [String]

    /// Reads the names of a sample: a CSV header, or the keys of the first JSON object. Nil when the sample is neither.
    /// - Throws: `IngestError.system` when it can't be read.
    public init?(_ source: consuming InputSource) throws(IngestError) {
        let count = source.sample
        let buffer = try TextBuffer(filling: source, to: count)
        let sample = buffer.beginning(count)
        let recognition = try Recognition(signature: buffer.signature, sample: sample, profiles: [])
        switch recognition.finding {
        case .csv: self.init(headers: try OpenedCSV(buffer, sample: sample, profiles: []).binding.header)
        case .jsonArray, .jsonLines: self.init(headers: recognition.keys)
        case .refused where !recognition.keys.isEmpty: self.init(headers: recognition.keys)
        case .refused, .xml, .webhook: return nil
        }
    }

    /// A proposal for names as a header has them.
    public init(headers: [String]) {
        let found = headers.map { (header: $0, column: Ingest.Column(named: $0)) }.filter {
            $0.column != .ours && $0.column != .nameless
        }
        var taken = Set(found.compactMap(\.column.name))
        var columns: [Column] = []
        var unknown: [String] = []
        for entry in found where entry.column == .unknown && entry.header != "lines" {
            if let name = Ingest.Column.suggestion(for: entry.header), taken.insert(name).inserted {
                columns.append(Column(header: entry.header, name: name))
            } else {
                unknown.append(entry.header)
            }
        }
        self.headers = found.map(\.header)
        self.columns = columns
        self.unknown = unknown
        let hasLines = headers.contains("lines")
        missing = (hasLines ? ["order_id"] : ["order_id", "quantity", "unit_price", "tax_rate"]).filter { !taken.contains($0) }
    }
}
