import Fiscal
import Ingest
import SeededRandom
import Testing

struct RandomTests {
    static let csvPieces =
        [
            "order_id", "quantity", ",", ",", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\n", "\r\n", "\r", "A1", "A1", "1", "1,5",
            "1.234", "é", " ",
            "\u{FEFF}", "sep=;", "\0", "8.73E+05", "void", "unit_price", "tax_rate", "x", "\u{A0}", "kind", "'=1",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE9], [0x80]]
    static let jsonPieces =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\"order_id\":", "\"lines\":[", "\"quantity\":1",
            "{\"order_id\":\"A\",\"lines\":[{\"quantity\":1}]}",
            "\n", "\r\n", " ", "null", "true", "1.5", "1e3", "-", "0", "\\u00e9", "\\ud83d\\ude00", "\\", "é",
            "\"emails\":[\"a\",\"b\"]", "\0", "\"x\":{}",
            "{\"order_id\":\"A\",\"notes\":\"b c\", \"total\": 1.50,\"client_ruc\":\"8-1-1\"}", "\"notes\":\" é\"", "\"total\":0",
            "\"total\":12",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3]]

    @Test(arguments: 0..<40)
    func `random texts never do harm, and the size of reads doesn't show`(round: Int) throws {
        let seed = UInt64(round) &* 7919 &+ 20_261_121
        var numbers = SeededRandom(seed: seed)
        for _ in 0..<25 {
            let isCSV = Bool.random(using: &numbers)
            var bytes =
                isCSV
                ? Array("order_id,quantity,unit_price,tax_rate,notes\n".utf8)
                : Array((Bool.random(using: &numbers) ? "[" : "").utf8)
            if Int.random(in: 0..<4, using: &numbers) == 0 { bytes = [] }
            for _ in 0..<Int.random(in: 0...60, using: &numbers) {
                bytes += (isCSV ? Self.csvPieces : Self.jsonPieces).randomElement(using: &numbers) ?? []
            }
            let whole = try SeenFile(bytes, sample: 48)
            for chunk in [1, Int.random(in: 2...64, using: &numbers)] {
                let pieces = try SeenFile(bytes, chunk: chunk, sample: 48)
                #expect(pieces.records == whole.records, "seed \(seed), \(bytes)")
                #expect(pieces.extents == whole.extents, "seed \(seed), \(bytes)")
                // Behind what can't be read, how far the encoding was settled depends on how much was read at once.
                let told = { (file: SeenFile) in file.faults.filter { !$0.hasPrefix("PB-FILE-08") } }
                #expect(told(pieces) == told(whole), "seed \(seed), \(bytes)")
            }
            #expect(whole.extents.allSatisfy { $0.upperBound <= bytes.count * 3 }, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<20)
    func `bytes without any sense are read without harm`(round: Int) throws {
        let seed = UInt64(round) &+ 4711
        var numbers = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...400, using: &numbers)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            let whole = try SeenFile(bytes, sample: 48)
            #expect(try SeenFile(bytes, chunk: 5, sample: 48).records == whole.records, "seed \(seed), \(bytes)")
        }
    }

    // MARK: Written, then read

    static let texts = [
        "", "Ana", "José Núñez", "a,b", "a;b", "a|b", "a\tb", "\"x\"", "\"", "dos\nlíneas", "dos\r\nlíneas", "1/2\" PVC", "ñ",
        "€ 5", "=1+1", "'=1",
        "x y", "0012", "8-123-456", "é",
    ]

    /// Orders whose cells are random.
    static func orders(_ numbers: inout SeededRandom) -> [SeenRecord] {
        var orders: [SeenRecord] = []
        for number in 0..<Int.random(in: 1...6, using: &numbers) {
            var order = SeenRecord(OrderRecord())
            order.order[.order_id] = "A\(number)"
            for key in [OrderKey.client_name, .notes, .client_ruc] {
                let text = texts.randomElement(using: &numbers) ?? ""
                if !text.isEmpty { order.order[key] = text }
            }
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                var line: [LineKey: String] = [.quantity: String(Int.random(in: 1...999, using: &numbers)), .tax_rate: "7"]
                line[.unit_price] = "\(Int.random(in: 0...99_999, using: &numbers)).\(Int.random(in: 10...99, using: &numbers))"
                let text = texts.randomElement(using: &numbers) ?? ""
                if !text.isEmpty { line[.description] = text }
                order.lines.append(line)
            }
            orders.append(order)
        }
        return orders
    }

    static func csv(_ orders: [SeenRecord], _ numbers: inout SeededRandom) -> [UInt8] {
        let delimiter = [",", ";", "\t", "|"].randomElement(using: &numbers) ?? ","
        let end = ["\n", "\r\n", "\r"].randomElement(using: &numbers) ?? "\n"
        let isComma = delimiter != "," && Bool.random(using: &numbers)
        let orderKeys = [OrderKey.order_id, .client_name, .notes, .client_ruc].shuffled(using: &numbers)
        let lineKeys = [LineKey.description, .quantity, .unit_price, .tax_rate].shuffled(using: &numbers)
        let columns: [(String, (SeenRecord, [LineKey: String]) -> String)] =
            (orderKeys.map { key in (key.name, { order, _ in order.order[key] ?? "" }) }
            + lineKeys.map { key in
                (
                    key.name,
                    { _, line in key == .unit_price && isComma ? (line[key] ?? "").replacing(".", with: ",") : line[key] ?? "" }
                )
            })
            .shuffled(using: &numbers)
        var text = columns.map(\.0).joined(separator: delimiter) + end
        for order in orders {
            for line in order.lines {
                let cells = columns.map { column in
                    let cell = column.1(order, line)
                    let needsQuotes = cell.contains(where: { $0 == "\"" || $0.isNewline }) || cell.contains(delimiter)
                    return needsQuotes || Bool.random(using: &numbers) ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
                }
                text += cells.joined(separator: delimiter) + end
            }
        }
        let encodings: [(TextEncoding, Bool)] = [
            (.utf8, false), (.utf8, true), (.utf16LittleEndian, true), (.utf16BigEndian, true), (.windows1252, false),
        ]
        let (encoding, mark) = encodings.randomElement(using: &numbers) ?? (.utf8, false)
        return EncodingTests.bytes(text, encoding, mark: mark)
    }

    static func json(_ orders: [SeenRecord], _ numbers: inout SeededRandom) -> [UInt8] {
        let isArray = Bool.random(using: &numbers)
        let objects = orders.map { order in
            let members = order.order.map { "\"\($0.key.name)\": \(quoted($0.value, &numbers))" }.sorted()
            let lines = order.lines.map { line in
                "{" + line.map { "\"\($0.key.name)\":\(quoted($0.value, &numbers))" }.sorted().joined(separator: " ,") + "}"
            }
            return "{" + (members + ["\"lines\":[" + lines.joined(separator: ", ") + "]"]).joined(separator: ",") + "}"
        }
        return Array((isArray ? "[" + objects.joined(separator: ",\n") + "]" : objects.joined(separator: "\n")).utf8)
    }

    private static func quoted(_ text: String, _ numbers: inout SeededRandom) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x10000 && Int.random(in: 0..<4, using: &numbers) == 0:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    @Test(arguments: 0..<100)
    func `what was written is read, whatever the dialect`(round: Int) throws {
        let seed = UInt64(round) &+ 815
        var numbers = SeededRandom(seed: seed)
        let orders = Self.orders(&numbers)
        for bytes in [Self.csv(orders, &numbers), Self.json(orders, &numbers)] {
            let file = try SeenFile(bytes, chunk: Int.random(in: 1...5000, using: &numbers))
            #expect(file.records.map(\.order) == orders.map(\.order), "seed \(seed)")
            #expect(file.records.map(\.lines) == orders.map(\.lines), "seed \(seed)")
            #expect(file.records.allSatisfy { $0.faults.isEmpty && $0.isComplete }, "seed \(seed)")
        }
    }
}
