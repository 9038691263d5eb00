import Fiscal
import Guards
import Ledger
import Transform

/// What becomes of a judged order among the documents that are known already (rulebook 1.1, 1.2, 7.3, 10). Pure: `plan` and `run` decide alike.
struct KeyDecision {
    /// What happens to the document that held the key until now.
    enum Former: Equatable {
        /// It stays as it is.
        case stays
        /// The new record takes its place; both are linked.
        case replaced
        /// It was never sent and the newer version counts.
        case superseded
        /// The same file says two things under one key: neither is sent.
        case refusedWithTwin
    }

    /// Where the new document stands.
    let state: DocumentState
    /// True when it takes the business key.
    let holdsKey: Bool
    /// What happens to the former holder.
    let former: Former
    /// What this adds to the new document's faults.
    let fault: FaultCode?

    /// - Parameters:
    ///   - judged: what the rules made of the order.
    ///   - holder: who holds its key; nil when nobody does.
    ///   - input: the input it comes in with.
    static func on(_ judged: JudgedOrder, holder: KeyHolder?, input: Int64) -> KeyDecision {
        let own = ownState(judged)
        guard let holder else { return KeyDecision(own, holdsKey: true, .stays) }
        if judged.kind == .void { return onVoid(own, judged, holder) }
        // An order that couldn't be read whole has no content to compare.
        let isSame = !judged.contentHash.isEmpty && holder.contentHash == judged.contentHash && holder.mode == judged.mode
        return on(
            own, isSame: isSame, holder: holder.state, isImmutable: holder.isImmutable, isSameInput: holder.inputID == input)
    }

    /// - Parameters:
    ///   - own: where the new document stands on its own merits.
    ///   - isSame: it has the holder's content and mode.
    ///   - holder: where the holder stands.
    ///   - isImmutable: the holder has had a POST intent.
    ///   - isSameInput: the holder came in with the same file.
    static func on(
        _ own: DocumentState, isSame: Bool, holder: DocumentState, isImmutable: Bool, isSameInput: Bool
    ) -> KeyDecision {
        switch holder {
        case .invalid where isSameInput && own != .invalid && !isSame:
            // Perhaps the rest of an order whose rows stand apart: a part of it must not go out.
            return KeyDecision(.conflict, holdsKey: false, .stays, .keyTwiceInFile)
        case .invalid:
            return KeyDecision(own, holdsKey: true, .replaced)
        case .proforma:
            return isSame && own == .proforma
                ? KeyDecision(.duplicate, holdsKey: false, .stays) : KeyDecision(own, holdsKey: true, .replaced)
        case .conflict:
            return isSameInput
                ? KeyDecision(.conflict, holdsKey: false, .stays, .keyTwiceInFile) : KeyDecision(own, holdsKey: true, .replaced)
        case _ where isSame:
            return KeyDecision(.duplicate, holdsKey: false, .stays)
        case .rejected, .dgi_rejected:
            return KeyDecision(own, holdsKey: true, .replaced)
        case .queued where !isImmutable, .waiting where !isImmutable:
            return isSameInput
                ? KeyDecision(.conflict, holdsKey: false, .refusedWithTwin, .keyTwiceInFile)
                : KeyDecision(own, holdsKey: true, .superseded)
        case .queued, .waiting, .duplicate, .imported, .in_doubt, .accepted, .authorized, .complete, .voided:
            guard Guard.immutableContent.isOn else { return KeyDecision(own, holdsKey: true, .replaced) }
            return KeyDecision(own == .invalid ? .invalid : .conflict, holdsKey: false, .stays, .immutableDocument)
        }
    }

    /// A void request's `order_id` names its target, so that another request under it (a credit note's of the same number, or one more try) is no
    /// change of the first: it is judged by its own target (docs/decisions/0035).
    private static func onVoid(_ own: DocumentState, _ judged: JudgedOrder, _ holder: KeyHolder) -> KeyDecision {
        if holder.state == .invalid { return KeyDecision(own, holdsKey: true, .replaced) }
        let isSame = !judged.contentHash.isEmpty && holder.contentHash == judged.contentHash
        return KeyDecision(isSame ? .duplicate : own, holdsKey: false, .stays)
    }

    /// True for a holder whose place another order may take. One for which this is false decides about every later order alone.
    static func canGiveWay(_ holder: KeyHolder) -> Bool {
        switch holder.state {
        case .invalid, .proforma, .conflict, .rejected, .dgi_rejected: true
        case .queued, .waiting: !holder.isImmutable
        case .duplicate, .imported, .in_doubt, .accepted, .authorized, .complete, .voided: false
        }
    }

    private init(_ state: DocumentState, holdsKey: Bool, _ former: Former, _ fault: FaultCode? = nil) {
        self.state = state
        self.holdsKey = holdsKey
        self.former = former
        self.fault = fault
    }

    /// Where a record stands on its own merits. A DGI note waits until its reference has been looked for.
    static func ownState(_ judged: JudgedOrder) -> DocumentState {
        // What the ad-hoc path will answer can still change the verdict (rulebook 2.5).
        let isProvisional = if case .judgeAgain = judged.verification { judged.mode == .dgi } else { false }
        if !judged.isValid, !isProvisional { return .invalid }
        if judged.mode == .proform { return .proforma }
        return judged.reference == .none ? .queued : .waiting
    }
}

/// What becomes of a note once its invoice has been looked for (rulebook 6.1, 6.2, 10 Notes).
enum ReferenceDecision: Equatable {
    /// It may go out.
    case goes
    /// It waits until the invoice is authorized.
    case waits
    /// It can't go out.
    case refused(FaultCode)

    /// - Parameter state: where the invoice stands; nil when no invoice of that order key is known.
    init(invoice state: DocumentState?) {
        switch state {
        case nil: self = .refused(.referenceUnknown)
        case .proforma: self = .refused(.referenceProforma)
        case .rejected, .dgi_rejected: self = .refused(.referenceRejected)
        case .voided: self = .refused(.referenceVoided)
        case .authorized, .complete, .imported: self = .goes
        case .invalid, .conflict, .duplicate, .queued, .waiting, .in_doubt, .accepted: self = .waits
        }
    }
}
