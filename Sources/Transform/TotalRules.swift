import Fiscal

// Totals, control total, sanity, retention (rulebook 4, 10 Sanity).
extension Transformer {
    private static let totalSanity = Amount(cents: 1_000_000_00)
    private static let finalConsumerSanity = Amount(cents: 10_000_00)

    mutating func judgeTotals(_ record: borrowing OrderRecord) {
        judgeRetention(record)
        let control = controlTotal(record)
        guard draft.hasAllAmounts, !draft.lines.isEmpty else { return }
        let total = draft.totals.total
        if !draft.totals.isWithinLimits {
            findings.report(.totalLimit, .cell(.total), in: record, facts: ["amount": total.text(decimals: 2)])
        } else if total > Self.totalSanity {
            findings.report(.totalSanity, .cell(.total), in: record, facts: ["amount": total.text(decimals: 2)])
        }
        if draft.receptor == .finalConsumer, total > Self.finalConsumerSanity {
            findings.report(.finalConsumerTotalSanity, .cell(.total), in: record, facts: ["amount": total.text(decimals: 2)])
        }
        if let control, !draft.totals.agrees(withControlTotal: control) {
            let facts = [
                "computed": total.text(decimals: 2), "net": draft.totals.net.text(decimals: 2),
                "itbms": draft.totals.itbms.text(decimals: 2),
            ]
            findings.report(.controlTotalDiffers, .cell(.total), in: record, facts: facts)
        }
    }

    private mutating func controlTotal(_ record: borrowing OrderRecord) -> Amount? {
        if record.isEmpty(.total) { return nil }
        if let control = try? Amount(text: record[.total]) { return control }
        findings.report(.numberMalformed, .cell(.total), in: record)
        return nil
    }

    private mutating func judgeRetention(_ record: borrowing OrderRecord) {
        let key: OrderKey = record.isEmpty(.codigo_retencion) ? .client_codigo_retencion : .codigo_retencion
        switch YesOrNo(cell: record[.invoice_retention]) {
        case .neither: findings.report(.booleanMalformed, .cell(.invoice_retention), in: record)
        case .no:
            if !record.isEmpty(key) { findings.report(.retentionWithoutAgent, .cell(key), in: record) }
        case .yes where record.isEmpty(key): findings.report(.retentionCodeMissing, .cell(.codigo_retencion), in: record)
        case .yes:
            guard let code = RetentionCode(cell: record[key]) else {
                findings.report(.retentionCodeUnknown, .cell(key), in: record)
                return
            }
            draft.retention = draft.totals.retention(code).map { (code, $0) }
        }
    }
}
