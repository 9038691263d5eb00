internal import Fiscal
public import JSONText

/// Writes `NAME.fix.csv` (product.md 7): only the rows of orders that failed, as they stood in the input, with two columns more that say what
/// is wrong. Corrected and dropped into the inbox, its orders are taken as new documents; the two columns are ignored then.
///
/// From a CSV file the rows come byte for byte, in its own columns and with its own delimiter and line ends; from JSON the orders are written
/// under the canonical column names. The text is UTF-8 with a byte order mark, so that spreadsheets read accents right. Cells of the two
/// columns that begin like a formula get an apostrophe in front; so do cells from JSON, and the reader takes it away again.
public struct Redrop: ~Copyable {
    /// An order that failed.
    public struct Order: Sendable {
        /// Its place in the input: `OrderRecord.extent`.
        public let extent: Range<Int>
        /// For the column `fault_code`.
        public let code: String
        /// For the column `fault_message`.
        public let message: String

        /// Makes an order.
        public init(extent: Range<Int>, code: String, message: String) {
            self.extent = extent
            self.code = code
            self.message = message
        }
    }

    private var csv: RedropCSV?
    private var json: RedropJSON?

    /// Begins the file for these orders of one input.
    /// - Parameter open: opens the input; called once for CSV and twice for JSON.
    /// - Throws: `IngestError.system` when the input can't be read.
    public init(
        _ orders: [Order], profiles: [Profile] = [], open: () throws(IngestError) -> InputSource
    ) throws(IngestError) {
        let orders = orders.sorted { $0.extent.lowerBound < $1.extent.lowerBound }
        let buffer = try TextBuffer(filling: try open(), to: InputSource.sampleDefault)
        let sample = buffer.beginning(InputSource.sampleDefault)
        switch try Recognition(signature: buffer.signature, sample: sample, profiles: profiles).finding {
        case .csv: csv = RedropCSV(try OpenedCSV(buffer, sample: sample, profiles: profiles), orders)
        case .jsonArray, .jsonLines:
            let keys = try RedropJSON.usedKeys(orders, try OrderReader(try open(), profiles: profiles))
            json = RedropJSON(orders, try OrderReader(try open(), profiles: profiles), keys)
        case .xml, .webhook, .refused: break
        }
    }

    /// Appends the next piece of the file, at most a row.
    /// - Returns: false when the file is whole.
    /// - Throws: `IngestError.system` when the input can't be read any further.
    public mutating func next(into writer: inout ByteWriter) throws(IngestError) -> Bool {
        if csv != nil { return try csv?.next(into: &writer) ?? false }
        return try json?.next(into: &writer) ?? false
    }
}

/// Cells of a CSV text.
enum CSVText {
    static let faultColumns = ["fault_code", "fault_message"]

    /// Appends a cell, between quotes where it needs them. `isGuarded`: an apostrophe keeps it from being taken for a formula.
    static func append(_ text: Span<UInt8>, delimiter: UInt8, isGuarded: Bool, to writer: inout ByteWriter) {
        let guards = isGuarded && FormulaGuard.isFormula(text)
        var needsQuotes = false
        for index in text.indices {
            let byte = text[index]
            if byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D { needsQuotes = true }
        }
        if needsQuotes { writer.append("\"") }
        if guards { writer.append("'") }
        for index in text.indices {
            if text[index] == UInt8(ascii: "\"") { writer.append("\"") }
            writer.append(byte: text[index])
        }
        if needsQuotes { writer.append("\"") }
    }
}

/// The file from a CSV input.
struct RedropCSV: ~Copyable {
    private var scanner: CSVScanner
    private let orders: [Redrop.Order]
    private let width: Int
    private let ours: [Int]
    private let lineEnd: [UInt8]
    private var index = 0
    private var isBegun = false

    init(_ opened: consuming OpenedCSV, _ orders: [Redrop.Order]) {
        width = opened.binding.header.count
        ours = opened.binding.ours
        lineEnd = opened.scanner.lineEnd
        self.orders = orders
        scanner = opened.take()
    }

    mutating func next(into writer: inout ByteWriter) throws(IngestError) -> Bool {
        if !isBegun {
            isBegun = true
            writer.append("\u{FEFF}")
            appendRow(isBroken: false, CSVText.faultColumns, to: &writer)
            return true
        }
        while true {
            let row = try scanner.nextRow()
            if row == .end { return false }
            let start = scanner.buffer.base + scanner.rowStart
            while index < orders.count, orders[index].extent.upperBound <= start { index += 1 }
            guard index < orders.count else { return false }
            guard orders[index].extent.lowerBound <= start else { continue }
            appendRow(isBroken: row != .row, [orders[index].code, orders[index].message], to: &writer)
            return true
        }
    }

