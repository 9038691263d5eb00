import Glibc
import JSONText
import Testing

/// docs/faults-and-outcomes.md: how a document ends for each fault that the sandbox can play on its POST or after it, and how many POSTs the
/// truth log has. Played with the built programs on an invoice and on a credit note; `UPDATE_GOLDEN=1` writes the page's table anew.
struct FaultTable {
    /// Each before the document exists at the PAC, and after.
    private static let bothSides = [
        "silence", "close", "reset", "408", "409", "425", "500", "502-html", "503", "redirect", "redirect-to-file",
    ]
    private static let torn = [
        "empty", "truncated", "not-json", "wrong-content-type", "no-id", "no-cufe", "other-id", "huge", "endless", "slow-loris",
        "invalid-utf8", "duplicate-keys", "error-inside",
    ]
    private static let headers = ["silence-after-headers", "close-after-headers", "reset-after-headers"]
    /// Played at the gate, before anything is judged; sent once more without it.
    private static let gate = [
        "429", "429-none", "429-zero", "429-date", "429-past-date", "429-negative", "429-garbage", "401", "403",
        "qr-not-requested",
    ]
    private static let fates = ["dgi-reject", "pac-reject", "unknown-status", "stuck-status"]
    /// Played by the number, on connections that are kept: each follows an order that went well.
    private static let reused = ["close-on-reuse", "close-on-reuse-after-commit"]
    private static let papers = [
        "pdf-not-ready", "pdf-expired", "pdf-html", "pdf-truncated", "pdf-huge", "pdf-empty", "pdf-redirect",
    ]
    /// In the order in which they are played.
    static let faults: [String] = {
        var names = headers + gate
        for name in bothSides { names += ["\(name)-before-commit", "\(name)-after-commit"] }
        for name in torn { names += [name, "\(name)-before-commit"] }
        return names + reused + ["refuse", "duplicate-number"] + fates + papers
    }()

    /// What became of the order that met a fault.
    struct Fate: Equatable {
        /// True when the PAC has a document of it before anything is sent again.
        var exists = false
        /// Its state with `lookup` none, then with `byNumber`, then with `resubmit` provenAbsent besides.
        var states: [String] = []
        /// POSTs in all three.
        var posts = 0

        var cells: String { ([exists ? "yes" : "no"] + states + [String(posts)]).joined(separator: " | ") }
    }

    /// Long enough that no answer on a busy machine is taken for a silence, which would be a doubt; each silence lasts as long.
    static let timeoutSeconds = 2

    let rig: Rig
    let isNote: Bool
    private let orders: [TestOrder]

    /// Order 2n + 1 meets fault n, and each is followed by one that goes well, so that no three doubts come in a row.
    init(notes isNote: Bool) throws {
        self.isNote = isNote
        rig = try Rig(concurrency: 1, pac: ["timeout": JSONValue(Self.timeoutSeconds)])
        let cells = isNote ? ["kind": "credit_note", "reference": "BASE"] : [:]
        orders = Self.faults.flatMap { fault in
            [fault, "after-\(fault)"].map { TestOrder($0, lines: [(1, 1, 7)], cells: cells) }
        }
        if isNote {
            try rig.drop([TestOrder("BASE", lines: [(1, 1000, 7)])].csv, as: "base.csv")
            try rig.night()
        }
        let rules = Self.faults.indices.map(Self.rule)
        try rig.startSandbox(faults: rules)
        try rig.drop(orders.csv)
    }

