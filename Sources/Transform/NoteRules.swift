import Fiscal

// The invoice that a note refers to, as far as the order alone tells (rulebook 6.1, 6.3–6.6, 10 Notes).
extension Transformer {
    mutating func judgeReference(_ record: borrowing OrderRecord, into judged: inout JudgedOrder) {
        if draft.kind == .invoice {
            let isKind = record.isEmpty(.kind) || DocumentKind(word: record[.kind]) != nil
            if isKind, !record.isEmpty(.reference) { findings.report(.referenceOnInvoice, .cell(.reference), in: record) }
            return
        }
        let reference = record[.reference]
        if reference.count == 0 {
            if draft.mode == .dgi {
                findings.report(.referenceMissing, .cell(.reference), in: record, facts: draft.kind.noteFacts)
            }
        } else if reference.looksLikeCufe {
            judgeCufe(record, into: &judged)
        } else {
            judged.reference = .order(id: record.text(.reference))
            if !record.isEmpty(.reference_date) {
                let facts = ["reference": record.text(.reference)]
                findings.report(.referenceDateUnused, .cell(.reference_date), in: record, facts: facts)
            }
        }
    }

    private mutating func judgeCufe(_ record: borrowing OrderRecord, into judged: inout JudgedOrder) {
        let cufe = record[.reference]
        let text = record.text(.reference)
        for fault in Cufe.faults(in: text) {
            let fault = fault.fault(value: text)
            if findings.report(fault.code, .cell(.reference), in: record, facts: fault.facts) { return }
        }
        if cufe.count == Cufe.Part.count {
            judgeIssuer(record)
            if let type = cufe[.documentType].smallNumber, (4...7).contains(type) {
                findings.report(.referenceIsNote, .cell(.reference), in: record)
            }
        }
        judged.reference = .cufe(text, issueDate: referenceDate(record))
    }

    private mutating func judgeIssuer(_ record: borrowing OrderRecord) {
        let cufe = record[.reference]
        if let index = draft.company, !cufe.extracting(Company.issuerRange).hasSameBytes(as: companies[index].issuer) {
            let ruc = String(copying: cufe[.ruc]).drop { $0 == "0" }
            let facts = ["issuer": "\(ruc) DV \(String(copying: cufe[.dv]))", "company": companies[index].profile.ruc]
            findings.report(.referenceOtherIssuer, .cell(.reference), in: record, facts: facts)
        }
        let environment = String(settings.environment.code)
        let found = String(copying: cufe[.environment])
        if found != environment {
            let facts = ["found": found, "expected": environment]
            findings.report(.referenceOtherEnvironment, .cell(.reference), in: record, facts: facts)
        }
    }

    /// The CUFE's date with `reference_date`'s time of day, or 12:00:00 (rulebook 6.4).
    private mutating func referenceDate(_ record: borrowing OrderRecord) -> FiscalTime {
        let inside = record[.reference].cufeDate
        if record.isEmpty(.reference_date) { return inside ?? draft.issueDate }
        guard let stated = FiscalTime(text: record[.reference_date]) else {
            findings.report(.referenceDateMalformed, .cell(.reference_date), in: record)
            return inside ?? draft.issueDate
        }
        guard let inside, inside.compactDate != stated.compactDate else { return stated }
        let facts = ["date": String(inside.text.prefix(10))]
        findings.report(.referenceDateDiffers, .cell(.reference_date), in: record, facts: facts)
        return inside
    }
}

extension DocumentKind {
    /// How a note is called in the texts of rulebook 6.1.
    var noteFacts: [String: String] {
        self == .debit_note
            ? ["nota": "La nota de débito", "note": "Debit note"] : ["nota": "La nota de crédito", "note": "Credit note"]
    }
}

extension Span where Element == UInt8 {
    /// Meant as a CUFE, whole or not: `FE`, two digits, and longer than an order number is.
    var looksLikeCufe: Bool {
        count >= 50 && self[0] == UInt8(ascii: "F") && self[1] == UInt8(ascii: "E") && self[2].isDigit && self[3].isDigit
    }

    /// The characters of a part of a CUFE; the span must have 66 bytes.
    subscript(part: Cufe.Part) -> Span<UInt8> {
        @_lifetime(copy self)
        get { extracting(part.range) }
    }

    /// The date in a CUFE at 12:00:00; nil when no date stands there.
    var cufeDate: FiscalTime? {
        guard count == Cufe.Part.count, let date = self[.date].smallNumber else { return nil }
        return FiscalTime(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    }
}
