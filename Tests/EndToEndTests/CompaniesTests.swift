import JSONText
import Testing

/// Several companies in one workspace: offices, keys that change, RUCs that are asked for (rulebook 2.8, 7.10, 7.11).
extension EndToEndTests {
    /// No key and no secret stands in any file of the workspace but the webhooks that the PAC wrote (G13).
    func checkCanaries(_ rig: Rig) throws {
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

    @Test func `key and webhook secret both change in the middle of a run: nothing is lost, no webhook refused`() throws {
        let rig = try Rig()
        let acme = Firm.acme.with { firm in
            firm.key = ("PAC_API_KEY", "canary-new-3Hs8")
            firm.previousKey = ("OLD_KEY", "canary-old-6Tw1")
            firm.perSecond = 20
        }
        let (old, new) = ("canary-hook-old-5Vh2", "canary-hook-new-8Kp4")
        let terms = { (old: String, new: String) -> JSONValue in
            .object(JSONObject([.init(key: old, value: ["until": 30]), .init(key: new, value: ["from": 30])]))
        }
        try rig.serve(
            [acme],
            world: [
                "keyTerms": terms("canary-old-6Tw1", "canary-new-3Hs8"), "secretTerms": terms(old, new),
            ], options: ["--webhooks", rig.workspace + "/inbox", "--dgi-delay", "300ms"])
        (rig.environment["HOOK"], rig.environment["HOOK_OLD"]) = (new, old)
        try rig.addWebhookSecrets("HOOK", "HOOK_OLD")
        let orders = [TestOrder].random(60, seed: 52)
        try rig.drop(orders.csv)
        let night = try rig.run("run", "--wait", "60s")
        #expect(night.code == 0, "\(night.err)")
        // What the PAC posted at the very end is played, too.
        #expect(try rig.run("run", "--wait", "0s").code == 0)
        #expect(try rig.tally() == ["complete": 60])
        let committed = try rig.posts().filter { $0["committed"]?.bool == true }
        #expect(committed.count == 60 && Set(committed.compactMap { $0["information"]?.string }).count == 60)
        #expect(Set(committed.compactMap { $0["key"]?.string }) == ["key-1", "key-2"])
        #expect(Files.all(below: rig.workspace + "/rejected").isEmpty)
        let database = try Database(rig.ledger)
        #expect(try database.number("SELECT count(*) FROM webhook") == rig.calls("webhook").count)
        #expect(try database.number("SELECT count(*) FROM webhook WHERE state <> 'confirmed'") == 0)
        let secrets = try database.rows("SELECT DISTINCT secret FROM webhook ORDER BY secret").compactMap { $0["secret"] }
        #expect(secrets == ["env HOOK", "env HOOK_OLD"])
        try checkKeysAfterRotation(rig)
        try checkCanaries(rig)
    }

    /// `keys` says of each key and secret when it was used last: the new ones later than the old ones.
    private func checkKeysAfterRotation(_ rig: Rig) throws {
        let keys = try JSONParser.parse(rig.run("keys", "--json").out).array ?? []
        #expect(keys.map { $0["role"]?.string } == ["apiKey", "previousApiKey", "webhookSecrets[0]", "webhookSecrets[1]"])
        for key in keys { #expect((key["uses"]?.integer ?? 0) > 0, "\(key["role"]?.string ?? "")") }
        let last = keys.map { $0["last_used_at"]?.string ?? "" }
        #expect(last[0] >= last[1] && last[2] >= last[3], "\(last)")
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

    @Test func `one question for each RUC and type of a big batch: NATURAL, then JURIDICO, then a final consumer`() throws {
        let rig = try Rig()
        // Of a form that fits both types: no person's number; nobody's; nobody's and too long for a final consumer; a person's.
        let (company, nobody, long, person) = ("8-713-2230", "8-714-3", "8-713-1234567", "8-442-445")
        try rig.serve(
            [.acme], world: ["unknownRucs": [.string(long), .string(nobody)], "unknownRucsByType": ["1": [.string(company)]]])
        let orders = (0..<60).map { index in
            let ruc = [company, long, person][index % 3]
            return TestOrder("SO-\(index)", cells: ["adhoc_client_ruc": ruc, "adhoc_client_name": "Nombre \(index)"])
        }
        try rig.drop(orders.csv)
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.tally() == ["complete": 60])
        #expect(
            try rucQuestions(rig) == [
                "\(person) 1 200", "\(long) 1 404", "\(long) 2 404", "\(company) 1 404", "\(company) 2 200",
            ])
        let types = try rig.results().flatMap(\.documents).reduce(into: [String: Set<String>]()) { found, document in
            let index = Int(document["order_id"]?.string?.dropFirst(3) ?? "") ?? 0
            found[[company, long, person][index % 3], default: []].insert(document["receptor_type"]?.string ?? "")
        }
        #expect(types == [company: ["01"], long: ["02"], person: ["02"]])
        let sent = try Database(rig.ledger).rows("SELECT request FROM attempt").map { row in
            String(decoding: Self.bytes(row["request"] ?? ""), as: UTF8.self)
        }
        #expect(sent.count { $0.contains(#""ruc":{"type":2,"ruc":"8-713-2230"}"#) } == 20)
        #expect(sent.count { $0.contains(#""ruc":{"type":1,"ruc":"8-442-445"}"#) } == 20)
        #expect(!sent.contains { $0.contains(long) }, "it doesn't fit what a final consumer may have")
        // Another night asks again only what wasn't found yet.
        try rig.drop(
            (60..<80).map { TestOrder("SO-\($0)", cells: ["adhoc_client_ruc": company, "adhoc_client_name": "Nombre"]) }.csv,
            as: "later.csv")
        #expect(try rig.night().code == 0)
        #expect(try rucQuestions(rig).suffix(3) == ["\(company) 1 404", "\(company) 1 404", "\(company) 2 200"])
        // Nobody's number that a final consumer may have goes out with him, and the DGI has the last word (1602).
        try rig.drop([TestOrder("SO-90", cells: ["adhoc_client_ruc": nobody])].csv, as: "nobody.csv")
        #expect(try rig.night().code == 3)
        #expect(try rig.states()["SO-90"] == ["rejected"])
        #expect(try rucQuestions(rig).suffix(2) == ["\(nobody) 1 404", "\(nobody) 2 404"])
    }

    /// What check-digit was asked and how it answered, sorted.
    private func rucQuestions(_ rig: Rig) throws -> [String] {
        try rig.calls("check-digit").map {
            "\($0["ruc"]?.string ?? "") \($0["rucType"]?.string ?? "") \($0["status"]?.scalarText ?? "")"
        }.sorted()
    }

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

extension Rig {
    /// Adds a webhook secret to every company of `pacbatch.json`.
    func addWebhookSecret(_ variable: String) throws { try addWebhookSecrets(variable) }

    /// Adds webhook secrets, the new one first, to every company of `pacbatch.json`.
    func addWebhookSecrets(_ variables: String...) throws {
        let json = try JSONParser.parse(Files.bytes(workspace + "/pacbatch.json") ?? [])
        var root = try #require(json.object)
        root["companies"] = .array(
            try #require(json["companies"]?.array).map { company in
                var object = company.object ?? JSONObject()
                object["webhookSecrets"] = .array(variables.map { ["env": .string($0)] })
                return .object(object)
            })
        try Files.write(JSONValue.object(root).text, to: workspace + "/pacbatch.json")
    }
}
