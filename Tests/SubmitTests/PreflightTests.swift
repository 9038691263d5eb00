import Fiscal
import JSONText
import Ledger
import Testing

@testable import Submit

/// A company and its offices are asked about once a run, before the first POST (rulebook 7.10, product.md 4).
struct PreflightTests {
    private static let centro = CompanyLane.Office(id: "centro", pacOfficeID: "OFF-1", code: "0001")
    private static let david = CompanyLane.Office(id: "david", pacOfficeID: "OFF-2", code: "0002")

    private func bench(_ offices: [CompanyLane.Office] = [], ruc: String? = nil, companies: [String] = ["acme"]) throws -> Bench {
        let bench = try Bench(companies: companies)
        bench.lanes = bench.lanes.map { lane in
            CompanyLane(
                id: lane.id, pacCompanyID: lane.pacCompanyID, keys: lane.keys, perSecond: 50, burst: 1, readsPerSecond: 250,
                numerationStart: 1, ruc: ruc, offices: lane.id == "acme" ? offices : [])
        }
        return bench
    }

    private func offices(_ arrivals: [ScriptedPac.Arrival]) -> [ScriptedPac.Arrival] {
        arrivals.filter { $0.request.url.contains("/offices?") }
    }

    private func answering(_ offices: JSONValue, ruc: String = "155704849-2-2021") -> ScriptedPac.Script {
        { arrival, _ in
            arrival.request.url.contains("/offices?")
                ? .json(200, offices) : .json(200, ["affiliated": "SUBSCRIBED", "ruc": .string(ruc)])
        }
    }

    @Test func `one question a company and run, and one for its offices, before its first POST`() throws {
        let bench = try bench([Self.centro], companies: ["acme", "beta", "idle"])
        for order in 1...5 { try bench.admit("ACME-\(order)") }
        for order in 1...5 { try bench.admit("BETA-\(order)", company: "beta") }
        bench.pac.onCompany = answering(["offices": [["id": "OFF-1", "code": "0001"]]])
        try bench.run()
        let asked = bench.pac.companies.map { String($0.request.url.split(separator: "/companies/")[1].prefix { $0 != "?" }) }
        #expect(asked.sorted() == ["PAC-acme", "PAC-acme/offices", "PAC-beta"], "nobody asks about one that has nothing to send")
        for company in ["acme", "beta"] {
            let first = try #require(bench.pac.arrivals.firstIndex { $0.isPost && $0.order.lowercased().hasPrefix(company) })
            let last = try #require(bench.pac.arrivals.lastIndex { $0.isCompany && $0.request.url.contains("PAC-\(company)") })
            #expect(last < first)
        }
    }

    @Test(
        "documents of an office that isn't set up stay queued, the others go",
        arguments: [
            ["offices": [["id": "OFF-1", "code": "0001"]]],
            ["offices": [["id": "OFF-1", "code": "0001"], ["id": "OFF-2", "code": "0009"]]],
            [["id": "OFF-1", "code": "0001"]],
        ] as [JSONValue])
    func office(answer: JSONValue) throws {
        let bench = try bench([Self.centro, Self.david])
        let main = try bench.admit("SO-1")
        let centro = try bench.admit("SO-2") { $0.branch = "0001" }
        let david = try bench.admit("SO-3") { $0.branch = "0002" }
        bench.pac.onCompany = answering(answer)
        let progress = try bench.run()
        #expect(try bench.state(main) == .complete)
        #expect(try bench.state(centro) == .complete)
        #expect(try bench.state(david) == .queued)
        #expect(Set(progress.stopped.keys) == ["acme/david"])
        #expect(try bench.ledger.stop(ofCompany: "acme", office: "david") != nil)
        #expect(try bench.ledger.stop(ofCompany: "acme") == nil)
    }

    @Test(
        "an unclear answer about offices leaves the verdict to the POST",
        arguments: [Reply.error(500, "x"), .silence, .text(200, "hm")])
    func unclear(reply: Reply) throws {
        let bench = try bench([Self.centro])
        let id = try bench.admit("SO-1") { $0.branch = "0001" }
        bench.pac.onCompany = { arrival, _ in arrival.request.url.contains("/offices?") ? reply : nil }
        try bench.run()
        #expect(try bench.state(id) == .complete)
    }

