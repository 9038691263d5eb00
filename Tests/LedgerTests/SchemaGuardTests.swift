import Fiscal
import Testing

@testable import Ledger

/// Each guard of the schema refuses what it is there for, whoever writes (reliability.md 1, R1, R2, R5).
struct SchemaGuardTests {
    /// SQLite's extended codes of the refusals.
    private static let check: Int32 = 275
    private static let unique: Int32 = 2067
    private static let primaryKey: Int32 = 1555
    private static let foreignKey: Int32 = 787
    private static let notNull: Int32 = 1299
    private static let trigger: Int32 = 1811
    private static let type: Int32 = 3091

    /// A ledger with two documents: 1 accepted (attempt 1, answer 1), 2 in doubt with an open attempt 2; 3 is queued and 4 authorized.
    private func sample() throws -> (LedgerUnderTest, RawDatabase) {
        let sample = try LedgerUnderTest()
        let first = try sample.admit("SO-1")
        let attempt = try sample.intend(first, number: 1)
        try sample.store.transaction {
            try sample.store.record(
                answer: StoredAnswer(
                    atMicros: 1, transport: 0, transportDetail: nil, bytesSent: 1, httpStatus: 200, headers: nil, body: [1]),
                attempt: attempt,
                document: first)
        }
        try sample.close(attempt, first, as: .accepted)
        try sample.reply(first, .pacAuthorized, pacID: "01A")
        let second = try sample.admit("SO-2")
        _ = try sample.intend(second, number: 2)
        try sample.admit("SO-3")
        let fourth = try sample.admit("SO-4")
        try sample.close(try sample.intend(fourth, number: 4), fourth, as: .accepted)
        try sample.reply(fourth, .dgiAuthorized, pacID: "01D")
        return (sample, try RawDatabase(sample.path))
    }

    static let copy = """
        INSERT INTO document (input_id, sequence, line, extent_start, extent_end, run_id, company, kind, mode, holds_key, state, total, itbms, \
        order_id, branch, billing_point, document_type, numeration, pac_id)
        """

    private static func stranger(_ id: String) -> String {
        """
        INSERT INTO stranger (company, kind, document_type, billing_point, numeration, legal_status, found_at, pac_id)
        VALUES ('acme', 'invoice', '01', '001', '0000000009', 'PAC_AUTHORIZED', 1, \(id))
        """
    }

