import JSONText

extension Router {
    /// Check digits and kind of a RUC (pac-api.md 3.5).
    func checkDigit(_ request: Request, _ record: inout TruthRecord) -> Answer {
        (record.ruc, record.rucType) = (request.query["ruc"], request.query["type"])
        guard let type = request.query["type"].flatMap({ Int($0) }), type == 1 || type == 2 else {
            return Answer(status: 400, code: "0100", field: "type")
        }
        guard let ruc = request.query["ruc"], let form = RucForm(ruc, type: type) else {
            return Answer(status: 400, code: "SBX-RUC", field: "ruc")
        }
        if settings.fixture.isUnknown(ruc, type: type) { return Answer(status: 404, code: "SBX-NOT-FOUND", field: "ruc") }
        let byForm = type == 1 ? "CONSUMIDOR_FINAL" : form.isNT ? "GOBIERNO" : "CONTRIBUYENTE"
        return Answer([
            "checkDigit": .string(form.checkDigits),
            "receiver": .string(settings.fixture.receivers[ruc] ?? byForm), "type": JSONValue(type),
        ])
    }

    /// A company (pac-api.md 3.2, 5.6).
    func company(_ id: String, _ key: String, _ record: inout TruthRecord) -> Answer {
        switch ownCompany(id, key: key, &record) {
        case .failure(let refusal): refusal.answer
        case .success(let company):
            Answer([
                "id": .string(company.id), "name": .string(company.name),
                "tradeName": .string(company.tradeName ?? company.name), "ruc": .string(company.ruc),
                "checkDigit": .string(company.checkDigit), "type": "associated",
                "typeRuc": ["code": .string(String(company.rucType))],
                "affiliated": company.isSubscribed ? "SUBSCRIBED" : "REQUESTED", "isActive": true,
            ])
        }
    }

    /// The offices of a company (pac-api.md 3.2).
    func offices(_ id: String, _ key: String, _ record: inout TruthRecord) -> Answer {
        switch ownCompany(id, key: key, &record) {
        case .failure(let refusal): refusal.answer
        case .success(let company):
            Answer([
                "offices": .array(
                    company.offices.map { office in
                        [
                            "id": .string(office.id), "code": .string(office.code), "type": "associated",
                            "coordinates": .string(company.coordinates), "address": .string(company.address),
                            "telephone": .string(company.telephone), "location": .string(company.location),
                            "email": .string(company.email),
                        ]
                    })
            ])
        }
    }

    /// Pushes a document's webhook again: the secret is the caller's (pac-api.md 1.2).
    func notifyWebhook(_ request: Request, _ key: String, _ record: inout TruthRecord) -> Answer {
        var reader = RequestReader()
        let keys = ["documentId", "webhookUrl", "userId", "webhookSecret"]
        let node = reader.root(request.body, keys: keys)
        let id = node.flatMap { reader.text($0, "documentId", 1...64) }
        _ = node.flatMap { reader.text($0, "webhookUrl", 1...2000) }
        let user = node.flatMap { reader.text($0, "userId", 1...200, required: false) }
        let secret = node.flatMap { reader.text($0, "webhookSecret", 1...500) }
        switch notified(id, reader.findings, request, key, &record) {
        case .failure(let refusal): return refusal.answer
        case .success(let document):
            webhooks?.push(document, secret: secret, user: user)
            return Answer(["message": "Notificación enviada"])
        }
    }

    /// Sends a document by mail: here nobody does, the answer says so all the same (pac-api.md 1.2).
    func notifyEmail(_ request: Request, _ key: String, _ record: inout TruthRecord) -> Answer {
        var reader = RequestReader()
        let node = reader.root(request.body, keys: ["documentId", "mail", "message", "documentType"])
        let id = node.flatMap { reader.text($0, "documentId", 1...64) }
        _ = node.flatMap { reader.text($0, "mail", 3...254) }
        _ = node.flatMap { reader.text($0, "message", 1...5000) }
        _ = node.flatMap { node in
            reader.text(node, "documentType") { ["invoice", "credit-note", "debit-note"].contains($0) }
        }
        switch notified(id, reader.findings, request, key, &record) {
        case .failure(let refusal): return refusal.answer
        case .success: return Answer(["message": "Correo enviado"])
        }
    }

    private func notified(
        _ id: String?, _ findings: [Finding], _ request: Request, _ key: String, _ record: inout TruthRecord
    ) -> Result<StoredDocument, Refusal> {
        record.documentID = id
        return namedCompany(request, key: key, &record).flatMap { company in
            guard findings.isEmpty, let id else { return .failure(Refusal(Answer(status: 400, findings: findings))) }
            guard let document = store.document(id, company: company.id) else {
                return .failure(Refusal(Answer(status: 404, code: "SBX-NOT-FOUND")))
            }
            return .success(document)
        }
    }
}
