import Fiscal
import JSONText

extension Router {
    /// 182 hours from the issue date (pac-api.md 3.7).
    private static let voidWindowSeconds: Int64 = 182 * 3600

    /// DELETE of a document: a void, which is an event of its own (pac-api.md 1.2, 3.2, 3.7).
    func void(
        _ id: String, in collection: Collection, _ request: Request, _ key: String, _ record: inout TruthRecord
    ) -> Reply {
        record.documentID = id
        let company: SandboxCompany
        switch namedCompany(request, key: key, &record) {
        case .success(let named): company = named
        case .failure(let refusal): return plain(refusal.answer, &record)
        }
        guard let document = store.document(id, company: company.id, collection: collection) else {
            return plain(Answer(status: 404, code: "SBX-NOT-FOUND"), &record)
        }
        switch judgeVoid(of: document, request) {
        case .failure(let refusal):
            record.codes = refusal.findings.map(\.code)
            return plain(Answer(status: 400, findings: refusal.findings), &record)
        case .success(let reason):
            return void(document, reason: reason, request, &record)
        }
    }

    /// The reason, or why the document can't be voided.
    private func judgeVoid(of document: StoredDocument, _ request: Request) -> Result<String, RefusedPayload> {
        var reader = RequestReader()
        let reason = reader.root(request.body, keys: ["reason"]).flatMap { reader.string($0, "reason") }
        guard let reason, reader.findings.isEmpty else { return .failure(RefusedPayload(findings: reader.findings)) }
        let now = clock.now()
        let standing = document.standing(at: now, dgiDelayNanos: settings.dgiDelayNanos)
        let code: String? =
            if !(15...1000).contains(reason.unicodeScalars.count) {
                "SBX-REASON"
            } else if now.unixSeconds > document.issueDate.epochSeconds + Self.voidWindowSeconds {
                "SBX-VOID-WINDOW"
            } else if !standing.isAuthorized {
                "SBX-NOT-VOIDABLE"
            } else if document.void != nil {
                "SBX-ALREADY-VOIDED"
            } else {
                nil
            }
        guard let code else { return .success(reason) }
        let field = code == "SBX-REASON" ? "reason" : nil
        return .failure(RefusedPayload(findings: [Finding(code: code, field: field)]))
    }

    private func void(
        _ document: StoredDocument, reason: String, _ request: Request, _ record: inout TruthRecord
    ) -> Reply {
        let micros = request.arrived.unixMicros
        let void = StoredDocument.Void(id: store.newID(unixMicros: micros), reason: reason, unixMicros: micros)
        let answer = Answer([
            "message": "Anulación recibida", "document": ["id": .string(void.id), "legalStatus": "PAC_AUTHORIZED"],
        ])
        let subject = FaultSubject(numeration: document.numeration, body: request.body)
        if let before = plan.draw(.void, .beforeCommit, subject, where: isMeant(request)) {
            return play(before, on: answer, request, &record)
        }
        do {
            guard try store.void(document.id, void) else {
                return plain(Answer(status: 400, code: "SBX-ALREADY-VOIDED"), &record)
            }
        } catch {
            return plain(Answer(status: 500, code: "SBX-ERROR"), &record)
        }
        record.committed = true
        record.eventID = void.id
        guard let after = plan.draw(.void, .afterCommit, subject, where: isMeant(request)) else {
            return plain(answer, &record)
        }
        return play(after, on: answer, request, &record)
    }
}
