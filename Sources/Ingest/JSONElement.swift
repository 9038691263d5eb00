internal import Fiscal

/// Reads one order, `{ … }`, into a record. Cells point into a copy of the element's text; those with escapes, and lists, are written anew.
struct JSONElement: ~Copyable {
    /// Most keys of an object (reliability.md 3, Inbox: columns).
    static let keysMax = 512

    private var table = JSONKeyTable()
    private let profile: Profile?
    private let isClients: Bool
    /// Cells that have to be written anew.
    var changes: JSONChanges
    /// False where a profile changes values.
    private let usesShortcut: Bool
    private var objects = 0
    /// Index in the window at which the element begins.
    private(set) var start = 0
    /// Keys that aren't known, once for each file.
    private(set) var unknownKeys: [Fault] = []

    init(profile: Profile?, isClients: Bool) {
        self.profile = profile
        self.isClients = isClients
        let cells = ProfileCells(profile)
        changes = JSONChanges(cells)
        usesShortcut = cells.isEmpty
    }

    // MARK: Objects

    /// Gets ready for the element at which the scanner stands.
    mutating func begin(_ scanner: borrowing JSONScanner) {
        start = scanner.index
        changes.removeAll()
    }

    /// Reads the object at which the scanner stands. The record's text isn't there before `finish`.
    mutating func read(_ scanner: inout JSONScanner, _ record: inout OrderRecord) throws(JSONStop) {
        begin(scanner)
        objects += 1
        let object = objects
        var seen: UInt64 = 0
        var (keys, last) = (0, -1)
        try scanner.expect(UInt8(ascii: "{"))
        if try scanner.expectByte() == UInt8(ascii: "}") { return scanner.index += 1 }
        while true {
            if usesShortcut {
                let begin = start
                let isEnd = unsafe record.withOrderCells { cells in
                    unsafe scanner.plainMembers(table, isLine: false, last: &last, seen: &seen, from: begin, into: cells)
                }
                if isEnd { return }
            }
            let place = scanner.index
            let key = try key(&scanner, object, &keys, &last, &record)
            switch key {
            case .order(let key):
                let isSecond = Self.isSecond(key.rawValue, &seen)
                if isSecond { duplicate(key.name, at: place, scanner, &record) }
                try orderCell(key, &scanner, &record)
            case .lines where !isClients:
                if Self.isSecond(63, &seen) { duplicate("lines", at: place, scanner, &record) }
                try lines(&scanner, &record)
            case .lines, .line, .unused:
                try scanner.skipValue(depth: 1)
            }
            if try !goOn(&scanner) { return }
        }
    }

    private mutating func lines(_ scanner: inout JSONScanner, _ record: inout OrderRecord) throws(JSONStop) {
        switch try scanner.expectByte() {
        case UInt8(ascii: "n"):
            _ = try scanner.word()
            return
        case UInt8(ascii: "["): scanner.index += 1
        case let byte:
            wrongType("lines", byte, scanner, &record)
            return try scanner.skipValue(depth: 1)
        }
        if try scanner.expectByte() == UInt8(ascii: "]") { return scanner.index += 1 }
        while true {
            let byte = try scanner.expectByte()
            if byte != UInt8(ascii: "{") {
                wrongType("lines[\(record.lineCount)]", byte, scanner, &record)
                try scanner.skipValue(depth: 2)
            } else if record.lineCount == CSVOrders.linesMax {
                let location = SourceLocation(line: scanner.line, column: scanner.column(at: scanner.index))
                record.isComplete = false
                note(Fault(.orderTooManyLines, at: location, facts: ["limit": String(CSVOrders.linesMax)]), &record)
                try scanner.skipValue(depth: 2)
            } else {
                try line(&scanner, &record)
            }
            let next = try scanner.expectByte()
            guard next == UInt8(ascii: ",") || next == UInt8(ascii: "]") else { throw .broken(.unexpectedByte) }
            scanner.index += 1
            if next == UInt8(ascii: "]") { return }
        }
    }

