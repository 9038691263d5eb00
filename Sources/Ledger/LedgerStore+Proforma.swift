public import Fiscal
internal import JSONText

extension LedgerStore {
    /// Turns a PROFORM into a DGI document with a verdict of its own: from now on a run may send it (rulebook 1.1).
    /// - Throws: `LedgerError` when it isn't a PROFORM that stands.
    public func promote(document id: Int64, as new: DocumentAdmission, atMicros: Int64) throws {
        try connection.execute(
            """
            UPDATE document SET mode = 'DGI', state = ?, ready = ?, receptor_type = ?, document_type = ?, branch = ?, billing_point = ?,
                issue_date = ?, total = ?, itbms = ?, retention = ?, rates = ?, ruc = ?, ruc_type = ?, judge_again = ?,
                reference_order = ?, reference_cufe = ?, reference_date = ?
            WHERE id = ? AND mode = 'PROFORM' AND state = 'proforma' AND holds_key = 1 AND numeration IS NULL
            """, .text(new.state.rawValue), SQLValue(new.question == nil), SQLValue(new.receptorType?.rawValue),
            SQLValue(new.documentType?.rawValue), SQLValue(new.branch), SQLValue(new.billingPoint),
            SQLValue(new.issueDate?.epochSeconds), .integer(new.total.cents), .integer(new.itbms.cents),
            SQLValue(new.retention?.cents), SQLValue(new.rates), SQLValue(new.question?.ruc),
            SQLValue(new.question?.type.rawValue), SQLValue(new.judgeAgain), SQLValue(new.referenceOrder),
            SQLValue(new.referenceCufe), SQLValue(new.referenceDate?.epochSeconds), .integer(id))
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) is no proforma that stands", sql: "promote(document:)")
        }
        try connection.execute(
            """
            INSERT INTO body (document_id, template, numeration_offset, security_code_offset, record) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (document_id) DO UPDATE SET template = excluded.template, numeration_offset = excluded.numeration_offset,
                security_code_offset = excluded.security_code_offset, record = excluded.record
            """, .integer(id), .blob(new.template), .integer(Int64(new.numerationOffset)),
            .integer(Int64(new.securityCodeOffset)), SQLValue(new.record))
        try connection.execute("DELETE FROM fault WHERE document_id = ?", .integer(id))
        for fault in new.faults { try append(fault: fault, document: id) }
        try append(event: "promoted", document: id, atMicros: atMicros, detail: ["state": .string(new.state.rawValue)])
    }

    /// Removes a PROFORM or an imported document: its key is free, its content is gone, its result line stays and says so. A DGI document never
    /// (rulebook 1.1, 1.3).
    /// - Throws: `LedgerError` for any other document.
    public func remove(document id: Int64, at time: FiscalTime, atMicros: Int64) throws {
        try connection.execute(
            "UPDATE document SET holds_key = 0 WHERE id = ? AND mode <> 'DGI' AND state IN ('proforma', 'imported')", .integer(id)
        )
        guard connection.changes == 1 else {
            throw LedgerError(code: 0, message: "document \(id) can't be removed", sql: "remove(document:)")
        }
        try connection.execute("INSERT INTO removal (document_id, at) VALUES (?, ?)", .integer(id), .integer(time.epochSeconds))
        try connection.execute("DELETE FROM body WHERE document_id = ?", .integer(id))
        try append(fault: Fault(.removed, facts: ["at": time.text]), document: id)
        try append(event: "removed", document: id, atMicros: atMicros)
    }

    /// The first note of ours that refers to a document, by its number here or by its CUFE, and that may still go out or has gone out; nil without.
    public func note(on row: DocumentRow) throws -> DocumentRow? {
        try connection.documents(
            where: """
                (d.reference_id = ?1 OR d.reference_cufe = ?2) AND d.kind IN ('credit_note', 'debit_note') AND d.mode <> 'DGI_IMPORT'
                AND d.state NOT IN ('invalid', 'conflict', 'duplicate', 'rejected', 'dgi_rejected', 'voided')
                AND NOT EXISTS (SELECT 1 FROM removal r WHERE r.document_id = d.id) ORDER BY d.id LIMIT 1
                """, .integer(row.id), SQLValue(row.cufe)
        ).first
    }

    /// True for a document that an operator removed.
    public func isRemoved(document id: Int64) throws -> Bool {
        try connection.first("SELECT EXISTS (SELECT 1 FROM removal WHERE document_id = ?)", .integer(id)) { $0.bool(0) } ?? false
    }

    /// Hands out every document that wasn't removed, oldest first.
    public func eachStandingDocument(body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(
            where: "NOT EXISTS (SELECT 1 FROM removal r WHERE r.document_id = d.id) ORDER BY d.id", [], body: body)
    }
}
