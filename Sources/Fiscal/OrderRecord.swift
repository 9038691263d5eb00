/// One order as the file had it: every cell as text with its place, nothing judged yet. Readers fill it, Transform reads it.
///
/// The cells' bytes lie in one buffer that is used again for the next order, so reading a million orders allocates nothing per cell.
/// Cells are trimmed of white space, valid UTF-8, and decimal cells use the point whatever the file's dialect.
public struct OrderRecord: Sendable {
    /// A cell: where its bytes lie in the record's text and where it stood in the file.
    public struct Cell: Sendable {
        /// Where its bytes begin in the record's text.
        public var start: UInt32
        /// How many bytes it has; 0: the file had nothing there.
        public var count: UInt32
        /// Physical line, from 1; 0: the file had no such cell.
        public var line: UInt32
        /// Column as in `SourceLocation`; 0: unknown.
        public var column: UInt32

        /// Makes a cell; an empty one without arguments.
        @inlinable
        public init(start: Int = 0, count: Int = 0, line: Int = 0, column: Int = 0) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.count = UInt32(truncatingIfNeeded: count)
            self.line = UInt32(clamping: line)
            self.column = UInt32(clamping: column)
        }
    }

    /// How many bytes of text one order may hold: a reader refuses what is beyond it, so that no order can exhaust memory.
    public static let textMax = 8 << 20

    /// Position in the file, from 1, counted in orders.
    public var sequence = 0
    /// Where the order's rows (or its JSON object) stand in the file, in bytes of the decoded text: for `.fix.csv`.
    public var extent: Range<Int> = 0..<0
    /// Physical line on which the order begins, from 1.
    public var line = 0
    /// What the reader found wrong: cells that can't be read, a conflict inside the order, rows apart.
    public var faults: [Fault] = []
    /// False when a part of the order couldn't be read (a ragged row, a broken JSON element). Its cells then serve to say which order it is,
    /// and nothing else about them is to be judged: `faults` holds at least one error.
    public var isComplete = true
    /// Line items in the order of the input.
    public private(set) var lineCount = 0

    @usableFromInline var buffer: [UInt8] = []
    @usableFromInline var orderCells = [Cell](repeating: Cell(), count: OrderKey.allCases.count)
    @usableFromInline var lineCells: [Cell] = []
    private var lineStarts: [UInt32] = []

    /// Makes an empty record.
    public init() {}

    /// Forgets everything but the room.
    public mutating func removeAll() {
        sequence = 0
        extent = 0..<0
        line = 0
        faults.removeAll(keepingCapacity: true)
        isComplete = true
        lineCount = 0
        buffer.removeAll(keepingCapacity: true)
        for index in orderCells.indices { orderCells[index] = Cell() }
        lineCells.removeAll(keepingCapacity: true)
        lineStarts.removeAll(keepingCapacity: true)
    }

    // MARK: Reading

    /// The cell's bytes; empty where the file had none.
    @inlinable
    public subscript(key: OrderKey) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let cell = orderCells[key.rawValue]
            return buffer.span.extracting(Int(cell.start)..<Int(cell.start + cell.count))
        }
    }

    /// The cell of a line item (from 0); empty where the file had none.
    @inlinable
    public subscript(line index: Int, key: LineKey) -> Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let cell = lineCells[index * LineKey.count + key.rawValue]
            return buffer.span.extracting(Int(cell.start)..<Int(cell.start + cell.count))
        }
    }

    /// True when the file had nothing there.
    @inlinable
    public func isEmpty(_ key: OrderKey) -> Bool { orderCells[key.rawValue].count == 0 }

    /// True when the file had nothing there.
    @inlinable
    public func isEmpty(line index: Int, _ key: LineKey) -> Bool {
        lineCells[index * LineKey.count + key.rawValue].count == 0
    }

    /// Bytes of all cells together.
    public var cellBytes: Int {
        var bytes = 0
        for cell in orderCells { bytes += Int(cell.count) }
        for cell in lineCells { bytes += Int(cell.count) }
        return bytes
    }

    /// The cell as a `String`, for faults and for paths that aren't hot.
    public func text(_ key: OrderKey) -> String { String(copying: self[key]) }

    /// The cell of a line item as a `String`.
    public func text(line index: Int, _ key: LineKey) -> String { String(copying: self[line: index, key]) }

    /// Where the cell stood; where the order begins when the file had no such cell.
    public func location(_ key: OrderKey) -> SourceLocation {
        let cell = orderCells[key.rawValue]
        return cell.line == 0 || isFromRegistry(key) ? SourceLocation(line: line, column: nil) : place(of: cell)
    }

    /// Where the cell of a line item stood; where the line item begins when it had no such cell.
    public func location(line index: Int, _ key: LineKey) -> SourceLocation {
        let cell = lineCells[index * LineKey.count + key.rawValue]
        return cell.line == 0 ? SourceLocation(line: Int(lineStarts[index]), column: nil) : place(of: cell)
    }

    private func place(of cell: Cell) -> SourceLocation {
        SourceLocation(line: Int(cell.line), column: cell.column == 0 ? nil : Int(cell.column))
    }

    // MARK: Filling

    /// Bytes of text held so far; see `textMax`.
    @inlinable
    public var textCount: Int { buffer.count }

    /// Appends text that cells can then point into, and returns where it begins.
    @inlinable
    public mutating func append(text: Span<UInt8>) -> Int {
        let start = buffer.count
        unsafe text.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
        return start
    }

    /// Hands out the order cells for writing, by the raw values of their keys: for readers that place many at once.
    @inlinable
    public mutating func withOrderCells<Answer>(_ body: (UnsafeMutableBufferPointer<Cell>) -> Answer) -> Answer {
        unsafe orderCells.withUnsafeMutableBufferPointer { unsafe body($0) }
    }

    /// Hands out the cells of the line item begun last for writing, by the raw values of their keys.
    @inlinable
    public mutating func withLastLineCells<Answer>(_ body: (UnsafeMutableBufferPointer<Cell>) -> Answer) -> Answer {
        let first = lineCells.count - LineKey.count
        precondition(first >= 0, "addLine comes first")
        return unsafe lineCells.withUnsafeMutableBufferPointer { unsafe body(UnsafeMutableBufferPointer(rebasing: $0[first...])) }
    }

    /// Sets an order cell to `count` bytes of the appended text from `start` on. `column` 0 means unknown.
    @inlinable
    public mutating func set(_ key: OrderKey, at start: Int, count: Int, line: Int, column: Int) {
        orderCells[key.rawValue] = Cell(start: start, count: count, line: line, column: column)
    }

    /// Sets a cell of the line item begun last to `count` bytes of the appended text from `start` on.
    @inlinable
    public mutating func set(_ key: LineKey, at start: Int, count: Int, line: Int, column: Int) {
        let first = lineCells.count - LineKey.count
        precondition(first >= 0, "addLine comes first")
        lineCells[first + key.rawValue] = Cell(start: start, count: count, line: line, column: column)
    }

    /// Sets an order cell. `column` 0 means unknown.
    public mutating func set(_ key: OrderKey, _ bytes: Span<UInt8>, line: Int, column: Int) {
        set(key, at: append(text: bytes), count: bytes.count, line: line, column: column)
    }

    /// Fills a cell that the file left empty from the client registry (product.md 6, Clients). It has no place in the file.
    public mutating func fill(_ key: OrderKey, fromRegistry bytes: Span<UInt8>) {
        guard isEmpty(key), bytes.count > 0 else { return }
        set(key, at: append(text: bytes), count: bytes.count, line: Self.registryLine, column: 0)
    }

    /// True when the cell was filled from the client registry.
    public func isFromRegistry(_ key: OrderKey) -> Bool { orderCells[key.rawValue].line == UInt32(Self.registryLine) }

    private static let registryLine = Int(UInt32.max)

    /// Begins the next line item, which stands at `line`.
    public mutating func addLine(at line: Int) {
        lineCount += 1
        lineStarts.append(UInt32(clamping: line))
        lineCells.append(contentsOf: repeatElement(Cell(), count: LineKey.count))
    }

    /// Sets a cell of any line item (from 0). `column` 0 means unknown; without `line` it's where the line item begins.
    public mutating func set(line index: Int, _ key: LineKey, _ bytes: Span<UInt8>, at line: Int? = nil, column: Int = 0) {
        lineCells[index * LineKey.count + key.rawValue] = Cell(
            start: append(text: bytes), count: bytes.count, line: line ?? Int(lineStarts[index]), column: column)
    }

    /// Sets a cell of the line item begun last.
    public mutating func set(_ key: LineKey, _ bytes: Span<UInt8>, line: Int, column: Int) {
        set(key, at: append(text: bytes), count: bytes.count, line: line, column: column)
    }
}

extension String {
    /// A copy of UTF-8 bytes as text; what isn't UTF-8 becomes U+FFFD.
    public init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