    static let refused: [(what: String, sql: String, code: Int32)] = [
        (
            "two documents in one place",
            "\(copy) SELECT input_id, 1, 1, 0, 0, 1, 'x', 'invoice', 'DGI', 0, 'queued', 0, 0, NULL, NULL, NULL, NULL, NULL, NULL FROM document WHERE id = 1",
            unique
        ),
        ("two holders of a key", "UPDATE document SET order_id = 'SO-1' WHERE id = 3", unique),
        ("a number twice in a series", "UPDATE document SET numeration = '0000000001' WHERE id = 3", unique),
        ("an id of the PAC twice", "UPDATE document SET pac_id = '01A' WHERE id = 3", unique),
        (
            "the same bytes twice as input",
            "INSERT INTO input (run_id, sha256, name, kind, bytes, state) SELECT 1, sha256, 'b', 'k', 1, 'claimed' FROM input WHERE id = 1",
            unique
        ),
        (
            "two runs of a name", "INSERT INTO run (name, started_at, version, configuration_hash) VALUES ('run 1', 1, '1', 'c')",
            unique
        ),
        (
            "two attempts of a number",
            "UPDATE attempt SET outcome = 'in_doubt' WHERE id = 2; INSERT INTO attempt SELECT NULL, document_id, number, run_id, call, request, request_sha256, 1, NULL FROM attempt WHERE id = 2",
            unique
        ),
        (
            "two open attempts",
            "INSERT INTO attempt SELECT NULL, document_id, 9, run_id, call, request, request_sha256, 1, NULL FROM attempt WHERE id = 2",
            unique
        ),
        (
            "two answers to an attempt",
            "INSERT INTO answer SELECT NULL, document_id, attempt_id, call, 1, 0, NULL, 1, 200, NULL, NULL FROM answer WHERE id = 1",
            unique
        ),
        (
            "two live voids of a document",
            "INSERT INTO void_request (document_id, target_kind, target_id, is_live) VALUES (2, 'invoice', 4, 1), (3, 'invoice', 4, 1)",
            unique
        ),
        (
            "half a live void", "INSERT INTO void_request (document_id, target_kind, is_live) VALUES (3, 'invoice', 2)", check
        ),
        ("a migration twice", "INSERT INTO migration VALUES ('0001-documents')", primaryKey),
        ("a side of no name", "INSERT INTO imported VALUES (3, 'both', '1', 'a', '', '', NULL, NULL, x'00')", check),
        ("a state of no name", "UPDATE document SET state = 'sent' WHERE id = 3", check),
        ("half a key", "UPDATE document SET holds_key = 2 WHERE id = 3", check),
        ("half an offer", "UPDATE document SET xml_offered = 2 WHERE id = 3", check),
        ("half ready", "UPDATE document SET ready = -1 WHERE id = 3", check),
        ("an input that needs an owner and doesn't", "UPDATE input SET needs_owner = 2 WHERE id = 1", check),
        ("an input's state of no name", "UPDATE input SET state = 'lost' WHERE id = 1", check),
        ("an outcome of no name", "UPDATE attempt SET outcome = 'maybe' WHERE id = 2", check),
        ("a series that begins at 0", "INSERT INTO numbering VALUES ('a', '0000', '001', '01', 0)", check),
        ("a way of looking up of no name", "INSERT INTO lookup VALUES (1, 2, 1, 1, 1, 'byName', 'absent', 1, NULL, NULL)", check),
        (
            "a look-up's outcome of no name", "INSERT INTO lookup VALUES (1, 2, 1, 1, 1, 'byCufe', 'perhaps', 1, NULL, NULL)",
            check
        ),
        ("a RUC's answer of no name", "INSERT INTO ruc_answer VALUES ('1', 1, 1, 'perhaps', NULL, NULL)", check),
        (
            "a webhook's state of no name",
            "INSERT INTO webhook VALUES (NULL, 1, 'acme', 'A', NULL, 'X', NULL, 1, NULL, 'believed')", check
        ),
        (
            "two webhooks of a file",
            "INSERT INTO webhook VALUES (NULL, 1, 'acme', 'A', NULL, 'X', NULL, 1, NULL, 'held'), (NULL, 1, 'acme', 'A', NULL, 'X', NULL, 1, NULL, 'held')",
            unique
        ),
        (
            "two strangers of one id at the PAC", stranger("'01X'") + "; " + stranger("'01X'"), unique
        ),
        (
            "a document that is held twice for a stranger",
            stranger("'01X'") + "; INSERT INTO stranger_hold VALUES (1, 1); INSERT INTO stranger_hold VALUES (1, 1)", primaryKey
        ),
        ("words for a number", "UPDATE document SET total = 'much' WHERE id = 3", type),
        ("a document without a company", "UPDATE document SET company = NULL WHERE id = 3", notNull),
        (
            "an attempt for no document", "INSERT INTO attempt VALUES (NULL, 99, 1, 1, 'POST', x'', x'', 1, 'in_doubt')",
            foreignKey
        ),
        ("a document of no input", "UPDATE document SET input_id = 99 WHERE id = 3", foreignKey),
        ("a note on no invoice", "UPDATE document SET reference_id = 99 WHERE id = 3", foreignKey),
        ("another number once one is drawn", "UPDATE document SET numeration = '0000000009' WHERE id = 1", trigger),
        ("no number once one is drawn", "UPDATE document SET numeration = NULL WHERE id = 1", trigger),
        ("another security code", "UPDATE document SET security_code = '000000001' WHERE id = 1", trigger),
        ("another expected CUFE", "UPDATE document SET expected_cufe = 'X' WHERE id = 1", trigger),
        ("a status after the last", "UPDATE document SET legal_status = 'PAC_AUTHORIZED' WHERE id = 4", trigger),
        ("no status after the last", "UPDATE document SET legal_status = NULL WHERE id = 4", trigger),
        ("a changed event", "UPDATE event SET detail = '{}' WHERE id = 1", trigger),
        ("a deleted event", "DELETE FROM event WHERE id = 1", trigger),
    ]

