import Fiscal

/// A stage of a run that has progress.
enum Stage: Int, Sendable, CaseIterable {
    /// Files are read, orders judged.
    case reading
    /// Documents are POSTed.
    case sending
    /// The DGI's answers are waited for.
    case confirming
    /// PDFs are fetched.
    case filing
}

/// Where a run stands, as it is shown. Moments are stretches of time since any fixed one.
struct Progress: Sendable, Equatable {
    /// One stage's count and its speed over the last half minute.
    struct Count: Sendable, Equatable {
        fileprivate(set) var done = 0
        /// Nil while nobody knows.
        fileprivate(set) var total: Int?
        fileprivate var samples: [Sample] = []

        fileprivate struct Sample: Equatable {
            let at: Duration
            let done: Int
        }

        var isFinished: Bool { total.map { done >= $0 } ?? false }

        /// Done per second × 10; nil before there is anything to tell it from.
        var tenthsPerSecond: Int? {
            guard let first = samples.first, let last = samples.last, last.at - first.at >= .seconds(1) else { return nil }
            let milliseconds = (last.at - first.at).wholeMilliseconds
            return (last.done - first.done) * 10_000 / milliseconds
        }

        /// Time to the end at this speed; nil when the end or the speed isn't known.
        var timeLeft: Duration? {
            guard let total, let tenths = tenthsPerSecond, tenths > 0, total > done else { return nil }
            return .seconds((total - done) * 10 / tenths)
        }
    }

    private static let window = Duration.seconds(30)

    private(set) var counts: [Stage: Count] = [:]
    var inFlight = 0
    var rejected = 0
    var inDoubt = 0

    /// Notes how far a stage is.
    mutating func update(_ stage: Stage, done: Int, total: Int?, at now: Duration) {
        var count = counts[stage] ?? Count()
        count.done = done
        count.total = total
        // One sample a second is enough for a speed, and keeps the list short.
        if let last = count.samples.last, count.samples.count > 1, now - last.at < .seconds(1), let first = count.samples.first,
            last.at - first.at >= .seconds(1)
        {
            count.samples.removeLast()
        }
        count.samples.append(Count.Sample(at: now, done: done))
        count.samples.removeAll { now - $0.at > Self.window }
        counts[stage] = count
    }
}
