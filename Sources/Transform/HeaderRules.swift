import Catalogues
import Fiscal

// Document type, issue date, office, nature, notes (rulebook 1.5, 4.5, 5.1, 5.4).
extension Transformer {
    private static let notesLimit = 5000
    private static let day: Int64 = 86_400

    mutating func judgeHeader(_ record: borrowing OrderRecord, admittedAt: FiscalTime) {
        draft.documentType = documentType(record)
        draft.issueDate = issueDate(record, admittedAt: admittedAt)
        draft.office = office(record)
        draft.nature = nature(record)
        let notes = record[.notes]
        if notes.count > Self.notesLimit, notes.scalarCount > Self.notesLimit {
            findings.report(.notesTooLong, .cell(.notes), in: record, facts: ["count": "\(notes.scalarCount)"])
        }
        draft.notes = draft.keep(notes)
    }

    private mutating func documentType(_ record: borrowing OrderRecord) -> DocumentType? {
        let usual = draft.kind.usualDocumentType
        if record.isEmpty(.document_type) { return usual }
        guard let type = DocumentType(cell: record[.document_type]) else {
            findings.report(.documentTypeUnknown, .cell(.document_type), in: record)
            return nil
        }
        if type.kind == draft.kind { return type }
        let allowed = DocumentType.allCases.filter { $0.kind == draft.kind }.map(\.rawValue).joined(separator: ", ")
        findings.report(
            .documentTypeOfOtherKind, .cell(.document_type), in: record,
            facts: ["kind": draft.kind.rawValue, "allowed": allowed])
        return usual
    }

    /// The order's own date or the moment of admission, judged against that moment (rulebook 5.4).
    private mutating func issueDate(_ record: borrowing OrderRecord, admittedAt: FiscalTime) -> FiscalTime {
        if record.isEmpty(.issue_date) { return admittedAt }
        guard let date = FiscalTime(text: record[.issue_date]) else {
            findings.report(.dateMalformed, .cell(.issue_date), in: record)
            return admittedAt
        }
        if date < admittedAt.adding(seconds: -30 * Self.day) {
            findings.report(.issueDateOld, .cell(.issue_date), in: record, facts: ["date": date.text])
        } else if date > admittedAt.adding(seconds: Self.day) {
            judgeAhead(date, admittedAt: admittedAt, record)
        }
        return date
    }

    private mutating func judgeAhead(_ date: FiscalTime, admittedAt: FiscalTime, _ record: borrowing OrderRecord) {
        let limit = admittedAt.adding(businessDays: 2)
        if date > limit {
            let facts = ["date": date.text, "limit": limit.text]
            findings.report(.issueDateTooFarAhead, .cell(.issue_date), in: record, facts: facts)
        } else {
            findings.report(.issueDateAhead, .cell(.issue_date), in: record, facts: ["date": date.text])
        }
    }

    private mutating func office(_ record: borrowing OrderRecord) -> Int? {
        guard !record.isEmpty(.office_id), let index = draft.company else { return nil }
        if let office = companies[index].office(record[.office_id]) { return office }
        var facts = suggestions.facts(
            for: record.text(.office_id), among: companies[index].profile.offices.keys.sorted(),
            of: "offices \(companies[index].profile.id)")
        facts["company"] = companies[index].profile.id
        findings.report(.officeUnmapped, .cell(.office_id), in: record, facts: facts)
        return nil
    }

    private mutating func nature(_ record: borrowing OrderRecord) -> OperationNature {
        if record.isEmpty(.nature) { return .sale }
        if let nature = OperationNature(cell: record[.nature]) { return nature }
        findings.report(.natureUnknown, .cell(.nature), in: record)
        return .sale
    }
}

// Destination, country and terms of delivery, and what the DGI ties to them (rulebook 1.5, 2.4, 10 Country; dgi.md 1.4).
extension Transformer {
    mutating func judgeDestination(_ record: borrowing OrderRecord) {
        draft.destination = destination(record)
        judgeCountry(record)
        judgeIncoterm(record)
        judgeTypeConditions(record)
    }

    private mutating func destination(_ record: borrowing OrderRecord) -> Destination {
        let own = draft.receptor == .foreign ? Destination.abroad : .panama
        if record.isEmpty(.destination) { return own }
        if let number = record[.destination].wholeNumber, let stated = Destination(rawValue: number) { return stated }
        findings.report(.destinationUnknown, .cell(.destination), in: record)
        return own
    }

    private mutating func judgeCountry(_ record: borrowing OrderRecord) {
        let start = draft.end
        let cell = record[.country]
        for index in cell.indices { draft.append(byte: cell[index].uppercased) }
        let country = draft.range(from: start)
        let isPanama = draft[country].isWord("PA")
        if !country.isEmpty { draft.country = country }
        switch draft.destination {
        case .panama where country.isEmpty: findings.report(.countryDefault, .cell(.country), in: record)
        case .panama where !isPanama: findings.report(.countryNotPanama, .cell(.country), in: record)
        case .abroad where country.isEmpty || isPanama: findings.report(.countryPanamaAbroad, .cell(.country), in: record)
        case .panama, .abroad: break
        }
        guard !country.isEmpty, !isPanama else { return }
        if !countries.contains(draft[country]) {
            let facts = suggestions.facts(for: record.text(.country), in: countries)
            findings.report(.countryUnknown, .cell(.country), in: record, facts: facts)
        } else if countries.isAdded(draft[country]) {
            findings.report(.codeAdded, .cell(.country), in: record, facts: countries.facts)
        }
    }

    private mutating func judgeIncoterm(_ record: borrowing OrderRecord) {
        let start = draft.end
        let cell = record[.incoterm]
        for index in cell.indices { draft.append(byte: cell[index].uppercased) }
        let incoterm = draft.range(from: start)
        if incoterm.isEmpty {
            if draft.destination == .abroad { findings.report(.incotermMissing, .cell(.incoterm), in: record) }
            return
        }
        if draft.destination == .panama {
            findings.report(.incotermWithinPanama, .cell(.incoterm), in: record)
            return
        }
        draft.incoterm = incoterm
        if !incoterms.contains(draft[incoterm]) {
            let facts = suggestions.facts(for: record.text(.incoterm), in: incoterms)
            findings.report(.incotermUnknown, .cell(.incoterm), in: record, facts: facts)
        } else if incoterms.isAdded(draft[incoterm]) {
            findings.report(.codeAdded, .cell(.incoterm), in: record, facts: incoterms.facts)
        }
    }

    private mutating func judgeTypeConditions(_ record: borrowing OrderRecord) {
        switch (draft.documentType, draft.destination) {
        case (.internalInvoice, .abroad): findings.report(.internalInvoiceAbroad, .cell(.document_type), in: record)
        case (.exportInvoice, .panama): findings.report(.exportInvoiceWithinPanama, .cell(.document_type), in: record)
        default: break
        }
        guard draft.receptor != .foreign, draft.documentType == .exportInvoice || draft.documentType == .foreignOperation else {
            return
        }
        let receptor = ["receptor": draft.receptor.name]
        if draft.documentType == .exportInvoice {
            findings.report(.exportInvoiceNeedsForeigner, .cell(.document_type), in: record, facts: receptor)
        } else {
            findings.report(.foreignOperationNeedsForeigner, .cell(.document_type), in: record, facts: receptor)
        }
    }
}
