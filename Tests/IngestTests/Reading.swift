import Fiscal
@testable import Ingest
import Testing

/// What a test sees of a record: only what isn't empty.
struct SeenRecord: Equatable, CustomStringConvertible {
    var order: [OrderKey: String] = [:]
    var lines: [[LineKey: String]] = []
    var faults: [String] = []
    var line = 0
    var isComplete = true

    init(_ record: OrderRecord) {
        for key in OrderKey.allCases where !record.isEmpty(key) { order[key] = record.text(key) }
        for index in 0..<record.lineCount {
            var cells: [LineKey: String] = [:]
            for key in LineKey.allCases where !record.isEmpty(line: index, key) { cells[key] = record.text(line: index, key) }
            lines.append(cells)
        }
        faults = record.faults.map { fault in
            expectWhole(fault)
            return "\(fault.code.code) \(fault.location?.line ?? 0):\(fault.location?.column ?? 0) \(fault.field ?? "-")"
        }
        line = record.line
        isComplete = record.isComplete
    }

    var description: String {
        let cells = order.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        let items = lines.map { line in
            "[" + line.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") + "]"
        }
        return (["@\(line)", cells] + items + faults + (isComplete ? [] : ["incomplete"])).joined(separator: " ")
    }
}

/// A file as a test sees it.
struct SeenFile {
    var kind: FileKind
    var dialect: Dialect?
    var faults: [String]
    var records: [SeenRecord] = []
    var extents: [Range<Int>] = []

    init(
        _ bytes: [UInt8], chunk: Int = InputSource.chunkDefault, sample: Int = InputSource.sampleDefault, profiles: [Profile] = []
    ) throws {
        var reader = try OrderReader(InputSource(bytes: bytes, chunk: chunk, sample: sample), profiles: profiles)
        var record = OrderRecord()
        while try reader.next(into: &record) {
            records.append(SeenRecord(record))
            extents.append(record.extent)
        }
        kind = reader.kind
        dialect = reader.dialect
        faults = reader.faults.map {
            "\($0.code.code) \($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.field ?? $0.value ?? "-")"
        }
    }

    init(_ text: String, chunk: Int = InputSource.chunkDefault, sample: Int = InputSource.sampleDefault, profiles: [Profile] = [])
        throws
    {
        try self.init(Array(text.utf8), chunk: chunk, sample: sample, profiles: profiles)
    }

    /// File faults without the ones that only tell what was found out.
    var problems: [String] { faults.filter { !$0.hasPrefix("PB-CSV-01") } }
}

/// Every placeholder of a fault's texts must have something to stand for it.
func expectWhole(_ fault: Fault) {
    for language in Language.allCases {
        for text in [fault.code.message[language], fault.code.hint[language]] {
            for part in text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1) {
                let name = String(part.prefix { $0 != "}" })
                let isKnown =
                    fault.facts[name] != nil || (name == "value" && fault.value != nil) || (name == "field" && fault.field != nil)
                #expect(isKnown, "\(fault.code.code) has no \(name)")
            }
        }
    }
}
