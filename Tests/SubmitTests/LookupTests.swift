import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Looking up documents in doubt (guarantees.md, the in-doubt procedure 1; pac-api.md 7).
struct LookupTests {
    /// One document that the first run left in doubt, without a look-up; the second run has one.
    private func doubtful(_ way: LookupWay = .byNumber) throws -> (bench: Bench, row: DocumentRow) {
        let bench = try Bench()
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        bench.pac.onPost = { _, _ in nil }
        bench.settings.doubt.lookup = way
        bench.settings.waitSeconds = 0
        try bench.beginRun(reopening: true)
        return (bench, try bench.document(id))
    }

    private func outcomes(_ bench: Bench, _ row: DocumentRow) throws -> [LookupRow.Outcome] {
        try bench.ledger.lookups(ofDocument: row.id).map(\.outcome)
    }

    @Test("what is found and equal is adopted when the next run begins", arguments: [LookupWay.byNumber, .byCufe])
    func isAdopted(way: LookupWay) throws {
        let (bench, row) = try doubtful(way)
        bench.pac.onLookup = { _, _ in .list([bench.entry(row, ["legalStatus": "PAC_AUTHORIZED"])]) }
        let progress = try bench.run()
        #expect(progress.adopted == 1 && progress.lookups == 1)
        #expect(try bench.document(row.id).pacID == "DOC-1")
        #expect([.complete, .authorized, .accepted].contains(try bench.state(row.id)))
        #expect(try outcomes(bench, row) == [.found])
        #expect(bench.pac.posts.count == 1)
        let url = try #require(bench.pac.lookups.first?.request.url)
        #expect(url.contains("/invoices?idCompany=PAC-acme&"))
        #expect(url.contains(way == .byNumber ? "documentNumber=0000000001&billingPoint=001" : "cufe=CUFE0000000001"))
        #expect(try bench.ledger.exchanges(ofDocument: row.id).contains { $0.call == "LIST" && $0.response != nil }, "verbatim")
    }

    @Test func `without a look-up nothing is asked`() throws {
        let (bench, row) = try doubtful(.none)
        try bench.run()
        #expect(bench.pac.lookups.isEmpty)
        #expect(try bench.state(row.id) == .in_doubt)
    }

    @Test func `what becomes doubtful in a run is looked up at its end, once everything is sent`() throws {
        let bench = try Bench()
        bench.settings.doubt.lookup = .byNumber
        bench.settings.waitSeconds = 0
        let ids = try (1...4).map { try bench.admit("SO-\($0)") }
        bench.pac.onPost = { _, nth in nth == 1 ? .error(500, "x") : nil }
        bench.pac.onLookup = { _, _ in
            #expect(bench.pac.posts.count == 4)
            return bench.listed(ids[1])
        }
        let progress = try bench.run()
        #expect(progress.adopted == 1 && progress.inDoubt == 0)
        #expect(try ids.allSatisfy { try bench.state($0) == .complete })
        #expect(bench.pac.lookups.count == 1)
    }

