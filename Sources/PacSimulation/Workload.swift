import SeededRandom

/// An order as the workload makes it. Prices are whole balboas and quantities whole numbers, so that its total is known without a rounding rule.
struct SimulatedOrder: Sendable, Equatable {
    /// What is wrong with an order that is meant to be refused.
    enum Defect: Sendable, CaseIterable {
        case unknownRate, noQuantity, noPrice, unknownReference
    }

    /// What becomes of it.
    enum Kind: String, Sendable {
        case invoice
        case credit = "credit_note"
        case debit = "debit_note"
        /// It names by `id` what it voids.
        case void
    }

    var id: String
    var company: String
    var kind = Kind.invoice
    var isProforma = false
    /// The invoice that a note is about: its order, or a CUFE.
    var reference: String?
    /// A receiver whose RUC has to be asked for.
    var hasRuc = false
    /// A client of the registry's.
    var client: Int?
    /// What kind of document a void names.
    var voided: Kind?
    var quantity: Int
    var price: Int
    var rate: Int
    var defect: Defect?

    var cents: Int { kind == .void ? 0 : quantity * price * (100 + rate) }
    var isNote: Bool { kind == .credit || kind == .debit }
}

/// A file that somebody drops into the inbox.
struct DroppedFile: Sendable {
    enum Content: Sendable, Equatable {
        case orders
        /// A client registry.
        case clients
        /// The DGI's XML, with the states that its documents earn.
        case imports([String])
        /// Nothing that can be used.
        case junk
    }

    let name: String
    /// Before which run, counted from 1.
    let run: Int
    let bytes: [UInt8]
    /// Its records in their order; none for a file that holds no orders.
    let orders: [SimulatedOrder]
    /// What it is.
    var content = Content.orders
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

    /// Adds what isn't in every seed: clients, debit notes, void requests, imports.
    /// - Parameter random: a generator of its own, so that the orders stay as they are.
    mutating func addMore(runs: Int, random: SeededRandom) {
        self.random = random
        let hasClients = self.random.once(in: 3)
        let hasImport = self.random.once(in: 4)
        if hasClients { addClients() }
        if hasImport { addImports(runs: runs) }
        for number in 1...self.random.pick([1, 1, 2]) {
            let run = self.random.within(1...runs + 1)
            let orders = (0..<self.random.within(1...5)).map { _ in more(hasClients: hasClients, hasImport: hasImport) }
            let kept = Self.apart(orders)
            let bytes = Array(Self.csv(kept, hasMore: true).utf8)
            drop("more-\(number).csv", bytes, kept, run: run)
        }
    }

    private mutating func add(name: String, orders count: Int, run: Int) {
        let orders = (0..<count).map { _ in next() }
        let kept = Self.apart(orders)
        let isCSV = !random.once(in: 3)
        let bytes = Array((isCSV ? Self.csv(kept) : Self.jsonLines(kept)).utf8)
        drop(name + (isCSV ? ".csv" : ".jsonl"), bytes, kept, run: run)
        if random.once(in: 8) { drop(name + (isCSV ? "-again.csv" : "-again.jsonl"), bytes, kept, run: run + random.below(2)) }
    }

    /// Only rows of one order that stand together are one order: no id twice in a row.
    private static func apart(_ orders: [SimulatedOrder]) -> [SimulatedOrder] {
        orders.enumerated().filter { $0.offset == 0 || orders[$0.offset - 1].id != $0.element.id }.map(\.element)
    }

    private mutating func drop(
        _ name: String, _ bytes: [UInt8], _ orders: [SimulatedOrder], run: Int, content: DroppedFile.Content = .orders
    ) {
        let isRepeated = files.contains { $0.bytes == bytes }
        files.append(
            DroppedFile(name: name, run: run, bytes: bytes, orders: orders, content: content, isRepeated: isRepeated))
    }

    private mutating func addJunk(run: Int) {
        drop("notes.csv", Array("this is no list of orders\n".utf8), [], run: run, content: .junk)
    }

    private mutating func addClients() {
        var text = "company,client_id,client_name,client_ruc,client_ruc_type,client_dv,receptor_type\n"
        for company in companies {
            for client in 1...Self.clients {
                text += "\(company),C-\(client),\(SimulatedOrder.name(ofClient: client)),155704849-2-2021,2,32,CONTRIBUYENTE\n"
            }
        }
        drop("clients.csv", Array(text.utf8), [], run: 1, content: .clients)
    }

    static let clients = 3

