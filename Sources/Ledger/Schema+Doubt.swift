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
}
