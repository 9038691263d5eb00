public import JSONText

/// A moment as the DGI writes it: America/Panama, which is −05:00 all year, to the second (rulebook 5.4, dgi.md 1.2).
public struct FiscalTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let epochSeconds: Int64

    /// The moment so many seconds after 1970-01-01T00:00:00Z.
    public init(epochSeconds: Int64) { self.epochSeconds = epochSeconds }

    /// The moment of a civil date and time in Panama; nil when there is no such date or time. Years 1900...9999.
    public init?(year: Int, month: Int, day: Int, hour: Int = 12, minute: Int = 0, second: Int = 0, offsetMinutes: Int = -300) {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, year: year),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second), abs(offsetMinutes) <= 14 * 60
        else { return nil }
        let days = Self.daysSinceEpoch(year: year, month: month, day: day)
        epochSeconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offsetMinutes * 60)
    }

    /// Earlier.
    public static func < (left: FiscalTime, right: FiscalTime) -> Bool { left.epochSeconds < right.epochSeconds }

    /// The moment so many seconds later.
    public func adding(seconds: Int64) -> FiscalTime { FiscalTime(epochSeconds: epochSeconds + seconds) }

    /// Date and time in Panama.
    public var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let local = epochSeconds - 5 * 3600
        let days = Int((local >= 0 ? local : local - 86_399) / 86_400)
        let rest = Int(local - Int64(days) * 86_400)
        let date = Self.date(daysSinceEpoch: days)
        return (date.year, date.month, date.day, rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// Day of the week in Panama: 0 Monday … 6 Sunday.
    public var weekday: Int {
        let local = epochSeconds - 5 * 3600
        let days = (local >= 0 ? local : local - 86_399) / 86_400
        return Int(((days + 3) % 7 + 7) % 7)
    }

    /// So many business days (Monday to Friday) later at the same time of day (rulebook 10, Business days).
    public func adding(businessDays count: Int) -> FiscalTime {
        var time = self
        var left = count
        while left > 0 {
            time = time.adding(seconds: 86_400)
            if time.weekday < 5 { left -= 1 }
        }
        return time
    }

    /// `YYYY-MM-DDTHH:MM:SS-05:00`.
    public var text: String {
        var writer = ByteWriter(capacity: 25)
        writer.append(self)
        return writer.text
    }

    /// `YYYYMMDD`, as a CUFE carries it (dgi.md 2.1).
    public var compactDate: String {
        let civil = civil
        var writer = ByteWriter(capacity: 8)
        writer.append(magnitude: UInt64(civil.year), digits: 4)
        writer.append(magnitude: UInt64(civil.month), digits: 2)
        writer.append(magnitude: UInt64(civil.day), digits: 2)
        return writer.text
    }

    static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    // Days since 1970-01-01 in the proleptic Gregorian calendar, counted in 400-year eras that begin on 1 March,
    // so that the leap day is an era's last.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension FiscalTime {
    /// Reads ISO 8601 (`2026-11-20`, `2026-11-20T21:05[:00][Z|±hh:mm]`, a space for the T) or `dd/mm/yyyy [hh:mm[:ss]]`
    /// (product.md 6). Without a time: 12:00:00; without an offset: Panama's.
    public init?(text: Span<UInt8>) {
        var scanner = DigitScanner(text: text)
        guard let date = scanner.date() else { return nil }
        var (hour, minute, second, offset) = (12, 0, 0, -300)
        if !scanner.atEnd {
            guard scanner.take("T") || scanner.take(" "), let time = scanner.time() else { return nil }
            (hour, minute, second) = time
            if !scanner.atEnd {
                guard let stated = scanner.offset(), scanner.atEnd else { return nil }
                offset = stated
            }
        }
        self.init(
            year: date.year, month: date.month, day: date.day, hour: hour, minute: minute, second: second, offsetMinutes: offset)
    }

    /// Reads a moment from a text; see `init(text: Span<UInt8>)`.
    public init?(text: String) {
        self.init(text: Array(text.utf8).span)
    }
}

/// Reads the digits of dates.
private struct DigitScanner: ~Escapable {
    private let text: Span<UInt8>
    private var index = 0

    @_lifetime(copy text)
    init(text: Span<UInt8>) { self.text = text }

    var atEnd: Bool { index == text.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        guard index + digits <= text.count else { return nil }
        var value = 0
        for _ in 0..<digits {
            let byte = text[index]
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
            index += 1
        }
        return value
    }

    mutating func date() -> (year: Int, month: Int, day: Int)? {
        if text.count > 2, text[2] == UInt8(ascii: "/") || text[1] == UInt8(ascii: "/") { return slashedDate() }
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"), let day = number(digits: 2)
        else {
            return nil
        }
        return (year, month, day)
    }

    private mutating func slashedDate() -> (year: Int, month: Int, day: Int)? {
        guard let day = shortNumber(), take("/"), let month = shortNumber(), take("/"), let year = number(digits: 4) else {
            return nil
        }
        return (year, month, day)
    }

    private mutating func shortNumber() -> Int? {
        index + 1 < text.count && text[index + 1] == UInt8(ascii: "/") ? number(digits: 1) : number(digits: 2)
    }

    mutating func time() -> (Int, Int, Int)? {
        guard let hour = number(digits: 2), take(":"), let minute = number(digits: 2) else { return nil }
        guard take(":") else { return (hour, minute, 0) }
        guard let second = number(digits: 2) else { return nil }
        if take(".") {
            var decimals = 0
            while number(digits: 1) != nil { decimals += 1 }
            guard decimals > 0 else { return nil }
        }
        return (hour, minute, second)
    }

    mutating func offset() -> Int? {
        if take("Z") { return 0 }
        let sign = take("-") ? -1 : take("+") ? 1 : 0
        guard sign != 0, let hours = number(digits: 2) else { return nil }
        _ = take(":")
        guard let minutes = number(digits: 2) else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

extension OutputSpan where Element == UInt8 {
    /// Appends a moment as `YYYY-MM-DDTHH:MM:SS-05:00`.
    public mutating func append(_ time: FiscalTime) {
        let civil = time.civil
        append(magnitude: UInt64(civil.year), digits: 4)
        append("-")
        append(magnitude: UInt64(civil.month), digits: 2)
        append("-")
        append(magnitude: UInt64(civil.day), digits: 2)
        append("T")
        append(magnitude: UInt64(civil.hour), digits: 2)
        append(":")
        append(magnitude: UInt64(civil.minute), digits: 2)
        append(":")
        append(magnitude: UInt64(civil.second), digits: 2)
        append("-05:00")
    }
}

extension ByteWriter {
    /// Appends a moment as `YYYY-MM-DDTHH:MM:SS-05:00`.
    public mutating func append(_ time: FiscalTime) {
        // A year may have more than four digits.
        append(atMost: 48) { $0.append(time) }
    }
}
