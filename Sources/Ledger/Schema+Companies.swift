extension Schema {
    /// What is kept for each company: its own place in the line of status calls, which keys it showed last, and why it was stopped.
    static let companies = """
        -- Each company's pending documents by themselves: none waits behind another's (product.md 4).
        DROP INDEX document_pending;
        CREATE INDEX document_pending ON document (company, next_poll_at, id) WHERE state IN ('accepted', 'authorized');

        -- Which API key was taken last and when; a fingerprint, never the value (rulebook 7.11).
        CREATE TABLE key_use (
            company TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            source TEXT NOT NULL,
            first_at INTEGER,
            last_at INTEGER,
            uses INTEGER NOT NULL DEFAULT 0,
            refused_at INTEGER,
            PRIMARY KEY (company, fingerprint)
        ) STRICT, WITHOUT ROWID;

        -- Companies, and offices as company/office, that couldn't issue when they were last asked about.
        CREATE TABLE company_stop (
            name TEXT PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES run,
            cause TEXT NOT NULL,
            words TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
