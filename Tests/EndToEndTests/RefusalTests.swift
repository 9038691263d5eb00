import JSONText
import Testing

extension EndToEndTests {
    @Test(
        "a refusal is final: exit 3 once, never sent again",
        arguments: [("pac-reject", "rejected"), ("dgi-reject", "dgi_rejected")])
    func isFinal(fault: String, state: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "nth": [2]}"#], concurrency: 1)
        let orders = [TestOrder].random(4, seed: 10)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 3)
        #expect(try rig.tally() == ["complete": 3, state: 1])
        let refused = try #require(try rig.results().flatMap(\.documents).first { $0["state"]?.string == state })
        #expect(refused["faults"]?.array?.contains { $0["severity"]?.string == "error" } == true)
        #expect(try rig.night().code == 0, "3 speaks of this run only")
        #expect(try rig.posts().count == 4)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a 400 with the PAC's errors is a rejection, and the corrected order becomes a new document`() throws {
        // The number is taken already: another ledger has issued in this series.
        let rig = try Rig(concurrency: 1)
        try rig.drop([TestOrder("OTHER")].csv)
        try rig.night()
        for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.epoch"] {
            Files.remove(rig.workspace + "/" + name)
        }
        for folder in ["results", "outbox", "archive", "manifests", "reports"] { Files.remove(rig.workspace + "/" + folder) }
        try rig.startSandbox(faults: [#"{"fault": "duplicate-number", "rate": 1}"#])
        let order = TestOrder("SO-1", lines: [(1, 10, 7)])
        try rig.drop([order].csv)
        #expect(try rig.night().code == 3)
        #expect(try rig.states() == ["SO-1": ["rejected"]])
        let faults = try #require(try rig.results().flatMap(\.documents).first?["faults"]?.array)
        #expect(faults.contains { $0["code"]?.string == "PB-PAC-01" && $0["message"]?.string?.contains("1002") == true })
        try rig.drop([TestOrder("SO-1", lines: [(2, 10, 7)])].csv, as: "corrected.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.states()["SO-1"]?.sorted() == ["complete", "rejected"])
        #expect(try rig.posts().compactMap { $0["numeration"]?.string } == ["0000000001", "0000000002"])
    }

    @Test func `a refused connection is waited out: sent once`() throws {
        let rig = try Rig(faults: [#"{"fault": "refuse", "nth": [2], "seconds": 1}"#], perSecond: 50, concurrency: 1)
        let orders = [TestOrder].random(5, seed: 11)
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect([0, 5].contains(night.code), "\(night.err)")
        #expect(try rig.posts().count == 5)
        if night.code == 5 { #expect(try rig.night().code == 0) }
        #expect(try rig.tally() == ["complete": 5])
        try TruthChecker(rig, orders).check()
    }

    @Test(
        "429 is waited out: not executed, sent once more",
        arguments: ["429", "429-none", "429-zero", "429-negative", "429-garbage", "429-date", "429-past-date"])
    func throttled(fault: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "nth": [2]}"#], concurrency: 1)
        let orders = [TestOrder].random(3, seed: 12)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": 3])
        #expect(try rig.posts().compactMap { $0["status"]?.integer }.sorted() == [200, 200, 200, 429])
        #expect(try rig.manifest()["traffic"]?["throttles"]?.integer == 1)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a Retry-After of an hour ends the run with exit 5, and the next one at once`() throws {
        let rig = try Rig(faults: [#"{"fault": "429-hour", "nth": [2]}"#], concurrency: 1)
        let orders = [TestOrder].random(4, seed: 13)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 5)
        #expect(try rig.tally() == ["complete": 1, "queued": 3])
        #expect(try rig.night().code == 5)
        #expect(try rig.posts().count == 2)
        try TruthChecker(rig, orders).check()
    }

    @Test(
        "a set-up problem in mid-run: exit 6, the rest stays queued and goes out later",
        arguments: ["401", "403", "qr-not-requested"])
    func setUp(fault: String) throws {
        let rig = try Rig(faults: [#"{"fault": "\#(fault)", "nth": [3]}"#], concurrency: 1)
        let orders = [TestOrder].random(5, seed: 14)
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(night.code == 6, "\(night.err)")
        #expect(try rig.tally() == ["complete": 2, "queued": 3])
        try rig.startSandbox()
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": 5])
        try TruthChecker(rig, orders).check()
    }

    @Test func `a company that isn't subscribed sends nothing: exit 6`() throws {
        let rig = try Rig()
        try Files.write(
            """
            {"companies": [{"id": "\(Rig.company)", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32",
              "keys": [], "subscribed": false}]}
            """, to: rig.folder + "/fixture.json")
        try rig.startSandbox(options: ["--config", rig.folder + "/fixture.json"])
        let orders = [TestOrder].random(3, seed: 15)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 6)
        #expect(try rig.posts().isEmpty)
        #expect(try rig.tally() == ["queued": 3])
        try rig.startSandbox()
        #expect(try rig.night().code == 0)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a wrong key sends nothing: exit 6`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder].random(3, seed: 16).csv)
        #expect(try rig.run("run", "--wait", "0s", key: "wrong").code == 6)
        #expect(try rig.posts().isEmpty)
        #expect(try rig.tally() == ["queued": 3])
    }

    @Test func `a CUFE that the answer to the POST lacks comes with the next GET`() throws {
        let rig = try Rig(faults: [#"{"fault": "no-cufe", "rate": 1}"#, #"{"fault": "stuck-status", "rate": 1}"#])
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 5)
        let ended = try rig.run("sync", "SO-1")
        #expect(ended.code == 5, "\(ended.err)")
        let document = try #require(try rig.results().flatMap(\.documents).first)
        #expect(document["cufe"]?.string?.isEmpty == false && document["cufe"] == document["expected_cufe"])
        #expect(try rig.posts().count == 1)
    }

    @Test func `a PDF that isn't there, or isn't one, is fetched by a later run`() throws {
        let faults = ["pdf-not-ready", "pdf-expired", "pdf-html", "pdf-truncated", "pdf-empty", "pdf-redirect", "pdf-huge"]
        let rules = faults.enumerated().map { index, fault in
            #"{"fault": "\#(fault)", "match": {"numeration": "000000000\#(index + 1)"}, "times": 1}"#
        }
        let rig = try Rig(faults: rules, concurrency: 1)
        let orders = [TestOrder].random(faults.count + 1, seed: 17)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 5)
        #expect(try rig.tally() == ["authorized": faults.count, "complete": 1])
        #expect(Set(try rig.truth().compactMap { $0["fault"]?.string }).isSuperset(of: faults))
        try TruthChecker(rig, orders).check()
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": orders.count])
        try TruthChecker(rig, orders).check()
    }

    @Test func `what the DGI hasn't answered is exit 5, and the next run picks it up`() throws {
        let rig = try Rig(options: ["--dgi-delay", "1h"])
        let orders = [TestOrder].random(4, seed: 18)
        try rig.drop(orders.csv)
        #expect(try rig.night().code == 5)
        #expect(try rig.tally() == ["accepted": 4])
        try rig.startSandbox()
        #expect([0, 5].contains(try rig.night().code))
        #expect(try rig.posts().count == 4)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a file that was refused for its columns is taken in when it comes again and a profile knows them`() throws {
        let rig = try Rig()
        let text = "XA;XB;XC;XD\nF-1;1;10,00;7\n"
        try rig.drop(text, as: "odd.csv")
        #expect(try rig.night().code == 3)
        #expect(Files.names(rig.workspace + "/rejected").sorted() == ["odd.csv", "odd.csv.reason.json"])
        try rig.drop(text, as: "odd.csv")
        #expect(try rig.night().code == 3, "refused again, not put away as a copy")
        #expect(Files.names(rig.workspace + "/rejected").count == 4)
        try rig.add(profiles: [
            [
                "name": "odd", "match": ["XA", "XB"],
                "columns": ["XA": "order_id", "XB": "quantity", "XC": "unit_price", "XD": "tax_rate"],
            ]
        ])
        try rig.drop(text, as: "odd.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.states() == ["F-1": ["complete"]])
        try rig.drop(text, as: "odd.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 1)
        #expect(try rig.run("verify").code == 0)
    }

    @Test func `what was corrected is nobody's work any more`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("A", lines: [(1, 1, 8)]), TestOrder("B", lines: [(1, 1, 9)]), TestOrder("C")].csv)
        #expect(try rig.night().err.contains("2 documents to correct"))
        try rig.drop([TestOrder("A")].csv, as: "a.csv")
        let second = try rig.night()
        #expect(
            second.code == 0 && second.err.contains("The run is done") && second.err.contains("1 to correct"), "\(second.err)")
        try rig.drop([TestOrder("B")].csv, as: "b.csv")
        let third = try rig.night()
        #expect(third.code == 0 && third.err.contains("Everything is done"), "\(third.err)")
        #expect(!third.err.contains("PB-LIN-08"), "its faults are past")
        let status = try rig.run("status")
        #expect(status.out.contains("And 2 that have been corrected") && !status.out.contains("invalid"))
        #expect(try JSONParser.parse(try rig.run("status", "--json").out)["corrected"]?.integer == 2)
    }
}
