import Fiscal
import Ledger

/// Whether a document may be put back in the queue (product.md 5, `retry`): only what was never sent, and only where what kept it back lies
/// outside of its data.
enum RetryDecision: Equatable {
    /// A void request looks for its document again.
    case looksAgain
    /// It goes back; `asksRuc`: the PAC is asked for its RUC again.
    case goes(asksRuc: Bool)
    /// It doesn't, and why.
    case refused(Reason)

    enum Reason: String, CaseIterable {
        /// It is in the queue, or waits for its invoice: the next run goes on with it.
        case alreadyQueued = "already-queued"
        /// The PAC may have it (guarantees G1).
        case inDoubt = "in-doubt"
        /// The PAC or the DGI refused its data: terminal (rulebook 7.3).
        case terminal
        /// Its data is wrong.
        case data
        /// It is done, or nobody ever wanted to send it.
        case notFailed = "not-failed"
    }

    /// What kept back a document whose data is right: its invoice, the PAC's register of RUCs, a series without numbers.
    static let outside: Set<FaultCode> = [
        .numerationExhausted, .referenceUnknown, .referenceProforma, .referenceRejected, .referenceVoided, .rucRefused,
    ]

    /// What kept back a void request that was never sent: its document hadn't come yet, or stood in a state in which nothing is voided.
    static let outsideOfVoids: Set<FaultCode> = [.voidTargetUnknown, .notVoidable]

    /// - Parameters:
    ///   - row: the document.
    ///   - errors: the codes of its faults that are errors.
    ///   - hasPayload: it was judged to its end.
    init(_ row: DocumentRow, errors: Set<FaultCode>, hasPayload: Bool) {
        switch row.state {
        case .queued, .waiting: self = .refused(.alreadyQueued)
        // A void in doubt is settled by the next run's GET, by itself (docs/decisions/0035).
        case .in_doubt: self = .refused(row.kind == .void ? .alreadyQueued : .inDoubt)
        case .rejected, .dgi_rejected: self = .refused(.terminal)
        case .conflict: self = .refused(.data)
        case .duplicate, .proforma, .imported, .accepted, .authorized, .complete, .voided: self = .refused(.notFailed)
        case .invalid where row.kind == .void:
            let isOutside = !errors.isEmpty && errors.isSubset(of: Self.outsideOfVoids)
            // What the PAC refused is final for the request; `void` makes a new one.
            self = row.attempts > 0 ? .refused(.terminal) : isOutside ? .looksAgain : .refused(.data)
        case .invalid:
            let isOutside = !errors.isEmpty && errors.isSubset(of: Self.outside)
            guard isOutside, hasPayload, row.numeration == nil, row.mode == .dgi else {
                self = .refused(.data)
                return
            }
            self = .goes(asksRuc: errors.contains(.rucRefused))
        }
    }
}
