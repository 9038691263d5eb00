package import Emit
package import Ingest
package import Submit
private import CPosix
private import Digest
private import Glibc

/// All that a run touches outside its own memory, as values: this machine's, or what a simulation puts in its place (docs/ARCHITECTURE.md, Seams).
package struct Machine: Sendable {
    /// Wall and monotonic clock.
    package var clock: RunClock
    /// Uniform in 0...UInt64.max: security codes, names of runs, jitter.
    package var random: @Sendable () -> UInt64
    /// Waits for so many nanoseconds.
    package var pause: @Sendable (_ nanoseconds: Int64) -> Void
    /// The inbox's file system.
    package var inbox: Ingest.FileSystem
    /// What results, manifests, reports and the outbox are written with.
    package var files: Emit.FileOperations
    /// SQLite's name of the disk that the ledger lies on; nil: the operating system's.
    package var ledgerDisk: String?
    /// The way to the PAC.
    package var transport: @Sendable (_ profile: CurlTransport.Profile, _ clock: RunClock) -> any Transport
    /// 0 go on, 1 finish what is under way, 2 stop now.
    package var stopGrade: @Sendable () -> Int
    /// Bytes that may still be written on the file system of a path; nil when that can't be told.
    package var freeBytes: @Sendable (String) -> Int64? = { _ in nil }

    /// Makes a machine.
    package init(
        clock: RunClock, random: @escaping @Sendable () -> UInt64, pause: @escaping @Sendable (Int64) -> Void,
        inbox: Ingest.FileSystem, files: Emit.FileOperations, ledgerDisk: String?,
        transport: @escaping @Sendable (CurlTransport.Profile, RunClock) -> any Transport,
        stopGrade: @escaping @Sendable () -> Int
    ) {
        self.clock = clock
        self.random = random
        self.pause = pause
        self.inbox = inbox
        self.files = files
        self.ledgerDisk = ledgerDisk
        self.transport = transport
        self.stopGrade = stopGrade
    }

    /// The machine that the program runs on.
    static let system = {
        var machine = plain
        machine.freeBytes = { FileSystem.freeBytes($0) }
        return machine
    }()

    private static let plain = Machine(
        clock: RunClock(wallMicros: { pb_wall_micros() }, monotonicNanos: { pb_monotonic_nanos() }),
        random: { randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) } },
        pause: { usleep(UInt32(clamping: $0 / 1000)) },
        inbox: .system, files: .posix, ledgerDisk: nil,
        transport: { profile, clock in CurlTransport(profile: profile, now: clock.monotonicNanos) },
        stopGrade: { StopSignals.grade })
}