    @Test func `while the run waits a lagging list is asked again`() throws {
        let bench = try Bench()
        bench.settings.doubt.lookup = .byNumber
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .error(500, "x") }
        bench.pac.onLookup = { _, nth in nth < 2 ? .list([]) : bench.listed(id) }
        try bench.run()
        #expect(try bench.state(id) == .complete)
        #expect(try bench.ledger.lookups(ofDocument: id).map(\.outcome) == [.absent, .absent, .found])
        #expect(bench.pac.posts.count == 1)
    }

    @Test func `nothing there: it stays in doubt, and is never sent again`() throws {
        let (bench, row) = try doubtful()
        for _ in 0..<4 {
            bench.clock.advance(seconds: 3600)
            try bench.run()
            try bench.beginRun(reopening: true)
        }
        #expect(try outcomes(bench, row) == [.absent, .absent, .absent, .absent])
        #expect(try bench.state(row.id) == .in_doubt)
        #expect(bench.pac.posts.count == 1)
    }

    /// What makes a look-up incomplete: none of it is negative.
    static let incomplete: [Reply] = [
        .error(404, "SBX-NO-LOOKUP"), .error(500, "x"), .failure(28, mayHaveLeft: true), .text(200, ""), .text(200, "{}"),
        .text(200, #"{"documents":[]}"#), .list([], page: 2), .list([["legalStatus": "PAC_AUTHORIZED"]]),
        .text(200, #"{"metadata":{"current_page":1,"limit":100},"documents":[{"id":"D"#),
    ]

    @Test("a look-up that isn't complete proves nothing", arguments: incomplete)
    func isIncomplete(reply: Reply) throws {
        let (bench, row) = try doubtful()
        bench.pac.onLookup = { _, _ in reply }
        let progress = try bench.run()
        #expect(try outcomes(bench, row) == [.failed])
        #expect(try bench.state(row.id) == .in_doubt)
        #expect(progress.failedLookups["acme"] != nil)
    }

    @Test func `every page is read, whatever the PAC puts on one`() throws {
        let (bench, row) = try doubtful()
        let others = (0..<25).map { bench.entry(row, id: "OTHER-\($0)", ["documentNumber": .string("77\($0)")]) }
        bench.pac.onLookup = { arrival, nth in
            #expect(arrival.request.url.hasSuffix("&page=\(nth + 1)"))
            return .list(nth < 3 ? others : [bench.entry(row)], page: nth + 1, limit: 25)
        }
        try bench.run()
        #expect(bench.pac.lookups.count == 4)
        #expect(try outcomes(bench, row) == [.found])
        #expect(try bench.ledger.lookups(ofDocument: row.id).first?.pages == 4)
    }

    @Test func `the same entry on two pages is one document`() throws {
        let (bench, row) = try doubtful()
        bench.pac.onLookup = { _, nth in .list([bench.entry(row)], page: nth + 1, limit: nth == 0 ? 1 : 100) }
        try bench.run()
        #expect(try outcomes(bench, row) == [.found])
    }

    /// What stands under the number and isn't ours.
    static let contradictions: [[String: JSONValue?]] = [
        ["total": .number("300.00")], ["documentIssueDate": "2026-11-20T21:05:01-05:00"], ["cufe": "CUFE-OF-ANOTHER"],
    ]

    @Test("the number with other content is an alarm", arguments: contradictions)
    func isContradicted(changes: [String: JSONValue?]) throws {
        let (bench, row) = try doubtful()
        let waiting = try bench.admit("SO-2")
        bench.pac.onLookup = { _, _ in .list([bench.entry(row, changes)]) }
        let progress = try bench.run()
        #expect(progress.adopted == 0)
        #expect(try outcomes(bench, row) == [.alarm])
        #expect(try bench.state(row.id) == .in_doubt)
        #expect(try bench.document(row.id).pacID == nil)
        #expect(try bench.faultCodes(row.id) == ["PB-DOUBT-01", "PB-DOUBT-02"])
        #expect(try bench.state(waiting) == .queued, "the company's queue stops before its first POST")
        #expect(bench.pac.posts.count == 1)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.faultCodes(row.id) == ["PB-DOUBT-01", "PB-DOUBT-02"], "told once")
        #expect(try bench.state(waiting) == .queued)
    }

    @Test func `two documents under the number are an alarm, even when one is ours`() throws {
        let (bench, row) = try doubtful()
        bench.pac.onLookup = { _, _ in .list([bench.entry(row, id: "A"), bench.entry(row, id: "B")]) }
        try bench.run()
        #expect(try outcomes(bench, row) == [.alarm])
        let fault = try #require(try bench.ledger.faults(ofDocument: row.id).last)
        #expect(fault.facts["finding"] == "× 2: id A, id B")
    }

    @Test func `an alarm stops its company and no other`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        let id = try bench.admit("SO-1")
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        bench.pac.onPost = { _, _ in nil }
        bench.settings.doubt.lookup = .byNumber
        let row = try bench.document(id)
        bench.pac.onLookup = { _, _ in .list([bench.entry(row, ["total": .number("1.00")])]) }
        let (stays, goes) = (try bench.admit("SO-2"), try bench.admit("BE-1", company: "beta"))
        try bench.beginRun(reopening: true)
        let progress = try bench.run()
        #expect(try bench.state(stays) == .queued)
        #expect(try bench.state(goes) == .complete)
        #expect(progress.stopped.isEmpty, "exit 4, not 6")
    }

    /// What stands there under another point, type or branch is another series.
    @Test func `another series, and another document of ours, aren't meant`() throws {
        let (bench, row) = try doubtful()
        bench.pac.onLookup = { _, _ in
            .list([
                bench.entry(row, id: "X", ["billingPoint": "002"]), bench.entry(row, id: "Y", ["documentType": "03"]),
                bench.entry(row, id: "Z", ["documentNumber": "0000000002"]),
            ])
        }
        try bench.run()
        #expect(try outcomes(bench, row) == [.absent])
        #expect(try bench.faultCodes(row.id) == ["PB-DOUBT-01"])
    }

    @Test func `what isn't shown whole stays in doubt, without an alarm`() throws {
        let (bench, row) = try doubtful()
        bench.pac.onLookup = { _, _ in .list([bench.entry(row, ["cufe": .some(nil), "legalStatus": "REGISTERED"])]) }
        try bench.run()
        #expect(try outcomes(bench, row) == [.unproved])
        #expect(try bench.faultCodes(row.id) == ["PB-DOUBT-01"])
        #expect(try bench.state(row.id) == .in_doubt)
    }

    @Test func `a company's documents in doubt come before its first POST, and before no other's`() throws {
        let (bench, row) = try doubtful()
        let next = try bench.admit("SO-2")
        bench.pac.onLookup = { _, _ in
            #expect(bench.pac.posts.count == 1)
            return .list([])
        }
        try bench.run()
        #expect(try bench.state(next) == .complete)
        #expect(try bench.state(row.id) == .in_doubt)
    }

    @Test func `where there are no look-ups the other documents aren't asked for either`() throws {
        let bench = try Bench()
        for order in 1...2 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        bench.settings.doubt.lookup = .byNumber
        bench.settings.concurrency = 1
        bench.pac.onLookup = { _, _ in .error(404, "SBX-NO-LOOKUP") }
        let third = try bench.admit("SO-3")
        bench.pac.onPost = { _, _ in nil }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect((1...2).contains(bench.pac.lookups.count))
        #expect(try bench.state(third) == .complete)
    }

    @Test func `a key that is refused in the middle of the look-ups ends them, and the run`() throws {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        let ids = try (1...12).map { try bench.admit("SO-\($0)") }
        bench.settings.concurrency = 1
        // Every other one, so that the circuit stays closed.
        bench.pac.onPost = { _, nth in nth % 2 == 0 ? .error(500, "x") : nil }
        try bench.run()
        let doubtful = try ids.filter { try bench.state($0) == .in_doubt }
        #expect(doubtful.count == 6)
        bench.settings.doubt.lookup = .byCufe
        bench.settings.waitSeconds = 0
        bench.pac.onLookup = { _, _ in .error(401, "x") }
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(!bench.ranAway)
        #expect((1..<6).contains(bench.pac.lookups.count), "the rest isn't asked under a key that nobody takes")
        #expect(try doubtful.map(bench.state).allSatisfy { $0 == .in_doubt })
    }

    @Test func `a used number after a doubt is looked up, and found`() throws {
        let (bench, row) = try doubtful()
        bench.pac.onPost = { _, _ in .error(400, "1002") }
        try bench.putBack(row.id)
        bench.pac.onLookup = { _, _ in .list([bench.entry(row)]) }
        try bench.run()
        #expect(try bench.outcomes(row.id) == ["in_doubt", "in_doubt"])
        #expect(try outcomes(bench, row) == [.found])
        #expect([.complete, .authorized].contains(try bench.state(row.id)))
    }

    @Test func `look-ups keep the read rate`() throws {
        let bench = try Bench()
        bench.settings.concurrency = 2
        for order in 1...2 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, _ in .error(500, "x") }
        try bench.run()
        bench.lanes = [
            CompanyLane(
                id: "acme", pacCompanyID: "PAC-acme", keys: [ApiKey(label: "env KEY", value: "k")], perSecond: 50, burst: 1,
                readsPerSecond: 1, numerationStart: 1)
        ]
        bench.settings.doubt.lookup = .byNumber
        bench.settings.concurrency = 1
        bench.settings.waitSeconds = 0
        try bench.beginRun(reopening: true)
        try bench.run()
        let reads = bench.pac.arrivals.filter { $0.request.method == "GET" }.suffix(3).map(\.at)
        #expect(zip(reads, reads.dropFirst()).allSatisfy { $1 - $0 >= 1_000_000_000 })
    }
}
