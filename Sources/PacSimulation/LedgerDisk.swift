import CSQLite
import CSimulatedDisk
import Synchronization

/// The disk that the ledger lies on: SQLite's files in memory, with what wasn't flushed kept apart.
///
/// It must outlive every connection to it.
@safe
final class LedgerDisk {
    /// What SQLite calls it.
    let name: String
    private let disk: OpaquePointer
    /// Holds the world for as long as the disk may ask it.
    private let world: World

    private static let made = Atomic<Int>(0)

    /// Scenarios run side by side, each with connections of its own. Where a connection was made before, it stays as it is.
    private static let hasNoSharedLock = pacbatch_sqlite_without_memory_statistics() == SQLITE_OK

    /// Makes a disk that holds these files.
    init?(_ world: World, holding files: [String: [UInt8]] = [:]) {
        _ = Self.hasNoSharedLock
        name = "simulated-\(Self.made.add(1, ordering: .relaxed).newValue)"
        self.world = world
        let context = unsafe Unmanaged.passUnretained(world).toOpaque()
        guard let made = unsafe pb_disk_new(name, Self.gate, context) else { return nil }
        unsafe disk = made
        for (file, bytes) in files { unsafe _ = pb_disk_put(made, file, bytes, bytes.count) }
    }

    deinit { unsafe pb_disk_free(disk) }

    /// The power is cut and comes back.
    func cut(_ fate: PowerCutFate, seed: UInt64) {
        let word =
            switch fate {
            case .allLost: PB_DISK_ALL_LOST
            case .allKept: PB_DISK_ALL_KEPT
            case .torn: PB_DISK_TORN
            }
        unsafe pb_disk_cut(disk, word, seed)
    }

    /// The files of a database as they are now.
    func files(of database: String) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in [database, database + "-wal", database + "-journal"] {
            var count = 0
            guard let start = unsafe pb_disk_contents(disk, name, &count) else { continue }
            files[name] = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        }
        return files
    }

    private static let gate: pb_disk_gate = { context, step, file, bytes in
        guard let context = unsafe context else { return PB_DISK_POWER_CUT }
        let world = unsafe Unmanaged<World>.fromOpaque(context).takeUnretainedValue()
        return world.ledgerStep(step, bytes)
    }
}

extension World {
    /// What becomes of a step of SQLite's. Writes are lost by a power cut unless a flush follows, so that a cut before one of them is a cut before
    /// that flush.
    fileprivate func ledgerStep(_ step: pb_disk_step, _ bytes: Int64) -> pb_disk_verdict {
        with { state in
            guard step != PB_DISK_WRITE else { return state.power.isOff ? PB_DISK_POWER_CUT : PB_DISK_GO_ON }
            guard state.power.step() else {
                state.trace.note(state.now, "no power: ledger")
                return PB_DISK_POWER_CUT
            }
            state.now += Int64(100_000 + state.random.below(3_000_000))
            state.trace.note(
                state.now, "step \(state.power.steps): ledger \(step == PB_DISK_SYNC ? "flush of \(bytes) writes" : "removes")")
            guard step == PB_DISK_SYNC, let trouble = state.trouble.strikes([.ledgerFails, .ledgerLies]) else {
                return PB_DISK_GO_ON
            }
            state.ledgerFailedAt = state.now
            state.trace.note(state.now, "ledger: \(trouble)")
            return trouble == .ledgerLies ? PB_DISK_LIES : PB_DISK_FAILS
        }
    }
}
