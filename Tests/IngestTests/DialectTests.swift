import Fiscal
import Ingest
import Testing

struct EncodingTests {
    static let text = "order_id,client_name,quantity,unit_price,tax_rate\nA1,José Núñez € “x”,1,1.50,7\nA2,Ángel,1,1.50,7\n"

    /// The text in an encoding, as a program that saves it would write it.
    static func bytes(_ text: String, _ encoding: TextEncoding, mark: Bool) -> [UInt8] {
        switch encoding {
        case .utf8: return (mark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
        case .utf16LittleEndian: return (mark ? [0xFF, 0xFE] : []) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return (mark ? [0xFE, 0xFF] : []) + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252:
            let specials: [Unicode.Scalar: UInt8] = ["€": 0x80, "“": 0x93, "”": 0x94]
            return text.unicodeScalars.map { specials[$0] ?? UInt8($0.value) }
        }
    }

    @Test(arguments: [
        (TextEncoding.utf8, false, Certainty.certain), (.utf8, true, .stated), (.utf16LittleEndian, true, .stated),
        (.utf16BigEndian, true, .stated), (.windows1252, false, .likely),
    ])
    func `every encoding gives the same text, and is reported`(encoding: TextEncoding, mark: Bool, certainty: Certainty) throws {
        for chunk in [1, 2, 3, 7, 64, 4096] {
            let file = try SeenFile(Self.bytes(Self.text, encoding, mark: mark), chunk: chunk)
            #expect(file.records.map { $0.order[.client_name] } == ["José Núñez € “x”", "Ángel"])
            #expect(file.dialect?.encoding == encoding && file.dialect?.encodingCertainty == certainty)
            #expect(file.dialect?.hasByteOrderMark == mark)
            #expect(file.faults.contains { $0.hasPrefix("PB-FILE-08") } == (encoding == .windows1252))
        }
    }

    @Test func `ASCII is UTF-8 until something else comes, however late`() throws {
        let rows = (0..<20_000).map { "A\($0),Ana,1,1.50,7\n" }.joined()
        let head = "order_id,client_name,quantity,unit_price,tax_rate\n"
        let ascii = try SeenFile(head + rows)
        #expect(ascii.dialect?.encoding == .utf8 && ascii.dialect?.encodingCertainty == .assumed)
        let late = Self.bytes(head + rows + "Z,José,1,1.50,7\n", .windows1252, mark: false)
        let file = try SeenFile(late)
        #expect(file.dialect?.encoding == .windows1252)
        #expect(file.records.last?.order[.client_name] == "José")
        #expect(file.records.count == 20_001)
    }

    @Test func `one stray byte in a UTF-8 file spoils its order and nothing else`() throws {
        var bytes = Array("order_id,client_name,quantity,unit_price,tax_rate\nA1,José,1,1.50,7\nA2,Ma".utf8)
        let offset = bytes.count
        bytes += [0xED] + Array("a,1,1.50,7\nA3,Ángel,1,1.50,7\n".utf8)
        var reader = try OrderReader(InputSource(bytes: bytes))
        var record = OrderRecord()
        #expect(try reader.next(into: &record) && record.faults.isEmpty)
        #expect(try reader.next(into: &record))
        #expect(record.text(.client_name) == "Ma?a")
        let fault = try #require(record.faults.first)
        #expect(fault.code == .textMalformed && fault.facts["offset"] == String(offset) && fault.value == "0xED")
        #expect(try reader.next(into: &record) && record.faults.isEmpty)
        #expect(reader.dialect?.encoding == .utf8)
    }

    @Test(arguments: [
        [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00], [0xFF, 0xFE, 0x41, 0x00, 0x00, 0xDC], [0xFF, 0xFE, 0x41, 0x00, 0x42],
        [0xFE, 0xFF, 0xD8, 0x00], [0x81, 0x8D], [0xC3], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xF4, 0x90, 0x80, 0x80],
    ])
    func `broken text of every encoding is read without harm`(bytes: [UInt8]) throws {
        let file = try SeenFile(bytes)
        #expect(file.kind == .unknown)
    }
}

