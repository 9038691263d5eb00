import Foundation
import Testing

/// The house rules that neither compiler nor formatter knows.
struct TidyTests {
    @Test func `the tree is all there`() {
        #expect(Tree.sources.count > 200)
        #expect(Tree.files.contains { $0.path == ".ci/run" })
    }

    // MARK: - Size

    /// Code is held to 130 by the formatter, which leaves alone what it can't break: comments, and texts that stand whole on their line.
    @Test(arguments: Tree.swift.filter { !$0.isTable })
    func `lines can be read without scrolling`(file: TextFile) {
        for (index, line) in file.lines.enumerated() where line.utf8.count > 150 && line.count > 150 {
            let isComment = line.trimmingCharacters(in: .whitespaces).hasPrefix("//")
            let isText =
                line.contains("\"") || file.path.hasSuffix("ReportStyle.swift") || file.path.hasSuffix("EvidencePage.swift")
            #expect(isText && !isComment, "\(file.path):\(index + 1) has \(line.count) characters")
        }
    }

    /// One state machine, which isn't easier to read in two files; see the advice at its top before it grows.
    private static let longer = ["Sources/Ingest/CSVScanner.swift": 500]

    @Test(arguments: Tree.swift.filter { !$0.isTable })
    func `a file holds one idea`(file: TextFile) {
        #expect(file.lines.count <= Self.longer[file.path] ?? 400, "\(file.path) has \(file.lines.count) lines")
    }

    @Test(arguments: Tree.swift.filter { !$0.isTable })
    func `a function can be seen whole`(file: TextFile) {
        for (start, line) in file.code where line.holds(word: "func ") || line.holds(word: "init(") {
            let indent = line.prefix { $0 == " " }
            guard !line.hasSuffix("}"), let end = file.lines[start...].firstIndex(where: { $0 == indent + "}" }) else { continue }
            let body = file.lines[start..<end]
            // A requirement of a protocol has no body: what follows it at its own depth isn't one.
            guard !body.contains(where: { $0.hasPrefix(indent) && $0.dropFirst(indent.count).first?.isLetter == true }) else {
                continue
            }
            #expect(end - start + 2 <= 70, "\(file.path):\(start)")
        }
    }

    // MARK: - What isn't used

    struct Banned: Sendable, CustomTestStringConvertible {
        let words: String
        let instead: String
        var allowed: [String] = []

        var testDescription: String { words }
    }

    private static let banned = [
        Banned(
            words: "Double(", instead: "Amount: money is never binary floating point (pacing and waits aren't money)",
            allowed: ["Sources/Submit/", "Sources/pacbatch/Run/Session.swift"]),
        Banned(words: "Float(", instead: "Amount"),
        Banned(words: "Decimal(", instead: "Amount, which refuses what Decimal guesses"),
        Banned(words: "NSLock", instead: "Mutex of Synchronization"),
        Banned(words: "DispatchSemaphore", instead: "a loop that waits with a limit"),
        Banned(words: "Date()", instead: "the clock that is handed in (RunClock)"),
        Banned(words: "UUID()", instead: "randomBytes of Digest, handed in"),
        Banned(words: "print(", instead: "Screen: data on standard output, the rest on standard error"),
        Banned(words: "try!", instead: "do and catch, or a typed throw"),
        Banned(words: "as!", instead: "as? with a guard"),
        Banned(words: "fatalError", instead: "an error; precondition with a message for what only a programmer can do wrong"),
        Banned(words: "@unchecked Sendable", instead: "a value, or Mutex"),
        Banned(words: "nonisolated(unsafe)", instead: "a value that is handed in"),
        Banned(words: "Task.detached", instead: "a task group"),
        Banned(words: "JSONSerialization", instead: "JSONParser of JSONText"),
        Banned(words: "JSONDecoder", instead: "JSONParser of JSONText"),
        Banned(words: "JSONEncoder", instead: "ByteWriter, which keeps decimals"),
        Banned(words: "String(format", instead: "Amount.text, ByteWriter"),
        Banned(words: "import Foundation", instead: "Glibc with care, or a small function of our own"),
    ]

    @Test(arguments: banned)
    func `what has a better replacement isn't used`(banned: Banned) {
        let files = Tree.sources.filter { file in
            !banned.allowed.contains(where: file.path.hasPrefix) && file.text.contains(banned.words)
        }
        for file in files {
            for (number, line) in file.code where line.holds(word: banned.words) {
                guard !line.contains("func \(banned.words)") else { continue }
                Issue.record("\(file.path):\(number) uses \(banned.words): use \(banned.instead)")
            }
        }
    }

