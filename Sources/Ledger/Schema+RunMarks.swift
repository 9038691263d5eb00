extension Schema {
    /// What the ledger knew when a run began: its last event, and the latest moment of all until then. Events aren't in the order of their moments
    /// where a clock was set back a little (reliability.md 1.2, C19).
    static let runMarks = """
        ALTER TABLE run ADD COLUMN known_event INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE run ADD COLUMN known_micros INTEGER;
        """
}
