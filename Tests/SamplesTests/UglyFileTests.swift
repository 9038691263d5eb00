import Fiscal
import Foundation
import Ingest
import Testing
import Transform

/// `inbox-samples/ugly/` holds what exports look like; its README says what becomes of every order.
struct UglyFileTests {
    private static let folder = Samples.folder.appending(path: "ugly")

    static let files = [
        "u01-sap-like.csv", "u02-quickbooks-like.csv", "u03-erp-local.csv", "u04-excel-es-pa.csv", "u05-unicode-text.txt",
        "u06-utf16-be.csv", "u07-ragged.csv", "u08-mixed-decimals.csv", "u09-scattered.csv", "u10-totals-row.csv",
        "u11-web-shop.json",
        "u12-mixed-encodings.csv",
    ]

    @Test(arguments: files)
    func `every order comes to what the table says`(file: String) throws {
        let promises = try Samples.promises(in: file, page: Self.folder.appending(path: "README.md"))
        #expect(!promises.isEmpty)
        let orders = try Self.orders(of: file)
        #expect(Set(orders.keys) == Set(promises.map(\.order)))
        for promise in promises {
            let pieces = orders[promise.order] ?? []
            let told = Set(pieces.flatMap(\.codes))
            #expect(told == promise.codes, "\(file) \(promise.order)")
            #expect(pieces.allSatisfy { $0.isValid == (promise.state != "invalid") }, "\(file) \(promise.order)")
            guard promise.state == "queued" else { continue }
            #expect(pieces.map(\.total) == [promise.total], "\(file) \(promise.order)")
        }
    }

    @Test func `the table tells of every file there is`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0 != "README.md" }
        #expect(Set(names) == Set(Self.files))
    }

    @Test func `the files are as ugly as the table says`() throws {
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: Self.folder.appending(path: name))) }
        #expect(try bytes("u05-unicode-text.txt").starts(with: [0xFF, 0xFE]))
        #expect(try bytes("u06-utf16-be.csv").starts(with: [0xFE, 0xFF]))
        #expect(try bytes("u04-excel-es-pa.csv").starts(with: Array("sep=;".utf8)))
        #expect(String(validating: try bytes("u03-erp-local.csv"), as: UTF8.self) == nil)
        #expect(try !bytes("u10-totals-row.csv").contains(0x0A))
    }

    private struct Piece {
        let codes: [String]
        let isValid: Bool
        let total: String
    }

    /// What the reader and the rules make of each order, under its number; read with the profile that is proposed for the file.
    private static func orders(of name: String) throws -> [String: [Piece]] {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        let proposal = try #require(try ProfileProposal(InputSource(bytes: bytes)))
        var profiles: [Profile] = []
        if name.hasPrefix("u01") || name.hasPrefix("u02") || name.hasPrefix("u03") {
            let columns = Dictionary(uniqueKeysWithValues: proposal.mapped.map { ($0.header, $0.name) })
            profiles = [Profile(name: "proposed", match: proposal.match, columns: columns, values: proposal.values)]
            #expect(proposal.missing.isEmpty)
        }
        var reader = try OrderReader(InputSource(bytes: bytes), profiles: profiles)
        var rules = Transformer(companies: [Samples.company], settings: TransformSettings(environment: .sandbox))
        var record = OrderRecord()
        var orders: [String: [Piece]] = [:]
        while try reader.next(into: &record) {
            var judged = JudgedOrder()
            rules.judge(record, defaultCompany: "acme", admittedAt: Samples.admittedAt, answer: { _ in nil }, into: &judged)
            let faults = record.faults + judged.faults
            let order = record.text(.order_id)
            orders[order.isEmpty ? "—" : order, default: []].append(
                Piece(
                    codes: faults.filter { $0.severity != .info }.map(\.code.code),
                    isValid: !faults.contains { $0.severity == .error }, total: judged.total.text(decimals: 2)))
        }
        #expect(!reader.faults.contains { $0.severity == .error })
        #expect(reader.profile == profiles.first?.name)
        return orders
    }
}
