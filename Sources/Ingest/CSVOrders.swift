internal import Fiscal

/// Gathers the rows of a CSV file into orders (product.md 6): the rows of an order stand together and repeat its order columns.
///
/// Rows that come back to an earlier order aren't noticed here, because that would take memory that grows with the file: they come out as
/// a second record with the same key, and whoever keeps the index of keys reports `FaultCode.rowsApart`.
struct CSVOrders: ~Copyable {
    /// Most line items of an order, most faults that are kept of one (reliability.md 3, Inbox).
    static let linesMax = 1_000, faultsMax = 200

    private var scanner: CSVScanner
    private var cells: CSVCells
    let binding: CSVBinding
    private let isClients: Bool
    private var pending: CSVScanner.Row?
    private var sequence = 0
    /// The order in hand is a void request, which has no line items.
    private var isVoid = false
    /// Columns of the order in hand about which a contradiction was already told.
    private var conflicted: Set<Int> = []

    init(_ scanner: consuming CSVScanner, binding: CSVBinding, dialect: Dialect) {
        self.scanner = scanner
        self.binding = binding
        cells = CSVCells(binding: binding, dialect: dialect)
        if case .clients = binding.kind { isClients = true } else { isClients = false }
    }

    /// Records read so far.
    var count: Int { sequence }

    /// What is known of the dialect by now.
    var dialect: Dialect { cells.dialect(of: scanner.buffer) }

    /// Fills the record with the next order.
    mutating func next(into record: inout OrderRecord) throws(IngestError) -> Bool {
        record.removeAll()
        let first: CSVScanner.Row
        if let pending {
            first = pending
        } else {
            first = try nextRow()
        }
        pending = nil
        if first == .end { return false }
        begin(first, &record)
        while true {
            let row = try nextRow()
            if row == .end { break }
            guard belongs(row, to: record) else {
                pending = row
                break
            }
            add(row, &record)
        }
        cells.applyDefaults(&record)
        return true
    }

    /// The next row with anything in it.
    private mutating func nextRow() throws(IngestError) -> CSVScanner.Row {
        while true {
            let row = try scanner.nextRow()
            if row != .end { cells.look(at: scanner) }
            guard row == .row, scanner.rowEnd - scanner.rowStart < 2 * scanner.fieldCount else { return row }
            if (0..<scanner.fieldCount).contains(where: { !scanner.trimmed($0).isEmpty }) { return row }
        }
    }

    // MARK: Which order a row belongs to

    private mutating func belongs(_ row: CSVScanner.Row, to record: borrowing OrderRecord) -> Bool {
        if isClients || record.isEmpty(.order_id) { return false }
        if row == .row, scanner.hasPrefix, binding.keysInPrefix { return true }
        for column in binding.orderColumns where CSVBinding.identity.contains(column.key) {
            guard column.column < scanner.fieldCount else { return false }
            guard cells.isSame(column.column, column.key, scanner, record[column.key]) else {
                guard column.key == .kind, isInvoice(record[.kind]), isInvoice(scanner.text(scanner.trimmed(column.column)))
                else { return false }
                continue
            }
        }
        return true
    }

    /// No kind is `invoice`, so that rows which differ only in that are one order (with a contradiction to report).
    private func isInvoice(_ kind: Span<UInt8>) -> Bool {
        kind.count == 0 || String(copying: kind).lowercased() == "invoice"
    }

    // MARK: Rows of an order

    private mutating func begin(_ row: CSVScanner.Row, _ record: inout OrderRecord) {
        sequence += 1
        record.sequence = sequence
        record.line = scanner.line
        let start = scanner.buffer.base + scanner.rowStart
        record.extent = start..<start
        conflicted.removeAll(keepingCapacity: true)
        scanner.rememberPrefix(of: 0)
        let isWhole = check(row, &record)
        cells.begin(scanner, &record)
        cells.placeOrder(scanner, &record)
        guard isWhole else { return }
        isVoid = record[.kind].count == 4 && String(copying: record[.kind]).lowercased() == DocumentKind.void.rawValue
        if !isClients { addLine(&record) }
        if !record.isEmpty(.order_id) { scanner.rememberPrefix(of: binding.prefixColumns) }
    }

