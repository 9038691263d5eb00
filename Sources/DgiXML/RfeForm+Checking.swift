internal import Catalogues
internal import Fiscal

/// What is wrong with an element's text.
enum RfeFormDefect {
    case form
    case length(Int)
    case code
    /// Not in a list that is known to have grown.
    case list
}

extension RfeForm {
    /// What is wrong with a text from which white space at the ends is gone; nil when nothing is.
    /// - Parameter lists: those of `RfeForm.lists` that are in force.
    func defect(of text: Span<UInt8>, codes: borrowing RfeCodes, lists: [Catalogue]) -> RfeFormDefect? {
        switch kind {
        case .group, .foreign: nil
        case .text: lengthDefect(of: text)
        case .code: codes.holds(text, in: Int(first)..<Int(second)) ? nil : .code
        case .number: codes.holds(number: text, in: Int(first)..<Int(second)) ? nil : .code
        case .list: lists[Int(first)].contains(text) ? nil : .list
        case _: hasForm(text) ? nil : .form
        }
    }

    private func lengthDefect(of text: Span<UInt8>) -> RfeFormDefect? {
        // Bytes can only be more than characters.
        if text.count <= Int(second), text.count >= Int(first) * 4 { return nil }
        var count = 0
        for index in 0..<text.count where text[index] & 0xC0 != 0x80 { count += 1 }
        return count >= Int(first) && count <= Int(second) ? nil : .length(count)
    }

    private func hasForm(_ text: Span<UInt8>) -> Bool {
        switch kind {
        case .digits: text.count == Int(first) && hasDigits(text, 0..<text.count) && !isZero(text)
        case .amount: isDecimal(text, whole: Int(first), least: Int(second), most: Int(third))
        case .decimal: isDecimal(text, whole: Int(first), least: 0, most: Int(second))
        case .integer: isInteger(text)
        case .version: isDecimal(text, whole: 2, least: 0, most: 2)
        case .cufe: text.count == 66 && text[0] == UInt8(ascii: "F") && text[1] == UInt8(ascii: "E")
        case .branch: text.count == 4 && all(text) { isDigit($0) || isLetter($0) }
        case .dv: text.count == 2 && hasDigits(text, 0..<2)
        case .ruc: isRucText(text)
        case .coordinates: isCoordinates(text)
        case .moment: isMoment(text)
        case .day: isDay(text)
        case .phone: text.count >= 7 && text.count <= 16 && all(text) { isDigit($0) || $0 == UInt8(ascii: "-") }
        case .email: isEmail(text)
        case .gtin: hasDigits(text, 0..<text.count) && (isZero(text) || text.count == 8 || (12...14).contains(text.count))
        case .group, .foreign, .text, .code, .number, .list: true
        }
    }

    private func isInteger(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, text.count <= Int(second), hasDigits(text, 0..<text.count) else { return false }
        return first == 0 || !isZero(text)
    }
}

// MARK: - Pieces of forms

private func all(_ text: Span<UInt8>, _ isFine: (UInt8) -> Bool) -> Bool {
    for index in 0..<text.count where !isFine(text[index]) { return false }
    return true
}

private func hasDigits(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.upperBound <= text.count else { return false }
    for index in range where !isDigit(text[index]) { return false }
    return true
}

private func isZero(_ text: Span<UInt8>) -> Bool { all(text) { $0 == UInt8(ascii: "0") } }

/// Digits with a point and decimals; the point may be left out when no decimals are asked for.
private func isDecimal(_ text: Span<UInt8>, whole: Int, least: Int, most: Int) -> Bool {
    var point = 0
    while point < text.count, isDigit(text[point]) { point += 1 }
    guard point <= whole, point > 0 || least > 0 && text.count > 0 else { return false }
    if point == text.count { return least == 0 }
    let decimals = text.count - point - 1
    guard text[point] == UInt8(ascii: "."), decimals >= least, decimals <= most else { return false }
    return decimals == 0 || hasDigits(text, point + 1..<text.count)
}

/// The DGI's pattern: digits and hyphens behind E, N, PE, AV, NT or PI, these with a province in front (dgi.md 3.1). Whether it is a RUC is
/// another question.
private func isRucText(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 5, text.count <= 20 else { return false }
    var index = 0
    while index < text.count, isDigit(text[index]) || text[index] == UInt8(ascii: "-") { index += 1 }
    if index == text.count { return true }
    guard index <= 3 else { return false }
    let letters = index
    while index < text.count, isLetter(text[index]) { index += 1 }
    guard index < text.count, text[index] == UInt8(ascii: "-") else { return false }
    let isKnown = rucLetters.contains { isText(text, letters..<index, $0) }
    return isKnown && all(text.extracting(index..<text.count)) { isDigit($0) || $0 == UInt8(ascii: "-") }
}

private let rucLetters: [StaticString] = ["E", "N", "PE", "AV", "NT", "PI"]

private func isText(_ text: Span<UInt8>, _ range: Range<Int>, _ constant: StaticString) -> Bool {
    guard range.count == constant.utf8CodeUnitCount else { return false }
    for index in range where text[index] != (unsafe constant.utf8Start[index - range.lowerBound]) { return false }
    return true
}

private func isMoment(_ text: Span<UInt8>) -> Bool {
    guard text.count == 25, text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
        text[19] == UInt8(ascii: "-") || text[19] == UInt8(ascii: "+"), text[22] == UInt8(ascii: ":")
    else { return false }
    return FiscalTime(text: text) != nil
}

private func isDay(_ text: Span<UInt8>) -> Bool {
    text.count == 10 && text[4] == UInt8(ascii: "-") && FiscalTime(text: text) != nil
}

/// `+8.9892,-79.5201`: 4 to 6 decimals, western longitude.
private func isCoordinates(_ text: Span<UInt8>) -> Bool {
    var comma = 0
    while comma < text.count, text[comma] != UInt8(ascii: ",") { comma += 1 }
    guard comma + 1 < text.count, text.count <= 22, text[comma + 1] == UInt8(ascii: "-") else { return false }
    let start = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") ? 1 : 0
    return start <= comma && isDecimal(text.extracting(start..<comma), whole: 2, least: 4, most: 6)
        && isDecimal(text.extracting(comma + 2..<text.count), whole: 2, least: 4, most: 6)
}

/// One @, a name in front of it, a domain of at least two parts behind it, the last of 2 to 9 letters; at most 100 bytes.
private func isEmail(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 100 else { return false }
    var (at, ats, dot) = (-1, 0, -1)
    for index in 0..<text.count {
        let byte = text[index]
        if byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") { return false }
        if byte == UInt8(ascii: "@") { (at, ats) = (index, ats + 1) }
        if byte == UInt8(ascii: ".") { dot = index }
    }
    guard ats == 1, at > 0, dot > at + 1, (2...9).contains(text.count - dot - 1) else { return false }
    return all(text.extracting(dot + 1..<text.count), isLetter)
}
