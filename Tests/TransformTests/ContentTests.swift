import Fiscal
import Testing
import Transform

/// "Same content" compares canonical values (rulebook 1.2, 10).
struct ContentTests {
    private static let rich = Orders.taxpayer.with([
        "issue_date": "2026-11-20T21:05:00-05:00", "total": "107.00", "invoice_retention": "true", "codigo_retencion": "2",
        "telephones": "224-1234;6448-6525", "emails": "a@correo.example;b@correo.example", "document_type": "01",
        "destination": "1",
        "client_ruc_type": "2", "notes": "hola",
    ])

    private static func hash(_ cells: [String: String], _ line: [String: String] = Orders.chair) -> [UInt8] {
        judge(cells, lines: [line]).judged.contentHash
    }

    @Test(arguments: [
        ["total": "107"], ["total": "0107.000"], ["issue_date": "20/11/2026 21:05"], ["issue_date": "2026-11-21T02:05:00Z"],
        ["invoice_retention": "Sí"], ["invoice_retention": "1"], ["codigo_retencion": "02"],
        ["telephones": " 224-1234 ; 6448-6525;"], ["document_type": "1"], ["document_type": "FACTURA_OPERACION_INTERNA"],
        ["document_type": ""], ["destination": "01"], ["client_ruc_type": "JURIDICO"], ["receptor_type": "contribuyente"],
        ["receptor_type": "1"], ["nature": "01"], ["nature": "1"], ["country": "pa"], ["mode": "PROFORM"], ["kind": "Invoice"],
        ["order_id": "OTHER"],
    ])
    func `other spellings are the same content`(changes: [String: String]) {
        #expect(Self.hash(Self.rich.with(changes)) == Self.hash(Self.rich))
    }

    @Test(arguments: [
        ["quantity": "1.0"], ["unit_price": "100.00"], ["tax_rate": "7.0"], ["discount_rate": "0"], ["discount_rate": "-0.00"],
        ["transport": "0"], ["insurance": "0.00"], ["unit": ""], ["line_no": "1"], ["line_no": "007"],
    ])
    func `other digits and written defaults are the same line`(changes: [String: String]) {
        #expect(Self.hash(Self.rich, Orders.chair.with(changes)) == Self.hash(Self.rich))
    }

    @Test(arguments: [
        ["total": "107.01"], ["total": "-107"], ["issue_date": "2026-11-20T21:05:01"], ["issue_date": ""],
        ["invoice_retention": "no"],
        ["invoice_retention": ""], ["codigo_retencion": "4"], ["telephones": "6448-6525;224-1234"], ["telephones": "224-1234"],
        ["document_type": "02"], ["nature": "11"], ["destination": ""], ["client_name": "Otro"], ["notes": "Hola"], ["notes": ""],
        ["office_id": "centro"], ["client_id": "C1"], ["receptor_type": "02"], ["address": "CALLE 2"],
        ["emails": "a@correo.example"],
        ["emails_ad_hoc": "a@correo.example"],
    ])
    func `another value is other content`(changes: [String: String]) {
        #expect(Self.hash(Self.rich.with(changes)) != Self.hash(Self.rich))
    }

    @Test(arguments: [
        ["quantity": "10"], ["unit_price": "1000"], ["unit_price": "-100"], ["tax_rate": "15"], ["discount_rate": "0.1"],
        ["description": "silla"], ["note": "x"], ["unit": "kg"], ["cpbs_code": "1411"], ["item_number": ""],
    ])
    func `another line is other content`(changes: [String: String]) {
        #expect(Self.hash(Self.rich, Orders.chair.with(changes)) != Self.hash(Self.rich))
    }

    @Test func `without a client the defaults that are written out are content of nothing`() {
        let bare = ["order_id": "SO-1", "client_name": "Ana"]
        let written = bare.with([
            "receptor_type": "CONSUMIDOR_FINAL", "country": "PA", "location_code": "8-8-1", "address": "PANAMA, PANAMA",
            "invoice_retention": "false", "kind": "invoice", "mode": "DGI",
        ])
        #expect(Self.hash(written) == Self.hash(bare))
    }

    @Test func `with a client a written default may overrule the registry`() {
        let named = ["order_id": "SO-1", "client_name": "Ana", "client_id": "C1"]
        for changes in [["receptor_type": "02"], ["country": "PA"], ["invoice_retention": "no"]] {
            #expect(Self.hash(named.with(changes)) != Self.hash(named))
        }
    }

    @Test func `cells from the registry are no content`() {
        let cells = ["order_id": "SO-1", "client_id": "C1", "client_name": "Ana"]
        let alone = judge(record(cells)).judged.contentHash
        #expect(judge(record(cells, registry: ["client_ruc": "8-442-445", "address": "CALLE 1"])).judged.contentHash == alone)
        #expect(judge(record(cells.with(["client_ruc": "8-442-445"]))).judged.contentHash != alone)
    }

    @Test func `lines count in the order in which they go out`() {
        let (first, second) = (Orders.chair.with(["line_no": "1"]), Orders.exempt.with(["line_no": "2"]))
        let sorted = judge(Orders.taxpayer, lines: [first, second]).judged.contentHash
        #expect(judge(Orders.taxpayer, lines: [second, first]).judged.contentHash == sorted)
        let swapped = [Orders.chair.with(["line_no": "2"]), Orders.exempt.with(["line_no": "1"])]
        #expect(judge(Orders.taxpayer, lines: swapped).judged.contentHash != sorted)
    }

    @Test func `no two columns can lend each other their text`() {
        #expect(Self.hash(["order_id": "1", "client_name": "ab"]) != Self.hash(["order_id": "1", "adhoc_client_name": "ab"]))
        #expect(
            Self.hash(Orders.consumer, Orders.chair.with(["item_number": "A", "description": "BC"]))
                != Self.hash(Orders.consumer, Orders.chair.with(["item_number": "AB", "description": "C"])))
    }

    @Test func `a list of many short items has room`() {
        let many = Array(repeating: "a", count: 500).joined(separator: ";")
        #expect(Self.hash(Orders.taxpayer.with(["emails": many])).count == 32)
    }

    @Test func `32 bytes, the same for the same order every time`() {
        #expect(Self.hash(Self.rich).count == 32)
        #expect(Self.hash(Self.rich) == Self.hash(Self.rich))
    }
}
