import Fiscal
import Ingest
import Submit

/// The inbox until nobody is writing what can be waited for (product.md 6). `run` and `plan` see the same files.
struct InboxWatch {
    /// What can be taken now, and what was left alone.
    struct Found {
        var files: [InboxFile] = []
        var faults: [Fault] = []
    }

    /// No longer than this for a file that somebody keeps on writing: the next run takes it.
    private static let waitMax: Int64 = 5_000_000_000

    /// Looks until everything is settled or waiting is of no more use.
    static func settled(_ inbox: Inbox, _ machine: Machine, isStopping: () -> Bool = { false }) throws -> Found {
        var settling = Settling()
        let clock = machine.clock
        let began = clock.monotonicNanos()
        while true {
            let look = try inbox.look()
            let now = clock.monotonicNanos()
            let verdict = settling.judge(
                look.files, wall: clock.wallMicros() * 1000, monotonic: now, fileSystem: inbox.fileSystem)
            guard let wait = verdict.wait, now + wait - began <= waitMax, !isStopping() else {
                return Found(files: verdict.settled, faults: look.faults + verdict.faults)
            }
            machine.pause(wait + 1_000_000)
        }
    }
}
