extension Checker {
    // MARK: - I3, I4: nothing lost

    /// Each record of each file is one document, with its order, its amount, and the state that it earns.
    func checkNothingIsLost() throws {
        let inputs = try database.rows("SELECT id, name, state, records FROM input")
        checkImportFiles(inputs)
        for file in dropped where file.content == .junk {
            let input = inputs.first { $0["name"] == file.name }
            if input?["state"] != "rejected" { fail("I3", "\(file.name) can't be used and is \(input?["state"] ?? "unknown")") }
        }
        for file in dropped where !file.isRepeated && file.content == .orders {
            let twins = Set(dropped.filter { $0.bytes == file.bytes }.map(\.name))
            guard let input = inputs.first(where: { twins.contains($0["name"] ?? "") }) else {
                fail("I3", "\(file.name) is no input")
                continue
            }
            if input["state"] != "archived" { fail("I3", "\(file.name) is \(input["state"] ?? "")") }
            let rows = documents.filter { $0["input_id"] == input["id"] }.sorted {
                $0.integer("sequence") < $1.integer("sequence")
            }
            guard rows.count == file.orders.count else {
                fail("I3", "\(file.name) has \(file.orders.count) records and \(rows.count) documents")
                continue
            }
            for (row, order) in zip(rows, file.orders) { check(row, against: order, in: file) }
        }
    }

    private func check(_ row: Database.Row, against order: SimulatedOrder, in file: DroppedFile) {
        let state = row["state"] ?? ""
        if row["order_id"] != order.id { fail("I3", "\(file.name): \(row["order_id"] ?? "") stands where \(order.id) was given") }
        if order.defect == nil, row.integer("total") != order.cents {
            fail("I3", "\(order.id) of \(file.name) has the total \(row.integer("total")), not \(order.cents)")
        }
        if order.kind == .void { return check(void: row, in: file) }
        if order.defect != nil, !["invalid", "conflict", "duplicate"].contains(state) {
            fail("I3", "\(order.id) of \(file.name) has a defect (\(order.defect.map { "\($0)" } ?? "")) and is \(state)")
        }
        if order.isProforma, !["proforma", "duplicate", "conflict", "invalid"].contains(state) {
            fail("I3", "\(order.id) of \(file.name) is a proforma and \(state)")
        }
    }

    private func check(void row: Database.Row, in file: DroppedFile) {
        let state = row["state"] ?? ""
        if row["kind"] != "void" || !["voided", "invalid", "duplicate", "waiting", "conflict"].contains(state) {
            fail("I3", "\(row["order_id"] ?? "") of \(file.name) is a void request and \(row["kind"] ?? "") \(state)")
        }
    }

    /// The registry has every client.
    func checkClients() throws {
        guard dropped.contains(where: { $0.content == .clients }) else { return }
        let known = try database.rows("SELECT company, client_id, cells FROM client")
        for company in scenario.companies {
            for client in 1...Workload.clients {
                let row = known.first { $0["company"] == company.id && $0["client_id"] == "C-\(client)" }
                if row?["cells"]?.contains(SimulatedOrder.name(ofClient: client)) != true {
                    fail("I3", "client \(client) is lost")
                }
            }
        }
        for file in dropped {
            for order in file.orders {
                guard let client = order.client else { continue }
                let name = Array(SimulatedOrder.name(ofClient: client).utf8)
                for sent in pac.departures where sent.order == order.id && !Self.holds(sent.body, name) {
                    fail("I3", "\(order.id) went out without the name of its client")
                }
            }
        }
    }

    /// One result line for each document, with its state and amount (G6).
    func checkResults() throws {
        let reader = try Database(":memory:", disk: nil)
        var told: [String] = []
        for path in files.files(below: Simulation.workspace + "/results") where path.hasSuffix(".result.jsonl") {
            for line in (files.bytes(path) ?? []).split(separator: UInt8(ascii: "\n")) {
                let row = try reader.rows(
                    """
                    SELECT json_extract(j, '$.type') AS type, json_extract(j, '$.order_id') AS id, json_extract(j, '$.state') AS state,
                        json_extract(j, '$.total') AS total FROM (SELECT ?1 AS j)
                    """, Array(line)
                ).first
                guard row?["type"] == "document" else { continue }
                told.append("\(row?["id"] ?? "") \(row?["state"] ?? "")")
            }
        }
        let known = documents.map { "\($0["order_id"] ?? "") \($0["state"] ?? "")" }
        if told.sorted() != known.sorted() { fail("I4", "results \(told.sorted()) for documents \(known.sorted())") }
    }

    // MARK: - I8: the outbox

