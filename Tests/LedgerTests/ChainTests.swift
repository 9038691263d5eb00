import Fiscal
import JSONText
import Testing

@testable import Ledger

/// The event log shows what was done to it (G19).
struct ChainTests {
    private func sample() throws -> LedgerUnderTest {
        let ledger = try LedgerUnderTest()
        for order in 1...6 {
            let id = try ledger.admit("SO-\(order)")
            try ledger.close(try ledger.intend(id, number: Int64(order)), id, as: .in_doubt)
        }
        #expect(try ledger.store.firstBrokenEvent() == nil)
        return ledger
    }

    /// Changes the log behind the triggers' back.
    private func tamper(_ ledger: LedgerUnderTest, _ sql: String) throws {
        try RawDatabase(ledger.path).must("DROP TRIGGER event_is_append_only; DROP TRIGGER event_is_kept; " + sql)
    }

    @Test(
        "a changed value shows where it is",
        arguments: [
            "at_micros = at_micros + 1", "run_id = 7", "document_id = document_id + 1", "document_id = NULL", "kind = 'accepted'",
            "detail = '{\"x\":1}'", "detail = detail || ' '", "hash = zeroblob(32)",
            "hash = (SELECT hash FROM event WHERE id = 1)",
            "hash = x''",
        ], [Int64(2), 5, 12])
    func changed(assignment: String, row: Int64) throws {
        let ledger = try sample()
        try tamper(ledger, "UPDATE event SET \(assignment) WHERE id = \(row)")
        #expect(try ledger.store.firstBrokenEvent() == row)
    }

    @Test("a missing row shows", arguments: [Int64(1), 2, 7, 11])
    func missing(row: Int64) throws {
        let ledger = try sample()
        try tamper(ledger, "DELETE FROM event WHERE id = \(row)")
        #expect(try ledger.store.firstBrokenEvent() == row)
    }

    @Test func `a missing row shows even when the rest is renumbered`() throws {
        let ledger = try sample()
        try tamper(ledger, "DELETE FROM event WHERE id = 4; UPDATE event SET id = id - 1 WHERE id > 4")
        #expect(try ledger.store.firstBrokenEvent() == 4)
    }

    @Test func `rows that have changed places show`() throws {
        let ledger = try sample()
        try tamper(
            ledger,
            "UPDATE event SET id = 99 WHERE id = 5; UPDATE event SET id = 5 WHERE id = 6; UPDATE event SET id = 6 WHERE id = 99")
        #expect(try ledger.store.firstBrokenEvent() == 5)
    }

    @Test func `a row put in between shows`() throws {
        let ledger = try sample()
        try tamper(
            ledger,
            "UPDATE event SET id = -id WHERE id > 8; UPDATE event SET id = 1 - id WHERE id < 0; INSERT INTO event VALUES (9, 1, 1, 1, 'pdf', '{}', zeroblob(32))"
        )
        #expect(try ledger.store.firstBrokenEvent() == 9)
    }

    @Test func `rows cut off at the end change the head that manifests print`() throws {
        let ledger = try sample()
        let head = ledger.store.chainHead
        try tamper(ledger, "DELETE FROM event WHERE id > 10")
        try ledger.reopen()
        #expect(try ledger.store.firstBrokenEvent() == nil)
        #expect(ledger.store.chainHead != head)
    }

    @Test func `no bit of an event's text can flip unseen`() throws {
        let ledger = try sample()
        let text = Array(#"{"numeration":"0000000003"}"#.utf8)
        let bytes = try checkpointed(ledger)
        let places = bytes.indices.filter { bytes[$0...].starts(with: text) }
        let place = try #require(places.last)
        for offset in stride(from: 0, to: text.count, by: 3) {
            var damaged = bytes
            damaged[place + offset] ^= 1 << UInt8(offset % 7)
            let path = ledger.folder + "/flip\(offset)"
            try Bytes.write(damaged, to: path)
            let store = try LedgerStore(path: path, environment: .sandbox)
            #expect(try store.firstBrokenEvent() == 5, "byte \(offset)")
        }
    }

    private func checkpointed(_ ledger: LedgerUnderTest) throws -> [UInt8] {
        try RawDatabase(ledger.path).must("PRAGMA wal_checkpoint(TRUNCATE)")
        return try Bytes.of(ledger.path)
    }

    @Test func `the chain goes on where it was when the ledger is opened again`() throws {
        let ledger = try sample()
        let head = ledger.store.chainHead
        try ledger.reopen()
        #expect(ledger.store.chainHead == head)
        try ledger.beginRun("run 2")
        try ledger.admit("SO-9")
        try ledger.store.transaction { try ledger.store.append(event: "x", atMicros: 9) }
        #expect(try ledger.store.firstBrokenEvent() == nil)
    }

    private struct Refusal: Error {}

    @Test func `a transaction that is undone leaves the chain as it was`() throws {
        let ledger = try sample()
        let head = ledger.store.chainHead
        #expect(throws: Refusal.self) {
            try ledger.store.transaction {
                try ledger.store.append(event: "lost", atMicros: 9)
                throw Refusal()
            }
        }
        #expect(ledger.store.chainHead == head)
        try ledger.store.transaction { try ledger.store.append(event: "kept", atMicros: 9) }
        #expect(try ledger.store.firstBrokenEvent() == nil)
    }

    @Test func `a guard that refuses in the middle undoes the whole transaction`() throws {
        let ledger = try sample()
        let head = ledger.store.chainHead
        let input = try ledger.input()
        #expect(throws: LedgerError.self) {
            try ledger.store.transaction {
                _ = try ledger.store.admit(.invoice("NEW", input: input))
                try ledger.store.append(event: "lost", atMicros: 9)
                _ = try ledger.store.admit(.invoice("SO-1", input: input, sequence: 2))
            }
        }
        #expect(ledger.store.chainHead == head)
        #expect(try ledger.store.keyHolder(company: "acme", kind: .invoice, orderID: "NEW") == nil)
        #expect(try ledger.store.firstBrokenEvent() == nil)
    }

    @Test func `an error of the guards is told apart, and names no value`() throws {
        let ledger = try sample()
        let input = try ledger.input()
        do {
            try ledger.store.transaction { _ = try ledger.store.admit(.invoice("SO-1", input: input)) }
            Issue.record("two holders of a key")
        } catch let error as LedgerError {
            #expect(error.isConstraint)
            #expect(!error.isBusy && !error.isFull)
            #expect(!"\(error)".contains("SO-1"))
        }
    }
}
