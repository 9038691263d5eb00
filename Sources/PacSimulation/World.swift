import SeededRandom
import Synchronization

/// All that the simulated machine and the PAC consist of, behind one lock: clock, power, files, PAC, chance, trace.
///
/// Nothing here is decided by the order of threads: whoever runs a night waits for it, so that the same seed makes the same calls.
final class World: Sendable {
    struct State: Sendable {
        /// Nanoseconds since the machine was first switched on.
        var now: Int64 = 0
        /// What the machine's own clock says more than `now`: another number each time it is switched on.
        var monotonicOffset: Int64 = 0
        var power = Power()
        var files = FileTree()
        var pac: Pac
        /// What the machine itself draws: security codes, jitter, how long its disk takes.
        var random: SeededRandom
        /// Faults of the machine's disks.
        var trouble = DiskTrouble()
        var trace: Trace
        /// Turns of a run's loop; many more than any night needs mean that it goes round in circles.
        var waits = 0
        /// A failure of the ledger that the run was told of, and the POSTs that went out all the same (G17).
        var ledgerFailedAt: Int64?
        var postsAfterFailure = 0

        /// How far the machine's wall clock is off, in microseconds.
        var wallOffset: Int64 = 0

        var wallMicros: Int64 { Self.beginning + wallOffset + now / 1000 }
        /// 2026-11-20T21:05:00-05:00.
        static let beginning: Int64 = 1_795_226_700_000_000

        /// What happens elsewhere until now: at the PAC, and in the inbox, where webhooks are written.
        mutating func live() {
            pac.live(until: now, &trace)
            for file in pac.hooks.take(until: now) {
                let path = "\(Simulation.workspace)/inbox/\(file.name)"
                trace.note(now, "webhook \(file.kind) \(path) about \(file.document)")
                files.makeFolders(path.folder)
                files.flushFolder(path.folder)
                files.drop(file.bytes, at: path, modified: wallMicros * 1000 - 60_000_000_000)
            }
        }

        /// The wall clock is set; the machine's other clock goes on.
        mutating func setClock(by micros: Int64) {
            guard micros != 0 else { return }
            wallOffset += micros
            pac.noteClock(wallOffset, at: now)
            trace.note(now, "the clock is set by \(micros / 1_000_000) s")
        }
    }

    private let state: Mutex<State>

    init(_ state: State) { self.state = Mutex(state) }

    /// Looks at the world, or changes it.
    func with<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        state.withLock { state in body(&state) }
    }

    /// A world in which nothing happens, for a disk that is only looked at.
    static var aside: World {
        let random = SeededRandom(seed: 0)
        return World(State(pac: Pac(companies: [], perSecond: 1, random: random), random: random, trace: Trace(isKept: false)))
    }

    /// More turns than this are no night.
    static let waitsMax = 60_000
}

/// What happened, line by line; kept only when somebody wants to read it.
struct Trace: Sendable {
    private(set) var lines: [String] = []
    let isKept: Bool

    mutating func note(_ now: Int64, _ text: @autoclosure () -> String) {
        guard isKept else { return }
        lines.append("\(now / 1000) \(text())")
    }
}

/// Faults of the disks that are still to come.
struct DiskTrouble: Sendable {
    /// What a disk does to a run that it fails.
    enum Kind: Sendable, CaseIterable {
        /// The ledger's write or flush fails, and nothing of it is done.
        case ledgerFails
        /// The ledger's flush reports a failure and is done all the same (reliability.md 0.4).
        case ledgerLies
        /// A file's write finds the disk full.
        case filesFull
    }

    /// The next one, and how many calls of its sort go well before it.
    var next: (kind: Kind, after: Int)?

    /// True when it is this call's turn to fail.
    mutating func strikes(_ kinds: [Kind]) -> Kind? {
        guard let trouble = next, kinds.contains(trouble.kind) else { return nil }
        guard trouble.after > 0 else {
            next = nil
            return trouble.kind
        }
        next?.after -= 1
        return nil
    }
}
