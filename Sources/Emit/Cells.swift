internal import Fiscal
internal import JSONText

extension ByteWriter {
    /// Appends a text, or null.
    mutating func append(jsonOrNull text: String?) {
        if let text { append(jsonString: text) } else { append("null") }
    }

    /// Appends a whole number, or null.
    mutating func append(jsonOrNull number: Int?) {
        if let number { append(integer: Int64(number)) } else { append("null") }
    }

    /// Appends an amount as a string with two decimals, or null (product.md 7).
    mutating func append(jsonOrNull amount: Amount?) {
        guard let amount else { return append("null") }
        append("\"")
        append(amount, decimals: 2)
        append("\"")
    }

    /// Appends an array of texts, or null.
    mutating func append(jsonOrNull words: [String]?) {
        guard let words else { return append("null") }
        append("[")
        for (index, word) in words.enumerated() {
            if index > 0 { append(",") }
            append(jsonString: word)
        }
        append("]")
    }

    /// Appends a text cell of a CSV that people open in a spreadsheet. A cell that a spreadsheet would take for a formula gets a single
    /// quote in front; quoting alone doesn't help (CWE-1236). Numbers don't come through here: their minus is legal.
    mutating func append(csvCell text: String) {
        let utf8 = text.utf8
        let bytes = utf8.span
        guard bytes.count > 0 else { return }
        let isFormula = Self.isFormulaPrefix(bytes[0])
        guard Self.needsQuotes(bytes) else {
            if isFormula { append(byte: UInt8(ascii: "'")) }
            return append(bytes)
        }
        append(byte: UInt8(ascii: "\""))
        if isFormula { append(byte: UInt8(ascii: "'")) }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { append(byte: byte) }
            // A NUL ends the file for some readers.
            append(byte: byte == 0 ? UInt8(ascii: " ") : byte)
        }
        append(byte: UInt8(ascii: "\""))
    }

    private static func isFormulaPrefix(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D, 0: true
        default: false
        }
    }

    /// Also for separators of other dialects: who opens the file with one of them must not get a second cell to run.
    private static func needsQuotes(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\""), 0x09, 0x0A, 0x0D, 0: return true
            default: continue
            }
        }
        return false
    }
}
