public import Fiscal
internal import JSONText

/// What a void request names (rulebook 10 Void).
public enum VoidTarget: Sendable, Equatable {
    /// A document of the company by its order key.
    case order(kind: DocumentKind, id: String)
    /// By its CUFE.
    case cufe(String)
    /// By the PAC's id.
    case document(id: String)

    /// The text that names it.
    public var name: String {
        switch self {
        case .order(_, let id), .cufe(let id), .document(let id): id
        }
    }
}

/// A void request with what it names and, once that has been looked for, the document that it voids.
public struct VoidRequest: Sendable {
    /// The request's own row.
    public let row: DocumentRow
    /// What it names.
    public let names: VoidTarget
    /// The document that it voids; nil until it has been looked for.
    public let target: DocumentRow?
    /// GETs made to see whether it took effect.
    public let looks: Int
}

/// The PAC's void event on a document (pac-api.md 3.1, `cancellation`).
public struct VoidEvent: Sendable, Equatable {
    /// The event's id; nil when the PAC gave none.
    public let id: String?
    /// The event's own legalStatus.
    public let legalStatus: LegalStatus
    /// The reason it carries.
    public let reason: String?

    /// Makes an event.
    public init(id: String?, legalStatus: LegalStatus, reason: String?) {
        self.id = id
        self.legalStatus = legalStatus
        self.reason = reason
    }
}

extension LedgerStore {
    func insert(_ target: VoidTarget, request id: Int64) throws {
        var (kind, order, cufe, document) = (DocumentKind.invoice, String?.none, String?.none, String?.none)
        switch target {
        case .order(let named, let text): (kind, order) = (named, text)
        case .cufe(let text): cufe = text
        case .document(let text): document = text
        }
        try connection.execute(
            "INSERT INTO void_request (document_id, target_kind, target_order, target_cufe, target_pac_id) VALUES (?, ?, ?, ?, ?)",
            .integer(id), .text(kind.rawValue), SQLValue(order), SQLValue(cufe), SQLValue(document))
    }

    /// A void request; nil when the document is none.
    public func voidRequest(id: Int64) throws -> VoidRequest? {
        let found = try connection.first(
            "SELECT target_kind, target_order, target_cufe, target_pac_id, target_id, looks FROM void_request WHERE document_id = ?",
            .integer(id)
        ) { row -> (names: VoidTarget, target: Int64?, looks: Int) in
            let names: VoidTarget =
                if let cufe = row.optionalText(2) {
                    .cufe(cufe)
                } else if let document = row.optionalText(3) {
                    .document(id: document)
                } else {
                    .order(kind: DocumentKind(rawValue: row.text(0)) ?? .invoice, id: row.text(1))
                }
            return (names, row.optionalInteger(4), row.int(5))
        }
        guard let found, let row = try document(id: id) else { return nil }
        return VoidRequest(
            row: row, names: found.names, target: try found.target.flatMap { try document(id: $0) }, looks: found.looks)
    }

    /// Void requests that were ever bound to a document, oldest first.
    public func voidRequests(of target: Int64) throws -> [DocumentRow] {
        try connection.documents(
            where: "d.id IN (SELECT document_id FROM void_request WHERE target_id = ?) ORDER BY d.id", .integer(target))
    }

    /// The request that may void a document or has voided it; nil when there is none.
    public func liveVoid(of target: Int64) throws -> DocumentRow? {
        try connection.documents(
            where: "d.id = (SELECT document_id FROM void_request WHERE target_id = ? AND is_live = 1)", .integer(target)
        ).first
    }

    /// Void requests whose target hasn't been looked for yet, oldest first.
    public func unboundVoids() throws -> [Int64] {
        try connection.all(
            """
            SELECT v.document_id FROM void_request v JOIN document d ON d.id = v.document_id
            WHERE v.target_id IS NULL AND d.state = 'queued' ORDER BY v.document_id
            """
        ) { $0.integer(0) }
    }

    /// The request's document is found: the request may go out, or waits until the document is authorized.
    public func bind(void id: Int64, to target: Int64, state: DocumentState) throws {
        try connection.execute(
            "UPDATE void_request SET target_id = ?, is_live = 1 WHERE document_id = ? AND target_id IS NULL", .integer(target),
            .integer(id))
        try connection.execute(
            "UPDATE document SET reference_id = ?, state = ? WHERE id = ? AND state = 'queued'", .integer(target),
            .text(state.rawValue), .integer(id))
    }

    /// Void requests of a company that may go out, oldest first.
    public func queuedVoids(company: String) throws -> [Int64] {
        try connection.all(
            """
            SELECT d.id FROM document d JOIN void_request v ON v.document_id = d.id
            WHERE d.state = 'queued' AND d.ready = 1 AND d.company = ? AND v.is_live = 1 ORDER BY d.id
            """, .text(company)
        ) { $0.integer(0) }
    }

    // MARK: - The DELETE and what it came to

