import Synchronization

/// At most so many POSTs in any second per key (pac-api.md 3.8). A POST that is refused doesn't count.
final class RateWindow: Sendable {
    private static let second: Int64 = 1_000_000_000

    private let taken = Mutex<[String: [Int64]]>([:])

    /// Takes a POST that arrived at a monotonic time; or the nanoseconds until there is room again.
    func take(key: String, limit: Int, at nanos: Int64) -> Int64? {
        taken.withLock { taken in
            var times = taken[key] ?? []
            // Two threads may bring two arrivals in the wrong order: nothing younger than two seconds is forgotten.
            if let first = times.first, first < nanos - 2 * Self.second { times.removeAll { $0 < nanos - 2 * Self.second } }
            let recent = times.filter { $0 > nanos - Self.second && $0 <= nanos + Self.second }
            if recent.count >= limit {
                taken[key] = times
                return (recent.min() ?? nanos) + Self.second - nanos
            }
            times.append(nanos)
            taken[key] = times
            return nil
        }
    }
}
