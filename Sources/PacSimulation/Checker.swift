import Digest

/// The invariants of reliability.md 2, judged from outside: the ledger by plain SQL, the PAC's own truth, the files. Shares no code with the
/// pipeline.
final class Checker {
    let scenario: Scenario
    let pac: Pac
    let files: FileTree
    let database: Database
    let documents: [Database.Row]
    let attempts: [Database.Row]
    /// Files that were dropped by now, and webhooks that were written.
    let dropped: [DroppedFile]
    let hooks: [HookFile]
    let now: Int64
    /// A copy: looking at a ledger that was cut off would recover it.
    private let copy: LedgerDisk
    /// The ledger as its disk has it.
    let ledgerFiles: [String: [UInt8]]
    var findings = Findings()

    init(_ world: World, _ disk: LedgerDisk, _ scenario: Scenario, run: Int) throws {
        self.scenario = scenario
        (pac, files, now) = world.with { ($0.pac, $0.files, $0.now) }
        dropped = scenario.workload.files.filter { $0.run <= run }
        hooks = pac.hooks.written
        ledgerFiles = disk.files(of: Simulation.ledger)
        guard let copy = LedgerDisk(.aside, holding: ledgerFiles) else {
            throw Database.Failure(description: "no memory")
        }
        self.copy = copy
        let isFile = ledgerFiles[Simulation.ledger] != nil
        database = try Database(isFile ? Simulation.ledger : ":memory:", disk: isFile ? copy.name : nil)
        let isThere = try !database.rows("SELECT name FROM sqlite_schema WHERE name = 'attempt'").isEmpty
        documents = isThere ? try database.rows("SELECT * FROM document ORDER BY id") : []
        attempts =
            isThere
            ? try database.rows(
                "SELECT id, document_id, number, call, request, request_sha256, outcome FROM attempt ORDER BY document_id, number"
            )
            : []
        hasTables = isThere
    }

    let hasTables: Bool

    /// When something last happened by the machine's own clock, in microseconds; 0 before anything did.
    func lastEvent() throws -> Int64 {
        guard hasTables else { return 0 }
        return Int64(try database.rows("SELECT max(at_micros) AS at FROM event").first?.integer("at") ?? 0)
    }

    func fail(_ invariant: String, _ text: String) { findings.violations.append("\(invariant): \(text)") }

    /// Nothing is left that a further run would do by itself.
    var isCalm: Bool {
        var open: Set = ["queued", "accepted", "authorized"]
        // Two look-ups may prove that the PAC doesn't have it, and then it goes out once more.
        if scenario.resubmits, scenario.hasLists { open.insert("in_doubt") }
        let isDone = !documents.contains { row in
            let state = row["state"] ?? ""
            // A document that was voided before its papers came gets them all the same.
            let lacksPaper = state == "voided" && row["kind"] != "void" && row["pac_id"] != nil && row["pdf"] == nil
            return open.contains(state) || (state == "in_doubt" && row["kind"] == "void") || lacksPaper
        }
        return isDone && files.files(below: Simulation.workspace + "/inbox").isEmpty
            && files.files(below: Simulation.workspace + "/work").isEmpty
    }

    /// What must hold at any moment, also on a machine that has just lost its power.
    func checkAfterCut() throws -> Findings {
        try checkAlways()
        let open = attempts.count { $0["outcome"] == nil }
        if open > scenario.concurrency { fail("I14", "\(open) attempts are open, of \(scenario.concurrency) at once") }
        return findings
    }

    /// What must hold in the end.
    func checkEnd() throws -> Findings {
        try checkAlways()
        try checkNothingIsLost()
        try checkHooks()
        try checkClients()
        try checkResults()
        checkOutbox()
        try checkRate()
        try checkSecrets()
        checkLiveness()
        for row in documents { findings.states[row["state"] ?? "", default: 0] += 1 }
        return findings
    }

    private func checkAlways() throws {
        checkInputs()
        guard hasTables else { return }
        checkOneDocumentEach()
        checkPostsAgainstIntents()
        checkAbsenceIsProved()
        checkBothSidesAgree()
        checkNothingIsGuessed()
        try checkVoids()
        checkImports()
        try checkNumbers()
        try checkLedger()
    }

    // MARK: - I1, I2: nothing twice

