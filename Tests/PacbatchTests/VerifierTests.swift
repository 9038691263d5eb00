import Emit
import Fiscal
import Ingest
import JSONText
import Testing

@testable import Ledger
@testable import pacbatch

/// G19: a changed, missing or reordered event shows, whichever byte of the ledger's file somebody changed.
struct VerifierTests {
    @Test func `a flipped byte that changes an event is found`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            try makeLedger(workspace, events: 60)
            let bytes = try #require(try OpenFile(reading: workspace.ledger).contents(limit: 16 << 20))
            let events = try events(workspace)
            var changed = 0
            for offset in stride(from: 100, to: bytes.count, by: 307) {
                var flipped = bytes
                flipped[offset] ^= 0x15
                try FileSystem.replace(workspace.ledger, flipped)
                guard let now = try? self.events(workspace) else { continue }
                guard now == events else {
                    changed += 1
                    let kinds = try kinds(workspace)
                    #expect(kinds.contains(.eventChanged) || kinds.contains(.ledgerDamaged), "byte \(offset)")
                    continue
                }
            }
            #expect(changed >= 5, "bytes of events were among them")
        }
    }

    @Test(
        "what somebody does to the log of events by hand is found",
        arguments: [
            "UPDATE event SET detail = '{\"n\":7}' WHERE id = 5", "DELETE FROM event WHERE id = 5",
            "UPDATE event SET at_micros = at_micros + 1 WHERE id = 60",
            "UPDATE event SET kind = CASE id WHEN 5 THEN (SELECT kind FROM event WHERE id = 6) ELSE 'note 5' END WHERE id IN (5, 6)",
            "UPDATE event SET id = id + 1000 WHERE id = 60",
        ])
    func byHand(sql: String) throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            try makeLedger(workspace, events: 60)
            try change(workspace, sql)
            #expect(try kinds(workspace).contains(.eventChanged))
        }
    }

    @Test func `events that are missing at the end show by the manifest that knew them`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            let head = try makeLedger(workspace, events: 60)
            try FileSystem.makeFolder(workspace.manifests)
            try FileSystem.create("\(workspace.manifests)/run-night.json", Array("{\"chain_head\": \"\(head)\"}".utf8))
            #expect(try kinds(workspace).isEmpty)
            try change(workspace, "DELETE FROM event WHERE id > 50")
            #expect(try kinds(workspace) == [.chainHeadUnknown])
        }
    }

    @Test func `a manifest of a run that the ledger doesn't know tells that the ledger is older`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            try makeLedger(workspace, events: 3)
            try FileSystem.makeFolder(workspace.manifests)
            try FileSystem.create("\(workspace.manifests)/run-later.json", Array("{}".utf8))
            #expect(try kinds(workspace) == [.manifestUnknown])
        }
    }

    @Test func `every kind of finding has its words in both languages`() {
        for kind in Finding.Kind.allCases {
            let wording = Wording.finding(Finding(kind: kind, path: "a/b"))
            #expect(wording.es != wording.en)
            #expect(wording.es.hasPrefix("a/b: ") && wording.en.hasPrefix("a/b: "))
        }
    }

    // MARK: -

    @discardableResult
    private func makeLedger(_ workspace: Workspace, events: Int) throws -> String {
        let ledger = try LedgerStore(path: workspace.ledger, environment: .sandbox)
        try ledger.transaction {
            try ledger.beginRun(name: "night", at: FiscalTime(epochSeconds: 1), version: "1", configurationHash: "")
            for number in 1...events {
                try ledger.append(event: "note \(number)", atMicros: Int64(number), detail: ["n": JSONValue(number)])
            }
        }
        return hexadecimalText(ledger.chainHead)
    }

    private func hexadecimalText(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func change(_ workspace: Workspace, _ sql: String) throws {
        let ledger = try LedgerStore(path: workspace.ledger, environment: .sandbox)
        try ledger.connection.run("DROP TRIGGER event_is_append_only; DROP TRIGGER event_is_kept; " + sql)
    }

    private struct Event: Equatable {
        let id: Int64
        let facts: [String]
        let hash: [UInt8]
    }

    private func events(_ workspace: Workspace) throws -> [Event] {
        let ledger = try LedgerStore(path: workspace.ledger, environment: .sandbox, readOnly: true)
        return try ledger.connection.all("SELECT id, at_micros, run_id, document_id, kind, detail, hash FROM event ORDER BY id") {
            let event = EventRow($0)
            let facts = [String(event.atMicros), String(event.runID), String(event.documentID ?? -1), event.kind, event.detail]
            return Event(id: event.id, facts: facts, hash: event.hash)
        }
    }

    private func kinds(_ workspace: Workspace) throws -> [Finding.Kind] {
        let ledger: LedgerStore
        do {
            ledger = try LedgerStore(path: workspace.ledger, environment: .sandbox, readOnly: true)
        } catch is LedgerError {
            return [.ledgerDamaged]
        } catch is LedgerRefusal {
            return [.ledgerDamaged]
        }
        return try Verifier.verify(ledger, workspace, .system).findings.map(\.kind)
    }
}
