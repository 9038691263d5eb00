import Fiscal
import Ingest
import Transform

/// A code's example put into an order, read and judged by the program itself: what its page shows is what a user would see.
struct FaultRehearsal {
    /// The fault of the wrong cell; nil when the program finds none of that code.
    let fault: Fault?
    /// True when the right cell raises it, too: then the example teaches nothing.
    let isRaisedByRight: Bool

    init(_ code: FaultCode, _ example: FaultExample) throws(IngestError) {
        fault = try Self.faults(example, example.wrong).first { $0.code == code }
        isRaisedByRight = try Self.faults(example, example.right).contains { $0.code == code }
    }

    /// The order that every example changes.
    private static let order = [
        ("order_id", "F-1001"), ("client_name", "Ana Pérez"), ("address", "Calle 50, Edificio 10"), ("location_code", "8-8-7"),
        ("country", "PA"), ("quantity", "1"), ("unit", "und"), ("description", "Silla"), ("unit_price", "10.00"),
        ("tax_rate", "7"),
    ]

    /// Friday 20 November 2026, noon in Panama: the pages don't change with the day on which they are made.
    private static let today = FiscalTime(epochSeconds: 1_795_194_000)

    private static let company = CompanyProfile(
        id: "acme", ruc: "155704849-2-2021", rucType: .juridical, dv: "32", branch: "0000", billingPoint: "001",
        offices: ["centro": CompanyProfile.Office(pacOfficeID: "01KOFFICECENTRO", code: "0001")], useClientItemNumber: false)

    private static func faults(_ example: FaultExample, _ text: String) throws(IngestError) -> [Fault] {
        var reader = try OrderReader(InputSource(bytes: Array(file(example, text).utf8)))
        var rules = Transformer(companies: [company], settings: TransformSettings(environment: .sandbox))
        var record = OrderRecord()
        var judged = JudgedOrder()
        guard try reader.next(into: &record) else { return reader.faults }
        rules.judge(record, defaultCompany: "acme", admittedAt: today, answer: { _ in nil }, into: &judged)
        return record.faults + judged.faults + reader.faults
    }

    /// A CSV file of one order with the cell in it. Quoted throughout.
    private static func file(_ example: FaultExample, _ text: String) -> String {
        var cells = order
        for (column, cell) in example.beside.map({ ($0.column, $0.text) }) + [(example.column, text)] {
            if let index = cells.firstIndex(where: { $0.0 == column }) {
                cells[index].1 = cell
            } else {
                cells.append((column, cell))
            }
        }
        let rows = [cells.map(\.0), cells.map(\.1)]
        return rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ";") + "\r\n" }.joined()
    }
}
