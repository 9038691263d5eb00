import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// What a run keeps back, and what it does meanwhile.
struct HeldBackTests {
    @Test func `a run that writes nothing sends no void and no document again, and still reads`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        let again = try bench.admit("SO-2")
        bench.pac.onPost = { _, _ in .error(403, "AP1010") }
        bench.settings.documentsMax = 1
        bench.pac.onVoid = { _, _ in .error(429, "SBX-THROTTLED", headers: ["retry-after": "3600"]) }
        try bench.run()
        let (voids, posts) = (bench.pac.voids.count, bench.pac.posts.count)
        bench.pac.onPost = { _, _ in nil }
        bench.pac.onVoid = { _, _ in nil }
        bench.clock.advance(nanoseconds: 4000 * 1_000_000_000)
        bench.settings.documentsMax = nil
        bench.settings.writesNothing = true
        try bench.beginRun()
        let progress = try bench.run()
        #expect(progress.isBudgetSpent)
        #expect(bench.pac.voids.count == voids && bench.pac.posts.count == posts)
        #expect(try bench.state(request) == .queued)
        #expect(try bench.state(target) == .complete)
        #expect(try bench.state(again) == .queued)
        bench.settings.writesNothing = false
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(again) == .complete)
    }

    @Test func `while it waits with its budget spent the loop sleeps`() throws {
        let bench = try Bench()
        bench.settings.documentsMax = 1
        for order in 1...3 { try bench.admit("SO-\(order)") }
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        let progress = try bench.run()
        #expect(progress.isBudgetSpent && !bench.ranAway)
        #expect(bench.turns < 10_000, "asked for a stop \(bench.turns) times in two minutes")
    }

    @Test func `a void request that waits follows the order that supersedes its document`() throws {
        let bench = try Bench()
        let old = try bench.admit("SO-1")
        let request = try bench.admitVoid(of: "SO-1", target: old, state: .waiting)
        let new = try bench.admit("SO-1 corrected")
        try bench.ledger.transaction { try bench.ledger.rebindNotes(from: old, to: new) }
        #expect(try bench.ledger.voidRequest(id: request)?.target?.id == new)
        #expect(try bench.ledger.liveVoid(of: new)?.id == request)
        #expect(try bench.ledger.liveVoid(of: old) == nil)
    }

    @Test func `the operator's verdict is adopted where a void waits for the document, and says so`() throws {
        let bench = try Bench()
        let target = try bench.admit("SO-1")
        let request = try bench.admitVoid(of: "SO-1", target: target, state: .waiting)
        bench.pac.onPost = { _, _ in .silence }
        try bench.run()
        let row = try bench.document(target)
        #expect(row.state == .in_doubt)
        let shown = bench.shown(row)
        bench.pac.onStatus = { _, _ in Reply(body: shown) }
        #expect(try bench.stage().claim(row, id: "DOC-1", verdict: [:]) == .answered(.adopted))
        #expect(try bench.state(target) == .authorized)
        #expect(try bench.state(request) == .queued)
    }
}