    /// Writes a DELETE's intent: from its commit on the request is in doubt until an outcome is known. Refused unless the request is queued and
    /// live and its document stands authorized, so that no second DELETE goes out for a document (docs/decisions/0035).
    /// - Returns: the attempt's number.
    public func record(voidIntent id: Int64, request: [UInt8], requestSHA256: [UInt8], atMicros: Int64) throws -> Int64 {
        try connection.execute(
            """
            UPDATE document SET state = 'in_doubt', attempts = attempts + 1 WHERE id = ?1 AND state = 'queued' AND EXISTS (
                SELECT 1 FROM void_request v JOIN document t ON t.id = v.target_id
                WHERE v.document_id = ?1 AND v.is_live = 1 AND t.state IN ('authorized', 'complete'))
            """, .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "void request \(id) may not go out", sql: "record(voidIntent:)")
        }
        try connection.execute(
            """
            INSERT INTO attempt (document_id, number, run_id, call, request, request_sha256, started_micros)
            SELECT id, attempts, ?, 'DELETE', ?, ?, ? FROM document WHERE id = ?
            """, .integer(runID), .blob(request), .blob(requestSHA256), .integer(atMicros), .integer(id))
        let attempt = connection.lastRowID
        try append(event: "intent", document: id, atMicros: atMicros, detail: ["call": "DELETE"])
        return attempt
    }

    /// When the last attempt of a request ended, as far as is known: its answer, else its beginning. Microseconds since 1970.
    public func lastSign(ofVoid id: Int64) throws -> Int64? {
        try connection.first(
            """
            SELECT max(max(t.started_micros, coalesce(a.at_micros, 0))) FROM attempt t LEFT JOIN answer a ON a.attempt_id = t.id
            WHERE t.document_id = ?
            """, .integer(id)
        ) { $0.optionalInteger(0) } ?? nil
    }

    /// The PAC has the void event, the DGI's word is pending.
    public func record(event: VoidEvent, void id: Int64, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET state = 'accepted', pac_id = coalesce(pac_id, ?), legal_status = ?
            WHERE id = ? AND state IN ('in_doubt', 'accepted')
            """, SQLValue(event.id), .text(event.legalStatus.word), .integer(id))
        try append(
            event: "status", document: id, atMicros: atMicros,
            detail: ["legalStatus": .string(event.legalStatus.word), "state": "accepted"])
    }

    /// The void is confirmed: request and document are void. The document's legal status stays (rulebook 7.8).
    public func confirm(void id: Int64, event: VoidEvent, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET state = 'voided', pac_id = coalesce(pac_id, ?), legal_status = ?
            WHERE id = ? AND state IN ('in_doubt', 'accepted')
            """, SQLValue(event.id), .text(event.legalStatus.word), .integer(id))
        try connection.execute("UPDATE void_request SET next_look_at = NULL WHERE document_id = ?", .integer(id))
        let target = try connection.first("SELECT target_id FROM void_request WHERE document_id = ?", .integer(id)) {
            $0.integer(0)
        }
        try append(event: "voided", document: id, atMicros: atMicros, detail: ["event": JSONValue(event.id)])
        if let target { try markVoided(document: target, event: event, atMicros: atMicros) }
    }

    /// A document is void, by a request of ours or at the PAC's portal: its legal status stays (rulebook 7.8).
    public func markVoided(document id: Int64, event: VoidEvent, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET state = 'voided' WHERE id = ? AND state IN ('authorized', 'complete')", .integer(id))
        guard connection.changes == 1 else { return }
        try append(
            event: "voided", document: id, atMicros: atMicros,
            detail: ["event": JSONValue(event.id), "reason": JSONValue(event.reason)])
    }

    /// The request comes to nothing: its faults say why. Another request may void the document.
    public func end(void id: Int64, faults: [Fault], atMicros: Int64) throws {
        try connection.execute(
            "UPDATE void_request SET is_live = 0, next_look_at = NULL WHERE document_id = ?", .integer(id))
        try refuse(document: id, as: .invalid, faults: faults, atMicros: atMicros)
    }

    /// A DELETE that provably had no effect may go out once more.
    public func putBack(void id: Int64, atMicros: Int64) throws {
        try connection.execute("UPDATE document SET state = 'queued' WHERE id = ? AND state = 'in_doubt'", .integer(id))
        try connection.execute("UPDATE void_request SET next_look_at = NULL WHERE document_id = ?", .integer(id))
        try append(event: "absent", document: id, atMicros: atMicros)
    }

    // MARK: - Looking whether it took effect

    /// Requests whose effect has to be looked for and that are due, longest waiting first.
    public func voidsToLookAt(dueAt time: FiscalTime, limit: Int) throws -> [Int64] {
        try connection.all(
            "SELECT document_id FROM void_request WHERE next_look_at <= ? ORDER BY next_look_at, document_id LIMIT ?",
            .integer(time.epochSeconds), .integer(Int64(limit))
        ) { $0.integer(0) }
    }

    /// When the next look is due; nil when none is.
    public func nextVoidLook() throws -> FiscalTime? {
        try connection.first(
            "SELECT next_look_at FROM void_request WHERE next_look_at IS NOT NULL ORDER BY next_look_at LIMIT 1"
        ) { FiscalTime(epochSeconds: $0.integer(0)) }
    }

    /// Every open void is due now: each run asks for what earlier runs left open.
    public func makeVoidsDue(at time: FiscalTime) throws {
        try connection.execute(
            "UPDATE void_request SET next_look_at = ?1 WHERE next_look_at > ?1", .integer(time.epochSeconds))
    }

    /// The next look at a request; counts one that is being made.
    public func setNextLook(void id: Int64, at time: FiscalTime, counts: Bool) throws {
        try connection.execute(
            "UPDATE void_request SET next_look_at = ?, looks = looks + ? WHERE document_id = ?", .integer(time.epochSeconds),
            SQLValue(counts), .integer(id))
    }

    /// Void requests whose effect isn't known for good: a later run finishes them by itself.
    public func openVoids() throws -> Int {
        try connection.first("SELECT count(*) FROM void_request WHERE next_look_at IS NOT NULL") { $0.int(0) } ?? 0
    }
}
