import Glibc
import JSONText
import Testing

/// One night with several companies, one of them not set up, one with a slow key: documents of all kinds, notes on invoices of the same night,
/// voids, imports, webhooks early, late, doubled and forged. Everything ends where it should, and the truth log agrees. With PACBATCH_NIGHT=3000,
/// `make night`.
extension EndToEndTests {
    @Test func `a night of several companies, one not set up, one with a slow key: everything ends where it should`() throws {
        let night = try GreatNight(size: unsafe getenv("PACBATCH_NIGHT").flatMap { unsafe Int(String(cString: $0)) } ?? 120)
        let rig = night.rig
        let first = try rig.start("run", "--wait", "600s").end(within: 1200)
        #expect(first.code == 6, "\(first.err)")
        try night.checkStates(isBetaSetUp: false)
        try night.checkTraffic()
        let waiting = try #require(night.batches[1].first { $0.cells["kind"] == nil })
        let why = try JSONParser.parse(rig.run("why", waiting.id, "--json").out)
        #expect(why.array?.first?["case"]?.string == "company_not_subscribed")
        // Once the company is set up its documents go out, and no other one again.
        let before = try rig.posts().count
        try night.serve(isBetaSetUp: true)
        let second = try rig.start("run", "--wait", "600s").end(within: 1200)
        #expect(second.code == 0, "\(second.err)")
        let sent = try rig.posts()[before...].map { GreatNight.firm($0) }
        #expect(sent.count == night.batches[1].count { $0.cells["mode"] == nil } && sent.allSatisfy { $0 == "beta" })
        // What the PAC posted at the very end is played, too, and asks for nothing: two seconds late at most.
        let over = Deadline.now + 3_000_000_000
        _ = Deadline.poll(seconds: 10) { Deadline.now > over }
        #expect(try rig.run("run", "--wait", "0s").code == 0)
        try night.checkStates(isBetaSetUp: true)
        try night.checkWebhooks()
        try TruthChecker(rig, night.orders).check()
        #expect(try rig.run("verify").code == 0)
        let keys = try JSONParser.parse(rig.run("keys", "--json").out).array ?? []
        #expect(keys.contains { $0["role"]?.string == "webhookSecrets[0]" && ($0["uses"]?.integer ?? 0) > 0 })
        try checkCanaries(rig)
    }
}

/// The workspace and the sandbox of that night.
private struct GreatNight {
    let rig: Rig
    let firms: [Firm]
    /// Orders by company, as `firms`.
    let batches: [[TestOrder]]
    /// Orders that are voided in the same night.
    private let voided: Set<String>
    private let fast: Int

    private static let slow = (variable: "SLOW_KEY", value: "canary-slow-9dKq3")
    private static let secret = "canary-hook-5Vh2"
    private static let reason = "Pedido duplicado por error del sistema"
    /// Of a document's two webhooks; what is left comes once and in time.
    private static let faults = [
        #"{"fault": "webhook-early", "rate": 0.1}"#, #"{"fault": "webhook-late", "rate": 0.1, "seconds": 2}"#,
        #"{"fault": "webhook-duplicate", "rate": 0.1}"#, #"{"fault": "webhook-forged", "rate": 0.1}"#,
        #"{"fault": "webhook-reordered", "rate": 0.1}"#, #"{"fault": "webhook-lost", "rate": 0.1}"#,
    ]

    var orders: [TestOrder] { batches.flatMap { $0 } }

    init(size: Int) throws {
        fast = max(size / 8, 20)
        let fast = fast
        firms = [
            Firm.acme.with { $0.perSecond = fast }, Firm.beta.with { ($0.isSubscribed, $0.perSecond) = (false, fast) },
            Firm.gama.with { ($0.key, $0.perSecond) = (Self.slow, 5) }, Firm.delta.with { $0.perSecond = fast },
        ]
        // With notes, offers and other types a company has about twice as many documents as plain invoices.
        batches = [
            Self.orders(of: firms[0], size / 2, seed: 41), Self.orders(of: firms[1], 5, seed: 42),
            Self.orders(of: firms[2], 6, seed: 43), Self.orders(of: firms[3], 6, seed: 44),
        ]
        voided = Set(batches.flatMap { batch in Self.toVoid(batch).map(\.id) })
        rig = try Rig()
        rig.environment["HOOK"] = Self.secret
        try serve(isBetaSetUp: false)
        try dropEverything()
    }

