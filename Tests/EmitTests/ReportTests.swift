import Emit
import Fiscal
import Glibc
import Testing

@testable import Ledger

@Suite struct ReportTests {
    func text(_ report: Report) -> String { String(decoding: report.page, as: UTF8.self) }

    /// `PREVIEW=folder` writes the pages there, to be looked at.
    @Test func `Every night can be drawn`() throws {
        let pages = [
            ("empty", Night.empty), ("small", Night.small()), ("small-en", Night.small(.en)), ("ugly", Night.ugly()),
            ("ugly-en", Night.ugly(.en)),
        ]
        for (name, report) in pages {
            let page = report.page
            #expect(page.starts(with: "<!DOCTYPE html>".utf8) && page.count < 400_000)
            if let folder = unsafe getenv("PREVIEW").map({ unsafe String(cString: $0) }) {
                _ = try AtomicFile.write(page, folder: folder, name: name + ".html")
            }
        }
    }

    @Test func `The verdict and the exact next command come before everything else`() throws {
        let page = text(Night.ugly())
        let order =
            [
                "<h1>", "<span>6 documentos en duda", "pacbatch indoubt list", "id=\"totals\"", "id=\"files\"",
                "id=\"submissions\"",
            ]
            + ["id=\"faults\"", "id=\"in-doubt\"", "id=\"validity\"", "id=\"pdfs\""]
        let places = try order.map { part in try #require(page.firstRange(of: part), "\(part)").lowerBound }
        #expect(places == places.sorted())
    }

    @Test func `Names and values from outside are text, never markup`() {
        let page = text(Night.ugly())
        #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>O-") && !page.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        #expect(page.contains("AP1010: &lt;QR&gt; no solicitado"))
        #expect(!page.contains("\" onmouseover="))
    }

    @Test func `The page needs nothing from outside`() {
        let page = text(Night.ugly())
        for outside in ["http://", "https://", "<link", "<iframe", "@import", "url("] {
            #expect(!page.contains(outside), "\(outside)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func `Every element that is opened is closed in order`() throws {
        for report in [Night.empty, Night.small(), Night.ugly(.en)] {
            var open: [Substring] = []
            let void: Set<Substring> = ["meta", "use", "path", "circle"]
            for part in text(report).split(separator: "<").dropFirst() {
                let name = part.prefix { $0 != ">" && $0 != " " }
                if name.hasPrefix("/") {
                    try #require(open.popLast() == name.dropFirst())
                } else if name != "!DOCTYPE", !void.contains(name), !part.prefix(while: { $0 != ">" }).hasSuffix("/") {
                    open.append(name)
                }
            }
            #expect(open.isEmpty)
        }
    }

    @Test(arguments: [(Language.es, "Ambiente de pruebas"), (.en, "Sandbox: no fiscal value")])
    func `The page is in the run's language and says when it is a rehearsal`(language: Language, words: String) {
        #expect(text(Night.small(language)).contains("<html lang=\"\(language.rawValue)\">"))
        #expect(text(Night.small(language)).contains(words))
        #expect(!text(Night.ugly(language)).contains(words))
    }

    @Test func `An in-doubt document is shown with all its search keys`() {
        let page = text(Night.report([(document(state: .in_doubt, order: "A-77"), [])], exitCode: 4))
        for key in ["A-77", "001-0000000001", cufe, "21 nov 2026, 02:01:10", "107.00"] { #expect(page.contains(key), "\(key)") }
    }

    @Test func `What is missing for fiscal validity is told by document and in sum`() {
        let page = text(
            Night.report([(document(1, state: .accepted, order: "A-1"), []), (document(2, order: "A-2"), [])], exitCode: 5))
        #expect(page.contains("1 de 2 documentos son fiscalmente válidos"))
        #expect(page.contains("autorización de la DGI, PDF"))
    }

    @Test func `Faults are grouped with their count, errors first, with three examples at most`() throws {
        let warning = try #require(FaultCode.all.first { $0.severity == .warning })
        let rows = (1...5).map { (document($0, state: .invalid, order: "A-\($0)"), [Fault(warning), fault("x\($0)", line: $0)]) }
        let page = text(Night.report(rows, exitCode: 3))
        let error = try #require(page.firstRange(of: "PB-CELL-01")).lowerBound
        #expect(try error < #require(page.firstRange(of: warning.code)).lowerBound)
        #expect(page.contains("«x3» no es un número") && !page.contains("«x4» no es un número"))
        #expect(page.contains("<b>5</b>"))
        #expect(page.contains("orders.csv:2:7 · A-2 · lines[0].quantity"))
    }

    @Test func `Credit notes count negative in the totals by rate, refused documents don't count`() {
        let rows: [(DocumentRow, [Fault])] = [
            (document(1, rates: "01:20000:1400"), []), (document(2, kind: .credit_note, rates: "01:5000:350"), []),
            (document(3, state: .invalid, rates: "01:99900:9900"), []),
        ]
        let page = text(Night.report(rows, exitCode: 3))
        #expect(page.contains("<th scope=\"row\">7 %</th><td class=\"n\">150.00</td><td class=\"n\">10.50</td>"))
    }

    @Test func `The latest page has the same bytes as the run's`() throws {
        let folder = TemporaryFolder()
        _ = try Night.small().write(workspace: folder.path)
        #expect(folder.files() == ["reports/latest.html", "reports/run-20261121T020000-7f3a.html"])
        #expect(folder.bytes("reports/latest.html") == folder.bytes("reports/run-20261121T020000-7f3a.html"))
    }

    @Test func `A link leads from the reports to the outbox, whatever letters the company has`() {
        let page = text(
            Night.report([(document(company: "señal co", pdf: "outbox/señal co/2026/11/\(cufe).pdf"), [])], exitCode: 0))
        #expect(page.contains("href=\"../outbox/se%C3%B1al%20co/2026/11/\(cufe).pdf\""))
    }

    // MARK: Histogram

    @Test(
        arguments: [
            ([:], 1, 0), ([5: 2], 1, 1), ([0: 1, 95: 1], 1, 96), ([0: 1, 96: 1], 2, 49), ([10: 1, 10 + 86_399: 3], 900, 96),
        ] as [([Int: Int], Int, Int)])
    func `Submissions fall into bins that fit any length of run`(posts: [Int: Int], width: Int, bins: Int) {
        let histogram = SubmissionHistogram(start: runFacts.startedAt, postsBySecond: posts, limitPerKilosecond: 2000)
        #expect(histogram.binSeconds == width && histogram.counts.count == bins)
        #expect(histogram.total == posts.values.reduce(0, +))
    }
}

@Suite struct VerdictTests {
    func verdict(_ exitCode: Int, _ states: [DocumentState], fixFiles: [String] = [], language: Language = .es) -> Verdict {
        var tally = Tally()
        for (index, state) in states.enumerated() { tally.add(document(index + 1, state: state)) }
        return Verdict(
            exitCode: exitCode, tally: tally, fixFiles: fixFiles, program: "pacbatch --workspace /srv/pac", language: language)
    }

    @Test(
        arguments: [
            (0, [.complete], .done, nil), (1, [.queued], .fix, "doctor"), (2, [], .fix, "doctor"), (3, [.invalid], .fix, "run"),
            (4, [.in_doubt], .doubt, "indoubt list"), (5, [.accepted], .way, "run"), (6, [.queued], .fix, "doctor"),
            (130, [.queued], .way, "run"),
        ] as [(Int, [DocumentState], Verdict.Mood, String?)])
    func `Every exit code has its news and its next command`(
        exitCode: Int, states: [DocumentState], mood: Verdict.Mood, command: String?
    ) {
        for language in Language.allCases {
            let verdict = verdict(exitCode, states, language: language)
            #expect(verdict.mood == mood && !verdict.headline.isEmpty)
            #expect(verdict.steps.first?.command == command.map { "pacbatch --workspace /srv/pac " + $0 })
        }
    }

    @Test func `One document is told as one`() {
        #expect(verdict(4, [.in_doubt]).headline == "1 documento en duda")
        #expect(verdict(3, [.invalid, .rejected, .complete], language: .en).headline == "2 documents to correct")
        #expect(verdict(0, []).headline == "No había nada que hacer")
    }

    @Test func `The files to correct are named before the command that sends them`() {
        let verdict = verdict(3, [.invalid], fixFiles: ["results/a.fix.csv"])
        #expect(verdict.steps.map(\.command) == ["results/a.fix.csv", "pacbatch --workspace /srv/pac run"])
    }
}