struct DialectTests {
    @Test(arguments: ["sep=;\n", "sep=;\r\n", "\"sep=;\"\n", "SEP=;\n"])
    func `a sep line states the delimiter`(line: String) throws {
        let file = try SeenFile(line + "order_id;quantity;unit_price;tax_rate\nA1;1;2,50;7\n")
        #expect(file.dialect?.delimiter == UInt8(ascii: ";") && file.dialect?.delimiterCertainty == .stated)
        #expect(file.records.map(\.description) == ["@3 order_id=A1 [quantity=1 unit_price=2.50 tax_rate=7]"])
    }

    @Test func `a header that is short by a delimiter doesn't mislead`() throws {
        let file = try SeenFile("order_id;notes;quantity;unit_price;tax_rate\nA1;a, b, c, d;1;2.50;7;\nA2;a, b, c, d;1;2.50;7;\n")
        #expect(file.dialect?.delimiter == UInt8(ascii: ";"))
        #expect(file.records.map(\.faults) == [[], []])
    }

    @Test func `the delimiter inside quotes doesn't count`() throws {
        let file = try SeenFile("order_id,notes,quantity,unit_price,tax_rate\nA1,\"a;b;c;d;e\n;;;;\",1,2.50,7\n")
        #expect(file.dialect?.delimiter == UInt8(ascii: ","))
        #expect(file.dialect?.delimiterCertainty == .certain)
    }

    @Test(arguments: [
        ("Order ID;Quantity;UNIT PRICE;tax-rate", ["PB-CSV-01"]),
        ("order_id;quantity;unit_price;tax_rate;cantidad", ["PB-CSV-04", "PB-CSV-01"]),
        ("order_id;quantity;unit_price;tax_rate;ñandú", ["PB-CSV-03", "PB-CSV-01"]),
        ("order_id;quantity;unit_price;tax_rate;fault_code;fault_message", ["PB-CSV-01"]),
        ("order_id;quantity;unit_price;tax_rate;quantity", ["PB-CSV-05"]), ("order_id;quantity;unit_price", ["PB-CSV-06"]),
        ("order_id;quantity;unit_price;tax_rate;retention_code;client_codigo_retencion", ["PB-CSV-05"]),
        ("a;b;c", ["PB-FILE-07"]), ("order_id;\"quantity;unit_price;tax_rate", ["PB-CSV-07"]),
    ])
    func `the header is taken by meaning, and what isn't known is told`(header: String, codes: [String]) throws {
        let file = try SeenFile(header + "\n")
        #expect(file.faults.map { String($0.prefix { $0 != " " }) } == codes + (codes.last == "PB-CSV-01" ? ["PB-FILE-06"] : []))
    }

    @Test func `a near miss is answered with the known name`() throws {
        let reader = try OrderReader(InputSource(bytes: Array("order_id,qantity,unit_price,tax_rate\n".utf8)))
        let faults = reader.faults
        #expect(faults.map(\.code) == [.columnMisspelt, .columnMissing])
        #expect(faults.first?.facts["suggestion"] == "quantity")
        #expect(faults.first?.location == SourceLocation(line: 1, column: 2))
        #expect(faults.first?.hint(in: .es).contains("quantity") == true)
    }

    @Test func `a client registry is known by its columns`() throws {
        let csv = try SeenFile("client_id,client_name,retention_code\nC1,Ana,2\nC1,Eva,3\n")
        #expect(csv.kind == .clients(.csv))
        #expect(
            csv.records.map(\.description) == [
                "@2 client_id=C1 client_name=Ana client_codigo_retencion=2",
                "@3 client_id=C1 client_name=Eva client_codigo_retencion=3",
            ])
        let json = try SeenFile(#"[{"client_id":"C1","client_name":"Ana"}]"#)
        #expect(json.kind == .clients(.jsonArray))
        #expect(json.records.map(\.description) == ["@1 client_id=C1 client_name=Ana"])
    }

