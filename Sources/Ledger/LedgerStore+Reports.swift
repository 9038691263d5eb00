public import Fiscal

/// A run as the ledger knows it.
public struct RunRow: Sendable {
    /// The ledger's number.
    public let id: Int64
    /// Its name in files: `20261121T075015-a1a2`.
    public let name: String
    /// Its beginning.
    public let startedAt: FiscalTime
    /// Its end; nil when it died.
    public let finishedAt: FiscalTime?
    /// The program's version.
    public let version: String
    /// SHA-256 of its configuration, hexadecimal.
    public let configurationHash: String
    /// How it ended; nil when it died.
    public let exitCode: Int?
}

/// What went over the wire in a run, as far as the ledger tells it.
public struct RunTraffic: Sendable {
    /// POSTs by the second after the run's beginning.
    public var postsBySecond: [Int: Int] = [:]
    /// POSTs.
    public var posts = 0
    /// POSTs of documents that had been tried before.
    public var retries = 0
    /// Answers 429.
    public var throttles = 0
    /// Other calls between the run's beginning and its end.
    public var reads = 0
}

// What reports ask for.
extension LedgerStore {
    /// The run of a name; the newest one without a name. Nil when there is none.
    public func run(named name: String?) throws -> RunRow? {
        try connection.first(
            """
            SELECT id, name, started_at, finished_at, version, configuration_hash, exit_code FROM run
            WHERE ?1 IS NULL OR name = ?1 ORDER BY id DESC LIMIT 1
            """, SQLValue(name)
        ) { row in
            RunRow(
                id: row.integer(0), name: row.text(1), startedAt: FiscalTime(epochSeconds: row.integer(2)),
                finishedAt: row.optionalInteger(3).map { FiscalTime(epochSeconds: $0) }, version: row.text(4),
                configurationHash: row.text(5), exitCode: row.optionalInt(6))
        }
    }

    /// The names of all runs, newest first, at most so many.
    public func runNames(limit: Int) throws -> [String] {
        try connection.all("SELECT name FROM run ORDER BY id DESC LIMIT ?", .integer(Int64(limit))) { $0.text(0) }
    }

    /// The inputs that a run took in or whose documents it moved.
    public func inputs(ofRun id: Int64) throws -> [(input: InputRow, isOwn: Bool)] {
        try connection.all(
            """
            SELECT id, sha256, name, company, kind, bytes, dialect, records, state, place, copy, run_id = ?1 FROM input
            WHERE run_id = ?1 OR id IN (
                SELECT input_id FROM document WHERE id IN (SELECT document_id FROM event WHERE run_id = ?1 AND document_id IS NOT NULL))
            ORDER BY id
            """, .integer(id)
        ) { (InputRow($0), $0.bool(11)) }
    }

    /// What a run sent and got.
    public func traffic(of run: RunRow) throws -> RunTraffic {
        var traffic = RunTraffic()
        try connection.rows("SELECT started_micros, number, outcome FROM attempt WHERE run_id = ?", .integer(run.id)) { row in
            traffic.posts += 1
            traffic.postsBySecond[Int(row.integer(0) / 1_000_000 - run.startedAt.epochSeconds), default: 0] += 1
            if row.int(1) > 1 { traffic.retries += 1 }
            if row.optionalText(2) == AttemptOutcome.throttled.rawValue { traffic.throttles += 1 }
            return true
        }
        let end = run.finishedAt?.epochSeconds ?? run.startedAt.epochSeconds
        traffic.reads =
            try connection.first(
                "SELECT count(*) FROM answer WHERE attempt_id IS NULL AND at_micros BETWEEN ? AND ?",
                .integer(run.startedAt.epochSeconds * 1_000_000), .integer((end + 1) * 1_000_000)
            ) { $0.int(0) } ?? 0
        return traffic
    }

    /// How many of the documents that came in since the last manifest are invalid or in conflict, and how many there are: a run that died told
    /// nobody of what it took in.
    public func refusedSinceManifest() throws -> (refused: Int, all: Int) {
        try connection.first(
            """
            SELECT coalesce(sum(state IN ('invalid', 'conflict')), 0), count(*) FROM document
            WHERE run_id IN (SELECT id FROM run WHERE id > (SELECT coalesce(max(id), 0) FROM run WHERE manifest_sha256 IS NOT NULL AND id < ?))
            """, .integer(runID)
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// When a run last ended with all done, with data to correct or with something left for the next: 0, 3 or 5. Nil before the first.
    public func lastSuccess() throws -> FiscalTime? {
        try connection.first("SELECT finished_at FROM run WHERE exit_code IN (0, 3, 5) ORDER BY id DESC LIMIT 1") {
            $0.optionalInteger(0).map { FiscalTime(epochSeconds: $0) }
        } ?? nil
    }

    /// Hands out the documents whose issue date lies in a stretch of time (its end excluded), oldest first.
    public func documents(issuedFrom start: FiscalTime, to end: FiscalTime, body: (DocumentRow) throws -> Void) throws {
        try connection.eachDocument(
            where: "d.issue_date >= ? AND d.issue_date < ? ORDER BY d.id",
            [.integer(start.epochSeconds), .integer(end.epochSeconds)],
            body: body)
    }
}
