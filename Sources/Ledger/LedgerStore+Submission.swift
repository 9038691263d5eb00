public import Fiscal
public import JSONText

/// A document that may go out now, with what its request is made of.
public struct QueuedDocument: Sendable {
    /// The document.
    public let row: DocumentRow
    /// The payload but for what is drawn with the intent.
    public let template: [UInt8]
    /// Where the numeration stands in the template.
    public let numerationOffset: Int
    /// Where the security code stands in the template.
    public let securityCodeOffset: Int
    /// The invoice that a note refers to, as a document of ours: its CUFE and issue date.
    public let referenced: (cufe: String, issueDate: FiscalTime)?
}

/// How an attempt ended (rulebook 7.2; reliability.md 1.1).
public enum AttemptOutcome: String, Sendable, CaseIterable {
    /// The PAC has the document.
    case accepted
    /// The PAC refused it for good.
    case rejected
    /// No byte of the request left this machine.
    case not_sent
    /// 429: not executed.
    case throttled
    /// 401, 403, AP1010, not subscribed: not executed, the company has to be set up.
    case stopped
    /// Anything else.
    case in_doubt
}

/// What came back for a call, exactly.
public struct StoredAnswer: Sendable {
    /// Microseconds since 1970.
    public let atMicros: Int64
    /// libcurl's code; 0 when an answer came whole.
    public let transport: Int
    /// libcurl's words.
    public let transportDetail: String?
    /// Bytes of the request that were handed to the network.
    public let bytesSent: Int
    /// HTTP status; nil when none came.
    public let httpStatus: Int?
    /// The headers that matter, one a line.
    public let headers: String?
    /// The body, exactly.
    public let body: [UInt8]

    /// Makes an answer.
    public init(
        atMicros: Int64, transport: Int, transportDetail: String?, bytesSent: Int, httpStatus: Int?, headers: String?,
        body: [UInt8]
    ) {
        self.atMicros = atMicros
        self.transport = transport
        self.transportDetail = transportDetail
        self.bytesSent = bytesSent
        self.httpStatus = httpStatus
        self.headers = headers
        self.body = body
    }
}

/// What a POST intent fixes for ever (G2).
public struct Intent: Sendable {
    /// The document.
    public var documentID: Int64
    /// 10 digits.
    public var numeration: String
    /// 9 digits.
    public var securityCode: String
    /// The CUFE that must come back.
    public var expectedCufe: String
    /// The exact bytes.
    public var request: [UInt8]
    /// Their SHA-256.
    public var requestSHA256: [UInt8]

    /// Makes an intent.
    public init(
        documentID: Int64, numeration: String, securityCode: String, expectedCufe: String, request: [UInt8],
        requestSHA256: [UInt8]
    ) {
        self.documentID = documentID
        self.numeration = numeration
        self.securityCode = securityCode
        self.expectedCufe = expectedCufe
        self.request = request
        self.requestSHA256 = requestSHA256
    }
}

extension LedgerStore {
    /// Documents of a company that may go out, oldest first, behind a document.
    public func queued(company: String, after id: Int64, limit: Int) throws -> [QueuedDocument] {
        let rows = try connection.documents(
            where: "d.state = 'queued' AND d.ready = 1 AND d.company = ? AND d.kind <> 'void' AND d.id > ? ORDER BY d.id LIMIT ?",
            .text(company),
            .integer(id),
            .integer(Int64(limit)))
        return try rows.map(withBody)
    }

    /// A document with what its request is made of.
    public func queued(id: Int64) throws -> QueuedDocument? {
        try document(id: id).map(withBody)
    }