    @Test(
        "another taxpayer under the company's id stops it",
        arguments: [("155704849-2-2021", true), (" 155704849-2-2021 ", true), ("8-442-445", false)])
    func ruc(theirs: String, goes: Bool) throws {
        let bench = try bench(ruc: "155704849-2-2021")
        let id = try bench.admit("SO-1")
        bench.pac.onCompany = answering([], ruc: theirs)
        let progress = try bench.run()
        #expect(try bench.state(id) == (goes ? .complete : .queued))
        #expect(progress.stopCauses == (goes ? [:] : ["acme": .otherRuc]))
        #expect(bench.pac.posts.count == (goes ? 1 : 0))
    }

    @Test func `what stopped a company is forgotten once it can issue`() throws {
        let bench = try bench()
        try bench.admit("SO-1")
        bench.pac.onCompany = { _, _ in .json(200, ["affiliated": "REQUESTED"]) }
        try bench.run()
        #expect(try bench.ledger.stop(ofCompany: "acme")?.cause == "not-subscribed")
        bench.pac.onCompany = { _, _ in nil }
        try bench.beginRun()
        try bench.run()
        #expect(try bench.ledger.stop(ofCompany: "acme") == nil)
    }
}

/// The PAC changes over from one key to the other in the middle of a run (rulebook 7.11).
struct ChangeOverTests {
    /// A PAC that takes the old key before a moment and the new one from then on.
    private func bench(orders: Int, at moment: Int64) throws -> Bench {
        let bench = try Bench(perSecond: 20, keys: ["env NEW", "env OLD"])
        for order in 1...orders { try bench.admit("SO-\(order)") }
        let began = bench.clock.now
        let script: ScriptedPac.Script = { arrival, _ in
            let taken = arrival.at - began < moment ? "env OLD" : "env NEW"
            return arrival.request.key?.label == taken ? nil : .error(401, "SBX-UNAUTHORIZED")
        }
        bench.pac.onCompany = script
        bench.pac.onPost = script
        bench.pac.onStatus = script
        return bench
    }

    @Test(
        "no document is lost, refused or doubled, whenever it happens",
        arguments: [0, 1_000_000_000, 2_500_000_000, 10_500_000_000])
    func changesOver(at moment: Int64) throws {
        let bench = try bench(orders: 60, at: moment)
        let progress = try bench.run()
        #expect(progress.stopped.isEmpty)
        #expect(try bench.ledger.stateCounts().map(\.state) == [.complete])
        let taken = bench.pac.posts.filter { post in
            (post.request.key?.label == "env OLD") == (post.at - bench.pac.arrivals[0].at < moment)
        }
        #expect(Set(taken.map(\.order)).count == 60)
        #expect(taken.count == 60, "each document was executed once")
    }

    @Test func `which key was taken last is written down, by fingerprint and never the key`() throws {
        let bench = try bench(orders: 40, at: 1_500_000_000)
        try bench.run()
        let uses = try bench.ledger.keyUses()
        let new = try #require(uses.first { $0.source == "env NEW" })
        let old = try #require(uses.first { $0.source == "env OLD" })
        #expect(uses.count == 2)
        #expect(new.fingerprint == ApiKey(label: "", value: "secret of env NEW").fingerprint)
        #expect(new.fingerprint.utf8.count == 8)
        #expect(new.uses > 0 && old.uses > 0)
        #expect(old.refusedAt != nil)
        #expect(try #require(old.lastAt) <= #require(new.lastAt))
        let answered = bench.pac.arrivals.filter { !$0.isFile }.count
        #expect(new.uses + old.uses < answered, "refused calls aren't uses")
    }

    @Test func `a PAC that takes a key for reading only isn't tried for ever`() throws {
        let bench = try Bench(perSecond: 20, keys: ["env NEW", "env OLD"])
        for order in 1...10 { try bench.admit("SO-\(order)") }
        bench.pac.onPost = { _, _ in .error(401, "x") }
        let progress = try bench.run()
        #expect(progress.stopCauses == ["acme": .keyRefused])
        #expect(bench.pac.posts.count < 20)
        #expect(try bench.ledger.openCount(.queued) == 10)
    }

