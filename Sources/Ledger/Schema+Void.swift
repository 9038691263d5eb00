extension Schema {
    /// What void requests name, and the one document that each may void (rulebook 7.8, 10 Void).
    static let voids = """
        -- is_live: 1 while it may still void its target, or has done so. A document has at most one such request, so that no two of them send a
        -- DELETE for it. next_look_at: set while the PAC has to be asked whether the void took effect.
        CREATE TABLE void_request (
            document_id INTEGER PRIMARY KEY REFERENCES document,
            target_kind TEXT NOT NULL,
            target_order TEXT,
            target_cufe TEXT,
            target_pac_id TEXT,
            target_id INTEGER REFERENCES document,
            is_live INTEGER NOT NULL DEFAULT 0 CHECK (is_live IN (0, 1)),
            looks INTEGER NOT NULL DEFAULT 0,
            next_look_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX void_request_target ON void_request (target_id) WHERE is_live = 1;
        CREATE INDEX void_request_of ON void_request (target_id) WHERE target_id IS NOT NULL;
        CREATE INDEX void_request_unbound ON void_request (document_id) WHERE target_id IS NULL;
        CREATE INDEX void_request_open ON void_request (next_look_at) WHERE next_look_at IS NOT NULL;
        """
}
