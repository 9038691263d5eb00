import Fiscal
import Ledger

/// What `doctor` looks at in a ledger; reads only.
enum LedgerProbe {
    static func checks(_ workspace: Workspace, _ configuration: Configuration) -> [Check] {
        do {
            let ledger = try LedgerStore(path: workspace.ledger, environment: configuration.environment, readOnly: true)
            if let problem = try ledger.integrityProblem() {
                return [Check("ledger", .fail, .ledgerDamaged(problem), hint: .restoreLedger)]
            }
            if let event = try ledger.firstBrokenEvent() {
                return [Check("ledger", .fail, .ledgerChanged(event: event), hint: .restoreLedger)]
            }
            if let sign = try LedgerAge.sign(ledger, workspace, Machine.system.files) {
                return [Check("ledger", .fail, .olderLedger(sign))]
            }
            return [Check("ledger", .ok, .ledgerFine)]
        } catch LedgerRefusal.missing {
            return [missing(workspace)]
        } catch let refusal as LedgerRefusal {
            return [Check("ledger", .fail, Wording(es: refusal.message(in: .es), en: refusal.message(in: .en)))]
        } catch {
            return [Check("ledger", .fail, .ledgerFailed(error))]
        }
    }

    /// Where its series stand; none where the ledger can't be read, which `checks` tells.
    static func marks(_ workspace: Workspace, _ configuration: Configuration) -> [SeriesMark] {
        let ledger = try? LedgerStore(path: workspace.ledger, environment: configuration.environment, readOnly: true)
        return (try? ledger?.seriesMarks()) ?? []
    }

    /// No ledger yet, or one that is lost.
    private static func missing(_ workspace: Workspace) -> Check {
        do {
            guard let epoch = try LedgerEpoch(workspace, Machine.system.files), epoch.events > 0 else {
                return Check("ledger", .ok, .noLedger)
            }
            return Check("ledger", .fail, .olderLedger(.epochAhead(ledger: 0, epoch: epoch.events)))
        } catch is LedgerEpoch.Damaged {
            return Check("ledger", .fail, .olderLedger(.epochDamaged))
        } catch {
            return Check("ledger", .fail, .ledgerFailed(error))
        }
    }
}
