public import Fiscal

/// How many POSTs began when: bins of equal width, at most `binsMax`, whatever the length of the run.
public struct SubmissionHistogram: Sendable, Equatable {
    /// Most bins.
    public static let binsMax = 96

    /// Beginning of the first bin.
    public let start: FiscalTime
    /// Width of a bin in seconds.
    public let binSeconds: Int
    /// POSTs in each bin.
    public let counts: [Int]
    /// The configured limit, in POSTs per 1000 seconds; nil where several limits were in force.
    public let limitPerKilosecond: Int?

    /// Makes a histogram.
    /// - Parameters:
    ///   - start: the moment that the seconds count from.
    ///   - postsBySecond: POSTs in each second after it.
    ///   - limitPerKilosecond: `rate.perSecond` × 1000.
    public init(start: FiscalTime, postsBySecond: [Int: Int], limitPerKilosecond: Int?) {
        let posts = postsBySecond.filter { $0.key >= 0 && $0.value > 0 }
        let first = posts.keys.min() ?? 0
        let span = (posts.keys.max() ?? -1) - first + 1
        let width = Self.widths.first { ($0 * Self.binsMax) >= span } ?? (span + Self.binsMax - 1) / Self.binsMax
        var counts = [Int](repeating: 0, count: (span + width - 1) / width)
        for (second, number) in posts { counts[(second - first) / width] += number }
        self.start = start.adding(seconds: Int64(first))
        self.binSeconds = width
        self.counts = counts
        self.limitPerKilosecond = limitPerKilosecond
    }

    private static let widths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]

    /// All POSTs.
    public var total: Int { counts.reduce(0, +) }

    /// Seconds from the first bin's beginning to the last one's end.
    public var spanSeconds: Int { counts.count * binSeconds }
}
