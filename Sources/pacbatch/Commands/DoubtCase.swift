import Fiscal
import JSONText
import Ledger
import Submit

/// A document in doubt with everything that an operator needs (guarantees.md G3).
struct DoubtCase {
    let row: DocumentRow
    /// What names it and nothing else: the order's number, or its expected CUFE.
    private(set) var name = ""
    private(set) var sentAt: FiscalTime?
    private(set) var answer: StoredAnswer?
    private(set) var cause = ""
    private(set) var lookups: [LookupRow] = []
    private(set) var alarm: String?
    /// The documents of the PAC's that it is held for (`reconcile`).
    private(set) var strangers: [Stranger] = []
    private var program = ""

    init(_ row: DocumentRow) { self.row = row }

    /// Fetches what the row doesn't hold.
    mutating func fill(_ ledger: LedgerStore, program: String) throws {
        self.program = program
        let cufe = row.expectedCufe ?? String(row.id)
        name = try row.orderID.map { try ledger.documents(named: $0).count == 1 ? $0 : cufe } ?? cufe
        if let send = try ledger.lastSend(ofDocument: row.id) {
            sentAt = FiscalTime(epochSeconds: send.startedMicros / 1_000_000)
            answer = send.answer
        }
        lookups = try ledger.lookups(ofDocument: row.id)
        strangers = try ledger.strangers(ofDocument: row.id)
        let event = try ledger.events(ofDocument: row.id).last { $0.kind == "in_doubt" }
        cause = event.flatMap { try? JSONParser.parse($0.detail) }?["cause"]?.string ?? "running"
        alarm = try ledger.faults(ofDocument: row.id).last { $0.code == .inDoubtAlarm }?.facts["finding"]
    }

    /// What came back, in a word: the HTTP status, else why none came.
    private var answerText: String { answer?.httpStatus.map { "HTTP \($0)" } ?? answer?.transportDetail ?? cause }

    /// Ids that the answer mentions: they prove nothing, but the PAC can be asked for them.
    private var mentioned: [String] {
        strangers.isEmpty ? answer.map { MentionedIDs.found(in: $0.body) } ?? [] : strangers.map(\.pacID)
    }

    /// The command when the PAC has it.
    var received: String { "\(program) indoubt resolve \(name) --document-id \(mentioned.first ?? "ID") --evidence \"…\"" }
    /// The command when the PAC doesn't have it.
    var notReceived: String { "\(program) indoubt resolve \(name) --not-received --evidence \"…\"" }

    /// The cells of `Wording.doubtColumns`.
    var cells: [String] {
        [
            row.company, row.orderID ?? "", row.documentType?.rawValue ?? "",
            row.numeration ?? strangers.map { "= \($0.numeration) ?" }.joined(separator: " "), row.billingPoint ?? "",
            row.issueDate?.text ?? "", row.total.text(decimals: 2), sentAt?.text ?? "", answerText,
            lookups.last.map { "\(lookups.count) (\($0.outcome.rawValue))" } ?? "0",
        ]
    }

    /// The document as `pacbatch.indoubt` publishes it.
    func json(_ configuration: Configuration) -> JSONValue {
        var object = JSONObject()
        object["company"] = .string(row.company)
        object["pac_company_id"] = JSONValue(configuration.company(id: row.company)?.pacCompanyID)
        object["kind"] = .string(row.kind.rawValue)
        object["order_id"] = JSONValue(row.orderID)
        object["document_type"] = JSONValue(row.documentType?.rawValue)
        object["numeration"] = JSONValue(row.numeration)
        object["billing_point"] = JSONValue(row.billingPoint)
        object["branch"] = JSONValue(row.branch)
        object["security_code"] = JSONValue(row.securityCode)
        object["expected_cufe"] = JSONValue(row.expectedCufe)
        object["issue_date"] = JSONValue(row.issueDate?.text)
        object["total"] = .string(row.total.text(decimals: 2))
        object["attempts"] = JSONValue(row.attempts)
        object["sent_at"] = JSONValue(sentAt?.text)
        object["cause"] = .string(cause)
        object["answer"] = answerJSON
        object["mentioned_ids"] = .array(mentioned.map { .string($0) })
        object["alarm"] = JSONValue(alarm)
        object["lookups"] = .array(lookups.map(Self.json))
        object["next"] = ["received": .string(received), "not_received": .string(notReceived)]
        return .object(object)
    }

    private var answerJSON: JSONValue {
        guard let answer else { return .null }
        return [
            "at": .string(FiscalTime(epochSeconds: answer.atMicros / 1_000_000).text),
            "http_status": answer.httpStatus.map { JSONValue($0) } ?? .null, "transport": JSONValue(answer.transport),
            "transport_detail": JSONValue(answer.transportDetail), "body_bytes": JSONValue(answer.body.count),
        ]
    }

    private static func json(_ lookup: LookupRow) -> JSONValue {
        [
            "at": .string(FiscalTime(epochSeconds: lookup.atMicros / 1_000_000).text), "way": .string(lookup.way),
            "outcome": .string(lookup.outcome.rawValue), "pages": JSONValue(lookup.pages), "attempt": JSONValue(lookup.attempt),
            "detail": JSONValue(lookup.detail),
        ]
    }
}
