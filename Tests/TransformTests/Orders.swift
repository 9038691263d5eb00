import Fiscal
import JSONText
import Testing
import Transform

/// Orders and companies for the tests.
enum Orders {
    static let acme = CompanyProfile(
        id: "acme", ruc: "155704849-2-2021", rucType: .juridical, dv: "32", branch: "0000", billingPoint: "001",
        offices: [
            "centro": CompanyProfile.Office(pacOfficeID: "01KOFFICECENTRO", code: "0001"),
            "david": CompanyProfile.Office(pacOfficeID: "01KOFFICEDAVID", code: "0002"),
        ],
        useClientItemNumber: false)

    static let beta = CompanyProfile(
        id: "beta", ruc: "8-442-445", rucType: .natural, dv: "08", branch: "0007", billingPoint: "002", offices: [:],
        useClientItemNumber: true)

    /// The moment of admission: Friday 20 November 2026, 21:05 in Panama.
    static let admittedAt = FiscalTime(year: 2026, month: 11, day: 20, hour: 21, minute: 5) ?? FiscalTime(epochSeconds: 0)

    /// A taxpayer with all that can be given.
    static let taxpayer = [
        "order_id": "SO-1", "client_name": "COMERCIAL EJEMPLO S.A.", "client_ruc": "155700001-2-2021", "receptor_type": "01",
        "address": "AVENIDA BALBOA, EDIFICIO 10", "location_code": "8-8-7", "country": "PA",
    ]
    static let consumer = [
        "order_id": "SO-1", "client_name": "Ana", "address": "CALLE 1", "location_code": "8-8-7", "country": "PA",
    ]
    static let government = taxpayer.merging(["receptor_type": "GOBIERNO", "client_ruc": "8-NT-1-12345"]) { $1 }
    static let foreigner = [
        "order_id": "SO-1", "document_type": "03", "receptor_type": "EXTRANJERO", "client_name": "INTERNATIONAL COMPANY LLC",
        "address": "MIAMI, FL", "country": "US", "foreign_id": "US123456789", "incoterm": "FOB",
    ]

    static let chair = [
        "item_number": "SKU-1", "description": "Silla", "quantity": "1", "unit": "und", "unit_price": "100", "tax_rate": "7",
    ]
    static let paper = chair.merging(["cpbs_code": "1411", "cpbs_unit": "und"]) { $1 }
    static let exempt = chair.merging(["tax_rate": "0"]) { $1 }
}

/// An order record of cells by their canonical names. Order cells stand in row 2 under the column of their key, line cells in rows 2, 3, ….
func record(_ cells: [String: String], lines: [[String: String]] = [Orders.chair], registry: [String: String] = [:])
    -> OrderRecord
{
    var record = OrderRecord()
    record.sequence = 1
    record.line = 2
    for (name, text) in cells.sorted(by: { $0.key < $1.key }) {
        guard let key = OrderKey(name: name) else {
            Issue.record("no order column \(name)")
            continue
        }
        record.set(key, Array(text.utf8).span, line: 2, column: key.rawValue + 1)
    }
    for (name, text) in registry {
        guard let key = OrderKey(name: name) else {
            Issue.record("no order column \(name)")
            continue
        }
        record.fill(key, fromRegistry: Array(text.utf8).span)
    }
    for (index, line) in lines.enumerated() {
        record.addLine(at: 2 + index)
        for (name, text) in line.sorted(by: { $0.key < $1.key }) {
            guard let key = LineKey(name: name) else {
                Issue.record("no line column \(name)")
                continue
            }
            record.set(key, Array(text.utf8).span, line: 2 + index, column: 50 + key.rawValue)
        }
    }
    return record
}

/// What the rules make of an order, as the tests ask for it.
struct Verdict {
    let judged: JudgedOrder

    var codes: [String] { judged.faults.map(\.code.code) }
    var errors: [String] { judged.faults.filter { $0.severity == .error }.map(\.code.code) }
    var payload: String { judged.payload.bytes.text }

    func fault(_ code: String) -> Fault? { judged.faults.first { $0.code.code == code } }
}

/// Judges one order for the company acme, or for those given.
func judge(
    _ record: OrderRecord, companies: [CompanyProfile] = [Orders.acme], defaultCompany: String? = nil,
    rules: [String: Severity] = [:], padAddress: Bool = true, environment: FiscalEnvironment = .sandbox,
    answers: [RucQuestion: RucAnswer] = [:]
) -> Verdict {
    let policy = (try? FaultPolicy(changes: rules)) ?? .standard
    if !rules.isEmpty, (try? FaultPolicy(changes: rules)) == nil { Issue.record("rules refused: \(rules)") }
    var transformer = Transformer(
        companies: companies, settings: TransformSettings(environment: environment, padAddress: padAddress, policy: policy))
    var judged = JudgedOrder()
    transformer.judge(
        record, defaultCompany: defaultCompany, admittedAt: Orders.admittedAt, answer: { answers[$0] }, into: &judged)
    return Verdict(judged: judged)
}

func judge(
    _ cells: [String: String], lines: [[String: String]] = [Orders.chair], rules: [String: Severity] = [:],
    answers: [RucQuestion: RucAnswer] = [:]
) -> Verdict {
    judge(record(cells, lines: lines), rules: rules, answers: answers)
}

extension Dictionary where Key == String, Value == String {
    /// With some cells changed; an empty text takes one out.
    func with(_ changes: [String: String]) -> [String: String] {
        merging(changes) { $1 }.filter { !$0.value.isEmpty }
    }
}
