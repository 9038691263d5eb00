internal import Fiscal

/// Puts the cells of scanned rows into a record: trimmed, quotes undone, numbers with a point, values mapped by the profile.
///
/// A row's text is copied into the record once, and plain cells point into that copy. Only cells that have to be changed are written again.
struct CSVCells: Sendable {
    private var dialect: Dialect
    private let profile: ProfileCells
    private var orderPlan: CellPlan
    private var linePlan: CellPlan
    private let lastLineColumn: Int
    /// The file is a `.fix.csv` of ours, whose cells may have been kept from being taken for formulas.
    private let isRedrop: Bool
    /// Where nothing settles the decimal sign, `1.234` has a point. Not where semicolons speak for commas, and not in a `.fix.csv`, whose few
    /// rows may have lost what settled it in the file they come from.
    private var assumesPoint: Bool { dialect.delimiter != UInt8(ascii: ";") && !isRedrop }
    /// What to add to an offset in the row for its place in the record.
    private var shift = 0
    /// The row has bytes that aren't text.
    private(set) var isOdd = false
    /// The row's whole text was taken over.
    private var isTaken = false

    init(binding: CSVBinding, dialect: Dialect) {
        self.dialect = dialect
        lastLineColumn = binding.lineColumns.last?.column ?? 0
        profile = ProfileCells(binding.profile)
        isRedrop = !binding.ours.isEmpty
        orderPlan = CellPlan(
            binding.orderColumns.map { CellPlan.Target(column: $0.column, slot: $0.key.rawValue, care: $0.care) })
        linePlan = CellPlan(binding.lineColumns.map { CellPlan.Target(column: $0.column, slot: $0.key.rawValue, care: $0.care) })
        settle(dialect.decimalSign)
    }

    /// Numbers with a point need no look once the point is known to be the file's sign.
    private mutating func settle(_ sign: DecimalSign?) {
        dialect.decimalSign = sign
        let free = sign == .point ? DecimalSign.point.byte : UInt8(ascii: "0")
        orderPlan.freeSign = free
        linePlan.freeSign = free
    }

    /// The dialect with what only the text itself shows.
    func dialect(of buffer: borrowing TextBuffer) -> Dialect {
        var dialect = dialect
        dialect.encoding = buffer.encoding
        dialect.hasByteOrderMark = buffer.hasByteOrderMark
        dialect.encodingCertainty =
            buffer.hasByteOrderMark
            ? .stated : buffer.settledEncoding == nil ? .assumed : buffer.encoding == .utf8 ? .certain : .likely
        return dialect
    }

    // MARK: Rows

    /// Gets ready for the row scanned last.
    mutating func look(at scanner: borrowing CSVScanner) {
        isOdd = scanner.buffer.oddity(in: scanner.rowStart..<scanner.rowEnd) != nil
        isTaken = false
    }

    /// Takes over the text of an order's first row.
    mutating func begin(_ scanner: borrowing CSVScanner, _ record: inout OrderRecord) {
        shift = append(0..<scanner.rowEnd - scanner.rowStart, scanner, &record)
        isTaken = true
    }

    /// Takes over the text of a row's line columns, unless it's there already.
    mutating func beginLine(_ scanner: borrowing CSVScanner, _ record: inout OrderRecord) {
        if isTaken { return }
        let start = scanner.hasPrefix ? scanner.prefixCount : 0
        shift = append(start..<scanner.field(lastLineColumn).end, scanner, &record) - start
    }

    /// Copies a part of the row, with what isn't text replaced byte by byte.
    private func append(_ range: Range<Int>, _ scanner: borrowing CSVScanner, _ record: inout OrderRecord) -> Int {
        guard isOdd else { return record.append(text: scanner.text(range)) }
        let start = scanner.rowStart
        return record.append(text: scanner.buffer.sanitised(start + range.lowerBound..<start + range.upperBound).span)
    }

    /// Places the order cells of the row whose text was taken over.
    mutating func placeOrder(_ scanner: borrowing CSVScanner, _ record: inout OrderRecord) {
        let shift = shift
        var special = unsafe record.withOrderCells { cells in unsafe scanner.place(orderPlan, shift: shift, into: cells) }
        if !profile.isEmpty || isRedrop { special = all(orderPlan, scanner) }
        while special != 0 {
            let target = orderPlan.targets[special.trailingZeroBitCount]
            special &= special - 1
            guard let key = OrderKey(rawValue: target.slot) else { continue }
            let range = scanner.trimmed(target.column)
            if isPlain(target.column, range, target.care, scanner) {
                record.set(key, at: shift + range.lowerBound, count: range.count, line: scanner.line, column: target.column + 1)
            } else {
                let text = changed(target.column, .order(key), target.care, scanner, &record)
                record.set(key, text.span, line: scanner.line, column: target.column + 1)
            }
        }
    }

    /// Places the cells of the line item begun last.
    mutating func placeLine(_ scanner: borrowing CSVScanner, _ record: inout OrderRecord) {
        let shift = shift
        var special = unsafe record.withLastLineCells { cells in unsafe scanner.place(linePlan, shift: shift, into: cells) }
        if !profile.isEmpty || isRedrop { special = all(linePlan, scanner) }
        while special != 0 {
            let target = linePlan.targets[special.trailingZeroBitCount]
            special &= special - 1
            guard let key = LineKey(rawValue: target.slot) else { continue }
            let range = scanner.trimmed(target.column)
            if isPlain(target.column, range, target.care, scanner) {
                record.set(key, at: shift + range.lowerBound, count: range.count, line: scanner.line, column: target.column + 1)
            } else {
                let text = changed(target.column, .line(key), target.care, scanner, &record)
                record.set(key, text.span, line: scanner.line, column: target.column + 1)
            }
        }
    }

