import Fiscal
@testable import Ledger
import Testing

@testable import Submit

/// Ledger trouble and full disks: nothing more is begun, and what is under way is stored all the same (G17; reliability.md 1.2, C17).
struct SalvageTests {
    @Test func `without room nothing is begun, and what is in flight finishes`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 2
        let ids = try (1...6).map { try bench.admit("SO-\($0)") }
        bench.pac.onPost = { arrival, _ in
            Reply.json(200, ScriptedPac.accepted(arrival, id: "D\(arrival.order)")).after(seconds: 2)
        }
        bench.hasRoom = { [unowned bench] in bench.pac.posts.count < 2 }
        let progress = try bench.run()
        #expect(progress.isOutOfRoom)
        #expect(bench.pac.posts.count == 2)
        #expect(try ids.map(bench.state) == [.accepted, .accepted, .queued, .queued, .queued, .queued])
        bench.hasRoom = { true }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 6)
        #expect(try ids.allSatisfy { try bench.state($0) == .complete })
    }

    @Test func `answers that come in after the ledger failed are stored once it is opened anew`() throws {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        bench.settings.concurrency = 4
        let ids = try (1...9).map { try bench.admit("SO-\($0)") }
        bench.pac.onPost = { [unowned bench] arrival, nth in
            if nth == 3 { try? bench.ledger.connection.run(Self.fullFor("answer")) }
            return Reply.json(200, ScriptedPac.accepted(arrival, id: "D\(arrival.order)")).after(seconds: 1 + nth)
        }
        bench.makeRoom = { [unowned bench] in try? bench.ledger.connection.run("DROP TRIGGER full") }
        #expect(throws: LedgerError.self) { try bench.run() }
        #expect(bench.pac.posts.count == 4)
        #expect(try ids.prefix(4).map(bench.state) == Array(repeating: .accepted, count: 4))
        #expect(try ids.dropFirst(4).allSatisfy { try bench.state($0) == .queued })
        #expect(try bench.readOnly().openAttempts().isEmpty)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 9)
        #expect(try ids.allSatisfy { try bench.state($0) == .complete })
    }

    @Test func `an intent that was never handed on is taken back, not left in doubt`() throws {
        let bench = try Bench(perSecond: 50)
        let ids = try (1...4).map { try bench.admit("SO-\($0)") }
        // The disk fills once an intent waits for its slot beside a POST that is in flight.
        bench.pac.onPost = { [unowned bench] arrival, nth in
            if nth == 1 { try? bench.ledger.connection.run(Self.fullFor("attempt")) }
            return Reply.json(200, ScriptedPac.accepted(arrival, id: "D\(arrival.order)")).after(seconds: 1)
        }
        bench.makeRoom = { [unowned bench] in try? bench.ledger.connection.run("DROP TRIGGER full") }
        #expect(throws: LedgerError.self) { try bench.run() }
        #expect(try ids.map(bench.state) == [.accepted, .accepted, .queued, .queued])
        #expect(try ids.map(bench.faultCodes) == [[], [], [], []])
    }

    @Test func `a commit that failed and happened all the same: its intent is taken back, nothing was sent`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        let id = try bench.admit("SO-1")
        // The stage never learns of this intent, as if its commit had returned an error.
        bench.pac.onStart = { [unowned bench] request in
            guard request.url.contains("/companies/") else { return }
            _ = try? bench.openAttempt(id)
            try? bench.ledger.connection.run(Self.fullFor("attempt"))
        }
        let other = try bench.admit("SO-2")
        bench.makeRoom = { [unowned bench] in try? bench.ledger.connection.run("DROP TRIGGER full") }
        #expect(throws: LedgerError.self) { try bench.run() }
        #expect(bench.pac.posts.isEmpty)
        #expect(try bench.outcomes(id) == ["not_sent"])
        #expect(try [id, other].map(bench.state) == [.queued, .queued])
    }

    @Test func `a file that can't be written ends the run, and the answers in flight are stored`() throws {
        let bench = try Bench(perSecond: 2)
        let ids = try (1...3).map { try bench.admit("SO-\($0)") }
        bench.settings.waitSeconds = 60
        bench.pac.onPost = { arrival, nth in
            let status = nth == 0 ? "DGI_AUTHORIZED" : "PAC_AUTHORIZED"
            return Reply.json(200, ScriptedPac.accepted(arrival, id: "D\(arrival.order)", legalStatus: status))
                .after(seconds: nth == 2 ? 30 : 0)
        }
        bench.file = { _ in throw Full() }
        #expect(throws: Full.self) { try bench.run() }
        #expect(bench.pac.posts.count == 3)
        #expect(try ids.map(bench.state) == [.authorized, .authorized, .accepted])
    }

    @Test("a disk that fails at one of a document's two files: the next run has both", arguments: [ArtifactKind.xml, .pdf])
    func bothFiles(failing: ArtifactKind) throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        let urls = (pdf: "https://files.example/a.pdf", xml: "https://files.example/a.xml")
        bench.pac.onStatus = { arrival, _ in
            .json(200, Reply.document(id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: urls.pdf, xml: urls.xml))
        }
        let file = bench.file
        bench.file = { files in
            if files.contains(where: { $0.kind == failing }) { throw Full() }
            return try file(files)
        }
        #expect(throws: Full.self) { try bench.run() }
        #expect(try bench.state(id) == .authorized)
        bench.file = file
        try bench.beginRun(reopening: true)
        try bench.run()
        let row = try bench.document(id)
        #expect(row.state == .complete)
        #expect(row.pdf != nil && row.xml != nil)
    }

    @Test func `a ledger that can't be opened again leaves in doubt what is in flight`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 1
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { [unowned bench] _, _ in
            try? bench.ledger.connection.run(Self.fullFor("answer"))
            return nil
        }
        #expect(throws: LedgerError.self) { try bench.run() }
        #expect(try bench.state(id) == .in_doubt)
        try bench.readOnlyConnection { #expect($0 == [id]) }
        try bench.ledger.connection.run("DROP TRIGGER full")
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.posts.count == 1)
        #expect(try bench.state(id) == .in_doubt)
    }

    private struct Full: Error {}

    private static func fullFor(_ table: String) -> String {
        "CREATE TRIGGER full BEFORE INSERT ON \(table) BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    }
}

extension Bench {
    /// The documents with an open attempt, as another process sees them.
    fileprivate func readOnlyConnection(_ body: ([Int64]) throws -> Void) throws {
        try body(try readOnly().openAttempts().map(\.document))
    }
}

extension Reply {
    /// The same, so many seconds later.
    fileprivate func after(seconds: Int) -> Reply {
        var later = self
        later.delay = Int64(seconds) * 1_000_000_000 + 50_000_000
        return later
    }
}
