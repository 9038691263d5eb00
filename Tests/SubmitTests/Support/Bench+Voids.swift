import Fiscal
import Ledger

@testable import Submit

extension Bench {
    static let voidReason = "Pedido duplicado por error"

    /// A complete document and a request to void it that may go out.
    func admitVoid(of order: String = "SO-1") throws -> (target: Int64, request: Int64) {
        let target = try admit(order)
        try run()
        try beginRun()
        return (target, try admitVoid(of: order, target: target))
    }

    /// A request that is bound to its document.
    func admitVoid(of order: String, target: Int64, state: DocumentState = .queued) throws -> Int64 {
        let request = try admit("void of " + order) { void in
            void.kind = .void
            void.documentType = nil
            void.template = []
            void.voidReason = Self.voidReason
            void.voidTarget = .order(kind: .invoice, id: order)
        }
        try ledger.transaction { try ledger.bind(void: request, to: target, state: state) }
        return request
    }
}
