import Fiscal

// Void requests, as far as the order alone tells: what to void, and why (rulebook 7.8, 10 Void).
extension Transformer {
    private static let reasonLength = 15...1000
    private static let dgiReasonLimit = 500

    mutating func judgeVoid(_ record: borrowing OrderRecord, into judged: inout JudgedOrder) {
        judged.voidReason = record.text(.reason)
        let count = record[.reason].scalarCount
        let facts = ["count": "\(count)"]
        if !Self.reasonLength.contains(count) {
            findings.report(.voidReasonLength, .cell(.reason), in: record, facts: facts)
        } else if count > Self.dgiReasonLimit {
            findings.report(.voidReasonOverDgiLimit, .cell(.reason), in: record, facts: facts)
        }
        let kind = voidKind(record)
        if !record.isEmpty(.cufe) {
            judged.voidTarget = cufeTarget(record)
        } else if !record.isEmpty(.document_id) {
            judged.voidTarget = .document(id: record.text(.document_id))
        } else if !record.isEmpty(.order_id) {
            judged.voidTarget = .order(kind: kind, id: record.text(.order_id))
        }
    }

    private mutating func voidKind(_ record: borrowing OrderRecord) -> DocumentKind {
        if record.isEmpty(.void_kind) { return .invoice }
        if let kind = DocumentKind(word: record[.void_kind]), kind != .void { return kind }
        let facts = suggestions.facts(
            for: record.text(.void_kind), among: ["invoice", "credit_note", "debit_note"], of: "void kinds")
        findings.report(.voidKindUnknown, .cell(.void_kind), in: record, facts: facts)
        return .invoice
    }

    /// A malformed CUFE names nothing, even where its fault is demoted.
    private mutating func cufeTarget(_ record: borrowing OrderRecord) -> JudgedOrder.VoidTarget? {
        let text = record.text(.cufe)
        for fault in Cufe.faults(in: text) {
            let fault = fault.fault(value: text)
            findings.report(fault.code, .cell(.cufe), in: record, facts: fault.facts)
        }
        return .cufe(text)
    }
}
