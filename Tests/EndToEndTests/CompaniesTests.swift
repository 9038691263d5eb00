import Glibc
import JSONText
import Testing

/// Several companies in one workspace: the whole night, keys that change, RUCs that are asked for (rulebook 2.8, 7.10, 7.11).
extension EndToEndTests {
    /// Documents of a company: every third invoice with a credit note before it in the file, every seventh with a debit note behind it.
    private func orders(of firm: Firm, _ count: Int, seed: UInt64) -> [TestOrder] {
        let company = ["company": firm.id]
        var orders: [TestOrder] = []
        for (index, order) in [TestOrder].random(count, seed: seed, prefix: firm.id.uppercased()).enumerated() {
            let invoice = TestOrder(order.id, lines: order.lines, cells: company)
            let note = { (kind: String, id: String) in
                TestOrder(id, lines: [(1, 1, 7)], cells: company.merging(["kind": kind, "reference": order.id]) { $1 })
            }
            if index % 3 == 0 { orders.append(note("credit_note", "\(firm.id.uppercased())-C\(index)")) }
            orders.append(invoice)
            if index % 7 == 0 { orders.append(note("debit_note", "\(firm.id.uppercased())-D\(index)")) }
        }
        return orders
    }

    /// The company a document belongs to by its order's number.
    private func firm(_ post: JSONValue) -> String {
        String((post["information"]?.string ?? "").prefix { $0 != "-" }).lowercased()
    }

    @Test("a night of several companies, one not set up, one with a slow key: everything ends where it should")
    func nightOfSeveralCompanies() throws {
        let size = unsafe getenv("PACBATCH_NIGHT").flatMap { unsafe Int(String(cString: $0)) } ?? 120
        let slow = (variable: "SLOW_KEY", value: "canary-slow-9dKq3")
        let fast = max(size / 8, 20)
        let acme = Firm.acme.with { $0.perSecond = fast }
        let delta = Firm.delta.with { $0.perSecond = fast }
        let beta = Firm.beta.with { ($0.isSubscribed, $0.perSecond) = (false, fast) }
        let gama = Firm.gama.with { ($0.key, $0.perSecond) = (slow, 5) }
        let rig = try Rig()
        let terms: JSONValue = .object(
            JSONObject([
                .init(key: Rig.key, value: ["rate": JSONValue(fast)]), .init(key: slow.value, value: ["rate": 5]),
            ]))
        let secret = "canary-hook-5Vh2"
        rig.environment["HOOK"] = secret
        let options = ["--webhooks", rig.workspace + "/inbox", "--webhook-secret", secret, "--dgi-delay", "200ms"]
        let firms = [acme, beta, gama, delta]
        try rig.serve(firms, world: ["keyTerms": terms], options: options)
        try rig.addWebhookSecret("HOOK")
        let batches = [
            orders(of: acme, size, seed: 41), orders(of: beta, 5, seed: 42), orders(of: gama, 6, seed: 43),
            orders(of: delta, 6, seed: 44),
        ]
        try rig.drop(batches.flatMap { $0 }.csv)
        let night = try rig.run("run", "--wait", "60s")
        #expect(night.code == 6, "\(night.err)")
        let states = try rig.states()
        for (firm, batch) in zip(firms, batches) {
            for order in batch {
                let held = order.cells["reference"] == nil ? "queued" : "waiting"
                #expect(states[order.id] == [firm.id == "beta" ? held : "complete"], "\(order.id)")
            }
        }
        try checkTraffic(rig, firms, slowKey: "key-2", burst: 8)
        try checkSecondNight(rig, firms, batches, world: ["keyTerms": terms], options: options)
    }

