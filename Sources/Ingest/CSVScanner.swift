internal import CScan
internal import Fiscal
internal import Glibc

/// Splits CSV text into rows and cells: delimiter, quotes with doubled quotes inside, LF, CRLF or CR. Says nothing about what cells mean.
///
/// Advice to editors: this is the hot path of every CSV file. Marks (delimiters, quotes, line ends) are found 64 bytes at a time and
/// visited one by one; no byte is looked at that isn't a mark. A row is scanned whole or, when its end isn't in the window yet, again from
/// its beginning after more was read. Offsets of cells count from the row's beginning, so that they outlive moves of the window and so that
/// a row that begins with the same bytes as the row before (`rememberPrefix`) takes over that row's cells without looking at them.
/// The fuzz and chunk tests of `CSVScannerTests` are the net under all this.
@safe
struct CSVScanner: ~Copyable {
    /// Longest cell, longest row, most columns (reliability.md 3, Inbox).
    static let fieldMax = 64 << 10, rowMax = 1 << 20, columnsMax = 512
    static let prefixMax = 4 << 10

    var buffer: TextBuffer
    let delimiter: UInt8

    /// Index in the window of the row scanned last, and behind its last byte (without line end).
    private(set) var rowStart = 0
    private(set) var rowEnd = 0
    /// Cells of the row scanned last, at most `columnsMax`.
    private(set) var fieldCount = 0
    /// Physical line on which the row scanned last begins, from 1.
    private(set) var line = 0
    /// True when the row scanned last begins with the remembered prefix.
    var hasPrefix = false

    /// Index in the window behind that row and its line end.
    var next = 0
    var nextLine: Int
    /// The row scanned last was broken, and its line isn't gone over yet.
    var skipsLine = false
    private var columnsBeyond = false
    /// The cells of the row scanned last.
    private(set) var fields: UnsafeMutablePointer<Field>
    /// What rows to come may begin with, and how many cells and line ends that are.
    private(set) var prefix: UnsafeMutablePointer<UInt8>
    var prefixCount = 0
    var prefixFields = 0
    var prefixLines = 0

    /// A cell: offsets from the row's beginning, without the quotes around it.
    struct Field {
        private let first: UInt32
        private let rest: UInt32

        private static let quoted: UInt32 = 1 << 31
        private static let escaped: UInt32 = 1 << 30

        @inline(__always)
        init(start: Int, end: Int, isQuoted: Bool = false, isEscaped: Bool = false) {
            first = UInt32(truncatingIfNeeded: start)
            rest = UInt32(truncatingIfNeeded: end) | (isQuoted ? Self.quoted : 0) | (isEscaped ? Self.escaped : 0)
        }

        var start: Int { Int(first) }
        var end: Int { Int(rest & (Self.escaped - 1)) }
        var isQuoted: Bool { rest & Self.quoted != 0 }
        /// Has doubled quotes inside.
        var isEscaped: Bool { rest & Self.escaped != 0 }
    }

    private enum Result {
        case complete
        case incomplete
        case broken(RowBreak)
    }

    enum Row: Equatable {
        case row
        case broken(RowBreak)
        case end
    }

    /// Scans from the beginning of the text in `buffer`, or from an index in its window at which a row begins.
    init(_ buffer: consuming TextBuffer, delimiter: UInt8, from start: Int = 0, line: Int = 1) {
        self.buffer = buffer
        self.delimiter = delimiter
        next = start
        nextLine = line
        unsafe fields = .allocate(capacity: Self.columnsMax)
        unsafe fields.initialize(repeating: Field(start: 0, end: 0), count: Self.columnsMax)
        unsafe prefix = .allocate(capacity: Self.prefixMax)
    }

    deinit {
        unsafe fields.deallocate()
        unsafe prefix.deallocate()
    }

    // MARK: Rows

