public import Fiscal
internal import Guards
internal import JSONText

/// What the PAC said about a document, in a POST's answer or a GET's.
public struct PacReply: Sendable {
    /// The PAC's id.
    public var pacID: String
    /// legalStatus as returned.
    public var legalStatus: LegalStatus
    /// CUFE as returned; nil when there was none.
    public var cufe: String?
    /// QR address; nil when there was none.
    public var qrURL: String?

    /// Makes a reply.
    public init(pacID: String, legalStatus: LegalStatus, cufe: String?, qrURL: String?) {
        self.pacID = pacID
        self.legalStatus = legalStatus
        self.cufe = cufe
        self.qrURL = qrURL
    }
}

/// A file that was put into the outbox.
public struct FiledArtifact: Sendable {
    /// Path in the workspace.
    public let path: String
    /// SHA-256 of the bytes, hexadecimal.
    public let sha256: String

    /// Makes an artifact.
    public init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

extension LedgerStore {
    /// Moves a document on by what the PAC said: status forward only, id, CUFE and QR address once they are known (rulebook 7.4).
    /// - Returns: the state it is in afterwards.
    public func record(reply: PacReply, document row: DocumentRow, nextPollAt: FiscalTime, atMicros: Int64) throws
        -> DocumentState
    {
        let forward = (row.legalStatus ?? reply.legalStatus).advanced(to: reply.legalStatus)
        let status = Guard.monotoneStatus.isOn ? forward : reply.legalStatus
        let state: DocumentState =
            switch status {
            case .dgiAuthorized: row.state == .complete || row.state == .voided ? row.state : .authorized
            case .dgiRejected: .dgi_rejected
            case .pacRejected: .rejected
            case .registered, .pacAuthorized, .unknown: .accepted
            }
        try connection.execute(
            """
            UPDATE document SET state = ?, legal_status = ?, pac_id = coalesce(pac_id, ?), cufe = coalesce(cufe, ?),
                qr_url = coalesce(qr_url, ?), next_poll_at = ? WHERE id = ?
            """, .text(state.rawValue), .text(status.word), .text(reply.pacID), SQLValue(reply.cufe), SQLValue(reply.qrURL),
            .integer(nextPollAt.epochSeconds), .integer(row.id))
        if status != row.legalStatus {
            try append(
                event: "status", document: row.id, atMicros: atMicros,
                detail: ["legalStatus": .string(status.word), "state": .string(state.rawValue)])
        }
        return state
    }

    /// A company's documents whose status or PDF is still missing and that are due, longest waiting first.
    public func pending(company: String, dueAt time: FiscalTime, limit: Int) throws -> [DocumentRow] {
        try connection.documents(
            where: """
                d.state IN ('accepted', 'authorized') AND d.kind <> 'void' AND d.company = ? AND d.next_poll_at <= ?
                ORDER BY d.next_poll_at, d.id LIMIT ?
                """, .text(company), .integer(time.epochSeconds), .integer(Int64(limit)))
    }

    /// When the next pending document of a company is due; nil when none is pending.
    public func nextPoll(company: String) throws -> FiscalTime? {
        try connection.first(
            """
            SELECT next_poll_at FROM document WHERE state IN ('accepted', 'authorized') AND kind <> 'void' AND company = ?
            ORDER BY next_poll_at LIMIT 1
            """, .text(company)
        ) { FiscalTime(epochSeconds: $0.integer(0)) }
    }

    /// Every pending document is due now: each run asks for what earlier runs left open.
    public func makePendingDue(at time: FiscalTime) throws {
        try connection.execute(
            "UPDATE document SET next_poll_at = ?1 WHERE state IN ('accepted', 'authorized') AND next_poll_at > ?1",
            .integer(time.epochSeconds))
    }

    /// Documents that were never asked for are due now, oldest first, at most so many. Returns how many.
    public func makeFreshDue(at time: FiscalTime, limit: Int) throws -> Int {
        try connection.execute(
            """
            UPDATE document SET next_poll_at = ?1 WHERE id IN (
                SELECT id FROM document WHERE state IN ('accepted', 'authorized') AND kind <> 'void' AND polls = 0
                ORDER BY next_poll_at, id LIMIT ?2)
            """, .integer(time.epochSeconds), .integer(Int64(limit)))
        return connection.changes
    }

    /// Takes note of a GET and puts the next one off.
    public func recordPoll(document id: Int64, nextAt: FiscalTime) throws {
        try connection.execute(
            "UPDATE document SET polls = polls + 1, next_poll_at = ? WHERE id = ?", .integer(nextAt.epochSeconds), .integer(id))
    }