    @Test("the ledger's file refuses", arguments: refused.indices)
    func refuses(index: Int) throws {
        let row = Self.refused[index]
        let (ledger, raw) = try sample()
        defer { withExtendedLifetime(ledger) {} }
        #expect(try raw.run(row.sql) == row.code, "\(row.what)")
    }

    static let taken: [(what: String, sql: String)] = [
        ("a second document of a key that doesn't hold it", "UPDATE document SET holds_key = 0, order_id = 'SO-1' WHERE id = 3"),
        ("the same key of another kind", "UPDATE document SET kind = 'credit_note', order_id = 'SO-1' WHERE id = 3"),
        ("the same key of another company", "UPDATE document SET company = 'beta', order_id = 'SO-1' WHERE id = 3"),
        (
            "the same number in another series",
            "UPDATE document SET billing_point = '002', numeration = '0000000001' WHERE id = 3"
        ),
        ("the same id of the PAC at another company", "UPDATE document SET company = 'beta', pac_id = '01A' WHERE id = 3"),
        (
            "a first number",
            "UPDATE document SET numeration = '0000000009', security_code = '1', expected_cufe = 'X' WHERE id = 3"
        ),
        (
            "a live void after one that came to nothing",
            "INSERT INTO void_request (document_id, target_kind, target_id, is_live) VALUES (2, 'invoice', 4, 0), (3, 'invoice', 4, 1)"
        ),
        (
            "the same bytes in another company's folder",
            "INSERT INTO input (run_id, sha256, name, kind, bytes, state, owner) SELECT 1, sha256, 'b', 'k', 1, 'claimed', 'beta' FROM input WHERE id = 1"
        ),
        ("the same number once more", "UPDATE document SET numeration = numeration WHERE id = 1"),
        ("the next status", "UPDATE document SET legal_status = 'DGI_AUTHORIZED' WHERE id = 1"),
        ("the last status again", "UPDATE document SET legal_status = 'DGI_AUTHORIZED' WHERE id = 4"),
        (
            "a new attempt after the last is closed",
            "UPDATE attempt SET outcome = 'not_sent' WHERE id = 2; INSERT INTO attempt SELECT NULL, document_id, 2, run_id, call, request, request_sha256, 1, NULL FROM attempt WHERE id = 2"
        ),
        (
            "answers that belong to no attempt",
            "INSERT INTO answer SELECT NULL, document_id, NULL, 'GET', 1, 0, NULL, 1, 200, NULL, NULL FROM answer; INSERT INTO answer SELECT NULL, document_id, NULL, 'GET', 1, 0, NULL, 1, 200, NULL, NULL FROM answer"
        ),
    ]

    @Test("and takes what only looks like it", arguments: taken.indices)
    func takes(index: Int) throws {
        let row = Self.taken[index]
        let (ledger, raw) = try sample()
        defer { withExtendedLifetime(ledger) {} }
        #expect(try raw.run(row.sql) == 0, "\(row.what)")
    }

    @Test func `every unique index, check and trigger has its case here`() throws {
        let sql = Schema.migrations.map(\.sql).joined()
        #expect(
            sql.components(of: "CREATE UNIQUE INDEX")
                - sql.components(of: "DROP INDEX stranger_document") == Self.refused.filter { $0.code == Self.unique }.count - 2,
            "two more are UNIQUE columns")
        #expect(sql.components(of: "CREATE TRIGGER") == 4)
        #expect(sql.components(of: "CHECK (") == Self.refused.filter { $0.code == Self.check }.count)
    }

    @Test func `every migration has a name of its own`() {
        #expect(Set(Schema.migrations.map(\.name)).count == Schema.migrations.count)
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
