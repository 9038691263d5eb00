extension Schema {
    /// What the PAC lists and no order here explains (product.md 5, `reconcile`).
    static let strangers = """
        -- Its number is never drawn (rulebook 5.2), and an order that may be it isn't sent without a verdict (G1).
        -- document_id: the order that is held for it. branch NULL: the PAC shows no CUFE yet.
        CREATE TABLE stranger (
            id INTEGER PRIMARY KEY,
            company TEXT NOT NULL,
            kind TEXT NOT NULL,
            pac_id TEXT NOT NULL,
            document_type TEXT NOT NULL,
            branch TEXT,
            billing_point TEXT NOT NULL,
            numeration TEXT NOT NULL,
            security_code TEXT,
            cufe TEXT,
            issue_date INTEGER,
            total INTEGER,
            legal_status TEXT NOT NULL,
            found_at INTEGER NOT NULL,
            document_id INTEGER REFERENCES document
        ) STRICT;
        CREATE UNIQUE INDEX stranger_pac_id ON stranger (company, pac_id);
        CREATE INDEX stranger_number ON stranger (company, numeration);
        CREATE UNIQUE INDEX stranger_document ON stranger (document_id) WHERE document_id IS NOT NULL;

        -- Pairs of which somebody said that they aren't the same.
        CREATE TABLE stranger_unlike (
            stranger_id INTEGER NOT NULL REFERENCES stranger,
            document_id INTEGER NOT NULL REFERENCES document,
            PRIMARY KEY (stranger_id, document_id)
        ) STRICT, WITHOUT ROWID;
        """

    /// Every order that may be a stranger is held for it: of two with the same total nobody can tell which one it is.
    static let strangerHolds = """
        CREATE TABLE stranger_hold (
            stranger_id INTEGER NOT NULL REFERENCES stranger,
            document_id INTEGER NOT NULL REFERENCES document,
            PRIMARY KEY (stranger_id, document_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX stranger_hold_document ON stranger_hold (document_id);
        INSERT INTO stranger_hold SELECT id, document_id FROM stranger WHERE document_id IS NOT NULL;
        DROP INDEX stranger_document;
        ALTER TABLE stranger DROP COLUMN document_id;
        """
}
