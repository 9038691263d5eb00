import Digest
import Fiscal
import JSONText

/// The order's canonical values, over which "same content" is decided (rulebook 1.2, 10): 10 = 10.00, `02` = 2, CSV = JSON.
///
/// What counts is what the file says, by value: numbers without superfluous zeros, codes as codes whatever their spelling, dates
/// as moments, booleans, lists item by item, lines in the order in which they go out. Not content: the key (company, kind,
/// order_id), the mode, `line_no` itself, and cells filled from the registry.
///
/// A default that is written out equals an absent cell where the rule defines the default and absence can mean nothing else:
/// document type, nature, unit `und`, a discount, transport or insurance of 0, void kind invoice; without `client_id` (which
/// could bring another value) also receiver type 02, no retention, country PA, location 8-8-1 and address PANAMA, PANAMA.
struct CanonicalContent: Sendable {
    private var writer = ByteWriter(capacity: 4096)

    /// Bytes that a column can take beyond its cell's: its number, its end, and a moment's digits where the cell's are fewer.
    private static let columnMax = 24

    /// Writes the 32 bytes of the hash; each value is its column, its bytes, and 0xFF, which no UTF-8 holds.
    mutating func write(
        _ record: borrowing OrderRecord, kind: DocumentKind, lineOrder: [(number: Int, index: Int)], into hash: inout [UInt8]
    ) {
        let columns = OrderKey.allCases.count + (LineKey.count + 1) * lineOrder.count
        writer.removeAll()
        writer.append(atMost: record.cellBytes + Self.columnMax * columns) { out in
            let isAlone = record.isEmpty(.client_id)
            for key in OrderKey.allCases where !record.isEmpty(key) && !record.isFromRegistry(key) {
                out.append(record[key], of: key, kind: kind, isAlone: isAlone)
            }
            for place in lineOrder.indices {
                out.append(0xFE)
                Self.appendLine(record, lineOrder[place].index, to: &out)
            }
        }
        if hash.count != 32 { hash = [UInt8](repeating: 0, count: 32) }
        SHA256.write(digestOf: writer.bytes, into: &hash)
    }

    private static func appendLine(_ record: borrowing OrderRecord, _ index: Int, to out: inout OutputSpan<UInt8>) {
        for key in LineKey.allCases where !record.isEmpty(line: index, key) {
            let cell = record[line: index, key]
            switch key {
            case .line_no: break
            case .quantity, .unit_price, .tax_rate: out.append(number: cell, key.rawValue, isZeroAbsent: false)
            case .discount_rate, .transport, .insurance: out.append(number: cell, key.rawValue, isZeroAbsent: true)
            case .unit: out.append(text: cell, key.rawValue, unless: "und")
            case .item_number, .client_item_number, .description, .item_ad_hoc, .note, .cpbs_code, .cpbs_unit:
                out.append(text: cell, key.rawValue, unless: nil)
            }
        }
    }
}

// Canonical values, column by column.
extension OutputSpan where Element == UInt8 {
    fileprivate mutating func append(_ cell: Span<UInt8>, of key: OrderKey, kind: DocumentKind, isAlone: Bool) {
        switch key {
        case .company, .kind, .order_id, .mode: break
        case .document_type:
            append(DocumentType(cell: cell)?.wireCode, cell, key.rawValue, unless: kind.usualDocumentType.wireCode)
        case .nature: append(OperationNature(cell: cell)?.wireCode, cell, key.rawValue, unless: OperationNature.sale.wireCode)
        case .receptor_type: append(ReceptorType(cell: cell)?.wireCode, cell, key.rawValue, unless: isAlone ? "02" : nil)
        case .adhoc_receptor_fe_type: append(ReceptorType(cell: cell)?.wireCode, cell, key.rawValue, unless: nil)
        case .client_ruc_type: append(RucType(cell: cell)?.contentCode, cell, key.rawValue, unless: nil)
        case .invoice_retention: append(YesOrNo(cell: cell).contentCode, cell, key.rawValue, unless: isAlone ? "0" : nil)
        case .void_kind: append(DocumentKind(word: cell)?.contentCode, cell, key.rawValue, unless: "invoice")
        case .issue_date, .reference_date: append(moment: cell, key.rawValue)
        case .total, .destination, .codigo_retencion, .client_codigo_retencion:
            append(number: cell, key.rawValue, isZeroAbsent: false)
        case .telephones, .emails, .emails_ad_hoc: append(list: cell, key.rawValue)
        case .country, .incoterm: append(code: cell, key.rawValue, unless: isAlone && key == .country ? "PA" : nil)
        case .location_code: append(text: cell, key.rawValue, unless: isAlone ? "8-8-1" : nil)
        case .address: append(text: cell, key.rawValue, unless: isAlone ? "PANAMA, PANAMA" : nil)
        case .adhoc_client_ruc: append(unspaced: cell, key.rawValue)
        case .client_id, .client_name, .client_ruc, .client_dv, .office_id, .adhoc_client_name, .foreign_id, .foreign_country,
            .reference, .reason, .cufe, .document_id, .notes:
            append(text: cell, key.rawValue, unless: nil)
        }
    }

