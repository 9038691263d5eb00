internal import Fiscal

/// The values of an order and its lines.
extension JSONElement {
    /// What stands where a cell is expected.
    private enum Value {
        case text(Range<Int>, isEscaped: Bool)
        case number(Range<Int>, hasExponent: Bool)
        case word(Range<Int>)
        case nothing
        case list
        case other(UInt8)
    }

    @inline(__always)
    private mutating func value(_ scanner: inout JSONScanner) throws(JSONStop) -> Value {
        let byte = try scanner.expectByte()
        switch byte {
        case UInt8(ascii: "\""):
            let (range, isEscaped) = try scanner.string()
            return .text(range, isEscaped: isEscaped)
        case UInt8(ascii: "{"): return .other(byte)
        case UInt8(ascii: "["): return .list
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .word(try scanner.word())
        case UInt8(ascii: "n"):
            _ = try scanner.word()
            return .nothing
        default:
            let (range, hasExponent) = try scanner.number()
            return .number(range, hasExponent: hasExponent)
        }
    }

    @inline(__always)
    mutating func orderCell(_ key: OrderKey, _ scanner: inout JSONScanner, _ record: inout OrderRecord) throws(JSONStop) {
        _ = try scanner.expectByte()
        let place = scanner.index
        let value = try value(&scanner)
        let isList: Bool
        if case .list = value { isList = true } else { isList = false }
        if isList, key == .emails || key == .telephones || key == .emails_ad_hoc {
            try scanner.skipValue(depth: 1)
            changes.add(
                .list, .order(key), place - start..<scanner.index - start, line: scanner.line, column: scanner.column(at: place))
            return
        }
        guard let range = try cell(value, .order(key), key.name, CellCare(key), place, &scanner, &record) else { return }
        record.set(
            key, at: range.lowerBound - start, count: range.count, line: scanner.line, column: scanner.column(at: place))
    }

    @inline(__always)
    mutating func lineCell(_ key: LineKey, _ scanner: inout JSONScanner, _ record: inout OrderRecord) throws(JSONStop) {
        _ = try scanner.expectByte()
        let place = scanner.index
        let value = try value(&scanner)
        guard let range = try cell(value, .line(key), "", CellCare(key), place, &scanner, &record) else { return }
        record.set(
            key, at: range.lowerBound - start, count: range.count, line: scanner.line, column: scanner.column(at: place))
    }

    /// Where a value's text lies in the window; nil when there is none to point at.
    @inline(__always)
    private mutating func cell(
        _ value: Value, _ target: Column, _ name: String, _ care: CellCare, _ place: Int, _ scanner: inout JSONScanner,
        _ record: inout OrderRecord
    ) throws(JSONStop) -> Range<Int>? {
        switch value {
        case .text(let range, let isEscaped):
            let cell = scanner.trimmed(range)
            if cell.count > CSVScanner.fieldMax {
                fault(.jsonTextTooLong, target, place, scanner, &record, facts: ["limit": String(CSVScanner.fieldMax)])
                return nil
            }
            if isEscaped || changes.maps(target) {
                changes.add(
                    isEscaped ? .escaped : .mapped, target, range.lowerBound - start..<range.upperBound - start,
                    line: scanner.line,
                    column: scanner.column(at: place), lineIndex: record.lineCount - 1)
            }
            if care != .text, SpreadsheetExponent.endsLikeOne(scanner.text(cell)), SpreadsheetExponent.isOne(scanner.text(cell)) {
                fault(.spreadsheetExponent, target, place, scanner, &record, value: cell)
            }
            return cell
        case .number(let range, let hasExponent):
            if hasExponent { fault(.numberExponent, target, place, scanner, &record, value: range) }
            return range
        case .word(let range): return range
        case .nothing: return nil
        case .list, .other:
            wrongType(Self.path(target, record), scanner.byte(at: place), scanner, &record)
            try scanner.skipValue(depth: 3)
            return nil
        }
    }

    // MARK: Faults

    func note(_ fault: Fault, _ record: inout OrderRecord) {
        if record.faults.count < CSVOrders.faultsMax { record.faults.append(fault) }
    }

    func duplicate(_ name: String, at place: Int, _ scanner: borrowing JSONScanner, _ record: inout OrderRecord) {
        let location = SourceLocation(line: scanner.line, column: scanner.column(at: place))
        note(Fault(.jsonDuplicateKey, at: location, field: name, value: name), &record)
    }

    func wrongType(_ name: String, _ byte: UInt8, _ scanner: borrowing JSONScanner, _ record: inout OrderRecord) {
        let location = SourceLocation(line: scanner.line, column: scanner.column(at: scanner.index))
        let found =
            switch byte {
            case UInt8(ascii: "{"): "{ … }"
            case UInt8(ascii: "["): "[ … ]"
            case UInt8(ascii: "\""): "\"…\""
            case let byte: String(Unicode.Scalar(byte)) + "…"
            }
        note(Fault(.jsonWrongType, at: location, field: name, facts: ["found": found]), &record)
    }

    func fault(
        _ code: FaultCode, _ target: Column, _ place: Int, _ scanner: borrowing JSONScanner, _ record: inout OrderRecord,
        value: Range<Int>? = nil, facts: [String: String] = [:]
    ) {
        let location = SourceLocation(line: scanner.line, column: scanner.column(at: place))
        let text = value.map { String(copying: scanner.text($0)) }
        note(Fault(code, at: location, field: Self.path(target, record), value: text, facts: facts), &record)
    }

    private static func path(_ target: Column, _ record: borrowing OrderRecord) -> String {
        switch target {
        case .order(let key): key.name
        case .line(let key): "lines[\(record.lineCount - 1)].\(key.name)"
        case .ours, .nameless, .unknown: ""
        }
    }
}
