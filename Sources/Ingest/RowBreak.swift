/// What is wrong with the form of a row (RFC 4180).
struct RowBreak: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// Text between a closing quote and the next delimiter.
        case textAfterQuote
        /// A quote that doesn't close before the end of the file, or not within the longest cell.
        case unclosedQuote
        case fieldTooLong
        case rowTooLong
        case tooManyColumns
    }

    let kind: Kind
    /// Column in which it happens, from 1.
    let column: Int
    /// Physical line of the cell that is to blame.
    let line: Int
}
