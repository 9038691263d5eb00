import Fiscal
import JSONText
import RfeFixtures
import Testing
import XMLSignature

/// Notes of ours on imported invoices (rulebook 1.3, 6.2).
extension EndToEndTests {
    private static func note(_ id: String, on cufe: String) -> String {
        """
        {"order_id":"\(id)","kind":"credit_note","reference":"\(cufe)","client_name":"Ana Pérez","address":"Calle 50","location_code":"8-8-7",\
        "country":"PA","lines":[{"description":"Devolución","quantity":"1","unit_price":"10.00","tax_rate":"7"}]}
        """
    }

    @Test func `an imported invoice that a note refers to isn't deleted`() throws {
        let rig = try Rig()
        let signer = try SigningKey(throwAway: ThrowAwayKeys.signer)
        let (one, two) = (RfeFixture.invoice, RfeFixture(documentType: .internalInvoice, number: "0000000779"))
        try rig.drop(try one.signed(by: signer), as: "1.xml")
        try rig.drop(try two.signed(by: signer), as: "2.xml")
        #expect(try rig.night().code == 0)
        rig.stopSandbox()
        try rig.drop(Self.note("N-1", on: one.cufe), as: "note.jsonl")
        try rig.night()
        #expect(try rig.states()["N-1"] == ["queued"])
        let queued = try rig.run("delete", one.cufe)
        #expect(queued.code == 2 && queued.err.contains("PB-KEY-07") && queued.err.contains("N-1"), "\(queued.err)")
        try rig.startSandbox()
        #expect(try rig.night().code == 0)
        #expect(try rig.states()["N-1"] == ["complete"])
        #expect(try rig.run("delete", one.cufe).code == 2)
        #expect(try rig.run("delete", two.cufe).code == 0, "nothing refers to the other one")
        let states = try rig.results().flatMap(\.documents).filter { $0["cufe"]?.string == one.cufe }
        #expect(states.map { $0["state"]?.string } == ["imported"])
    }

    @Test func `a note on a received invoice is refused, whatever the rules say`() throws {
        let rig = try Rig()
        let supplier = RfeFixture.received
        try rig.configure(more: ["rules": ["PB-REF-02": "info"]])
        try rig.drop(try supplier.signed(by: try SigningKey(throwAway: ThrowAwayKeys.signer)), as: "1.xml")
        #expect(try rig.night().code == 0)
        try rig.drop(Self.note("N-1", on: supplier.cufe), as: "note.jsonl")
        let plan = try rig.run("plan", "--json")
        #expect(plan.code == 3 && plan.out.contains("PB-REF-15"))
        #expect(try rig.night().code == 3)
        let note = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "N-1" })
        #expect(note["state"]?.string == "invalid")
        #expect(note["faults"]?.array?.contains { $0["code"]?.string == "PB-REF-15" } == true)
        #expect(try rig.posts().isEmpty)
    }
}
