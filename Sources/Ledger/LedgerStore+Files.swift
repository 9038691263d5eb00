public import Fiscal
internal import JSONText

/// A file of a document's in the outbox.
public enum DocumentFile: String, Sendable, CaseIterable {
    /// Part of fiscal validity (rulebook 7.7).
    case pdf
    /// The signed XML: filed when it is offered (rulebook 7.6).
    case xml
}

/// Files of documents: offered by the PAC, lost from the outbox.
extension LedgerStore {
    /// The PAC offers the signed XML of a document. Until it is filed, each run asks for it, though the document may be complete.
    public func noteXMLOffered(document id: Int64) throws {
        try connection.execute("UPDATE document SET xml_offered = 1 WHERE id = ? AND xml_offered = 0", .integer(id))
    }

    /// A company's documents whose state moves no more and that lack a file which the PAC has, and that are due: complete ones without the signed
    /// XML that was offered, voided ones without their PDF (rulebook 7.6: the document and its void both exist) or that XML.
    public func lackingFiles(company: String, dueAt time: FiscalTime, limit: Int) throws -> [DocumentRow] {
        let complete = try connection.documents(
            where: """
                d.state = 'complete' AND d.xml_offered = 1 AND d.xml IS NULL AND d.company = ? AND d.next_poll_at <= ?
                ORDER BY d.next_poll_at, d.id LIMIT ?
                """, .text(company), .integer(time.epochSeconds), .integer(Int64(limit)))
        guard complete.count < limit else { return complete }
        return try complete
            + connection.documents(
                where: """
                    d.state = 'voided' AND d.kind <> 'void' AND (d.pdf IS NULL OR d.xml_offered = 1 AND d.xml IS NULL)
                    AND d.pac_id IS NOT NULL AND d.company = ? AND d.next_poll_at <= ? ORDER BY d.next_poll_at, d.id LIMIT ?
                    """, .text(company), .integer(time.epochSeconds), .integer(Int64(limit - complete.count)))
    }

    /// How many voided documents lack their PDF; of one company, or of all (nil).
    public func voidedWithoutPDF(company: String? = nil) throws -> Int {
        // The bracket is the index's own condition (document_voided_lacking).
        try connection.first(
            """
            SELECT count(*) FROM document WHERE state = 'voided' AND kind <> 'void'
            AND (pdf IS NULL OR xml_offered = 1 AND xml IS NULL) AND pdf IS NULL AND pac_id IS NOT NULL
            AND company = coalesce(?, company)
            """, SQLValue(company)
        ) { $0.int(0) } ?? 0
    }

    /// Every document that lacks a file only is due now.
    public func makeLackingFilesDue(at time: FiscalTime) throws {
        try connection.execute(
            """
            UPDATE document SET next_poll_at = ?1
            WHERE state = 'complete' AND xml_offered = 1 AND xml IS NULL AND next_poll_at > ?1
            """, .integer(time.epochSeconds))
        try connection.execute(
            """
            UPDATE document SET next_poll_at = ?1
            WHERE state = 'voided' AND kind <> 'void' AND (pdf IS NULL OR xml_offered = 1 AND xml IS NULL)
            AND coalesce(next_poll_at, ?1 + 1) > ?1
            """, .integer(time.epochSeconds))
    }

    /// A file is gone from the outbox, or isn't what was filed: it is fetched again by the next GET, which is due at once. A complete
    /// document without its PDF is authorized again (product.md 7); what is missing is told by `status` until then.
    /// - Parameter reason: for the log of events: `missing`, `changed`.
    public func reopen(_ file: DocumentFile, ofDocument id: Int64, because reason: String, at time: FiscalTime, atMicros: Int64)
        throws
    {
        switch file {
        case .pdf:
            try connection.execute(
                """
                UPDATE document SET pdf = NULL, pdf_sha256 = NULL, next_poll_at = ?,
                    state = CASE state WHEN 'complete' THEN 'authorized' ELSE state END WHERE id = ?
                """, .integer(time.epochSeconds), .integer(id))
        case .xml:
            try connection.execute(
                "UPDATE document SET xml = NULL, xml_sha256 = NULL, xml_offered = 1, next_poll_at = ? WHERE id = ?",
                .integer(time.epochSeconds), .integer(id))
        }
        try append(
            event: "reopened", document: id, atMicros: atMicros,
            detail: ["file": .string(file.rawValue), "reason": .string(reason)])
    }
}
