extension Schema {
    /// Webhooks, and which documents lack a file that the PAC offered.
    static let webhooks = """
        -- What somebody says that the PAC said: it moves nothing, it makes a GET due (G14).
        -- state: held (its document isn't known yet) | due (its document is to be asked for) | confirmed (the PAC was asked since, or had
        -- nothing more to say). secret: where the secret that its signature equals is kept; NULL for a bare body, a hint only.
        CREATE TABLE webhook (
            id INTEGER PRIMARY KEY,
            input_id INTEGER NOT NULL UNIQUE REFERENCES input,
            company TEXT NOT NULL,
            pac_id TEXT NOT NULL,
            cufe TEXT,
            legal_status TEXT NOT NULL,
            secret TEXT,
            taken_micros INTEGER NOT NULL,
            document_id INTEGER REFERENCES document,
            state TEXT NOT NULL CHECK (state IN ('held', 'due', 'confirmed'))
        ) STRICT;
        CREATE INDEX webhook_held ON webhook (company, pac_id) WHERE state = 'held';
        CREATE INDEX webhook_due ON webhook (document_id) WHERE state = 'due';
        CREATE INDEX webhook_signed ON webhook (company, id) WHERE secret IS NOT NULL;

        -- 1 once the PAC offered the signed XML: until it lies in the outbox, every run asks for it again (rulebook 7.6).
        ALTER TABLE document ADD COLUMN xml_offered INTEGER NOT NULL DEFAULT 0 CHECK (xml_offered IN (0, 1));
        CREATE INDEX document_xml_missing ON document (company, next_poll_at, id)
            WHERE state = 'complete' AND xml_offered = 1 AND xml IS NULL;
        """
}
