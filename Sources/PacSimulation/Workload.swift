/// An order as the workload makes it. Prices are whole balboas and quantities whole numbers, so that its total is known without a rounding rule.
struct SimulatedOrder: Sendable, Equatable {
    /// What is wrong with an order that is meant to be refused.
    enum Defect: Sendable, CaseIterable {
        case unknownRate, noQuantity, noPrice, unknownReference
    }

    var id: String
    var company: String
    var isNote = false
    var isProforma = false
    /// The invoice that a note is about.
    var reference: String?
    /// A receiver whose RUC has to be asked for.
    var hasRuc = false
    var quantity: Int
    var price: Int
    var rate: Int
    var defect: Defect?

    var cents: Int { quantity * price * (100 + rate) }
}

/// A file that somebody drops into the inbox.
struct DroppedFile: Sendable {
    let name: String
    /// Before which run, counted from 1.
    let run: Int
    let bytes: [UInt8]
    /// Its records in their order; none for a file that can't be read.
    let orders: [SimulatedOrder]
    /// A file with these bytes was dropped before, or with this one: only one of them is processed.
    let isRepeated: Bool
}

/// What a seed's nights work on.
struct Workload: Sendable {
    var files: [DroppedFile] = []
    private var known: [SimulatedOrder] = []
    private let companies: [String]
    private var random: SeededRandom

    /// - Parameters:
    ///   - documents: about how many orders.
    ///   - runs: files are dropped before these runs.
    init(documents: Int, files count: Int, runs: Int, companies: [String], random: SeededRandom) {
        self.companies = companies
        self.random = random
        var left = documents
        for number in 1...count {
            let share = number == count ? left : min(left, max(left / (count - number + 1), 1))
            left -= share
            guard share > 0 else { continue }
            add(name: "orders-\(number)", orders: share, run: number == 1 ? 1 : self.random.within(1...runs))
        }
        if self.random.once(in: 12) { addJunk(run: self.random.within(1...runs)) }
    }

    private mutating func add(name: String, orders count: Int, run: Int) {
        let orders = (0..<count).map { _ in next() }
        // Only rows of one order that stand together are one order: no id twice in a row.
        let kept = orders.enumerated().filter { $0.offset == 0 || orders[$0.offset - 1].id != $0.element.id }.map(\.element)
        let isCSV = !random.once(in: 3)
        let bytes = Array((isCSV ? Self.csv(kept) : Self.jsonLines(kept)).utf8)
        drop(name + (isCSV ? ".csv" : ".jsonl"), bytes, kept, run: run)
        if random.once(in: 8) { drop(name + (isCSV ? "-again.csv" : "-again.jsonl"), bytes, kept, run: run + random.below(2)) }
    }

    private mutating func drop(_ name: String, _ bytes: [UInt8], _ orders: [SimulatedOrder], run: Int) {
        files.append(
            DroppedFile(name: name, run: run, bytes: bytes, orders: orders, isRepeated: files.contains { $0.bytes == bytes }))
    }

    private mutating func addJunk(run: Int) {
        drop("notes.csv", Array("this is no list of orders\n".utf8), [], run: run)
    }

    // MARK: - Orders

    private mutating func next() -> SimulatedOrder {
        if !known.isEmpty, random.once(in: 10) { return again() }
        var order = SimulatedOrder(
            id: "SO-\(known.count + 1)", company: random.pick(companies), quantity: random.within(1...9),
            price: random.within(1...400), rate: random.pick([0, 7, 10, 15]))
        if random.once(in: 6), let invoice = known.filter({ !$0.isNote }).randomElement(using: &random) {
            order.isNote = true
            order.reference = invoice.id
            order.company = invoice.company
        }
        order.isProforma = !order.isNote && random.once(in: 15)
        order.hasRuc = random.once(in: 8)
        if random.once(in: 12) {
            order.defect = random.pick(SimulatedOrder.Defect.allCases)
            if order.defect == .unknownReference {
                order.isNote = true
                order.isProforma = false
                order.reference = "NOBODY-\(known.count)"
            }
        }
        known.append(order)
        return order
    }

    /// An order that was given before: the same, or with another content.
    private mutating func again() -> SimulatedOrder {
        var order = random.pick(known)
        if random.once(in: 2) {
            order.price += 1
            known.append(order)
        }
        return order
    }

    // MARK: - Files

    static func csv(_ orders: [SimulatedOrder]) -> String {
        var text =
            "company,order_id,kind,mode,reference,notes,client_name,client_ruc,client_ruc_type,client_dv,receptor_type,"
            + "description,quantity,unit_price,tax_rate\n"
        for order in orders {
            text +=
                "\(order.company),\(order.id),\(order.kind),\(order.mode),\(order.reference ?? ""),\(order.id),"
                + (order.hasRuc ? "\"Cliente de Prueba, S.A.\",155704849-2-2021,2,32,CONTRIBUYENTE," : ",,,,,")
                + "Articulo,\(order.quantityText),\(order.priceText),\(order.rateText)\n"
        }
        return text
    }

    private static func jsonLines(_ orders: [SimulatedOrder]) -> String {
        orders.map { order in
            var members = [
                ("company", order.company), ("order_id", order.id), ("kind", order.kind), ("mode", order.mode),
                ("notes", order.id),
            ]
            if let reference = order.reference { members.append(("reference", reference)) }
            if order.hasRuc {
                members += [
                    ("client_name", "Cliente de Prueba, S.A."), ("client_ruc", "155704849-2-2021"), ("client_ruc_type", "2"),
                    ("client_dv", "32"), ("receptor_type", "CONTRIBUYENTE"),
                ]
            }
            let line =
                "{\"description\":\"Articulo\",\"quantity\":\"\(order.quantityText)\",\"unit_price\":\"\(order.priceText)\","
                + "\"tax_rate\":\"\(order.rateText)\"}"
            return "{" + members.map { "\"\($0.0)\":\"\($0.1)\"," }.joined() + "\"lines\":[\(line)]}\n"
        }.joined()
    }
}

extension SimulatedOrder {
    fileprivate var kind: String { isNote ? "credit_note" : "invoice" }
    fileprivate var mode: String { isProforma ? "PROFORM" : "DGI" }
    fileprivate var priceText: String { defect == .noPrice ? "" : "\(price).00" }
    fileprivate var quantityText: String { defect == .noQuantity ? "" : String(quantity) }
    fileprivate var rateText: String { defect == .unknownRate ? "9" : String(rate) }
}