    private func withBody(_ row: DocumentRow) throws -> QueuedDocument {
        let body = try connection.first(
            "SELECT template, numeration_offset, security_code_offset FROM body WHERE document_id = ?", .integer(row.id)
        ) { ($0.blob(0), $0.int(1), $0.int(2)) }
        var referenced: (cufe: String, issueDate: FiscalTime)?
        if let id = row.referenceID, let invoice = try document(id: id), let cufe = invoice.cufe, let date = invoice.issueDate {
            referenced = (cufe, date)
        } else if let cufe = row.referenceCufe, let date = row.referenceDate {
            referenced = (cufe, date)
        }
        return QueuedDocument(
            row: row, template: body?.0 ?? [], numerationOffset: body?.1 ?? 0, securityCodeOffset: body?.2 ?? 0,
            referenced: referenced)
    }

    /// The record that a document was judged from, when it is judged again.
    public func record(ofDocument id: Int64) throws -> [UInt8]? {
        try connection.first("SELECT record FROM body WHERE document_id = ?", .integer(id)) { $0.blob(0) }
    }

    /// The next number of a series; drawn for good when the transaction commits (rulebook 5.2).
    public func drawNumber(company: String, branch: String, billingPoint: String, documentType: DocumentType, start: Int64) throws
        -> Int64
    {
        try connection.first(
            """
            INSERT INTO numbering (company, branch, billing_point, document_type, next) VALUES (?1, ?2, ?3, ?4, ?5 + 1)
            ON CONFLICT DO UPDATE SET next = max(next, ?5) + 1 RETURNING next - 1
            """, .text(company), .text(branch), .text(billingPoint), .text(documentType.rawValue), .integer(start)
        ) { $0.integer(0) } ?? start
    }

    // MARK: - Attempts

