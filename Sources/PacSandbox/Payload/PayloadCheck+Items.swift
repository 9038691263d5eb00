import JSONText

extension PayloadCheck {
    private static let itemKeys = ["number", "description", "code", "unit", "quantity", "prices", "itbms", "cpbs"]
    private static let ratePercents: [String: Int64] = ["00": 0, "01": 7, "02": 10, "03": 15]

    /// The lines (pac-api.md 2 and 3.5, `items`).
    mutating func checkItems(_ root: Node) {
        guard let items = array(root, "items", 1...1000) else { return }
        var numbers: Set<String> = []
        var values: [LineValues] = []
        for (index, item) in items.enumerated() {
            guard let node = object(item, path: "items[\(index)]", keys: Self.itemKeys) else { continue }
            let number = text(node, "number") { Self.isDigitsNotAllZero($0, 4) }
            if let number, !numbers.insert(number).inserted { fail("2001", node.field("number")) }
            text(node, "description", 2...500)
            text(node, "code", 1...20, required: false)
            _ = text(node, "unit", where: SandboxCatalogues.isUnit)
            if let line = checkValues(node) { values.append(line) }
            checkCpbs(node)
        }
        if values.count == items.count { parts.lines = values }
    }

    /// Quantity, prices and rate; the line's values when all of them can be read.
    private mutating func checkValues(_ node: Node) -> LineValues? {
        let quantity = amount(node, "quantity", .quantity)
        var price: Int64?
        var discount: Int64?
        var charges: Int64? = 0
        if let prices = object(node, "prices", keys: ["transfer", "discount", "transport", "insurance"]) {
            price = amount(prices, "transfer", .price)
            discount = amount(prices, "discount", .discount)
            for key in ["transport", "insurance"] where prices.object[key] != nil {
                charges = amount(prices, key, .cents).flatMap { charge in charges.map { $0 + charge / 10_000 } }
            }
            checkDiscount(prices, price: price, discount: discount)
        }
        let rate = object(node, "itbms", keys: ["rate"]).flatMap {
            text($0, "rate", code: "2150") { Self.ratePercents[$0] != nil }
        }
        guard let quantity, let price, let discount, discount <= price, let charges, let rate,
            let percent = Self.ratePercents[rate]
        else { return nil }
        return LineValues(quantity: quantity, price: price, discount: discount, ratePercent: percent, charges: charges)
    }

    private mutating func checkDiscount(_ prices: Node, price: Int64?, discount: Int64?) {
        guard let price, let discount, discount > price else { return }
        fail(price == 0 ? "2052" : "2051", prices.field("discount"))
    }

    /// A sale to the State names each product's family and its unit (AP3063); elsewhere a code needs its unit.
    private mutating func checkCpbs(_ node: Node) {
        let isState = parts.receiverType == "03"
        guard node.object["cpbs"] != nil || !isState else {
            fail("AP3063", node.field("cpbs"))
            return
        }
        guard let cpbs = object(node, "cpbs", required: false, keys: ["code", "unit"]) else { return }
        if isState, cpbs.object["code"] == nil || cpbs.object["unit"] == nil {
            fail("AP3063", cpbs.path)
            return
        }
        _ = text(cpbs, "code") { Self.isDigits($0, 4) }
        _ = text(cpbs, "unit", where: SandboxCatalogues.isUnit)
    }
}