    /// Goes on to the next row that isn't empty. A broken row's cells are there as far as they could be read.
    mutating func nextRow() throws(IngestError) -> Row {
        if skipsLine { try skipLine() }
        while true {
            rowStart = next
            line = nextLine
            if rowStart == buffer.end, try !fill() { return .end }
            switch scan() {
            case .complete:
                if fieldCount == 1, rowEnd == rowStart { continue }
                return checkedRow()
            case .broken(let fault):
                skipsLine = true
                return .broken(fault)
            case .incomplete:
                if buffer.end - rowStart > Self.rowMax {
                    rowEnd = rowStart + Self.rowMax
                    skipsLine = true
                    return .broken(RowBreak(kind: .rowTooLong, column: fieldCount + 1, line: line))
                }
                _ = try fill()
                next = rowStart
            }
        }
    }

    private mutating func fill() throws(IngestError) -> Bool {
        let more = try buffer.fill(keeping: rowStart)
        rowStart = 0
        next = 0
        return more
    }

    private func checkedRow() -> Row {
        if columnsBeyond { return .broken(RowBreak(kind: .tooManyColumns, column: Self.columnsMax + 1, line: line)) }
        guard rowEnd - rowStart > Self.fieldMax else { return .row }
        if rowEnd - rowStart > Self.rowMax { return .broken(RowBreak(kind: .rowTooLong, column: 1, line: line)) }
        for index in 0..<fieldCount where unsafe fields[index].end - fields[index].start > Self.fieldMax {
            return .broken(RowBreak(kind: .fieldTooLong, column: index + 1, line: line))
        }
        return .row
    }

    // MARK: The scan

    /// Marks among the 64 bytes at an index, none beyond the window's end.
    @inline(__always)
    func marks(at index: Int) -> UInt64 {
        let bits = unsafe pb_csv_marks_64(buffer.bytes + index, delimiter)
        let left = buffer.end - index
        return left >= 64 ? bits : left <= 0 ? 0 : bits & (1 << UInt64(left) - 1)
    }

    /// The place of the next mark after those already taken from `bits`, the marks of the block at `block`; nil at the window's end.
    @inline(__always)
    private func nextMark(_ block: inout Int, _ bits: inout UInt64) -> Int? {
        while bits == 0 {
            block += 64
            if block >= buffer.end { return nil }
            bits = marks(at: block)
        }
        let mark = block + bits.trailingZeroBitCount
        bits &= bits - 1
        return mark
    }

    /// Scans the row at `next`. Sets the row's cells and goes on behind it when it's complete.
    private mutating func scan() -> Result {
        let (bytes, end, delimiter) = unsafe (buffer.bytes, buffer.end, delimiter)
        let (row, fields) = unsafe (rowStart, fields)
        var lines = 0
        var start = row
        var count = 0
        hasPrefix = false
        if prefixCount > 0 {
            if prefixCount > end - row, !buffer.isExhausted { return .incomplete }
            if prefixCount <= end - row { hasPrefix = unsafe memcmp(bytes + row, prefix, prefixCount) == 0 }
            // The cells of the prefix are about to be overwritten.
            if !hasPrefix { prefixCount = 0 }
        }
        if hasPrefix {
            start += prefixCount
            count = prefixFields
            lines = prefixLines
        }
        columnsBeyond = false
        var block = start
        var bits = marks(at: start)
        while true {
            while bits == 0, block + 64 < end {
                block += 64
                bits = marks(at: block)
            }
            let mark = bits == 0 ? end : block + bits.trailingZeroBitCount
            bits &= bits &- 1
            let byte = unsafe mark < end ? bytes[mark] : 0x0A
            if byte == delimiter, count < Self.columnsMax {
                unsafe fields[count] = Field(start: start - row, end: mark - row)
                count += 1
                start = mark + 1
                continue
            }
            if byte == UInt8(ascii: "\"") {
                if mark != start { continue }
                fieldCount = count
                switch quoted(opening: mark, &block, &bits, &lines) {
                case .closed(let following): start = following + 1
                case .end: return complete(end, terminator: 0, lines: lines)
                case .stop(let result): return result
                }
                count = fieldCount
                if let result = lineEnd(at: start - 1, lines) { return result }
                continue
            }
            fieldCount = count
            if mark == end, !buffer.isExhausted { return .incomplete }
            store(Field(start: start - row, end: mark - row))
            count = fieldCount
            if mark == end { return complete(end, terminator: 0, lines: lines) }
            start = mark + 1
            if let result = lineEnd(at: mark, lines) { return result }
        }
    }

