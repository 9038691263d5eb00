import Fiscal

/// A time of day, `HH:MM` in Panama (product.md 5, `--until`).
struct ClockTime: Sendable, Equatable {
    let hour: Int
    let minute: Int

    init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = wholeNumber(parts[0]),
            let minute = wholeNumber(parts[1]), hour < 24, minute < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// The next moment at this time of day; `moment` itself when it is exactly that.
    func next(from moment: FiscalTime) -> FiscalTime {
        let now = moment.civil
        let seconds = (hour - now.hour) * 3600 + (minute - now.minute) * 60 - now.second
        return moment.adding(seconds: Int64(seconds < 0 ? seconds + 86_400 : seconds))
    }
}

/// A month, `YYYY-MM` (product.md 5, `--period`).
struct Period: Sendable, Equatable {
    let year: Int
    let month: Int

    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let year = wholeNumber(parts[0]),
            let month = wholeNumber(parts[1]), year >= 1900, (1...12).contains(month)
        else { return nil }
        self.year = year
        self.month = month
    }
}

/// The beginning of a stretch of time: a date or moment, or so long ago (product.md 5, `--since`).
enum Since: Sendable, Equatable {
    case moment(FiscalTime)
    case ago(Duration)

    /// Reads a date (at 00:00:00), a moment, or a duration.
    init?(text: String) {
        if let duration = Duration(optionText: text) {
            self = .ago(duration)
        } else if let moment = FiscalTime(text: text + " 00:00:00") ?? FiscalTime(text: text) {
            self = .moment(moment)
        } else {
            return nil
        }
    }

    /// The moment it means at `now`.
    func start(now: FiscalTime) -> FiscalTime {
        switch self {
        case .moment(let moment): moment
        case .ago(let duration): now.adding(seconds: -duration.components.seconds)
        }
    }
}

extension Duration {
    /// Reads `250ms`, `90s`, `5m`, `1h` or `2d`: whole numbers, one unit, at most ten years; nil for anything else.
    init?(optionText text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = wholeNumber(digits) else { return nil }
        let milliseconds: Int
        switch text[digits.endIndex...] {
        case "ms": milliseconds = 1
        case "s": milliseconds = 1000
        case "m": milliseconds = 60_000
        case "h": milliseconds = 3_600_000
        case "d": milliseconds = 86_400_000
        default: return nil
        }
        let (total, overflow) = count.multipliedReportingOverflow(by: milliseconds)
        guard !overflow, total <= 3660 * 86_400_000 else { return nil }
        self = .milliseconds(total)
    }

    /// The whole milliseconds in it.
    var wholeMilliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }

    /// The duration in the words that an option takes, in the largest unit that holds it whole.
    var optionText: String {
        let milliseconds = wholeMilliseconds
        let units: [(Int, String)] = [(3_600_000, "h"), (60_000, "m"), (1000, "s")]
        for (size, unit) in units where milliseconds >= size && milliseconds % size == 0 {
            return "\(milliseconds / size)\(unit)"
        }
        return milliseconds == 0 ? "0s" : "\(milliseconds)ms"
    }
}

/// A number of ASCII digits only; nil for anything else and for more than 18 digits.
func wholeNumber(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
}
