import Glibc
import JSONText
import Testing

extension EndToEndTests {
    @Test func `a second run doesn't submit while one is at work: exit 11`() throws {
        let rig = try Rig(perSecond: 10, concurrency: 2)
        let orders = [TestOrder].random(25, seed: 20)
        try rig.drop(orders.csv)
        let first = try rig.start("run", "--wait", "0s")
        #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= 2 })
        for _ in 0..<3 { #expect(try rig.night().code == 11) }
        #expect(first.isRunning)
        #expect(try first.end().code == 0)
        #expect(try rig.posts().count == 25)
        try TruthChecker(rig, orders).check()
    }

    @Test(
        "the first signal finishes what is in flight: exit 130, nothing in doubt, and the rerun completes",
        arguments: [SIGINT, SIGTERM])
    func signalled(signal: Int32) throws {
        let rig = try Rig(perSecond: 25, concurrency: 4)
        let orders = [TestOrder].random(60, seed: 21)
        try rig.drop(orders.csv)
        let run = try rig.start("run", "--wait", "0s")
        #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= 5 })
        run.signal(signal)
        let end = try run.end()
        #expect(end.code == 130)
        #expect(end.err.contains("\(rig.workspace) run"), "the command that goes on: \(end.err)")
        let sent = try rig.posts().count
        #expect(sent < 60)
        #expect(try rig.tally()["in_doubt"] == nil)
        #expect(try rig.tally()["queued"] == 60 - sent)
        #expect(try rig.night().code == 0)
        #expect(try rig.posts().count == 60)
        try TruthChecker(rig, orders).check()
    }

    @Test func `the second signal stops now: what was in flight is in doubt, the rest goes out later`() throws {
        let rig = try Rig(faults: [#"{"fault": "silence-after-commit", "nth": [4], "seconds": 60}"#], concurrency: 1)
        let orders = [TestOrder].random(8, seed: 22)
        try rig.drop(orders.csv)
        let run = try rig.start("run", "--wait", "0s")
        #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= 4 })
        run.signal(SIGINT)
        #expect(!Deadline.poll(seconds: 0.5) { !run.isRunning }, "the first one waits for the answer")
        run.signal(SIGINT)
        #expect(try run.end(within: 10).code == 130)
        #expect(try rig.tally() == ["accepted": 3, "in_doubt": 1, "queued": 4])
        try rig.startSandbox()
        #expect(try rig.night().code == 4)
        #expect(try rig.tally() == ["complete": 7, "in_doubt": 1])
        try TruthChecker(rig, orders).check()
    }

    @Test func `a dead run's lock needs no hand`() throws {
        let rig = try Rig(perSecond: 10, concurrency: 1)
        let orders = [TestOrder].random(6, seed: 23)
        try rig.drop(orders.csv)
        let run = try rig.start("run", "--wait", "0s")
        #expect(try Deadline.poll(seconds: 30) { try rig.posts().count >= 2 })
        run.killNow()
        #expect([0, 4].contains(try rig.night().code))
        try TruthChecker(rig, orders).check()
    }

    @Test func `the key is in no file, no log and no output, whatever happens`() throws {
        let rig = try Rig(
            faults: [
                #"{"fault": "close-after-commit", "nth": [2]}"#, #"{"fault": "401", "nth": [5]}"#,
                #"{"fault": "429", "nth": [4]}"#,
                #"{"fault": "pdf-redirect", "times": 1}"#,
            ], concurrency: 1)
        try rig.drop([TestOrder].random(6, seed: 24).csv)
        var printed = ""
        for words in [["run", "--wait", "0s", "--log", rig.folder + "/run.log"], ["status"], ["status", "--json"], ["doctor"]] {
            let end = try rig.run(words)
            printed += end.out + end.err
        }
        try rig.startSandbox()
        let end = try rig.run(["run", "--wait", "0s", "--json", "--log", rig.folder + "/run2.log"])
        printed += end.out + end.err
        #expect(!printed.contains(Rig.key))
        let key = Array(Rig.key.utf8)
        for file in Files.all(below: rig.folder) {
            let bytes = try #require(Files.bytes(rig.folder + "/" + file))
            #expect(!Self.contains(bytes, key), "\(file)")
        }
        #expect(try !rig.truth().contains { $0["authorizationLeak"]?.bool == true })
    }

    private static func contains(_ bytes: [UInt8], _ text: [UInt8]) -> Bool {
        guard let first = text.first else { return false }
        var rest = bytes[...]
        while let place = rest.firstIndex(of: first) {
            if bytes[place...].starts(with: text) { return true }
            rest = bytes[(place + 1)...]
        }
        return false
    }

    @Test func `a plan says what the run then does, and leaves everything as it is`() throws {
        let rig = try Rig()
        var orders = [TestOrder].random(12, seed: 25)
        orders[3].lines[0].rate = 9
        orders.append(orders[0])
        try rig.drop(orders.csv)
        let inbox = Files.all(below: rig.workspace + "/inbox")
        let plan = try rig.run("plan", "--json")
        let planned = try JSONParser.parse(Array(plan.out.utf8))
        #expect(Files.all(below: rig.workspace + "/inbox") == inbox)
        #expect(try rig.truth().allSatisfy { $0["operation"]?.string != "post" })
        let end = try rig.night()
        #expect(plan.code == end.code)
        let tally = try rig.tally()
        for state in ["invalid", "duplicate", "conflict"] {
            #expect(planned["documents"]?[state]?.integer ?? 0 == tally[state] ?? 0, "\(state)")
        }
        #expect(planned["documents"]?["queued"]?.integer == tally["complete"])
        try TruthChecker(rig, orders).check()
    }
}
