import Fiscal
import Ledger
import Submit

/// Looks for the documents that void requests name, once every input is in: the document may have come in the same batch (rulebook 10 Void).
struct VoidIntake {
    let ledger: LedgerStore
    let windowSeconds: Int64
    let clock: RunClock

    /// Requests of one commit.
    private static let portion = 500

    /// Binds every request that hasn't been bound yet: it goes out, waits, or is refused.
    func bind() throws {
        var ids = try ledger.unboundVoids()[...]
        while !ids.isEmpty {
            let some = ids.prefix(Self.portion)
            ids = ids.dropFirst(Self.portion)
            try ledger.transaction { for id in some { try bind(id) } }
        }
    }

    private func bind(_ id: Int64) throws {
        guard let request = try ledger.voidRequest(id: id) else { return }
        guard let target = try ledger.document(namedBy: request.names, company: request.row.company) else {
            return try ledger.end(
                void: id, faults: [Fault(.voidTargetUnknown, field: field(request.names), value: request.names.name)],
                atMicros: clock.wallMicros())
        }
        let hasOther = try ledger.liveVoid(of: target.id) != nil
        switch VoidDecision(target: target, hasOther: hasOther, windowSeconds: windowSeconds, now: clock.now) {
        case .goes: try ledger.bind(void: id, to: target.id, state: .queued)
        case .waits:
            try ledger.bind(void: id, to: target.id, state: .waiting)
            let facts = ["key": target.nameInFaults, "state": target.state.rawValue]
            try ledger.append(fault: Fault(.voidWaits, facts: facts), document: id)
        case .refused(let fault): try ledger.end(void: id, faults: [fault], atMicros: clock.wallMicros())
        }
    }

    private func field(_ target: VoidTarget) -> String {
        switch target {
        case .order: "order_id"
        case .cufe: "cufe"
        case .document: "document_id"
        }
    }
}

extension LedgerStore {
    /// The company's document that a void request names; nil when there is none.
    func document(namedBy target: VoidTarget, company: String) throws -> DocumentRow? {
        let found: DocumentRow?
        switch target {
        case .order(let kind, let id):
            found = try keyHolder(company: company, kind: kind, orderID: id).flatMap { try document(id: $0.id) }
        case .cufe(let cufe): found = try document(cufe: cufe)
        case .document(let id): found = try document(pacID: id, company: company)
        }
        return found.flatMap { $0.company == company && $0.kind != .void ? $0 : nil }
    }
}

extension Configuration {
    /// So long after its issue a document may be voided.
    var voidWindowSeconds: Int64 { Int64(voidWindowHours) * 3600 }
}
