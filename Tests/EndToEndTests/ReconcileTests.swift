import Glibc
import JSONText
import Testing

/// `reconcile` by what the PAC lists (product.md 5): a ledger that was restored, alone or with its whole workspace.
extension EndToEndTests {
    /// A workspace whose PAC can be asked, and what was in it before the night that gets lost.
    private struct Backup {
        let rig: Rig
        let before: [TestOrder]
        /// The night that the backup doesn't know.
        let lost: [TestOrder]
        private let ledger: [UInt8]

        init(_ rig: Rig, lost count: Int, seed: UInt64) throws {
            self.rig = rig
            before = [TestOrder].random(4, seed: seed, prefix: "A")
            lost = [TestOrder].random(count, seed: seed + 1, prefix: "B")
            try rig.drop(before.csv, as: "before.csv")
            try rig.night()
            try Database.change(rig.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
            ledger = try #require(Files.bytes(rig.ledger))
            try rig.drop(lost.csv, as: "lost.csv")
        }

        /// The ledger of the backup is back; everything else is as it was left.
        func restoreLedger(_ copy: [UInt8]? = nil) throws {
            for ending in ["", "-wal", "-shm"] { Files.remove(rig.ledger + ending) }
            try Files.write(bytes: copy ?? ledger, to: rig.ledger)
        }

        /// Nothing of the workspace tells of the lost night any more.
        func restoreAll() throws {
            try restoreLedger()
            for name in ["ledger.epoch", "ledger.intents", "outbox", "work", "archive/lost.csv"] {
                Files.remove(rig.workspace + "/" + name)
            }
            for folder in ["results", "manifests"] {
                for name in Files.names("\(rig.workspace)/\(folder)")
                where name.contains("lost") || folder == "manifests" {
                    Files.remove("\(rig.workspace)/\(folder)/\(name)")
                }
            }
        }

        /// No order has two documents at the PAC, and no number two.
        func checkOnce(posts: Int) throws {
            let made = try rig.posts().filter { $0["committed"]?.bool == true }
            let orders = made.compactMap { $0["information"]?.string }
            let numbers = made.compactMap { $0["numeration"]?.string }
            #expect(Set(orders).count == orders.count && Set(numbers).count == numbers.count)
            #expect(made.count == posts)
        }
    }

    private static let askable: [String: JSONValue] = ["lookup": "byNumber", "settle": "0s"]

    @Test(
        "an older ledger is brought up to date by what the PAC lists, without evidence, over one page and over many",
        arguments: [100, 7])
    func reconciledByListing(pageSize: Int) throws {
        let rig = try Rig(options: ["--page-size", String(pageSize)], pac: Self.askable)
        let backup = try Backup(rig, lost: 60, seed: 31)
        try rig.night()
        try backup.restoreLedger()
        try rig.drop(backup.lost.csv, as: "again.csv")
        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains("pacbatch reconcile"), "\(refused.err)")

        let told = try rig.run("reconcile", "--json")
        #expect(told.code == 0, "\(told.err)")
        let outcome = try JSONParser.parse(told.out)
        #expect(outcome["listed"]?.integer == 64 && outcome["added"]?.integer == 60)
        #expect(outcome["strangers"]?.integer == 0 && outcome["contradictions"]?.array?.isEmpty == true)

        try rig.drop([TestOrder].random(3, seed: 33, prefix: "C").csv, as: "next.csv")
        #expect(try rig.night().code == 3, "what comes in again is a conflict")
        try backup.checkOnce(posts: 67)
        #expect(try rig.run("verify").code == 0)
    }

    @Test func `a list that breaks in mid-page, lags, or leaves pages out lifts nothing`() throws {
        let rig = try Rig(options: ["--page-size", "20"], pac: Self.askable)
        let backup = try Backup(rig, lost: 60, seed: 41)
        try rig.night()
        try backup.restoreLedger()
        let broken = [
            #"{"fault": "truncated", "on": "list", "nth": [2, 3, 4, 5, 6]}"#,
            #"{"fault": "503-after-commit", "on": "list", "nth": [4, 5, 6, 7, 8]}"#,
            #"{"fault": "not-json", "on": "list", "nth": [3]}"#,
            #"{"fault": "lookup-lag", "seconds": 3600}"#, #"{"fault": "lookup-pages-missing"}"#,
        ]
        for fault in broken {
            try rig.startSandbox(faults: [fault], options: ["--page-size", "20"])
            let told = try rig.run("reconcile")
            #expect(told.code == 5, "\(fault): \(told.err)")
            let refused = try rig.night()
            #expect(refused.code == 2 && refused.err.contains("pacbatch reconcile"), "\(fault): \(refused.err)")
        }
        try rig.startSandbox(faults: [
            #"{"fault": "close-before-commit", "on": "list", "nth": [2]}"#, #"{"fault": "lookup-repeats"}"#,
        ])
        #expect(try rig.run("reconcile").code == 0, "a GET is repeated, and what is shown twice counts once")
        #expect(try rig.night().code == 0)
        try backup.checkOnce(posts: 64)
    }