    /// A bit for each target of a plan for which the row has a cell.
    private func all(_ plan: CellPlan, _ scanner: borrowing CSVScanner) -> UInt64 {
        (0..<plan.count(within: scanner.fieldCount)).reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// Fills what the file left empty and the profile has a value for.
    func applyDefaults(_ record: inout OrderRecord) { profile.applyDefaults(&record) }

    // MARK: Cells

    /// True when a cell's bytes can be used where they lie.
    @inline(__always)
    private func isPlain(_ column: Int, _ range: Range<Int>, _ care: CellCare, _ scanner: borrowing CSVScanner) -> Bool {
        if !profile.isEmpty || scanner.field(column).isEscaped { return false }
        if isRedrop, FormulaGuard.isGuarded(scanner.text(range)) { return false }
        switch care {
        case .text: return true
        case .code: return !SpreadsheetExponent.endsLikeOne(scanner.text(range))
        case .decimal: return range.isEmpty || isPlainNumber(scanner.text(range))
        }
    }

    /// Digits only, or digits with the point where that is the file's sign.
    @inline(__always)
    private func isPlainNumber(_ text: Span<UInt8>) -> Bool {
        let isPoint = dialect.decimalSign == .point
        for index in text.indices {
            let byte = text[index]
            if byte &- 0x30 < 10 || (isPoint && byte == UInt8(ascii: ".")) { continue }
            return false
        }
        return true
    }

    /// A cell that can't be used where it lies; notes what is wrong with it.
    private mutating func changed(
        _ column: Int, _ target: Column, _ care: CellCare, _ scanner: borrowing CSVScanner, _ record: inout OrderRecord
    ) -> [UInt8] {
        let text = mapped(column, target, scanner)
        let location = SourceLocation(line: scanner.line, column: column + 1)
        let field = Self.path(target, line: record.lineCount)
        if care != .text, SpreadsheetExponent.isOne(text.span) {
            note(Fault(.spreadsheetExponent, at: location, field: field, value: String(decoding: text, as: UTF8.self)), &record)
            return text
        }
        guard care == .decimal else { return text }
        switch DecimalCell(text.span, sign: dialect.decimalSign, assumesPoint: assumesPoint) {
        case .asItIs: return text
        case .number(let number, let sign):
            if dialect.decimalSign == nil {
                settle(sign)
                dialect.decimalCertainty = .likely
            }
            return number
        case .ambiguous: note(ambiguous(text, location, field), &record)
        case .foreign:
            let decimal = dialect.decimalSign?.rawValue ?? ""
            note(
                Fault(
                    .decimalSignForeign, at: location, field: field, value: String(decoding: text, as: UTF8.self),
                    facts: ["decimal": decimal]),
                &record)
        }
        return text
    }

    private func note(_ fault: Fault, _ record: inout OrderRecord) {
        if record.faults.count < CSVOrders.faultsMax { record.faults.append(fault) }
    }

    private func ambiguous(_ text: [UInt8], _ location: SourceLocation, _ field: String) -> Fault {
        let sign = (dialect.decimalSign ?? .point).rawValue
        let value = String(decoding: text, as: UTF8.self)
        let digits = value.filter { $0 != "." && $0 != "," }
        let parts = value.split(whereSeparator: { $0 == "." || $0 == "," })
        let small = parts.joined(separator: sign)
        return Fault(
            .numberAmbiguous, at: location, field: field, value: value,
            facts: ["small": small, "large": digits, "other": "\(digits) / \(small)0"])
    }

    /// The canonical path of a cell, such as `lines[2].tax_rate`.
    private static func path(_ target: Column, line: Int) -> String {
        switch target {
        case .order(let key): key.name
        case .line(let key): "lines[\(line - 1)].\(key.name)"
        case .ours, .nameless, .unknown: ""
        }
    }

    /// A cell's text with doubled quotes undone, bytes that aren't text replaced, and the profile's value put in.
    private func mapped(_ column: Int, _ target: Column, _ scanner: borrowing CSVScanner) -> [UInt8] {
        let text = scanner.text(scanner.trimmed(column))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        let isEscaped = scanner.field(column).isEscaped
        var index = 0
        while index < text.count {
            let byte = text[index]
            bytes.append(byte)
            index += isEscaped && byte == UInt8(ascii: "\"") && index + 1 < text.count && text[index + 1] == byte ? 2 : 1
        }
        if isRedrop, FormulaGuard.isGuarded(bytes.span) { bytes.removeFirst() }
        return profile.mapped(isOdd ? Array(String(decoding: bytes, as: UTF8.self).utf8) : bytes, target)
    }

    /// A cell as text.
    func string(_ column: Int, _ scanner: borrowing CSVScanner) -> String {
        String(decoding: mapped(column, .unknown, scanner), as: UTF8.self)
    }

    /// True when a cell says the same as the one that the record has already.
    @inline(__always)
    func isSame(_ column: Int, _ key: OrderKey, _ scanner: borrowing CSVScanner, _ known: Span<UInt8>) -> Bool {
        let text = scanner.text(scanner.trimmed(column))
        if isEqual(text, known) { return true }
        guard scanner.field(column).isEscaped || isOdd || isRedrop || !profile.isEmpty || key == .total else { return false }
        var other = mapped(column, .order(key), scanner)
        if key == .total, case .number(let number, _) = DecimalCell(other.span, sign: dialect.decimalSign, assumesPoint: true) {
            other = number
        }
        return isEqual(other.span, known)
    }
}