    /// Appends the row scanned last without the columns that are ours, and those columns anew.
    private func appendRow(isBroken: Bool, _ added: [String], to writer: inout ByteWriter) {
        let end = scanner.rowEnd - scanner.rowStart
        if isBroken || (ours.isEmpty && scanner.fieldCount <= width) {
            writer.append(scanner.text(0..<end))
        } else {
            var isFirst = true
            for column in 0..<scanner.fieldCount
            where !ours.contains(column) && (column < width || !scanner.trimmed(column).isEmpty) {
                if !isFirst { writer.append(byte: scanner.delimiter) }
                isFirst = false
                let next = column + 1 < scanner.fieldCount ? scanner.rawStart(of: column + 1) - 1 : end
                writer.append(scanner.text(scanner.rawStart(of: column)..<next))
            }
        }
        let missing = isBroken ? 0 : max(width - scanner.fieldCount - ours.count { $0 >= scanner.fieldCount }, 0)
        writer.append(repeating: scanner.delimiter, count: missing)
        for text in added {
            writer.append(byte: scanner.delimiter)
            CSVText.append(Array(text.utf8).span, delimiter: scanner.delimiter, isGuarded: true, to: &writer)
        }
        writer.append(lineEnd.span)
    }
}

/// The file from a JSON input.
struct RedropJSON: ~Copyable {
    private let orders: [Redrop.Order]
    private var reader: OrderReader
    private let keys: (order: [OrderKey], line: [LineKey])
    private var record = OrderRecord()
    private var index = 0
    private var isBegun = false

    init(_ orders: [Redrop.Order], _ reader: consuming OrderReader, _ keys: (order: [OrderKey], line: [LineKey])) {
        self.orders = orders
        self.reader = reader
        self.keys = keys
    }

    /// The keys that the orders have, and those without which no order is whole.
    static func usedKeys(
        _ orders: [Redrop.Order], _ reader: consuming OrderReader
    ) throws(IngestError) -> (order: [OrderKey], line: [LineKey]) {
        var used: (order: Set<OrderKey>, line: Set<LineKey>) = ([.order_id], [.quantity, .unit_price, .tax_rate])
        let starts = Set(orders.map(\.extent.lowerBound))
        var record = OrderRecord()
        while try reader.next(into: &record) {
            guard starts.contains(record.extent.lowerBound) else { continue }
            for key in OrderKey.allCases where !record.isEmpty(key) { used.order.insert(key) }
            for line in 0..<record.lineCount {
                for key in LineKey.allCases where !record.isEmpty(line: line, key) { used.line.insert(key) }
            }
        }
        return (OrderKey.allCases.filter(used.order.contains), LineKey.allCases.filter(used.line.contains))
    }

    mutating func next(into writer: inout ByteWriter) throws(IngestError) -> Bool {
        if !isBegun {
            isBegun = true
            writer.append("\u{FEFF}")
            writer.append(text: (keys.order.map(\.name) + keys.line.map(\.name) + CSVText.faultColumns).joined(separator: ","))
            writer.append("\n")
            return true
        }
        while index < orders.count, try reader.next(into: &record) {
            while index < orders.count, orders[index].extent.lowerBound < record.extent.lowerBound { index += 1 }
            guard index < orders.count, orders[index].extent.lowerBound == record.extent.lowerBound else { continue }
            for line in 0..<max(record.lineCount, 1) { appendRow(line, orders[index], to: &writer) }
            return true
        }
        return false
    }

    private func appendRow(_ line: Int, _ order: Redrop.Order, to writer: inout ByteWriter) {
        for key in keys.order {
            CSVText.append(record[key], delimiter: UInt8(ascii: ","), isGuarded: key != .total, to: &writer)
            writer.append(",")
        }
        for key in keys.line {
            if line < record.lineCount {
                CSVText.append(record[line: line, key], delimiter: UInt8(ascii: ","), isGuarded: !key.isDecimal, to: &writer)
            }
            writer.append(",")
        }
        CSVText.append(Array(order.code.utf8).span, delimiter: UInt8(ascii: ","), isGuarded: true, to: &writer)
        writer.append(",")
        CSVText.append(Array(order.message.utf8).span, delimiter: UInt8(ascii: ","), isGuarded: true, to: &writer)
        writer.append("\n")
    }
}