    @Test func `a run doesn't wait for documents of a company that is locked out`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        try bench.admit("SO-1")
        let began = bench.clock.now
        bench.pac.onStatus = { _, _ in .error(401, "x") }
        bench.settings.waitSeconds = 3600
        let progress = try bench.run()
        #expect(progress.stopCauses == ["acme": .keyRefused])
        #expect(bench.clock.now - began < 120_000_000_000)
    }
}

/// One question for each RUC, by a company that can ask (rulebook 2.8).
struct RucQuestionTests {
    private static let ruc = RucQuestion(ruc: "155700001-2-2021", type: .juridical)

    private func admit(_ bench: Bench, _ order: String, company: String, _ question: RucQuestion = ruc) throws -> Int64 {
        try bench.admit(order, company: company) { $0.question = question }
    }

    @Test func `a thousand documents with five RUCs are five questions, whoever they belong to`() throws {
        let bench = try Bench(perSecond: 1000, burst: 100, companies: ["acme", "beta"])
        for order in 1...500 {
            for company in ["acme", "beta"] {
                let question = RucQuestion(ruc: "15570000\(order % 5)-2-2021", type: .juridical)
                _ = try admit(bench, "\(company)-\(order)", company: company, question)
            }
        }
        try bench.run()
        #expect(bench.pac.verifications.count == 5)
        #expect(bench.pac.posts.count == 1000)
    }

    @Test("when the company that asks has no key that is taken, another one asks", arguments: [401, 403])
    func anotherAsks(status: Int) throws {
        let bench = try Bench(companies: ["acme", "beta"])
        let stuck = try admit(bench, "ACME-1", company: "acme")
        let other = try admit(bench, "BETA-1", company: "beta")
        let refusing: ScriptedPac.Script = { arrival, _ in
            arrival.request.url.contains("PAC-acme") ? .error(status, "no") : nil
        }
        bench.pac.onCompany = refusing
        bench.pac.onVerification = refusing
        bench.pac.onPost = refusing
        let progress = try bench.run()
        #expect(try bench.state(other) == .complete)
        #expect(try bench.state(stuck) == .queued)
        #expect(Set(progress.stopped.keys) == ["acme"])
    }

    @Test func `polls don't wait until a long list of RUCs is asked`() throws {
        let bench = try Bench(perSecond: 50)
        let invoice = try bench.admit("SO-1")
        for order in 2...400 {
            _ = try admit(
                bench, "SO-\(order)", company: "acme", RucQuestion(ruc: "1557\(10000 + order)-2-2021", type: .juridical))
        }
        bench.lanes = bench.lanes.map { lane in
            CompanyLane(
                id: lane.id, pacCompanyID: lane.pacCompanyID, keys: lane.keys, perSecond: 50, burst: 1, readsPerSecond: 5,
                numerationStart: 1)
        }
        try bench.run()
        let status = try #require(bench.pac.arrivals.firstIndex { $0.isStatus && $0.documentID == "DOCSO-1" })
        #expect(bench.pac.arrivals[..<status].count { $0.isVerification } < 200)
        #expect(try bench.state(invoice) == .complete)
    }
}

/// A slow key's status calls don't hold up another's.
struct ReadFairnessTests {
    @Test func `documents of a slow key wait by themselves`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.lanes = [("acme", 1.0), ("beta", 100.0)].map { company, reads in
            CompanyLane(
                id: company, pacCompanyID: "PAC-\(company)",
                keys: [ApiKey(label: "env \(company)", value: "key of \(company)")], perSecond: 1000, burst: 100,
                readsPerSecond: reads, numerationStart: 1)
        }
        bench.settings.waitSeconds = 600
        for order in 1...200 { try bench.admit("ACME-\(order)") }
        for order in 1...50 { try bench.admit("BETA-\(order)", company: "beta") }
        try bench.run()
        let beta = bench.pac.statuses.filter { $0.request.url.contains("PAC-beta") }
        #expect(beta.count >= 50)
        #expect(Double((beta.last?.at ?? 0) - bench.pac.arrivals[0].at) / 1e9 < 60, "acme takes minutes")
        #expect(try bench.ledger.stateCounts().contains { $0.company == "beta" && $0.state == .complete && $0.count == 50 })
    }
}