    @Test func `a PAC without lists, or a list that is never whole: somebody has to say what is there`() throws {
        let rig = try Rig(options: ["--lookup", "off"], pac: Self.askable)
        let backup = try Backup(rig, lost: 3, seed: 51)
        try rig.night()
        try backup.restoreLedger()
        let told = try rig.run("reconcile")
        #expect(told.code == 2 && told.err.contains("404"), "\(told.err)")
        #expect(try rig.night().code == 2)
        #expect(try rig.run("reconcile", "--evidence", "portal, 21/11 9:15").code == 0)
        #expect(try rig.night().code == 0)
        try backup.checkOnce(posts: 7)
    }

    @Test(
        "killed in mid-run, restored from before the run or from its middle: ledger.intents and the list tell what was sent",
        arguments: [false, true])
    func killedAndRestored(isFromTheMiddle: Bool) throws {
        let rig = try Rig(perSecond: 40, concurrency: 3, pac: Self.askable)
        let backup = try Backup(rig, lost: 40, seed: 61)
        let run = try rig.start("run", "--wait", "0s")
        var copy: [UInt8]?
        if isFromTheMiddle {
            #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= 4 + 4 })
            try Database.change(rig.ledger, "VACUUM INTO '\(rig.folder)/copy.sqlite'")
            copy = Files.bytes(rig.folder + "/copy.sqlite")
        }
        let before = try rig.posts().count
        #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= before + 8 })
        run.killNow()
        let posts = try rig.posts().count
        try backup.restoreLedger(copy)

        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains(isFromTheMiddle ? "ledger.intents" : "ledger.epoch"), "\(refused.err)")
        #expect(try rig.posts().count == posts)
        let told = try rig.run("reconcile", "--json")
        #expect(told.code == 0, "\(told.err)")
        let outcome = try JSONParser.parse(told.out)
        let adopted = outcome["adopted"]?.integer ?? 0
        #expect(adopted > 0 && adopted <= posts - 4 && outcome["strangers"]?.integer == 0)
        let unknown = (outcome["unknown_inputs"]?.array ?? []).map { $0.string?.split(separator: "/").last ?? "" }
        #expect(unknown == (isFromTheMiddle ? [] : ["lost.csv"]))
        if !isFromTheMiddle { try rig.drop(backup.lost.csv, as: "lost.csv") }
        _ = try rig.night()
        // An intent whose bytes never left stays in doubt, as after any crash.
        let doubtful = try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'in_doubt'")
        #expect(doubtful <= rig.concurrency)
        try backup.checkOnce(posts: 44 - doubtful)
        let rows = try Database(rig.ledger).rows("SELECT order_id, state FROM document WHERE pac_id IS NOT NULL")
        #expect(Set(rows.map { $0["order_id"] }).count == 44 - doubtful, "every order is one document of the PAC's")
    }

    @Test func `a whole workspace from a backup: what the PAC lists and no order explains isn't sent again`() throws {
        let rig = try Rig(pac: Self.askable)
        let backup = try Backup(rig, lost: 6, seed: 71)
        try rig.night()
        try backup.restoreAll()
        let told = try rig.run("reconcile", "--json")
        #expect(told.code == 0, "\(told.err)")
        #expect(try JSONParser.parse(told.out)["strangers"]?.integer == 6)

        try rig.drop((backup.lost + [TestOrder("NEW", lines: [(9, 399, 15), (9, 398, 15)])]).csv, as: "again.csv")
        #expect(try rig.night().code == 4)
        #expect(try rig.tally()["in_doubt"] == 6)
        try backup.checkOnce(posts: 11)
        let row = try #require(
            try Database(rig.ledger).rows(
                "SELECT d.order_id, s.pac_id FROM stranger s JOIN stranger_hold h ON h.stranger_id = s.id JOIN document d ON d.id = h.document_id ORDER BY d.id"
            ).first)
        let (order, id) = (row["order_id"] ?? "", row["pac_id"] ?? "")
        #expect(try rig.run("indoubt", "list").out.contains("indoubt resolve \(order) --document-id \(id)"))

        let wrong = try rig.run("indoubt", "resolve", order, "--document-id", "01KAH0A2B4C6D8E0F2G4H6J8ZZ", "--evidence", "x")
        #expect(wrong.code == 2, "\(wrong.err)")
        #expect(try rig.run("indoubt", "resolve", order, "--document-id", id, "--evidence", "portal").code == 0)
        #expect(try rig.run("indoubt", "resolve", "B-2", "--not-received", "--evidence", "other client").code == 0)
        _ = try rig.night()
        let states = try rig.states()
        #expect(states[order]?.contains("complete") == true && states["B-2"]?.contains("complete") == true)
        #expect(try rig.posts().count == 12, "one more, by the operator's word, with a number of its own")
        let numbers = try rig.posts().compactMap { $0["numeration"]?.string }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `a night of 401 and a lost ledger: what had a number is in doubt, goes out under it, and nights go on`() throws {
        let rig = try Rig(concurrency: 1, pac: ["lookup": "none"])
        try rig.drop([TestOrder("A-1"), TestOrder("A-2")].csv)
        try rig.startSandbox(faults: [#"{"fault": "401", "nth": [1]}"#])
        try rig.night()
        let number = try #require(try rig.results().flatMap(\.documents).compactMap { $0["numeration"]?.string }.first)
        try Database.change(rig.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
        for ending in ["", "-wal", "-shm"] { Files.remove(rig.ledger + ending) }
        try rig.startSandbox()
        #expect(try rig.run("reconcile", "--evidence", "portal").code == 0)
        #expect(try Database(rig.ledger).rows("SELECT state FROM document").map { $0["state"] } == ["in_doubt"])
        try rig.drop([TestOrder("A-1"), TestOrder("A-2"), TestOrder("B-1")].csv, as: "again.csv")
        let first = try rig.night()
        #expect(first.code == 4, "\(first.err)")
        #expect(try rig.run("indoubt", "resolve", "A-1", "--not-received", "--evidence", "portal").code == 0)
        for _ in 1...2 {
            let night = try rig.night()
            #expect(night.code == 4, "what nobody can build again stays in doubt, and no night dies of it: \(night.err)")
        }
        #expect(try rig.run("show", "A-1").out.contains("PB-DOUBT-09"))
        let numbers = try rig.posts().filter { $0["committed"]?.bool == true }.compactMap { $0["numeration"]?.string }
        #expect(numbers.count == 2 && !numbers.contains(number), "\(numbers)")
    }

    @Test func `of ledger.intents, and not received: it goes out with the same number, and with the same bytes`() throws {
        let rig = try Rig(concurrency: 1, pac: Self.askable)
        try rig.drop([TestOrder("A-1")].csv, as: "first.csv")
        try rig.night()
        // Taken in, and not sent: so the copy has the order and what it is made of.
        try rig.drop([TestOrder("B-1"), TestOrder("B-2")].csv, as: "second.csv")
        #expect(try rig.run("run", "--max-documents", "0", "--wait", "0s").code == 5)
        try Database.change(rig.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
        let copy = try #require(Files.bytes(rig.ledger))
        try rig.startSandbox(faults: [#"{"fault": "close-before-commit", "on": "post"}"#])
        let run = try rig.start("run", "--wait", "0s")
        #expect(Deadline.poll(seconds: 30) { (Files.bytes(rig.workspace + "/ledger.intents") ?? []).count > 100 })
        run.killNow()
        let sent = try Database(rig.ledger).rows("SELECT document_id, request FROM attempt WHERE document_id > 1")
        for ending in ["", "-wal", "-shm"] { Files.remove(rig.ledger + ending) }
        try Files.write(bytes: copy, to: rig.ledger)
        try rig.startSandbox()
        #expect(try rig.run("reconcile").code == 0)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'in_doubt'") >= 1)
        #expect(try rig.run("indoubt", "resolve", "B-1", "--not-received", "--evidence", "portal").code == 0)
        let night = try rig.night()
        #expect(night.code == 0 || night.code == 4, "\(night.err)")
        #expect(try rig.states()["B-1"] == ["complete"])
        let again = try Database(rig.ledger).rows("SELECT request FROM attempt WHERE document_id = 2")
        #expect(again.map { $0["request"] } == [sent.first?["request"]], "the same bytes")
        let numbers = try rig.posts().filter { $0["committed"]?.bool == true }.compactMap { $0["numeration"]?.string }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `two orders of equal total and one document: both wait, and the verdict on one frees the other`() throws {
        let rig = try Rig(concurrency: 1, pac: Self.askable)
        let backup = try Backup(rig, lost: 1, seed: 81)
        try rig.night()
        try backup.restoreAll()
        #expect(try rig.run("reconcile").code == 0)
        var (twin, third) = (backup.lost[0], backup.lost[0])
        (twin.id, third.id) = ("A-TWIN", "C-THIRD")
        try rig.drop([twin, backup.lost[0], third].csv, as: "again.csv")
        #expect(try rig.night().code == 4)
        #expect(try rig.tally()["in_doubt"] == 3, "any of them may be it")
        try backup.checkOnce(posts: 5)

        let freed = try rig.run("indoubt", "resolve", "A-TWIN", "--not-received", "--evidence", "other client", "--json")
        let outcome = try JSONParser.parse(freed.out)["outcome"]?.string
        #expect(freed.code == 0 && outcome == "queued", "\(freed.out)")
        #expect(try rig.night().code == 4)
        #expect(try rig.tally()["in_doubt"] == 2, "the others wait on")
        let id = try #require(try Database(rig.ledger).rows("SELECT pac_id FROM stranger").first?["pac_id"])
        let lost = backup.lost[0].id
        #expect(try rig.run("indoubt", "resolve", lost, "--document-id", id, "--evidence", "portal").code == 0)
        #expect(try rig.states()["C-THIRD"] == ["queued"], "nothing is left that it may be")
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().filter { $0["committed"]?.bool == true }.count == 7)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'complete'") == 7)
    }

    @Test func `a verdict that names another document than the order is writes nothing`() throws {
        let rig = try Rig(concurrency: 1, pac: Self.askable)
        let backup = try Backup(rig, lost: 1, seed: 91)
        try rig.night()
        try backup.restoreAll()
        #expect(try rig.run("reconcile").code == 0)
        try rig.drop(backup.lost.csv, as: "again.csv")
        #expect(try rig.night().code == 4)
        // What the list showed isn't what the GET shows.
        try Database.change(rig.ledger, "UPDATE stranger SET numeration = '0000009999'")
        let id = try #require(try Database(rig.ledger).rows("SELECT pac_id FROM stranger").first?["pac_id"])
        let lost = backup.lost[0].id
        #expect(try rig.run("indoubt", "resolve", lost, "--document-id", id, "--evidence", "portal").code == 2)
        #expect(
            try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'in_doubt' AND numeration IS NULL") == 1)
        #expect(try rig.run("indoubt", "resolve", lost, "--not-received", "--evidence", "other client").code == 0)
        #expect(try rig.night().code == 0, "and it goes out under a number of its own")
    }

    @Test func `the PAC has our main office under another branch: its numbers are used, and its documents may be our orders`()
        throws
    {
        let rig = try Rig(concurrency: 1, pac: Self.askable)
        let backup = try Backup(rig, lost: 3, seed: 101)
        try rig.night()
        try backup.restoreAll()
        let written = try #require(Files.text(rig.workspace + "/pacbatch.json"))
        let moved = written.replacing(#""branch":"0000""#, with: #""branch":"0007""#)
        #expect(moved != written)
        try Files.write(moved, to: rig.workspace + "/pacbatch.json")
        let told = try rig.run("reconcile")
        #expect(told.code == 0, "\(told.err)")
        let next = try Database(rig.ledger).number("SELECT next FROM numbering WHERE branch = '0007' AND document_type = '01'")
        #expect(next == 8, "no number of the PAC's is drawn in the branch that we call ours")
        try rig.drop(backup.lost.csv, as: "again.csv")
        #expect(try rig.night().code == 4)
        #expect(try rig.tally()["in_doubt"] == 3)
        #expect(try rig.posts().count == 7)
    }
}