    /// Nothing left under another company, no key beyond its limit, and the small company of the shared key wasn't kept waiting.
    private func checkTraffic(_ rig: Rig, _ firms: [Firm], slowKey: String, burst: Int) throws {
        let posts = try rig.posts()
        let pacIDs = Dictionary(uniqueKeysWithValues: firms.map { ($0.id, $0.pacID) })
        for post in posts {
            #expect(post["company"]?.string == pacIDs[firm(post)], "\(post["information"]?.string ?? "")")
            #expect((post["key"]?.string == slowKey) == (firm(post) == "gama"))
            #expect(post["status"]?.integer == 200, "the sandbox keeps each key's limit itself")
        }
        #expect(!posts.contains { firm($0) == "beta" })
        for firm in firms {
            #expect(try rig.calls("company").count { $0["company"]?.string == firm.pacID } == 1)
        }
        // Notes go when their invoice is authorized, whenever that is: only invoices tell whose turn it was.
        let isInvoice = { (post: JSONValue) in post["collection"]?.string == "invoices" }
        let shared = posts.filter { $0["key"]?.string != slowKey && isInvoice($0) }.map(firm)
        let small = shared.count { $0 == "delta" }
        let last = try #require(shared.lastIndex(of: "delta"))
        #expect(last < 2 * small + 2 * burst, "delta's \(small) invoices were done as number \(last + 1) of \(shared.count)")
        for key in Set(posts.compactMap { $0["key"]?.string }) {
            let limit = key == slowKey ? 5 : firms[0].perSecond
            let times = posts.filter { $0["key"]?.string == key }.compactMap { Self.micros($0["monotonic"]) }.sorted()
            for (later, earlier) in zip(times.dropFirst(limit), times) { #expect(later - earlier >= 1_000_000, "\(key)") }
        }
        let bytes = try rig.posts().compactMap { $0["bodySha256"]?.string }
        #expect(Set(bytes).count == bytes.count)
    }

    private static func micros(_ value: JSONValue?) -> Int? {
        guard let parts = value?.scalarText?.split(separator: "."), parts.count == 2, let seconds = Int(parts[0]) else {
            return nil
        }
        return Int(parts[1]).map { seconds * 1_000_000 + $0 }
    }

    /// Once the company is set up its documents go out, and no other one again.
    private func checkSecondNight(
        _ rig: Rig, _ firms: [Firm], _ batches: [[TestOrder]], world: [String: JSONValue], options: [String]
    ) throws {
        let waiting = try #require(batches[1].first { $0.cells["kind"] == nil })
        let why = try JSONParser.parse(rig.run("why", waiting.id, "--json").out)
        #expect(why.array?.first?["case"]?.string == "company_not_subscribed")
        let before = try rig.posts().count
        try rig.serve(firms.map { firm in firm.with { $0.isSubscribed = true } }, world: world, options: options)
        try rig.addWebhookSecret("HOOK")
        let night = try rig.run("run", "--wait", "60s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": batches.reduce(0) { $0 + $1.count }])
        let posts = try rig.posts()
        #expect(posts.count - before == batches[1].count)
        #expect(posts[before...].allSatisfy { firm($0) == "beta" && $0["company"]?.string == firms[1].pacID })
        let keys = try JSONParser.parse(rig.run("keys", "--json").out).array ?? []
        #expect(keys.contains { $0["role"]?.string == "webhookSecrets[0]" && ($0["uses"]?.integer ?? 0) > 0 })
        try checkCanaries(rig)
    }

    /// No key and no secret stands in any file of the workspace but the webhooks that the PAC wrote (G13).
    private func checkCanaries(_ rig: Rig) throws {
        for name in Files.all(below: rig.workspace) where !name.hasPrefix("archive/") && !name.hasPrefix("inbox/") {
            let text = String(decoding: Files.bytes(rig.workspace + "/" + name) ?? [], as: UTF8.self)
            #expect(!text.contains("canary-"), "\(name)")
        }
    }

    // MARK: - Offices

    @Test func `documents of an office that the PAC doesn't know wait, the others go; the right id lets them out`() throws {
        let rig = try Rig()
        let acme = Firm.acme.with { firm in
            firm.offices = [("centro", "OFF1", "0001"), ("david", "OFF9", "0002")]
            firm.pacOffices = [("OFF1", "0001"), ("OFF2", "0002")]
        }
        try rig.serve([acme])
        try rig.drop(
            [
                TestOrder("SO-1"), TestOrder("SO-2", cells: ["office_id": "centro"]),
                TestOrder("SO-3", cells: ["office_id": "david"]),
            ].csv)
        #expect(try rig.night().code == 6)
        #expect(try rig.states() == ["SO-1": ["complete"], "SO-2": ["complete"], "SO-3": ["queued"]])
        let why = try JSONParser.parse(rig.run("why", "SO-3", "--json").out).array?.first
        #expect(why?["case"]?.string == "office_unknown")
        #expect(try rig.calls("offices").count == 1)
    }

    // MARK: - Keys

