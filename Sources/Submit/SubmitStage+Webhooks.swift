internal import Ledger

/// Webhooks during a run: each makes a GET of its document due at once, and moves nothing by itself (rulebook 7.5, 7.9; G14). The GET's
/// answer goes the way of every other one, so it doesn't matter who is first: webhook, polling or `sync`.
extension SubmitStage {
    /// Looks into the inbox about once a second, and looks for the documents of the webhooks that have come.
    func takeWebhooks() throws {
        let now = clock.monotonicNanos()
        guard now >= nextLook, hooks.stopGrade() == 0 else { return }
        nextLook = now + Self.lookInterval
        try hooks.takeWebhooks()
        try bindWebhooks()
    }

    /// Finds the documents of the webhooks that haven't been looked at in this run. One that comes before the PAC's answer to the POST is
    /// stored is held until that answer names its document.
    private func bindWebhooks() throws {
        let newest = try ledger.newestWebhook()
        if newest > lastWebhook {
            try ledger.transaction { try ledger.bindWebhooks(after: lastWebhook, at: firstRound, atMicros: clock.wallMicros()) }
            lastWebhook = newest
            holdsWebhooks = try ledger.heldWebhooks() > 0
        }
        if holdsWebhooks { try claimWhatIsNamed() }
    }

    /// Nanoseconds between two looks.
    private static let lookInterval: Int64 = 1_000_000_000
}
