/// How many columns of a terminal a text takes: East Asian wide characters and emoji take two, combining marks, joiners and controls none.
func displayWidth(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
}

private func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .surrogate: return 0
    default: break
    }
    let hasEmojiStyle = character.unicodeScalars.contains { $0.value == 0xFE0F }
    return hasEmojiStyle || scalar.properties.isEmojiPresentation || isWide(scalar.value) ? 2 : 1
}

/// The blocks that Unicode's EastAsianWidth.txt calls W or F, in coarse ranges.
private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        true
    default: false
    }
}

/// The text with spaces up to a width; longer texts stay as they are.
func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(width - displayWidth(text), 0))
    return right ? spaces + text : text + spaces
}

/// The text cut to a width, with an ellipsis where something was cut.
func clipped(_ text: String, to width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
        let columns = columns(of: character)
        if used + columns > width - 1 { break }
        kept.append(character)
        used += columns
    }
    return width > 0 ? kept + "…" : ""
}

/// The text on lines of at most `width` columns, broken at spaces; longer words stay whole.
func fold(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty, displayWidth(line) + 1 + displayWidth(word) > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? word : " " + word
        }
        lines.append(line)
    }
    return lines
}
