internal import Fiscal
internal import JSONText
internal import Ledger

/// The one final step that polling, webhooks and `sync` share (rulebook 7.5): what the PAC says about a document moves it on, and an
/// authorized document's files are fetched.
extension SubmitStage {
    func settleStatus(_ answer: StoredAnswer, _ row: DocumentRow, lane: Int) throws {
        let askedAt = polling.removeValue(forKey: row.id)
        if answer.transport == 0, answer.httpStatus == 429 { holdReads(lane, answer) }
        guard answer.transport == 0, let status = answer.httpStatus, (200...299).contains(status),
            let current = try ledger.document(id: row.id),
            let document = PacAnswer.document(answer.body), document.reply.pacID == current.pacID
        else { return }
        if let askedAt { try ledger.confirmWebhooks(ofDocument: row.id, askedAtMicros: askedAt) }
        if settings.scope != .everything {
            let detail: JSONValue = ["legalStatus": .string(document.reply.legalStatus.word)]
            try ledger.append(event: "synced", document: row.id, atMicros: clock.wallMicros(), detail: detail)
        }
        let nextPoll = current.nextPollAt ?? clock.now
        try advance(current, by: document, nextPollAt: nextPoll, answer: answer)
        try noteCancellation(document, on: row.id, answer)
        try fetchFiles(of: row.id, document, lane: lane)
    }

    /// Fetches what an authorized document lacks and the PAC offers: addresses are short-lived, so they are used before anything else. What
    /// is filed isn't fetched again, and nothing is while a file of the document is on its way (rulebook 7.6).
    func fetchFiles(of id: Int64, _ document: PacDocument, lane: Int) throws {
        guard let row = try ledger.document(id: id), [.authorized, .complete, .voided].contains(row.state),
            !isFetching(.pdf, of: id), !isFetching(.xml, of: id)
        else { return }
        let pdf = row.pdf == nil ? document.pdfURL : nil
        if row.xml == nil, let xml = document.xmlURL {
            try ledger.noteXMLOffered(document: id)
            pdfsAfterXML[id] = pdf
            reads.insert(.file(.xml, row, lane: lane, next: xml), at: 0)
        } else if let pdf {
            reads.insert(.file(.pdf, row, lane: lane, next: pdf), at: 0)
        }
    }

    /// The PDF follows its XML: it makes the document complete, and a complete document isn't asked for again, so that a crash between the two
    /// would leave it without its XML for ever. An XML that couldn't be had is tried once more in this run, with the next GET; a document
    /// that was asked for often goes on without.
    func fetchPDF(after call: Call) throws {
        guard case .file(.xml, let row, let lane, _) = call, let pdf = pdfsAfterXML.removeValue(forKey: row.id) else { return }
        let isFiled = try ledger.document(id: row.id)?.xml != nil
        guard isFiled || row.polls >= Self.pollsForXML || !xmlsMissed.insert(row.id).inserted else { return }
        reads.insert(.file(.pdf, row, lane: lane, next: pdf), at: 0)
    }

    /// GETs of a document after which an XML that can't be had holds nothing up any more.
    private static let pollsForXML = 20
    /// An XML that didn't come is asked for once more in this run, with a fresh address: its document may be complete already, and then
    /// nothing else would ask before the next run.
    func tryAgain(after call: Call) throws {
        guard case .file(.xml, let row, let lane, _) = call, let current = try ledger.document(id: row.id), current.xml == nil,
            triedAgain.insert(row.id).inserted
        else { return }
        repeats.append((clock.monotonicNanos() + Self.xmlAgainAfter, .status(current, lane: lane)))
    }

    private static let xmlAgainAfter: Int64 = 2_000_000_000

    /// True while a file is on its way: a download may take longer than the time between two status calls.
    private func isFetching(_ kind: ArtifactKind, of document: Int64) -> Bool {
        let isIt = { (call: Call) in if case .file(kind, let row, _, _) = call { row.id == document } else { false } }
        return calls.values.contains(where: isIt) || reads.contains(where: isIt)
    }

