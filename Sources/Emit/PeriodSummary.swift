public import Fiscal
public import Ledger

/// What a month comes to for the closing: the documents whose issue date lies in it, by what the accountant has to book (product.md 5,
/// `report --period`). Collected document by document, in memory that doesn't grow with them.
public struct PeriodSummary: Sendable {
    /// Where a document stands in the books.
    public enum Standing: String, Sendable, CaseIterable {
        /// Authorized by the DGI: counts.
        case authorized
        /// Was authorized and is voided: doesn't count, and is told.
        case voided
        /// Not settled: in doubt, queued, waiting, or at the DGI.
        case open
        /// Refused, and not corrected yet.
        case refused
        /// Imported: issued elsewhere or received.
        case imported

        /// Where a document stands; nil for what isn't booked: duplicates, pro formas, void requests, what was corrected since.
        init?(_ row: DocumentRow) {
            guard row.kind != .void else { return nil }
            switch row.state {
            case .authorized, .complete: self = .authorized
            case .voided: self = .voided
            case .waiting, .queued, .in_doubt, .accepted: self = .open
            case .invalid, .conflict, .rejected, .dgi_rejected:
                guard row.replacedBy == nil else { return nil }
                self = .refused
            case .imported: self = .imported
            case .duplicate, .proforma: return nil
            }
        }
    }

    /// The numbers of one series: a company's branch, billing point and document type (rulebook 5.2).
    public struct Series: Sendable, Equatable {
        /// Company id.
        public let company: String
        /// Branch, 4 characters.
        public let branch: String
        /// Billing point, 3 digits.
        public let billingPoint: String
        /// DGI type.
        public let type: DocumentType
        /// The lowest number drawn for a document of the month.
        public fileprivate(set) var first: String
        /// The highest.
        public fileprivate(set) var last: String
        /// How many numbers documents of the month have.
        public fileprivate(set) var count = 0
        /// How many of them belong to documents that were refused by the PAC or the DGI: such numbers are spent (rulebook 7.3).
        public fileprivate(set) var spent = 0
    }

    /// The year.
    public let year: Int
    /// The month, 1…12.
    public let month: Int
    private var tallies: [Standing: Tally] = [:]
    private var seriesByName: [String: Series] = [:]
    /// Company → documents with a retention, and its sum; voided ones don't count, credit notes count negative.
    public private(set) var retained: [String: (count: Int, sum: Sum)] = [:]

    /// Makes an empty summary of a month.
    public init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month's first moment in Panama and the first of the next; nil for a month that isn't one.
    public var moments: (start: FiscalTime, end: FiscalTime)? {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let start = FiscalTime(year: year, month: month, day: 1, hour: 0),
            let end = FiscalTime(year: next.0, month: next.1, day: 1, hour: 0)
        else { return nil }
        return (start, end)
    }

    /// The documents that stand so.
    public subscript(standing: Standing) -> Tally { tallies[standing] ?? Tally() }

    /// True while documents of the month can still change: in doubt or on their way.
    public var isOpen: Bool { self[.open].all.count > 0 }

    /// The series in which documents of the month have numbers, in the order of their names.
    public var series: [Series] { seriesByName.sorted { $0.key < $1.key }.map(\.value) }

    /// Adds a document; what isn't booked is left out.
    public mutating func add(_ row: DocumentRow) {
        addNumber(row)
        guard let standing = Standing(row) else { return }
        tallies[standing, default: Tally()].add(row)
        guard standing == .authorized, let retention = row.retention, retention != .zero else { return }
        var entry = retained[row.company] ?? (0, Sum())
        entry.count += 1
        let cents = Int128(retention.cents)
        entry.sum += Sum(cents: row.kind == .credit_note ? -cents : cents)
        retained[row.company] = entry
    }

    private mutating func addNumber(_ row: DocumentRow) {
        guard let number = row.numeration, let type = row.documentType, let branch = row.branch, let point = row.billingPoint
        else {
            return
        }
        let name = [row.company, branch, point, type.rawValue].joined(separator: "\u{0}")
        var series =
            seriesByName[name]
            ?? Series(company: row.company, branch: branch, billingPoint: point, type: type, first: number, last: number)
        series.first = min(series.first, number)
        series.last = max(series.last, number)
        series.count += 1
        if row.state == .rejected || row.state == .dgi_rejected { series.spent += 1 }
        seriesByName[name] = series
    }

    /// Net and tax of each rate: invoices and debit notes less credit notes, authorized ones only, in `ItbmsRate.allCases`' order.
    public var netRates: [Tally.Rate] {
        let issued = self[.authorized].figures { $0.kind != .credit_note }
        let credited = self[.authorized].figures { $0.kind == .credit_note }
        return zip(issued.rates, credited.rates).map { plus, minus in
            var rate = Tally.Rate()
            rate.net = Sum(cents: plus.net.cents - minus.net.cents)
            rate.tax = Sum(cents: plus.tax.cents - minus.tax.cents)
            return rate
        }
    }
}
