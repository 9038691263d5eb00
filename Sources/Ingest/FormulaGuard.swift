/// Keeps spreadsheets from taking a cell for a formula (reliability.md 3, CSV injection): an apostrophe in front of what begins like one.
enum FormulaGuard {
    /// True for a text that a spreadsheet would calculate.
    static func isFormula(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        switch text[0] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: return true
        default: return false
        }
    }

    /// True for a text that was kept from being calculated.
    static func isGuarded(_ text: Span<UInt8>) -> Bool {
        text.count > 1 && text[0] == UInt8(ascii: "'") && isFormula(text.extracting(1..<text.count))
    }
}
