import Fiscal
import Testing

@testable import Ledger

/// Documents that were issued elsewhere (rulebook 1.3, 10).
struct ImportedTests {
    private static let cufe = "FE0120000155704849-2-2021-3200002026011600000007789000125152023016"

    private func admit(_ ledger: LedgerUnderTest, state: DocumentState = .imported, cufe: String = cufe) throws -> Int64 {
        try ledger.admit("import") { admission in
            admission.mode = .dgiImport
            admission.state = state
            admission.holdsKey = false
            admission.orderID = nil
            admission.template = []
            var imported = ImportAdmission()
            (imported.cufe, imported.numeration, imported.trust) = (cufe, "0000000778", "signature-valid")
            (imported.side, imported.issuerRuc, imported.issuerName) = ("issued", "155704849-2-2021", "Acme")
            imported.digest = [1, 2]
            admission.imported = imported
        }
    }

    @Test func `the source's number and CUFE are shown and take nothing of ours`() throws {
        let ledger = try LedgerUnderTest()
        let row = try ledger.document(admit(ledger))
        #expect(row.numeration == "0000000778" && row.cufe == Self.cufe && row.trust == "signature-valid")
        #expect(row.securityCode == nil && row.expectedCufe == nil && row.attempts == 0)
        #expect(try ledger.store.documents(named: "0000000778").map(\.id) == [row.id])
        // A number of our own may be the same.
        #expect(try ledger.document(admit(ledger, cufe: "other")).numeration == "0000000778")
    }

    @Test func `a CUFE is held by what was taken in, not by what was refused`() throws {
        let ledger = try LedgerUnderTest()
        _ = try admit(ledger, state: .invalid)
        _ = try admit(ledger, state: .duplicate)
        #expect(try ledger.store.holder(ofCufe: Self.cufe) == nil)
        let id = try admit(ledger)
        #expect(try ledger.store.holder(ofCufe: Self.cufe)?.id == id)
    }

    @Test func `metadata may be changed`() throws {
        let ledger = try LedgerUnderTest()
        let id = try admit(ledger)
        try ledger.store.transaction {
            try ledger.store.set(metadata: "cuenta", "5101", import: id, atMicros: 1)
            try ledger.store.set(metadata: "cuenta", "5102", import: id, atMicros: 2)
            try ledger.store.set(metadata: "nota", "x", import: id, atMicros: 3)
            try ledger.store.set(metadata: "nota", "", import: id, atMicros: 4)
        }
        let facts = try #require(try ledger.store.imported(id: id))
        #expect(facts.metadata.map(\.key) == ["cuenta"] && facts.metadata.map(\.value) == ["5102"])
        #expect(facts.side == "issued" && facts.issuer.ruc == "155704849-2-2021")
        #expect(try ledger.store.events(ofDocument: id).filter { $0.kind == "metadata" }.count == 4)
    }

    @Test func `an imported document that was removed holds its CUFE no more`() throws {
        let ledger = try LedgerUnderTest()
        let id = try admit(ledger)
        try ledger.store.transaction { try ledger.store.remove(document: id, at: FiscalTime(epochSeconds: 0), atMicros: 1) }
        #expect(try ledger.store.holder(ofCufe: Self.cufe) == nil)
        #expect(try ledger.document(id).state == .imported)
    }
}
