internal import Fiscal
internal import JSONText

/// What the PAC says of documents that were imported (rulebook 1.3, `importLookup`). Their state never moves by it.
extension LedgerStore {
    /// Answers without a PDF after which a run asks no more; `sync ID` still does.
    public static let importAsksMax = 5

    /// A company's imported documents behind a document that it issued, that stand without a PDF, and that weren't asked for too often; oldest first.
    public func importsToAsk(company: String, after id: Int64, limit: Int) throws -> [DocumentRow] {
        try connection.documents(
            where: """
                d.state = 'imported' AND d.pdf IS NULL AND d.polls < 5 AND d.company = ? AND d.id > ? AND d.cufe IS NOT NULL
                AND EXISTS (SELECT 1 FROM imported i WHERE i.document_id = d.id AND i.side = 'issued')
                AND NOT EXISTS (SELECT 1 FROM removal r WHERE r.document_id = d.id) ORDER BY d.id LIMIT ?
                """, .text(company), .integer(id), .integer(Int64(limit)))
    }

    /// The PAC has answered about an imported document, whatever it said.
    public func countImportAsk(document id: Int64) throws {
        try connection.execute("UPDATE document SET polls = polls + 1 WHERE id = ? AND state = 'imported'", .integer(id))
    }

    /// The PAC knows an imported document: its id and legal status (forward only), and the QR's address where the XML had none.
    public func record(importReply reply: PacReply, document row: DocumentRow, atMicros: Int64) throws {
        let status = (row.legalStatus ?? reply.legalStatus).advanced(to: reply.legalStatus)
        try connection.execute(
            """
            UPDATE document SET legal_status = ?, pac_id = coalesce(pac_id, ?), qr_url = coalesce(qr_url, ?)
            WHERE id = ? AND state = 'imported'
            """, .text(status.word), .text(reply.pacID), SQLValue(reply.qrURL), .integer(row.id))
        guard status != row.legalStatus else { return }
        try append(
            event: "status", document: row.id, atMicros: atMicros,
            detail: ["legalStatus": .string(status.word), "state": .string(DocumentState.imported.rawValue)])
    }
}
