import Fiscal

/// A whole number with commas between thousands, as Panama writes it.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return text
}

/// Balboas with commas between thousands and two decimals.
func grouped(_ amount: Amount) -> String {
    let text = amount.rounded(to: .cents).text(decimals: 2)
    let isNegative = text.hasPrefix("-")
    let whole = text.dropFirst(isNegative ? 1 : 0).dropLast(3)
    return (isNegative ? "-" : "") + grouped(Int(whole) ?? 0) + text.suffix(3)
}

/// A stretch of time in its two largest units: `45s`, `5m 34s`, `2h 07m`, `3d 4h`.
func shortText(_ duration: Duration) -> String {
    let seconds = Int(max(duration.components.seconds, 0))
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m \(twoDigits(seconds % 60))s"
    case ..<86_400: return "\(seconds / 3600)h \(twoDigits(seconds / 60 % 60))m"
    default: return "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Bytes in the largest unit that leaves at least one: `512 B`, `1.4 MB`.
func sizeText(_ bytes: Int64) -> String {
    var value = bytes
    var tenths: Int64 = 0
    var unit = 0
    while value >= 1000, unit < 4 {
        tenths = value / 100 % 10
        value /= 1000
        unit += 1
    }
    let names = ["B", "kB", "MB", "GB", "TB"]
    return unit == 0 ? "\(value) B" : "\(value).\(tenths) \(names[unit])"
}
