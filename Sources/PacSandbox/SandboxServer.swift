import Digest
import JSONText

/// A PAC that isn't one: the wire contract of pac-api.md served on a port of 127.0.0.1, with a truth log and faults on request.
public final class SandboxServer: Sendable {
    /// Where it listens: `http://127.0.0.1:<port>/pan/v1`.
    public let baseURL: String
    /// The port it listens on.
    public let port: UInt16

    private let listener: Listener
    private let player: WirePlayer
    private let daemons: [HTTPDaemon]
    private let webhooks: WebhookOffice?
    private let threads: [ServiceThread]
    private let clock: SandboxClock

    /// Starts serving.
    /// - Parameters:
    ///   - settings: how it behaves.
    ///   - clock: where it takes the time from; silence, slowness and refusals always take the machine's.
    /// - Throws: `SandboxError`.
    public convenience init(_ settings: SandboxSettings, clock: SandboxClock = .machine) throws(SandboxError) {
        try self.init(settings, clock: clock, signer: nil)
    }

    /// Starts serving, with signed XML.
    /// - Parameter signer: makes the signature of the XML it offers; without one the XML has none.
    init(_ settings: SandboxSettings, clock: SandboxClock, signer: RfeSigner?) throws(SandboxError) {
        self.clock = clock
        let listener = try Listener(port: settings.port)
        let player = try WirePlayer()
        let origin = "http://127.0.0.1:\(listener.port)"
        let services = try Self.services(settings, clock: clock, origin: origin, signer: signer)
        let router = Router(
            settings: settings, clock: clock, services: services, refuse: { listener.refuse(nanos: $0) },
            isRefusing: { listener.refusing })
        let handler = RequestHandler(
            now: clock.now, atHeaders: { router.atHeaders($0) }, reply: { router.reply($0) })
        let numbers = HTTPDaemon.ConnectionNumbers()
        var daemons: [HTTPDaemon] = []
        for _ in 0..<Self.daemonCount {
            daemons.append(try HTTPDaemon(handler: handler, player: player, connections: numbers))
        }
        let started = daemons
        let gate = ConnectionGate(daemons: started, player: player, services: services, clock: clock)
        var threads = [
            try ServiceThread { player.run() },
            try ServiceThread { listener.run { gate.take($0) } },
        ]
        if let webhooks = services.webhooks { threads.append(try ServiceThread { webhooks.run() }) }
        self.listener = listener
        self.player = player
        self.daemons = started
        self.threads = threads
        webhooks = services.webhooks
        port = listener.port
        baseURL = origin + "/pan/v1"
    }

    private static let daemonCount = 2

    private static func services(
        _ settings: SandboxSettings, clock: SandboxClock, origin: String, signer: RfeSigner?
    ) throws(SandboxError) -> Router.Services {
        var truth: TruthLog?
        var log: StateLog?
        var remembered: [StateLog.Entry] = []
        if let folder = settings.stateFolder {
            try FileCalls.makeFolder(folder)
            truth = try TruthLog(path: "\(folder)/truth.jsonl")
            remembered = StateLog.entries(of: "\(folder)/state.jsonl")
            log = try StateLog(path: "\(folder)/state.jsonl")
        }
        var webhooks: WebhookOffice?
        if let folder = settings.webhookFolder {
            webhooks = try WebhookOffice(folder: folder, settings: settings, clock: clock, truth: truth)
        }
        let secret = randomBytes(32)
        return Router.Services(
            store: DocumentStore(seed: settings.seed, log: log, remembered: remembered),
            plan: FaultPlan(rules: settings.faults, seed: settings.seed),
            urls: SignedURLs(base: origin, secret: secret, lifetimeNanos: settings.urlLifetimeNanos), secret: secret,
            webhooks: webhooks, truth: truth, signer: signer)
    }

    /// Ends a refusal before its time: connections are taken again.
    public func endRefusal() {
        listener.refuse(nanos: 0)
    }

    /// Writes the webhooks that are due by the sandbox's clock (the machine's clock needs no such call).
    public func deliverWebhooks() {
        webhooks?.deliver(at: clock.now())
    }

    /// Stops: no new connection, plays are broken off, answers under way are finished. A second call does nothing.
    public func stop() {
        listener.stop()
        webhooks?.stop()
        player.stop()
        threads.forEach { $0.join() }
        daemons.forEach { $0.stop() }
    }
}

/// Gives accepted connections to the daemons in turn, and plays the faults that strike before a request.
private final class ConnectionGate: Sendable {
    private static let silenceNanos: Int64 = 120_000_000_000

    private let daemons: [HTTPDaemon]
    private let player: WirePlayer
    private let services: Router.Services
    private let clock: SandboxClock

    init(daemons: [HTTPDaemon], player: WirePlayer, services: Router.Services, clock: SandboxClock) {
        self.daemons = daemons
        self.player = player
        self.services = services
        self.clock = clock
    }

    func take(_ socket: Int32) {
        guard let planned = services.plan.draw(.connect, .connect) else {
            daemons[Int(socket) % daemons.count].take(socket)
            return
        }
        var note = JSONObject()
        note["operation"] = "connect"
        note["fault"] = .string(planned.fault.name)
        services.truth?.appendEvent(note, at: clock.now())
        switch planned.effect {
        case .close: SocketCalls.close(socket)
        case .reset: player.play([.reset], owning: socket)
        default: player.play([.hold(nanos: planned.nanos ?? Self.silenceNanos)], owning: socket)
        }
    }
}
