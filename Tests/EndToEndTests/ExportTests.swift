import JSONText
import Testing

extension EndToEndTests {
    @Test func `a document's evidence is a folder whose hashes hold, and a folder with something in it isn't touched`() throws {
        let rig = try Rig()
        let orders = [TestOrder("SO-1"), TestOrder("SO-2")]
        try rig.drop(orders.csv)
        try rig.night()
        let results = try rig.results().flatMap(\.documents)
        let document = try #require(results.first { $0["order_id"]?.string == "SO-2" })
        let cufe = try #require(document["cufe"]?.string)
        let folder = rig.workspace + "/evidence"
        let exported = try rig.run("export", "--cufe", cufe, "--out", folder)
        #expect(exported.code == 0, "\(exported.err)")

        let names = Set(Files.all(below: folder))
        #expect(
            names == [
                "1-post-request.json", "1-post-response.txt", "2-get-response.txt", "SHA256SUMS", "document.pdf", "document.xml",
                "events.jsonl", "index.html", "rows.csv",
            ])
        let sums = try #require(Files.text(folder + "/SHA256SUMS"))
        #expect(sums.split(separator: "\n").count == names.count - 1)
        #expect(sums.contains("\(document["pdf_sha256"]?.string ?? "?")  document.pdf"))
        let rows = try #require(Files.text(folder + "/rows.csv"))
        #expect(rows.contains("SO-2") && !rows.contains("SO-1"))
        let post = try #require(try rig.posts().first { $0["information"]?.string?.contains("SO-2") == true })
        #expect(sums.contains("\(post["bodySha256"]?.string ?? "?")  1-post-request.json"), "the bytes that the PAC got")
        #expect(Files.text(folder + "/index.html")?.contains(cufe) == true)

        #expect(try rig.run("export", "SO-1", "--out", folder).code == 2)
        #expect(Set(Files.all(below: folder)) == names)
        #expect(try rig.run("export", "nobody's").code == 2)
        #expect(try rig.posts().count == 2)
    }
}
