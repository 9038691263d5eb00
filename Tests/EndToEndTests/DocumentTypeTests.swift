import JSONText
import Testing

/// Every type of document and the chain of notes, the built program against the built sandbox (rulebook 1.4, 1.5, 6).
extension EndToEndTests {
    private static let foreigner = [
        "receptor_type": "04", "client_name": "INTERNATIONAL COMPANY LLC", "foreign_id": "US123456789",
        "foreign_country": "Estados Unidos", "address": "MIAMI FL",
    ]

    private static func foreign(_ id: String, _ cells: [String: String]) -> TestOrder {
        TestOrder(id, lines: [(2, 50, 0)], cells: foreigner.merging(cells) { _, new in new })
    }

    /// One order of each type, with the path it goes to.
    private static let types: [(order: TestOrder, type: String, path: String)] = [
        (TestOrder("T-01"), "01", "invoices"), (TestOrder("T-02", cells: ["document_type": "02"]), "02", "invoices"),
        (
            foreign("T-03", ["document_type": "03", "nature": "02", "country": "US", "incoterm": "FOB"]), "03", "invoices"
        ),
        (TestOrder("T-04", cells: ["kind": "credit_note", "reference": "T-01"]), "04", "credit-notes"),
        (TestOrder("T-05", cells: ["kind": "debit_note", "reference": "T-01"]), "05", "debit-notes"),
        (
            TestOrder("T-06", cells: ["kind": "credit_note", "document_type": "06", "reference": "T-01"]), "06", "credit-notes"
        ),
        (
            TestOrder("T-07", cells: ["kind": "debit_note", "document_type": "07", "reference": "T-01"]), "07", "debit-notes"
        ),
        (TestOrder("T-08", cells: ["document_type": "08"]), "08", "invoices"),
        (TestOrder("T-09", cells: ["document_type": "09"]), "09", "invoices"),
        (foreign("T-10", ["document_type": "10", "country": "PA", "destination": "1"]), "10", "invoices"),
    ]

    @Test func `every type of document is taken, authorized and filed, in its own series`() throws {
        let rig = try Rig()
        let orders = Self.types.map(\.order)
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": orders.count])
        let posts = try rig.posts()
        for (order, type, path) in Self.types {
            let post = try #require(posts.first { $0["information"]?.string == order.id })
            #expect(post["documentType"]?.string == type)
            #expect(post["path"]?.string?.hasSuffix("/" + path) == true)
            #expect(post["numeration"]?.string == "0000000001", "each type counts by itself")
        }
        try TruthChecker(rig, orders).check()
    }

    @Test func `a generic note goes out without a reference, which the ledger keeps`() throws {
        let rig = try Rig()
        try rig.drop(Self.types.map(\.order).csv)
        try rig.night()
        let database = try Database(rig.ledger)
        for id in ["T-06", "T-07"] {
            let rows = try database.rows(
                """
                SELECT CAST(t.request AS TEXT) AS request, i.order_id AS invoice FROM document d JOIN attempt t ON t.document_id = d.id
                JOIN document i ON i.id = d.reference_id WHERE d.order_id = '\(id)'
                """)
            #expect(rows.count == 1)
            #expect(rows.first?["invoice"] == "T-01")
            #expect(rows.first?["request"]?.contains("referencedDocuments") == false)
        }
    }

    @Test func `invoice, notes on it and others in one run, though the DGI takes its time`() throws {
        let rig = try Rig(options: ["--dgi-delay", "2s"])
        let orders = [
            TestOrder("CN-1", lines: [(1, 40, 7)], cells: ["kind": "credit_note", "reference": "SO-1"]),
            TestOrder("SO-1"), TestOrder("CN-2", lines: [(1, 50, 7)], cells: ["kind": "credit_note", "reference": "SO-1"]),
            TestOrder("DN-1", lines: [(1, 5, 7)], cells: ["kind": "debit_note", "reference": "SO-1"]), TestOrder("SO-2"),
        ]
        try rig.drop(orders.csv)
        let night = try rig.run("run", "--wait", "60s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 5])
        let order = try rig.posts().compactMap { $0["information"]?.string }
        #expect(Set(order.prefix(2)) == ["SO-1", "SO-2"], "notes hold nobody up")
        let invoice = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "SO-1" })
        let requests = try Database(rig.ledger).rows(
            "SELECT CAST(t.request AS TEXT) AS request FROM attempt t JOIN document d ON d.id = t.document_id WHERE d.kind <> 'invoice'"
        )
        for row in requests {
            let reference = try JSONParser.parse(Array((row["request"] ?? "").utf8))["referencedDocuments"]?.array?.first
            #expect(reference?["cufeIdentification"] == invoice["cufe"])
            #expect(reference?["issueDate"] == invoice["issue_date"])
        }
        try TruthChecker(rig, orders).check()
    }

    @Test func `a note comes on another night, and all notes on an invoice add up`() throws {
        let rig = try Rig()
        let first = [
            TestOrder("SO-1"), TestOrder("CN-1", lines: [(1, 60, 7)], cells: ["kind": "credit_note", "reference": "SO-1"]),
        ]
        try rig.drop(first.csv)
        #expect(try rig.night().code == 0)
        let second = [
            TestOrder("CN-2", lines: [(1, 40, 7)], cells: ["kind": "credit_note", "reference": "SO-1"]),
            TestOrder("CN-3", lines: [(1, 1, 0)], cells: ["kind": "credit_note", "reference": "SO-1"]),
        ]
        try rig.drop(second.csv, as: "second.csv")
        #expect(try rig.night().code == 0)
        let notes = try rig.results().flatMap(\.documents).reduce(into: [String: [String]]()) {
            $0[$1["order_id"]?.string ?? ""] = $1["faults"]?.array?.compactMap { $0["code"]?.string }
        }
        #expect(notes["CN-1"]?.contains("PB-REF-14") == false)
        #expect(notes["CN-2"]?.contains("PB-REF-14") == false, "exactly the invoice's total")
        #expect(notes["CN-3"]?.contains("PB-REF-14") == true, "a balboa more")
        try TruthChecker(rig, first + second).check()
    }

    @Test func `a note on an invoice that was voided is refused`() throws {
        let rig = try Rig()
        try rig.drop([TestOrder("SO-1")].csv)
        try rig.night()
        #expect(try rig.run("void", "SO-1", "--reason", "Pedido duplicado por error").code == 0)
        try rig.drop([TestOrder("CN-1", cells: ["kind": "credit_note", "reference": "SO-1"])].csv, as: "note.csv")
        #expect(try rig.night().code == 3)
        let note = try #require(try rig.results().flatMap(\.documents).first { $0["order_id"]?.string == "CN-1" })
        #expect(note["state"]?.string == "invalid")
        #expect(note["faults"]?.array?.contains { $0["code"]?.string == "PB-REF-12" } == true)
    }
}
