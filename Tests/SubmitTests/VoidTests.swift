import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// Void requests on a scripted PAC (rulebook 7.8; pac-api.md 3.2, 3.4, 3.7): one DELETE, its effect confirmed by GET, never twice.
struct VoidTests {
    @Test func `a DELETE with the reason, confirmed by a GET: request and document are void, the legal status stays`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        try bench.run()
        #expect(bench.pac.voids.map(\.request.url) == ["http://127.0.0.1:1/pan/v1/invoices/DOCSO-1?idCompany=PAC-acme"])
        #expect(bench.pac.voids[0].payload["reason"]?.string == Bench.voidReason)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
        #expect(try bench.document(target).legalStatus == .dgiAuthorized)
        #expect(try bench.document(request).pacID == "EVENT-DOCSO-1")
        #expect(try bench.outcomes(request) == ["accepted"])
        let calls = try bench.ledger.exchanges(ofDocument: request)
        #expect(calls.map(\.call) == ["DELETE", "GET"])
        #expect(String(decoding: calls[0].response ?? [], as: UTF8.self).contains("Anulación recibida"))
    }

    @Test func `the intent is durable before the DELETE leaves, and says in doubt`() throws {
        let bench = try Bench()
        let (_, request) = try bench.admitVoid()
        var seen: [(DocumentState, Int)] = []
        bench.pac.onStart = { sent in
            guard sent.method == "DELETE", let other = try? bench.readOnly(), let row = try? other.document(id: request) else {
                return
            }
            seen.append((row.state, (try? other.exchanges(ofDocument: request).count) ?? 0))
        }
        try bench.run()
        #expect(seen.count == 1)
        #expect(seen.first?.0 == .in_doubt)
        #expect(seen.first?.1 == 1)
    }

    @Test(
        "an answer that says nothing is settled by GETs, not by a second DELETE",
        arguments: [
            Reply.silence, .failure(56, mayHaveLeft: true), .error(500, "SBX-FAULT"), .error(409, "SBX-FAULT"), .text(200, "OK"),
            .json(200, ["message": "ok"]), .text(503, "<html>", type: "text/html"), .text(400, "<html>", type: "text/html"),
        ])
    func isSettledByGet(reply: Reply) throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { arrival, _ in
            _ = bench.pac.void(arrival)
            return reply
        }
        try bench.run()
        #expect(bench.pac.voids.count == 1)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
        #expect(try bench.faultCodes(request) == [FaultCode.voidUnanswered.code])
        #expect(try bench.outcomes(request) == ["in_doubt"])
    }

    @Test func `a DELETE that didn't take effect goes out again only after the settling time, by a GET that shows no event`()
        throws
    {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, nth in nth == 0 ? .error(503, "SBX-FAULT") : nil }
        try bench.run()
        #expect(bench.pac.voids.count == 1)
        #expect(try bench.state(request) == .in_doubt)
        #expect(try bench.state(target) == .complete)
        #expect(try bench.ledger.openVoids() == 1)
        #expect(try bench.ledger.openCount(.in_doubt) == 0)
        bench.clock.advance(nanoseconds: 600 * 1_000_000_000)
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.voids.count == 1, "12 minutes aren't enough")
        bench.clock.advance(nanoseconds: 300 * 1_000_000_000)
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.voids.count == 2)
        #expect(bench.pac.voids[0].request.body == bench.pac.voids[1].request.body)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.outcomes(request) == ["in_doubt", "accepted"])
    }

    @Test(
        "a DELETE that wasn't executed goes out again at once",
        arguments: [Reply.failure(7, mayHaveLeft: false), .error(429, "SBX-THROTTLED", headers: ["retry-after": "1"])])
    func wasNotExecuted(reply: Reply) throws {
        let bench = try Bench()
        let (_, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, nth in nth == 0 ? reply : nil }
        try bench.run()
        #expect(bench.pac.voids.count == 2)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.faultCodes(request) == [])
    }

    @Test(arguments: ["SBX-VOID-WINDOW", "SBX-NOT-VOIDABLE", "SBX-REASON"])
    func `a refusal of the PAC ends the request; the document stands`(code: String) throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, _ in .error(400, code, "no") }
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.faultCodes(request) == [FaultCode.voidRefused.code])
        #expect(try bench.state(target) == .complete)
        #expect(try bench.ledger.liveVoid(of: target) == nil)
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.voids.count == 1)
    }

    @Test func `404 speaks of the document, but for the code that speaks of the company`() throws {
        let bench = try Bench()
        let (_, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, _ in .error(404, "SBX-UNKNOWN-COMPANY") }
        let progress = try bench.run()
        #expect(progress.stopped["acme"] != nil)
        #expect(try bench.state(request) == .queued)
        let other = try Bench()
        let (_, unknown) = try other.admitVoid()
        other.pac.onVoid = { _, _ in .error(404, "SBX-NOT-FOUND") }
        try other.run()
        #expect(try other.state(unknown) == .invalid)
    }

    @Test func `already voided in the portal: the document is void, the request says so`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { arrival, _ in
            _ = bench.pac.void(arrival)
            bench.pac.cancellations[arrival.documentID] = [
                "id": "OTHER", "legalStatus": "DGI_AUTHORIZED", "reason": "por el portal",
            ]
            return .error(400, "SBX-ALREADY-VOIDED")
        }
        try bench.run()
        #expect(try bench.state(target) == .voided)
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.faultCodes(request) == [FaultCode.alreadyVoided.code])
    }

    @Test func `the DGI's confirmation is waited for, and picked up by the next run`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.settings.waitSeconds = 0
        bench.pac.onVoid = { arrival, _ in bench.pac.void(arrival, status: "PAC_AUTHORIZED") }
        try bench.run()
        #expect(try bench.state(request) == .accepted)
        #expect(try bench.state(target) == .complete)
        bench.pac.cancellations["DOCSO-1"] = [
            "id": "EVENT-DOCSO-1", "legalStatus": "DGI_AUTHORIZED", "reason": .string(Bench.voidReason),
        ]
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
        #expect(bench.pac.voids.count == 1)
    }

    @Test func `a void that the DGI refuses leaves the document as it is`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { arrival, _ in bench.pac.void(arrival, status: "DGI_REJECTED") }
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.faultCodes(request) == [FaultCode.voidRefused.code])
        #expect(try bench.state(target) == .complete)
    }

    @Test func `a request whose window closes while it is queued isn't sent`() throws {
        let bench = try Bench()
        let (_, inTime) = try bench.admitVoid(of: "SO-1")
        let (_, late) = try bench.admitVoid(of: "SO-2")
        bench.settings.voidWindowSeconds = 3600
        bench.clock.advance(nanoseconds: 3500 * 1_000_000_000)
        try bench.run()
        #expect(try bench.state(inTime) == .voided)
        #expect(try bench.state(late) == .voided)
        let (_, over) = try bench.admitVoid(of: "SO-3")
        bench.clock.advance(nanoseconds: 3601 * 1_000_000_000)
        try bench.run()
        #expect(try bench.state(over) == .invalid)
        #expect(try bench.faultCodes(over) == [FaultCode.voidWindowOver.code])
        #expect(bench.pac.voids.count == 2)
    }

    // MARK: - Crashes

    @Test func `a crash between intent and answer: the next run looks and sends nothing`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        let body = Array(#"{"reason":"x"}"#.utf8)
        _ = try bench.ledger.transaction {
            try bench.ledger.record(
                voidIntent: request, request: body, requestSHA256: body, atMicros: bench.clock.runClock.wallMicros())
        }
        bench.pac.cancellations["DOCSO-1"] = ["id": "E1", "legalStatus": "DGI_AUTHORIZED", "reason": .string(Bench.voidReason)]
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.voids.isEmpty)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
    }

    @Test func `a crash after the answer was stored: it is read without the network, then confirmed`() throws {
        let bench = try Bench()
        let (_, request) = try bench.admitVoid()
        let body = Array(#"{"reason":"x"}"#.utf8)
        let attempt = try bench.ledger.transaction {
            try bench.ledger.record(
                voidIntent: request, request: body, requestSHA256: body, atMicros: bench.clock.runClock.wallMicros())
        }
        try bench.store(
            .json(200, ["document": ["id": "E1", "legalStatus": "PAC_AUTHORIZED"]]), attempt: attempt, document: request)
        bench.pac.cancellations["DOCSO-1"] = ["id": "E1", "legalStatus": "DGI_AUTHORIZED", "reason": .string(Bench.voidReason)]
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(bench.pac.voids.isEmpty)
        #expect(try bench.state(request) == .voided)
        #expect(try bench.document(request).pacID == "E1")
    }

    @Test func `the ledger takes one live request for a document, and no DELETE for one that is void`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        let second = try bench.admit("again") { void in
            void.kind = .void
            void.voidTarget = .order(kind: .invoice, id: "SO-1")
        }
        #expect(throws: LedgerError.self) {
            try bench.ledger.transaction { try bench.ledger.bind(void: second, to: target, state: .queued) }
        }
        try bench.run()
        #expect(throws: LedgerError.self) {
            try bench.ledger.transaction {
                try bench.ledger.record(voidIntent: request, request: [], requestSHA256: [], atMicros: 0)
            }
        }
    }

    @Test func `only one request and nothing else goes out for the void command`() throws {
        let bench = try Bench()
        let (_, request) = try bench.admitVoid()
        try bench.admit("SO-9")
        bench.settings.onlyVoid = request
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(bench.pac.posts.map(\.order) == ["SO-1"])
    }

    @Test func `a request waits for its document and is refused with it`() throws {
        let bench = try Bench()
        let target = try bench.admit("SO-1")
        let request = try bench.admit("void of SO-1") { void in
            void.kind = .void
            void.voidReason = Bench.voidReason
            void.voidTarget = .order(kind: .invoice, id: "SO-1")
        }
        try bench.ledger.transaction { try bench.ledger.bind(void: request, to: target, state: .waiting) }
        bench.pac.onPost = { _, _ in .error(400, "1534") }
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.faultCodes(request) == [FaultCode.notVoidable.code])
    }

    @Test func `a request that waits goes out in the same run once its document is authorized`() throws {
        let bench = try Bench()
        let target = try bench.admit("SO-1")
        let request = try bench.admit("void of SO-1") { void in
            void.kind = .void
            void.voidReason = Bench.voidReason
            void.voidTarget = .order(kind: .invoice, id: "SO-1")
        }
        try bench.ledger.transaction { try bench.ledger.bind(void: request, to: target, state: .waiting) }
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
    }

    @Test func `DELETEs count in the same rate window as POSTs`() throws {
        let bench = try Bench(perSecond: 2)
        let (_, request) = try bench.admitVoid()
        for order in 2...9 { try bench.admit("SO-\(order)") }
        try bench.run()
        #expect(try bench.state(request) == .voided)
        let times = bench.pac.arrivals.filter { $0.isPost || $0.isVoid }.map(\.at).sorted()
        for index in 2..<times.count { #expect(times[index] - times[index - 2] >= 1_000_000_000) }
    }
}
