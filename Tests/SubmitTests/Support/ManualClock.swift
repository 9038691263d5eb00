import Submit
import Synchronization

/// A clock that moves only when the transport waits, or when a test moves it.
final class ManualClock: Sendable {
    private let moment: Mutex<(wallMicros: Int64, monotonicNanos: Int64)>

    /// Begins at 2026-11-20T21:05:00-05:00.
    init(wallMicros: Int64 = 1_795_226_700_000_000) {
        moment = Mutex((wallMicros, 1_000_000_000_000))
    }

    var now: Int64 { moment.withLock { $0.monotonicNanos } }

    var runClock: RunClock {
        RunClock(
            wallMicros: { self.moment.withLock { $0.wallMicros } }, monotonicNanos: { self.moment.withLock { $0.monotonicNanos } }
        )
    }

    func advance(nanoseconds: Int64) {
        moment.withLock { $0 = ($0.wallMicros + nanoseconds / 1000, $0.monotonicNanos + nanoseconds) }
    }

    func advance(seconds: Int64) { advance(nanoseconds: seconds * 1_000_000_000) }
}
