internal import Fiscal
internal import Guards
internal import JSONText
internal import Ledger

/// Whether it is proved that the PAC doesn't have a document in doubt (guarantees.md, the in-doubt procedure 3): so much time after the last byte,
/// two complete negative look-ups so far apart, and a later document of ours that the same listing shows just before the second.
enum AbsenceProof {
    /// Proved by these two.
    case proved(first: LookupRow, last: LookupRow)
    /// Not yet: a look-up counts again from this moment on, in microseconds; nil when none can.
    case open(nextMicros: Int64?)

    /// - Parameters:
    ///   - lookups: all of the document's, oldest first.
    ///   - attempt: what was looked up for an earlier attempt proves nothing about this one.
    ///   - doubtBegan: no byte of the attempt left after this moment, in microseconds.
    init(_ lookups: [LookupRow], attempt: Int, doubtBegan: Int64, settleSeconds: Int64) {
        let settle = settleSeconds * 1_000_000
        let complete = lookups.filter { $0.attempt == attempt && $0.outcome != .failed }
        // Something that was seen in between takes away what was negative before.
        let negative = complete[(complete.lastIndex { $0.outcome != .absent }.map { $0 + 1 } ?? 0)...]
        let counted = negative.filter { $0.atMicros >= doubtBegan + settle || !Guard.settleTime.isOn }
        guard let first = counted.first, let last = counted.last else {
            self = .open(nextMicros: doubtBegan + settle)
            return
        }
        if last.atMicros - first.atMicros < settle, Guard.twoLookups.isOn {
            self = .open(nextMicros: first.atMicros + settle)
        } else if last.witness == nil, Guard.freshnessWatermark.isOn {
            self = .open(nextMicros: last.atMicros + settle)
        } else {
            self = .proved(first: first, last: last)
        }
    }
}

extension SubmitStage {
    /// What is proved about a document in doubt. Where the PAC said that the number is used, or answered for another document, or a webhook or
    /// an import names its CUFE, something of it may have landed: no look-up outweighs that.
    func absence(of row: DocumentRow) throws -> AbsenceProof {
        let evidence: Set<FaultCode> = [.numberAlreadyUsed, .inDoubtAlarm, .namedByWebhook, .namedByImport]
        guard settings.doubt.resubmits, let began = try ledger.doubtBegan(ofDocument: row.id),
            try !ledger.faults(ofDocument: row.id).contains(where: { evidence.contains($0.code) }),
            try !ledger.isNamedByWebhook(document: row.id)
        else { return .open(nextMicros: nil) }
        return AbsenceProof(
            try ledger.lookups(ofDocument: row.id), attempt: row.attempts, doubtBegan: began,
            settleSeconds: settings.doubt.settleSeconds)
    }

    /// Puts a document whose absence is proved back to the queue: the same bytes once more.
    func sendAgain(_ row: DocumentRow, first: LookupRow, last: LookupRow) throws {
        let moments = [first, last].map { FiscalTime(epochSeconds: $0.atMicros / 1_000_000).text }
        let witness = try last.witness.flatMap { try ledger.document(id: $0) }
        try ledger.putBack(
            document: row.id, event: "absence_proved", atMicros: clock.wallMicros(),
            detail: [
                "lookups": .array(moments.map { .string($0) }), "witness": JSONValue(witness?.pacID),
                "settle": JSONValue(Int(settings.doubt.settleSeconds)), "attempt": JSONValue(row.attempts),
            ])
        let facts = ["proof": moments.joined(separator: ", "), "numeration": row.numeration ?? ""]
        try ledger.append(fault: Fault(.sentAgain, facts: facts), document: row.id)
        progress.provedAbsent += 1
        // The wait counts from the last POST.
        waitBegan = nil
        try offer(row.id, company: row.company)
    }
}
