/// One of the DGI's code lists, inside the program with its origin and date (dgi.md 4; docs/sources.md).
///
/// Built on first use from an embedded text of a few kilobytes; asking whether a code is in it allocates nothing.
public struct Catalogue: Sendable {
    /// One code with what stands beside it.
    public struct Entry: Sendable, Hashable {
        /// The code, as it goes on the wire.
        public let code: String
        /// The other columns as the origin has them, some empty.
        public let columns: [String]

        /// The other columns in one text: the narrowest first, so a location reads corregimiento, district, province.
        public var description: String { columns.reversed().joined(separator: ", ") }
    }

    /// The list's name, as commands take it.
    public let name: String
    /// Where the list comes from.
    public internal(set) var origin: String
    /// Of when it is, as far as that is known.
    public internal(set) var date: String
    /// Codes that aren't in the built-in list.
    public internal(set) var added: Set<String> = []
    /// Codes of the built-in list that count no more.
    public internal(set) var withdrawn: Set<String> = []

    let text: String
    /// Where each entry begins in the text, in bytes; one more for the end.
    private let starts: [UInt32]
    private let index: CodeIndex

    /// Indexes an embedded text: one code per line, columns parted by `|`.
    init(name: String, origin: String, date: String, text: String) {
        self.name = name
        self.origin = origin
        self.date = date
        self.text = text
        let bytes = Array(text.utf8)
        var starts: [UInt32] = [0]
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(UInt32(place + 1)) }
        var index = CodeIndex(count: starts.count)
        for (number, start) in starts.enumerated() {
            let end = bytes[Int(start)...].firstIndex { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\n") } ?? bytes.count
            index.insert(bytes.span.extracting(Int(start)..<end), number: number)
        }
        starts.append(UInt32(bytes.count + 1))
        self.starts = starts
        self.index = index
    }

    /// How many codes there are.
    public var count: Int { starts.count - 1 }

    /// True when the code is in the list, letter for letter. Allocates nothing.
    public func contains(_ code: Span<UInt8>) -> Bool { index.number(of: code) != nil }

    /// True when the code is in the list, letter for letter.
    public func contains(_ code: String) -> Bool { contains(Array(code.utf8).span) }

    /// The entry of a code, letter for letter; nil when it isn't in the list.
    public func entry(_ code: String) -> Entry? { index.number(of: Array(code.utf8).span).map(entry(at:)) }

    /// Every entry, in the origin's order.
    public var entries: [Entry] { (0..<count).map(entry(at:)) }

    private func entry(at number: Int) -> Entry {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: Int(starts[number]))
        let end = utf8.index(utf8.startIndex, offsetBy: Int(starts[number + 1]) - 1)
        let cells = text[start..<end].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return Entry(code: cells[0], columns: Array(cells.dropFirst()))
    }
}
