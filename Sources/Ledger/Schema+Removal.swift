extension Schema {
    /// Documents that an operator removed: a PROFORM or an import (rulebook 1.1, 1.3). Their result line stays (G6), their content doesn't.
    static let removals = """
        CREATE TABLE removal (
            document_id INTEGER PRIMARY KEY REFERENCES document,
            at INTEGER NOT NULL
        ) STRICT;
        """
}
