import Fiscal
import JSONText

extension Router {
    /// POST of a document (pac-api.md 3.5): key, rate, company, then the body.
    func submit(
        to collection: Collection, _ request: Request, _ key: String, _ record: inout TruthRecord
    ) -> Reply {
        if let answer = throttled(request, key: key) { return refused(answer, ["SBX-THROTTLED"], &record) }
        let company: SandboxCompany
        switch namedCompany(request, key: key, &record) {
        case .success(let named): company = named
        case .failure(let refusal): return plain(refusal.answer, &record)
        }
        guard company.isSubscribed else {
            return refused(Answer(status: 403, code: "SBX-NOT-SUBSCRIBED"), ["SBX-NOT-SUBSCRIBED"], &record)
        }
        guard company.hasQR else {
            return refused(Answer(status: 400, code: "AP1010", field: "idCompany"), ["AP1010"], &record)
        }
        let fixture = settings.fixture
        let context = CheckContext(
            collection: collection, company: company, now: FiscalTime(epochSeconds: request.arrived.unixSeconds),
            isUnknownRuc: { fixture.isUnknown($0, type: $1) })
        switch PayloadCheck.check(request.body, in: context) {
        case .failure(let refusal):
            return refused(Answer(status: 400, findings: refusal.findings), refusal.findings.map(\.code), &record)
        case .success(let payload):
            return take(payload, of: company, into: collection, request, &record)
        }
    }

    private func refused(_ answer: Answer, _ codes: [String], _ record: inout TruthRecord) -> Reply {
        record.codes = codes
        return plain(answer, &record)
    }

    /// A payload without fault becomes a document, unless a fault of the plan prevents it.
    private func take(
        _ payload: CheckedPayload, of company: SandboxCompany, into collection: Collection, _ request: Request,
        _ record: inout TruthRecord
    ) -> Reply {
        record.information = payload.information
        let subject = FaultSubject(
            information: payload.information, numeration: payload.numeration, body: request.body)
        let series = DocumentStore.Series(
            company: company.id, branch: payload.office?.code ?? company.branch, billingPoint: payload.billingPoint,
            documentType: payload.documentType, numeration: payload.numeration)
        let isTaken = store.hasNumber(series)
        let before = plan.draw(.post, .beforeCommit, subject) { effect in
            effect == .duplicateNumber ? isTaken : isMeant(request)(effect)
        }
        let fate = before == nil ? plan.draw(.post, .later, subject) : nil
        let document = newDocument(payload, company, collection, request, fate: fate)
        let answer = submissionAnswer(document, now: request.arrived)
        if let before { return play(before, on: answer, request, &record) }
        do {
            try store.commit(document, series)
        } catch {
            return plain(Answer(status: 500, code: "SBX-ERROR"), &record)
        }
        record.committed = true
        record.document = document
        record.fault = fate?.fault.name
        webhooks?.schedule(for: document, documents: store.count, plan: plan)
        guard let after = plan.draw(.post, .afterCommit, subject, where: isMeant(request)) else {
            return plain(answer, &record)
        }
        return play(after, on: answer, request, &record)
    }

    private func newDocument(
        _ payload: CheckedPayload, _ company: SandboxCompany, _ collection: Collection, _ request: Request,
        fate: PlannedFault?
    ) -> StoredDocument {
        let cufe = payload.cufe(of: company, environment: settings.environment)
        let rfe = RfeXML(payload: payload, company: company, environment: settings.environment, cufe: cufe)
        let digest = RfeXML.digest(of: rfe.unsigned)
        var ending: FaultEffect.Fate?
        if case .fate(let fate)? = fate?.effect { ending = fate }
        return StoredDocument(
            id: store.newID(unixMicros: request.arrived.unixMicros), companyID: company.id, collection: collection,
            documentType: payload.documentType, numeration: payload.numeration, billingPoint: payload.billingPoint,
            issueDate: payload.issueDate, total: LineValues.text(cents: payload.sums.total), cufe: cufe, digest: digest,
            qr: QrLink.address(cufe: cufe, environment: settings.environment, digest: digest, secret: qrSecret),
            warnings: payload.warnings, fate: ending, unixMicros: request.arrived.unixMicros, body: request.body)
    }

    private func submissionAnswer(_ document: StoredDocument, now: SandboxMoment) -> Answer {
        let links = StoredDocument.Links(xml: urls.address(of: document.id, .xml, now: now))
        let json = document.json(document.firstStanding, links: links, now: now, dgiDelayNanos: settings.dgiDelayNanos)
        return Answer(["message": "Documento recibido", "document": json])
    }
}
