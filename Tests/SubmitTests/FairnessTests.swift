import Fiscal
import JSONText
import Testing

@testable import Submit

/// One key's rate is shared fairly by its companies, and no key holds up another (product.md 4, rulebook 7.10).
struct FairnessTests {
    private func companies(_ arrivals: [ScriptedPac.Arrival]) -> [String] {
        arrivals.map { $0.order.prefix { $0 != "-" }.lowercased() }
    }

    @Test("a company with many documents doesn't starve one with ten", arguments: [0.5, 2, 50, 400])
    func roundRobin(perSecond: Double) throws {
        let bench = try Bench(perSecond: perSecond, companies: ["acme", "beta"])
        for order in 1...60 { try bench.admit("ACME-\(order)") }
        for order in 1...10 { try bench.admit("BETA-\(order)", company: "beta") }
        try bench.run()
        let order = companies(bench.pac.posts)
        #expect(order.count == 70)
        let last = try #require(order.lastIndex(of: "beta"))
        #expect(last <= 20 + bench.settings.concurrency, "beta's tenth document went out as number \(last + 1)")
    }

    @Test func `a company that joins late is served at once`() throws {
        let bench = try Bench(perSecond: 10, companies: ["acme", "beta", "gama"])
        for order in 1...90 { try bench.admit("ACME-\(order)") }
        for order in 1...3 { try bench.admit("BETA-\(order)", company: "beta") }
        for order in 1...3 { try bench.admit("GAMA-\(order)", company: "gama") }
        bench.pac.onCompany = { arrival, _ in
            guard arrival.request.url.contains("PAC-gama") else { return nil }
            var reply = Reply.json(200, ["affiliated": "SUBSCRIBED"])
            reply.delay = 2_000_000_000
            return reply
        }
        try bench.run()
        let order = companies(bench.pac.posts)
        let first = try #require(order.firstIndex(of: "gama"))
        let last = try #require(order.lastIndex(of: "gama"))
        #expect(first > 10, "it is asked about before it is served")
        #expect(last - first <= 4 + bench.settings.concurrency)
    }

    /// Two keys: acme's is slow to answer, or slow by its limit; beta's is not.
    private func twoKeys(_ perSecond: (acme: Double, beta: Double), concurrency: Int = 4) throws -> Bench {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.settings.concurrency = concurrency
        bench.lanes = [("acme", perSecond.acme), ("beta", perSecond.beta)].map { company, rate in
            CompanyLane(
                id: company, pacCompanyID: "PAC-\(company)",
                keys: [ApiKey(label: "env \(company)", value: "key of \(company)")], perSecond: rate, burst: 1,
                readsPerSecond: rate * 5, numerationStart: 1)
        }
        return bench
    }

    @Test func `a slow key doesn't slow the others`() throws {
        let bench = try twoKeys((acme: 0.5, beta: 50))
        for order in 1...20 { try bench.admit("ACME-\(order)") }
        for order in 1...40 { try bench.admit("BETA-\(order)", company: "beta") }
        try bench.run()
        let beta = bench.pac.posts.filter { $0.order.hasPrefix("BETA") }
        #expect(Double((beta.last?.at ?? 0) - (beta.first?.at ?? 0)) / 1e9 < 2, "40 documents at 50 a second")
        let acme = bench.pac.posts.filter { $0.order.hasPrefix("ACME") }
        for (next, post) in zip(acme.dropFirst(), acme) { #expect(next.at - post.at >= 2_000_000_000) }
    }

    @Test("a key that isn't answered doesn't hold all that may be under way", arguments: [2, 4, 8])
    func oneHangs(concurrency: Int) throws {
        let bench = try twoKeys((acme: 50, beta: 50), concurrency: concurrency)
        for order in 1...20 { try bench.admit("ACME-\(order)") }
        for order in 1...20 { try bench.admit("BETA-\(order)", company: "beta") }
        bench.pac.onPost = { arrival, _ in
            guard arrival.order.hasPrefix("ACME") else { return nil }
            var reply = Reply.json(200, ScriptedPac.accepted(arrival, id: "DOC\(arrival.order)"))
            reply.delay = 30_000_000_000
            return reply
        }
        try bench.run()
        let beta = bench.pac.posts.filter { $0.order.hasPrefix("BETA") }
        #expect(beta.count == 20)
        #expect(Double((beta.last?.at ?? 0) - (beta.first?.at ?? 0)) / 1e9 < 5, "acme's 30 seconds a document are its own")
        #expect(bench.pac.posts.count == 40)
        #expect(!bench.ranAway)
    }

    @Test func `one company alone has everything that may be under way`() throws {
        let bench = try Bench(perSecond: 1000, burst: 1000)
        bench.settings.concurrency = 6
        for order in 1...30 { try bench.admit("ACME-\(order)") }
        var most = 0
        bench.pac.onPost = { [pac = bench.pac] _, _ in
            most = max(most, pac.inFlight + 1)
            return nil
        }
        try bench.run()
        #expect(most >= 6)
    }

    @Test func `the same key under two names is one key, and the smaller of two limits holds`() throws {
        let bench = try Bench(companies: ["acme", "beta"])
        bench.lanes = [("acme", "env KEY", 10.0), ("beta", "file /run/key", 2.0)].map { company, label, rate in
            CompanyLane(
                id: company, pacCompanyID: "PAC-\(company)", keys: [ApiKey(label: label, value: "the same")], perSecond: rate,
                burst: 1, readsPerSecond: 100, numerationStart: 1)
        }
        for order in 1...5 { try bench.admit("ACME-\(order)") }
        for order in 1...5 { try bench.admit("BETA-\(order)", company: "beta") }
        try bench.run()
        let moments = bench.pac.posts.map(\.at)
        #expect(moments.count == 10)
        for (third, first) in zip(moments.dropFirst(2), moments) { #expect(third - first >= 1_000_000_000) }
    }
}