    /// Files are whole and what the ledger says, nothing else lies there, and nothing unfinished is left anywhere.
    func checkOutbox() {
        let there = Dictionary(grouping: pac.documents, by: \.id)
        var expected: Set<String> = []
        for row in documents {
            let document = row["pac_id"].flatMap { there[$0]?.first }
            for (path, isPDF) in [(row["pdf"], true), (row["xml"], false)] {
                guard let path else { continue }
                expected.insert(Simulation.workspace + "/" + path)
                let bytes = files.bytes(Simulation.workspace + "/" + path)
                let whole = document.map { Array(Pac.content(of: $0, isPDF: isPDF).utf8) }
                if bytes != whole { fail("I8", "\(path) isn't what the PAC has") }
            }
            if row["state"] == "complete", row["pdf"] == nil {
                fail("I8", "document \(row["id"] ?? "") is complete without a PDF")
            }
        }
        for stray in files.files(below: Simulation.workspace + "/outbox") where !expected.contains(stray) {
            fail("I8", "\(stray) is known to nobody")
        }
        for path in files.files(below: Simulation.workspace) where path.contains("tmp") { fail("I8", "\(path) is left over") }
    }

    // MARK: - I13: the rate

    /// In no second more POSTs than allowed, and none before the time of a 429 is over that the ledger has.
    func checkRate() throws {
        let writes = pac.departures.map { (key: $0.key, at: $0.at) } + pac.voids.departures.map { (key: $0.key, at: $0.at) }
        let sent = Dictionary(grouping: writes, by: \.key).mapValues { $0.map(\.at).sorted() }
        for times in sent.values {
            for (index, time) in times.enumerated()
            where index >= pac.perSecond && time - times[index - pac.perSecond] < 1_000_000_000 {
                fail("I13", "\(pac.perSecond + 1) writes within \((time - times[index - pac.perSecond]) / 1000) µs")
            }
        }
        let known = try database.rows("SELECT at_micros FROM answer WHERE http_status = 429").map { $0.integer("at_micros") }
        for floor in pac.floors {
            let wall = Int(floor.wall)
            guard known.contains(where: { $0 >= wall && $0 < wall + 10_000_000 }) else { continue }
            // What had been handed to the network when the answer was read is on its way.
            for time in sent[floor.key] ?? [] where time > floor.from + 5_000_000 && time < floor.until {
                fail("I13", "a POST \((floor.until - time) / 1_000_000) ms before a Retry-After was over")
            }
        }
    }

    // MARK: - I10: the key

    /// The PAC's key is in no file and not in the ledger.
    func checkSecrets() throws {
        let paths = files.files(below: Simulation.workspace)
        let keys = [PacKeys.current] + (scenario.rotation == nil ? [] : [PacKeys.former])
        for key in keys.map({ Array($0.utf8) }) {
            for path in paths where Self.holds(files.bytes(path) ?? [], key) { fail("I10", "the key stands in \(path)") }
            for (name, bytes) in ledgerFiles where Self.holds(bytes, key) { fail("I10", "the key stands in \(name)") }
        }
        guard scenario.hasHooks else { return }
        // A webhook's own file holds the secret.
        let own = Set(hooks.map(\.bytes))
        for secret in [PacHooks.secret, PacHooks.formerSecret].map({ Array($0.utf8) }) {
            for path in paths {
                guard let bytes = files.bytes(path), !own.contains(bytes), Self.holds(bytes, secret) else { continue }
                fail("I10", "the webhook secret stands in \(path)")
            }
            for (name, bytes) in ledgerFiles where Self.holds(bytes, secret) {
                fail("I10", "the webhook secret stands in \(name)")
            }
        }
    }

    static func holds(_ bytes: [UInt8], _ text: [UInt8]) -> Bool {
        guard let first = text.first, bytes.count >= text.count else { return false }
        var from = 0
        while let at = bytes[from...].firstIndex(of: first), at + text.count <= bytes.count {
            if bytes[at..<at + text.count].elementsEqual(text) { return true }
            from = at + 1
        }
        return false
    }

    // MARK: - I12: liveness

    /// On a well machine and a well PAC everything that isn't in doubt has come to its end.
    func checkLiveness() {
        let ended: Set = ["authorized", "complete", "imported", "voided"]
        let states = Dictionary(uniqueKeysWithValues: documents.map { ($0["id"] ?? "", $0["state"] ?? "") })
        for row in documents {
            switch row["state"] ?? "" {
            case "queued", "accepted", "authorized": fail("I12", "document \(row["id"] ?? "") is still \(row["state"] ?? "")")
            case "waiting" where row["reference_id"].map { ended.contains(states[$0] ?? "") } ?? true:
                fail("I12", "document \(row["id"] ?? "") waits for nothing")
            case "in_doubt" where row["kind"] == "void": fail("I12", "void \(row["id"] ?? "") is still in doubt")
            case "in_doubt" where scenario.lookup != "none" && scenario.hasLists:
                let held = pac.documents.filter {
                    $0.company == row["company"] && $0.type == row["document_type"] && $0.number == row["numeration"]
                }
                if held.count == 1 { fail("I12", "document \(row["id"] ?? "") is in doubt, and a look-up shows \(held[0].id)") }
            default: break
            }
        }
        for folder in ["inbox", "work"] {
            for path in files.files(below: Simulation.workspace + "/" + folder) { fail("I12", "\(path) is still there") }
        }
    }
}
