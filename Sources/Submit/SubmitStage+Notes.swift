internal import Fiscal
internal import Ledger

/// Notes and the voids of their invoices (rulebook 6.2, 7.8): what was judged when a note came in may not hold any more when it goes out.
extension SubmitStage {
    /// Looks at a note's invoice once more before its first intent: one on a voided invoice is refused, and while a void of it is under way the
    /// note waits for its end. Anything but a note stands.
    func referenceStands(of note: DocumentRow) throws -> Bool {
        guard note.kind == .credit_note || note.kind == .debit_note, let id = note.referenceID,
            let invoice = try ledger.document(id: id)
        else { return true }
        if invoice.state == .voided {
            try refuse(note, onVoided: invoice)
            return false
        }
        guard try ledger.liveVoid(of: id) != nil else { return true }
        try ledger.hold(note: note.id, atMicros: clock.wallMicros())
        let fault = Fault(.referenceBeingVoided, field: "reference", value: invoice.nameInFaults)
        if try !ledger.faults(ofDocument: note.id).contains(where: { $0.code == fault.code }) {
            try ledger.append(fault: fault, document: note.id)
        }
        return false
    }

    /// A void of an invoice has come to its end: the notes that waited for that are refused with a voided one, and may go out on one that stands.
    func settleNotes(ofInvoice id: Int64) throws {
        guard let invoice = try ledger.document(id: id) else { return }
        switch invoice.state {
        case .voided:
            for note in try ledger.notes(waitingFor: id) where note.kind != .void { try refuse(note, onVoided: invoice) }
        case .authorized, .complete:
            for note in try ledger.releaseNotes(of: id, atMicros: clock.wallMicros()) {
                try offer(note, company: invoice.company)
            }
        case .invalid, .conflict, .duplicate, .proforma, .imported, .waiting, .queued, .in_doubt, .rejected, .accepted,
            .dgi_rejected:
            break
        }
    }

    private func refuse(_ note: DocumentRow, onVoided invoice: DocumentRow) throws {
        let fault = Fault(.referenceVoided, field: "reference", value: invoice.nameInFaults)
        try ledger.refuse(document: note.id, as: .invalid, faults: [fault], atMicros: clock.wallMicros())
        progress.rejected += 1
    }
}
