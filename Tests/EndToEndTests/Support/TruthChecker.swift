import JSONText
import Testing

/// The invariants of reliability.md 2, checked from outside: the sandbox's truth log, the ledger's file, results and outbox against each
/// other. Shares no code with the pipeline.
struct TruthChecker {
    let rig: Rig
    /// Every order that was dropped, in the order of the files.
    let orders: [TestOrder]

    private let truth: [JSONValue]
    private let posts: [JSONValue]
    private let documents: [Database.Row]
    private let attempts: [Database.Row]
    private let database: Database
    private let results: [JSONValue]
    /// Documents of which a proof of absence or an operator's verdict says that the PAC doesn't have them.
    private let excuses: [String: [Database.Row]]

    init(_ rig: Rig, _ orders: [TestOrder]) throws {
        self.rig = rig
        self.orders = orders
        truth = try rig.truth()
        posts = truth.filter { $0["operation"]?.string == "post" }
        database = try Database(rig.ledger)
        documents = try database.rows("SELECT * FROM document ORDER BY id")
        attempts = try database.rows(
            "SELECT id, document_id, number, request, request_sha256, outcome FROM attempt ORDER BY document_id, number")
        results = try rig.results().flatMap(\.documents)
        let excuses = try database.rows(
            "SELECT document_id FROM event WHERE kind = 'absence_proved' OR detail LIKE '%not-received%'")
        self.excuses = Dictionary(grouping: excuses) { $0["document_id"] ?? "" }
    }

    /// All of them. What it finds is recorded as an issue each.
    func check() throws {
        checkOneDocumentEach()
        checkPostsAgainstIntents()
        try checkNothingIsLost()
        checkSameDocumentsOnBothSides()
        try checkNumbers()
        checkBytes()
        try checkVoids()
        try checkOutbox()
        checkRate()
        try checkLedger()
    }

    private func fail(_ text: String) { Issue.record("\(text)") }

    private var committed: [JSONValue] { posts.filter { $0["committed"]?.bool == true } }

    // MARK: - I1, I2: nothing twice

    /// No order has two documents at the PAC, and no number two.
    private func checkOneDocumentEach() {
        for (key, group) in Dictionary(grouping: committed, by: { $0["bodySha256"]?.string ?? "" }) where group.count > 1 {
            fail("I1: the bytes \(key) made \(group.count) documents")
        }
        let series = { (line: JSONValue) in
            "\(line["company"]?.string ?? "") \(line["documentType"]?.string ?? "") \(line["numeration"]?.string ?? "")"
        }
        for (number, group) in Dictionary(grouping: committed, by: series) where group.count > 1 {
            fail("I1: the number \(number) has \(group.count) documents")
        }
    }

    /// No more POSTs than intents, and a second one only after proof that the first did nothing.
    private func checkPostsAgainstIntents() {
        let arrived = Dictionary(grouping: posts.filter { $0["bodySha256"] != nil }, by: { $0["bodySha256"]?.string ?? "" })
        for (_, tries) in Dictionary(grouping: attempts, by: { $0["document_id"] ?? "" }) {
            let digest = tries[0]["request_sha256"] ?? ""
            if Set(tries.map { $0["request_sha256"] ?? "" }).count > 1 { fail("I2: a repeated attempt has other bytes") }
            if arrived[digest]?.count ?? 0 > tries.count { fail("I2: more POSTs than intents for \(digest)") }
            for earlier in tries.dropLast() where !["not_sent", "throttled", "stopped"].contains(earlier["outcome"] ?? "open") {
                if earlier["outcome"] == "in_doubt", excuses[earlier["document_id"] ?? ""] != nil { continue }
                fail("I2: document \(earlier["document_id"] ?? "") was sent again after \(earlier["outcome"] ?? "open")")
            }
        }
        let known = Set(attempts.map { $0["request_sha256"] ?? "" })
        for digest in arrived.keys where !known.contains(digest) { fail("I2: a POST without an intent: \(digest)") }
    }

    // MARK: - I3, I4: nothing lost