    /// The faults at the headers know nothing of the body: they meet the first POSTs by their number, of those that no rule before has struck. No
    /// POST comes twice before them. All other faults know the document's number.
    private static func rule(_ index: Int) -> String {
        let fault = faults[index]
        if index < headers.count { return #"{"fault": "\#(fault)", "nth": [\#(index + 1)], "seconds": 5}"# }
        let number = String(10_000_000_000 + 2 * index + 1).dropFirst()
        return #"{"fault": "\#(fault)", "match": {"numeration": "\#(number)"}, "times": 1, "seconds": 5}"#
    }

    private var states: [String: [String]] { get throws { try rig.states() } }

    /// Nights without a look-up until nothing is queued any more; then one with it; then one that may send again.
    func play() throws -> [Fate] {
        for _ in 0..<12 {
            try rig.night()
            if try !rig.tally().keys.contains("queued") { break }
        }
        var fates = Self.faults.map { _ in Fate() }
        let numbers = try numerations()
        let made = Set(try posts().filter { $0["committed"]?.bool == true }.compactMap { $0["numeration"]?.string })
        for (index, fault) in Self.faults.enumerated() { fates[index].exists = numbers[fault].map(made.contains) ?? false }
        let played = Set(try rig.truth().compactMap { $0["fault"]?.string })
        for fault in Self.faults where !played.contains(fault) && fault != "duplicate-number" {
            Issue.record("\(fault) wasn't played")
        }
        try rig.startSandbox()
        try note(&fates)
        try rig.configure(["lookup": "byNumber"])
        try rig.night()
        try note(&fates)
        try rig.configure(["lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1s"])
        _ = try rig.run("run", "--wait", "5s")
        try rig.night()
        try note(&fates)
        try count(&fates, numbers)
        return fates
    }

    private func note(_ fates: inout [Fate]) throws {
        let now = try states
        for (index, fault) in Self.faults.enumerated() { fates[index].states.append(now[fault]?.joined(separator: "+") ?? "?") }
    }

    private func posts() throws -> [JSONValue] {
        let collection = isNote ? "credit-notes" : "invoices"
        return try rig.posts().filter { $0["path"]?.string?.hasSuffix("/\(collection)") == true }
    }

    /// POSTs by the bytes of the order's intents; and the guarantee, whatever the table says: no bytes made two documents.
    private func count(_ fates: inout [Fate], _ numbers: [String: String]) throws {
        let digests = Dictionary(
            try Database(rig.ledger).rows(
                "SELECT d.order_id, t.request_sha256 FROM attempt t JOIN document d ON d.id = t.document_id WHERE d.order_id <> 'BASE'"
            ).map { ($0["order_id"] ?? "", $0["request_sha256"] ?? "") }, uniquingKeysWith: { first, _ in first })
        let attempts = try Database(rig.ledger).rows(
            "SELECT d.order_id, count(*) AS n FROM attempt t JOIN document d ON d.id = t.document_id WHERE t.outcome <> 'not_sent' GROUP BY d.id"
        )
        let begun = Dictionary(uniqueKeysWithValues: attempts.map { ($0["order_id"] ?? "", Int($0["n"] ?? "") ?? 0) })
        let arrived = Dictionary(grouping: try posts()) { $0["bodySha256"]?.string ?? "" }
        for (index, fault) in Self.faults.enumerated() {
            let there = arrived[digests[fault] ?? "?"] ?? []
            let made = there.filter { $0["committed"]?.bool == true }
            if made.count > 1 { Issue.record("\(fault): two documents") }
            // A request whose body the sandbox never read has no digest there.
            fates[index].posts = max(there.count, begun[fault] ?? 0)
        }
    }

    private func numerations() throws -> [String: String] {
        let rows = try Database(rig.ledger).rows("SELECT order_id, numeration FROM document WHERE numeration IS NOT NULL")
        return Dictionary(rows.map { ($0["order_id"] ?? "", $0["numeration"] ?? "") }, uniquingKeysWith: { first, _ in first })
    }
}

/// A suite of its own, beside EndToEndTests: for most of its time it waits for PACs that say nothing.
@Suite(.serialized)
struct FaultTableTests {
    private static let page = Files.project + "/docs/faults-and-outcomes.md"
    private static let head = "| fault | exists | lookup none | byNumber | + provenAbsent | POSTs |\n|---|---|---|---|---|---|\n"

    @Test func `every fault ends as docs/faults-and-outcomes.md says, on invoices and on credit notes`() throws {
        let invoices = try FaultTable(notes: false).play()
        let notes = try FaultTable(notes: true).play()
        for (index, fault) in FaultTable.faults.enumerated() {
            #expect(invoices[index] == notes[index], "\(fault): an invoice ends like a note")
        }
        let alone = try LoneFault.all.map { fault in
            let fate = try fault.play(isNote: false)
            #expect(try fault.play(isNote: true) == fate, "\(fault.name): an invoice ends like a note")
            return fate
        }
        let names = FaultTable.faults.map { "`\($0)`" } + LoneFault.all.map(\.title)
        let rows = zip(names, invoices + alone).map { "| \($0) | \($1.cells) |\n" }.joined()
        let page = Files.text(Self.page) ?? ""
        let parts = page.components(of: Self.head)
        let rest = try #require(parts.count == 2 ? parts[1] : nil, "the page has the table's head")
        let lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
        let told = lines.prefix { $0.hasPrefix("|") }.map { $0 + "\n" }.joined()
        if getenvText("UPDATE_GOLDEN") == "1" {
            let after = lines.drop { $0.hasPrefix("|") }.joined(separator: "\n")
            return try Files.write(parts[0] + Self.head + rows + after, to: Self.page)
        }
        for (expected, found) in zip(told.split(separator: "\n"), rows.split(separator: "\n")) { #expect(expected == found) }
        #expect(told == rows, "UPDATE_GOLDEN=1 writes the table anew")
    }

    @Test func `a reset before or after the first byte: sent once more only when none had left, or its absence is proved`() throws
    {
        let fate = try LoneFault.resetAtConnect.play(isNote: false)
        let isUnsent = fate == FaultTable.Fate(exists: true, states: ["complete", "complete", "complete"], posts: 1)
        let isDoubtful = fate == FaultTable.Fate(exists: false, states: ["in_doubt", "in_doubt", "complete"], posts: 2)
        #expect(isUnsent || isDoubtful, "\(fate)")
    }

    private func getenvText(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }
}

extension String {
    /// The text before the first place of `mark`, and the text behind it; the whole when it isn't there.
    fileprivate func components(of mark: String) -> [String] {
        guard let place = firstRange(of: mark) else { return [self] }
        return [String(self[..<place.lowerBound]), String(self[place.upperBound...])]
    }
}
