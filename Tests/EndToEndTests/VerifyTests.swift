import Glibc
import JSONText
import Testing

extension EndToEndTests {
    /// `verify --json`: its exit code and the kinds that it found.
    private func verify(_ rig: Rig, _ more: String...) throws -> (code: Int32, kinds: [String], json: JSONValue) {
        let ended = try rig.run(["verify", "--json"] + more)
        let json = try JSONParser.parse(ended.out)
        return (ended.code, json["findings"]?.array?.compactMap { $0["kind"]?.string } ?? [], json)
    }

    @Test func `verify finds what was changed behind the ledger's back, and mends what can be mended`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder].random(4, seed: 3).csv)
        try rig.night()
        let fine = try verify(rig)
        #expect(fine.code == 0 && fine.kinds.isEmpty, "\(fine.json.text)")
        #expect(fine.json["checked"]?["documents"]?.integer == 4)
        #expect(fine.json["checked"]?["files"]?.integer == 8)

        let results = rig.resultBytes()
        for name in results.keys { Files.remove("\(rig.workspace)/results/\(name)") }
        let lost = try verify(rig)
        #expect(lost.code == 5 && Set(lost.kinds) == ["results-missing"])
        #expect(try verify(rig, "--repair").code == 0)
        #expect(rig.resultBytes() == results)

        let files = Files.all(below: rig.workspace + "/outbox")
        let pdf = try #require(files.first { $0.hasSuffix(".pdf") })
        let xml = try #require(files.first { $0.hasSuffix(".xml") })
        Files.remove("\(rig.workspace)/outbox/\(pdf)")
        try Files.write("<changed/>", to: "\(rig.workspace)/outbox/\(xml)")
        try Files.write("nobody's", to: "\(rig.workspace)/outbox/note.txt")
        let archived = try #require(Files.all(below: rig.workspace + "/archive").first)
        try Files.write("order_id\n", to: "\(rig.workspace)/archive/\(archived)")
        let after = try verify(rig)
        #expect(after.code == 1)
        #expect(after.kinds == ["file-missing", "file-changed", "file-stray", "input-changed"].filter(after.kinds.contains))
        #expect(Set(after.kinds) == ["file-missing", "file-changed", "file-stray", "input-changed"])
        #expect(try rig.run("verify", "--quiet").code == 1)
    }

    @Test func `a file that is gone from the outbox is fetched again, and nothing is posted`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder].random(3, seed: 5).csv)
        try rig.night()
        let results = rig.resultBytes()
        let files = Files.all(below: rig.workspace + "/outbox")
        for ending in [".pdf", ".xml"] {
            Files.remove("\(rig.workspace)/outbox/\(try #require(files.first { $0.hasSuffix(ending) }))")
        }
        #expect(try verify(rig).kinds == ["file-missing", "file-missing"])
        let refused = try rig.run("verify", "--repair", key: "wrong")
        #expect(refused.code == 1 && refused.err.contains("acme"), "the cause is told: \(refused.err)")
        let mended = try verify(rig, "--repair")
        #expect(mended.code == 0, "\(mended.json.text)")
        #expect(try verify(rig).code == 0)
        #expect(Set(Files.all(below: rig.workspace + "/outbox")) == Set(files))
        #expect(try rig.posts().count == 3)
        #expect(rig.resultBytes().keys == results.keys)
    }

    @Test func `a file that a dead run left in the outbox gets its row back`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder].random(2, seed: 4).csv)
        try rig.night()
        try Database.change(rig.ledger, "UPDATE document SET xml = NULL, xml_sha256 = NULL WHERE id = 1")
        #expect(try verify(rig).kinds.contains("file-stray"))
        let mended = try verify(rig, "--repair")
        #expect(
            mended.kinds.contains("file-stray")
                && mended.json["findings"]?.array?.allSatisfy { $0["repaired"]?.bool == true } == true)
        #expect(try verify(rig).code == 0 || (try verify(rig).kinds) == ["results-differ", "results-differ"])
        try rig.night()
        #expect(try verify(rig).code == 0)
    }
}
