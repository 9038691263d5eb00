public import Ledger
internal import JSONText

/// The name of one record of one input, such as `orders.csv.9f2c1a77#12`: the stem of its result files and its position in the input,
/// from 1. Results name with it what a document `replaces` and is `replaced_by`: the order's own number can't tell a correction from
/// what it corrects, since both carry the same.
public struct RecordID: Sendable, Hashable {
    /// The stem of the input's result files.
    public let stem: String
    /// Position in the input, from 1.
    public let sequence: Int

    /// Names a record.
    public init(input: InputRow, sequence: Int) {
        stem = ResultNames.stem(of: input)
        self.sequence = sequence
    }

    /// `stem#sequence`.
    public var text: String { stem + "#" + String(sequence) }
}

/// Names of the files that belong to an input (product.md 7). The input's name comes from outside: what a terminal or a file system
/// could stumble over becomes `_`, and a long name is cut in the middle so that it keeps its ending.
public enum ResultNames {
    /// `NAME.<first 8 of sha256>`; with `.2`, `.3`, … behind it for the same bytes in other companies' folders.
    public static func stem(of input: InputRow) -> String {
        let suffix = "." + input.sha256.prefix(8) + (input.copy > 1 ? ".\(input.copy)" : "")
        return shortened(cleaned(input.name), toBytes: AtomicFile.nameBytesMax - suffix.utf8.count - longestEnding.utf8.count)
            + suffix
    }

    /// The results, as JSON Lines.
    public static func jsonl(stem: String) -> String { stem + longestEnding }

    /// The results, for a spreadsheet.
    public static func csv(stem: String) -> String { stem + ".result.csv" }

    /// What the ERP reads back.
    public static func erp(stem: String) -> String { stem + ".erp.csv" }

    /// The rows to correct.
    public static func fix(stem: String) -> String { stem + ".fix.csv" }

    private static let longestEnding = ".result.jsonl"

    private static func cleaned(_ name: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: cleaned.append("_")
            default: cleaned.append(scalar == "/" ? "_" : scalar)
            }
        }
        return String(cleaned)
    }

    private static func shortened(_ name: String, toBytes limit: Int) -> String {
        guard name.utf8.count > limit else { return name }
        let point = name.unicodeScalars.lastIndex(of: ".") ?? name.endIndex
        let ending = name[point...].utf8.count <= 16 ? name[point...] : ""
        var room = limit - ending.utf8.count
        var kept = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            room -= String(scalar).utf8.count
            if room < 0 { break }
            kept.append(scalar)
        }
        return String(kept) + ending
    }
}
