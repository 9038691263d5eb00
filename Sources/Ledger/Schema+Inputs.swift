extension Schema {
    /// Whose an input is: the same bytes in two companies' folders are two inputs (docs/decisions/0036).
    static let inputs = """
        -- owner: the company that a record without one is given, by the folder or because there is only one; empty: none.
        -- needs_owner: some record says no company of its own, so that these bytes mean something else elsewhere.
        -- copy: how many inputs have had these bytes, this one included; part of its results' names from 2 on.
        ALTER TABLE input ADD COLUMN owner TEXT NOT NULL DEFAULT '';
        ALTER TABLE input ADD COLUMN needs_owner INTEGER NOT NULL DEFAULT 1 CHECK (needs_owner IN (0, 1));
        ALTER TABLE input ADD COLUMN copy INTEGER NOT NULL DEFAULT 1;
        CREATE UNIQUE INDEX input_bytes ON input (sha256, owner);
        """
}
