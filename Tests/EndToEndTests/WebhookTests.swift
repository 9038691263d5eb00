import JSONText
import Testing

/// Webhook files between the sandbox and the ledger, with the real programs (rulebook 7.9).
extension EndToEndTests {
    static let secret = "webhook-secret-Q7dLx2"
    static let secrets: [String: JSONValue] = ["webhookSecrets": [["env": "HOOK_NEW"], ["env": "HOOK_OLD"]]]

    /// A rig whose sandbox signs with the older of two secrets that are active.
    static func rigWithWebhooks(faults: [String] = [], options: [String] = []) throws -> Rig {
        let rig = try Rig(faults: faults, options: options, webhooks: secret, company: secrets)
        rig.environment = ["HOOK_NEW": "not-yet-in-use", "HOOK_OLD": secret]
        return rig
    }

    @Test func `webhooks that come while a run waits are confirmed by a GET each, long before the first poll`() throws {
        let rig = try Self.rigWithWebhooks(options: ["--dgi-delay", "1s"])
        let orders = [TestOrder].random(12, seed: 70)
        try rig.drop(orders.csv)
        let began = Deadline.now
        let night = try rig.run("run", "--wait", "60s")
        let seconds = (Deadline.now - began) / 1_000_000_000
        #expect(night.code == 0, "\(night.err)")
        #expect(seconds < 9, "took \(seconds) s: polling begins after 10")
        #expect(try rig.tally() == ["complete": 12])
        try TruthChecker(rig, orders).check()
        let calls = try rig.manifest()["traffic"]?["status_calls"]?.integer ?? 0
        #expect((12...24).contains(calls), "one GET for each document that a webhook names at a time")
        // What came after the run had ended lies there still; the next one plays it and asks nobody.
        #expect(try rig.run("run", "--wait", "0s").code == 0)
        #expect(try rig.manifest()["traffic"]?["status_calls"]?.integer == 0)
        let database = try Database(rig.ledger)
        #expect(try database.number("SELECT count(*) FROM webhook") == 24)
        #expect(try database.rows("SELECT DISTINCT secret FROM webhook") == [["secret": "env HOOK_OLD"]])
        #expect(try database.number("SELECT count(*) FROM webhook WHERE state <> 'confirmed'") == 0)
        #expect(Files.all(below: rig.workspace + "/rejected").isEmpty)
        #expect(Files.all(below: rig.workspace + "/work").isEmpty)
        #expect(try !Self.holds(rig, Self.secret), "the secret stands in an input's own bytes only")
    }

    /// True when a file that pacbatch made holds a text.
    private static func holds(_ rig: Rig, _ text: String) throws -> Bool {
        ["ledger.sqlite", "ledger.sqlite-wal", "manifests", "reports", "results"].contains { place in
            let path = rig.workspace + "/" + place
            let files = Files.all(below: path).map { path + "/" + $0 } + [path]
            return files.contains { String(decoding: Files.bytes($0) ?? [], as: UTF8.self).contains(text) }
        }
    }

