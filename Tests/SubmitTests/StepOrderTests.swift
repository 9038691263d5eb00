import Fiscal
@testable import Ledger
import Testing

@testable import Submit

/// What is durable when: seen by a second connection to the same file, at the very moment the stage acts (G2, G8).
struct StepOrderTests {
    @Test func `the intent is durable before the request is started`() throws {
        let bench = try Bench()
        for order in 1...6 { try bench.admit("SO-\(order)") }
        var seen = 0
        bench.pac.onStart = { [unowned bench] request in
            guard request.method == "POST" else { return }
            let found = Result { try Self.intent(of: request.body, in: try bench.readOnly()) }
            #expect(throws: Never.self) { try found.get() }
            seen += 1
        }
        try bench.run()
        #expect(seen == 6)
    }

    /// Finds the open attempt with these bytes, as another process sees the ledger.
    private static func intent(of body: [UInt8], in ledger: LedgerStore) throws {
        var matches = 0
        for open in try ledger.openAttempts() where try ledger.request(ofDocument: open.document) == body {
            let row = try #require(try ledger.document(id: open.document))
            #expect(row.state == .in_doubt)
            #expect(row.attempts == 1)
            #expect(String(decoding: body, as: UTF8.self).contains(row.numeration ?? "none"))
            #expect(String(decoding: body, as: UTF8.self).contains(row.securityCode ?? "none"))
            #expect(row.expectedCufe == "CUFE\(row.numeration ?? "")")
            matches += 1
        }
        #expect(matches == 1)
    }

    @Test func `never more intents are open than POSTs may be under way`() throws {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        bench.settings.concurrency = 3
        for order in 1...30 { try bench.admit("SO-\(order)") }
        var most = 0
        bench.pac.onStart = { [unowned bench] request in
            guard request.method == "POST" else { return }
            most = max(most, (try? bench.readOnly().openAttempts().count) ?? .max)
        }
        try bench.run()
        #expect(most == 3)
        #expect(bench.pac.posts.count == 30)
    }

    @Test func `an answer is durable before anybody reads it`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, nth in nth == 0 ? .text(429, "busy", type: "text/plain") : nil }
        var probes = 0
        // Jitter is drawn while the answer is being read, inside the commit that acts on it.
        bench.random = { [unowned bench] _ in
            let open = try? bench.readOnly().openAttempts().first
            #expect(open?.document == id)
            #expect(open?.answer?.httpStatus == 429)
            #expect(open?.answer?.body == Array("busy".utf8))
            probes += 1
            return 0
        }
        try bench.run()
        #expect(probes == 1)
    }

    @Test func `a document isn't complete before its PDF is in the outbox`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        var filed = 0
        bench.file = { [unowned bench] (files: [FetchedFile]) throws -> [FiledArtifact?] in
            let state = try bench.readOnly().document(id: id)?.state
            #expect(state == .authorized)
            filed += files.count
            return files.map { _ in FiledArtifact(path: "outbox/a.pdf", sha256: "00") }
        }
        try bench.run()
        #expect(filed == 1)
        #expect(try bench.document(id).pdf == "outbox/a.pdf")
        #expect(try bench.state(id) == .complete)
    }

    @Test func `a ledger that fails stops the stage before the next POST`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        for order in 1...3 { try bench.admit("SO-\(order)") }
        // Somebody else writes to the ledger's table of attempts: the guard of the schema refuses the next intent.
        bench.pac.onPost = { [unowned bench] _, nth in
            if nth == 0 {
                try? bench.ledger.connection.run(
                    "CREATE TRIGGER broken BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'disk'); END")
            }
            return nil
        }
        #expect(throws: LedgerError.self) { try bench.run() }
        #expect(bench.pac.posts.count == 1)
    }
}
