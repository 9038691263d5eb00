internal import Fiscal
internal import Ledger

/// Asking the PAC about documents of ours that were issued elsewhere and imported, where the configuration says so (rulebook 1.3,
/// `importLookup`): the list by CUFE, then the document with its PDF's address. GETs only. The document stays imported; what the PAC doesn't know,
/// or can't say, decides nothing and is asked again by a later run.
extension SubmitStage {
    /// So many imported documents are asked for in one run: whoever brings a year's archive doesn't hold up the night.
    private static let importsMax = 1000
    /// A PAC that doesn't filter by CUFE isn't read to its end.
    private static let importPagesMax = 10

    /// True while this run has imported documents to ask for.
    var hasImportsToAsk: Bool {
        asksForImports && lanes.contains { !$0.importsAreDone && !$0.isLockedOut }
    }

    private var asksForImports: Bool { settings.asksForImports && settings.scope.isOfAll && settings.onlyVoid == nil }

    /// Takes up a company's next imported documents.
    func collectImports(lane: Int, limit: Int) throws {
        guard asksForImports, !lanes[lane].importsAreDone else { return }
        let room = min(limit, Self.importsMax - importsAsked)
        let rows = try ledger.importsToAsk(company: lanes[lane].settings.id, after: lanes[lane].importCursor, limit: room)
        guard let last = rows.last else { return lanes[lane].importsAreDone = true }
        lanes[lane].importCursor = last.id
        importsAsked += rows.count
        for row in rows { askForImport(row, lane: lane) }
    }

    /// One whose id is known is asked for by it.
    func askForImport(_ row: DocumentRow, lane: Int) {
        guard settings.asksForImports, row.cufe != nil else { return }
        reads.append(row.pacID.map { .importStatus(row, id: $0, lane: lane) } ?? .importLook(row, lane: lane, page: 1))
    }

    /// What the list under a CUFE shows.
    func settleImportLook(_ answer: StoredAnswer, _ row: DocumentRow, lane: Int, page: Int) throws {
        guard answer.transport == 0, answer.httpStatus == 200, page <= Self.importPagesMax,
            let listing = PacAnswer.listing(answer.body, page: page)
        else { return stopAskingForImports(lane, answer) }
        let found = Set(listing.documents.filter { $0.reply.cufe == row.cufe }.map(\.reply.pacID))
        if found.count == 1, let id = found.first {
            return reads.insert(.importStatus(row, id: id, lane: lane), at: 0)
        }
        if found.isEmpty, !listing.isLast { return reads.insert(.importLook(row, lane: lane, page: page + 1), at: 0) }
        // Nothing under the CUFE, or two: either way the PAC doesn't say which document it is.
        try ledger.countImportAsk(document: row.id)
        progress.importsUnknown += 1
    }

    /// What the PAC says about the document itself.
    func settleImportStatus(_ answer: StoredAnswer, _ row: DocumentRow, id: String, lane: Int) throws {
        guard answer.transport == 0, let status = answer.httpStatus, (200...299).contains(status) || status == 404 else {
            return stopAskingForImports(lane, answer)
        }
        guard let current = try ledger.document(id: row.id), current.state == .imported,
            try !ledger.isRemoved(document: row.id)
        else { return }
        try ledger.countImportAsk(document: row.id)
        guard status != 404, let document = PacAnswer.document(answer.body), document.reply.pacID == id,
            document.reply.cufe == current.cufe, try isFree(id, for: current)
        else { return progress.importsUnknown += 1 }
        progress.importsKnown += 1
        if document.reply.legalStatus != current.legalStatus {
            try ledger.record(answer: answer, to: "GET", document: row.id)
        }
        try ledger.record(importReply: document.reply, document: current, atMicros: clock.wallMicros())
        try noteContradiction(document, current)
        if current.pdf == nil, let pdf = document.pdfURL { reads.insert(.file(.pdf, current, lane: lane, next: pdf), at: 0) }
    }

    /// No other document of the company has the id.
    private func isFree(_ id: String, for row: DocumentRow) throws -> Bool {
        try ledger.document(pacID: id, company: row.company).map { $0.id == row.id } ?? true
    }

    /// The XML says authorized, the PAC refused or voided: told once, decided by people.
    private func noteContradiction(_ document: PacDocument, _ row: DocumentRow) throws {
        let isVoided = document.cancellation?.legalStatus == .dgiAuthorized
        let refused: Set<LegalStatus> = [.dgiRejected, .pacRejected]
        guard isVoided || refused.contains(document.reply.legalStatus) else { return }
        let words = isVoided ? "VOIDED" : document.reply.legalStatus.word
        let isKnown = try ledger.faults(ofDocument: row.id).contains {
            $0.code == .importContradicted && $0.value == words
        }
        if !isKnown { try ledger.append(fault: Fault(.importContradicted, value: words), document: row.id) }
    }

    /// The PAC can't be asked: no more of the company's are in this run. 404 on a list says that it offers no look-ups.
    private func stopAskingForImports(_ lane: Int, _ answer: StoredAnswer) {
        if answer.transport == 0, answer.httpStatus == 429 { holdReads(lane, answer) }
        lanes[lane].importsAreDone = true
        progress.failedImportAsks[lanes[lane].settings.id] =
            answer.transportDetail ?? answer.httpStatus.map(String.init) ?? ""
        reads.removeAll { call in
            switch call {
            case .importLook(_, lane, _), .importStatus(_, _, lane): true
            default: false
            }
        }
    }
}
