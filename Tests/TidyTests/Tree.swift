import Foundation
import Testing

/// A text file of the project.
struct TextFile: Sendable, CustomTestStringConvertible {
    /// Path in the project.
    let path: String
    let text: String
    let lines: [String]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.components(separatedBy: "\n")
    }

    var testDescription: String { path }

    var isSwift: Bool { path.hasSuffix(".swift") }
    /// A table of codes, which may be as long as the list is.
    var isTable: Bool { path.contains("/Data/") && path.hasPrefix("Sources/") }
    /// The target that a source belongs to; nil for everything else.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" && isSwift ? String(parts[1]) : nil
    }

    /// A line's number and text, without comments.
    var code: [(number: Int, text: String)] {
        lines.enumerated().filter { !$0.element.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.map {
            ($0.offset + 1, $0.element)
        }
    }
}

/// The project's own files, read from the disk: sources, tests, scripts, pages.
enum Tree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a build, a demo or git put there, and samples, which are bytes of other people's programs.
    private static let skipped: Set<String> = [".build", ".git", "demo", "inbox-samples"]

    /// Every file of the project as text.
    static let files: [TextFile] = {
        var files: [TextFile] = []
        for name in names(in: root) where !skipped.contains(name) { collect(name, into: &files) }
        return files.sorted { $0.path < $1.path }
    }()

    static var swift: [TextFile] { files.filter(\.isSwift) }
    static var sources: [TextFile] { files.filter { $0.target != nil } }

    static func file(_ path: String) throws -> TextFile { try #require(files.first { $0.path == path }, "no \(path)") }

    private static func collect(_ path: String, into files: inout [TextFile]) {
        let url = root.appending(path: path)
        let inside = names(in: url)
        guard inside.isEmpty else {
            for name in inside { collect(path + "/" + name, into: &files) }
            return
        }
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return }
        files.append(TextFile(path: path, text: text))
    }

    private static func names(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }
}

extension String {
    /// True when the text holds the word, not as a part of a longer one.
    func holds(word: String) -> Bool {
        var rest = self[...]
        while let range = rest.range(of: word) {
            let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            if !(before.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false) { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
