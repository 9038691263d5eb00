import Fiscal
import JSONText

extension Router {
    /// The files behind signed addresses (pac-api.md 3.9): no key, a short life.
    func fileReply(_ id: String, _ kind: SignedURLs.Kind, _ request: Request, _ record: inout TruthRecord) -> Reply {
        record.documentID = id
        guard request.authorization == nil else {
            record.authorizationLeak = true
            return plain(Answer(status: 400, code: "SBX-AUTH-LEAK"), &record)
        }
        guard urls.isGood(id, kind, query: request.query, now: clock.now()) else {
            return plain(Answer(status: 403, code: "SBX-EXPIRED"), &record)
        }
        guard let document = store.document(id), let bytes = fileBytes(of: document, kind) else {
            return plain(Answer(status: 404, code: "SBX-NOT-FOUND"), &record)
        }
        record.company = document.companyID
        let type = kind == .pdf ? "application/pdf" : "application/xml"
        let answer = Answer(status: 200, headers: [.init(name: "Content-Type", value: type)], body: bytes)
        let subject = FaultSubject(numeration: document.numeration, body: document.body)
        if kind == .pdf, let planned = plan.draw(.file, .later, subject) {
            return play(planned, on: answer, request, &record)
        }
        let planned =
            plan.draw(.file, .beforeCommit, subject, where: isMeant(request))
            ?? plan.draw(.file, .afterCommit, subject, where: isMeant(request))
        guard let planned else { return plain(answer, &record) }
        return play(planned, on: answer, request, &record)
    }

    /// A file is made from the payload each time it is asked for.
    private func fileBytes(of document: StoredDocument, _ kind: SignedURLs.Kind) -> [UInt8]? {
        guard let company = knownCompany(document.companyID) else { return nil }
        let context = CheckContext(
            collection: document.collection, company: company,
            now: FiscalTime(epochSeconds: document.unixMicros / 1_000_000), isUnknownRuc: { _, _ in false })
        guard case .success(let payload) = PayloadCheck.check(document.body, in: context) else { return nil }
        if kind == .pdf {
            return CafePage(document: document, payload: payload, company: company, environment: settings.environment).bytes
        }
        let xml = RfeXML(payload: payload, company: company, environment: settings.environment, cufe: document.cufe)
        let rfe = RfeXML.complete(xml.unsigned, qr: document.qr, signer: signer)
        if kind == .xml { return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + rfe }
        return ContainerXML.bytes(
            of: document, rfe: rfe, company: company, environment: settings.environment,
            dgiDelayNanos: settings.dgiDelayNanos)
    }
}
