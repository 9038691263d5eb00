import Fiscal
import JSONText
import Ledger
import SeededRandom
import Testing

@testable import pacbatch

/// A ledger for the tests of what lies around it.
private func withLedger(_ body: (LedgerStore) throws -> Void) throws {
    try withFolder { folder in
        let ledger = try LedgerStore(path: folder + "/ledger.sqlite", environment: .sandbox)
        try ledger.transaction { try ledger.beginRun(name: "run", at: .noon, version: "1", configurationHash: "") }
        try body(ledger)
    }
}

extension FiscalTime {
    fileprivate static let noon = FiscalTime(epochSeconds: 1_795_280_400)
}

extension OrderRecord {
    /// A record with these cells.
    fileprivate init(_ cells: [OrderKey: String]) {
        self.init()
        for (key, text) in cells.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            set(key, Array(text.utf8).span, line: 2, column: 3)
        }
    }
}

struct ClientRegistryTests {
    @Test func `an order takes what it leaves empty, and only that`() throws {
        try withLedger { ledger in
            var registry = ClientRegistry(ledger)
            let client = OrderRecord([
                .client_id: "C-1", .client_name: "Registered", .client_ruc: "8-1-1", .emails: "a@b.c", .order_id: "no",
                .notes: "no",
            ])
            #expect(try registry.take(client, company: "acme", at: .noon))
            var order = OrderRecord([.client_id: "C-1", .client_name: "Of the order"])
            try registry.fill(&order, company: "acme")
            #expect(order.text(.client_name) == "Of the order")
            #expect(order.text(.client_ruc) == "8-1-1")
            #expect(order.isFromRegistry(.client_ruc))
            #expect(!order.isFromRegistry(.client_name))
            #expect(order.isEmpty(.order_id), "no column of the client's")
            #expect(order.isEmpty(.notes))
        }
    }

    @Test("who isn't known fills nothing", arguments: [("acme", "C-2"), ("beta", "C-1"), ("acme", "")])
    func unknown(company: String, client: String) throws {
        try withLedger { ledger in
            var registry = ClientRegistry(ledger)
            _ = try registry.take(OrderRecord([.client_id: "C-1", .client_name: "X"]), company: "acme", at: .noon)
            var order = OrderRecord([.client_id: client])
            try registry.fill(&order, company: company)
            #expect(order.isEmpty(.client_name))
        }
    }

    @Test func `a newer version counts at once, in the ledger and in what is remembered`() throws {
        try withLedger { ledger in
            var registry = ClientRegistry(ledger)
            for name in ["Old", "New"] {
                _ = try registry.take(OrderRecord([.client_id: "C-1", .client_name: name]), company: "acme", at: .noon)
                for reader in [0, 1] {
                    var order = OrderRecord([.client_id: "C-1"])
                    var fresh = ClientRegistry(ledger)
                    try reader == 0 ? registry.fill(&order, company: "acme") : fresh.fill(&order, company: "acme")
                    #expect(order.text(.client_name) == name)
                }
            }
        }
    }

    @Test func `a client without an id is none`() throws {
        try withLedger { ledger in
            var registry = ClientRegistry(ledger)
            let isTaken = try registry.take(OrderRecord([.client_name: "X"]), company: "acme", at: .noon)
            #expect(!isTaken)
        }
    }

    @Test func `a plan's clients count before the ledger's, which stays as it is`() throws {
        try withLedger { ledger in
            var writer = ClientRegistry(ledger)
            _ = try writer.take(OrderRecord([.client_id: "C-1", .client_name: "Ledger"]), company: "acme", at: .noon)
            var plan = ClientRegistry(ledger)
            plan.remember(OrderRecord([.client_id: "C-1", .client_name: "Plan"]), company: "acme")
            var order = OrderRecord([.client_id: "C-1"])
            try plan.fill(&order, company: "acme")
            #expect(order.text(.client_name) == "Plan")
            #expect(try ledger.client(company: "acme", clientID: "C-1")?.contains("Ledger") == true)
        }
    }

    @Test func `without a ledger there is nobody, and no error`() throws {
        var registry = ClientRegistry(nil)
        var order = OrderRecord([.client_id: "C-1"])
        try registry.fill(&order, company: "acme")
        #expect(order.isEmpty(.client_name))
    }
}

