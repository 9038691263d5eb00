/// The ledger's tables, as named migrations. A migration that has been released is never changed.
enum Schema {
    static let migrations: [(name: String, sql: String)] = [
        ("0001-documents", documents),
        ("0002-submission", submission),
        ("0003-registry", registry),
        ("0102-doubt", doubt),
        ("0104-webhooks", webhooks),
        ("0107-companies", companies),
        ("0105-void", voids),
        ("0106-removal", removals),
        ("0108-import", imports),
        ("0109-strangers", strangers),
        ("0110-inputs", inputs),
        ("0111-sent-before", sentBefore),
        ("0112-import-asks", importAsks),
        ("0113-voided-files", voidedFiles),
        ("0114-run-marks", runMarks),
        ("0115-stranger-holds", strangerHolds),
    ]

    /// Runs, inputs, and one row of `document` for each record of an input: exactly one result line (G6).
    private static let documents = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            started_at INTEGER NOT NULL,
            finished_at INTEGER,
            version TEXT NOT NULL,
            configuration_hash TEXT NOT NULL,
            exit_code INTEGER,
            manifest_sha256 TEXT
        ) STRICT;

        -- state: claimed (in work/, being taken in) | taken (all records are in) | archived | rejected
        CREATE TABLE input (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES run,
            sha256 TEXT NOT NULL,
            name TEXT NOT NULL,
            company TEXT,
            kind TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            dialect TEXT,
            records INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('claimed', 'taken', 'archived', 'rejected')),
            place TEXT
        ) STRICT;
        CREATE INDEX input_unfinished ON input (id) WHERE state IN ('claimed', 'taken');

        -- An intent sets state in_doubt together with the numeration, so that nothing has to be written for a crash to leave it in doubt.
        -- Amounts are cents, times are seconds since 1970 unless the name says micros.
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            input_id INTEGER NOT NULL REFERENCES input,
            sequence INTEGER NOT NULL,
            line INTEGER NOT NULL,
            extent_start INTEGER NOT NULL,
            extent_end INTEGER NOT NULL,
            run_id INTEGER NOT NULL REFERENCES run,
            company TEXT NOT NULL,
            kind TEXT NOT NULL,
            mode TEXT NOT NULL,
            order_id TEXT,
            content_hash BLOB,
            holds_key INTEGER NOT NULL CHECK (holds_key IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN ('invalid', 'conflict', 'duplicate', 'proforma', 'imported', 'waiting', 'queued', 'in_doubt',
                'rejected', 'accepted', 'authorized', 'complete', 'voided', 'dgi_rejected')),
            ready INTEGER NOT NULL DEFAULT 1 CHECK (ready IN (0, 1)),
            document_type TEXT,
            receptor_type TEXT,
            branch TEXT,
            billing_point TEXT,
            issue_date INTEGER,
            total INTEGER NOT NULL,
            itbms INTEGER NOT NULL,
            retention INTEGER,
            rates TEXT,
            ruc TEXT,
            ruc_type INTEGER,
            judge_again INTEGER NOT NULL DEFAULT 0,
            reference_order TEXT,
            reference_cufe TEXT,
            reference_date INTEGER,
            reference_id INTEGER REFERENCES document,
            numeration TEXT,
            security_code TEXT,
            expected_cufe TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            pac_id TEXT,
            cufe TEXT,
            legal_status TEXT,
            qr_url TEXT,
            polls INTEGER NOT NULL DEFAULT 0,
            next_poll_at INTEGER,
            pdf TEXT,
            pdf_sha256 TEXT,
            xml TEXT,
            xml_sha256 TEXT,
            replaces INTEGER REFERENCES document,
            replaced_by INTEGER REFERENCES document,
            trust TEXT,
            void_reason TEXT
        ) STRICT;
        CREATE UNIQUE INDEX document_place ON document (input_id, sequence);
        CREATE UNIQUE INDEX document_key ON document (company, kind, order_id) WHERE holds_key = 1;
        CREATE UNIQUE INDEX document_series ON document (company, branch, billing_point, document_type, numeration)
            WHERE numeration IS NOT NULL;
        CREATE UNIQUE INDEX document_pac_id ON document (company, pac_id) WHERE pac_id IS NOT NULL;
        CREATE INDEX document_cufe ON document (cufe) WHERE cufe IS NOT NULL;
        CREATE INDEX document_queue ON document (company, id) WHERE state = 'queued' AND ready = 1;
        CREATE INDEX document_unverified ON document (ruc, ruc_type, id) WHERE state IN ('queued', 'waiting') AND ready = 0;
        CREATE INDEX document_waiting ON document (reference_id, id) WHERE state = 'waiting';
        CREATE INDEX document_in_doubt ON document (id) WHERE state = 'in_doubt';
        CREATE INDEX document_pending ON document (next_poll_at, id) WHERE state IN ('accepted', 'authorized');
        CREATE INDEX document_credits ON document (reference_id) WHERE reference_id IS NOT NULL;

        -- legal_status moves forward only (rulebook 7.4).
        CREATE TRIGGER document_status_is_monotone BEFORE UPDATE OF legal_status ON document
        WHEN OLD.legal_status IN ('DGI_AUTHORIZED', 'DGI_REJECTED', 'PAC_REJECTED') AND NEW.legal_status IS NOT OLD.legal_status
        BEGIN SELECT RAISE(ABORT, 'legal_status is final'); END;

        -- What was drawn with an intent stays (rulebook 5.2, 5.3).
        CREATE TRIGGER document_numeration_is_final BEFORE UPDATE OF numeration, security_code, expected_cufe ON document
        WHEN OLD.numeration IS NOT NULL AND (NEW.numeration IS NOT OLD.numeration OR NEW.security_code IS NOT OLD.security_code
            OR NEW.expected_cufe IS NOT OLD.expected_cufe)
        BEGIN SELECT RAISE(ABORT, 'numeration is final'); END;

        -- What can't be told from the row in one line: the payload before its intent, and the record when it has to be judged again.
        CREATE TABLE body (
            document_id INTEGER PRIMARY KEY REFERENCES document,
            template BLOB NOT NULL,
            numeration_offset INTEGER NOT NULL,
            security_code_offset INTEGER NOT NULL,
            record BLOB
        ) STRICT;

        -- Faults of a document (input_id NULL) or of a whole input (document_id NULL).
        CREATE TABLE fault (
            id INTEGER PRIMARY KEY,
            document_id INTEGER REFERENCES document,
            input_id INTEGER REFERENCES input,
            code TEXT NOT NULL,
            severity TEXT NOT NULL,
            line INTEGER,
            place INTEGER,
            field TEXT,
            value TEXT,
            facts TEXT
        ) STRICT;
        CREATE INDEX fault_document ON fault (document_id) WHERE document_id IS NOT NULL;
        CREATE INDEX fault_input ON fault (input_id) WHERE input_id IS NOT NULL;
        """

    /// Numbers, attempts with their exact bytes, answers, and the event log with its hash chain.
    private static let submission = """
        CREATE TABLE numbering (
            company TEXT NOT NULL,
            branch TEXT NOT NULL,
            billing_point TEXT NOT NULL,
            document_type TEXT NOT NULL,
            next INTEGER NOT NULL CHECK (next > 0),
            PRIMARY KEY (company, branch, billing_point, document_type)
        ) STRICT, WITHOUT ROWID;

        -- outcome: NULL while open | accepted | rejected | not_sent | throttled | stopped (set-up) | in_doubt
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES document,
            number INTEGER NOT NULL,
            run_id INTEGER NOT NULL REFERENCES run,
            call TEXT NOT NULL,
            request BLOB NOT NULL,
            request_sha256 BLOB NOT NULL,
            started_micros INTEGER NOT NULL,
            outcome TEXT CHECK (outcome IN ('accepted', 'rejected', 'not_sent', 'throttled', 'stopped', 'in_doubt'))
        ) STRICT;
        CREATE UNIQUE INDEX attempt_number ON attempt (document_id, number);
        CREATE UNIQUE INDEX attempt_open ON attempt (document_id) WHERE outcome IS NULL;

        -- What came back, stored before anybody reads it (G8). transport: 0, or libcurl's code.
        CREATE TABLE answer (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES document,
            attempt_id INTEGER REFERENCES attempt,
            call TEXT NOT NULL,
            at_micros INTEGER NOT NULL,
            transport INTEGER NOT NULL,
            transport_detail TEXT,
            bytes_sent INTEGER NOT NULL,
            http_status INTEGER,
            headers TEXT,
            body BLOB
        ) STRICT;
        CREATE INDEX answer_document ON answer (document_id);
        CREATE UNIQUE INDEX answer_attempt ON answer (attempt_id) WHERE attempt_id IS NOT NULL;

        -- hash = SHA-256(previous hash, the row's values): a changed, missing or reordered row shows (G19).
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            at_micros INTEGER NOT NULL,
            run_id INTEGER NOT NULL,
            document_id INTEGER,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX event_document ON event (document_id) WHERE document_id IS NOT NULL;
        CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        """

    /// The client registry and what the PAC answered about RUCs.
    private static let registry = """
        CREATE TABLE client (
            company TEXT NOT NULL,
            client_id TEXT NOT NULL,
            cells TEXT NOT NULL,
            ruc_verified INTEGER NOT NULL DEFAULT 0,
            updated_at INTEGER NOT NULL,
            PRIMARY KEY (company, client_id)
        ) STRICT, WITHOUT ROWID;

        -- status: found | not_found | refused
        CREATE TABLE ruc_answer (
            ruc TEXT NOT NULL,
            type INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('found', 'not_found', 'refused')),
            check_digits TEXT,
            receptor_type TEXT,
            PRIMARY KEY (ruc, type)
        ) STRICT, WITHOUT ROWID;

        -- Waits that outlive a run: a Retry-After, by key label.
        CREATE TABLE pause (
            scope TEXT PRIMARY KEY,
            until INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
