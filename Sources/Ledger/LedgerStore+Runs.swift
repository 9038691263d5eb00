public import Fiscal
internal import Guards
internal import JSONText

extension LedgerStore {
    /// Begins a run; what follows is written in its name.
    public func beginRun(name: String, at time: FiscalTime, version: String, configurationHash: String) throws {
        try connection.execute(
            """
            INSERT INTO run (name, started_at, version, configuration_hash, known_event, known_micros) VALUES (?, ?, ?, ?, ?, ?)
            """, .text(name), .integer(time.epochSeconds), .text(version), .text(configurationHash), .integer(try lastEvent()),
            SQLValue(try latestEventMicros()))
        runID = connection.lastRowID
    }

    /// Whether a run of that name has begun.
    public func hasRun(named name: String) throws -> Bool {
        try connection.first("SELECT EXISTS (SELECT 1 FROM run WHERE name = ?)", .text(name)) { $0.bool(0) } ?? false
    }

    /// Ends the run.
    public func finishRun(at time: FiscalTime, exitCode: Int32) throws {
        try connection.execute(
            "UPDATE run SET finished_at = ?, exit_code = ? WHERE id = ?", .integer(time.epochSeconds), .integer(Int64(exitCode)),
            .integer(runID))
    }

    /// Records the hash of the run's manifest, for the next one to name.
    public func recordManifest(sha256: String) throws {
        try connection.execute("UPDATE run SET manifest_sha256 = ? WHERE id = ?", .text(sha256), .integer(runID))
    }

    /// Hash of the newest manifest of an earlier run; nil before the first.
    public func previousManifest() throws -> String? {
        try connection.first(
            "SELECT manifest_sha256 FROM run WHERE id < ? AND manifest_sha256 IS NOT NULL ORDER BY id DESC LIMIT 1",
            .integer(runID)
        ) { $0.text(0) }
    }

    /// The latest moment that the ledger knows of, in microseconds: a wall clock before it has been set back (reliability.md 1.2, C19). Each run
    /// takes note of it, so that only the events since the last run are looked through.
    public func latestEventMicros() throws -> Int64? {
        try connection.first(
            """
            WITH mark AS (
                SELECT coalesce(max(known_event), 0) AS event, max(known_micros) AS micros
                FROM (SELECT known_event, known_micros FROM run ORDER BY id DESC LIMIT 1)
            )
            SELECT max(at) FROM (
                SELECT micros AS at FROM mark UNION ALL SELECT max(at_micros) FROM event WHERE id > (SELECT event FROM mark)
            )
            """
        ) { $0.optionalInteger(0) } ?? nil
    }

    /// What the ledger knows of later moments counts no more: somebody says that the clock is right now (`reconcile`).
    public func trustClock(atMicros: Int64) throws {
        try connection.execute(
            "UPDATE run SET known_event = ?, known_micros = ? WHERE id = ?", .integer(try lastEvent()), .integer(atMicros),
            .integer(runID))
    }

    // MARK: - Inputs

    /// Takes note of a claimed file. The same bytes a second time give the input they came in with first, unless they mean something else
    /// where they lie now (docs/decisions/0036).
    /// - Parameters:
    ///   - company: whose folder it lies in; nil at the top of the inbox.
    ///   - onlyCompany: whose records without a company are at the top of the inbox; nil where several companies are configured.
    public func register(
        inputNamed name: String, sha256: String, company: String?, onlyCompany: String? = nil, kind: String, bytes: Int
    ) throws -> (input: InputRow, isNew: Bool) {
        let owner = company ?? onlyCompany ?? ""
        if Guard.inputHash.isOn, let known = try input(sha256: sha256, owner: owner) { return (known, false) }
        let copies = try connection.first("SELECT count(*) FROM input WHERE sha256 = ?", .text(sha256)) { $0.int(0) } ?? 0
        try connection.execute(
            "INSERT INTO input (run_id, sha256, name, company, kind, bytes, state, owner, copy) VALUES (?, ?, ?, ?, ?, ?, 'claimed', ?, ?)",
            .integer(runID), .text(sha256), .text(name), SQLValue(company), .text(kind), .integer(Int64(bytes)), .text(owner),
            .integer(Int64(copies + 1)))
        let id = connection.lastRowID
        return (
            InputRow(
                id: id, sha256: sha256, name: name, company: company, kind: kind, bytes: bytes, dialect: nil, records: 0,
                state: .claimed, place: nil, copy: copies + 1), true
        )
    }

    /// The input that these bytes are when a record without a company belongs to `owner`: the one of that owner, else one in which every record
    /// names its own company.
    public func input(sha256: String, owner: String) throws -> InputRow? {
        try connection.first(
            """
            SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy FROM input
            WHERE sha256 = ?1 AND (owner = ?2 OR needs_owner = 0) ORDER BY owner <> ?2, id LIMIT 1
            """, .text(sha256), .text(owner), read: InputRow.init)
    }

