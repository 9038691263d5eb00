import Fiscal
import JSONText

extension Router {
    /// GET of a document (pac-api.md 1.2, 3.2).
    func read(
        _ id: String, in collection: Collection, _ request: Request, _ key: String, _ record: inout TruthRecord
    ) -> Answer {
        record.documentID = id
        let company: SandboxCompany
        switch namedCompany(request, key: key, &record) {
        case .success(let named): company = named
        case .failure(let refusal): return refusal.answer
        }
        let wanted = request.query["documents"]
        guard wanted == nil || wanted == "pdf" else { return Answer(status: 400, code: "0100", field: "documents") }
        guard let document = store.document(id, company: company.id, collection: collection) else {
            return Answer(status: 404, code: "SBX-NOT-FOUND")
        }
        let now = clock.now()
        var links = StoredDocument.Links(
            xml: urls.address(of: id, .xml, now: now), containerXml: urls.address(of: id, .containerXml, now: now))
        if wanted == "pdf" { links.pdf = pdfAddress(of: document, now: now, &record) }
        let standing = document.standing(at: now, dgiDelayNanos: settings.dgiDelayNanos)
        return Answer([
            "document": document.json(standing, links: links, now: now, dgiDelayNanos: settings.dgiDelayNanos)
        ])
    }

    /// The PDF's address, when it is offered already.
    private func pdfAddress(of document: StoredDocument, now: SandboxMoment, _ record: inout TruthRecord) -> String? {
        guard (now.unixMicros - document.unixMicros) * 1000 >= settings.pdfDelayNanos else { return nil }
        let planned = plan.draw(.get, .later, FaultSubject(numeration: document.numeration, body: document.body))
        record.fault = planned?.fault.name
        if planned?.effect == .file(.notReady) { return nil }
        return urls.address(of: document.id, .pdf, now: now, expired: planned?.effect == .file(.expired))
    }

    private static let lagNanos: Int64 = 30_000_000_000

    /// The list of a collection, and the look-ups by number and CUFE (pac-api.md 1.2).
    func list(_ collection: Collection, _ request: Request, _ key: String, _ record: inout TruthRecord) -> Answer {
        guard settings.offersLookup else { return Answer(status: 404, code: "SBX-NO-LOOKUP") }
        let company: SandboxCompany
        switch namedCompany(request, key: key, &record) {
        case .success(let named): company = named
        case .failure(let refusal): return refusal.answer
        }
        guard let asked = Self.number(request.query["limit"], default: 25, in: 1...100) else {
            return Answer(status: 400, code: "0100", field: "limit")
        }
        let limit = min(asked, settings.pageSizeMax)
        guard let page = Self.number(request.query["page"], default: 1, in: 1...1_000_000) else {
            return Answer(status: 400, code: "0100", field: "page")
        }
        let planned = plan.draw(.list, .later)
        record.fault = planned?.fault.name
        let now = clock.now()
        var question = DocumentStore.Question(company: company.id, collection: collection)
        if planned?.effect != .lookup(.unfiltered), planned?.effect != .lookup(.unfilteredRepeats) {
            question.numeration = request.query["documentNumber"]
            question.cufe = request.query["cufe"]
            question.billingPoint = request.query["billingPoint"]
        }
        if planned?.effect == .lookup(.lag) {
            question.untilUnixMicros = now.unixMicros - (planned?.nanos ?? Self.lagNanos) / 1000
        }
        let isReordered = planned?.effect == .lookup(.reordered)
        var documents = store.documents(question, atMost: isReordered ? .max : page * limit)
        if isReordered { documents.reverse() }
        return listAnswer(documents, limit: limit, page: page, planned, now: now)
    }

    private func listAnswer(
        _ documents: [StoredDocument], limit: Int, page: Int, _ planned: PlannedFault?, now: SandboxMoment
    ) -> Answer {
        var from = min((page - 1) * limit, documents.count)
        let end = min(from + limit, documents.count)
        if planned?.effect == .lookup(.pagesMissing), page > 1 { from = end }
        // A page that begins with the last entry of the page before.
        let isRepeating = planned?.effect == .lookup(.repeats) || planned?.effect == .lookup(.unfilteredRepeats)
        if isRepeating, page > 1, from > 0, from < end { from -= 1 }
        let shown = documents[from..<end]
        let entries = shown.map { document in
            document.json(
                document.standing(at: now, dgiDelayNanos: settings.dgiDelayNanos), links: nil, now: now,
                dgiDelayNanos: settings.dgiDelayNanos)
        }
        return Answer([
            "metadata": [
                "current_page": JSONValue(page), "limit": JSONValue(limit), "from": JSONValue(shown.isEmpty ? 0 : from + 1),
                "to": JSONValue(shown.isEmpty ? 0 : end),
            ],
            "documents": .array(entries),
        ])
    }

    private static func number(_ text: String?, default value: Int, in range: ClosedRange<Int>) -> Int? {
        guard let text else { return value }
        guard let number = Int(text), range.contains(number), String(number) == text else { return nil }
        return number
    }
}
