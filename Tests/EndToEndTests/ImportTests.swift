import Fiscal
import JSONText
import RfeFixtures
import Testing
import XMLSignature

extension EndToEndTests {
    @Test func `imports are recorded, never sent, and a note on one goes out`() throws {
        let rig = try Rig()
        let signer = try SigningKey(throwAway: ThrowAwayKeys.signer)
        let one = RfeFixture.invoice
        let two = RfeFixture(documentType: .internalInvoice, number: "0000000779")
        let (first, second) = (try one.signed(by: signer), try two.signed(by: signer))
        try rig.drop(first, as: "11-one.xml")
        let both =
            "<rRetConsDescFe>" + ContainerFixture().text(around: second, of: two) + "\n"
            + ContainerFixture().text(around: first, of: one)
        try rig.drop(both + "</rRetConsDescFe>", as: "12-many.xml")
        try rig.drop(first.replacing("Licuadora", with: "Licuadura"), as: "13-altered.xml")
        try rig.drop("<!DOCTYPE rFE [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + first, as: "14-doctype.xml")
        let plan = try rig.run("plan", "--json")
        #expect(plan.code == 3)
        let counts = try JSONParser.parse(plan.out)["documents"]
        #expect(counts?["imported"]?.integer == 2 && counts?["duplicate"]?.integer == 1 && counts?["invalid"]?.integer == 1)
        let night = try rig.night()
        #expect(night.code == 3, "\(night.err)")
        try checkImports(rig, one.cufe, two.cufe)
        #expect(Files.names(rig.workspace + "/rejected").contains("14-doctype.xml"))
        #expect(
            try JSONParser.parse(Files.bytes(rig.workspace + "/rejected/14-doctype.xml.reason.json") ?? []).text.contains(
                "PB-XML-03"))
        let archived = Files.all(below: rig.workspace + "/archive").filter { $0.hasSuffix("11-one.xml") }
        #expect(Files.text(rig.workspace + "/archive/" + (archived.first ?? "")) == first)
        #expect(try rig.posts().isEmpty)
        try creditImport(rig, one.cufe)
    }

    private func checkImports(_ rig: Rig, _ one: String, _ two: String) throws {
        let results = try Dictionary(uniqueKeysWithValues: rig.results().map { (String($0.file.prefix(2)), $0.documents) })
        let imported = try #require(results["11"]?.first)
        #expect(imported["state"]?.string == "imported" && imported["mode"]?.string == "DGI_IMPORT")
        #expect(
            imported["order_id"] == .null && imported["cufe"]?.string == one && imported["trust"]?.string == "signature-valid")
        #expect(imported["numeration"]?.string == "0000000778" && imported["billing_point"]?.string == "900")
        #expect(
            imported["total"]?.string == "119.89" && imported["company"]?.string == "acme" && imported["attempts"]?.integer == 0)
        #expect(results["12"]?.map { $0["state"]?.string } == ["imported", "duplicate"])
        #expect(results["12"]?.map { $0["trust"]?.string } == ["signed-and-authorized", "signed-and-authorized"])
        #expect(results["12"]?.first?["cufe"]?.string == two)
        #expect(results["13"]?.map { $0["state"]?.string } == ["invalid"] && results["13"]?.first?["trust"] == .null)
        #expect(results["13"]?.first?["faults"]?.array?.contains { $0["code"]?.string == "PB-IMP-63" } == true)
        #expect(results["14"] == nil)
    }

    /// The imported invoice is the reference of a credit note; nothing else is ever written to the PAC.
    private func creditImport(_ rig: Rig, _ cufe: String) throws {
        let note = """
            {"order_id":"N-1","kind":"credit_note","reference":"\(cufe)","client_name":"Ana Pérez","address":"Calle 50","location_code":"8-8-7",\
            "country":"PA","lines":[{"description":"Devolución","quantity":"1","unit_price":"10.00","tax_rate":"7"}]}
            """
        try rig.drop(note, as: "20-note.jsonl")
        #expect(try rig.night().code == 0)
        let posts = try rig.posts()
        #expect(posts.count == 1)
        let line = try #require(try rig.results().first { $0.file.hasPrefix("20-note") }?.documents.first)
        #expect(line["state"]?.string == "complete")
        let writes = try rig.truth().filter { ["post", "delete"].contains($0["operation"]?.string ?? "") }
        #expect(writes.count == 1)
        let again = try rig.night()
        #expect(try again.code == 0 && rig.posts().count == 1)
    }

    @Test func `certificates must lead to the anchors that are configured`() throws {
        let rig = try Rig()
        let issued = try SigningKey(throwAway: ThrowAwayKeys.issued)
        try Files.write(ThrowAwayKeys.authority, to: rig.workspace + "/ca.pem")
        try rig.configure(import: ["trust": ["ca.pem"]])
        try rig.drop(try RfeFixture.invoice.signed(by: issued), as: "1.xml")
        let stranger = RfeFixture(documentType: .internalInvoice, number: "0000000779")
        try rig.drop(try stranger.signed(by: try SigningKey(throwAway: ThrowAwayKeys.signer)), as: "2.xml")
        #expect(try rig.night().code == 3)
        #expect(try rig.results().flatMap(\.documents).map { $0["state"]?.string } == ["imported", "invalid"])
        try Files.write("nothing", to: rig.workspace + "/ca.pem")
        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains("ca.pem"))
    }
}
