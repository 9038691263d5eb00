import JSONText
import Testing

/// Three ways, one final step (rulebook 7.5): the same night told by webhooks alone, by polling alone, and by neither until `sync`.
extension EndToEndTests {
    /// Invoices, a note that waits for one of them, and one that the DGI refuses.
    private static let story: [TestOrder] =
        [TestOrder].random(4, seed: 90) + [
            TestOrder("NC-1", lines: [(1, 1, 0)], cells: ["kind": "credit_note", "reference": "SO-1"]),
            TestOrder("BAD-1"),
        ]
    private static let refusal = #"{"fault": "dgi-reject", "match": {"information": "BAD-1"}}"#

    @Test func `webhooks alone, polling alone, and sync alone leave the same ledger`() throws {
        let (webhooks, polling, sync) = (try toldByWebhooks(), try toldByPolling(), try toldBySync())
        let (one, other, third) = (try Self.tables(webhooks), try Self.tables(polling), try Self.tables(sync))
        #expect(Set(one.keys).isSuperset(of: ["document", "attempt", "answer", "fault", "numbering", "input"]))
        for table in one.keys.sorted() {
            #expect(one[table] == other[table], "webhooks and polling: \(table)")
            #expect(one[table] == third[table], "webhooks and sync: \(table)")
        }
        for rig in [webhooks, polling, sync] {
            #expect(try rig.tally() == ["complete": 5, "dgi_rejected": 1])
            try TruthChecker(rig, Self.story).check()
            #expect(try rig.posts().count == 6)
            #expect(
                try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'complete' AND xml IS NULL") == 0)
        }
    }

    private func toldByWebhooks() throws -> Rig {
        let rig = try Self.rigWithWebhooks(faults: [Self.refusal], options: ["--dgi-delay", "1s"])
        try rig.drop(Self.story.csv)
        let began = Deadline.now
        #expect(try rig.run("run", "--wait", "60s").code == 3)
        #expect((Deadline.now - began) / 1_000_000_000 < 19, "two polls of ten seconds would have been needed")
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE polls > 3") == 0)
        return rig
    }

    private func toldByPolling() throws -> Rig {
        let rig = try Rig(faults: [Self.refusal], options: ["--dgi-delay", "1s"])
        try rig.drop(Self.story.csv)
        #expect(try rig.run("run", "--wait", "60s").code == 3)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM webhook") == 0)
        return rig
    }

    private func toldBySync() throws -> Rig {
        let rig = try Rig(faults: [Self.refusal], options: ["--dgi-delay", "2s"])
        try rig.drop(Self.story.csv)
        #expect([3, 5].contains(try rig.night().code))
        let hasReleased = try Deadline.poll(seconds: 30) {
            let posts = try rig.posts().count
            _ = try rig.run("sync")
            #expect(try rig.posts().count == posts, "sync sends nothing")
            return try rig.states()["NC-1"] == ["queued"]
        }
        #expect(hasReleased, "the invoice's sync releases its note")
        #expect([3, 5].contains(try rig.night().code))
        let isDone = try Deadline.poll(seconds: 30) {
            _ = try rig.run("sync")
            return try rig.tally()["complete"] == 5
        }
        #expect(isDone)
        return rig
    }

    // MARK: - The ledger, table by table

    /// Times, random numbers and what is made of them, and how often the PAC was asked.
    private static let columnsApart: Set<String> = [
        "id", "run_id", "started_micros", "at_micros", "issue_date", "security_code", "expected_cufe", "cufe", "qr_url", "pac_id",
        "pdf",
        "pdf_sha256", "xml", "xml_sha256", "request", "request_sha256", "template", "headers", "body", "attempt_id", "bytes_sent",
        "polls",
        "next_poll_at",
    ]
    private static let tablesApart: Set<String> = ["event", "run", "webhook", "key_use"]