    private mutating func line(_ scanner: inout JSONScanner, _ record: inout OrderRecord) throws(JSONStop) {
        record.addLine(at: scanner.line)
        objects += 1
        let object = objects
        var seen: UInt64 = 0
        var (keys, last) = (0, -1)
        try scanner.expect(UInt8(ascii: "{"))
        if try scanner.expectByte() == UInt8(ascii: "}") { return scanner.index += 1 }
        while true {
            if usesShortcut {
                let begin = start
                let isEnd = unsafe record.withLastLineCells { cells in
                    unsafe scanner.plainMembers(table, isLine: true, last: &last, seen: &seen, from: begin, into: cells)
                }
                if isEnd { return }
            }
            let place = scanner.index
            let key = try key(&scanner, object, &keys, &last, &record)
            if case .line(let key) = key {
                let isSecond = Self.isSecond(key.rawValue, &seen)
                if isSecond { duplicate("lines[\(record.lineCount - 1)].\(key.name)", at: place, scanner, &record) }
                try lineCell(key, &scanner, &record)
            } else {
                try scanner.skipValue(depth: 3)
            }
            if try !goOn(&scanner) { return }
        }
    }

    /// Behind a member: true when another follows, false when the object ends.
    @inline(__always)
    private func goOn(_ scanner: inout JSONScanner) throws(JSONStop) -> Bool {
        let byte = try scanner.expectByte()
        guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else { throw .broken(.unexpectedByte) }
        scanner.index += 1
        guard byte == UInt8(ascii: ",") else { return false }
        _ = try scanner.expectByte()
        return true
    }

    @inline(__always)
    private static func isSecond(_ bit: Int, _ seen: inout UInt64) -> Bool {
        let mask: UInt64 = 1 << UInt64(bit)
        if seen & mask != 0 { return true }
        seen |= mask
        return false
    }

    // MARK: Keys

    /// Goes over a key and its colon. `last`: the key before it in the same object, -1 at first.
    private mutating func key(
        _ scanner: inout JSONScanner, _ object: Int, _ keys: inout Int, _ last: inout Int, _ record: inout OrderRecord
    ) throws(JSONStop) -> JSONKey {
        _ = try scanner.expectByte()
        let place = scanner.index
        guard scanner.byte(at: place) == UInt8(ascii: "\"") else { throw .broken(.unexpectedByte) }
        let (range, isEscaped) = try scanner.string()
        let print = scanner.print(of: range)
        try scanner.expect(UInt8(ascii: ":"))
        keys += 1
        if keys == Self.keysMax + 1 {
            let location = SourceLocation(line: scanner.line, column: scanner.column(at: place))
            note(Fault(.jsonTooManyKeys, at: location, facts: ["limit": String(Self.keysMax)]), &record)
        }
        guard let entry = table.find(print, scanner.text(range)) ?? learn(range, isEscaped, print, scanner) else {
            return .unused
        }
        table.follow(last, by: entry)
        last = entry
        let key = table.key(entry)
        if key == .unused, !table.mark(entry, in: object) { duplicate(table.name(entry), at: place, scanner, &record) }
        return key
    }

    private mutating func learn(
        _ range: Range<Int>, _ isEscaped: Bool, _ print: JSONKeyTable.Print, _ scanner: borrowing JSONScanner
    ) -> Int? {
        let text = scanner.text(range)
        let name =
            String(decoding: isEscaped ? JSONEscapes.unescaped(text) : [], as: UTF8.self)
            + (isEscaped ? "" : String(copying: text))
        let key = JSONKey(named: name, profile: profile)
        let raw = (0..<text.count).map { text[$0] }
        guard let entry = table.add(print, raw, key) else { return nil }
        if key == .unused, Column(named: name) != .ours { unknownKeys.append(unknown(name, range.lowerBound - 1, scanner)) }
        return entry
    }

    private func unknown(_ name: String, _ place: Int, _ scanner: borrowing JSONScanner) -> Fault {
        let location = SourceLocation(line: scanner.line, column: scanner.column(at: place))
        guard let suggestion = Column.suggestion(for: name) else { return Fault(.keyUnknown, at: location, value: name) }
        return Fault(.keyMisspelt, at: location, value: name, facts: ["suggestion": suggestion])
    }

    // MARK: Ending

    /// Takes over the element's text as far as it was read, and writes the cells that differ from it.
    mutating func finish(_ scanner: borrowing JSONScanner, _ record: inout OrderRecord) {
        let range = start..<scanner.index
        if scanner.buffer.oddity(in: range) != nil {
            let copy = scanner.buffer.sanitised(range)
            _ = record.append(text: copy.span)
        } else {
            _ = record.append(text: scanner.text(range))
        }
        changes.apply(scanner, start, &record)
    }
}
