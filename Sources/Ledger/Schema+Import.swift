extension Schema {
    /// What only imported documents have (rulebook 1.3).
    static let imports = """
        -- The number in the source: never one of ours, so it takes none of the series (document_series).
        ALTER TABLE document ADD COLUMN source_numeration TEXT;

        -- side: issued (one of our companies issued it elsewhere) | received. digest: SHA-256 of the signed content.
        CREATE TABLE imported (
            document_id INTEGER PRIMARY KEY REFERENCES document,
            side TEXT CHECK (side IN ('issued', 'received')),
            issuer_ruc TEXT NOT NULL,
            issuer_name TEXT NOT NULL,
            receiver_ruc TEXT NOT NULL,
            receiver_name TEXT NOT NULL,
            authorization_number TEXT,
            authorized_at INTEGER,
            digest BLOB NOT NULL
        ) STRICT;

        -- What people write beside an imported document; it may be changed at any time.
        CREATE TABLE import_metadata (
            document_id INTEGER NOT NULL REFERENCES document,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (document_id, key)
        ) STRICT, WITHOUT ROWID;
        """

    /// Imported documents that the PAC may still know something about; `LedgerStore.importAsksMax` stands in here as a number.
    static let importAsks = """
        CREATE INDEX document_import_asks ON document (company, id) WHERE state = 'imported' AND pdf IS NULL AND polls < 5;
        """
}