    /// What the ledger holds, apart from events, times and randomness: for each table its rows as texts, in no order.
    private static func tables(_ rig: Rig) throws -> [String: [String]] {
        let database = try Database(rig.ledger)
        var tables: [String: [String]] = [:]
        for name in try database.rows("SELECT name FROM sqlite_master WHERE type = 'table'").compactMap({ $0["name"] })
        where !tablesApart.contains(name) && !name.hasPrefix("sqlite_") {
            let condition = name == "input" ? "WHERE kind <> 'webhook'" : ""
            tables[name] = try database.rows("SELECT * FROM \(name) \(condition)").map { row in
                row.filter { !columnsApart.contains($0.key) }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: " ")
            }.sorted()
        }
        // What is random itself fits together in the same way.
        tables["document, what is random"] = try database.rows(
            """
            SELECT order_id, cufe = expected_cufe AS a, pdf LIKE '%/' || cufe || '.pdf' AS b, xml LIKE '%/' || cufe || '.xml' AS c,
                length(pdf_sha256) AS d, length(xml_sha256) AS e, instr(qr_url, cufe) > 0 AS f, length(pac_id) AS g FROM document
            """
        ).map { $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }.sorted()
        return tables
    }
}

/// `sync` and `notify` as a user calls them.
extension EndToEndTests {
    @Test func `sync by ID brings a lost PDF back, and says what it doesn't know`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2", lines: [(0, 1, 7)])].csv)
        #expect(try rig.night().code == 3)
        let document = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-1" })
        let pdf = rig.workspace + "/" + (document["pdf"]?.string ?? "?")
        let xml = rig.workspace + "/" + (document["xml"]?.string ?? "?")
        let bytes = try #require(Files.bytes(pdf))
        Files.remove(pdf)
        try Files.write("something else", to: xml)
        let sync = try rig.run("sync", document["cufe"]?.string ?? "")
        #expect(sync.code == 0, "SO-2 is wrong, but not of this run: \(sync.err)")
        #expect(Files.bytes(pdf) == bytes)
        #expect(Files.text(xml)?.contains("rFE") == true)
        #expect(try rig.posts().count == 1)
        #expect(try rig.manifest()["traffic"]?["status_calls"]?.integer == 1)
        #expect(try rig.manifest()["traffic"]?["writes"]?.integer == 0)
        #expect(try rig.run("sync", "NOBODY").code == 2)
        let never = try rig.run("sync", "SO-2")
        #expect(never.err.contains("SO-2"))
        #expect(try rig.run("sync").code == 0)
    }

    @Test func `notify sends one mail for each address, and keeps what became of it`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2", lines: [(0, 1, 7)])].csv)
        #expect(try rig.night().code == 3)
        let sent = try rig.run("notify", "SO-1", "--to", "pagos@example.com", "--to=ventas@example.com", "--json")
        #expect(sent.code == 0, "\(sent.err)")
        let mails = try rig.truth().filter { $0["operation"]?.string == "notify" }
        #expect(mails.count == 2)
        #expect(try Files.jsonLinesOf(sent.out).map { $0["outcome"]?.string } == ["sent", "sent"])
        let events = try Database(rig.ledger).rows("SELECT detail FROM event WHERE kind = 'notify' ORDER BY id")
        #expect(events.count == 2)
        #expect(events[0]["detail"]?.contains("pagos@example.com") == true)
        for words in [
            ["SO-1", "--to", "pagos@"], ["SO-1", "--to", "a b@example.com"], ["SO-1"], ["SO-1", "--to", "x@example.com\ny"],
            ["NOBODY", "--to", "a@example.com"], ["SO-2", "--to", "a@example.com"],
        ] {
            #expect(try rig.run(["notify"] + words).code == 2, "\(words)")
        }
        #expect(try rig.truth().filter { $0["operation"]?.string == "notify" }.count == 2)
        #expect(try rig.run("notify", "SO-1", "--to", "a@example.com", key: "wrong").code == 6)
        rig.stopSandbox()
        #expect(try rig.run("notify", "SO-1", "--to", "a@example.com").code == 5)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM event WHERE kind = 'notify'") == 4)
    }
}
