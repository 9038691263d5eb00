import Fiscal
import Ingest
import Testing

struct CSVOrdersTests {
    static let header = "order_id,client_name,description,quantity,unit_price,tax_rate\n"

    @Test func `rows that stand together are one order, and its columns are told once`() throws {
        let file = try SeenFile(Self.header + "A1,Ana,Arroz,1,2.50,7\nA1,Ana,Café,2,3.00,0\nA2,Luis,Sal,1,1.00,7\n")
        #expect(file.kind == .orders(.csv))
        #expect(
            file.records.map(\.description) == [
                "@2 order_id=A1 client_name=Ana [description=Arroz quantity=1 unit_price=2.50 tax_rate=7] "
                    + "[description=Café quantity=2 unit_price=3.00 tax_rate=0]",
                "@4 order_id=A2 client_name=Luis [description=Sal quantity=1 unit_price=1.00 tax_rate=7]",
            ])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `every delimiter is found out`(delimiter: String) throws {
        let text = (Self.header + "A1,Ana,Arroz,1,2.50,7\n").replacing(",", with: delimiter)
        let file = try SeenFile(text)
        #expect(file.dialect?.delimiter == delimiter.utf8.first)
        #expect(
            file.records.map(\.description) == [
                "@2 order_id=A1 client_name=Ana [description=Arroz quantity=1 unit_price=2.50 tax_rate=7]"
            ])
    }

    @Test(arguments: [
        ("\"Tubo, 1/2\"\" PVC\"", "Tubo, 1/2\" PVC"), ("\"dos\nlíneas\"", "dos\nlíneas"), ("\"dos\r\nlíneas\"", "dos\r\nlíneas"),
        ("Tubo 1/2\" PVC", "Tubo 1/2\" PVC"), ("\"\"", nil), ("\"\"\"\"", "\""), ("  Ana  ", "Ana"), ("\" Ana \"", "Ana"),
        ("\"Ana\" ", "Ana"),
        ("\u{A0}Ana\u{3000}", "Ana"), ("Núñez é", "Núñez é"), ("", nil), ("   ", nil),
    ])
    func `a cell is what RFC 4180 says, trimmed`(cell: String, text: String?) throws {
        let file = try SeenFile(Self.header + "A1,\(cell),x,1,1,7\nA2,Luis,y,1,1,7\n")
        #expect(file.records.count == 2)
        #expect(file.records.first?.order[.client_name] == text)
        #expect(file.records.first?.faults == [])
        #expect(file.records.last?.line == (cell.contains(where: \.isNewline) ? 4 : 3))
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `every line end is taken, and the last may be missing`(end: String) throws {
        let text = (Self.header + "A1,Ana,x,1,1,7\n\nA2,Luis,y,1,1,7").replacing("\n", with: end)
        let file = try SeenFile(text)
        #expect(file.records.map(\.line) == [2, 4])
        #expect(file.records.last?.lines == [[.description: "y", .quantity: "1", .unit_price: "1", .tax_rate: "7"]])
    }

    @Test(arguments: [
        ("A1,Ana,x,1,1\n", "PB-CSV-08 2:0 -"), ("A1,Ana,x,1,1,7,8\n", "PB-CSV-08 2:0 -"),
        ("A1,\"Ana\"b,x,1,1,7\n", "PB-CSV-09 2:2 -"),
        ("A1,\"Ana,x,1,1,7\n", "PB-CSV-10 2:2 -"), ("A1,a\0b,x,1,1,7\n", "PB-CELL-02 2:2 -"),
        ("A1" + String(repeating: ",x", count: 600) + "\n", "PB-CSV-13 2:513 -"),
    ])
    func `a broken row is a fault of its order, and the next order stands`(row: String, fault: String) throws {
        try expect(fault, ofRow: row)
    }

    /// Not arguments: they'd be printed.
    @Test func `a row beyond the limits is a fault of its order, and the next order stands`() throws {
        let (cell, tooLong) = (String(repeating: "x", count: 70_000), String(repeating: "x", count: 3 << 20))
        try expect("PB-CSV-11 2:2 -", ofRow: "A1,\(cell),x,1,1,7\n")
        try expect("PB-CSV-12 2:3 -", ofRow: "A1,Ana,\(tooLong),1,1,7\n")
        try expect("PB-CSV-10 2:3 -", ofRow: "A1,Ana,\"\(tooLong)\",1,1,7\n")
    }

    private func expect(_ fault: String, ofRow row: String) throws {
        let file = try SeenFile(Self.header + row + "A2,Luis,y,1,1,7\n")
        #expect(file.records.map { $0.order[.order_id] } == ["A1", "A2"])
        #expect(file.records.map(\.faults) == [[fault], []])
        #expect(file.records.last?.line == 3)
    }

    @Test func `a quote that never closes takes no later order with it`() throws {
        let file = try SeenFile(Self.header + "A1,\"Ana,x,1,1,7\nA2,Luis,y,1,1,7\nA3,Eva,\"z\",1,1,7\n")
        #expect(file.records.map { $0.order[.order_id] } == ["A1", "A2", "A3"])
        #expect(file.records.map(\.faults) == [["PB-CSV-09 2:2 -"], [], []])
    }

    @Test func `rows beyond the last named column may be missing or empty`() throws {
        let text = "order_id,quantity,unit_price,tax_rate,,\nA1,1,1,7\nA2,1,1,7,,\nA3,1,1,7,,,,\nA4,1,1,7,x,\n;;;\n,,,,,\n"
        let file = try SeenFile(text)
        #expect(file.records.map(\.faults) == [[], [], [], ["PB-CSV-16 5:5 -"], ["PB-CSV-08 6:0 -"]])
    }

    @Test func `a contradiction inside an order is told once for each column, with both values and lines`() throws {
        var reader = try OrderReader(
            InputSource(bytes: Array((Self.header + "A1,Ana,x,1,1,7\nA1,Eva,y,1,1,7\nA1,Zoe,z,1,1,7\n").utf8)))
        var record = OrderRecord()
        #expect(try reader.next(into: &record))
        let fault = try #require(record.faults.first)
        #expect(record.faults.count == 1)
        #expect(fault.code == .orderConflict && fault.field == "client_name" && fault.value == "Eva")
        #expect(fault.location == SourceLocation(line: 3, column: 2))
        #expect(fault.facts == ["first": "Ana", "firstLine": "2"])
        #expect(record.lineCount == 3)
    }

    @Test func `an order has at most a thousand lines`() throws {
        let rows = { (count: Int) in String(repeating: "A1,Ana,x,1,1,7\n", count: count) }
        #expect(try SeenFile(Self.header + rows(1_000)).records.map(\.faults) == [[]])
        let file = try SeenFile(Self.header + rows(1_002) + "A2,Ana,x,1,1,7\n")
        #expect(file.records.map(\.lines.count) == [1_000, 1])
        #expect(file.records.first?.faults.first == "PB-FILE-09 1002:0 -")
        #expect(file.records.first?.isComplete == false)
    }

    @Test func `void requests have no lines`() throws {
        let file = try SeenFile(
            "order_id,kind,reason,quantity,unit_price,tax_rate\nA1,void,Error de precio,,,\nA2,invoice,,1,1,7\n")
        #expect(file.records.map(\.lines.count) == [0, 1])
        #expect(try SeenFile("cufe,kind,reason\nFE01,void,Duplicada\n").records.map { $0.order[.cufe] } == ["FE01"])
    }

    @Test(arguments: 1...64)
    func `the size of reads doesn't show`(chunk: Int) throws {
        let text =
            Self.header
            + "A1,\"Ana \"\"x\"\"\",\"a\r\nb\",1,1,7\r\nA1,\"Ana \"\"x\"\"\",ñandú,2,\"1\",7\r\nA2,\"b\" ,\"\",1,1,7\rA3,\"x\"y,1,1,7,7\n\nA4,é,ü,1,1,7"
        let whole = try SeenFile(text, sample: 64)
        let pieces = try SeenFile(text, chunk: chunk, sample: 64)
        #expect(pieces.records == whole.records)
        #expect(pieces.extents == whole.extents)
        #expect(pieces.faults == whole.faults)
        #expect(whole.records.map(\.line) == [2, 5, 6, 8])
    }

    @Test func `rows that say the same in other quotes are one order, and their cells don't slip`() throws {
        let file = try SeenFile(Self.header + "A1,Ana,x,1,1,7\nA1,\"Ana\",y,2,1,7\nA1,Ana,z,3,1,7\n\"A1\",Ana,w,4,1,7\n")
        #expect(file.records.map(\.faults) == [[]])
        #expect(file.records.first?.lines.map { $0[.description] } == ["x", "y", "z", "w"])
        #expect(file.records.first?.lines.map { $0[.quantity] } == ["1", "2", "3", "4"])
    }

    @Test func `a good row behind a ragged one of its order is read from its own text`() throws {
        let file = try SeenFile(Self.header + "A1,Ana\nA1,Ana,a much longer description,2,1,7\n")
        #expect(file.records.map(\.faults) == [["PB-CSV-08 2:0 -"]])
        #expect(
            file.records.first?.lines == [
                [.description: "a much longer description", .quantity: "2", .unit_price: "1", .tax_rate: "7"]
            ])
    }
}
