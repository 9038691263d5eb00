import JSONText

extension PayloadCheck {
    static let totalsKeys = ["paymentTime", "paymentMethods", "installmentPayment", "retention"]
    private static let paymentTypes = ["01", "02", "03", "04", "08", "09", "99"]

    /// Payment and retention (pac-api.md 2 and 3.5, `totals`).
    mutating func checkTotals(_ node: Node) {
        let time = integer(node, "paymentTime", [1, 2, 3], code: "2512")
        checkPaymentMethods(node)
        checkInstallments(node, time)
        if let retention = object(node, "retention", required: false, keys: ["code", "amount"]) {
            integer(retention, "code", [1, 2, 3, 4, 7, 8])
            amount(retention, "amount", .cents)
        }
    }

    /// Each method, and their sum against the total: one cent may be missing or too much (dgi.md 5.2).
    private mutating func checkPaymentMethods(_ node: Node) {
        guard let methods = array(node, "paymentMethods", 1...10) else { return }
        var sum: Int128? = 0
        for (index, method) in methods.enumerated() {
            let path = "\(node.field("paymentMethods"))[\(index)]"
            guard let method = object(method, path: path, keys: ["type", "amount", "otherType"]) else {
                sum = nil
                continue
            }
            let type = text(method, "type", code: "2600") { Self.paymentTypes.contains($0) }
            let paid = amount(method, "amount", .cents)
            sum = sum.flatMap { sum in paid.map { sum + Int128($0 / 10_000) } }
            if let type, (type == "99") != (method.object["otherType"] != nil) { fail("2601", method.field("otherType")) }
            text(method, "otherType", 10...100, required: false)
        }
        guard let sum, let lines = parts.lines else { return }
        let total = DocumentSums(lines).total
        if max(sum, total) - min(sum, total) > 1 { fail("2510", node.field("paymentMethods")) }
    }

    private mutating func checkInstallments(_ node: Node, _ time: Int?) {
        guard let installments = array(node, "installmentPayment", 1...99, required: false) else { return }
        if time == 1 { fail("0100", node.field("installmentPayment")) }
        for (index, value) in installments.enumerated() {
            let path = "\(node.field("installmentPayment"))[\(index)]"
            let keys = ["sequence", "dueDate", "amount", "information"]
            guard let installment = object(value, path: path, keys: keys) else { continue }
            integer(installment, "sequence", Array(1...99))
            _ = moment(installment, "dueDate")
            amount(installment, "amount", .cents)
            text(installment, "information", 15...1000, required: false)
        }
    }
}
