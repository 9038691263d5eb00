import Fiscal
import Ledger
import Transform

/// The void requests of a batch as far as they decide about each other: who holds a key, and which documents are to be voided already.
struct PlannedVoids {
    /// By the hash of company and key: the first 8 bytes of the holder's content, and whether it is invalid.
    private var holders: [Int: (content: UInt64, isInvalid: Bool)] = [:]
    /// Documents of the ledger that a request of the batch voids.
    private var targets: Set<Int64> = []

    /// Where a request stands among those before it, by the same rule as in a run (docs/decisions/0035).
    mutating func state(of judged: borrowing JudgedOrder, own: DocumentState, holder: KeyHolder?) -> DocumentState {
        guard !judged.orderID.isEmpty else { return own }
        var hasher = Hasher()
        hasher.combine(judged.company)
        hasher.combine(judged.orderID)
        let key = hasher.finalize()
        let content = Self.content(judged.contentHash)
        let former = holders[key] ?? holder.map { (Self.content($0.contentHash), $0.state == .invalid) }
        guard let former, !former.isInvalid else {
            holders[key] = (content, own == .invalid)
            return own
        }
        return content != 0 && content == former.content ? .duplicate : own
    }

    private static func content(_ hash: [UInt8]) -> UInt64 { hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    /// Takes note of a document that a request of the batch voids.
    mutating func take(_ target: Int64) { targets.insert(target) }

    /// True when a request before named this document.
    func hasTaken(_ target: Int64) -> Bool { targets.contains(target) }
}
