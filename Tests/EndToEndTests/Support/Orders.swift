import SeededRandom

/// An order as the tests make it, with its total computed here. Prices are whole balboas and quantities whole numbers, so that every
/// amount is exact and no rounding rule is needed to know it.
struct TestOrder {
    var id: String
    var lines: [(quantity: Int, price: Int, rate: Int)]
    /// More columns: `kind`, `reference`, …
    var cells: [String: String] = [:]

    init(_ id: String, lines: [(quantity: Int, price: Int, rate: Int)] = [(1, 100, 7)], cells: [String: String] = [:]) {
        self.id = id
        self.lines = lines
        self.cells = cells
    }

    /// One to three lines at any of the four rates.
    init(_ id: String, random: inout SeededRandom) {
        self.init(
            id,
            lines: (0..<Int.random(in: 1...3, using: &random)).map { _ in
                (
                    Int.random(in: 1...9, using: &random), Int.random(in: 1...400, using: &random),
                    [0, 7, 10, 15].randomElement(using: &random) ?? 0
                )
            })
    }

    /// The grand total in cents.
    var cents: Int { lines.reduce(0) { $0 + $1.quantity * $1.price * (100 + $1.rate) } }

    /// The ITBMS in cents.
    var taxCents: Int { lines.reduce(0) { $0 + $1.quantity * $1.price * $1.rate } }
}

extension [TestOrder] {
    /// So many orders named `PREFIX-1`, ….
    static func random(_ count: Int, seed: UInt64, prefix: String = "SO") -> [TestOrder] {
        var random = SeededRandom(seed: seed)
        return (1...count).map { TestOrder("\(prefix)-\($0)", random: &random) }
    }

    /// The orders as a CSV file. The order's number also stands in its notes, and so in what the PAC is told.
    var csv: String {
        let extra = Set(flatMap(\.cells.keys)).subtracting(["notes"]).sorted()
        var text =
            (["order_id", "notes", "description", "quantity", "unit_price", "tax_rate"] + extra).joined(separator: ",") + "\n"
        for order in self {
            for (index, line) in order.lines.enumerated() {
                let cells =
                    [
                        order.id, order.cells["notes"] ?? order.id, "Article \(index)", String(line.quantity), "\(line.price).00",
                        String(line.rate),
                    ] + extra.map { order.cells[$0] ?? "" }
                text += cells.joined(separator: ",") + "\n"
            }
        }
        return text
    }
}
