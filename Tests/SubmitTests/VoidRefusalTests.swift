import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// A DELETE that is refused after an earlier one that may have taken effect: only a GET tells whether the document stands (rulebook 7.8;
/// docs/decisions/0035).
struct VoidRefusalTests {
    private static let settle: Int64 = 901 * 1_000_000_000

    /// A first DELETE that is answered with 503, the settle time, and a second one that is refused under a code that nobody knows.
    private func refusedTwice(in bench: Bench, status: Int = 400) throws -> (target: Int64, request: Int64) {
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, nth in nth == 0 ? .error(503, "SBX-FAULT") : .error(status, "ANOTHER-CODE", "no") }
        try bench.run()
        bench.clock.advance(nanoseconds: Self.settle)
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.voids.count == 2)
        return (target, request)
    }

    @Test func `the first one landed after all and shows late: request and document are void`() throws {
        let bench = try Bench()
        let (target, request) = try refusedTwice(in: bench)
        #expect(try bench.state(request) == .in_doubt)
        #expect(try bench.ledger.openVoids() == 1)
        #expect(try bench.ledger.liveVoid(of: target)?.id == request)
        bench.pac.cancellations["DOCSO-1"] = ["id": "E1", "legalStatus": "DGI_AUTHORIZED", "reason": .string(Bench.voidReason)]
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(target) == .voided)
        #expect(bench.pac.voids.count == 2)
        #expect(try bench.outcomes(request) == ["in_doubt", "rejected"])
    }

    @Test(arguments: [400, 404])
    func `a GET after the settle time that shows no event ends it as refused, and nothing goes out a third time`(status: Int)
        throws
    {
        let bench = try Bench()
        let (target, request) = try refusedTwice(in: bench, status: status)
        #expect(try bench.state(request) == .in_doubt)
        bench.clock.advance(nanoseconds: Self.settle)
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.faultCodes(request).last == FaultCode.voidRefused.code)
        #expect(try bench.ledger.faults(ofDocument: request).last?.facts["code"] == "ANOTHER-CODE")
        #expect(try bench.state(target) == .complete)
        #expect(try bench.ledger.liveVoid(of: target) == nil)
        #expect(try bench.ledger.openVoids() == 0)
        try bench.beginRun()
        try bench.run()
        #expect(bench.pac.voids.count == 2)
    }

    @Test func `a GET that fails decides nothing`() throws {
        let bench = try Bench()
        let (_, request) = try refusedTwice(in: bench)
        bench.pac.onStatus = { _, _ in .error(500, "SBX-FAULT") }
        bench.clock.advance(nanoseconds: Self.settle)
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(request) == .in_doubt)
        #expect(bench.pac.voids.count == 2)
    }

    @Test func `an answer that a dead run stored and didn't read is held to the same`() throws {
        let bench = try Bench()
        let (target, request) = try bench.admitVoid()
        bench.pac.onVoid = { _, _ in .error(503, "SBX-FAULT") }
        try bench.run()
        try bench.ledger.transaction {
            try bench.ledger.putBack(void: request, atMicros: bench.clock.runClock.wallMicros())
        }
        let attempt = try bench.ledger.transaction {
            try bench.ledger.record(
                voidIntent: request, request: [1], requestSHA256: [1], atMicros: bench.clock.runClock.wallMicros())
        }
        try bench.store(.error(400, "ANOTHER-CODE"), attempt: attempt, document: request)
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(request) == .in_doubt)
        #expect(try bench.state(target) == .complete)
        #expect(bench.pac.voids.count == 1)
    }
}
