import Glibc
import JSONText
import Testing

extension EndToEndTests {
    /// Keeps a copy of the ledger, as a backup between two runs is.
    private func backup(_ rig: Rig) throws -> [UInt8] {
        try Database.change(rig.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
        return try #require(Files.bytes(rig.ledger))
    }

    private func restore(_ rig: Rig, _ bytes: [UInt8]?) throws {
        for ending in ["", "-wal", "-shm"] { Files.remove(rig.ledger + ending) }
        if let bytes { try Files.write(bytes: bytes, to: rig.ledger) }
    }

    @Test(
        "C18: a ledger from a backup, or none: nothing is sent until it is reconciled, and nothing is ever sent twice",
        arguments: [true, false])
    func olderLedger(isThere: Bool) throws {
        let rig = try Rig(concurrency: 1)
        let (first, second) = ([TestOrder].random(4, seed: 11, prefix: "A"), [TestOrder].random(5, seed: 12, prefix: "B"))
        try rig.drop(first.csv, as: "first.csv")
        try rig.night()
        let copy = try backup(rig)
        try rig.drop(second.csv, as: "second.csv")
        try rig.night()
        let posts = try rig.posts().count
        try restore(rig, isThere ? copy : nil)

        try rig.drop(second.csv, as: "second.csv")
        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains("reconcile"), "\(refused.err)")
        #expect(try rig.posts().count == posts)
        if isThere {
            let void = try rig.run("void", "A-1", "--reason", "Pedido duplicado por error del sistema")
            #expect(void.code == 2 && void.err.contains("reconcile"), "a void is a write, too: \(void.err)")
            #expect(try rig.truth().allSatisfy { !["void", "delete"].contains($0["operation"]?.string ?? "") })
        }
        #expect(Files.names(rig.workspace + "/inbox") == ["second.csv"])
        #expect(try rig.run("reconcile").code == 2, "without evidence")

        let reconciled = try rig.run("reconcile", "--evidence", "portal, 21/11 9:15", "--json")
        #expect(reconciled.code == 0, "\(reconciled.err)")
        let told = try JSONParser.parse(reconciled.out)
        #expect(told["added"]?.integer == (isThere ? 5 : 9))
        #expect(told["runs"]?.integer == (isThere ? 1 : 2))

        let third = [TestOrder].random(3, seed: 13, prefix: "C")
        try rig.drop(third.csv, as: "third.csv")
        let night = try rig.night()
        #expect(night.code == 3, "what comes in again is a conflict: \(night.err)")
        #expect(try rig.posts().count == posts + 3)
        let numbers = try rig.posts().compactMap { $0["numeration"]?.string }
        #expect(Set(numbers).count == numbers.count && numbers.count == 12, "no number twice")
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'complete'") == 12)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'conflict'") == 5)
        #expect(try rig.run("reconcile", "--evidence", "again").code == 0)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'complete'") == 12)
    }

    @Test func `an older ledger: no command writes on it, and the results that reconcile needs stay`() throws {
        let rig = try Rig(concurrency: 1)
        let (first, second) = ([TestOrder].random(2, seed: 17, prefix: "A"), [TestOrder].random(3, seed: 18, prefix: "B"))
        try rig.drop((first + [TestOrder("P-1", cells: ["mode": "PROFORM"])]).csv, as: "first.csv")
        try rig.night()
        let copy = try backup(rig)
        try rig.drop(second.csv, as: "second.csv")
        try rig.night()
        let posts = try rig.posts().count
        try restore(rig, copy)
        let (before, truth) = (rig.resultBytes(), try rig.truth().count)
        for words in [
            ["verify", "--repair"], ["retry"], ["promote", "P-1"], ["delete", "P-1"], ["sync"], ["sync", "A-1"],
            ["indoubt", "resolve", "A-1", "--not-received", "--evidence", "x"], ["notify", "A-1", "--to", "ana@example.com"],
            ["void", "A-1", "--reason", "Pedido duplicado por error del sistema"], ["import", "set", "X", "account=1"], ["run"],
        ] {
            let refused = try rig.run(words)
            #expect(refused.code == 2 && refused.err.contains("pacbatch reconcile"), "\(words): \(refused.code) \(refused.err)")
            #expect(rig.resultBytes() == before, "\(words)")
        }
        #expect(try rig.truth().count == truth, "the PAC isn't called")
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM run") == 1)
        #expect(try rig.run("verify").code != 2 && rig.run("status").code != 2, "looking is allowed")
        #expect(try rig.run("reconcile", "--evidence", "portal, 21/11 9:15").code == 0)
        try rig.drop((second + [TestOrder("C-1")]).csv, as: "again.csv")
        #expect(try rig.night().code == 3, "what comes in again is a conflict")
        #expect(try rig.posts().count == posts + 1, "nothing goes out again")
    }

    @Test func `a whole workspace from a backup: doctor notices it where the PAC can be asked, and reconcile puts it right`()
        throws
    {
        let rig = try Rig(concurrency: 1, pac: ["lookup": "byNumber", "settle": "1s"])
        try rig.drop([TestOrder].random(3, seed: 21, prefix: "A").csv, as: "first.csv")
        try rig.night()
        #expect(try rig.run("doctor").code == 0)
        try Database.change(rig.ledger, "PRAGMA wal_checkpoint(TRUNCATE)")
        let copy = Dictionary(
            uniqueKeysWithValues: Files.all(below: rig.workspace).map { ($0, Files.bytes("\(rig.workspace)/\($0)") ?? []) })
        let second = [TestOrder].random(4, seed: 22, prefix: "B")
        try rig.drop(second.csv, as: "second.csv")
        try rig.night()
        let posts = try rig.posts().count
        for path in Files.all(below: rig.workspace) where copy[path] == nil { Files.remove("\(rig.workspace)/\(path)") }
        for (path, bytes) in copy { try Files.write(bytes: bytes, to: "\(rig.workspace)/\(path)") }

        try rig.drop(second.csv, as: "second.csv")
        let noticed = try rig.run("doctor")
        #expect(noticed.code == 6 && noticed.out.contains("0000/001/01"), "\(noticed.out)")
        _ = Deadline.poll(seconds: 2) { false }
        #expect(try rig.run("reconcile").code == 0)
        #expect(try rig.run("doctor").code == 0)
        #expect(try rig.night().code == 4, "an order that the PAC may have waits for somebody's word")
        #expect(try rig.posts().count == posts)
    }

    @Test(
        "a ledger from before a command that changed it is older, too",
        arguments: [
            ["void", "A-1", "--reason", "Pedido duplicado por error del sistema"], ["promote", "P-1"], ["delete", "P-1"],
            ["retry"],
            ["notify", "A-1", "--to", "ana@example.com"],
        ])
    func olderThanACommand(words: [String]) throws {
        let rig = try Rig(concurrency: 1)
        try rig.drop([TestOrder("A-1"), TestOrder("P-1", cells: ["mode": "PROFORM"])].csv)
        #expect(try rig.night().code == 0)
        let copy = try backup(rig)
        let ended = try rig.run(words)
        #expect(ended.code == 0, "\(ended.err)")
        let deletes = try rig.truth().filter { $0["operation"]?.string != "post" }.count
        try restore(rig, copy)
        let refused = try rig.run(words)
        #expect(refused.code == 2 && refused.err.contains("ledger.epoch"), "\(refused.code) \(refused.err)")
        #expect(try rig.truth().filter { $0["operation"]?.string != "post" }.count == deletes)
    }

    @Test func `a clock that was set back by more than five minutes: nothing is done`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder].random(2, seed: 14).csv)
        try rig.night()
        let posts = try rig.posts().count
        try Database.change(
            rig.ledger,
            """
            DROP TRIGGER event_is_append_only;
            UPDATE event SET at_micros = at_micros + 290000000 WHERE id = (SELECT max(id) FROM event)
            """)
        #expect(try rig.night().code == 0, "five minutes are forgiven")
        try Database.change(
            rig.ledger, "UPDATE event SET at_micros = at_micros + 7200000000 WHERE id = (SELECT max(id) FROM event)")
        try rig.drop([TestOrder].random(2, seed: 15, prefix: "T").csv, as: "later.csv")
        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains("clock"), "\(refused.err)")
        #expect(Files.names(rig.workspace + "/inbox") == ["later.csv"])
        #expect(try rig.posts().count == posts)
        #expect(try rig.run("reconcile", "--evidence", "the clock was ahead").code == 0)
        #expect(try rig.night().code == 0, "it is right, and somebody said so")
        #expect(try rig.posts().count == posts + 2)
        try rig.drop([TestOrder].random(1, seed: 16, prefix: "U").csv, as: "last.csv")
        #expect(try rig.night().code == 0, "and it stays so")
    }

    @Test func `a damaged ledger.epoch is no epoch: nothing is sent before reconcile`() throws {
        let rig = try Rig(concurrency: 1)
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 0)
        let epoch = rig.workspace + "/ledger.epoch"
        let whole = try #require(Files.text(epoch))
        try Files.write(String(whole.dropLast(20)), to: epoch)
        try rig.drop([TestOrder("SO-2")].csv, as: "later.csv")
        let refused = try rig.night()
        #expect(refused.code == 2 && refused.err.contains("ledger.epoch"), "\(refused.err)")
        #expect(try rig.run("doctor").out.contains("ledger.epoch"))
        #expect(try rig.posts().count == 1)
        #expect(try rig.run("reconcile", "--evidence", "portal, 21/11 9:15").code == 0)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 2)
    }
}