    @Test(arguments: [
        ("", FileKind.unknown, "PB-FILE-02"), (" \r\n\t", .unknown, "PB-FILE-02"),
        ("PK\u{3}\u{4}....xl/workbook.xml", .unknown, "PB-FILE-03"),
        ("PK\u{3}\u{4}....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", .unknown, "PB-FILE-03"),
        ("PK\u{3}\u{4}....[Content_Types].xml..word/document.xml", .unknown, "PB-FILE-05"),
        ("<HTML><body><table><tr><td>Factura</td></tr></table>", .unknown, "PB-FILE-03"),
        ("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", .unknown, "PB-FILE-03"),
        ("PK\u{3}\u{4}....readme.txt", .unknown, "PB-FILE-04"), ("%PDF-1.7", .unknown, "PB-FILE-05"),
        ("\u{0}\u{1}\u{2}\u{0}", .unknown, "PB-FILE-05"),
        ("<?xml version=\"1.0\"?><rFE/>", .dgiXML, ""), ("\u{FEFF}<rFE/>", .dgiXML, ""),
        (#"{"kind":"pac-webhook","body":{}}"#, .webhook, ""), (#"{"body":{"id":"1"},"kind" : "pac-webhook"}"#, .webhook, ""),
        (#"{"id":"1","legalStatus":"x"}"#, .unknown, "PB-FILE-07"), ("[1,2]", .orders(.jsonArray), ""),
        ("hola", .unknown, "PB-FILE-07"),
    ])
    func `what a file holds is known by its content`(text: String, kind: FileKind, fault: String) throws {
        let file = try SeenFile(text)
        #expect(file.kind == kind)
        #expect((file.faults.first ?? "").prefix(10) == fault)
    }

    @Test func `a profile maps columns, values and what is missing`() throws {
        let profile = Profile(
            name: "erp", match: ["Nro Factura", "Cant."],
            columns: ["nro factura": "order_id", "Cant.": "quantity", "Precio": "unit_price", "ITBMS": "tax_rate"],
            defaults: ["unit": "und", "mode": "PROFORM"], values: ["tax_rate": ["E": "0", "S": "7"]])
        let file = try SeenFile("Nro Factura;Cant.;Precio;ITBMS;unit\n1;2;1,50;S;\n1;1;2,50;E;kg\n", profiles: [profile])
        #expect(
            file.records.map(\.description) == [
                "@2 order_id=1 mode=PROFORM [quantity=2 unit=und unit_price=1.50 tax_rate=7] [quantity=1 unit=kg unit_price=2.50 tax_rate=0]"
            ])
        let json = try SeenFile(
            #"{"Nro Factura":1,"Cant.":0,"lines":[{"Cant.":"2","Precio":1.5,"ITBMS":"S"}]}"#, profiles: [profile])
        #expect(json.records.map(\.description) == ["@1 order_id=1 mode=PROFORM [quantity=2 unit=und unit_price=1.5 tax_rate=7]"])
        #expect(Profile(name: "x", match: ["a"], columns: ["a": "order_i"]).unknownNames == ["order_i"])
    }
}

struct DecimalTests {
    /// Rows before and after, so that the file's sign is known to be one or the other.
    static func price(_ cell: String, decimals: String) throws -> (text: String?, faults: [String]) {
        let text = "order_id;notes;quantity;unit_price;tax_rate\nA0;;1;\(decimals);7\nA1;;1;\(cell);7\nA2;;1;\(decimals);7\n"
        let file = try SeenFile(text)
        let record = try #require(file.records.dropFirst().first)
        return (record.lines.first?[.unit_price], record.faults)
    }

    @Test(arguments: [
        ("12.5", "12.5"), ("1.234", "1.234"), ("1234.567", "1234.567"), ("1,234.50", "1234.50"), ("1,234,567", "1234567"),
        ("-1.5", "-1.5"),
        ("12", "12"), ("abc", "abc"), ("1e5", "1e5"), ("1,23,4", "1,23,4"), ("1.2.3", "1.2.3"), ("1.234,", "1.234,"),
        (".5", ".5"),
    ])
    func `in a point file`(cell: String, text: String) throws {
        let (price, faults) = try Self.price(cell, decimals: "1.50")
        #expect(price == text)
        #expect(faults == [])
    }

    @Test(arguments: [
        ("12,5", "12.5"), ("1,234", "1.234"), ("0,125", "0.125"), ("1.234,50", "1234.50"), ("1.234.567", "1234567"),
        ("-1,5", "-1.5"), ("12", "12"),
        ("12,50 ", "12.50"),
    ])
    func `in a comma file`(cell: String, text: String) throws {
        let (price, faults) = try Self.price(cell, decimals: "1,50")
        #expect(price == text)
        #expect(faults == [])
    }

    @Test(arguments: [
        ("1,234", "1.50", "PB-CELL-03 3:4 lines[0].unit_price"), ("1.234", "1,50", "PB-CELL-03 3:4 lines[0].unit_price"),
        ("12,50", "1.50", "PB-CELL-04 3:4 lines[0].unit_price"), ("12.50", "1,50", "PB-CELL-04 3:4 lines[0].unit_price"),
        ("8,73E+05", "1,50", "PB-CELL-05 3:4 lines[0].unit_price"), ("1.234", "1", "PB-CELL-03 3:4 lines[0].unit_price"),
        ("1,234", "1", "PB-CELL-03 3:4 lines[0].unit_price"),
    ])
    func `what can be read in two ways, or in the other way, is a fault`(cell: String, decimals: String, fault: String) throws {
        #expect(try Self.price(cell, decimals: decimals).faults.first == fault)
    }

    @Test func `rows dropped back don't settle by themselves what was ambiguous in their file`() throws {
        let row = { (header: String, cells: String) in
            try SeenFile("order_id,quantity,unit_price,tax_rate\(header)\nA1,1,1.234,7\(cells)\n").records.first?.faults
        }
        #expect(try row("", "") == [])
        #expect(try row(",fault_code,fault_message", ",PB-CELL-03,x") == ["PB-CELL-03 2:3 lines[0].unit_price"])
    }

    @Test func `an ambiguous number is explained with both readings`() throws {
        var reader = try OrderReader(InputSource(bytes: Array("order_id;quantity;unit_price;tax_rate\nA1;1.234;1,50;7\n".utf8)))
        var record = OrderRecord()
        #expect(try reader.next(into: &record))
        #expect(record.faults.first?.facts == ["small": "1,234", "large": "1234", "other": "1234 / 1,2340"])
    }

    @Test(arguments: ["8,73E+05", "8.73E+05", "1E+11", "1.55705E+14", "-1E-05"])
    func `what a spreadsheet made of a RUC is told`(cell: String) throws {
        let file = try SeenFile("order_id;client_ruc;quantity;unit_price;tax_rate\nA1;\(cell);1;1;7\n")
        #expect(file.records.first?.faults == ["PB-CELL-05 2:2 client_ruc"])
        #expect(file.records.first?.order[.client_ruc] == cell)
    }

    @Test(arguments: ["8-123-456", "E-8-10000", "155704849-2-2021", "1E5", "00123", "8-NT-2-10000", "PE-1-123", "12E+1"])
    func `a RUC that looks nearly like that is left alone`(cell: String) throws {
        let file = try SeenFile("order_id;client_ruc;quantity;unit_price;tax_rate\nA1;\(cell);1;1;7\n")
        #expect(file.records.first?.faults == [])
        #expect(file.records.first?.order[.client_ruc] == cell)
    }

    @Test func `the control total is normalised too, and compared by its value`() throws {
        let file = try SeenFile("order_id;total;quantity;unit_price;tax_rate\nA1;1.234,50;1;1,5;7\nA1;1234,50;1;1,5;7\n")
        #expect(file.records.map(\.faults) == [[]])
        #expect(file.records.first?.order[.total] == "1234.50")
    }
}
