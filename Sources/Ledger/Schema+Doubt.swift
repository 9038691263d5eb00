extension Schema {
    /// Look-ups of documents in doubt: a proof of absence spans runs (guarantees.md, the in-doubt procedure).
    static let doubt = """
        -- attempt: how many attempts the document had: a look-up proves nothing about a later one.
        -- outcome: found (and adopted) | absent (complete and negative) | unproved (too little is shown) | alarm | failed (not complete)
        -- witness: a later document of ours that the same listing showed just before.
        CREATE TABLE lookup (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES document,
            attempt INTEGER NOT NULL,
            run_id INTEGER NOT NULL REFERENCES run,
            at_micros INTEGER NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('byNumber', 'byCufe')),
            outcome TEXT NOT NULL CHECK (outcome IN ('found', 'absent', 'unproved', 'alarm', 'failed')),
            pages INTEGER NOT NULL,
            witness INTEGER REFERENCES document,
            detail TEXT
        ) STRICT;
        CREATE INDEX lookup_document ON lookup (document_id);
        """

    /// Documents that go out once more: few, and webhooks are held against them (G1).
    static let sentBefore = """
        CREATE INDEX document_sent_before ON document (company, id) WHERE state = 'queued' AND numeration IS NOT NULL;

        -- Documents that have a number, aren't known to be at the PAC, and aren't on their way.
        CREATE VIEW open_document AS
            SELECT id, company FROM document WHERE state = 'in_doubt' AND kind <> 'void'
                AND NOT EXISTS (SELECT 1 FROM attempt WHERE document_id = document.id AND outcome IS NULL)
            UNION ALL SELECT id, company FROM document WHERE state = 'queued' AND numeration IS NOT NULL;

        -- Held webhooks and the documents that they name: by the expected CUFE, or by the security code inside a CUFE that the PAC built with
        -- another DV (rulebook 5.5).
        CREATE VIEW named_by_webhook AS
            SELECT d.id AS document_id, w.id AS webhook_id, w.pac_id AS pac_id
            FROM document d CROSS JOIN webhook w ON w.company = d.company AND w.state = 'held'
                AND (w.cufe = d.expected_cufe OR substr(w.cufe, -10, 9) = d.security_code);
        """
}
