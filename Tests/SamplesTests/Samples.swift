import Fiscal
import Foundation
import Ingest
import Testing
import Transform

/// The sample files and what their README promises of them.
struct Samples {
    /// One row of a README table.
    struct Promise: Sendable, CustomTestStringConvertible {
        let file: String
        let order: String
        let total: String
        let state: String
        let codes: Set<String>

        var testDescription: String { "\(order) in \(file)" }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "inbox-samples")

    /// Codes that only the ledger's memory can tell: unknown references, rows of an order that come back, duplicates.
    static let codesOfTheLedger: Set<String> = ["PB-REF-09", "PB-CSV-15", "PB-VOID-06", "PB-KEY-03"]

    /// The moment of admission: after the dates that the samples hold.
    static let admittedAt = FiscalTime(year: 2026, month: 11, day: 20, hour: 21, minute: 5) ?? FiscalTime(epochSeconds: 0)

    /// Every row of the README's tables of orders, under the heading of its file.
    static func promises(in file: String, page: URL = folder.appending(path: "README.md")) throws -> [Promise] {
        let text = try String(contentsOf: page, encoding: .utf8)
        var heading = ""
        var promises: [Promise] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard heading == file, line.hasPrefix("| "), cells.count >= 4, cells[3].hasPrefix("`") else { continue }
            let codes = cells.count > 4 ? cells[4].split(separator: ",").map { $0.trimmingCharacters(in: [" ", "`"]) } : []
            promises.append(
                Promise(
                    file: file, order: cells[0], total: cells[2], state: cells[3].trimmingCharacters(in: ["`"]),
                    codes: Set(codes.filter { !$0.isEmpty })))
        }
        return promises
    }

    /// The records of a sample file.
    static func records(of name: String) throws -> [OrderRecord] {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        var reader = try OrderReader(InputSource(bytes: bytes))
        #expect(!reader.faults.contains { $0.severity == .error }, "\(name): \(reader.faults)")
        var records: [OrderRecord] = []
        var record = OrderRecord()
        while try reader.next(into: &record) { records.append(record) }
        return records
    }

    /// The client registry's cells by client id.
    static func registry() throws -> [String: OrderRecord] {
        let clients = try records(of: "02-client-registry.csv")
        return Dictionary(uniqueKeysWithValues: clients.map { ($0.text(.client_id), $0) })
    }

    /// What the rules make of every order of a file, the registry and a PAC that knows every RUC at hand.
    static func verdicts(of name: String) throws -> [(record: OrderRecord, judged: JudgedOrder)] {
        let clients = try registry()
        var rules = Transformer(companies: [company], settings: TransformSettings(environment: .sandbox))
        return try records(of: name).map { original in
            var record = original
            if let client = clients[record.text(.client_id)] {
                for key in OrderKey.clientKeys { record.fill(key, fromRegistry: client[key]) }
            }
            var judged = JudgedOrder()
            rules.judge(record, defaultCompany: "acme", admittedAt: admittedAt, answer: answer, into: &judged)
            return (record, judged)
        }
    }

    static let company = CompanyProfile(
        id: "acme", ruc: "155704849-2-2021", rucType: .juridical, dv: "32", branch: "0000", billingPoint: "001",
        offices: [
            "centro": CompanyProfile.Office(pacOfficeID: "01KOFFICECENTRO", code: "0001"),
            "david": CompanyProfile.Office(pacOfficeID: "01KOFFICEDAVID", code: "0002"),
        ],
        useClientItemNumber: false)

    /// Finds every RUC of valid form (pac-api.md 3.5).
    private static func answer(_ question: RucQuestion) -> RucAnswer? {
        guard let ruc = try? Ruc(text: question.ruc, type: question.type) else { return .refused }
        let receptor: ReceptorType = ruc.type == .natural ? .finalConsumer : ruc.kind == .ntJuridical ? .government : .taxpayer
        return .found(checkDigits: ruc.checkDigitsText, receptorType: receptor)
    }
}
