internal import Fiscal

/// The Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date. Negative and unreadable ones count as absent.
enum RetryAfter {
    /// Seconds to wait from `now`; nil when the header says nothing usable.
    static func seconds(_ text: String?, now: FiscalTime) -> Int64? {
        guard let text, !text.isEmpty else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return min(Int64(text) ?? secondsMax, secondsMax) }
        guard let date = httpDate(text) else { return nil }
        return min(max(date.epochSeconds - now.epochSeconds, 0), secondsMax)
    }

    /// A century: longer than anybody waits, and short enough to be counted in nanoseconds.
    private static let secondsMax: Int64 = 100 * 366 * 86_400

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func httpDate(_ text: String) -> FiscalTime? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])),
            let year = Int(parts[3])
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3 else { return nil }
        return FiscalTime(
            year: year, month: month + 1, day: day, hour: time[0], minute: time[1], second: time[2], offsetMinutes: 0)
    }
}
