public import Fiscal
public import Ledger

/// What becomes of a void request, by what is known of the document that it names (rulebook 7.8, 10 Void).
public enum VoidDecision: Sendable {
    /// The DELETE may go out.
    case goes
    /// It waits until the document is authorized.
    case waits
    /// It comes to nothing.
    case refused(Fault)

    /// - Parameters:
    ///   - target: the document that it names.
    ///   - hasOther: another request has voided it already, or is about to.
    ///   - windowSeconds: so long after the issue it may be voided; exactly so long is in time.
    ///   - now: the moment at which the DELETE would go out.
    public init(target: DocumentRow, hasOther: Bool, windowSeconds: Int64, now: FiscalTime) {
        if target.state == .voided || hasOther {
            self = .refused(Fault(.alreadyVoided, facts: ["key": target.nameInFaults]))
            return
        }
        switch target.state {
        case .authorized, .complete:
            let deadline = (target.issueDate ?? now).adding(seconds: windowSeconds)
            self = now <= deadline ? .goes : .refused(Self.windowOver(target, windowSeconds, deadline))
        case .queued, .waiting, .in_doubt, .accepted: self = .waits
        case .invalid, .conflict, .duplicate, .proforma, .imported, .rejected, .dgi_rejected, .voided:
            self = .refused(Self.notVoidable(target))
        }
    }

    private static func windowOver(_ target: DocumentRow, _ windowSeconds: Int64, _ deadline: FiscalTime) -> Fault {
        let facts = [
            "key": target.nameInFaults, "issueDate": target.issueDate?.text ?? "", "hours": String(windowSeconds / 3600),
            "deadline": deadline.text, "reference": target.orderID ?? target.cufe ?? "",
        ]
        return Fault(.voidWindowOver, facts: facts)
    }

    /// The fault of a document in a state in which nothing is voided.
    public static func notVoidable(_ target: DocumentRow) -> Fault {
        Fault(.notVoidable, facts: ["key": target.nameInFaults, "state": target.state.rawValue])
    }
}

extension DocumentRow {
    /// What a document is called in the faults of another one.
    public var nameInFaults: String { orderID ?? cufe ?? pacID ?? numeration ?? String(id) }
}