    @Test func `nothing is left for later`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
        for file in Tree.files where marks.contains(where: file.text.contains) {
            for (index, line) in file.lines.enumerated() {
                for mark in marks where line.holds(word: mark) { Issue.record("\(file.path):\(index + 1) has a \(mark)") }
            }
        }
    }

    @Test func `tests don't sleep`() {
        // A program of its own that is killed at a moment has to be watched; that is waiting for it, not for time.
        let calls = ["us" + "leep(", "sl" + "eep(", "Task.sl" + "eep", "Thread.sl" + "eep"]
        for file in Tree.swift where file.path.hasPrefix("Tests/") && !file.path.hasPrefix("Tests/EndToEndTests/Support/") {
            for call in calls where file.text.contains(call) {
                for (number, line) in file.code { #expect(!line.holds(word: call), "\(file.path):\(number)") }
            }
        }
    }

    // MARK: - Who knows whom

    /// The modules of this package that each target may import. Stages (Ingest, Transform, Submit, Emit) never import each other, and each C
    /// library has one wall.
    private static let mayImport: [String: Set<String>] = [
        "Guards": [], "JSONText": [], "Catalogues": [], "Fiscal": ["JSONText", "Catalogues"], "Digest": ["CCrypto"],
        "XMLSignature": ["Guards", "Digest", "CLibXML2", "CCrypto"],
        "DgiXML": ["Fiscal", "Catalogues", "JSONText", "XMLSignature"],
        "Ledger": ["Guards", "Fiscal", "Digest", "JSONText", "CSQLite"],
        "Ingest": ["Guards", "Fiscal", "Catalogues", "Digest", "JSONText", "CPosix", "CScan"],
        "Transform": ["Fiscal", "Catalogues", "Digest", "JSONText"],
        "Submit": ["Guards", "Fiscal", "Ledger", "Digest", "JSONText", "CCurl"],
        "Emit": ["Guards", "Fiscal", "Ledger", "Digest", "JSONText", "CPosix"],
        "pacbatch": [
            "Guards", "Fiscal", "Catalogues", "Digest", "JSONText", "CPosix", "Ledger", "Ingest", "DgiXML", "Transform", "Submit",
            "Emit",
        ],
        "pacbatch-main": ["pacbatch"],
        "SeededRandom": [], "PacSandbox": ["Fiscal", "Catalogues", "Digest", "JSONText", "SeededRandom", "CMicroHTTPD"],
        "pac-sandbox": ["PacSandbox"],
        "PacSimulation": ["pacbatch", "Submit", "Ingest", "Emit", "Digest", "SeededRandom", "CSQLite", "CSimulatedDisk"],
        "pac-simulation": ["PacSimulation"],
    ]

    /// Modules of the toolchain; the values and the law of the trade do without any.
    private static let toolchain: Set<String> = ["Glibc", "Synchronization"]
    private static let pure: Set<String> = ["JSONText", "Catalogues", "Fiscal", "Transform"]

    @Test(arguments: Tree.sources)
    func `imports keep their direction`(file: TextFile) throws {
        let target = try #require(file.target)
        let allowed = try #require(Self.mayImport[target], "say in this table what \(target) may import")
        for (number, line) in file.code {
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count else { continue }
            let module = String(words[at + 1])
            let isFine = allowed.contains(module) || (Self.toolchain.contains(module) && !Self.pure.contains(target))
            #expect(isFine, "\(file.path):\(number): \(target) doesn't import \(module)")
        }
    }

    // MARK: - Standing alone

    @Test func `nothing depends on the machine it was written on`() {
        let folders = ["ho" + "me", "ro" + "ot", "wo" + "rk", "Us" + "ers", "tmp/" + "h"]
        let paths = folders.flatMap { folder in [" ", "\"", "'", "(", "`", "="].map { "\($0)/\(folder)/" } } + ["../sha" + "red"]
        for file in Tree.files {
            for path in paths where file.text.contains(path) { Issue.record("\(file.path) names \(path)") }
        }
    }

    @Test func `files end with a line end and lines without white space`() {
        for file in Tree.files where !file.path.contains("/Golden/") {
            #expect(file.lines.last?.isEmpty == true, "\(file.path) doesn't end with a line end")
            for (index, line) in file.lines.enumerated() {
                let last = line.utf8.last
                if last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") || last == UInt8(ascii: "\r") {
                    Issue.record("\(file.path):\(index + 1)")
                }
            }
        }
    }

    @Test func `scripts stop at the first error`() throws {
        let scripts = Tree.files.filter { $0.lines[0] == "#!/usr/bin/env bash" }
        #expect(scripts.count >= 5)
        for script in scripts {
            #expect(script.lines.contains("set -euo pipefail"), "\(script.path)")
            #expect(FileManager.default.isExecutableFile(atPath: Tree.root.appending(path: script.path).path), "\(script.path)")
        }
    }

    // MARK: - Told to users

    @Test func `every fault code is on the page of rules`() throws {
        let page = try Tree.file("docs/rules.md").lines.joined(separator: "\n")
        var seen: Set<String> = []
        for file in Tree.sources where file.path.hasPrefix("Sources/Fiscal/Faults/") {
            for (number, line) in file.code {
                let pieces = line.components(separatedBy: "\"")
                for code in pieces where code.hasPrefix("PB-") {
                    #expect(page.contains("`\(code)`"), "\(code) isn't in docs/rules.md")
                    #expect(seen.insert(code).inserted, "\(code) stands twice, again at \(file.path):\(number)")
                }
            }
        }
        #expect(seen.count > 100)
    }

    @Test func `every target of the Makefile is one that a reader would look for`() throws {
        let lines = try Tree.file("Makefile").lines
        let declared = try #require(lines.first { $0.hasPrefix(".PHONY: ") }).split(separator: " ").dropFirst().map(String.init)
        for target in declared { #expect(lines.contains { $0.hasPrefix("\(target):") }, "\(target)") }
        for wanted in ["demo", "test", "build", "lint", "docs", "asan", "tsan", "golden", "bench", "check"] {
            #expect(declared.contains(wanted))
        }
    }
}