    /// Where files with these bytes are known to lie.
    public func inputPlaces(sha256: String) throws -> [String] {
        try connection.all("SELECT place FROM input WHERE sha256 = ? AND place IS NOT NULL", .text(sha256)) { $0.text(0) }
    }

    /// The inputs of a name, or whose SHA-256 begins so (8 digits at least), oldest first.
    public func inputs(named name: String) throws -> [InputRow] {
        try connection.all(
            """
            SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy FROM input
            WHERE name = ?1 OR (length(?1) >= 8 AND substr(sha256, 1, length(?1)) = ?1) ORDER BY id
            """, .text(name), read: InputRow.init)
    }

    /// The input of a number.
    public func input(id: Int64) throws -> InputRow? {
        try connection.first(
            "SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy FROM input WHERE id = ?",
            .integer(id),
            read: InputRow.init)
    }

    /// Inputs that are decided on and whose file isn't known to lie in its last place: a run died before or around the move (reliability.md 1.2,
    /// C15, C16). A claimed one was never moved: its file lies in `work/`.
    public func unfiledInputs() throws -> [InputRow] {
        try connection.all(
            """
            SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy FROM input
            WHERE state = 'taken' OR state = 'rejected' AND place IS NULL ORDER BY id
            """, read: InputRow.init)
    }

    /// The whole file is refused, for these reasons; it is moved next.
    public func refuse(input id: Int64, faults: [Fault]) throws {
        for fault in faults { try append(fault: fault, input: id) }
        try connection.execute("UPDATE input SET state = 'rejected' WHERE id = ?", .integer(id))
    }

    /// Takes up an input that was refused as a whole, now that its bytes came again: nothing of it is in the ledger, and what it was refused for
    /// (a profile that wasn't there, say) may have been put right.
    public func reopen(_ input: InputRow, named name: String, company: String?, kind: String, atMicros: Int64) throws -> InputRow
    {
        try connection.execute("DELETE FROM fault WHERE input_id = ? AND document_id IS NULL", .integer(input.id))
        try connection.execute(
            "UPDATE input SET state = 'claimed', place = NULL, name = ?, company = ?, kind = ?, run_id = ? WHERE id = ?",
            .text(name), SQLValue(company), .text(kind), .integer(runID), .integer(input.id))
        try append(
            event: "reopened", atMicros: atMicros, detail: ["input": .string(input.sha256), "name": .string(name)])
        return InputRow(
            id: input.id, sha256: input.sha256, name: name, company: company, kind: kind, bytes: input.bytes, dialect: nil,
            records: 0, state: .claimed, place: nil, copy: input.copy)
    }

    /// Every record of the input is in the ledger.
    /// - Parameter needsOwner: some record got its company from where the file lay.
    public func markTaken(input id: Int64, records: Int, dialect: String?, needsOwner: Bool = false) throws {
        try connection.execute(
            "UPDATE input SET state = 'taken', records = ?, dialect = ?, needs_owner = ? WHERE id = ?", .integer(Int64(records)),
            SQLValue(dialect), .integer(needsOwner ? 1 : 0), .integer(id))
    }

    /// The input's file lies in its last place.
    public func markFiled(input id: Int64, state: InputRow.State, place: String) throws {
        try connection.execute(
            "UPDATE input SET state = ?, place = ? WHERE id = ?", .text(state.rawValue), .text(place), .integer(id))
    }

    /// True when the last run has left no manifest: it died, or it couldn't write one.
    public func lastRunDied() throws -> Bool {
        try connection.first("SELECT manifest_sha256 IS NULL FROM run ORDER BY id DESC LIMIT 1") { $0.bool(0) } ?? false
    }

    /// Inputs whose results can have changed since the last manifest: taken in since, or with a document that has moved. Runs that died have
    /// left no manifest and perhaps no results, so this run answers for them, too (reliability.md 1.2, C14).
    public func inputsToReport() throws -> [(input: InputRow, isOfThisRun: Bool)] {
        try connection.all(
            """
            WITH reported AS (SELECT coalesce(max(id), 0) AS id FROM run WHERE manifest_sha256 IS NOT NULL AND id < ?1)
            SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy,
                run_id > (SELECT id FROM reported) FROM input
            WHERE run_id > (SELECT id FROM reported) OR id IN (
                SELECT input_id FROM document WHERE id IN (
                    SELECT document_id FROM event WHERE run_id > (SELECT id FROM reported) AND document_id IS NOT NULL))
            ORDER BY id
            """, .integer(runID)
        ) { (InputRow($0), $0.bool(11)) }
    }
}
