import JSONText
import Testing

/// A row of docs/faults-and-outcomes.md whose fault can't share a night with others: it holds a key, takes a connection by its number, or shows only
/// in what is asked later. Everything is played by order: what has to come later comes with a sandbox that is started anew.
struct LoneFault {
    /// How it stands in the page.
    let title: String
    /// The faults that are played, by name: the test fails when one of them wasn't.
    let names: [String]
    /// Rules while the order is sent.
    var sending: [String] = []
    /// Rules while it is looked up; without them the sandbox goes right again.
    var asking: [String] = []
    /// More options of the sandbox while it is sent, and afterwards.
    var options: [String] = []
    var laterOptions: [String] = []
    /// Up to 100 a second each POST has a connection of its own.
    var perSecond = 1000
    /// The sandbox isn't there in the first night.
    var isDown = false
    var hasWebhooks = false
    /// The first webhook comes when the first night is over; it is waited for.
    var isLate = false
    /// The operator says after the first night that the PAC doesn't have it, which is wrong.
    var isSaidAbsent = false

    var name: String { title.filter { $0 != "`" } }

    private static let doubt = #"{"fault": "close-after-commit", "match": {"numeration": "0000000001"}}"#

    /// The company is asked for by the first connection, so the first POST has the second.
    private static func atConnect(_ name: String) -> LoneFault {
        LoneFault(
            title: "`\(name)`", names: [name], sending: [#"{"fault": "\#(name)", "on": "connect", "nth": [2], "seconds": 8}"#],
            perSecond: 100)
    }

    private static func inList(_ name: String) -> LoneFault {
        LoneFault(
            title: "`close-after-commit`, then `\(name)`", names: ["close-after-commit", name], sending: [doubt],
            asking: [#"{"fault": "\#(name)", "seconds": 3600}"#], laterOptions: ["--page-size", "1"])
    }

    /// In doubt, with a webhook that might help.
    private static func told(_ name: String) -> LoneFault {
        LoneFault(
            title: "`close-after-commit` and `\(name)`",
            // One that is lost leaves no line.
            names: name == "webhook-lost" ? ["close-after-commit"] : ["close-after-commit", name],
            sending: [doubt, #"{"fault": "\#(name)", "seconds": 1}"#], hasWebhooks: true,
            isLate: name == "webhook-late")
    }

    private static let used = #"{"fault": "duplicate-number", "match": {"numeration": "0000000001"}}"#

    /// A PAC that breaks its contract, as `name` says, once: something else shows, before or after the second POST, that it has
    /// the document.
    private static func denied(_ name: String) -> [LoneFault] {
        let denial = #"{"fault": "\#(name)", "match": {"numeration": "0000000001"}, "times": 1}"#
        return [
            LoneFault(
                title: "`\(name)`, then `duplicate-number`", names: [name, "duplicate-number"], sending: [denial, used]),
            LoneFault(
                title: "`\(name)` and `webhook-early`", names: [name, "webhook-early"],
                sending: [denial, #"{"fault": "webhook-early", "rate": 1}"#], hasWebhooks: true),
        ]
    }

    private static let secret = "canary-hook-5Rt8yUw1"

    static let all =
        [
            LoneFault(title: "`429-hour`", names: ["429-hour"], sending: [#"{"fault": "429-hour", "nth": [1]}"#]),
            LoneFault(title: "nobody listens on the port", names: [], isDown: true),
            atConnect("silence-at-connect"), atConnect("close-at-connect"),
        ]
        + [
            "lookup-lag", "lookup-unfiltered", "lookup-unfiltered-repeats", "lookup-pages-missing", "lookup-repeats",
            "lookup-reordered",
        ].map(inList) + [
            LoneFault(
                title: "`registered-first`", names: ["registered-first"],
                sending: [#"{"fault": "registered-first", "match": {"numeration": "0000000001"}}"#],
                options: ["--dgi-delay", "1h"]),
            LoneFault(title: "a DGI that takes its time (`--dgi-delay`)", names: [], options: ["--dgi-delay", "1h"]),
        ] + denied("401-after-commit") + denied("429-after-commit") + [
            LoneFault(
                title: "`close-after-commit`, said not to be there, then `duplicate-number`",
                names: ["close-after-commit", "duplicate-number"], sending: [doubt, used], isSaidAbsent: true)
        ]
        + [
            "webhook-early", "webhook-late", "webhook-duplicate", "webhook-reordered", "webhook-forged", "webhook-unsigned",
            "webhook-other-company", "webhook-lost",
        ].map(told)

    /// Whether a reset finds a byte sent depends on who is faster: it ends in one of two ways, so it has no row.
    static let resetAtConnect = atConnect("reset-at-connect")

    /// Plays it on an order and one behind it.
    func play(isNote: Bool) throws -> FaultTable.Fate {
        let rig = try Rig(
            perSecond: perSecond, concurrency: 1, pac: ["timeout": JSONValue(FaultTable.timeoutSeconds)],
            company: ["webhookSecrets": [["env": "HOOK"]]])
        rig.environment["HOOK"] = Self.secret
        let cells = isNote ? ["kind": "credit_note", "reference": "BASE"] : [:]
        if isNote {
            try rig.drop([TestOrder("BASE", lines: [(1, 1000, 7)])].csv, as: "base.csv")
            try rig.night()
        }
        let webhooks = hasWebhooks ? ["--webhooks", rig.workspace + "/inbox", "--webhook-secret", Self.secret] : []
        try rig.startSandbox(faults: sending, options: options + webhooks)
        try rig.drop(["FAULT", "AFTER"].map { TestOrder($0, lines: [(1, 1, 7)], cells: cells) }.csv)
        var fate = FaultTable.Fate()
        try send(rig)
        let digest = try digest(rig)
        fate.exists = try posts(rig, digest).contains { $0["committed"]?.bool == true }
        try note(rig, &fate)
        try rig.startSandbox(faults: asking, options: laterOptions)
        try rig.configure(["lookup": "byNumber"])
        try rig.night()
        try note(rig, &fate)
        try rig.configure(["lookup": "byNumber", "resubmit": "provenAbsent", "settle": "1s"])
        if fate.states.last == "in_doubt" { _ = try rig.run("run", "--wait", "3s") }
        try rig.night()
        try note(rig, &fate)
        let there = try posts(rig, digest)
        #expect(there.count { $0["committed"]?.bool == true } <= 1, "\(name): two documents")
        fate.posts = max(there.count, try begun(rig))
        try checkPlayed(rig)
        return fate
    }

    /// Nights with the fault until nothing is queued that may go out.
    private func send(_ rig: Rig) throws {
        if isDown {
            rig.stopSandbox()
            try rig.night()
            #expect(try rig.states()["FAULT"] == ["queued"])
            try rig.startSandbox()
        }
        for night in 0..<3 {
            try rig.night()
            if night == 0, isSaidAbsent {
                let verdict = try rig.run("indoubt", "resolve", "FAULT", "--not-received", "--evidence", "the portal")
                #expect(verdict.code == 0, "\(verdict.err)")
            }
            if night == 0, isLate {
                let came = try Deadline.poll(seconds: 30) {
                    try rig.truth().count { $0["operation"]?.string == "webhook" } >= 2
                }
                try #require(came, "no webhook came")
            }
            for file in Files.names(rig.workspace + "/inbox") { try Files.age("\(rig.workspace)/inbox/\(file)") }
            if !hasWebhooks, !isSaidAbsent, try rig.tally()["queued"] == nil { return }
        }
    }

    private func note(_ rig: Rig, _ fate: inout FaultTable.Fate) throws {
        fate.states.append(try rig.states()["FAULT"]?.joined(separator: "+") ?? "?")
    }

    private func digest(_ rig: Rig) throws -> String? {
        try Database(rig.ledger).rows(
            "SELECT t.request_sha256 FROM attempt t JOIN document d ON d.id = t.document_id WHERE d.order_id = 'FAULT'"
        ).first?["request_sha256"]
    }

    private func posts(_ rig: Rig, _ digest: String?) throws -> [JSONValue] {
        try rig.posts().filter { $0["bodySha256"]?.string == digest }
    }

    /// Attempts of which a byte may have left: a connection that is closed at once leaves no line of a POST in the truth log.
    private func begun(_ rig: Rig) throws -> Int {
        try Database(rig.ledger).number(
            """
            SELECT count(*) FROM attempt t JOIN document d ON d.id = t.document_id
            WHERE d.order_id = 'FAULT' AND t.outcome <> 'not_sent'
            """)
    }

    private func checkPlayed(_ rig: Rig) throws {
        let played = Set(try rig.truth().compactMap { $0["fault"]?.string })
        for fault in names where !played.contains(fault) { Issue.record("\(fault) wasn't played") }
    }
}