    private mutating func addImports(runs: Int) {
        let run = random.within(1...runs)
        drop("import.xml", Array(SignedImport.text.utf8), [], run: run, content: .imports(["imported"]))
        switch random.below(4) {
        case 0: drop("import-again.xml", Array(SignedImport.text.utf8), [], run: run, content: .imports(["imported"]))
        case 1:
            let altered = SignedImport.text.replacing("Licuadora", with: "Licuadura")
            drop("import-altered.xml", Array(altered.utf8), [], run: random.within(1...runs), content: .imports(["invalid"]))
        case 2:
            let spaced = SignedImport.text + "\n"
            drop("import2.xml", Array(spaced.utf8), [], run: run + 1, content: .imports(["duplicate"]))
        default: break
        }
    }

    // MARK: - Orders

    private mutating func next() -> SimulatedOrder {
        if !known.isEmpty, random.once(in: 10) { return again() }
        var order = SimulatedOrder(
            id: "SO-\(known.count + 1)", company: random.pick(companies), quantity: random.within(1...9),
            price: random.within(1...400), rate: random.pick([0, 7, 10, 15]))
        if random.once(in: 6), let invoice = known.filter({ !$0.isNote }).randomElement(using: &random) {
            order.kind = .credit
            order.reference = invoice.id
            order.company = invoice.company
        }
        order.isProforma = !order.isNote && random.once(in: 15)
        order.hasRuc = random.once(in: 8)
        if random.once(in: 12) {
            order.defect = random.pick(SimulatedOrder.Defect.allCases)
            if order.defect == .unknownReference {
                order.kind = .credit
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

    /// An order of the sorts that aren't in every seed.
    private mutating func more(hasClients: Bool, hasImport: Bool) -> SimulatedOrder {
        var order = SimulatedOrder(
            id: "MO-\(known.count + 1)", company: random.pick(companies), quantity: random.within(1...9),
            price: random.within(1...400), rate: random.pick([0, 7, 10, 15]))
        let named = known.randomElement(using: &random)
        switch random.below(8) {
        case 0..<4 where named != nil:
            order.id = random.once(in: 12) ? "NOBODY-\(known.count)" : named?.id ?? order.id
            order.company = named?.company ?? order.company
            order.kind = .void
            order.voided = named?.kind
            return order
        case 4, 5:
            order.kind = .debit
            order.reference = named?.id ?? "NOBODY"
            order.company = named?.company ?? order.company
        case 6 where hasImport:
            order.kind = .credit
            order.reference = SignedImport.cufe
            order.company = companies[0]
        default: order.client = hasClients ? random.within(1...Self.clients) : nil
        }
        known.append(order)
        return order
    }

    // MARK: - Files

    static func csv(_ orders: [SimulatedOrder], hasMore: Bool = false) -> String {
        var text =
            "company,order_id,kind,mode,reference,notes,client_name,client_ruc,client_ruc_type,client_dv,receptor_type,"
            + "description,quantity,unit_price,tax_rate\(hasMore ? ",client_id,void_kind,reason" : "")\n"
        for order in orders {
            text +=
                "\(order.company),\(order.id),\(order.kind.rawValue),\(order.mode),\(order.reference ?? ""),\(order.id),"
                + (order.hasRuc ? "\"Cliente de Prueba, S.A.\",155704849-2-2021,2,32,CONTRIBUYENTE," : ",,,,,")
                + (order.kind == .void ? ",,," : "Articulo,\(order.quantityText),\(order.priceText),\(order.rateText)")
                + (hasMore ? order.moreCells : "") + "\n"
        }
        return text
    }

    private static func jsonLines(_ orders: [SimulatedOrder]) -> String {
        orders.map { order in
            var members = [
                ("company", order.company), ("order_id", order.id), ("kind", order.kind.rawValue), ("mode", order.mode),
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
    /// What a client of the registry is called.
    static func name(ofClient number: Int) -> String { "Cliente Registrado \(number)" }

    /// The reason of a void request.
    static let reason = "Pedido anulado por la simulacion"

    fileprivate var moreCells: String {
        ",\(client.map { "C-\($0)" } ?? ""),\(voided?.rawValue ?? ""),\(kind == .void ? Self.reason : "")"
    }
    fileprivate var mode: String { isProforma ? "PROFORM" : "DGI" }
    fileprivate var priceText: String { defect == .noPrice ? "" : "\(price).00" }
    fileprivate var quantityText: String { defect == .noQuantity ? "" : String(quantity) }
    fileprivate var rateText: String { defect == .unknownRate ? "9" : String(rate) }
}