    /// The sandbox and the configuration.
    func serve(isBetaSetUp: Bool) throws {
        let terms: JSONValue = .object(
            JSONObject([
                .init(key: Rig.key, value: ["rate": JSONValue(fast)]), .init(key: Self.slow.value, value: ["rate": 5]),
            ]))
        try rig.serve(
            firms.map { firm in firm.with { $0.isSubscribed = isBetaSetUp || firm.id != "beta" } }, world: ["keyTerms": terms],
            faults: Self.faults,
            options: ["--webhooks", rig.workspace + "/inbox", "--webhook-secret", Self.secret, "--dgi-delay", "200ms"])
        try rig.addWebhookSecret("HOOK")
    }

    // MARK: - What is dropped

    /// A company's documents: every third invoice with a credit note before it in the file, every seventh with a debit note behind it; every
    /// eleventh of another type, generic notes among them, every thirteenth an offer.
    private static func orders(of firm: Firm, _ count: Int, seed: UInt64) -> [TestOrder] {
        let (company, prefix) = (["company": firm.id], firm.id.uppercased())
        var orders: [TestOrder] = []
        for (index, order) in [TestOrder].random(count, seed: seed, prefix: prefix).enumerated() {
            let note = { (kind: String, id: String, more: [String: String]) in
                let cells = company.merging(["kind": kind, "reference": order.id]) { $1 }
                return TestOrder(id, lines: [(1, 1, 7)], cells: cells.merging(more) { $1 })
            }
            if index % 3 == 0 { orders.append(note("credit_note", "\(prefix)-C\(index)", [:])) }
            orders.append(TestOrder(order.id, lines: order.lines, cells: company))
            if index % 7 == 0 { orders.append(note("debit_note", "\(prefix)-D\(index)", [:])) }
            if index % 11 == 0 {
                orders.append(note("credit_note", "\(prefix)-G\(index)", ["document_type": "06"]))
                orders.append(note("debit_note", "\(prefix)-H\(index)", ["document_type": "07"]))
                orders.append(export("\(prefix)-E\(index)", company))
                orders.append(TestOrder("\(prefix)-Z\(index)", cells: company.merging(["document_type": "08"]) { $1 }))
            }
            if index % 13 == 0 {
                orders.append(TestOrder("\(prefix)-P\(index)", cells: company.merging(["mode": "PROFORM"]) { $1 }))
            }
        }
        return orders
    }

    private static func export(_ id: String, _ company: [String: String]) -> TestOrder {
        let cells = [
            "receptor_type": "04", "client_name": "INTERNATIONAL COMPANY LLC", "foreign_id": "US123456789",
            "foreign_country": "Estados Unidos", "address": "MIAMI FL", "document_type": "03", "nature": "02", "country": "US",
            "incoterm": "FOB",
        ]
        return TestOrder(id, lines: [(2, 50, 0)], cells: cells.merging(company) { $1 })
    }

    /// Notes, and invoices that no note refers to: a note on an invoice that is void before it would be refused.
    private static func toVoid(_ batch: [TestOrder]) -> [TestOrder] {
        let referred = Set(batch.compactMap { $0.cells["reference"] })
        let free = batch.filter { $0.cells["mode"] == nil && !referred.contains($0.id) }
        return free.enumerated().filter { $0.offset % 9 == 0 }.map(\.element)
    }