    private mutating func add(_ row: CSVScanner.Row, _ record: inout OrderRecord) {
        guard check(row, &record) else { return }
        if record.lineCount == Self.linesMax {
            return fail(&record, Fault(.orderTooManyLines, at: here(), facts: ["limit": String(Self.linesMax)]))
        }
        if record.textCount + scanner.rowEnd - scanner.rowStart > OrderRecord.textMax {
            return fail(&record, Fault(.orderTooLarge, at: here(), facts: ["limit": String(OrderRecord.textMax)]))
        }
        for index in (scanner.hasPrefix ? binding.prefixOrderColumns : 0)..<binding.orderColumns.count {
            let column = binding.orderColumns[index]
            if !cells.isSame(column.column, column.key, scanner, record[column.key]) { conflict(column, &record) }
        }
        addLine(&record)
    }

    private mutating func addLine(_ record: inout OrderRecord) {
        guard !binding.lineColumns.isEmpty else { return }
        if isVoid, binding.lineColumns.allSatisfy({ scanner.trimmed($0.column).isEmpty }) { return }
        record.addLine(at: scanner.line)
        cells.beginLine(scanner, &record)
        cells.placeLine(scanner, &record)
    }

    private mutating func conflict(_ column: CSVBinding.OrderColumn, _ record: inout OrderRecord) {
        guard conflicted.insert(column.column).inserted else { return }
        let location = SourceLocation(line: scanner.line, column: column.column + 1)
        let facts = ["first": record.text(column.key), "firstLine": String(record.location(column.key).line)]
        note(
            Fault(
                .orderConflict, at: location, field: column.key.name, value: cells.string(column.column, scanner), facts: facts),
            &record)
    }

    // MARK: Broken rows

    /// Extends the record over the row and notes what is wrong with the row's form. False when its cells can't be trusted.
    private mutating func check(_ row: CSVScanner.Row, _ record: inout OrderRecord) -> Bool {
        record.extent = record.extent.lowerBound..<max(record.extent.upperBound, scanner.buffer.base + scanner.rowEnd)
        switch row {
        case .end: return false
        case .broken(let fault):
            fail(&record, Self.fault(for: fault))
            return false
        case .row: break
        }
        if cells.isOdd, let offset = scanner.buffer.oddity(in: scanner.rowStart..<scanner.rowEnd) {
            note(textFault(at: offset), &record)
        }
        if scanner.fieldCount == binding.header.count, binding.nameless.isEmpty { return true }
        guard binding.isEven(scanner) else {
            let found = String(scanner.fieldCount)
            fail(&record, Fault(.rowRagged, at: here(), facts: ["found": found, "expected": String(binding.header.count)]))
            return false
        }
        for column in binding.nameless where column < scanner.fieldCount && !scanner.trimmed(column).isEmpty {
            let location = SourceLocation(line: scanner.line, column: column + 1)
            fail(&record, Fault(.cellWithoutColumn, at: location, value: String(copying: scanner.text(scanner.trimmed(column)))))
            return false
        }
        return true
    }

    private func here() -> SourceLocation { SourceLocation(line: scanner.line, column: nil) }

    private func note(_ fault: Fault, _ record: inout OrderRecord) {
        if record.faults.count < Self.faultsMax { record.faults.append(fault) }
    }

    private func fail(_ record: inout OrderRecord, _ fault: Fault) {
        record.isComplete = false
        if record.faults.last?.code != fault.code || record.faults.count < Self.faultsMax / 2 { note(fault, &record) }
    }

    /// A NUL, or a byte that isn't text: where it is in the row, and where in the file.
    private func textFault(at offset: Int) -> Fault {
        let inRow = offset - scanner.buffer.base - scanner.rowStart
        let column = (0..<scanner.fieldCount).last { scanner.rawStart(of: $0) <= inRow } ?? 0
        let byte = scanner.text(inRow..<inRow + 1)[0]
        let encoding = scanner.buffer.encoding
        return Fault(
            .textMalformed, at: SourceLocation(line: scanner.line, column: column + 1),
            value: "0x" + String(byte, radix: 16, uppercase: true),
            facts: ["offset": String(offset + scanner.buffer.markCount), "encoding": encoding.rawValue])
    }

    private static func fault(for fault: RowBreak) -> Fault {
        let location = SourceLocation(line: fault.line, column: fault.column)
        return switch fault.kind {
        case .textAfterQuote: Fault(.textAfterQuote, at: location)
        case .unclosedQuote: Fault(.quoteUnclosed, at: location, facts: ["limit": String(CSVScanner.fieldMax)])
        case .fieldTooLong: Fault(.fieldTooLong, at: location, facts: ["limit": String(CSVScanner.fieldMax)])
        case .rowTooLong: Fault(.rowTooLong, at: location, facts: ["limit": String(CSVScanner.rowMax)])
        case .tooManyColumns: Fault(.tooManyColumns, at: location, facts: ["limit": String(CSVScanner.columnsMax)])
        }
    }
}
