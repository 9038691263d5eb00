import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Status and files without a POST (`sync`), and the three ways to one final step (rulebook 7.5, 7.6).
struct SyncTests {
    private func says(_ word: String, pdf: String? = nil, xml: String? = nil) -> ScriptedPac.Script {
        { arrival, nth in
            let id = arrival.documentID
            return .json(
                200,
                Reply.document(
                    id: id, legalStatus: word, pdf: pdf.map { "https://files.example/\($0)/\(id)/\(nth)" },
                    xml: xml.map { "https://files.example/\($0)/\(id)/\(nth)" }))
        }
    }

    /// Documents that the PAC has and the DGI hasn't judged, and one that was never sent.
    private func pending(_ count: Int = 3) throws -> (bench: Bench, ids: [Int64]) {
        let bench = try Bench()
        bench.settings.waitSeconds = 0
        let ids = try (1...count).map { try bench.admit("SO-\($0)") }
        bench.pac.onStatus = says("PAC_AUTHORIZED")
        try bench.run()
        try bench.beginRun(reopening: true)
        bench.pac.onStatus = says("DGI_AUTHORIZED", pdf: "pdf", xml: "xml")
        return (bench, ids)
    }

    @Test func `sync asks once for each pending document, fetches its files, and sends nothing`() throws {
        let (bench, ids) = try pending()
        let queued = try bench.admit("SO-NEW")
        let posts = bench.pac.posts.count
        let asked = bench.pac.statuses.count
        bench.settings.scope = .reading(documents: nil)
        let progress = try bench.run()
        #expect(bench.pac.posts.count == posts)
        #expect(bench.pac.statuses.count == asked + 3)
        #expect(progress.statusCalls == 3)
        let story = try bench.ledger.events(ofDocument: ids[0]).map { $0.kind + $0.detail }
        let states = try ids.map { try bench.state($0) }
        #expect(states == [.complete, .complete, .complete], "\(bench.pac.files.map(\.request.url)) \(story)")
        #expect(try ids.allSatisfy { try bench.document($0).xml != nil })
        #expect(try bench.state(queued) == .queued)
        #expect(try bench.document(queued).numeration == nil)
    }

    @Test func `sync of a named document asks for it alone, whatever its state`() throws {
        let (bench, ids) = try pending()
        bench.settings.scope = .reading(documents: [ids[1]])
        let asked = bench.pac.statuses.count
        try bench.run()
        #expect(bench.pac.statuses.dropFirst(asked).map(\.documentID) == ["DOCSO-2"])
        #expect(try ids.map { try bench.state($0) } == [.accepted, .complete, .accepted])
        // Complete by now: asked for again, and nothing is fetched a second time.
        let files = bench.pac.files.count
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.statuses.count == asked + 2)
        #expect(bench.pac.files.count == files)
        #expect(try bench.ledger.events(ofDocument: ids[1]).count { $0.kind == "synced" } == 2)
    }

    @Test func `what an earlier run left without an outcome is in doubt, and sync doesn't send it either`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        _ = try bench.openAttempt(id)
        try bench.beginRun(reopening: true)
        bench.settings.scope = .reading(documents: nil)
        try bench.run()
        #expect(bench.pac.posts.isEmpty)
        #expect(try bench.state(id) == .in_doubt)
    }

    @Test func `a note that its invoice's sync releases waits for a run`() throws {
        let (bench, ids) = try pending(1)
        let note = try bench.admit("NC-1") { note in
            note.kind = .credit_note
            note.state = .waiting
            note.referenceID = ids[0]
        }
        bench.settings.scope = .reading(documents: nil)
        try bench.run()
        #expect(try bench.state(note) == .queued)
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `a file that the outbox lost is fetched again`() throws {
        let (bench, ids) = try pending(1)
        bench.settings.scope = .reading(documents: nil)
        try bench.run()
        let now = bench.clock.runClock
        try bench.ledger.transaction {
            for file in DocumentFile.allCases {
                try bench.ledger.reopen(file, ofDocument: ids[0], because: "missing", at: now.now, atMicros: now.wallMicros())
            }
        }
        #expect(try bench.state(ids[0]) == .authorized)
        let files = bench.pac.files.count
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.files.count == files + 2)
        #expect(try bench.state(ids[0]) == .complete)
        #expect(try bench.document(ids[0]).xml != nil)
    }
}

