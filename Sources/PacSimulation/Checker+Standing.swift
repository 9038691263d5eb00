extension Checker {
    // MARK: - I11: nothing goes back

    /// Where a document stands.
    struct Standing: Sendable {
        let state: String
        let legalStatus: String?
    }

    /// Where each document stands, by its row.
    var standings: [String: Standing] {
        Dictionary(
            documents.map { ($0["id"] ?? "", Standing(state: $0["state"] ?? "", legalStatus: $0["legal_status"])) },
            uniquingKeysWith: { $1 })
    }

    /// What a state may still become; those that aren't named may become anything (product.md 6, rulebook 7.4).
    private static let mayBecome: [String: Set<String>] = [
        "accepted": ["authorized", "complete", "rejected", "dgi_rejected", "voided"], "authorized": ["complete", "voided"],
        "complete": ["voided"], "imported": ["voided"], "voided": [], "rejected": [], "dgi_rejected": [], "duplicate": [],
        "conflict": [], "invalid": [], "proforma": [],
    ]

    private static let steps = ["REGISTERED": 0, "PAC_AUTHORIZED": 1, "PAC_REJECTED": 2, "DGI_AUTHORIZED": 2, "DGI_REJECTED": 2]

    /// No row is gone, no state that is an end has become another, no legal status has gone back.
    /// - Parameter before: where they stood when this was last asked.
    func checkNothingWentBack(since before: [String: Standing]) -> Findings {
        let kinds = Dictionary(documents.map { ($0["id"] ?? "", $0["kind"] ?? "") }, uniquingKeysWith: { $1 })
        let now = standings
        for (id, old) in before.sorted(by: { $0.key < $1.key }) {
            guard let new = now[id] else {
                fail("I3", "document \(id) was \(old.state) and is gone")
                continue
            }
            // A void whose event the DGI refuses begins anew.
            let isOpenVoid = kinds[id] == "void" && old.state == "accepted"
            if new.state != old.state, !isOpenVoid, let allowed = Self.mayBecome[old.state], !allowed.contains(new.state) {
                fail("I11", "document \(id) was \(old.state) and is \(new.state)")
            }
            guard let status = old.legalStatus, new.legalStatus != status, let step = Self.steps[status] else { continue }
            if step == 2 || (new.legalStatus.map { Self.steps[$0] ?? step } ?? -1) < step {
                fail("I11", "document \(id) was \(status) and is \(new.legalStatus ?? "without a status")")
            }
        }
        return findings
    }
}