    /// No order has two documents that count, and no number of a series two at all.
    private func checkOneDocumentEach() {
        let live = pac.documents.filter {
            pac.status(of: $0, at: now) != "PAC_REJECTED" && pac.status(of: $0, at: now) != "DGI_REJECTED"
        }
        for (order, group) in Dictionary(grouping: live, by: { "\($0.company) \($0.collection) \($0.order)" })
        where group.count > 1 {
            fail("I1", "\(order) has \(group.count) documents at the PAC: \(group.map(\.id))")
        }
        for (number, group) in Dictionary(grouping: pac.documents, by: { "\($0.company) \($0.point) \($0.type) \($0.number)" })
        where group.count > 1 {
            fail("I1", "the number \(number) has \(group.count) documents: \(group.map(\.id))")
        }
    }

    /// Each POST has its intent with the same bytes, and a second one only after proof that the first did nothing.
    private func checkPostsAgainstIntents() {
        var intents: [[UInt8]: Int] = [:]
        for row in attempts { intents[row.bytes("request"), default: 0] += 1 }
        for (body, count) in Dictionary(grouping: pac.departures, by: \.body).mapValues(\.count) where count > intents[body] ?? 0
        {
            fail("I2", "\(count) POSTs for \(Pac.order(in: body)), and \(intents[body] ?? 0) intents with their bytes")
        }
        var harmless: Set = ["not_sent", "throttled", "stopped"]
        // What was proved then is told by the PAC's own truth (`checkAbsenceIsProved`).
        if scenario.resubmits { harmless.insert("in_doubt") }
        for (document, tries) in Dictionary(grouping: attempts, by: { $0["document_id"] ?? "" }) {
            // What may be repeated of a void is told by the PAC's own truth (`checkVoids`).
            for earlier in tries.dropLast()
            where earlier["call"] != "DELETE" && !harmless.contains(earlier["outcome"] ?? "open") {
                fail("I2", "document \(document) was sent again after \(earlier["outcome"] ?? "open")")
            }
            if Set(tries.map { $0.bytes("request") }).count > 1 { fail("I2", "document \(document) was sent with other bytes") }
        }
        for row in attempts where SHA256.digest(row.bytes("request")) != row.bytes("request_sha256") {
            fail("I7", "attempt \(row["id"] ?? "") doesn't have the bytes of its hash")
        }
    }

    /// Between two POSTs of the same bytes lies an answer that nothing was executed; or two lists that showed nothing of it, the settle time after
    /// the first POST and after each other, the second of which could show a document that was made after it (guarantees.md, the in-doubt
    /// procedure 3). A request takes a moment to get there.
    private func checkAbsenceIsProved() {
        let settle: Int64 = scenario.jumps.isEmpty ? 900_000_000_000 - 2_000_000_000 : 0
        let cufes = Dictionary(
            attempts.map { ($0.bytes("request"), $0["document_id"]) }, uniquingKeysWith: { first, _ in first }
        ).mapValues { id in documents.first { $0["id"] == id }?["expected_cufe"] }
        for (body, sent) in Dictionary(grouping: pac.departures, by: \.body) {
            for (first, second) in zip(sent, sent.dropFirst()) where !first.isHarmless {
                let cufe = cufes[body] ?? nil
                let negative = pac.sights.filter { sight in
                    sight.isEmpty && sight.at >= first.at + settle && sight.at <= second.at
                        && (sight.number == first.number || (sight.cufe != nil && sight.cufe == cufe))
                }
                let isProved = negative.contains { last in
                    last.newest > first.at && negative.contains { $0.at <= last.at - max(settle, 1) }
                }
                if !isProved { fail("I2", "\(first.order) was sent again without a proof that it isn't there") }
            }
        }
    }

    // MARK: - I5, G3: both sides agree

    private func checkBothSidesAgree() {
        let there = Dictionary(grouping: pac.documents, by: \.id)
        let sent = Dictionary(grouping: attempts, by: { $0["document_id"] ?? "" })
        for row in documents where row["kind"] != "void" && row["state"] != "imported" {
            guard let id = row["pac_id"] else { continue }
            guard let document = there[id]?.first else {
                fail("I5", "the PAC has no document \(id)")
                continue
            }
            if document.number != row["numeration"] {
                fail("I5", "\(id) has number \(document.number) there, \(row["numeration"] ?? "") here")
            }
            if let cufe = row["cufe"], cufe != document.cufe { fail("I5", "\(id) has another CUFE there") }
            if sent[row["id"] ?? ""]?.first?.bytes("request") != document.body { fail("I7", "the PAC got other bytes for \(id)") }
        }
        let known = Set(documents.compactMap { $0["pac_id"] })
        let inDoubt = Set(documents.filter { $0["state"] == "in_doubt" }.compactMap { $0["numeration"].map { number in number } })
        let sentBefore = Set(documents.filter { $0["state"] == "queued" }.compactMap { $0["numeration"] })
        for document in pac.documents where !known.contains(document.id) && !inDoubt.contains(document.number) {
            // What the PAC denied is queued until its webhook is read.
            if document.isDenied, sentBefore.contains(document.number) { continue }
            fail("I5", "the PAC has \(document.id) for \(document.order), which nobody here knows or doubts")
        }
    }

