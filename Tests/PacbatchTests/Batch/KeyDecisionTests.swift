import Fiscal
@testable import Ledger
import Testing
import Transform

@testable import pacbatch

/// Who meets whom under one key (rulebook 1.1, 1.2, 7.3, 10), written down again from the rules.
struct KeyDecisionTests {
    private static let input: Int64 = 5

    private func order(
        _ content: UInt8 = 1, valid: Bool = true, mode: GenerationMode = .dgi, reference: JudgedOrder.Reference = .none
    ) -> JudgedOrder {
        var judged = JudgedOrder()
        judged.contentHash = [UInt8](repeating: content, count: 32)
        judged.mode = mode
        judged.reference = reference
        if !valid { judged.faults = [Fault(.numberMalformed)] }
        return judged
    }

    private func holder(
        _ state: DocumentState, content: UInt8 = 1, input: Int64 = 1, isImmutable: Bool = false, mode: GenerationMode = .dgi
    ) -> KeyHolder {
        KeyHolder(
            id: 9, inputID: input, mode: state == .proforma ? .proform : mode, state: state,
            contentHash: [UInt8](repeating: content, count: 32),
            isImmutable: isImmutable)
    }

    private func decide(_ order: JudgedOrder, _ holder: KeyHolder?) -> String {
        let decision = KeyDecision.on(order, holder: holder, input: Self.input)
        return "\(decision.state.rawValue) \(decision.holdsKey ? "holds" : "-") \(decision.former)"
    }

    @Test func `a new key: it stands on its own merits`() {
        #expect(decide(order(), nil) == "queued holds stays")
        #expect(decide(order(valid: false), nil) == "invalid holds stays")
        #expect(decide(order(mode: .proform), nil) == "proforma holds stays")
        #expect(decide(order(reference: .order(id: "X")), nil) == "waiting holds stays")
        #expect(decide(order(mode: .proform, reference: .order(id: "X")), nil) == "proforma holds stays")
    }

    static let known: [DocumentState] = [
        .queued, .waiting, .in_doubt, .accepted, .authorized, .complete, .voided, .rejected, .dgi_rejected, .imported,
    ]

    @Test("the same content again is a silent duplicate, wherever the first one stands", arguments: known, [Int64(1), 5])
    func duplicate(state: DocumentState, input: Int64) {
        let decision = KeyDecision.on(order(), holder: holder(state, input: input, isImmutable: true), input: Self.input)
        #expect(decision.state == .duplicate)
        #expect(!decision.holdsKey)
        #expect(decision.former == .stays)
        #expect(decision.fault == nil)
    }

    @Test(
        "other content once an intent exists is a conflict",
        arguments: [DocumentState.queued, .waiting, .in_doubt, .accepted, .authorized, .complete, .voided], [Int64(1), 5])
    func immutable(state: DocumentState, input: Int64) {
        let decision = KeyDecision.on(order(2), holder: holder(state, input: input, isImmutable: true), input: Self.input)
        #expect(decision.state == .conflict)
        #expect(!decision.holdsKey)
        #expect(decision.former == .stays)
        #expect(decision.fault == .immutableDocument)
    }

    @Test(
        "other content before an intent: the newer file counts, the same file refuses both",
        arguments: [DocumentState.queued, .waiting])
    func mutable(state: DocumentState) {
        #expect(decide(order(2), holder(state)) == "queued holds superseded")
        #expect(decide(order(2, valid: false), holder(state)) == "invalid holds superseded")
        #expect(decide(order(2), holder(state, input: Self.input)) == "conflict - refusedWithTwin")
        #expect(decide(order(2, valid: false), holder(state, input: Self.input)) == "conflict - refusedWithTwin")
    }

    @Test("what was refused is replaced by a corrected order", arguments: [DocumentState.rejected, .dgi_rejected])
    func corrected(state: DocumentState) {
        #expect(decide(order(2), holder(state, isImmutable: true)) == "queued holds replaced")
        #expect(decide(order(2, valid: false), holder(state, isImmutable: true)) == "invalid holds replaced")
    }

    @Test func `what was invalid is judged anew, even when it looks the same`() {
        #expect(decide(order(), holder(.invalid)) == "queued holds replaced")
        #expect(decide(order(valid: false), holder(.invalid)) == "invalid holds replaced")
    }

    @Test func `twins that refused each other stay refused in their file, and give way to a later one`() {
        #expect(decide(order(), holder(.conflict, input: Self.input)) == "conflict - stays")
        #expect(decide(order(), holder(.conflict)) == "queued holds replaced")
    }

    @Test func `a PROFORM may be changed and promoted, its repetition is a duplicate`() {
        #expect(decide(order(mode: .proform), holder(.proforma)) == "duplicate - stays")
        #expect(decide(order(2, mode: .proform), holder(.proforma)) == "proforma holds replaced")
        #expect(decide(order(mode: .dgi), holder(.proforma)) == "queued holds replaced")
        #expect(decide(order(valid: false, mode: .proform), holder(.proforma)) == "invalid holds replaced")
    }

    @Test func `a sent document isn't turned into a PROFORM`() {
        #expect(decide(order(mode: .proform), holder(.complete, isImmutable: true)) == "conflict - stays")
    }

    @Test func `an order that couldn't be read whole is nobody's duplicate`() {
        var broken = order(valid: false)
        broken.contentHash = []
        #expect(
            decide(broken, KeyHolder(id: 9, inputID: 1, mode: .dgi, state: .complete, contentHash: [], isImmutable: true))
                == "invalid - stays")
    }
}

struct ReferenceDecisionTests {
    @Test(
        "an invoice's state decides about its note",
        arguments: [
            (nil, .refused(.referenceUnknown)), (.proforma, .refused(.referenceProforma)),
            (.rejected, .refused(.referenceRejected)),
            (.dgi_rejected, .refused(.referenceRejected)), (.voided, .refused(.referenceVoided)), (.authorized, .goes),
            (.complete, .goes),
            (.imported, .goes), (.queued, .waits), (.in_doubt, .waits), (.accepted, .waits), (.invalid, .waits),
            (.waiting, .waits),
        ] as [(DocumentState?, ReferenceDecision)])
    func decides(invoice: DocumentState?, decision: ReferenceDecision) {
        #expect(ReferenceDecision(invoice: invoice) == decision)
    }
}
