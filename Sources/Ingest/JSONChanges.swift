internal import Fiscal

/// The cells of an element whose text isn't what stands there: escapes, lists, values that a profile maps.
struct JSONChanges: Sendable {
    enum Kind: Sendable {
        case escaped
        case list
        case mapped
    }

    private struct Change: Sendable {
        let kind: Kind
        let target: Column
        let lineIndex: Int
        /// In bytes from the element's beginning; a list with its brackets, a string without its quotes.
        let range: Range<Int>
        let line: Int
        let column: Int
    }

    private let profile: ProfileCells
    private var changes: [Change] = []

    init(_ profile: ProfileCells) {
        self.profile = profile
    }

    mutating func removeAll() { changes.removeAll(keepingCapacity: true) }

    /// True when the profile has values for a column.
    @inline(__always)
    func maps(_ target: Column) -> Bool { !profile.isEmpty && profile.maps(target) }

    mutating func add(_ kind: Kind, _ target: Column, _ range: Range<Int>, line: Int, column: Int, lineIndex: Int = 0) {
        changes.append(Change(kind: kind, target: target, lineIndex: lineIndex, range: range, line: line, column: column))
    }

    /// Writes the cells, and what the profile has for those that are empty.
    func apply(_ scanner: borrowing JSONScanner, _ start: Int, _ record: inout OrderRecord) {
        for change in changes { apply(change, scanner, start, &record) }
        profile.applyDefaults(&record)
    }

    private func apply(_ change: Change, _ scanner: borrowing JSONScanner, _ start: Int, _ record: inout OrderRecord) {
        let range = start + change.range.lowerBound..<start + change.range.upperBound
        guard range.upperBound <= scanner.index else { return }
        var text: [UInt8]
        switch change.kind {
        case .escaped: text = JSONEscapes.unescaped(scanner.text(range))
        case .mapped: text = scanner.buffer.sanitised(range)
        case .list: text = Self.joined(scanner, range)
        }
        if text.contains(0) { refuse(change, &record) }
        text = text.map { $0 == 0 ? UInt8(ascii: "?") : $0 }
        if text.contains(where: { $0 >= 0x80 }) { text = Array(String(decoding: text, as: UTF8.self).utf8) }
        let trimmed = WhiteSpace.trimmed(0..<text.count, of: text.span)
        text = profile.mapped(Array(text[trimmed]), change.target)
        switch change.target {
        case .order(let key): record.set(key, text.span, line: change.line, column: change.column)
        case .line(let key): record.set(line: change.lineIndex, key, text.span, at: change.line, column: change.column)
        case .ours, .nameless, .unknown: break
        }
    }

    /// An escaped NUL.
    private func refuse(_ change: Change, _ record: inout OrderRecord) {
        guard record.faults.count < CSVOrders.faultsMax else { return }
        let location = SourceLocation(line: change.line, column: change.column)
        record.faults.append(Fault(.jsonControlCharacter, at: location, field: change.target.name, value: "\\u0000"))
    }

    /// A list's texts and numbers with `;` between them, as a CSV cell has them.
    private static func joined(_ scanner: borrowing JSONScanner, _ range: Range<Int>) -> [UInt8] {
        var text: [UInt8] = []
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            let byte = scanner.byte(at: index)
            if byte <= 0x20 || byte == UInt8(ascii: ",") {
                index += 1
                continue
            }
            var end = index + 1
            if byte == UInt8(ascii: "\"") {
                while scanner.byte(at: end) != byte { end += scanner.byte(at: end) == UInt8(ascii: "\\") ? 2 : 1 }
                append(JSONEscapes.unescaped(scanner.text(index + 1..<end)), to: &text)
                index = end + 1
                continue
            }
            while end < range.upperBound - 1, scanner.byte(at: end) > 0x20, scanner.byte(at: end) != UInt8(ascii: ",") {
                end += 1
            }
            let word = scanner.buffer.sanitised(index..<end)
            if word != Array("null".utf8) { append(word, to: &text) }
            index = end
        }
        return text
    }

    private static func append(_ part: [UInt8], to text: inout [UInt8]) {
        guard !part.isEmpty else { return }
        if !text.isEmpty { text.append(UInt8(ascii: ";")) }
        text.append(contentsOf: part)
    }
}