    /// The PDF lies in the outbox: the document is complete (rulebook 7.6).
    public func record(pdf artifact: FiledArtifact, document id: Int64, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET pdf = ?, pdf_sha256 = ?, state = CASE state WHEN 'authorized' THEN 'complete' ELSE state END WHERE id = ?",
            .text(artifact.path), .text(artifact.sha256), .integer(id))
        try append(
            event: "pdf", document: id, atMicros: atMicros,
            detail: ["path": .string(artifact.path), "sha256": .string(artifact.sha256)])
    }

    /// The signed XML lies in the outbox.
    public func record(xml artifact: FiledArtifact, document id: Int64, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET xml = ?, xml_sha256 = ? WHERE id = ?", .text(artifact.path), .text(artifact.sha256), .integer(id)
        )
        try append(
            event: "xml", document: id, atMicros: atMicros,
            detail: ["path": .string(artifact.path), "sha256": .string(artifact.sha256)])
    }

    /// A document that was refused before or after it was sent takes the faults that say why.
    public func refuse(document id: Int64, as state: DocumentState, faults: [Fault], atMicros: Int64) throws {
        try connection.execute("UPDATE document SET state = ? WHERE id = ?", .text(state.rawValue), .integer(id))
        for fault in faults { try append(fault: fault, document: id) }
        try append(event: "refused", document: id, atMicros: atMicros, detail: ["state": .string(state.rawValue)])
    }

    // MARK: - Notes that wait (rulebook 6.2)

    /// Notes whose reference hasn't been looked for yet, oldest first, behind a document.
    public func unboundNotes(after id: Int64, limit: Int) throws -> [DocumentRow] {
        try connection.documents(
            where: "d.state = 'waiting' AND d.reference_id IS NULL AND d.id > ? ORDER BY d.id LIMIT ?", .integer(id),
            .integer(Int64(limit)))
    }

    /// A note's invoice is found, or isn't ours (nil, by CUFE only): it waits for it or may go out.
    public func bind(note id: Int64, to invoice: Int64?, state: DocumentState) throws {
        try connection.execute(
            "UPDATE document SET reference_id = ?, state = ? WHERE id = ? AND state = 'waiting'", SQLValue(invoice),
            .text(state.rawValue),
            .integer(id))
    }

    /// A note that was to go out waits after all: a void of its invoice is under way.
    /// - Throws: `LedgerError` also when it isn't queued, or has a number already.
    public func hold(note id: Int64, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'waiting' WHERE id = ? AND state = 'queued' AND numeration IS NULL", .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "note \(id) isn't queued", sql: "hold(note:)")
        }
        try append(event: "waiting", document: id, atMicros: atMicros)
    }

    /// The notes that wait for an invoice may go out. Returns their ids.
    public func releaseNotes(of invoice: Int64, atMicros: Int64) throws -> [Int64] {
        let ids = try connection.all(
            "SELECT id FROM document WHERE state = 'waiting' AND reference_id = ? ORDER BY id", .integer(invoice)
        ) {
            $0.integer(0)
        }
        for id in ids {
            try connection.execute("UPDATE document SET state = 'queued' WHERE id = ?", .integer(id))
            try append(event: "released", document: id, atMicros: atMicros, detail: ["invoice": JSONValue(Int(invoice))])
        }
        return ids
    }

    /// The notes that wait for a document.
    public func notes(waitingFor invoice: Int64) throws -> [DocumentRow] {
        try connection.documents(where: "d.state = 'waiting' AND d.reference_id = ? ORDER BY d.id", .integer(invoice))
    }

    /// Notes and void requests that wait move over to the document that replaces theirs.
    public func rebindNotes(from old: Int64, to new: Int64) throws {
        try connection.execute(
            """
            UPDATE void_request SET target_id = ?1
            WHERE target_id = ?2 AND is_live = 1
                AND (SELECT state FROM document WHERE id = void_request.document_id) = 'waiting'
            """, .integer(new), .integer(old))
        try connection.execute(
            "UPDATE document SET reference_id = ? WHERE state = 'waiting' AND reference_id = ?", .integer(new), .integer(old))
    }

    /// The total of all live notes on an invoice (rulebook 6.6).
    public func credited(onInvoice id: Int64) throws -> Amount {
        try connection.first(
            """
            SELECT coalesce(sum(total), 0) FROM document WHERE reference_id = ? AND kind = 'credit_note'
            AND state NOT IN ('invalid', 'conflict', 'duplicate', 'proforma', 'rejected', 'dgi_rejected', 'voided')
            """, .integer(id)
        ) { Amount(cents: $0.integer(0)) } ?? .zero
    }
}
