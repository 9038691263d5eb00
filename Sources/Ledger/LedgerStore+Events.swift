internal import Digest
public import JSONText

/// One line of the event log.
public struct EventRow: Sendable {
    /// Number, without gaps.
    public let id: Int64
    /// Microseconds since 1970.
    public let atMicros: Int64
    /// The run that wrote it.
    public let runID: Int64
    /// The document it is about; nil for events of a run or an input.
    public let documentID: Int64?
    /// What happened: `admitted`, `intent`, `answered`, `accepted`, …
    public let kind: String
    /// Its facts, as JSON.
    public let detail: String
    /// The chain's hash, 32 bytes.
    public let hash: [UInt8]

    init(_ row: Statement) {
        id = row.integer(0)
        atMicros = row.integer(1)
        runID = row.integer(2)
        documentID = row.optionalInteger(3)
        kind = row.text(4)
        detail = row.text(5)
        hash = row.blob(6)
    }
}

extension LedgerStore {
    /// Appends to the event log. Each row's hash covers the row before it: a later change shows (G19).
    public func append(event kind: String, document: Int64? = nil, atMicros: Int64, detail: JSONValue = [:]) throws {
        let text = detail.text
        let hash = Self.hash(after: chainHead, atMicros: atMicros, runID: runID, documentID: document, kind: kind, detail: text)
        try connection.execute(
            "INSERT INTO event (at_micros, run_id, document_id, kind, detail, hash) VALUES (?, ?, ?, ?, ?, ?)",
            .integer(atMicros), .integer(runID), SQLValue(document), .text(kind), .text(text), .blob(hash))
        chainHead = hash
    }

    /// The events of a document, oldest first.
    public func events(ofDocument id: Int64) throws -> [EventRow] {
        try connection.all(
            "SELECT id, at_micros, run_id, document_id, kind, detail, hash FROM event WHERE document_id = ? ORDER BY id",
            .integer(id),
            read: EventRow.init)
    }

    /// The number of the first event that doesn't follow from the one before it, or that is missing; nil when the log is whole.
    /// - Parameter seeing: takes the chain's head behind each event, and before the first.
    public func firstBrokenEvent(seeing: (_ head: [UInt8]) -> Void = { _ in }) throws -> Int64? {
        var head = [UInt8](repeating: 0, count: 32)
        var expected: Int64 = 1
        var broken: Int64?
        seeing(head)
        try connection.rows("SELECT id, at_micros, run_id, document_id, kind, detail, hash FROM event ORDER BY id") { row in
            let event = EventRow(row)
            let hash = Self.hash(
                after: head, atMicros: event.atMicros, runID: event.runID, documentID: event.documentID, kind: event.kind,
                detail: event.detail)
            if event.id != expected || hash != event.hash { broken = expected }
            head = event.hash
            seeing(head)
            expected += 1
            return broken == nil
        }
        return broken
    }

    private static func hash(
        after head: [UInt8], atMicros: Int64, runID: Int64, documentID: Int64?, kind: String, detail: String
    ) -> [UInt8] {
        var bytes = ByteWriter(capacity: 128 + detail.utf8.count)
        bytes.append(head.span)
        for number in [atMicros, runID, documentID ?? -1] {
            bytes.append(integer: number)
            bytes.append(byte: 0)
        }
        bytes.append(text: kind)
        bytes.append(byte: 0)
        bytes.append(text: detail)
        return SHA256.digest(bytes.bytes)
    }
}