struct RucMemoryTests {
    private static let question = RucQuestion(ruc: "155704849-2-2021", type: .juridical)
    private static let day: Int64 = 86_400

    /// What was answered, how many days ago, and whether it still counts with a cache of 30 days.
    @Test(
        "found holds for the configured days, everything else for this run",
        arguments: [
            (RucAnswer.found(checkDigits: "32", receptorType: .taxpayer), 0, true),
            (.found(checkDigits: "32", receptorType: .taxpayer), 30, true),
            (.found(checkDigits: "32", receptorType: .taxpayer), 31, false), (.notFound, 0, true), (.notFound, 1, false),
            (.refused, 0, true),
            (.refused, 1, false),
        ] as [(RucAnswer, Int64, Bool)])
    func holds(answer: RucAnswer, days: Int64, counts: Bool) throws {
        try withLedger { ledger in
            try ledger.transaction {
                try ledger.storeRucAnswer(Self.question, answer, at: FiscalTime.noon.adding(seconds: -days * Self.day))
            }
            let memory = RucMemory(ledger, cacheDays: 30, now: .noon)
            #expect(try memory.answer(Self.question) == (counts ? answer : nil))
        }
    }

    @Test func `a cache of no days asks every run anew`() throws {
        try withLedger { ledger in
            let found = RucAnswer.found(checkDigits: "32", receptorType: .taxpayer)
            try ledger.transaction { try ledger.storeRucAnswer(Self.question, found, at: FiscalTime.noon.adding(seconds: -1)) }
            #expect(try RucMemory(ledger, cacheDays: 0, now: .noon).answer(Self.question) == nil)
        }
    }
}

/// A record that is judged again later (rulebook 2.5).
struct StoredRecordTests {
    @Test("a record comes back with every cell and its place", arguments: UInt64(1)...40)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let record = Self.random(&random)
        let again = OrderRecord(stored: try JSONParser.parse(record.stored.text))
        #expect(again.sequence == record.sequence && again.line == record.line && again.extent == record.extent)
        for key in OrderKey.allCases {
            #expect(again.text(key) == record.text(key), "\(key)")
            #expect(again.location(key) == record.location(key), "\(key)")
            #expect(again.isFromRegistry(key) == record.isFromRegistry(key), "\(key)")
        }
        try #require(again.lineCount == record.lineCount)
        for index in 0..<record.lineCount {
            for key in LineKey.allCases {
                #expect(again.text(line: index, key) == record.text(line: index, key))
                if !record.isEmpty(line: index, key) {
                    #expect(again.location(line: index, key) == record.location(line: index, key))
                }
            }
        }
        #expect(again.stored == record.stored)
    }

    private static func random(_ random: inout SeededRandom) -> OrderRecord {
        var record = OrderRecord()
        record.sequence = Int.random(in: 1...1000, using: &random)
        record.line = Int.random(in: 1...1000, using: &random)
        record.extent = 10..<Int.random(in: 10...5000, using: &random)
        let texts = [
            "", "x", "0012", "Ñandú \"& <b>\"", "a\nb\t\u{1F9FE}", "1.50", String(repeating: "y", count: 300), "\\u0041", "-0",
        ]
        for key in OrderKey.allCases {
            guard let text = texts.randomElement(using: &random), !text.isEmpty else { continue }
            if Bool.random(using: &random) {
                record.set(key, Array(text.utf8).span, line: record.line + 1, column: Int.random(in: 0...9, using: &random))
            } else {
                record.fill(key, fromRegistry: Array(text.utf8).span)
            }
        }
        for line in 0..<Int.random(in: 0...4, using: &random) {
            record.addLine(at: record.line + line)
            for key in LineKey.allCases {
                guard let text = texts.randomElement(using: &random), !text.isEmpty else { continue }
                record.set(key, Array(text.utf8).span, line: record.line + line, column: 4)
            }
        }
        return record
    }

    @Test func `columns of a newer program are left out`() throws {
        let record = OrderRecord(
            stored: try JSONParser.parse(
                #"{"order":{"order_id":["A",1,1,false],"tomorrow":["B",1,2,false]},"lines":[{"new":["1",1,1]}]}"#))
        #expect(record.text(.order_id) == "A")
        #expect(record.lineCount == 1)
    }
}
