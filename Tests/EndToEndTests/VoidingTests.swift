import JSONText
import Testing

/// `void` and void requests in files, the built program against the built sandbox (rulebook 7.8, 10 Void).
extension EndToEndTests {
    private static let reason = "Pedido duplicado por error del sistema"

    private func voids(_ rig: Rig) throws -> [JSONValue] { try rig.truth().filter { $0["operation"]?.string == "void" } }

    private func voidResults(_ rig: Rig) throws -> [JSONValue] {
        try rig.results().flatMap(\.documents).filter { $0["kind"]?.string == "void" }
    }

    private func voidFile(_ rows: [String]) -> String {
        "order_id,kind,void_kind,cufe,document_id,reason\n" + rows.map { $0 + "\n" }.joined()
    }

    @Test func `void: one DELETE, the DGI confirms, document and request are void, the legal status stays`() throws {
        let rig = try Rig()
        let orders = [TestOrder].random(3, seed: 31)
        try rig.drop(orders.csv)
        try rig.night()
        let ended = try rig.run("void", "SO-2", "--reason", Self.reason)
        #expect(ended.code == 0, "\(ended.err)")
        #expect(ended.err.contains("SO-2 is void"))
        #expect(try voids(rig).count == 1)
        #expect(try rig.states()["SO-2"] == ["voided"])
        let document = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-2" })
        #expect(document["legal_status"]?.string == "DGI_AUTHORIZED")
        let request = try #require(try voidResults(rig).first)
        #expect(request["state"]?.string == "voided")
        #expect(request["void_reason"]?.string == Self.reason)
        #expect(request["document_id"]?.string == (try voids(rig).first?["event"]?.string))
        #expect(try rig.run("void", "SO-2", "--reason", Self.reason).code == 2)
        #expect(try voids(rig).count == 1)
        #expect(try rig.night().code == 0)
        #expect(Files.all(below: rig.workspace + "/work").isEmpty)
    }

    @Test(
        "a refused void is exit 2 and asks the PAC nothing",
        arguments: [
            (["void", "SO-1", "--reason", "muy corto"], "PB-VOID-01"), (["void", "NADIE", "--reason", reason], "NADIE"),
            (["void", "P-1", "--reason", reason], "PB-VOID-08"), (["void", "BAD", "--reason", reason], "PB-VOID-08"),
            (["void", "OLD", "--reason", reason], "credit_note"),
        ])
    func refused(words: [String], says: String) throws {
        let rig = try Rig()
        try rig.drop(
            [
                TestOrder("SO-1"), TestOrder("P-1", cells: ["mode": "PROFORM"]), TestOrder("BAD", lines: [(1, 10, 8)]),
                TestOrder("OLD", cells: ["issue_date": "2026-01-05"]),
            ].csv)
        try rig.night()
        let ended = try rig.run(words)
        #expect(ended.code == 2, "\(ended.err)")
        #expect(ended.err.contains(says), "\(ended.err)")
        #expect(try voids(rig).isEmpty)
    }

