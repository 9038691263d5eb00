internal import Fiscal
internal import JSONText

/// What an ERP reads back: some of the results under its own column names, in its own dialect (a profile's `results`).
public struct WriteBack: Sendable, Equatable {
    /// A column of the file.
    public struct Column: Sendable, Equatable {
        /// What the ERP calls it.
        public let header: String
        /// Which column of the results stands in it: one of `names`.
        public let name: String

        /// Makes a column.
        public init(header: String, name: String) {
            self.header = header
            self.name = name
        }
    }

    /// The columns in their order.
    public let columns: [Column]
    /// Result column → what stands there → what the ERP calls it: `state`, `complete`, `AUTORIZADA`.
    public let values: [String: [String: String]]
    /// Between cells.
    public let delimiter: UInt8
    /// Between units and decimals of amounts.
    public let decimal: UInt8

    /// The columns that results have.
    public static let names = ResultRecord.columns.map { String(describing: $0.name) }

    /// Makes a write-back; columns of names that results don't have stay empty.
    public init(columns: [Column], values: [String: [String: String]] = [:], delimiter: UInt8, decimal: UInt8) {
        self.columns = columns
        self.values = values
        self.delimiter = delimiter
        self.decimal = decimal
    }

    func appendHeader(to writer: inout ByteWriter) {
        writer.append("\u{FEFF}")
        append(columns.map(\.header), to: &writer)
    }

    func append(_ record: ResultRecord, to writer: inout ByteWriter) {
        let cells = columns.map { column -> String in
            guard let known = ResultRecord.columns.first(where: { String(describing: $0.name) == column.name }) else { return "" }
            let text = record.text(of: known, decimal: decimal)
            return values[column.name]?[text] ?? text
        }
        append(cells, to: &writer)
    }

    /// A row; cells that hold the delimiter go between quotes, and none is taken for a formula (CWE-1236). Amounts keep their minus.
    private func append(_ cells: [String], to writer: inout ByteWriter) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { writer.append(byte: delimiter) }
            let isNumber = !cell.isEmpty && cell.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2E || $0 == decimal }
            if isNumber, !cell.utf8.contains(delimiter) { writer.append(text: cell) } else { writer.append(csvCell: cell) }
        }
        writer.append("\r\n")
    }
}

extension ResultRecord {
    /// A column's value as a cell.
    fileprivate func text(of column: Column, decimal: UInt8) -> String {
        switch column.value(self) {
        case .text(let text): return text ?? ""
        case .integer(let number): return String(number)
        case .amount(let amount):
            let text = amount?.text(decimals: 2) ?? ""
            return decimal == UInt8(ascii: ".") ? text : String(text.map { $0 == "." ? "," : $0 })
        case .words(let words): return (words ?? []).joined(separator: " ")
        // Defaults that were filled in are no errors to an ERP.
        case .faults: return sentences(of: [.error, .warning])
        }
    }
}