    /// Writes an intent: from its commit on the document is in doubt until an outcome is known.
    public func record(intent: Intent, atMicros: Int64) throws -> Int64 {
        try connection.execute(
            """
            UPDATE document SET state = 'in_doubt', attempts = attempts + 1, numeration = ?, security_code = ?, expected_cufe = ?
            WHERE id = ? AND state = 'queued'
            """, .text(intent.numeration), .text(intent.securityCode), .text(intent.expectedCufe), .integer(intent.documentID))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(intent.documentID) isn't queued", sql: "record(intent:)")
        }
        try connection.execute(
            """
            INSERT INTO attempt (document_id, number, run_id, call, request, request_sha256, started_micros)
            SELECT id, attempts, ?, 'POST', ?, ?, ? FROM document WHERE id = ?
            """, .integer(runID), .blob(intent.request), .blob(intent.requestSHA256), .integer(atMicros),
            .integer(intent.documentID))
        let attempt = connection.lastRowID
        try append(
            event: "intent", document: intent.documentID, atMicros: atMicros, detail: ["numeration": .string(intent.numeration)])
        return attempt
    }

    /// Stores what came back for an attempt, before anybody reads it (G8).
    public func record(answer: StoredAnswer, attempt: Int64, document: Int64) throws {
        let call = try connection.first("SELECT call FROM attempt WHERE id = ?", .integer(attempt)) { $0.text(0) }
        try insert(answer, attempt: attempt, document: document, call: call ?? "POST")
    }

    /// Stores what came back for a call that isn't an attempt: status, void, look-up.
    public func record(answer: StoredAnswer, to call: String, document: Int64) throws {
        try insert(answer, attempt: nil, document: document, call: call)
    }

    private func insert(_ answer: StoredAnswer, attempt: Int64?, document: Int64, call: String) throws {
        try connection.execute(
            """
            INSERT INTO answer (document_id, attempt_id, call, at_micros, transport, transport_detail, bytes_sent, http_status, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(document), SQLValue(attempt), .text(call), .integer(answer.atMicros), .integer(Int64(answer.transport)),
            SQLValue(answer.transportDetail), .integer(Int64(answer.bytesSent)), SQLValue(answer.httpStatus),
            SQLValue(answer.headers),
            .blob(answer.body))
    }

    /// The bytes of an earlier attempt: a repeated POST sends the same (G1).
    public func request(ofDocument id: Int64) throws -> [UInt8]? {
        try connection.first("SELECT request FROM attempt WHERE document_id = ? ORDER BY number DESC LIMIT 1", .integer(id)) {
            $0.blob(0)
        }
    }

    /// When the last attempt of a document began; nil before the first.
    public func lastAttempt(ofDocument id: Int64) throws -> FiscalTime? {
        try connection.first("SELECT max(started_micros) FROM attempt WHERE document_id = ?", .integer(id)) {
            $0.optionalInteger(0).map { FiscalTime(epochSeconds: $0 / 1_000_000) }
        } ?? nil
    }

    /// Attempts that were begun at or after a moment, oldest first.
    public func attempts(since micros: Int64) throws -> [(company: String, startedMicros: Int64)] {
        var found: [(company: String, startedMicros: Int64)] = []
        try connection.rows(
            "SELECT d.company, t.started_micros FROM attempt t CROSS JOIN document d ON d.id = t.document_id ORDER BY t.id DESC"
        ) { row in
            guard row.integer(1) >= micros else { return false }
            found.append((row.text(0), row.integer(1)))
            return true
        }
        return found.reversed()
    }

    /// True when an earlier attempt of the document ended in doubt.
    public func hasAttemptInDoubt(document id: Int64) throws -> Bool {
        try connection.first(
            "SELECT EXISTS (SELECT 1 FROM attempt WHERE document_id = ? AND outcome = 'in_doubt')", .integer(id)
        ) { $0.bool(0) } ?? false
    }

    /// True when bytes of an earlier attempt had left, whatever was said of it: a used number is then evidence that it landed, not a rejection. Where
    /// the PAC said that it executed nothing (429, 401, 403, AP1010), that may have been wrong; of an attempt of a lost ledger nothing is known.
    public func mayHaveLanded(document id: Int64) throws -> Bool {
        try connection.first(
            """
            SELECT EXISTS (SELECT 1 FROM attempt WHERE document_id = ?1 AND outcome IN ('in_doubt', 'throttled', 'stopped'))
                OR (SELECT attempts FROM document WHERE id = ?1) > (SELECT count(*) FROM attempt WHERE document_id = ?1)
            """, .integer(id)
        ) { $0.bool(0) } ?? false
    }

    /// Attempts that a dead run left without an outcome, with the answer where one was stored (reliability.md 1.2, C5–C9).
    public func openAttempts() throws -> [(attempt: Int64, document: Int64, answer: StoredAnswer?)] {
        try connection.all(
            """
            SELECT t.id, t.document_id, a.id IS NOT NULL, a.at_micros, a.transport, a.transport_detail, a.bytes_sent, a.http_status,
                a.headers, a.body
            FROM attempt t LEFT JOIN answer a ON a.attempt_id = t.id WHERE t.outcome IS NULL ORDER BY t.id
            """
        ) { row in
            let answer =
                row.bool(2)
                ? StoredAnswer(
                    atMicros: row.integer(3), transport: row.int(4), transportDetail: row.optionalText(5), bytesSent: row.int(6),
                    httpStatus: row.optionalInt(7), headers: row.optionalText(8), body: row.blob(9)) : nil
            return (row.integer(0), row.integer(1), answer)
        }
    }

    /// Closes an attempt and moves its document on: queued again when nothing was executed, in doubt when that can't be told.
    /// Accepted and rejected documents move by `record(reply:)`.
    public func close(attempt: Int64, document: Int64, as outcome: AttemptOutcome, atMicros: Int64, detail: JSONValue) throws {
        try connection.execute(
            "UPDATE attempt SET outcome = ? WHERE id = ? AND outcome IS NULL", .text(outcome.rawValue), .integer(attempt))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "attempt \(attempt) is closed already", sql: "close(attempt:)")
        }
        switch outcome {
        case .not_sent, .throttled, .stopped:
            try connection.execute("UPDATE document SET state = 'queued' WHERE id = ? AND state = 'in_doubt'", .integer(document))
        case .accepted, .rejected, .in_doubt:
            break
        }
        try append(event: outcome.rawValue, document: document, atMicros: atMicros, detail: detail)
    }
}
