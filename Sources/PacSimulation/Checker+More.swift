extension Checker {
    // MARK: - Voids

    /// No DELETE goes out twice without proof, and what the ledger says of voids is true.
    func checkVoids() throws {
        checkVoidsAreProved()
        let targets = try database.rows(
            """
            SELECT v.document_id AS request, d.pac_id AS pac_id, d.state AS state, v.is_live AS is_live FROM void_request v
            JOIN document d ON d.id = v.target_id
            """)
        for row in documents where row["kind"] == "void" {
            let target = targets.first { $0["request"] == row["id"] }
            let event = target?["pac_id"].flatMap { pac.event(on: $0, at: now) }
            switch row["state"] ?? "" {
            case "voided" where event.map({ pac.status(of: $0, at: now) }) != "DGI_AUTHORIZED":
                fail(
                    "G3",
                    "void \(row["id"] ?? "") is voided here, and the PAC says \(event.map { pac.status(of: $0, at: now) } ?? "nothing")"
                )
            case "accepted" where target?["pac_id"].map({ id in pac.voids.events.contains { $0.document == id } }) != true:
                fail("G3", "void \(row["id"] ?? "") is accepted here, and the PAC has no event")
            default: break
            }
        }
        for row in documents where row["kind"] != "void" && row["state"] == "voided" {
            let event = row["pac_id"].flatMap { pac.event(on: $0, at: now) }
            if event.map({ pac.status(of: $0, at: now) }) != "DGI_AUTHORIZED" {
                fail("G3", "document \(row["id"] ?? "") is voided here and stands there")
            }
        }
        for (document, live) in Dictionary(grouping: targets.filter { $0["is_live"] == "1" }, by: { $0["pac_id"] ?? "" })
        where !document.isEmpty && live.count > 1 { fail("I2", "\(live.count) requests may void \(document)") }
    }

    /// Between two DELETEs of a document lies an answer that nothing was executed, or a GET that showed it standing after the settle time.
    private func checkVoidsAreProved() {
        for (document, sent) in Dictionary(grouping: pac.voids.departures, by: \.document) {
            for (first, second) in zip(sent, sent.dropFirst()) where !first.isHarmless {
                let settle: Int64 = scenario.jumps.isEmpty ? 900_000_000_000 : 0
                let isProved = pac.voids.sights.contains {
                    $0.document == document && !$0.showsEvent && $0.at >= first.at + settle && $0.at <= second.at
                }
                let isRefused = pac.voids.events.contains {
                    $0.document == document && !$0.isAuthorized && $0.verdictAt <= second.at
                }
                if !isProved && !isRefused { fail("I2", "\(document) was voided again without proof") }
            }
        }
        for (document, events) in Dictionary(grouping: pac.voids.events.filter(\.isAuthorized), by: \.document)
        where events.count > 1 { fail("I1", "\(document) was voided \(events.count) times") }
    }

    // MARK: - Imports

    /// An import never goes out.
    func checkImports() {
        let tried = Set(attempts.compactMap { $0["document_id"] })
        for row in documents where row["mode"] == "DGI_IMPORT" {
            if tried.contains(row["id"] ?? "") { fail("I2", "import \(row["id"] ?? "") has an attempt") }
            if !["imported", "invalid", "duplicate"].contains(row["state"] ?? "") {
                fail("G3", "import \(row["id"] ?? "") is \(row["state"] ?? "")")
            }
        }
        if pac.documents.contains(where: { $0.cufe == SignedImport.cufe }) { fail("I1", "the import was sent") }
    }

    /// Every file of imports is in, each of its documents as it earns.
    func checkImportFiles(_ inputs: [Database.Row]) {
        for file in dropped where !file.isRepeated {
            guard case .imports(let states) = file.content else { continue }
            let names = Set(dropped.filter { $0.bytes == file.bytes }.map(\.name))
            let input = inputs.first { names.contains($0["name"] ?? "") }
            let found = documents.filter { $0["input_id"] == input?["id"] && input != nil }.compactMap { $0["state"] }
            if found != states { fail("I3", "\(file.name) came to \(found), not \(states)") }
        }
    }

    // MARK: - Webhooks

    /// Each webhook is in the ledger once, the forged ones nowhere, and nothing of a known document's is still to be asked for.
    func checkHooks() throws {
        let known = try database.rows(
            "SELECT i.name AS name, i.state AS input, w.state AS state, w.company AS company, w.pac_id AS pac_id FROM input i "
                + "LEFT JOIN webhook w ON w.input_id = i.id WHERE i.kind = 'webhook'")
        // The same bytes in two companies' folders are two inputs (docs/decisions/0036).
        let folder = { (file: HookFile) in Array(file.name.utf8.prefix(file.name.utf8.count - file.name.name.utf8.count)) }
        for (_, files) in Dictionary(grouping: hooks, by: { [folder($0), $0.bytes] }) {
            let names = Set(files.map { $0.name.name })
            let rows = known.filter { names.contains($0["name"] ?? "") }
            guard let row = rows.first, rows.count == 1 else {
                fail("I3", "webhook \(names) is \(rows.count) inputs")
                continue
            }
            let expected = files.first?.kind == .forged ? "rejected" : "archived"
            if row["input"] != expected { fail("G14", "webhook \(names) is \(row["input"] ?? "")") }
            if files.first?.kind == .forged, row["state"] != nil { fail("G14", "the forged webhook \(names) was taken in") }
        }
        let ids = Set(documents.compactMap { row in row["pac_id"].map { "\(row["company"] ?? "") \($0)" } })
        for row in known {
            guard let state = row["state"], state != "confirmed", ids.contains("\(row["company"] ?? "") \(row["pac_id"] ?? "")")
            else { continue }
            fail("I12", "webhook \(row["name"] ?? "") is still \(state)")
        }
    }
}
