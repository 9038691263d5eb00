import Glibc
import SeededRandom
import Testing

extension EndToEndTests {
    /// G4: kill -9 anywhere, the same command finishes the batch.
    @Test(
        "killed at ten random moments, the same command finishes the batch: nothing twice, nothing lost", arguments: [20_261_121])
    func killedTenTimes(seed: UInt64) throws {
        let rig = try Rig(concurrency: 4)
        let orders = [TestOrder].random(200, seed: seed)
        try rig.drop(orders.csv)
        var random = SeededRandom(seed: seed)
        var kills = 0
        var doubts = 0
        while kills < 10 {
            let run = try rig.start("run", "--wait", "0s")
            let lines = try rig.truth().count + Int.random(in: 0...60, using: &random)
            let patience = Double.random(in: 0.05...0.8, using: &random)
            let isThere = try Deadline.poll(seconds: patience) { try rig.truth().count > lines || !run.isRunning }
            guard run.isRunning else { break }
            run.killNow()
            kills += 1
            _ = isThere
            doubts = try checkDoubts(rig, before: doubts)
        }
        let end = try rig.run("run", "--wait", "0s")
        #expect(kills == 10, "seed \(seed)")
        let inDoubt = try rig.tally()["in_doubt"] ?? 0
        #expect(end.code == (inDoubt > 0 ? 4 : 0), "\(end.err)")
        #expect(try rig.tally()["complete"] == orders.count - inDoubt)
        #expect(inDoubt <= kills * rig.concurrency)
        try TruthChecker(rig, orders).check()
        try checkFinished(rig)
    }

    /// A crash leaves at most `concurrency` documents in doubt (I14). Returns how many there are now.
    private func checkDoubts(_ rig: Rig, before: Int) throws -> Int {
        guard Files.bytes(rig.ledger) != nil else { return before }
        let now = try Database(rig.ledger).number("SELECT count(*) FROM document WHERE state = 'in_doubt'")
        #expect(now - before <= rig.concurrency)
        return now
    }

    /// Running a finished batch again sends nothing and writes the same results (G5, I15).
    func checkFinished(_ rig: Rig) throws {
        let posts = try rig.posts().count
        let results = rig.resultBytes()
        try rig.night()
        #expect(try rig.posts().count == posts)
        #expect(rig.resultBytes() == results)
    }
}
