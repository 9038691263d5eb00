internal import Fiscal

/// How sure the reader is about something it found out by looking.
public enum Certainty: String, Sendable, CaseIterable {
    /// The file says so itself (byte order mark, `sep=`).
    case stated
    /// Everything that was looked at agrees.
    case certain
    /// Most of it agrees.
    case likely
    /// Nothing speaks for it, and nothing against it.
    case assumed
}

/// The sign between units and decimals.
public enum DecimalSign: String, Sendable, CaseIterable {
    case point = "."
    case comma = ","

    var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

/// The form of a CSV file, found out by looking at many of its rows and reported with the results (product.md 6).
public struct Dialect: Sendable, Equatable {
    /// How bytes stand for text.
    public var encoding = TextEncoding.utf8
    /// How sure the encoding is; `assumed` as long as only ASCII has come, which is the same in all of them.
    public var encodingCertainty = Certainty.assumed
    /// The file begins with a byte order mark.
    public var hasByteOrderMark = false
    /// The file begins with a line that states the delimiter.
    public var hasSeparatorLine = false
    /// Comma, semicolon, tab or bar (or what a `sep=` line says).
    public var delimiter = UInt8(ascii: ",")
    /// How sure the delimiter is.
    public var delimiterCertainty = Certainty.assumed
    /// Nil as long as no number settles it.
    public var decimalSign: DecimalSign?
    /// How sure the decimal sign is.
    public var decimalCertainty = Certainty.assumed
    /// Rows that were looked at.
    public var rowsSampled = 0

    /// A dialect of which nothing is known yet.
    public init() {}

    /// The delimiter as a user reads it.
    public var delimiterText: String {
        delimiter == 0x09 ? "TAB" : String(Unicode.Scalar(delimiter))
    }

    /// What is to be reported about the file's form.
    var faults: [Fault] {
        var facts = ["encoding": encoding.rawValue, "delimiter": delimiterText, "rows": String(rowsSampled)]
        facts["decimal"] = decimalSign?.rawValue
        let told = Fault(.csvDialect, facts: facts)
        return delimiterCertainty == .assumed ? [told, Fault(.csvDialectUnsure, facts: facts)] : [told]
    }
}