    fileprivate mutating func begin(_ column: Int) { append(UInt8(truncatingIfNeeded: column)) }

    fileprivate mutating func end() { append(0xFF) }

    fileprivate mutating func append(text cell: Span<UInt8>, _ column: Int, unless usual: StaticString?) {
        if let usual, cell.isExactly(usual) { return }
        begin(column)
        append(cell)
        end()
    }

    /// A code, or the cell as it stands when it is none.
    fileprivate mutating func append(_ code: StaticString?, _ cell: Span<UInt8>, _ column: Int, unless usual: StaticString?) {
        guard let code else {
            append(text: cell, column, unless: nil)
            return
        }
        if let usual, usual.isSame(as: code) { return }
        begin(column)
        append(code)
        end()
    }

    fileprivate mutating func append(code cell: Span<UInt8>, _ column: Int, unless usual: StaticString?) {
        if let usual, cell.isWord(usual) { return }
        begin(column)
        for index in cell.indices { append(cell[index].uppercased) }
        end()
    }

    fileprivate mutating func append(unspaced cell: Span<UInt8>, _ column: Int) {
        begin(column)
        for index in cell.indices where cell[index] > 0x20 { append(cell[index].uppercased) }
        end()
    }

    fileprivate mutating func append(list cell: Span<UInt8>, _ column: Int) {
        var items = ListItems(cell)
        begin(column)
        while let range = items.next() {
            append(cell.extracting(range))
            append(";")
        }
        end()
    }

    fileprivate mutating func append(moment cell: Span<UInt8>, _ column: Int) {
        guard let moment = FiscalTime(text: cell) else {
            append(text: cell, column, unless: nil)
            return
        }
        begin(column)
        if moment.epochSeconds < 0 { append("-") }
        append(magnitude: moment.epochSeconds.magnitude, digits: 1)
        end()
    }

    /// A number by its value: superfluous zeros don't count. What isn't a number stays as it is.
    fileprivate mutating func append(number cell: Span<UInt8>, _ column: Int, isZeroAbsent: Bool) {
        guard let digits = cell.significantDigits else {
            append(text: cell, column, unless: nil)
            return
        }
        if isZeroAbsent, digits.range.isEmpty { return }
        begin(column)
        if digits.isNegative { append("-") }
        append(cell.extracting(digits.range))
        end()
    }
}

extension Span where Element == UInt8 {
    /// The bytes of a word, letter for letter.
    func isExactly(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in indices where unsafe self[index] != word.utf8Start[index] { return false }
        return true
    }

    /// Where a number's digits stand without zeros that don't count: `007.50` → `7.5`, `-0.0` → nothing; nil for what isn't a
    /// number.
    var significantDigits: (range: Range<Int>, isNegative: Bool)? {
        var start = count > 0 && self[0] == UInt8(ascii: "-") ? 1 : 0
        let isNegative = start == 1
        var point: Int?
        for index in start..<count where !self[index].isDigit {
            guard self[index] == UInt8(ascii: "."), point == nil, index > start, index < count - 1 else { return nil }
            point = index
        }
        guard start < count else { return nil }
        var end = count
        if let point {
            while end > point + 1, self[end - 1] == 0x30 { end -= 1 }
            if end == point + 1 { end = point }
        }
        while start < end, self[start] == 0x30 { start += 1 }
        return (start..<end, isNegative && start < end)
    }
}

extension StaticString {
    /// The same text.
    func isSame(as other: StaticString) -> Bool {
        guard utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
        for index in 0..<utf8CodeUnitCount where unsafe utf8Start[index] != other.utf8Start[index] { return false }
        return true
    }
}

extension RucType {
    fileprivate var contentCode: StaticString { self == .natural ? "1" : "2" }
}

extension DocumentKind {
    fileprivate var contentCode: StaticString {
        switch self {
        case .invoice: "invoice"
        case .credit_note: "credit_note"
        case .debit_note: "debit_note"
        case .void: "void"
        }
    }
}

extension YesOrNo {
    fileprivate var contentCode: StaticString? {
        switch self {
        case .yes: "1"
        case .no: "0"
        case .neither: nil
        }
    }
}
