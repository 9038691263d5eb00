internal import Fiscal

/// The cells of one order as they stand in its CSV file, under the names of its own header. JSON and other files give none.
public struct RawCells: Sendable {
    /// The header's names in their order; empty for files that have none.
    public let header: [String]
    private let rows: [Int: [String]]

    /// Reads the rows of an order.
    /// - Parameter extent: its place in the decoded text, as in `OrderRecord.extent`.
    /// - Throws: `IngestError.system` when the file can't be read.
    public init(of extent: Range<Int>, in source: consuming InputSource, profiles: [Profile]) throws(IngestError) {
        let buffer = try TextBuffer(filling: source, to: InputSource.sampleDefault)
        let sample = buffer.beginning(InputSource.sampleDefault)
        guard try Recognition(signature: buffer.signature, sample: sample, profiles: profiles).finding == .csv else {
            (header, rows) = ([], [:])
            return
        }
        let opened = try OpenedCSV(buffer, sample: sample, profiles: profiles)
        header = opened.binding.header
        var scanner = opened.take()
        var rows: [Int: [String]] = [:]
        while try scanner.nextRow() != .end {
            let start = scanner.buffer.base + scanner.rowStart
            if start >= extent.upperBound, start > extent.lowerBound { break }
            if start >= extent.lowerBound { rows[scanner.line] = scanner.texts() }
        }
        self.rows = rows
    }

    /// The text of a cell without the white space around it; nil where the file has none.
    /// - Parameters:
    ///   - line: physical line of the row, from 1.
    ///   - column: place in the row, from 1.
    public func text(line: Int, column: Int) -> String? {
        guard let row = rows[line], row.indices.contains(column - 1) else { return nil }
        return row[column - 1]
    }

    /// The name of a column, from 1.
    public func name(column: Int) -> String? { header.indices.contains(column - 1) ? header[column - 1] : nil }
}
