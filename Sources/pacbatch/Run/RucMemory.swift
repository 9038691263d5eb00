import Fiscal
import Ledger

/// What is known of RUCs without asking (rulebook 2.8): a "found" holds for the configured days, a "not found" only for this run.
struct RucMemory {
    let ledger: LedgerStore
    let foundSince: FiscalTime
    let runBegan: FiscalTime

    init(_ ledger: LedgerStore, cacheDays: Int, now: FiscalTime) {
        self.ledger = ledger
        foundSince = now.adding(seconds: -Int64(cacheDays) * 86_400)
        runBegan = now
    }

    /// The answer to a question; nil when the PAC has to be asked.
    func answer(_ question: RucQuestion) throws -> RucAnswer? {
        if case .found(let digits, let type)? = try ledger.rucAnswer(question, since: foundSince) {
            return .found(checkDigits: digits, receptorType: type)
        }
        return try ledger.rucAnswer(question, since: runBegan)
    }
}
