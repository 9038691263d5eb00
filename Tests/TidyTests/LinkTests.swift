import Foundation
import Testing

/// What the pages link to is there: files, folders and headings.
struct LinkTests {
    /// The pages, by path in the project; the samples' own are read besides.
    private static let pages: [TextFile] = {
        let samples = ["inbox-samples/README.md", "inbox-samples/ugly/README.md"].compactMap { path in
            (try? String(contentsOf: Tree.root.appending(path: path), encoding: .utf8)).map { TextFile(path: path, text: $0) }
        }
        return Tree.files.filter { $0.path.hasSuffix(".md") } + samples
    }()

    /// The headings of each page as GitHub makes anchors of them, and anchors that the page names itself.
    private static let anchors: [String: Set<String>] = Dictionary(
        uniqueKeysWithValues: pages.map { page in
            let headings = page.lines.filter { $0.hasPrefix("#") }.map { anchor(of: String($0.drop { $0 == "#" })) }
            let named = page.text.components(separatedBy: "id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
            return (page.path, Set(headings + named))
        })

    /// Letters and digits in lower case, spaces as hyphens, links as their text.
    private static func anchor(of heading: String) -> String {
        let text = heading.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.output.1 }
        return String(
            text.trimmingCharacters(in: .whitespaces).lowercased().compactMap { character in
                if character == " " { return "-" }
                return character.isLetter || character.isNumber || character == "-" || character == "_" ? character : nil
            })
    }

    /// The targets of a page's links, without code.
    private static func links(of page: TextFile) -> [String] {
        var isCode = false
        return page.lines.flatMap { line -> [String] in
            if line.hasPrefix("```") { isCode.toggle() }
            return isCode ? [] : line.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
        }
    }

    @Test func `every relative link leads to a file or folder, and to a heading that is there`() throws {
        var count = 0
        for page in Self.pages {
            let folder = page.path.split(separator: "/").dropLast().map(String.init)
            for link in Self.links(of: page) where !link.contains("://") && !link.hasPrefix("mailto:") {
                count += 1
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                var path = parts[0].isEmpty ? page.path.split(separator: "/").map(String.init) : folder
                for step in parts[0].split(separator: "/") {
                    if step == ".." { path = path.dropLast() } else if step != "." { path.append(String(step)) }
                }
                let target = path.joined(separator: "/")
                #expect(FileManager.default.fileExists(atPath: Tree.root.appending(path: target).path), "\(page.path): \(link)")
                guard parts.count == 2 else { continue }
                let known = Self.anchors[target] ?? Self.anchors[target + "/README.md"] ?? []
                #expect(known.contains(parts[1]), "\(page.path): no heading for \(link)")
            }
        }
        #expect(count > 100)
    }

    @Test func `the index of docs/ leads to every page`() throws {
        let index = try Tree.file("docs/README.md")
        let linked = Self.links(of: index).map { $0.prefix { $0 != "#" } }
        for page in Self.pages where page.path.hasPrefix("docs/") && page.path != "docs/README.md" {
            let name = page.path.dropFirst("docs/".count)
            // A folder's own index leads to what is in it.
            let folder = name.contains("/") ? name.prefix { $0 != "/" } : ""
            let isThere = linked.contains {
                $0 == name || (!folder.isEmpty && ($0 == folder + "/" || $0 == folder || $0 == folder + "/README.md"))
            }
            #expect(isThere, "docs/README.md doesn't lead to \(page.path)")
        }
    }
}
