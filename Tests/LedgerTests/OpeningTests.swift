import Fiscal
import Testing

@testable import Ledger

/// What is opened, as what, and what a kill leaves (G4, G20).
struct OpeningTests {
    @Test("a ledger never serves the other environment, not even for looking", arguments: [true, false])
    func environment(readOnly: Bool) throws {
        let ledger = try LedgerUnderTest()
        #expect(throws: LedgerRefusal.otherEnvironment(ledger: .sandbox)) {
            _ = try LedgerStore(path: ledger.path, environment: .production, readOnly: readOnly)
        }
        #expect(throws: Never.self) { _ = try LedgerStore(path: ledger.path, environment: .sandbox, readOnly: readOnly) }
    }

    @Test("a ledger of a newer program isn't opened", arguments: [true, false])
    func newer(readOnly: Bool) throws {
        let ledger = try LedgerUnderTest()
        try RawDatabase(ledger.path).must("INSERT INTO migration VALUES ('9999-tomorrow')")
        #expect(throws: LedgerRefusal.newerProgram(migration: "9999-tomorrow")) {
            _ = try LedgerStore(path: ledger.path, environment: .sandbox, readOnly: readOnly)
        }
    }

    @Test func `looking at a ledger that isn't there makes none`() throws {
        let ledger = try LedgerUnderTest()
        let path = ledger.folder + "/none.sqlite"
        #expect(throws: LedgerRefusal.missing) { _ = try LedgerStore(path: path, environment: .sandbox, readOnly: true) }
        #expect(throws: LedgerRefusal.missing) { _ = try LedgerStore(path: path, environment: .sandbox, readOnly: true) }
    }

    @Test func `a file that is no database is no ledger`() throws {
        let ledger = try LedgerUnderTest()
        let path = ledger.folder + "/notes.txt"
        try Bytes.write(Array(String(repeating: "shopping list\n", count: 100).utf8), to: path)
        #expect(throws: LedgerError.self) { _ = try LedgerStore(path: path, environment: .sandbox) }
        #expect(try Bytes.of(path).count == 1400)
    }

    @Test func `durability is what it must be`() throws {
        let ledger = try LedgerUnderTest()
        for (pragma, value) in [
            ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("mmap_size", "0"), ("trusted_schema", "0"),
        ] {
            #expect(try ledger.pragma(pragma) == value, "\(pragma)")
        }
    }

    @Test func `what a transaction wrote is there after a kill, what was under way isn't`() throws {
        let ledger = try LedgerUnderTest()
        let first = try ledger.admit("SO-1")
        _ = try ledger.intend(first)
        let input = try ledger.input()
        try ledger.store.connection.run("BEGIN IMMEDIATE")
        _ = try ledger.store.admit(.invoice("SO-2", input: input))
        let copy = try ledger.copyAsAfterAKill(named: "copy")
        try ledger.store.connection.run("ROLLBACK")
        #expect(try copy.document(id: first)?.state == .in_doubt)
        #expect(try copy.openAttempts().map(\.document) == [first])
        #expect(try copy.keyHolder(company: "acme", kind: .invoice, orderID: "SO-2") == nil)
        #expect(try copy.firstBrokenEvent() == nil)
        #expect(try copy.integrityProblem() == nil)
    }

    @Test func `the latest moment is known also where clocks were set back one after the other`() throws {
        let ledger = try LedgerUnderTest()
        let store = ledger.store
        for (round, at) in [900, 500, 700, 100].enumerated() {
            try ledger.beginRun("round \(round)")
            try store.transaction { try store.append(event: "noted", atMicros: Int64(at) * 1_000_000) }
            #expect(try store.latestEventMicros() == 900_000_000)
        }
        try ledger.beginRun("last")
        try store.transaction { try store.trustClock(atMicros: 200_000_000) }
        #expect(try store.latestEventMicros() == 200_000_000, "somebody said so")
        try store.transaction { try store.append(event: "noted", atMicros: 150_000_000) }
        #expect(try store.latestEventMicros() == 200_000_000)
        try ledger.reopen()
        #expect(try ledger.store.latestEventMicros() == 200_000_000)
    }

    @Test func `a log that is torn at any byte gives the transactions before it, whole`() throws {
        let ledger = try LedgerUnderTest()
        try ledger.reopen()
        try ledger.beginRun("run 2")
        for order in 1...8 {
            let id = try ledger.admit("SO-\(order)")
            _ = try ledger.intend(id, number: Int64(order))
        }
        let wal = try Bytes.of(ledger.path + "-wal")
        var before = 0
        for cut in stride(from: 0, through: wal.count, by: max(wal.count / 60, 1)) {
            let copy = try ledger.copyAsAfterAKill(named: "cut\(cut)", walBytes: cut)
            let intents = try copy.openAttempts().count
            #expect(try copy.integrityProblem() == nil)
            #expect(try copy.firstBrokenEvent() == nil)
            #expect(try copy.openCount(.in_doubt) == intents)
            #expect(intents >= before)
            before = intents
        }
        #expect(before >= 7)
    }
}

extension LedgerUnderTest {
    /// A pragma's value on the ledger's own connection.
    func pragma(_ name: String) throws -> String? {
        switch name {
        case "journal_mode": try store.connection.first("PRAGMA journal_mode") { $0.text(0) }
        case "synchronous": try store.connection.first("PRAGMA synchronous") { $0.text(0) }
        case "foreign_keys": try store.connection.first("PRAGMA foreign_keys") { $0.text(0) }
        case "mmap_size": try store.connection.first("PRAGMA mmap_size") { $0.text(0) } ?? "0"
        default: try store.connection.first("PRAGMA trusted_schema") { $0.text(0) }
        }
    }

    /// The files as they lie now, under another name, opened as the next run does.
    func copyAsAfterAKill(named name: String, walBytes: Int = .max) throws -> LedgerStore {
        let path = folder + "/" + name
        try Bytes.write(try Bytes.of(self.path), to: path)
        try Bytes.write(Array(try Bytes.of(self.path + "-wal").prefix(walBytes)), to: path + "-wal")
        return try LedgerStore(path: path, environment: .sandbox)
    }
}

/// Looking while a run is at work.
struct ReaderTests {
    @Test func `a reader sees what is committed and is never held up`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        let reader = try ledger.readOnly()
        let input = try ledger.input()
        try ledger.store.transaction {
            _ = try ledger.store.record(intent: .sample(id, number: 1), atMicros: 1)
            _ = try ledger.store.admit(.invoice("SO-2", input: input))
            #expect(try reader.document(id: id)?.state == .queued)
            #expect(try ledger.readOnly().openCount(.queued) == 1)
        }
        #expect(try reader.document(id: id)?.state == .in_doubt)
    }

    @Test func `a reader can't write`() throws {
        let ledger = try LedgerUnderTest()
        let id = try ledger.admit("SO-1")
        let reader = try ledger.readOnly()
        #expect(throws: LedgerError.self) { try reader.markReady(document: id) }
        #expect(throws: LedgerError.self) { try reader.transaction {} }
        #expect(try ledger.document(id).state == .queued)
    }

    @Test func `a writer doesn't wait for a reader in the middle of a list`() throws {
        let ledger = try LedgerUnderTest()
        for order in 1...5 { try ledger.admit("SO-\(order)") }
        let reader = try ledger.readOnly()
        var seen = 0
        try reader.eachDocument { row in
            seen += 1
            _ = try ledger.intend(row.id, number: row.id)
        }
        #expect(seen == 5)
        #expect(try ledger.store.openCount(.in_doubt) == 5)
    }
}