    /// What the ledger says of a document's fate is true.
    private func checkNothingIsGuessed() {
        let there = Dictionary(grouping: pac.documents, by: \.id)
        for row in documents where row["kind"] != "void" {
            let state = row["state"] ?? ""
            guard let document = row["pac_id"].flatMap({ there[$0]?.first }) else {
                if ["accepted", "authorized", "complete", "dgi_rejected"].contains(state) {
                    fail("G3", "document \(row["id"] ?? "") is \(state) without an id")
                }
                continue
            }
            let truth = pac.status(of: document, at: now)
            let isTrue =
                switch state {
                case "authorized", "complete": truth == "DGI_AUTHORIZED"
                case "dgi_rejected": truth == "DGI_REJECTED"
                case "rejected": truth == "PAC_REJECTED"
                // Nothing final: a status may be older than the rejection. The end shows who stays so (I12).
                case "accepted": true
                case "voided": truth == "DGI_AUTHORIZED"
                default: false
                }
            if !isTrue { fail("G3", "\(document.id) is \(state) here and \(truth) there") }
        }
    }

    // MARK: - I6: numbers

    /// Every number that was drawn belongs to one document: none used twice, no gap.
    private func checkNumbers() throws {
        for series in try database.rows("SELECT * FROM numbering") {
            let drawn = documents.filter {
                $0["company"] == series["company"] && $0["document_type"] == series["document_type"]
            }.compactMap { $0["numeration"].flatMap { Int($0) } }
            let next = series.integer("next")
            if drawn.sorted() != Array(1..<max(next, 1)) { fail("I6", "numbers \(drawn.sorted()) of a series up to \(next - 1)") }
        }
        let tried = Set(attempts.compactMap { $0["document_id"] })
        for row in documents where row["numeration"] != nil && !tried.contains(row["id"] ?? "") {
            fail("I6", "document \(row["id"] ?? "") has a number and no intent")
        }
    }

    // MARK: - I11: the ledger itself

    /// The file is sound, and each event follows from the one before it.
    private func checkLedger() throws {
        if try database.rows("PRAGMA integrity_check").first?["integrity_check"] != "ok" { fail("I11", "integrity_check") }
        if try !database.rows("PRAGMA foreign_key_check").isEmpty { fail("I11", "foreign_key_check") }
        var head = [UInt8](repeating: 0, count: 32)
        for (index, event) in try database.rows("SELECT * FROM event ORDER BY id").enumerated() {
            var bytes = head
            for number in [event["at_micros"], event["run_id"], event["document_id"] ?? "-1"] {
                bytes += Array((number ?? "").utf8) + [0]
            }
            bytes += Array((event["kind"] ?? "").utf8) + [0] + Array((event["detail"] ?? "").utf8)
            head = SHA256.digest(bytes)
            guard event.integer("id") == index + 1, event.bytes("hash") == head else { return fail("I11", "event \(index + 1)") }
        }
    }

    // MARK: - I9: inputs

    /// Each file that was dropped lies in exactly one place, with its bytes.
    private func checkInputs() {
        var places: [[UInt8]: Int] = [:]
        for folder in ["inbox", "work", "archive", "rejected"] {
            for path in files.files(below: Simulation.workspace + "/" + folder)
            where !path.hasSuffix(".reason.json") && !path.hasSuffix(".tmp") {
                places[files.bytes(path) ?? [], default: 0] += 1
            }
        }
        for file in dropped where !file.isRepeated {
            let copies = dropped.count { $0.bytes == file.bytes }
            if places[file.bytes] ?? 0 != copies { fail("I9", "\(file.name) lies in \(places[file.bytes] ?? 0) places") }
        }
        for (bytes, files) in Dictionary(grouping: hooks, by: \.bytes) where places[bytes] ?? 0 != files.count {
            fail("I9", "\(files.map(\.name)) lie in \(places[bytes] ?? 0) places")
        }
    }
}