    @Test func `the PAC changes over from the old key to the new one in the middle of a run`() throws {
        let rig = try Rig()
        let acme = Firm.acme.with { firm in
            // In a workspace with one company PAC_API_KEY overrides whatever else is said.
            firm.key = ("PAC_API_KEY", "canary-new-3Hs8")
            firm.previousKey = ("OLD_KEY", "canary-old-6Tw1")
        }
        let terms: JSONValue = .object(
            JSONObject([
                .init(key: "canary-old-6Tw1", value: ["until": 15]), .init(key: "canary-new-3Hs8", value: ["from": 15]),
            ]))
        try rig.serve([acme], world: ["keyTerms": terms])
        let orders = [TestOrder].random(40, seed: 51)
        try rig.drop(orders.csv)
        let night = try rig.run("run", "--wait", "20s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 40])
        let committed = try rig.posts().filter { $0["committed"]?.bool == true }
        #expect(committed.count == 40)
        #expect(Set(committed.compactMap { $0["information"]?.string }).count == 40)
        #expect(Set(committed.compactMap { $0["key"]?.string }) == ["key-1", "key-2"])
        let keys = try JSONParser.parse(rig.run("keys", "--json").out).array ?? []
        #expect(keys.map { $0["role"]?.string } == ["apiKey", "previousApiKey"])
        for key in keys { #expect((key["uses"]?.integer ?? 0) > 0 && key["last_refused_at"]?.string != nil) }
        try checkCanaries(rig)
    }

    // MARK: - RUCs, counted in the truth log

    private func taxpayer(_ id: String, _ ruc: String) -> TestOrder {
        TestOrder(id, cells: ["receptor_type": "01", "client_ruc": ruc, "client_ruc_type": "2", "client_name": "Cliente \(ruc)"])
    }

    @Test func `one question for each RUC of a big batch, none while the answer is young`() throws {
        let rig = try Rig()
        try rig.serve([.acme])
        try rig.drop((1...80).map { taxpayer("SO-\($0)", "15570000\($0 % 4 + 2)-2-2021") }.csv)
        #expect(try rig.night().code == 0)
        #expect(try rig.calls("check-digit").count == 4)
        try rig.drop((81...100).map { taxpayer("SO-\($0)", "15570000\($0 % 4 + 2)-2-2021") }.csv, as: "later.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.calls("check-digit").count == 4)
        try rig.serve([.acme], settings: ["rucCacheDays": 0])
        try rig.drop([taxpayer("SO-101", "155700002-2-2021")].csv, as: "old.csv")
        #expect(try rig.night().code == 0)
        #expect(try rig.calls("check-digit").count == 5)
        #expect(try rig.tally() == ["complete": 101])
    }

    @Test func `a RUC that the DGI doesn't show yet keeps its documents queued, asked once a night`() throws {
        let rig = try Rig()
        let unknown: [String: JSONValue] = ["unknownRucs": ["155700002-2-2021"]]
        try rig.serve([.acme], world: unknown)
        try rig.drop([taxpayer("SO-1", "155700002-2-2021"), taxpayer("SO-2", "155700002-2-2021"), TestOrder("SO-3")].csv)
        for nights in 1...2 {
            #expect(try rig.night().code == 5)
            #expect(try rig.calls("check-digit").count == nights)
        }
        #expect(try rig.states() == ["SO-1": ["queued"], "SO-2": ["queued"], "SO-3": ["complete"]])
        #expect(try JSONParser.parse(rig.run("why", "SO-1", "--json").out).array?.first?["case"]?.string == "ruc_not_found_yet")
        try rig.serve([.acme])
        #expect(try rig.night().code == 0)
        #expect(try rig.calls("check-digit").count == 3)
        #expect(try rig.tally() == ["complete": 3])
    }

    @Test func `an ad-hoc RUC is asked as NATURAL, then as JURIDICO, an NT the other way round, and the client keeps it`() throws
    {
        let rig = try Rig()
        try rig.serve([.acme])
        let adhoc = { (id: String, client: String, ruc: String) in
            TestOrder(id, cells: ["client_id": client, "adhoc_client_ruc": ruc, "adhoc_client_name": "Nombre \(id)"])
        }
        // A government: its lines need a CPBS code.
        var government = adhoc("SO-3", "C3", "8-NT-1-12345")
        (government.cells["cpbs_code"], government.cells["cpbs_unit"]) = ("1410", "und")
        try rig.drop(
            "client_id,client_name,receptor_type\nC1,Cliente Uno,\nC2,Cliente Dos,\nC3,Cliente Tres,\n", as: "clients.csv")
        try rig.drop(
            [adhoc("SO-1", "C1", "155700002-2-2021"), adhoc("SO-2", "C2", "8 - 713-2230"), government]
                .csv)
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 3])
        // As a natural person's it can't be checked at all, so nobody asks; the cédula and the NT number are right at the first question.
        #expect(try rig.calls("check-digit").map { $0["status"]?.integer } == [200, 200, 200])
        let receptors = try rig.results().flatMap(\.documents).reduce(into: [:]) {
            $0[$1["order_id"]?.string ?? ""] = $1["receptor_type"]?.string
        }
        #expect(receptors == ["SO-1": "01", "SO-2": "02", "SO-3": "03"])
        // The clients have their RUC now: an order that says nothing of it uses it, and nothing is asked again.
        try rig.drop([TestOrder("SO-4", cells: ["client_id": "C1", "adhoc_receptor_fe_type": "01"])].csv, as: "later.csv")
        let later = try rig.night()
        #expect(later.code == 0, "\(later.err)")
        #expect(try rig.states()["SO-4"] == ["complete"])
        #expect(try rig.calls("check-digit").count == 3)
    }
}

extension Rig {
    /// Adds a webhook secret to every company of `pacbatch.json`.
    func addWebhookSecret(_ variable: String) throws {
        let json = try JSONParser.parse(Files.bytes(workspace + "/pacbatch.json") ?? [])
        var root = try #require(json.object)
        root["companies"] = .array(
            try #require(json["companies"]?.array).map { company in
                var object = company.object ?? JSONObject()
                object["webhookSecrets"] = [["env": .string(variable)]]
                return .object(object)
            })
        try Files.write(JSONValue.object(root).text, to: workspace + "/pacbatch.json")
    }
}
