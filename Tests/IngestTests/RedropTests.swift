import Fiscal
import Ingest
import JSONText
import SeededRandom
import Testing

struct RedropTests {
    /// The file for the orders of an input that have those numbers.
    static func fix(_ bytes: [UInt8], _ failed: [String], message: String = "Falta, algo") throws -> String {
        var orders: [Redrop.Order] = []
        var reader = try OrderReader(InputSource(bytes: bytes))
        var record = OrderRecord()
        while try reader.next(into: &record) {
            if failed.contains(record.text(.order_id)) {
                orders.append(.init(extent: record.extent, code: "PB-X-01", message: message))
            }
        }
        var redrop = try Redrop(orders) { () throws(IngestError) in InputSource(bytes: bytes) }
        var writer = ByteWriter()
        while try redrop.next(into: &writer) {}
        return writer.text
    }

    @Test func `the failing rows come byte for byte, with two columns more`() throws {
        let text =
            "order_id;notes;quantity;unit_price;tax_rate\r\nA1;x;1;1,5;7\r\nA2;\"a \"\"b\"\"\r\nc\" ;2;1,50;7\r\nA2;\"a \"\"b\"\"\r\nc\" ;3;1,50;7\r\nA3;y;1;1;7\r\n"
        let row = { (quantity: Int) in "A2;\"a \"\"b\"\"\r\nc\" ;\(quantity);1,50;7;PB-X-01;Falta, algo\r\n" }
        #expect(
            try Self.fix(Array(text.utf8), ["A2"])
                == "\u{FEFF}order_id;notes;quantity;unit_price;tax_rate;fault_code;fault_message\r\n" + row(2) + row(3))
    }

    @Test func `dropped back, the columns are replaced, ragged rows are filled up and formulas are kept from running`() throws {
        let text = "order_id,fault_code,quantity,unit_price,tax_rate,fault_message\nA1,PB-1,1,1,7,old\nA2,,1,1\nA3,,1,1,7,x\n"
        #expect(
            try Self.fix(Array(text.utf8), ["A1", "A2"], message: "=HYPERLINK(\"x\")")
                == "\u{FEFF}order_id,quantity,unit_price,tax_rate,fault_code,fault_message\n"
                + "A1,1,1,7,PB-X-01,\"'=HYPERLINK(\"\"x\"\")\"\nA2,1,1,,PB-X-01,\"'=HYPERLINK(\"\"x\"\")\"\n")
    }

    @Test func `a row with a quote that never closes comes as it is`() throws {
        let text = "order_id,notes,quantity,unit_price,tax_rate\nA1,\"x,1,1,7\nA2,y,1,1,7\n"
        #expect(
            try Self.fix(Array(text.utf8), ["A1"], message: "m")
                == "\u{FEFF}order_id,notes,quantity,unit_price,tax_rate,fault_code,fault_message\nA1,\"x,1,1,7,PB-X-01,m\n")
    }

    @Test func `orders from JSON come under the canonical names, and are read back as they were`() throws {
        let text =
            #"[{"order_id":"A1"},{"order_id":"A2","client_name":"=1+1","lines":[{"quantity":-1,"unit_price":2},{"quantity":2,"note":"a\n\"b\""}]}]"#
        let fixed = try Self.fix(Array(text.utf8), ["A2"], message: "m")
        #expect(
            fixed == "\u{FEFF}order_id,client_name,note,quantity,unit_price,tax_rate,fault_code,fault_message\n"
                + "A2,'=1+1,,-1,2,,PB-X-01,m\nA2,'=1+1,\"a\n\"\"b\"\"\",2,,,PB-X-01,m\n")
        let file = try SeenFile(fixed)
        #expect(file.problems == [])
        #expect(
            file.records.map(\.description) == [
                "@2 order_id=A2 client_name==1+1 [quantity=-1 unit_price=2] [note=a\n\"b\" quantity=2]"
            ])
    }

    @Test(arguments: 0..<40)
    func `what comes back is what failed, whatever the dialect`(round: Int) throws {
        let seed = UInt64(round) &+ 99
        var numbers = SeededRandom(seed: seed)
        let orders = RandomTests.orders(&numbers)
        let failed = orders.filter { _ in Bool.random(using: &numbers) }
        for bytes in [RandomTests.csv(orders, &numbers), RandomTests.json(orders, &numbers)] {
            let fixed = try Self.fix(bytes, failed.compactMap { $0.order[.order_id] })
            let records = try SeenFile(fixed).records
            // A guarded cell of the input itself can't be told from one that was guarded here.
            let plain = { (record: SeenRecord) in record.order.mapValues { $0 == "'=1" ? "=1" : $0 } }
            #expect(records.map(plain) == failed.map(plain), "seed \(seed)")
            #expect(records.map(\.lines.count) == failed.map(\.lines.count), "seed \(seed)")
        }
    }
}
