internal import Fiscal

/// Which column of a CSV file is which cell of an order.
struct CSVBinding: Sendable {
    struct OrderColumn: Sendable {
        let column: Int
        let key: OrderKey
        let care: CellCare
    }

    struct LineColumn: Sendable {
        let column: Int
        let key: LineKey
        let care: CellCare
    }

    /// The header cells as they stand.
    let header: [String]
    /// In the order of the file.
    let orderColumns: [OrderColumn]
    /// In the order of the file.
    let lineColumns: [LineColumn]
    /// Columns up to the last one with a name: a row may have fewer cells than the header only behind it.
    let namedWidth: Int
    /// Columns without a name: what stands in them belongs nowhere.
    let nameless: [Int]
    /// Columns in front of the first line column: what the rows of an order usually have in common.
    let prefixColumns: Int
    /// How many of `orderColumns` lie in that prefix.
    let prefixOrderColumns: Int
    /// True when all columns that say which order a row belongs to lie in that prefix.
    let keysInPrefix: Bool
    /// Columns that a `.fix.csv` of ours added.
    let ours: [Int]
    /// The profile that fits the header.
    let profile: Profile?
    private let columns: [Column]

    init(header: [String], profiles: [Profile]) {
        let profile = profiles.first { $0.fits(header) }
        let columns = header.map { profile?.column(named: $0) ?? Column(named: $0) }
        self.header = header
        self.profile = profile
        orderColumns = columns.enumerated().compactMap { index, column in
            guard case .order(let key) = column else { return nil }
            return OrderColumn(column: index, key: key, care: CellCare(key))
        }
        lineColumns = columns.enumerated().compactMap { index, column in
            guard case .line(let key) = column else { return nil }
            return LineColumn(column: index, key: key, care: CellCare(key))
        }
        ours = columns.indices.filter { columns[$0] == .ours }
        nameless = columns.indices.filter { columns[$0] == .nameless }
        namedWidth = (columns.lastIndex { $0 != .nameless } ?? -1) + 1
        let prefix = lineColumns.first?.column ?? 0
        prefixColumns = prefix
        prefixOrderColumns = orderColumns.count { $0.column < prefix }
        keysInPrefix = orderColumns.allSatisfy { !Self.identity.contains($0.key) || $0.column < prefix }
        self.columns = columns
    }

    /// What is wrong with the header, which stands on a line.
    func faults(line: Int) -> [Fault] {
        Self.unknown(columns, header, line) + Self.duplicates(columns, line) + missing(line: line)
    }

    /// The columns that say which order a row belongs to (product.md 6: the business key).
    static let identity: [OrderKey] = [.company, .kind, .order_id]

    /// True when the file has that column.
    func has(_ key: OrderKey) -> Bool { orderColumns.contains { $0.key == key } }

    /// True when the file has that column, or its profile says what stands for it.
    private func provides(_ name: String) -> Bool {
        let column = Column(named: name)
        return orderColumns.contains { .order($0.key) == column } || lineColumns.contains { .line($0.key) == column }
            || profile?.defaults.keys.contains { Column(named: $0) == column } == true
    }

    /// What the file holds (product.md 6): `client_id` without `order_id` makes a client registry; nothing known makes nothing.
    var kind: FileKind {
        if orderColumns.isEmpty, lineColumns.isEmpty { return .unknown }
        return has(.client_id) && !has(.order_id) && lineColumns.isEmpty ? .clients(.csv) : .orders(.csv)
    }

    /// Required columns that aren't there. Void requests need none but `order_id`, and only a `kind` column can make one.
    private func missing(line: Int) -> [Fault] {
        guard case .orders = kind else { return [] }
        let isVoidable = has(.kind)
        let named = has(.order_id) || (isVoidable && (has(.cufe) || has(.document_id)))
        let required =
            (named ? [] : ["order_id"]) + (isVoidable && lineColumns.isEmpty ? [] : ["quantity", "unit_price", "tax_rate"])
        return required.filter { !provides($0) }.map {
            Fault(.columnMissing, at: SourceLocation(line: line, column: nil), field: $0)
        }
    }

    private static func unknown(_ columns: [Column], _ header: [String], _ line: Int) -> [Fault] {
        columns.indices.filter { columns[$0] == .unknown }.map { index in
            let location = SourceLocation(line: line, column: index + 1)
            guard let suggestion = Column.suggestion(for: header[index]) else {
                return Fault(.columnUnknown, at: location, value: header[index])
            }
            return Fault(.columnMisspelt, at: location, value: header[index], facts: ["suggestion": suggestion])
        }
    }

    private static func duplicates(_ columns: [Column], _ line: Int) -> [Fault] {
        columns.indices.compactMap { index in
            guard let name = columns[index].name, let first = columns.firstIndex(of: columns[index]), first < index else {
                return nil
            }
            return Fault(
                .columnDuplicate, at: SourceLocation(line: line, column: index + 1), field: name,
                facts: ["first": String(first + 1), "second": String(index + 1)])
        }
    }
}
