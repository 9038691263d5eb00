import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// A note's invoice is voided between the note's coming in and its going out (rulebook 6.2, 7.8).
struct NoteOfVoidedTests {
    /// A note that was bound to an authorized invoice.
    private func admit(noteOn invoice: Int64, to bench: Bench, state: DocumentState = .queued) throws -> Int64 {
        try bench.admit("CN-1") { note in
            note.kind = .credit_note
            note.documentType = .creditNote
            note.state = state
            note.referenceID = invoice
        }
    }

    private func posts(of bench: Bench) -> [String] { bench.pac.posts.map(\.order) }

    @Test func `the invoice was voided while the note was queued: the note is refused as at its coming in`() throws {
        let bench = try Bench()
        let (invoice, _) = try bench.admitVoid()
        try bench.run()
        #expect(try bench.state(invoice) == .voided)
        let note = try admit(noteOn: invoice, to: bench)
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(note) == .invalid)
        #expect(try bench.faultCodes(note) == [FaultCode.referenceVoided.code])
        #expect(try bench.document(note).numeration == nil)
        #expect(posts(of: bench) == ["SO-1"])
    }

    @Test func `note and void in one batch: the void goes first, and the note falls with the invoice`() throws {
        let bench = try Bench()
        let (invoice, request) = try bench.admitVoid()
        let note = try admit(noteOn: invoice, to: bench)
        try bench.run()
        #expect(try bench.state(request) == .voided)
        #expect(try bench.state(note) == .invalid)
        #expect(try bench.faultCodes(note) == [FaultCode.referenceBeingVoided, .referenceVoided].map(\.code))
        #expect(posts(of: bench) == ["SO-1"])
    }

    @Test func `a void that is refused lets the note go out in the same run`() throws {
        let bench = try Bench()
        let (invoice, request) = try bench.admitVoid()
        let note = try admit(noteOn: invoice, to: bench)
        bench.pac.onVoid = { _, _ in .error(400, "SBX-NOT-VOIDABLE") }
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.state(note) == .complete)
        #expect(posts(of: bench) == ["SO-1", "CN-1"])
    }

    @Test func `while nobody knows whether the void took effect the note waits, over runs`() throws {
        let bench = try Bench()
        let (invoice, request) = try bench.admitVoid()
        let note = try admit(noteOn: invoice, to: bench)
        bench.pac.onVoid = { _, _ in .error(503, "SBX-FAULT") }
        try bench.run()
        try bench.beginRun(reopening: true)
        try bench.run()
        #expect(try bench.state(request) == .in_doubt)
        #expect(try bench.state(note) == .waiting)
        #expect(try bench.faultCodes(note) == [FaultCode.referenceBeingVoided.code])
        bench.pac.cancellations["DOCSO-1"] = ["id": "E1", "legalStatus": "DGI_AUTHORIZED", "reason": .string(Bench.voidReason)]
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(invoice) == .voided)
        #expect(try bench.state(note) == .invalid)
        #expect(posts(of: bench) == ["SO-1"])
    }

    @Test func `a note that was sent before keeps going`() throws {
        let bench = try Bench()
        let invoice = try bench.admit("SO-1")
        try bench.run()
        let note = try admit(noteOn: invoice, to: bench)
        bench.pac.onPost = { arrival, _ in arrival.order == "CN-1" ? .error(403, "AP1010") : nil }
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(note) == .queued)
        #expect(try bench.document(note).numeration != nil)
        bench.pac.onPost = { _, _ in nil }
        _ = try bench.admitVoid(of: "SO-1", target: invoice)
        try bench.beginRun()
        try bench.run()
        #expect(try bench.state(invoice) == .voided)
        #expect(try bench.state(note) == .complete)
    }

    @Test func `the void command sends no note, whatever becomes of the void`() throws {
        let bench = try Bench()
        let (invoice, request) = try bench.admitVoid()
        let note = try admit(noteOn: invoice, to: bench, state: .waiting)
        bench.settings.onlyVoid = request
        bench.pac.onVoid = { _, _ in .error(400, "SBX-NOT-VOIDABLE") }
        try bench.run()
        #expect(try bench.state(request) == .invalid)
        #expect(try bench.state(note) == .queued)
        #expect(posts(of: bench) == ["SO-1"])
    }
}
