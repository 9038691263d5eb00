internal import Guards

/// Keeps a rate limit in every sliding second (G15): at most `perSecond` sends in any second, at most `burst` at once, spaced on a grid so
/// that late wake-ups don't bunch them. Times are nanoseconds of a monotonic clock.
public struct RateWindow: Sendable {
    /// The limit.
    let perSecond: Double
    private let burst: Int
    private let spacing: Int64
    private let windowCount: Int
    private var sends: [Int64] = []
    private var first = 0
    /// Sends that were forgotten; the numbers of the others begin behind them.
    private var forgotten = 0
    private var nextSlot = Int64.min
    /// Added to the second: covers late wake-ups and the network's own jitter. Grows with each 429.
    public private(set) var guardNanoseconds: Int64
    /// No send before this moment: a Retry-After, or an own back-off.
    public private(set) var pausedUntil = Int64.min

    /// Slots that a late wake-up missed are made up for as far back as this.
    private static let catchUp: Int64 = 100_000_000
    /// Sends this close to each other go "at once": no more than the burst of them, made up for or not. Above 450 a second the grid itself is
    /// that close.
    private static let atOnce: Int64 = 1_100_000
    private static let second: Int64 = 1_000_000_000
    private static let guardMax: Int64 = 250_000_000

    /// Makes a window.
    /// - Parameters:
    ///   - perSecond: above 0; below 1 means less than one a second.
    ///   - burst: at least 1.
    ///   - guardNanoseconds: 12 ms covers three times the worst lateness that was measured (performance.md 4).
    public init(perSecond: Double, burst: Int, guardNanoseconds: Int64 = 12_000_000) {
        self.perSecond = perSecond
        self.burst = max(burst, 1)
        spacing = Int64(Double(Self.second) / perSecond)
        windowCount = max(Int(perSecond), 1)
        self.guardNanoseconds = guardNanoseconds
    }

    /// The earliest moment of the next send.
    public func earliest(now: Int64) -> Int64 {
        guard Guard.rateWindow.isOn else { return now }
        var moment = max(now, pausedUntil)
        if nextSlot != Int64.min { moment = max(moment, nextSlot - Int64(burst - 1) * spacing) }
        let count = sends.count - first
        if count >= burst, spacing > 2 * Self.atOnce { moment = max(moment, sends[sends.count - burst] + Self.atOnce) }
        if count >= windowCount { moment = max(moment, sends[sends.count - windowCount] + Self.second + guardNanoseconds) }
        return moment
    }

    /// Takes note of a send, which must not come before `earliest`. Returns its number.
    @discardableResult
    public mutating func take(at moment: Int64) -> Int {
        let base = nextSlot == Int64.min ? moment : max(nextSlot, moment - max(Self.catchUp, spacing / 8))
        nextSlot = base + spacing
        sends.append(moment)
        while first < sends.count, sends[first] <= moment - Self.second - Self.guardMax { first += 1 }
        if first > 4096 {
            sends.removeFirst(first)
            forgotten += first
            first = 0
        }
        return forgotten + sends.count - 1
    }

    /// A send's first byte left later than it was meant to: a connection had to be made, or the loop was held up. Those behind it can't have left
    /// before it as far as the limit goes.
    public mutating func correct(send number: Int, to moment: Int64) {
        var index = number - forgotten
        guard index >= first else { return }
        while index < sends.count, sends[index] < moment {
            sends[index] = moment
            index += 1
        }
    }

    /// Nothing goes before `moment`.
    public mutating func hold(until moment: Int64) { pausedUntil = max(pausedUntil, moment) }

    /// The PAC answered 429: nothing goes before `moment`, and the guard grows.
    public mutating func pause(until moment: Int64) {
        hold(until: moment)
        guardNanoseconds = min(guardNanoseconds * 2, Self.guardMax)
    }
}
