import Emit
import Fiscal
import Testing

@testable import Ledger

/// What an ERP reads back: its own headers, its own words, its own dialect.
struct WriteBackTests {
    private let folder = TemporaryFolder()

    private func write(_ writeBack: WriteBack?, _ rows: [DocumentRow]) throws -> ResultFiles {
        var writer = try ResultsWriter(
            input: input, faults: [], language: .es, workspace: folder.path, writeBack: writeBack, naming: { _ in nil })
        for row in rows { try writer.add(row, faults: []) }
        return try writer.finish()
    }

    private let comma = WriteBack(
        columns: [
            .init(header: "Nº Factura", name: "order_id"), .init(header: "Estado", name: "state"),
            .init(header: "Total", name: "total"),
            .init(header: "CUFE", name: "cufe"),
        ], values: ["state": ["complete": "AUTORIZADA"]], delimiter: UInt8(ascii: ";"), decimal: UInt8(ascii: ","))

    @Test func `headers, words, delimiter and decimal sign are the ERP's`() throws {
        let files = try write(comma, [document(1, order: "F;1"), document(2, state: .invalid, order: "=F-2", total: -150)])
        #expect(files.erp?.path.hasSuffix("results/orders.csv.9f2c1a77.erp.csv") == true)
        let text = try #require(folder.text("results/orders.csv.9f2c1a77.erp.csv"))
        #expect(text == "\u{FEFF}Nº Factura;Estado;Total;CUFE\r\n\"F;1\";AUTORIZADA;107,00;\(cufe)\r\n'=F-2;invalid;-1,50;\r\n")
    }

    @Test func `without it there is no such file, and an old one goes`() throws {
        _ = try write(comma, [document(1)])
        let files = try write(nil, [document(1)])
        #expect(files.erp == nil)
        #expect(folder.text("results/orders.csv.9f2c1a77.erp.csv") == nil)
    }

    @Test func `every column of the results can be asked for`() throws {
        let all = WriteBack(
            columns: WriteBack.names.map { .init(header: $0, name: $0) }, delimiter: UInt8(ascii: ","), decimal: UInt8(ascii: ".")
        )
        _ = try write(all, [document(1)])
        let lines = try #require(folder.text("results/orders.csv.9f2c1a77.erp.csv")).split(separator: "\r\n")
        #expect(lines.count == 2 && WriteBack.names.contains("cufe") && WriteBack.names.contains("faults"))
    }
}