    /// Every order has its result lines, each in one state, and the amounts are those of the input.
    private func checkNothingIsLost() throws {
        if results.count != documents.count { fail("I4: \(results.count) result lines for \(documents.count) documents") }
        let given = Dictionary(grouping: orders, by: \.id)
        // Void requests name their document's order, imports none.
        let results = results.filter { $0["kind"]?.string != "void" && $0["mode"]?.string != "DGI_IMPORT" }
        let told = Dictionary(grouping: results) { $0["order_id"]?.string ?? "" }
        for (id, orders) in given where told[id]?.count != orders.count {
            fail("I3: \(id) was given \(orders.count) times and has \(told[id]?.count ?? 0) results")
        }
        for id in told.keys where given[id] == nil { fail("I3: a result for \(id), which nobody gave") }
        for result in results where result["state"]?.string != "invalid" {
            let totals = given[result["order_id"]?.string ?? ""]?.map { Self.amount($0.cents) } ?? []
            if !totals.contains(result["total"]?.string ?? "") {
                fail("I3: total \(result["total"]?.string ?? "") of \(result["order_id"]?.string ?? "")")
            }
        }
    }

    static func amount(_ cents: Int) -> String {
        let fraction = cents % 100
        return "\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    // MARK: - I5, I7: both sides agree

    /// A CUFE that differs from the expected one is told in the document's faults.
    private func isToldToDiffer(_ row: Database.Row) -> Bool {
        results.contains { line in
            line["document_id"]?.string == row["pac_id"]
                && line["faults"]?.array?.contains { $0["code"]?.string == "PB-PAC-03" } == true
        }
    }

    /// Every document that the ledger knows exists at the PAC, and every document of the PAC's is known, or in doubt here.
    private func checkSameDocumentsOnBothSides() {
        let there = Dictionary(grouping: committed, by: { $0["id"]?.string ?? "" })
        for row in documents where row["kind"] != "void" {
            guard let id = row["pac_id"] else { continue }
            guard let line = there[id]?.first else {
                fail("I5: the PAC has no document \(id)")
                continue
            }
            if line["numeration"]?.string != row["numeration"] { fail("I5: \(id) has another number there") }
            if let cufe = row["cufe"], line["cufe"]?.string != cufe { fail("I5: \(id) has another CUFE there") }
            // What the PAC issued is what was computed before (rulebook 5.5).
            if let cufe = row["cufe"], let expected = row["expected_cufe"], cufe != expected, !isToldToDiffer(row) {
                fail("I5: \(cufe) was expected to be \(expected)")
            }
        }
        let known = Set(documents.compactMap { $0["pac_id"] })
        let inDoubt = Set(documents.filter { $0["state"] == "in_doubt" }.compactMap { $0["numeration"] })
        for line in committed
        where !known.contains(line["id"]?.string ?? "") && !inDoubt.contains(line["numeration"]?.string ?? "") {
            fail("I5: the PAC has \(line["id"]?.string ?? "?"), which nobody here knows or doubts")
        }
    }

    /// The request's bytes are what the intent says, and what the PAC got.
    private func checkBytes() {
        let sent = Dictionary(grouping: attempts, by: { $0["document_id"] ?? "" }).compactMapValues(\.first)
        let there = Dictionary(grouping: committed, by: { $0["id"]?.string ?? "" }).compactMapValues(\.first)
        for row in attempts where Files.hexadecimal(Files.sha256(Self.bytes(row["request"] ?? ""))) != row["request_sha256"] {
            fail("I7: attempt \(row["id"] ?? "") doesn't have the bytes of its hash")
        }
        for row in documents {
            guard let id = row["pac_id"], let line = there[id], let request = sent[row["id"] ?? ""] else { continue }
            if line["bodySha256"]?.string != request["request_sha256"] { fail("I7: the PAC got other bytes for \(id)") }
        }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Every void that the PAC made is one of ours, confirmed, made once; and none of ours is void without it.
    private func checkVoids() throws {
        let made = truth.filter { $0["operation"]?.string == "void" && $0["committed"]?.bool == true }
        let confirmed = documents.filter { $0["kind"] == "void" && $0["state"] == "voided" }
        let events = made.compactMap { $0["event"]?.string }
        if Set(events).count != events.count { fail("I5: an event twice") }
        for row in confirmed where row["pac_id"].map({ !events.contains($0) }) ?? true {
            fail("I5: void request \(row["id"] ?? "") is confirmed and the PAC has no such event")
        }
        let known = Set(documents.filter { $0["kind"] == "void" }.compactMap { $0["pac_id"] })
        for event in events where !known.contains(event) { fail("I5: the PAC has the event \(event), which nobody here knows") }
        let ids = Dictionary(grouping: made) { $0["id"]?.string ?? "" }
        for (id, group) in ids where group.count > 1 { fail("I1: \(id) was voided \(group.count) times") }
        for row in documents where row["kind"] != "void" && row["state"] == "voided" && ids[row["pac_id"] ?? ""] == nil {
            fail("I5: \(row["pac_id"] ?? "") is void here and not at the PAC")
        }
    }

    // MARK: - I6: numbers

    /// Every number that was drawn belongs to one document: none reused, no gap.
    private func checkNumbers() throws {
        for series in try database.rows("SELECT * FROM numbering") {
            let own = documents.filter { $0["document_type"] == series["document_type"] && $0["company"] == series["company"] }
            let drawn = own.compactMap {
                $0["numeration"].flatMap { Int($0) }
            }
            let next = Int(series["next"] ?? "") ?? 0
            if drawn.sorted() != Array(1..<max(next, 1)) {
                fail("I6: numbers \(drawn.sorted().prefix(20)) of a series up to \(next - 1)")
            }
        }
        let withIntent = documents.filter { $0["numeration"] != nil }
        for row in withIntent where !attempts.contains(where: { $0["document_id"] == row["id"] }) {
            fail("I6: document \(row["id"] ?? "") has a number and no intent")
        }
    }

    // MARK: - I8: the outbox

    /// Files are whole, are what the ledger says, and nothing else lies there.
    private func checkOutbox() throws {
        var expected: Set<String> = []
        for row in documents {
            for (path, digest, begin) in [(row["pdf"], row["pdf_sha256"], "%PDF-"), (row["xml"], row["xml_sha256"], "<")] {
                guard let path else { continue }
                expected.insert(String(path.dropFirst("outbox/".count)))
                let bytes = Files.bytes(rig.workspace + "/" + path) ?? []
                if Files.hexadecimal(Files.sha256(bytes)) != digest { fail("I8: \(path) isn't what the ledger says") }
                if !bytes.starts(with: Array(begin.utf8)) { fail("I8: \(path) begins with something else") }
                if begin == "%PDF-", !String(decoding: bytes.suffix(16), as: UTF8.self).contains("%%EOF") {
                    fail("I8: \(path) has no end")
                }
            }
            if row["state"] == "complete", row["pdf"] == nil { fail("I8: document \(row["id"] ?? "") is complete without a PDF") }
        }
        let there = Set(Files.all(below: rig.workspace + "/outbox"))
        for stray in there.subtracting(expected) { fail("I8: \(stray) is known to nobody") }
    }

    // MARK: - I11, I13

    /// In no second more POSTs than allowed.
    private func checkRate() {
        let times = posts.compactMap { Self.micros($0["monotonic"]) }.sorted()
        for (index, time) in times.enumerated() where index >= rig.perSecond {
            if time - times[index - rig.perSecond] < 1_000_000 {
                fail("I13: \(rig.perSecond + 1) POSTs within \(time - times[index - rig.perSecond]) µs")
            }
        }
    }

    /// `5965.457306` as whole microseconds.
    private static func micros(_ value: JSONValue?) -> Int? {
        guard let parts = value?.scalarText?.split(separator: "."), let seconds = Int(parts[0]) else { return nil }
        let fraction = parts.count > 1 ? String((parts[1] + "000000").prefix(6)) : "0"
        return seconds * 1_000_000 + (Int(fraction) ?? 0)
    }

    /// The file is sound, and the event chain follows from its beginning.
    private func checkLedger() throws {
        if try database.rows("PRAGMA integrity_check").first?["integrity_check"] != "ok" { fail("I11: integrity_check") }
        if try !database.rows("PRAGMA foreign_key_check").isEmpty { fail("I11: foreign_key_check") }
        var head = [UInt8](repeating: 0, count: 32)
        for (index, event) in try database.rows("SELECT * FROM event ORDER BY id").enumerated() {
            var bytes = head
            for number in [event["at_micros"], event["run_id"], event["document_id"] ?? "-1"] {
                bytes += Array((number ?? "").utf8) + [0]
            }
            bytes += Array((event["kind"] ?? "").utf8) + [0] + Array((event["detail"] ?? "").utf8)
            head = Files.sha256(bytes)
            if event["id"] != String(index + 1) || event["hash"] != Files.hexadecimal(head) {
                return fail("I11: event \(index + 1)")
            }
        }
    }
}
