extension LedgerStore {
    /// The first row that refers to one that isn't there, as `table row`; nil when there is none.
    public func foreignKeyProblem() throws -> String? {
        try connection.first("PRAGMA foreign_key_check") { "\($0.text(0)) \($0.text(1))" }
    }

    /// The runs, oldest first: name, and the hash of the manifest where one was written.
    public func manifests() throws -> [(run: String, sha256: String?)] {
        try connection.all("SELECT name, manifest_sha256 FROM run ORDER BY id") { ($0.text(0), $0.optionalText(1)) }
    }

    /// Hands out every input, oldest first.
    public func eachInput(body: (InputRow) throws -> Void) throws {
        try connection.rows(
            "SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy FROM input ORDER BY id"
        ) { row in
            try body(InputRow(row))
            return true
        }
    }

    /// Hands out the bytes of every attempt with the hash that was stored beside them.
    public func eachRequest(body: (_ document: Int64, _ request: [UInt8], _ sha256: [UInt8]) throws -> Void) throws {
        try connection.rows("SELECT document_id, request, request_sha256 FROM attempt ORDER BY id") { row in
            try body(row.integer(0), row.blob(1), row.blob(2))
            return true
        }
    }
}