    /// Ends the row if the mark behind its last cell is a line end.
    @inline(__always)
    private mutating func lineEnd(at mark: Int, _ lines: Int) -> Result? {
        let byte = unsafe buffer.bytes[mark]
        if byte == delimiter { return nil }
        if byte == 0x0A { return complete(mark, terminator: 1, lines: lines + 1) }
        if mark + 1 == buffer.end, !buffer.isExhausted { return .incomplete }
        let isPair = unsafe mark + 1 < buffer.end && buffer.bytes[mark + 1] == 0x0A
        return complete(mark, terminator: isPair ? 2 : 1, lines: lines + 1)
    }

    @inline(__always)
    private mutating func store(_ field: Field) {
        if fieldCount < Self.columnsMax {
            unsafe fields[fieldCount] = field
            fieldCount += 1
        } else {
            columnsBeyond = true
        }
    }

    @inline(__always)
    private mutating func complete(_ end: Int, terminator: Int, lines: Int) -> Result {
        rowEnd = end
        next = end + terminator
        nextLine = line + lines
        return .complete
    }

    private enum Quoted {
        /// The mark behind the cell.
        case closed(Int)
        /// The text ends with the cell.
        case end
        case stop(Result)
    }

    /// A cell between quotes, from its opening quote to the mark behind it.
    private mutating func quoted(opening: Int, _ block: inout Int, _ bits: inout UInt64, _ lines: inout Int) -> Quoted {
        let linesBefore = lines
        var isEscaped = false
        var close = opening
        while true {
            guard let mark = nextMark(&block, &bits), mark - opening <= Self.fieldMax + 1 else {
                guard buffer.isExhausted || buffer.end - opening > Self.fieldMax + 1 else { return .stop(.incomplete) }
                return .stop(broken(.unclosedQuote, at: opening, lines: linesBefore))
            }
            let byte = unsafe buffer.bytes[mark]
            let following = unsafe buffer.bytes[mark + 1]
            if byte == 0x0A || (byte == 0x0D && (mark + 1 == buffer.end || following != 0x0A)) { lines += 1 }
            guard byte == UInt8(ascii: "\"") else { continue }
            if mark + 1 == buffer.end, !buffer.isExhausted { return .stop(.incomplete) }
            if mark + 1 < buffer.end, following == UInt8(ascii: "\"") {
                isEscaped = true
                _ = nextMark(&block, &bits)
                continue
            }
            close = mark
            break
        }
        let mark = nextMark(&block, &bits)
        if mark == nil, !buffer.isExhausted { return .stop(.incomplete) }
        for index in close + 1..<(mark ?? buffer.end) {
            let byte = unsafe buffer.bytes[index]
            guard byte == 0x20 || byte == 0x09 else { return .stop(broken(.textAfterQuote, at: opening, lines: linesBefore)) }
        }
        if let mark, unsafe buffer.bytes[mark] == UInt8(ascii: "\"") {
            return .stop(broken(.textAfterQuote, at: opening, lines: linesBefore))
        }
        store(Field(start: opening + 1 - rowStart, end: close - rowStart, isQuoted: true, isEscaped: isEscaped))
        return mark.map { .closed($0) } ?? .end
    }

    /// A row that can't be split further than to the cell that opens at a quote. The scan goes on behind the end of the line of that quote,
    /// so that no later row disappears inside a cell that wasn't meant to be one.
    private mutating func broken(_ kind: RowBreak.Kind, at opening: Int, lines: Int) -> Result {
        let end = nextLineEnd(from: opening)
        if end == buffer.end, !buffer.isExhausted, end - opening <= Self.fieldMax { return .incomplete }
        rowEnd = min(end, opening + Self.fieldMax)
        next = opening
        nextLine = line + lines
        return .broken(RowBreak(kind: kind, column: fieldCount + 1, line: nextLine))
    }
}
