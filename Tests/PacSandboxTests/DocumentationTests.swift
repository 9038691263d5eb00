import PacSandbox
import Testing

/// docs/sandbox.md names every fault and every option.
struct DocumentationTests {
    private static let page = text(of: "sandbox.md")
    private static let outcomes = text(of: "faults-and-outcomes.md")

    private static func text(of name: String) -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let bytes = try? TemporaryFolder.bytes(of: "/\(root)/docs/\(name)")
        return String(decoding: bytes ?? [], as: UTF8.self)
    }

    @Test(arguments: FaultCatalogue.all.map(\.name))
    func `the page of outcomes says how a document ends that meets a fault`(name: String) {
        let rows = Self.outcomes.split(separator: "\n").filter { $0.hasPrefix("|") }
        let hasRow = rows.contains { $0.dropFirst().prefix { $0 != "|" }.contains("`\(name)`") }
        // It ends in one of two ways.
        #expect(hasRow || (name == "reset-at-connect" && Self.outcomes.contains("`\(name)`")))
    }

    @Test(arguments: FaultCatalogue.all.map(\.name))
    func `a fault is described`(name: String) {
        #expect(Self.page.contains("`\(name)`"))
    }

    @Test func `no fault is described that isn't there`() {
        let rows = Self.page.split(separator: "\n").drop { $0 != "### On the wire" }.filter { $0.hasPrefix("| `") }
        let names = rows.flatMap { row in
            row.dropFirst(2).prefix { $0 != "|" }.split(separator: "`").filter { $0 != " " }.map(String.init)
        }
        #expect(Set(names) == Set(FaultCatalogue.all.map(\.name)))
    }

    @Test func `every option of the help is described`() {
        let words = SandboxOptions.help.split { " ,[]|\n".contains($0) }.filter { $0.hasPrefix("--") }
        for option in Set(words) { #expect(Self.page.contains("`\(option)") || Self.page.contains("\(option)`"), "\(option)") }
    }
}
