import Fiscal
import Ledger
import Submit

/// A workspace at work: its configuration, its lock, its ledger, its clock. Commands that change something live inside one.
struct Session: ~Copyable {
    let context: Context
    let workspace: Workspace
    let configuration: Configuration
    let machine: Machine
    /// Nil in a simulation, where nobody else can be at work.
    let lock: WorkspaceLock?
    let ledger: LedgerStore

    /// Why a command can't begin: what to say, and the exit code.
    struct Refusal: Error {
        let message: String
        let code: ExitCode
    }

    /// Takes the lock and opens the ledger for writing.
    /// - Parameter mayBeOlder: true for `reconcile` alone. On a ledger that is older than what has happened every other command is refused: it would
    ///   send again what was sent, or write results anew from what the ledger doesn't know, and with them goes what `reconcile` needs.
    /// - Throws: `Refusal`, or what kept the signs of the ledger's age from being read.
    init(_ context: Context, mayBeOlder: Bool = false) throws {
        let workspace = context.workspace
        let machine = Machine.system
        let configuration = try Self.configuration(context)
        let lock = try Self.takeLock(workspace, now: machine.clock.now, language: context.language)
        try self.init(context, configuration, machine, lock: lock, mayBeOlder: mayBeOlder)
    }

    /// Opens the ledger for writing; who calls holds the lock.
    init(
        _ context: Context, _ configuration: Configuration, _ machine: Machine, lock: consuming WorkspaceLock?,
        mayBeOlder: Bool = false
    ) throws {
        let ledger = try Self.openLedger(
            context.workspace, configuration.environment, readOnly: false, language: context.language, disk: machine.ledgerDisk)
        if !mayBeOlder { try LedgerAge.refuseIfOlder(ledger, context.workspace, machine.files, context.language) }
        self.ledger = ledger
        self.context = context
        workspace = context.workspace
        self.configuration = configuration
        self.machine = machine
        self.lock = lock
    }

    var clock: RunClock { machine.clock }

    /// The workspace's configuration, checked.
    static func configuration(_ context: Context) throws(Refusal) -> Configuration {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration.load(context.workspace, environment: context.environment)
        } catch {
            throw Refusal(message: error.message(in: context.language), code: .usage)
        }
        do throws(TrustFileError) {
            _ = try configuration.trustAnchors(context.workspace)
        } catch {
            throw Refusal(message: error.message(in: context.language), code: .usage)
        }
        return configuration
    }

    /// Takes the workspace's lock, or says who has it.
    static func takeLock(_ workspace: Workspace, now: FiscalTime, language: Language) throws(Refusal) -> WorkspaceLock {
        do throws(WorkspaceLock.Failure) {
            return try WorkspaceLock(workspace, now: now)
        } catch {
            let isHeld = if case .held = error { true } else { false }
            throw Refusal(message: error.message(in: language), code: isHeld ? .locked : .usage)
        }
    }

    /// Opens the ledger, or says why it can't be used.
    static func openLedger(
        _ workspace: Workspace, _ environment: FiscalEnvironment, readOnly: Bool, language: Language, disk: String? = nil
    ) throws(Refusal) -> LedgerStore {
        do {
            return try LedgerStore(path: workspace.ledger, environment: environment, readOnly: readOnly, disk: disk)
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
                    numerationStart: company.numeration.start, ruc: company.ruc,
                    offices: company.offices.map { .init(id: $0.id, pacOfficeID: $0.pacOfficeID, code: $0.code) }))
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
    static let system = Machine.system.clock
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
