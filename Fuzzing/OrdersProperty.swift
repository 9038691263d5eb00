import Fiscal
import Ingest

/// Orders and clients, CSV and JSON: whatever the bytes, a record that isn't whole says what is wrong, every place lies inside of the file, and the
/// size of the reads doesn't show.
enum OrdersProperty {
    /// What is seen of a file.
    private struct Seen: Equatable {
        var kind = ""
        var faults: [String] = []
        var records: [String] = []
    }

    static func check(_ bytes: [UInt8]) {
        let whole = read(bytes, chunk: 1 << 18)
        let chunk = 16 + Int(bytes.first ?? 0) * 4
        let pieces = read(bytes, chunk: chunk)
        require(whole.kind == pieces.kind, "kind \(whole.kind) ≠ \(pieces.kind) in chunks of \(chunk)")
        require(whole.records == pieces.records, "other records in chunks of \(chunk)")
    }

    private static func read(_ bytes: [UInt8], chunk: Int) -> Seen {
        var seen = Seen()
        do {
            var reader = try OrderReader(InputSource(bytes: bytes, chunk: chunk))
            seen.kind = "\(reader.kind)"
            var record = OrderRecord()
            while try reader.next(into: &record) {
                check(record, bytes.count)
                seen.records.append(text(record))
                require(seen.records.count <= bytes.count + 1, "more records than bytes")
            }
            require(reader.count == seen.records.count, "\(reader.count) counted, \(seen.records.count) given")
            for fault in reader.faults { check(fault, bytes.count) }
            seen.faults = reader.faults.map(\.code.code)
        } catch {
            preconditionFailure("bytes in memory can be read: \(error)")
        }
        return seen
    }

    private static func check(_ record: OrderRecord, _ count: Int) {
        let isFaulty = record.faults.contains { $0.severity == .error }
        require(record.isComplete || isFaulty, "incomplete without a fault")
        require(record.line >= 1 && record.line <= count + 1, "line \(record.line) of \(count) bytes")
        require(record.extent.upperBound <= count * 3 + 3, "extent \(record.extent) of \(count) bytes")
        for fault in record.faults { check(fault, count) }
    }

    private static func check(_ fault: Fault, _ count: Int) {
        if let place = fault.location {
            require(place.line >= 1 && place.line <= count + 1, "\(fault.code.code) at line \(place.line) of \(count) bytes")
            // Columns count decoded bytes: one of Windows-1252 may become three.
            let column = place.column ?? 1
            require(column >= 1 && column <= count * 3 + 2, "\(fault.code.code) at column \(column) of \(count) bytes")
        }
        require(!fault.message(in: .es).isEmpty, "\(fault.code.code) says nothing")
    }

    private static func text(_ record: OrderRecord) -> String {
        var text = "@\(record.line) \(record.isComplete) \(record.extent)"
        for key in OrderKey.allCases where !record.isEmpty(key) { text += " \(key.rawValue)=\(record.text(key))" }
        for index in 0..<record.lineCount {
            text += " ["
            for key in LineKey.allCases where !record.isEmpty(line: index, key) {
                text += " \(key.rawValue)=\(record.text(line: index, key))"
            }
            text += "]"
        }
        return text + record.faults.map { " \($0.code.code) \($0.location?.line ?? 0)" }.joined()
    }
}
