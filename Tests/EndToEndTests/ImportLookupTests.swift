import JSONText
import RfeFixtures
import Testing
import XMLSignature

/// `importLookup`: what the PAC says of documents that were imported, by GETs only (rulebook 1.3).
extension EndToEndTests {
    /// A sandbox that has issued one invoice, and a fresh workspace into which its XML is dropped.
    private func issuedElsewhere(importLookup: Bool = true) throws -> (rig: Rig, calls: Int) {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 0)
        let name = try #require(Files.all(below: rig.workspace + "/outbox").first { $0.hasSuffix(".xml") })
        let xml = try #require(Files.text(rig.workspace + "/outbox/" + name))
        Files.remove(rig.workspace)
        Files.makeFolder(rig.workspace)
        Files.makeFolder(rig.workspace + "/inbox")
        try rig.configure(import: ["minimumTrust": "structure-only"], more: ["importLookup": .bool(importLookup)])
        try rig.drop(xml, as: "elsewhere.xml")
        return (rig, try rig.truth().count)
    }

    private func document(_ rig: Rig) throws -> JSONValue { try #require(try rig.results().flatMap(\.documents).first) }

    private func newCalls(_ rig: Rig, after count: Int) throws -> [String] {
        try rig.truth().dropFirst(count).map { "\($0["method"]?.string ?? "") \($0["operation"]?.string ?? "")" }
    }

    @Test func `an imported document that the PAC knows gets its status and PDF, by GETs alone`() throws {
        let (rig, before) = try issuedElsewhere()
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try newCalls(rig, after: before) == ["GET list", "GET get", "GET file"])
        let imported = try document(rig)
        #expect(imported["state"]?.string == "imported" && imported["legal_status"]?.string == "DGI_AUTHORIZED")
        #expect(imported["attempts"]?.integer == 0 && imported["document_id"]?.string?.isEmpty == false)
        let pdf = try #require(imported["pdf"]?.string)
        #expect(Files.text(rig.workspace + "/" + pdf)?.hasPrefix("%PDF") == true)
        #expect(try rig.run("verify").code == 0)
        let results = rig.resultBytes()
        #expect(try rig.night().code == 0)
        #expect(try newCalls(rig, after: before).count == 3, "what is known isn't asked for again")
        #expect(rig.resultBytes() == results)
        Files.remove(rig.workspace + "/" + pdf)
        #expect(try rig.run("sync", imported["cufe"]?.string ?? "").code == 0)
        #expect(Files.bytes(rig.workspace + "/" + pdf) != nil)
        let again = try newCalls(rig, after: before).dropFirst(3)
        #expect(again.filter { $0 != "GET company" } == ["GET get", "GET file"])
    }

    @Test func `without importLookup nothing is asked`() throws {
        let (rig, before) = try issuedElsewhere(importLookup: false)
        #expect(try rig.night().code == 0)
        #expect(try newCalls(rig, after: before).isEmpty)
        let imported = try document(rig)
        #expect(imported["state"]?.string == "imported" && imported["legal_status"] == .null && imported["pdf"] == .null)
    }

    @Test func `what the PAC doesn't know stays as it is, and is asked for five times at most`() throws {
        let rig = try Rig()
        try rig.configure(more: ["importLookup": true])
        try rig.drop(try RfeFixture.invoice.signed(by: try SigningKey(throwAway: ThrowAwayKeys.signer)), as: "1.xml")
        for _ in 0..<7 { #expect(try rig.night().code == 0) }
        #expect(try newCalls(rig, after: 0) == Array(repeating: "GET list", count: 5))
        let imported = try document(rig)
        #expect(imported["state"]?.string == "imported" && imported["legal_status"] == .null && imported["pdf"] == .null)
    }

    @Test("a PAC that can't be asked decides nothing, and the next run asks again", arguments: [["--lookup", "off"], []])
    func cannotBeAsked(options: [String]) throws {
        let (rig, before) = try issuedElsewhere()
        if options.isEmpty { rig.stopSandbox() } else { try rig.startSandbox(options: options) }
        for _ in 0..<6 {
            let night = try rig.night()
            #expect(night.code == 0 && night.err.contains("imported"), "\(night.err)")
        }
        let asked = try newCalls(rig, after: before)
        #expect(Set(asked).isSubset(of: ["GET list"]) && asked.count == (options.isEmpty ? 0 : 6))
        #expect(try document(rig)["legal_status"] == .null)
        try rig.startSandbox()
        #expect(try rig.night().code == 0)
        let imported = try document(rig)
        #expect(imported["state"]?.string == "imported" && imported["pdf"]?.string != nil)
        #expect(try rig.posts().count == 1, "the one that another workspace sent")
    }

    @Test func `a document that the PAC has as voided is told, and stays imported`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 0)
        let name = try #require(Files.all(below: rig.workspace + "/outbox").first { $0.hasSuffix(".xml") })
        let xml = try #require(Files.text(rig.workspace + "/outbox/" + name))
        #expect(try rig.run("void", "SO-1", "--reason", "Pedido anulado por el cliente").code == 0)
        Files.remove(rig.workspace)
        Files.makeFolder(rig.workspace)
        Files.makeFolder(rig.workspace + "/inbox")
        try rig.configure(import: ["minimumTrust": "structure-only"], more: ["importLookup": true])
        try rig.drop(xml, as: "elsewhere.xml")
        #expect(try rig.night().code == 0)
        let imported = try document(rig)
        #expect(imported["state"]?.string == "imported")
        let told = imported["faults"]?.array?.filter { $0["code"]?.string == "PB-IMP-99" }
        #expect(told?.map { $0["value"]?.string } == ["VOIDED"])
    }
}