/// The signed XML, which isn't part of fiscal validity and is asked for all the same (rulebook 7.6).
struct MissingXMLTests {
    private func bench(failing: @escaping (Int) -> Bool) throws -> (Bench, Int64) {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { arrival, nth in
            .json(
                200,
                Reply.document(
                    id: arrival.documentID, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/pdf/\(nth)",
                    xml: "https://files.example/xml/\(nth)"))
        }
        var tries = 0
        bench.pac.onFile = { arrival, _ in
            guard arrival.request.url.contains("/xml/") else { return nil }
            tries += 1
            return failing(tries) ? .error(403, "expired") : .text(200, "<rFE/>", type: "application/xml")
        }
        return (bench, id)
    }

    @Test func `one that fails is tried once more in the same run, with a fresh address`() throws {
        let (bench, id) = try bench { $0 == 1 }
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(try bench.document(id).xml != nil)
        let addresses = bench.pac.files.map(\.request.url).filter { $0.contains("/xml/") }
        #expect(addresses == ["https://files.example/xml/0", "https://files.example/xml/1"])
        #expect(bench.pac.files.count == 3, "the PDF isn't fetched twice")
    }

    @Test func `one that goes on failing is asked for by every later run, and keeps none of them waiting`() throws {
        let (bench, id) = try bench { $0 <= 3 }
        let began = bench.clock.now
        try bench.run()
        #expect((bench.clock.now - began) / 1_000_000_000 < 20)
        #expect(try bench.state(id) == .complete)
        #expect(try bench.ledger.lackingFiles(company: "acme", dueAt: FiscalTime(epochSeconds: .max), limit: 9).count == 1)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.document(id).xml != nil)
        #expect(try bench.ledger.lackingFiles(company: "acme", dueAt: FiscalTime(epochSeconds: .max), limit: 9).count == 0)
        let asked = bench.pac.statuses.count
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.statuses.count == asked, "nothing is missing any more")
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `one that was never offered isn't asked for`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        try bench.run()
        let asked = bench.pac.statuses.count
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(bench.pac.statuses.count == asked)
    }
}

/// A wait has an end (rulebook 7.5).
struct WaitEndTests {
    @Test("more pending documents than can be asked for between two polls don't keep a run going", arguments: [Int64(0), 60])
    func endsAll(wait: Int64) throws {
        let bench = try Bench(readsPerSecond: 5)
        bench.settings.waitSeconds = 0
        for number in 1...400 { try bench.admit("SO-\(number)") }
        bench.pac.onStatus = { arrival, _ in .json(200, Reply.document(id: arrival.documentID, legalStatus: "PAC_AUTHORIZED")) }
        try bench.run()
        let asked = bench.pac.statuses.count
        #expect(asked == 400)
        try bench.beginRun(reopening: true)
        bench.settings.waitSeconds = wait
        let began = bench.clock.now
        try bench.run()
        #expect(!bench.ranAway)
        #expect((bench.clock.now - began) / 1_000_000_000 < 100, "400 documents at 5 a second are 80 seconds")
        let again = Set(bench.pac.statuses.dropFirst(asked).map(\.documentID))
        #expect(again.count == 400, "each is asked for once at least")
    }

    @Test func `a 429 on a GET is waited for, and one that is longer than the run is left to the next`() throws {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onStatus = { _, nth in nth == 0 ? .error(429, "x", headers: ["retry-after": "7"]) : nil }
        let progress = try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(progress.throttles == 1)
        try bench.beginRun()
        for number in 2...20 { try bench.admit("SO-\(number)") }
        let asked = bench.pac.statuses.count
        bench.pac.onStatus = { _, _ in .error(429, "x", headers: ["retry-after": "86400"]) }
        let began = bench.clock.now
        try bench.run()
        #expect(bench.pac.statuses.count - asked <= 5, "those under way, and no more")
        #expect((bench.clock.now - began) / 1_000_000_000 < 200)
        #expect(!bench.ranAway)
    }
}
