import Fiscal
import Ingest
import Testing

struct JSONOrdersTests {
    static let first =
        #"{"order_id":"A1","client_name":"Ana","emails":["a@b.example","c@d.example"],"invoice_retention":true,"reference":null,"total":1.50,"lines":[{"quantity":"2","unit_price":0.70,"tax_rate":7,"description":"Caf\u00e9 \"x\""}]}"#
    static let second = #"{"order_id":"A2","lines":[]}"#
    static let firstSeen =
        "@1 order_id=A1 client_name=Ana emails=a@b.example;c@d.example invoice_retention=true total=1.50 "
        + "[description=Café \"x\" quantity=2 unit_price=0.70 tax_rate=7]"

    @Test(arguments: [
        ("\(first)\n\(second)\n", FileKind.Form.jsonLines), ("[\(first),\(second)]", .jsonArray), ("\(first)", .jsonLines),
        ("\u{FEFF} [ \(first) , \(second) ] \n", .jsonArray), ("\(first) \(second)", .jsonLines),
    ])
    func `an array, JSON Lines and a single object give the same orders`(text: String, form: FileKind.Form) throws {
        let file = try SeenFile(text)
        #expect(file.kind == .orders(form))
        #expect(file.faults == [])
        #expect(file.records.first?.description == Self.firstSeen)
        if text.contains("A2") { #expect(file.records.map { $0.order[.order_id] } == ["A1", "A2"]) }
    }

    @Test func `values have their line and their byte column`() throws {
        var reader = try OrderReader(
            InputSource(bytes: Array("[\n {\"order_id\": \"é\", \"total\":12,\n\"lines\":[{\"quantity\":3}]}]".utf8)))
        var record = OrderRecord()
        #expect(try reader.next(into: &record))
        #expect(record.line == 2)
        #expect(record.location(.order_id) == SourceLocation(line: 2, column: 15))
        #expect(record.location(.total) == SourceLocation(line: 2, column: 29))
        #expect(record.location(line: 0, .quantity) == SourceLocation(line: 3, column: 22))
        #expect(record.location(.reason) == SourceLocation(line: 2, column: nil))
    }

    @Test(arguments: [
        (#"{"order_id":"A1","order_id":"A1"}"#, "PB-JSON-03 1:18 order_id"),
        (#"{"order_id":"A1","x":1,"x":2}"#, "PB-JSON-03 1:24 x"),
        (#"{"order_id":"A1","total":1e3}"#, "PB-CELL-06 1:26 total"),
        (#"{"order_id":"A1","client_ruc":"8.73E+05"}"#, "PB-CELL-05 1:31 client_ruc"),
        (#"{"order_id":"A1","total":{"a":1}}"#, "PB-JSON-07 1:26 total"),
        (#"{"order_id":"A1","lines":{"a":1}}"#, "PB-JSON-07 1:26 lines"),
        (#"{"order_id":"A1","lines":[1]}"#, "PB-JSON-07 1:27 lines[0]"), (#"{"order_id":"A1","total":01}"#, "PB-JSON-01 1:27 -"),
        (#"{"order_id":"A1","total":NaN}"#, "PB-JSON-01 1:26 -"), (#"{"order_id":"A1",}"#, "PB-JSON-01 1:18 -"),
        (#"{"order_id":"A1" "total":1}"#, "PB-JSON-01 1:18 -"), (#"{"order_id":"A1","notes":"\x"}"#, "PB-JSON-09 1:27 -"),
        (#"{"order_id":"A1","notes":"\ud800"}"#, "PB-JSON-09 1:27 -"),
        ("{\"order_id\":\"A1\",\"notes\":\"a\tb\"}", "PB-JSON-10 1:28 -"),
        (#"{"order_id":"A1","notes":"\u0000"}"#, "PB-JSON-10 1:26 notes"),
        (
            #"{"order_id":"A1","x":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
            "PB-JSON-04 1:53 -"
        ),
        ("{\"order_id\":\"A1\",\"notes\":\"a\u{0}b\"}", "PB-JSON-10 1:28 -"),
        (#"{"order_id":"A1","notes":'a'}"#, "PB-JSON-01 1:26 -"), (#"{"order_id":"A1","total":1."}"#, "PB-JSON-01 1:28 -"),
    ])
    func `a broken element is a fault of its order, and its neighbours stand`(element: String, fault: String) throws {
        try expect(fault, of: element)
    }

    /// Not an argument: it would be printed.
    @Test func `a text beyond the limit is a fault of its order, and its neighbours stand`() throws {
        try expect("PB-JSON-11 1:26 notes", of: #"{"order_id":"A1","notes":""# + String(repeating: "x", count: 70_000) + #""}"#)
    }

    private func expect(_ fault: String, of element: String) throws {
        let lines = try SeenFile("\(element)\n\(Self.second)\n")
        #expect(lines.records.map { $0.order[.order_id] } == ["A1", "A2"])
        #expect(lines.records.first?.faults.first == fault)
        #expect(lines.records.last?.faults == [])
        // The same behind elements from which the reader has learned which keys to expect.
        let learned = ["total", "notes", "client_ruc"].map { #"{"order_id":"A0","\#($0)":"1"}"# + "\n" }.joined()
        let later = try SeenFile(learned + "\(element)\n\(Self.second)\n")
        #expect(later.records.dropFirst(3).first?.faults.first == fault.replacing(" 1:", with: " 4:"))
        #expect(later.records.map { $0.order[.order_id] } == ["A0", "A0", "A0", "A1", "A2"])
        let array = try SeenFile("[\n\(element)\n,\n\(Self.second)]")
        #expect(array.records.map { $0.order[.order_id] } == ["A1", "A2"])
        #expect(array.records.first?.faults.count == 1)
        #expect(array.records.last?.faults == [])
    }

    @Test func `in an array on one line the next element is found by its brackets`() throws {
        let file = try SeenFile(
            #"[{"order_id":"A1","total":01,"notes":"} ]"},{"order_id":"A2"},{"order_id":"A3","notes":"x},{"order_id":"A4"}]"#)
        #expect(file.records.map { $0.order[.order_id] } == ["A1", "A2", "A3"])
        #expect(file.records.map(\.isComplete) == [false, true, false])
        #expect(file.problems == ["PB-JSON-12 1:63 -"])
    }

    @Test(arguments: [
        ("[\(second)", ["PB-JSON-02 1:30 -"], ["A2"]), ("[\(second)] x", ["PB-JSON-13 1:32 x"], ["A2"]),
        ("[]", ["PB-FILE-06 0:0 -"], []),
        ("[\(second),{\"order_id\":\"A3\"", ["PB-JSON-12 1:31 -"], ["A2", "A3"]),
        ("[\(second) \(second)]", [], ["A2", "A2"]), ("{\"foo\":1}", ["PB-FILE-07 1:0 foo"], []),
        ("[\(second),]", ["PB-JSON-01 1:31 ]"], ["A2"]),
    ])
    func `a file that breaks off says so, and the orders before stand`(text: String, faults: [String], orders: [String?]) throws {
        let file = try SeenFile(text)
        #expect(file.faults == faults)
        #expect(file.records.map { $0.order[.order_id] } == orders)
    }

    @Test func `keys that aren't known are told once, with the known one that comes near`() throws {
        let file = try SeenFile(
            #"{"order_id":"A1","cantidad":1,"foo":{"a":[1,{}]},"lines":[{"qantity":1}]}"# + "\n" + #"{"order_id":"A2","foo":1}"#)
        #expect(file.faults == ["PB-JSON-06 1:18 cantidad", "PB-JSON-05 1:31 foo", "PB-JSON-06 1:60 qantity"])
    }

    @Test(arguments: 1...64)
    func `the size of reads doesn't show`(chunk: Int) throws {
        let text =
            "[\r\n\(Self.first),\r\n  {\"order_id\":\"A2\",\"total\":-1.5e+3 ,\n\"x\":[{\"y\":null}]}\r, {\"order_id\":\"A3\" \"a\"},{\"order_id\":\"ñ\\ud83d\\ude00\"}\n]\n"
        let whole = try SeenFile(text, sample: 64)
        let pieces = try SeenFile(text, chunk: chunk, sample: 64)
        #expect(pieces.records == whole.records)
        #expect(pieces.extents == whole.extents)
        #expect(pieces.faults == whole.faults)
        #expect(whole.records.map(\.line) == [2, 3, 5, 5])
    }

    @Test func `an order has at most a thousand lines and eight mebibytes of text`() throws {
        let lines = { (count: Int) in
            "{\"order_id\":\"A1\",\"lines\":[" + String(repeating: "{\"quantity\":1},", count: count) + "{}]}\n"
        }
        #expect(try SeenFile(lines(999)).records.map(\.faults) == [[]])
        let file = try SeenFile(lines(1_001) + Self.second)
        #expect(file.records.map(\.lines.count) == [1_000, 0])
        #expect(file.records.map(\.faults.first) == ["PB-FILE-09 1:15027 -", nil])
        #expect(file.records.map(\.isComplete) == [false, true])
        let large = try SeenFile(
            "{\"order_id\":\"A1\"," + String(repeating: " ", count: 9 << 20) + "\"total\":1}\n" + Self.second)
        #expect(large.records.map { $0.order[.order_id] } == ["A1", "A2"])
        #expect(large.records.map(\.faults) == [["PB-FILE-10 1:0 -"], []])
    }
}
