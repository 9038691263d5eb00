/// A code that somebody adds to a list, describes anew, or withdraws.
public struct CatalogueChange: Sendable, Equatable {
    /// The code: 1 to 15 bytes, without white space and `|`.
    public let code: String
    /// What stands beside it; nil withdraws the code.
    public let columns: [String]?

    /// Makes a change; nil when the code can't be one.
    public init?(code: String, columns: [String]?) {
        guard (1...15).contains(code.utf8.count), code.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "|") }) else {
            return nil
        }
        self.code = code
        self.columns = columns?.map { column in
            String(String.UnicodeScalarView(column.unicodeScalars.map { $0 == "|" || $0.value < 0x20 ? " " : $0 }))
        }
    }
}

extension Catalogue {
    /// Most codes of a list with its changes.
    public static let countMax = 12_000

    /// True for the list as it was built in.
    public var isBuiltIn: Bool { added.isEmpty && withdrawn.isEmpty }

    /// True for a code that is in the list and isn't in the built-in one.
    public func isAdded(_ code: Span<UInt8>) -> Bool {
        guard !added.isEmpty else { return false }
        return added.contains(unsafe code.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) })
    }

    /// The list with changes; of two for one code the last counts.
    /// - Parameters:
    ///   - origin: where the changes come from; stands behind the list's own.
    ///   - date: of when they are; empty where nobody says.
    /// - Returns: nil when it would have too many codes, or none.
    public func changed(by changes: [CatalogueChange], origin source: String, date day: String) -> Catalogue? {
        let last = Dictionary(changes.map { ($0.code, $0.columns) }, uniquingKeysWith: { $1 })
        var lines: [String] = []
        for entry in entries {
            guard let change = last[entry.code] else {
                lines.append(([entry.code] + entry.columns).joined(separator: "|"))
                continue
            }
            if let columns = change { lines.append(([entry.code] + columns).joined(separator: "|")) }
        }
        let known = Set(entries.map(\.code))
        for code in last.keys.sorted() where !known.contains(code) {
            if let columns = last[code] ?? nil { lines.append(([code] + columns).joined(separator: "|")) }
        }
        guard (1...Self.countMax).contains(lines.count) else { return nil }
        var list = Catalogue(name: name, origin: origin, date: date, text: lines.joined(separator: "\n"))
        let gone = Set(last.filter { $0.value == nil }.keys)
        let here = Set(last.filter { $0.value != nil }.keys)
        list.added = added.subtracting(gone).union(here.subtracting(known).subtracting(withdrawn))
        list.withdrawn = withdrawn.subtracting(here).union(gone.intersection(known).subtracting(added))
        list.origin = "\(origin) + \(source)"
        list.date = day.isEmpty ? date : day
        return list
    }
}