    /// Moves a document on by what the PAC said, and whatever depends on it.
    func advance(_ row: DocumentRow, by document: PacDocument, nextPollAt: FiscalTime, answer: StoredAnswer? = nil) throws {
        let now = clock.wallMicros()
        let state = try ledger.record(reply: document.reply, document: row, nextPollAt: nextPollAt, atMicros: now)
        guard state != row.state else { return }
        if let answer { try ledger.record(answer: answer, to: "GET", document: row.id) }
        switch state {
        case .authorized:
            let notices = document.governmentResponse.filter { $0.code != Self.authorizedCode }
            for notice in faults(.dgiNotice, notices) { try ledger.append(fault: notice, document: row.id) }
            for note in try ledger.releaseNotes(of: row.id, atMicros: now) { try offer(note, company: row.company) }
        case .dgi_rejected:
            try tellOfUsedNumber(row, document)
            try ledger.refuse(
                document: row.id, as: state, faults: faults(.dgiRejection, document.reasons), atMicros: now)
            progress.rejected += 1
            try refuseNotes(of: row)
        case .rejected:
            try tellOfUsedNumber(row, document)
            try ledger.refuse(
                document: row.id, as: state, faults: faults(.pacRejection, document.reasons), atMicros: now)
            progress.rejected += 1
            try refuseNotes(of: row)
        default: break
        }
    }

    /// The number of a document that had been sent before exists already: what landed then may be valid, whatever became of this one.
    private func tellOfUsedNumber(_ row: DocumentRow, _ document: PacDocument) throws {
        guard document.saysNumberIsUsed, try ledger.mayHaveLanded(document: row.id) else { return }
        let facts = ["numeration": row.numeration ?? ""]
        try ledger.append(fault: Fault(.numberAlreadyUsed, facts: facts), document: row.id)
    }

    /// The DGI's "use of the FE authorized" (dgi.md 6).
    private static let authorizedCode = "0260"

    /// Notes that waited for a document which was refused can't go out (rulebook 6.2).
    func refuseNotes(of row: DocumentRow) throws {
        for note in try ledger.notes(waitingFor: row.id) {
            if note.kind == .void {
                try endVoid(note.id, VoidDecision.notVoidable(try ledger.document(id: row.id) ?? row))
                continue
            }
            let fault = Fault(.referenceRejected, field: "reference", value: row.orderID ?? row.cufe ?? "")
            try ledger.refuse(document: note.id, as: .invalid, faults: [fault], atMicros: clock.wallMicros())
        }
    }

    // MARK: - Files

    /// Puts the downloads that have come in a turn into the outbox, as one group: durable before the ledger says so (reliability.md R7).
    func fileDownloads(_ ended: [(call: Call, answer: StoredAnswer)]) throws -> [(file: FetchedFile, artifact: FiledArtifact)] {
        let fetched = ended.compactMap { end -> FetchedFile? in
            guard case .file(let kind, let row, _, _) = end.call, end.answer.transport == 0, end.answer.httpStatus == 200 else {
                return nil
            }
            return FetchedFile(document: row, kind: kind, bytes: end.answer.body, contentType: end.answer.header("content-type"))
        }
        guard !fetched.isEmpty else { return [] }
        return zip(fetched, try hooks.file(fetched)).compactMap { file, artifact in artifact.map { (file, $0) } }
    }

    func record(_ filed: (file: FetchedFile, artifact: FiledArtifact)) throws {
        switch filed.file.kind {
        case .pdf:
            try ledger.record(pdf: filed.artifact, document: filed.file.document.id, atMicros: clock.wallMicros())
            progress.pdfs += 1
        case .xml:
            try ledger.record(xml: filed.artifact, document: filed.file.document.id, atMicros: clock.wallMicros())
        }
    }
}
