import Fiscal
import Ledger
import Submit
private import CPosix

/// A workspace at work: its configuration, its lock, its ledger, its clock. Commands that change something live inside one.
struct Session: ~Copyable {
    let context: Context
    let workspace: Workspace
    let configuration: Configuration
    let clock: RunClock
    let lock: WorkspaceLock
    let ledger: LedgerStore

    /// Why a command can't begin: what to say, and the exit code.
    struct Refusal: Error {
        let message: String
        let code: ExitCode
    }

    /// Takes the lock and opens the ledger for writing.
    init(_ context: Context) throws(Refusal) {
        let workspace = context.workspace
        let clock = RunClock.system
        let configuration = try Self.configuration(context)
        let lock = try Self.takeLock(workspace, now: clock.now, language: context.language)
        ledger = try Self.openLedger(workspace, configuration.environment, readOnly: false, language: context.language)
        self.context = context
        self.workspace = workspace
        self.configuration = configuration
        self.clock = clock
        self.lock = lock
    }

    /// The workspace's configuration, checked.
    static func configuration(_ context: Context) throws(Refusal) -> Configuration {
        do throws(ConfigurationError) {
            return try Configuration.load(context.workspace, environment: context.environment)
        } catch {
            throw Refusal(message: error.message(in: context.language), code: .usage)
        }
    }

    private static func takeLock(_ workspace: Workspace, now: FiscalTime, language: Language) throws(Refusal) -> WorkspaceLock {
        do throws(WorkspaceLock.Failure) {
            return try WorkspaceLock(workspace, now: now)
        } catch {
            let isHeld = if case .held = error { true } else { false }
            throw Refusal(message: error.message(in: language), code: isHeld ? .locked : .usage)
        }
    }

    /// Opens the ledger, or says why it can't be used.
    static func openLedger(
        _ workspace: Workspace, _ environment: FiscalEnvironment, readOnly: Bool, language: Language
    ) throws(Refusal) -> LedgerStore {
        do {
            return try LedgerStore(path: workspace.ledger, environment: environment, readOnly: readOnly)
        } catch let refusal as LedgerRefusal {
            throw Refusal(message: refusal.message(in: language), code: .usage)
        } catch {
            throw Refusal(message: Wording.ledgerFailed(error)[language], code: .internalError)
        }
    }

    /// The ways to the PAC, with their keys.
    borrowing func lanes() throws(Refusal) -> [CompanyLane] {
        var lanes: [CompanyLane] = []
        for company in configuration.companies {
            var keys = [try key(company.apiKey)]
            if let previous = company.previousApiKey { keys.append(try key(previous)) }
            lanes.append(
                CompanyLane(
                    id: company.id, pacCompanyID: company.pacCompanyID, keys: keys,
                    perSecond: Self.perSecond(company.rate.perSecond),
                    burst: company.rate.burst, readsPerSecond: Self.perSecond(company.readsPerSecond),
                    numerationStart: company.numeration.start))
        }
        return lanes
    }

    private borrowing func key(_ source: SecretSource) throws(Refusal) -> ApiKey {
        do throws(SecretError) {
            let secret = try source.read(environment: context.environment)
            return ApiKey(label: source.label, value: secret.withValue { String(decoding: $0, as: UTF8.self) })
        } catch {
            throw Refusal(message: error.message(in: context.language), code: .setUp)
        }
    }

    /// A configured rate as a number; rates aren't money.
    private static func perSecond(_ rate: Amount) -> Double { Double(rate.micros) / 1_000_000 }
}

extension RunClock {
    /// This machine's clocks.
    static let system = RunClock(wallMicros: { pb_wall_micros() }, monotonicNanos: { pb_monotonic_nanos() })
}

extension SecretSource {
    /// What the source is called; never its value.
    var label: String {
        switch self {
        case .env(let name): "env \(name)"
        case .file(let path): "file \(path)"
        case .credential(let name): "credential \(name)"
        }
    }
}
