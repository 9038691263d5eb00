import Glibc

/// A moment by both clocks: the civil one, which may jump, and the monotonic one, which rates and windows are measured by.
public struct SandboxMoment: Sendable, Equatable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let unixMicros: Int64
    /// Nanoseconds of a clock that never goes back; its zero means nothing.
    public let monotonicNanos: Int64

    /// Makes a moment.
    public init(unixMicros: Int64, monotonicNanos: Int64) {
        self.unixMicros = unixMicros
        self.monotonicNanos = monotonicNanos
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    public var unixSeconds: Int64 { unixMicros / 1_000_000 }
}

/// Where the sandbox takes the time from.
public struct SandboxClock: Sendable {
    /// The moment it is.
    public let now: @Sendable () -> SandboxMoment

    /// A clock that asks this function.
    public init(now: @escaping @Sendable () -> SandboxMoment) {
        self.now = now
    }

    /// The machine's own clocks.
    public static let machine = SandboxClock {
        SandboxMoment(unixMicros: read(CLOCK_REALTIME) / 1000, monotonicNanos: read(CLOCK_MONOTONIC))
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "the machine has no such clock")
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