    private func dropEverything() throws {
        let rows = orders.filter { voided.contains($0.id) }.map { order in
            "\(order.cells["company"] ?? ""),\(order.id),void,\(order.cells["kind"] ?? "invoice"),\(Self.reason)\n"
        }
        // Voids lie before the orders that they name.
        try rig.drop("company,order_id,kind,void_kind,reason\n" + rows.joined(), as: "00-voids.csv")
        try rig.drop(orders.csv)
        for name in ["11-issued-elsewhere", "12-received-from-supplier", "13-altered-after-signing", "14-voided-by-its-issuer"] {
            try rig.drop(try #require(Files.text(Files.project + "/inbox-samples/" + name + ".xml")), as: name + ".xml")
        }
        // Somebody's hints, without a signature, of documents that nobody has.
        for folder in ["webhooks", "webhooks/acme"] { Files.makeFolder(rig.workspace + "/inbox/" + folder) }
        for index in 0..<5 {
            try rig.drop(
                #"{"id": "01KFORGED\#(index)", "legalStatus": "DGI_REJECTED"}"#, as: "webhooks/acme/hint-\(index).json")
        }
    }

    // MARK: - What came of it

    /// The company a document belongs to by its order's number.
    static func firm(_ post: JSONValue) -> String {
        String((post["information"]?.string ?? "").prefix { $0 != "-" }).lowercased()
    }

    func checkStates(isBetaSetUp: Bool) throws {
        let documents = try rig.results().flatMap(\.documents)
        var (states, requests): ([String: String], [String: String]) = ([:], [:])
        for document in documents where document["mode"]?.string != "DGI_IMPORT" {
            let (id, state) = (document["order_id"]?.string ?? "", document["state"]?.string ?? "")
            if document["kind"]?.string == "void" { requests[id] = state } else { states[id] = state }
            #expect(
                state != "voided" || document["kind"]?.string == "void" || document["pdf"]?.string != nil, "\(id) has its PDF")
        }
        for (firm, batch) in zip(firms, batches) {
            let isHeld = firm.id == "beta" && !isBetaSetUp
            for order in batch {
                let held = order.cells["reference"] == nil ? "queued" : "waiting"
                let done = voided.contains(order.id) ? "voided" : "complete"
                let expected = order.cells["mode"] != nil ? "proforma" : isHeld ? held : done
                #expect(states[order.id] == expected, "\(order.id)")
                if voided.contains(order.id) {
                    #expect(requests[order.id] == (isHeld ? "waiting" : "voided"), "void of \(order.id)")
                }
            }
        }
        let imports = documents.filter { $0["mode"]?.string == "DGI_IMPORT" }.compactMap { $0["state"]?.string }
        #expect(imports.sorted() == ["imported", "imported", "invalid", "invalid"])
        #expect(requests.count == voided.count && states.count == orders.count)
    }

    /// Nothing left under another company, no key beyond its limit, and the small company of the shared key wasn't kept waiting.
    func checkTraffic() throws {
        let posts = try rig.posts()
        let pacIDs = Dictionary(uniqueKeysWithValues: firms.map { ($0.id, $0.pacID) })
        for post in posts {
            #expect(post["company"]?.string == pacIDs[Self.firm(post)], "\(post["information"]?.string ?? "")")
            #expect((post["key"]?.string == "key-2") == (Self.firm(post) == "gama"))
            #expect(post["status"]?.integer == 200, "the sandbox keeps each key's limit itself")
        }
        #expect(!posts.contains { Self.firm($0) == "beta" })
        for firm in firms {
            #expect(try rig.calls("company").count { $0["company"]?.string == firm.pacID } == 1)
        }
        // Notes go when their invoice is authorized, whenever that is: only invoices tell whose turn it was.
        let shared = posts.filter { $0["key"]?.string != "key-2" && $0["collection"]?.string == "invoices" }.map(Self.firm)
        let small = shared.count { $0 == "delta" }
        let last = try #require(shared.lastIndex(of: "delta"))
        #expect(last < 2 * small + 16, "delta's \(small) invoices were done as number \(last + 1) of \(shared.count)")
        checkRates(posts)
    }

    private func checkRates(_ posts: [JSONValue]) {
        for key in Set(posts.compactMap { $0["key"]?.string }) {
            let limit = key == "key-2" ? 5 : fast
            let times = posts.filter { $0["key"]?.string == key }.compactMap { Self.micros($0["monotonic"]) }.sorted()
            for (later, earlier) in zip(times.dropFirst(limit), times) { #expect(later - earlier >= 1_000_000, "\(key)") }
        }
    }

    private static func micros(_ value: JSONValue?) -> Int? {
        guard let parts = value?.scalarText?.split(separator: "."), parts.count == 2, let seconds = Int(parts[0]) else {
            return nil
        }
        return Int(parts[1]).map { seconds * 1_000_000 + $0 }
    }

    /// Every webhook that the PAC wrote was taken in or refused for its signature; those of our documents were confirmed by a GET each, the hints of
    /// nobody's wait; and the night had each sort.
    func checkWebhooks() throws {
        let written = try rig.calls("webhook")
        for fault in ["early", "late", "duplicate", "forged", "reordered"] {
            #expect(written.contains { $0["fault"]?.string == "webhook-" + fault }, "no webhook-\(fault)")
        }
        let forged = Set(written.filter { $0["fault"]?.string == "webhook-forged" }.compactMap { $0["file"]?.string })
        let refused = Files.names(rig.workspace + "/rejected").filter { !$0.hasSuffix(".reason.json") }
        #expect(Set(refused) == forged)
        for name in refused {
            #expect(Files.text(rig.workspace + "/rejected/" + name + ".reason.json")?.contains("PB-HOOK-04") == true)
        }
        #expect(Files.all(below: rig.workspace + "/inbox").isEmpty && Files.all(below: rig.workspace + "/work").isEmpty)
        let archived = Set(
            Files.all(below: rig.workspace + "/archive").compactMap { $0.split(separator: "/").last.map(String.init) })
        for line in written where !forged.contains(line["file"]?.string ?? "") {
            #expect(archived.contains(line["file"]?.string ?? ""))
        }
        let database = try Database(rig.ledger)
        #expect(try database.number("SELECT count(*) FROM webhook WHERE state = 'held'") == 5)
        #expect(try database.number("SELECT count(*) FROM webhook WHERE state = 'due'") == 0)
    }
}