    @Test func `from a file: invoice and notes in the same batch wait for their document; each request has its result`() throws {
        let rig = try Rig()
        let orders = [
            TestOrder("SO-1"), TestOrder("SO-2"),
            TestOrder("CN-1", cells: ["kind": "credit_note", "reference": "SO-2"]),
            TestOrder("DN-1", cells: ["kind": "debit_note", "reference": "SO-2"]),
        ]
        try rig.drop(orders.csv)
        try rig.drop(
            voidFile([
                "SO-1,void,,,,\(Self.reason)", "CN-1,void,credit_note,,,\(Self.reason)", "DN-1,void,debit_note,,,\(Self.reason)",
                "SO-9,void,,,,\(Self.reason)", "SO-1,void,,,,\(Self.reason)", "SO-2,void,,,,corto",
                "SO-1,void,,,,Otra razón igual de buena",
            ]), as: "voids.csv")
        let night = try rig.night()
        #expect(night.code == 3, "\(night.err)")
        let states = try voidResults(rig).map { "\($0["order_id"]?.string ?? "") \($0["state"]?.string ?? "")" }
        #expect(
            states == [
                "SO-1 voided", "CN-1 voided", "DN-1 voided", "SO-9 invalid", "SO-1 duplicate", "SO-2 invalid", "SO-1 invalid",
            ])
        let codes = try voidResults(rig).map { $0["faults"]?.array?.compactMap { $0["code"]?.string } ?? [] }
        #expect(codes[3] == ["PB-VOID-06"])
        #expect(codes[5] == ["PB-VOID-01"])
        #expect(codes[6] == ["PB-VOID-07"])
        #expect(try voids(rig).count == 3)
        #expect(try rig.tally()["complete"] == 1)
        let posts = try rig.truth().count
        let results = rig.resultBytes()
        try rig.night()
        #expect(try rig.truth().count == posts, "nothing is left to be asked")
        #expect(rig.resultBytes() == results)
    }

    @Test func `a void by CUFE or document id, which the DGI confirms later, ends in the next run`() throws {
        let rig = try Rig(options: ["--dgi-delay", "1s"])
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2")].csv)
        #expect(try rig.run("run", "--wait", "30s").code == 0)
        let done = try rig.results().flatMap(\.documents)
        try rig.drop(
            voidFile([
                ",void,,\(done[0]["cufe"]?.string ?? ""),,\(Self.reason)",
                ",void,,,\(done[1]["document_id"]?.string ?? ""),\(Self.reason)",
            ]), as: "voids.csv")
        let night = try rig.night()
        #expect(night.code == 5, "\(night.err)")
        #expect(try rig.tally() == ["complete": 2, "accepted": 2])
        #expect(try rig.run("run", "--wait", "30s").code == 0)
        #expect(try rig.tally() == ["voided": 4])
        #expect(try voids(rig).count == 2)
    }

    @Test(
        "an answer that is lost is settled by a GET in the same run, and no DELETE goes out twice",
        arguments: [
            "close-after-commit", "reset-after-commit", "500-after-commit", "silence-after-commit", "not-json", "truncated",
        ])
    func lostAnswer(fault: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "on": "void", "seconds": 30}"#], pac: ["timeout": 1])
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        let ended = try rig.run("void", "SO-1", "--reason", Self.reason)
        #expect(ended.code == 0, "\(ended.err)")
        #expect(try voids(rig).count == 1)
        #expect(try rig.states()["SO-1"] == ["voided"])
        #expect(try voidResults(rig).first?["faults"]?.array?.first?["code"]?.string == "PB-VOID-11")
    }

    @Test(
        "a DELETE without effect is left in doubt, exit 5, and isn't sent again before the settling time",
        arguments: ["close-before-commit", "503-before-commit", "silence-after-headers"])
    func withoutEffect(fault: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "on": "void", "seconds": 30, "times": 1}"#], pac: ["timeout": 1])
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        let ended = try rig.run("void", "SO-1", "--reason", Self.reason, "--wait", "0s")
        #expect(ended.code == 5, "\(ended.err)")
        #expect(try voidResults(rig).first?["state"]?.string == "in_doubt")
        #expect(try rig.states()["SO-1"] == ["complete"])
        #expect(try rig.night().code == 5)
        #expect(try voids(rig).count == 1)
        try rig.configure(["settle": "1s"])
        let over = Deadline.now + 1_100_000_000
        _ = Deadline.poll(seconds: 5) { Deadline.now > over }
        #expect(try rig.night().code == 0)
        #expect(try voids(rig).count == 2)
        #expect(try rig.states()["SO-1"] == ["voided"])
    }

    @Test("killed while the DELETE is under way: a later run finds out, nothing is sent twice", arguments: [true, false])
    func killedDuringDelete(landed: Bool) throws {
        let side = landed ? "after" : "before"
        let rig = try Rig(faults: [#"{"fault": "silence-\#(side)-commit", "on": "void", "seconds": 30}"#])
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        let command = try rig.start("void", "SO-1", "--reason", Self.reason)
        #expect(try Deadline.poll(seconds: 20) { try !voids(rig).isEmpty })
        command.killNow()
        let night = try rig.night()
        #expect(night.code == (landed ? 0 : 5), "\(night.err)")
        #expect(try voids(rig).count == 1)
        #expect(try voidResults(rig).first?["state"]?.string == (landed ? "voided" : "in_doubt"))
        #expect(try rig.states()["SO-1"] == [landed ? "voided" : "complete"])
        #expect(Files.all(below: rig.workspace + "/work").isEmpty)
    }

    // MARK: - Voided before its PDF came

    /// One document that was voided while the PAC had no PDF of it; the PAC has one now.
    private func voidedWithoutPDF() throws -> Rig {
        let rig = try Rig(faults: [#"{"fault": "pdf-not-ready", "rate": 1}"#])
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 5)
        let ended = try rig.run("void", "SO-1", "--reason", Self.reason)
        #expect(ended.code == 0, "\(ended.err)")
        #expect(try rig.states()["SO-1"] == ["voided"])
        #expect(try rig.night().code == 5, "the document exists, and so does its PDF some day")
        let why = try JSONParser.parse(rig.run("why", "SO-1", "--json").out).array ?? []
        #expect(why.map { $0["case"]?.string } == ["voided_pdf_missing"])
        try rig.startSandbox()
        return rig
    }

    @Test(
        "a document that was voided before its PDF came gets PDF and XML, whoever asks next",
        arguments: [["run", "--wait", "0s"], ["sync"], ["sync", "SO-1"], ["verify", "--repair"]])
    func getsItsPapers(words: [String]) throws {
        let rig = try voidedWithoutPDF()
        let ended = try rig.run(words)
        #expect(ended.code == 0, "\(ended.err)")
        let document = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-1" })
        #expect(document["state"]?.string == "voided")
        for file in ["pdf", "xml"] {
            let place = try #require(document[file]?.string, "no \(file)")
            #expect(Files.bytes(rig.workspace + "/" + place)?.isEmpty == false)
        }
        #expect(try rig.run("verify").code == 0)
        let calls = try rig.truth().count
        #expect(try rig.night().code == 0)
        #expect(try rig.truth().count == calls, "nothing is left to be asked")
        #expect(try voids(rig).count == 1)
    }

    @Test
    func `files of a voided document that are gone from the outbox are fetched again, and no event is asked for as a document`()
        throws
    {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2")].csv)
        try rig.night()
        #expect(try rig.run("void", "SO-1", "--reason", Self.reason).code == 0)
        let document = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-1" })
        for file in ["pdf", "xml"] { Files.remove(rig.workspace + "/" + (document[file]?.string ?? "?")) }
        #expect(try rig.run("verify").code != 0)
        #expect(try rig.run("verify", "--repair").code == 0)
        #expect(try rig.run("verify").code == 0)
        let event = try #require(try voids(rig).first?["event"]?.string)
        #expect(try !rig.truth().contains { $0["path"]?.string?.contains(event) == true })
    }

    // MARK: - What `retry`, `indoubt` and `sync` do with a void

    @Test func `a void of an order that came later goes out once it is retried; bad data and what is in hand stay`() throws {
        let rig = try Rig()
        let file = voidFile(["SO-1,void,,,,\(Self.reason)", "SO-2,void,,,,corto"])
        try rig.drop(file, as: "voids.csv")
        #expect(try rig.night().code == 3)
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.drop(file, as: "again.csv")
        #expect(try rig.night().code == 0)
        #expect(try voids(rig).isEmpty)
        let retried = try JSONParser.parse(rig.run("retry", "--json").out)
        #expect(retried["queued"]?.array?.map { $0["kind"]?.string } == ["void"])
        #expect(retried["refused"]?.array?.map { $0["reason"]?.string } == ["data"])
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try voids(rig).count == 1)
        #expect(try voidResults(rig).map { $0["state"]?.string } == ["voided", "invalid"])
        #expect(try rig.run("retry").code == 0)
        #expect(try rig.night().code == 0)
        #expect(try voids(rig).count == 1)
    }

    @Test func `a void in doubt is nobody's verdict: retry, indoubt and why say so, and sync asks`() throws {
        let rig = try Rig(faults: [#"{"fault": "503-before-commit", "on": "void", "times": 1}"#])
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        #expect(try rig.run("void", "SO-1", "--reason", Self.reason, "--wait", "0s").code == 5)
        let retried = try JSONParser.parse(rig.run("retry", "--json").out)
        #expect(retried["queued"]?.array?.isEmpty == true)
        #expect(retried["refused"]?.array?.map { $0["reason"]?.string } == ["already-queued"])
        #expect(try JSONParser.parse(rig.run("indoubt", "list", "--json").out)["documents"]?.array?.isEmpty ?? true)
        let resolved = try rig.run("indoubt", "resolve", "SO-1", "--not-received", "--evidence", "portal")
        #expect(resolved.code == 2 && resolved.err.contains("sync"), "\(resolved.err)")
        let why = try JSONParser.parse(rig.run("why", "SO-1", "--json").out).array ?? []
        #expect(why.map { $0["case"]?.string } == ["complete", "void_in_doubt"])
        #expect(why.last?["next"]?.string?.hasSuffix("sync SO-1") == true)
        #expect(try JSONParser.parse(rig.run("show", "SO-1", "--json").out).array?.count == 2)
        let before = try rig.truth().count
        #expect(try rig.run("sync", "SO-1").code == 5)
        let asked = try rig.truth()[before...].filter { $0["operation"]?.string == "get" }
        #expect(asked.count == 1 && asked[0]["path"]?.string?.contains("/invoices/") == true)
        #expect(try voids(rig).count == 1)
    }

    @Test func `a lost answer's void is settled by sync of its document, too`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        try rig.startSandbox(faults: [
            #"{"fault": "close-after-commit", "on": "void"}"#, #"{"fault": "503-before-commit", "on": "get", "times": 1}"#,
        ])
        #expect(try rig.run("void", "SO-1", "--reason", Self.reason, "--wait", "0s").code == 5)
        #expect(try rig.run("sync", "SO-1").code == 0)
        #expect(try rig.states()["SO-1"] == ["voided"])
        #expect(try voids(rig).count == 1)
    }
}
