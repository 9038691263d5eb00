public import Fiscal
internal import JSONText

extension LedgerStore {
    /// The document that holds a business key.
    public func keyHolder(company: String, kind: DocumentKind, orderID: String) throws -> KeyHolder? {
        try connection.first(
            """
            SELECT id, input_id, mode, state, content_hash, numeration IS NOT NULL FROM document
            WHERE company = ? AND kind = ? AND order_id = ? AND holds_key = 1
            """, .text(company), .text(kind.rawValue), .text(orderID)
        ) { row in
            KeyHolder(
                id: row.integer(0), inputID: row.integer(1), mode: GenerationMode(rawValue: row.text(2)) ?? .dgi,
                state: DocumentState(rawValue: row.text(3)) ?? .in_doubt, contentHash: row.blob(4), isImmutable: row.bool(5))
        }
    }

    /// The highest position of an input that is in the ledger; 0 when none is. Taking in goes on behind it after a crash.
    public func lastSequence(ofInput id: Int64) throws -> Int {
        try connection.first("SELECT max(sequence) FROM document WHERE input_id = ?", .integer(id)) { $0.int(0) } ?? 0
    }

    /// Writes a record as a document. Where it replaces another, the key passes on and both are linked (rulebook 7.3).
    public func admit(_ admission: DocumentAdmission) throws -> Int64 {
        if let old = admission.replaces, admission.holdsKey {
            try connection.execute("UPDATE document SET holds_key = 0 WHERE id = ?", .integer(old))
        }
        try insert(admission)
        let id = connection.lastRowID
        if let old = admission.replaces {
            try connection.execute("UPDATE document SET replaced_by = ? WHERE id = ?", .integer(id), .integer(old))
        }
        if !admission.template.isEmpty || admission.record != nil {
            try connection.execute(
                """
                INSERT INTO body (document_id, template, numeration_offset, security_code_offset, record) VALUES (?, ?, ?, ?, ?)
                """, .integer(id), .blob(admission.template), .integer(Int64(admission.numerationOffset)),
                .integer(Int64(admission.securityCodeOffset)), SQLValue(admission.record))
        }
        if let target = admission.voidTarget { try insert(target, request: id) }
        if let imported = admission.imported { try insert(imported, document: id) }
        for fault in admission.faults { try append(fault: fault, document: id) }
        return id
    }

    private func insert(_ new: DocumentAdmission) throws {
        try connection.execute(
            """
            INSERT INTO document (
                input_id, sequence, line, extent_start, extent_end, run_id, company, kind, mode, order_id, content_hash, holds_key, state,
                ready, document_type, receptor_type, branch, billing_point, issue_date, total, itbms, retention, rates, ruc, ruc_type,
                judge_again, reference_order, reference_cufe, reference_date, reference_id, replaces, void_reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .integer(new.inputID), .integer(Int64(new.sequence)), .integer(Int64(new.line)),
            .integer(Int64(new.extent.lowerBound)), .integer(Int64(new.extent.upperBound)), .integer(runID),
            .text(new.company), .text(new.kind.rawValue), .text(new.mode.rawValue), SQLValue(new.orderID), .blob(new.contentHash),
            SQLValue(new.holdsKey), .text(new.state.rawValue), SQLValue(new.question == nil),
            SQLValue(new.documentType?.rawValue), SQLValue(new.receptorType?.rawValue), SQLValue(new.branch),
            SQLValue(new.billingPoint),
            SQLValue(new.issueDate?.epochSeconds), .integer(new.total.cents), .integer(new.itbms.cents),
            SQLValue(new.retention?.cents),
            SQLValue(new.rates), SQLValue(new.question?.ruc), SQLValue(new.question?.type.rawValue), SQLValue(new.judgeAgain),
            SQLValue(new.referenceOrder), SQLValue(new.referenceCufe), SQLValue(new.referenceDate?.epochSeconds),
            SQLValue(new.referenceID),
            SQLValue(new.replaces), SQLValue(new.voidReason))
    }

    /// Adds a fault to a document or to a whole input.
    public func append(fault: Fault, document: Int64? = nil, input: Int64? = nil) throws {
        var facts: String?
        if !fault.facts.isEmpty {
            let members = fault.facts.sorted { $0.key < $1.key }.map { JSONObject.Member(key: $0.key, value: .string($0.value)) }
            facts = JSONValue.object(JSONObject(members)).text
        }
        try connection.execute(
            "INSERT INTO fault (document_id, input_id, code, severity, line, place, field, value, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            SQLValue(document), SQLValue(input), .text(fault.code.code), .text(fault.severity.rawValue),
            SQLValue(fault.location?.line), SQLValue(fault.location?.column), SQLValue(fault.field), SQLValue(fault.value),
            SQLValue(facts))
    }

    /// Takes a document that was never sent out of the way: a newer version counts, or it turns out to be refused with its twin.
    public func withdraw(document id: Int64, as state: DocumentState, because fault: Fault, keepsKey: Bool, atMicros: Int64)
        throws
    {
        try connection.execute(
            "UPDATE document SET state = ?, holds_key = holds_key AND ? WHERE id = ? AND numeration IS NULL",
            .text(state.rawValue),
            SQLValue(keepsKey), .integer(id))
        try append(fault: fault, document: id)
        try append(
            event: "withdrawn", document: id, atMicros: atMicros,
            detail: ["state": .string(state.rawValue), "code": .string(fault.code.code)])
    }

    /// The verdict of a document that was judged again once its RUC was answered (rulebook 2.5, 2.8).
    public func rejudge(document id: Int64, as new: DocumentAdmission) throws {
        try connection.execute(
            """
            UPDATE document SET state = ?, ready = ?, receptor_type = ?, document_type = ?, total = ?, itbms = ?, retention = ?, rates = ?,
                ruc = ?, ruc_type = ?, judge_again = ? WHERE id = ? AND numeration IS NULL
            """, .text(new.state.rawValue), SQLValue(new.question == nil), SQLValue(new.receptorType?.rawValue),
            SQLValue(new.documentType?.rawValue), .integer(new.total.cents), .integer(new.itbms.cents),
            SQLValue(new.retention?.cents),
            SQLValue(new.rates), SQLValue(new.question?.ruc), SQLValue(new.question?.type.rawValue), SQLValue(new.judgeAgain),
            .integer(id))
        try connection.execute(
            "UPDATE body SET template = ?, numeration_offset = ?, security_code_offset = ? WHERE document_id = ?",
            .blob(new.template),
            .integer(Int64(new.numerationOffset)), .integer(Int64(new.securityCodeOffset)), .integer(id))
        try connection.execute("DELETE FROM fault WHERE document_id = ?", .integer(id))
        for fault in new.faults { try append(fault: fault, document: id) }
    }
}
