import Foundation
import Testing

/// docs/life.md names tests: each of them exists, and each row of rulebook 7 has one.
struct LifePageTests {
    /// A named test: its file below `Tests/` and its title.
    private static func named() throws -> [(row: String, file: String, title: String)] {
        try Tree.file("docs/life.md").lines.flatMap { line -> [(row: String, file: String, title: String)] in
            let cells = line.components(separatedBy: " | ")
            guard cells.count == 3, cells[0].hasPrefix("| ") else { return [] }
            return cells[2].dropLast(2).components(separatedBy: "<br>").compactMap { entry in
                let parts = entry.components(separatedBy: "` · ")
                return parts.count == 2 ? (String(cells[0].dropFirst(2)), String(parts[0].dropFirst()), parts[1]) : nil
            }
        }
    }

    @Test func `every test that the page names exists`() throws {
        let named = try Self.named()
        #expect(named.count > 20)
        for test in named {
            let file = Tree.files.first { $0.path == "Tests/" + test.file }
            #expect(
                file?.text.contains("`\(test.title)`") == true || file?.text.contains("\"\(test.title)\"") == true,
                "\(test.row): \(test.file) has no test “\(test.title)”")
        }
    }

    /// The headings of Seed 000, in a few words.
    private static let runbook = [
        "the diagnosis tables", "no CUFE: PROFORM, or never attempted", "no CUFE: attempted, no answer persisted",
        "no CUFE: PAC_REJECTED", "no CUFE: PAC_AUTHORIZED, no number", "stuck in PAC_AUTHORIZED", "PAC_REJECTED, what now",
        "the PDF didn't attach", "webhook signature invalid", "webhook of an unknown tenant", "outside the void window",
        "RUC verification fails for a real RUC", "manual document recovery", "rotating key and secret",
    ]

    @Test(arguments: runbook) func `every case of the runbook has a test`(name: String) throws {
        #expect(try Self.named().contains { $0.row == name })
    }

    @Test func `every row of rulebook 7 has a test`() throws {
        let rows = Set(try Self.named().map(\.row))
        for number in 1...11 { #expect(rows.contains("7.\(number)"), "7.\(number)") }
    }
}