    @Test(
        "webhooks that are early, late, doubled, reordered or lost end in the same place",
        arguments: ["webhook-early", "webhook-late", "webhook-duplicate", "webhook-reordered", "webhook-lost"])
    func oddWebhooks(fault: String) throws {
        let rig = try Self.rigWithWebhooks(
            faults: [#"{"fault": "\#(fault)", "rate": 1, "seconds": 2}"#], options: ["--dgi-delay", "1s"])
        let orders = [TestOrder].random(5, seed: 71)
        try rig.drop(orders.csv)
        let night = try rig.run("run", "--wait", "30s")
        #expect(night.code == 0, "\(night.err)")
        #expect(try rig.night().code == 0)
        #expect(try rig.tally() == ["complete": 5])
        try TruthChecker(rig, orders).check()
        #expect(try rig.posts().count == 5)
        #expect(Files.all(below: rig.workspace + "/rejected").isEmpty)
    }

    @Test(
        "forged webhooks change nothing and are told apart",
        arguments: ["webhook-forged", "webhook-unsigned", "webhook-other-company"])
    func forged(fault: String) throws {
        let faults = [#"{"fault": "\#(fault)", "rate": 1}"#, #"{"fault": "stuck-status", "rate": 1}"#]
        let rig = try Self.rigWithWebhooks(faults: faults)
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 5)
        let asked = try rig.manifest()["traffic"]?["status_calls"]?.integer
        #expect(try rig.night().code == 5, "a forged webhook isn't the user's data to fix")
        #expect(try rig.manifest()["traffic"]?["status_calls"]?.integer == asked, "it makes no call of its own")
        #expect(try rig.states() == ["SO-1": ["accepted"]])
        #expect(try rig.results().flatMap(\.documents).first?["legal_status"]?.string == "PAC_AUTHORIZED")
        let expected = fault == "webhook-other-company" ? "PB-HOOK-03" : "PB-HOOK-04"
        try Self.checkReasons(rig, expected)
    }

    /// Every refused file lies there with a reason of this code.
    private static func checkReasons(_ rig: Rig, _ code: String) throws {
        let folder = rig.workspace + "/rejected/"
        let names = Files.names(folder).filter { !$0.hasSuffix(".reason.json") }
        #expect(!names.isEmpty)
        for name in names {
            let text = try #require(Files.text(folder + name + ".reason.json"))
            let reason = try JSONParser.parse(text)
            #expect(reason["faults"]?.array?.first?["code"]?.string == code)
            #expect(!text.contains("\"forged\"") && !text.contains(secret), "the reason doesn't repeat the signature")
        }
        #expect(
            try rig.manifest()["inputs"]?.array?.allSatisfy { $0["kind"]?.string != "webhook" || $0["reason"]?.string == code }
                == true)
    }

    @Test func `a bare body by its place is a hint, and an envelope needs a secret that can be read`() throws {
        let rig = try Rig(faults: [#"{"fault": "stuck-status", "match": {"information": "SO-1"}}"#], company: Self.secrets)
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2")].csv)
        #expect(try rig.night().code == 5)
        let id = try #require(
            try rig.results().flatMap(\.documents).first { $0["state"]?.string == "accepted" }?["document_id"]?.string)
        for folder in ["webhooks", "webhooks/acme", "webhooks/nobody"] { Files.makeFolder(rig.workspace + "/inbox/" + folder) }
        try rig.drop(#"{"id": "\#(id)", "legalStatus": "DGI_REJECTED"}"#, as: "webhooks/acme/hint.json")
        try rig.drop(#"{"id": "\#(id)", "legalStatus": "DGI_AUTHORIZED"}"#, as: "webhooks/nobody/hint.json")
        try rig.drop("order_id,quantity\nA,1\n", as: "webhooks/acme/orders.csv")
        let envelope = #"{"kind": "pac-webhook", "companyId": "acme", "headers": {"x-pac-signature": "\#(Self.secret)"}, "#
        try rig.drop(envelope + #""body": {"id": "\#(id)", "legalStatus": "DGI_REJECTED"}}"#, as: "signed.json")
        let night = try rig.run("run", "--wait", "0s")
        #expect(night.code == 6, "the secret is missing: \(night.err)")
        #expect(night.err.contains("HOOK_NEW"))
        #expect(Files.all(below: rig.workspace + "/inbox") == ["signed.json"])
        #expect(Files.names(rig.workspace + "/rejected").filter { !$0.hasSuffix(".reason.json") } == ["hint.json", "orders.csv"])
        #expect(try rig.states() == ["SO-1": ["accepted"], "SO-2": ["complete"]])
        rig.environment = ["HOOK_NEW": Self.secret, "HOOK_OLD": "old"]
        #expect(try rig.night().code == 5)
        #expect(Files.all(below: rig.workspace + "/inbox").isEmpty)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM webhook WHERE state = 'confirmed'") == 2)
    }

    @Test(
        "a webhook stops the next POST of what the PAC had said it didn't execute",
        arguments: [("429-after-commit", 0), ("401-after-commit", 6)])
    func webhookStopsPost(fault: String, first: Int32) throws {
        let rig = try Rig(
            faults: [#"{"fault": "\#(fault)", "nth": [2]}"#], concurrency: 1, webhooks: Self.secret, company: Self.secrets)
        rig.environment = ["HOOK_NEW": Self.secret, "HOOK_OLD": Self.secret]
        let orders = [TestOrder].random(3, seed: 72)
        try rig.drop(orders.csv)
        let night = try rig.run("run", "--wait", "20s")
        #expect(night.code == first, "\(night.err)")
        #expect(try rig.run("run", "--wait", "20s").code == 0)
        #expect(try rig.tally() == ["complete": 3])
        #expect(try rig.posts().count == 3, "each order once, also the one that was said not to be executed")
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM event WHERE kind = 'adopted'") == 1)
        try TruthChecker(rig, orders).check()
    }

    @Test func `a refused webhook that is dropped again once the secret is right is taken`() throws {
        let rig = try Rig(webhooks: Self.secret, company: ["webhookSecrets": [["env": "HOOK_NEW"]]])
        rig.environment = ["HOOK_NEW": "wrong"]
        try rig.drop([TestOrder("SO-1")].csv)
        #expect(try rig.night().code == 0)
        #expect(try rig.night().code == 0)
        let folder = rig.workspace + "/rejected/"
        let names = Files.names(folder).filter { !$0.hasSuffix(".reason.json") }
        #expect(!names.isEmpty)
        for name in names { try rig.drop(try #require(Files.text(folder + name)), as: name) }
        rig.environment = ["HOOK_NEW": Self.secret]
        #expect(try rig.night().code == 0)
        #expect(try rig.manifest()["webhooks"]?["taken"]?.integer == names.count)
        #expect(try rig.manifest()["webhooks"]?["rejected"]?.integer == 0)
    }

    // MARK: - Samples, plan, sync

    /// `file` of a README table of the samples with where it goes and its codes.
    private static func webhookSamples() throws -> [(file: String, place: String, codes: String)] {
        let page = try #require(Files.text(Files.project + "/inbox-samples/README.md"))
        return page.split(separator: "\n").filter { $0.contains("-") && $0.hasPrefix("| 3") && $0.contains(".json |") }.map {
            line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.filter { $0 != " " && $0 != "`" } }
            return (cells[1], cells[3], cells[4])
        }
    }

    @Test func `the sample webhooks go where their README says, and a plan says so before`() throws {
        let rig = try Self.rigWithWebhooks()
        rig.environment = ["HOOK_NEW": "sandbox-secret", "HOOK_OLD": "older"]
        let samples = try Self.webhookSamples()
        #expect(samples.count == 4)
        for folder in ["webhooks", "webhooks/acme"] { Files.makeFolder(rig.workspace + "/inbox/" + folder) }
        for sample in samples {
            let text = try #require(Files.text(Files.project + "/inbox-samples/webhooks/acme/" + sample.file))
            try rig.drop(text, as: "webhooks/acme/" + sample.file)
        }
        try rig.drop([TestOrder("SO-1")].csv)
        let plan = try rig.run("plan", "--offline", "--json")
        #expect(plan.code == 0, "a webhook isn't the user's data: \(plan.err)")
        let planned = try JSONParser.parse(plan.out)["faults"]?.array ?? []
        for sample in samples {
            let codes = planned.filter { $0["file"]?.string == sample.file }.compactMap { $0["code"]?.string }
            #expect(codes.joined() == sample.codes, "\(sample.file)")
        }
        let night = try rig.night()
        #expect(night.code == 0, "\(night.err)")
        for input in try rig.manifest()["inputs"]?.array ?? [] where input["kind"]?.string == "webhook" {
            let sample = try #require(samples.first { $0.file == input["name"]?.string })
            #expect(input["reason"]?.string ?? "" == sample.codes)
            let folder = rig.workspace + "/" + sample.place
            #expect(Files.all(below: folder).contains { $0.hasSuffix(sample.file) }, "\(sample.file)")
        }
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM webhook WHERE state = 'held'") == 2)
    }

    @Test func `sync leaves the inbox alone and does what its webhooks ask for; the next run plays them and asks nobody`() throws
    {
        let rig = try Self.rigWithWebhooks(
            faults: [#"{"fault": "webhook-late", "rate": 1, "seconds": 2}"#], options: ["--dgi-delay", "1s"])
        try rig.drop([TestOrder("SO-1"), TestOrder("SO-2")].csv)
        #expect(try rig.night().code == 5)
        let came = try Deadline.poll(seconds: 20) { try rig.calls("webhook").count == 4 }
        #expect(came)
        let files = Files.names(rig.workspace + "/inbox")
        #expect(files.count == 4)
        #expect(try rig.run("sync").code == 0)
        #expect(try rig.tally() == ["complete": 2])
        #expect(Files.names(rig.workspace + "/inbox") == files)
        let asked = try rig.calls("get").count
        #expect(try rig.night().code == 0)
        #expect(try rig.calls("get").count == asked)
        #expect(Files.names(rig.workspace + "/inbox").isEmpty)
        #expect(try Database(rig.ledger).number("SELECT count(*) FROM webhook WHERE state <> 'confirmed'") == 0)
    }
}
