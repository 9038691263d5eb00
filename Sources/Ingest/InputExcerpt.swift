internal import Fiscal
internal import JSONText

/// The rows of one order as they came: of a CSV file the header and the order's rows, byte for byte in the decoded text; of JSON the order's own
/// text. Other files have none.
public struct InputExcerpt: Sendable {
    /// UTF-8, without a byte order mark.
    public let bytes: [UInt8]
    /// `csv` or `json`.
    public let ending: String

    /// Reads an order's rows.
    /// - Parameter extent: its place in the decoded text, as in `OrderRecord.extent`.
    /// - Returns: nil for a file that holds no orders.
    /// - Throws: `IngestError.system` when the file can't be read.
    public init?(of extent: Range<Int>, in bytes: [UInt8], profiles: [Profile]) throws(IngestError) {
        let buffer = try TextBuffer(filling: InputSource(bytes: bytes), to: InputSource.sampleDefault)
        let sample = buffer.beginning(InputSource.sampleDefault)
        switch try Recognition(signature: buffer.signature, sample: sample, profiles: profiles).finding {
        case .csv:
            self.bytes = try Self.rows(extent, try OpenedCSV(buffer, sample: sample, profiles: profiles))
            ending = "csv"
        case .jsonArray, .jsonLines:
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
            let start = text.startIndex + extent.lowerBound
            guard start + extent.count <= text.endIndex else { return nil }
            self.bytes = Array(text[start..<start + extent.count])
            ending = "json"
        case .xml, .webhook, .refused: return nil
        }
    }

    private static func rows(_ extent: Range<Int>, _ opened: consuming OpenedCSV) throws(IngestError) -> [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        let lineEnd = opened.scanner.lineEnd
        var scanner = opened.take()
        writer.append(scanner.text(0..<scanner.rowEnd - scanner.rowStart))
        writer.append(lineEnd.span)
        while try scanner.nextRow() != .end {
            let start = scanner.buffer.base + scanner.rowStart
            if start >= extent.upperBound, start > extent.lowerBound { break }
            guard start >= extent.lowerBound else { continue }
            writer.append(scanner.text(0..<scanner.rowEnd - scanner.rowStart))
            writer.append(lineEnd.span)
        }
        return writer.bytes
    }
}
