import Foundation
import Guards
import Testing

/// No guard is forgotten: what `Guard` names, what scripts/guards takes away and what docs/guards.md tells are the same.
struct GuardPageTests {
    private static let names = Guard.allCases.map(\.rawValue).sorted()

    private func lines(of path: String) throws -> [String] {
        try #require(Tree.files.first { $0.path == path }).lines
    }

    /// Guard and what it keeps, by the table in scripts/guards.
    private func takenAway() throws -> [[String]] {
        let table = try lines(of: "scripts/guards").drop { $0 != "    cat <<'END'" }.dropFirst().prefix { $0 != "END" }
        return table.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func `scripts/guards takes each away, and names tests`() throws {
        let rows = try takenAway()
        #expect(rows.map { $0[0] }.sorted() == Self.names)
        for row in rows { #expect(row.count == 3 && !row[2].isEmpty, "\(row)") }
    }

    @Test func `the page has a row for each, and none that nobody misses`() throws {
        let rows = try lines(of: "docs/guards.md").filter { $0.hasPrefix("| `") }
        let told = rows.map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(told.map { $0[0].filter { $0 != "`" } }.sorted() == Self.names)
        let kept = Dictionary(try takenAway().map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
        for row in told {
            #expect(row[1] == kept[row[0].filter { $0 != "`" }], "\(row[0])")
            #expect(!row[2].hasSuffix(":") && !row[2].contains("**none**"), "\(row[0])")
        }
    }
}
