internal import Fiscal
internal import Ledger

/// Draws the report: verdict and next step, totals, files, submissions, faults, what is in doubt, validity, PDFs. One file without
/// scripts and without a single address outside the workspace.
struct ReportPage {
    let report: Report
    let say: Reader

    /// The documents that the run took in or worked on.
    let tally: Tally

    init(report: Report) {
        self.report = report
        say = Reader(language: report.manifest.run.language)
        var tally = report.manifest.tally
        tally.add(report.manifest.carriedOver)
        self.tally = tally
    }

    var bytes: [UInt8] {
        var html = HTML()
        html.raw("<!DOCTYPE html>\n")
        html.element("html", ["lang": say.language.rawValue]) { html in
            html.element("head") { head(&$0) }
            html.element("body") { html in
                html.raw(ReportStyle.marks)
                html.element("div", ["class": "page"]) { html in
                    masthead(&html)
                    html.element("main") { html in
                        verdict(&html)
                        totals(&html)
                        files(&html)
                        submissions(&html)
                        faults(&html)
                        inDoubt(&html)
                        validity(&html)
                        pdfs(&html)
                    }
                    colophon(&html)
                }
            }
        }
        html.raw("\n")
        return html.bytes
    }

    private var run: RunFacts { report.manifest.run }

    private func head(_ html: inout HTML) {
        html.raw(
            """
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">\
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """)
        html.element("title", text: report.verdict.headline + " · " + say(ReportTexts.title) + " " + run.id)
        html.raw("<style>")
        html.raw(ReportStyle.sheet)
        html.raw("</style>")
    }

    // MARK: Head and foot

    private func masthead(_ html: inout HTML) {
        html.element("header", ["class": "masthead"]) { html in
            html.element("p", ["class": "brand"], text: "pacbatch")
            html.element("p", ["class": "when"]) { html in
                html.text(say(ReportTexts.title) + " · ")
                html.element("time", ["datetime": run.finishedAt.text], text: say.moment(run.finishedAt))
            }
            if run.environment == .sandbox { html.element("p", ["class": "sandbox"], text: say(ReportTexts.sandbox)) }
        }
    }

    private func colophon(_ html: inout HTML) {
        let manifest = report.manifest
        let seconds = Int(run.finishedAt.epochSeconds - run.startedAt.epochSeconds)
        html.element("footer") { html in
            html.element("dl") { html in
                pair(&html, ReportTexts.run, run.id)
                pair(&html, ReportTexts.from, say.moment(run.startedAt))
                pair(&html, ReportTexts.duration, say.duration(seconds: seconds))
                pair(&html, ReportTexts.exitCode, String(run.exitCode))
                pair(&html, ReportTexts.version, run.version)
                pair(&html, ReportTexts.configuration, String(run.configurationSHA256.prefix(16)))
                pair(&html, ReportTexts.chain, String(manifest.chainHead.prefix(16)))
            }
            html.element("p", text: say(ReportTexts.evidence, ["run": run.id]))
        }
    }

    private func pair(_ html: inout HTML, _ term: Wording, _ text: String) {
        html.element("div") { html in
            html.element("dt", text: say(term))
            html.element("dd", text: text)
        }
    }

    // MARK: Verdict

    private func verdict(_ html: inout HTML) {
        let verdict = report.verdict
        html.element("section", ["class": "verdict " + verdict.mood.rawValue]) { html in
            html.element("h1") { html in
                mark(&html, verdict.mood.rawValue)
                html.element("span", text: verdict.headline)
            }
            html.element("p", ["class": "lead"], text: verdict.sentence)
            html.element("h2", text: say(ReportTexts.nextStep))
            if verdict.steps.isEmpty { html.element("p", ["class": "quiet"], text: say(ReportTexts.nothingNext)) }
            if !verdict.steps.isEmpty {
                html.element("ol", ["class": "steps"]) { html in
                    for step in verdict.steps { self.step(&html, step) }
                }
            }
            if !report.stopped.isEmpty { stopped(&html) }
        }
    }

    private func step(_ html: inout HTML, _ step: Verdict.Step) {
        html.element("li") { html in
            html.element("p", text: step.purpose)
            if let command = step.command {
                html.element("pre") { html in html.element("code", text: command) }
            }
        }
    }

    private func stopped(_ html: inout HTML) {
        html.element("h2", text: say(ReportTexts.stopped))
        html.element("ul", ["class": "stopped"]) { html in
            for entry in report.stopped { html.element("li", text: entry.company + ": " + entry.reason) }
        }
    }

    // MARK: Parts of sections

    /// A section with its heading; one that has nothing to show says so in one line.
    func section(
        _ html: inout HTML, _ id: StaticString, _ title: Wording, empty: Wording?, _ body: (inout HTML) -> Void
    ) {
        html.element("section", ["id": id.description, "class": empty == nil ? "full" : "bare"]) { html in
            html.element("h2", text: say(title))
            if let empty { html.element("p", ["class": "quiet"], text: say(empty)) } else { body(&html) }
        }
    }

    /// The mark of a standing: a shape of its own, so that colour isn't needed to tell it.
    func mark(_ html: inout HTML, _ standing: String) {
        html.element("svg", ["class": "mark " + standing, "aria-hidden": "true", "viewBox": "0 0 16 16"]) { html in
            html.open("use", ["href": "#mark-" + standing])
        }
    }

    /// A state: its mark, its name and, where there is room, what it means.
    func state(_ html: inout HTML, _ state: DocumentState, withMeaning: Bool = false) {
        html.element("span", ["class": "state"]) { html in
            mark(&html, Standing(state).rawValue)
            html.element("span") { html in
                html.text(say(StateTexts(state).name))
                if withMeaning { html.element("small", text: say(StateTexts(state).meaning)) }
            }
        }
    }

    /// The note under a list that doesn't show everything.
    func note(_ html: inout HTML, shown: Int, of count: Int) {
        guard shown < count else { return }
        html.element(
            "p", ["class": "quiet"], text: say(ReportTexts.firstOnes, ["shown": grouped(shown), "count": grouped(count)]))
    }

    /// A name that fits a line, with its beginning and its ending.
    func shortened(_ name: String, to limit: Int = 56) -> String {
        let scalars = name.unicodeScalars
        guard scalars.count > limit else { return name }
        let tail = limit / 3
        return String(String.UnicodeScalarView(scalars.prefix(limit - tail - 1))) + "…"
            + String(String.UnicodeScalarView(scalars.suffix(tail)))
    }

    /// Words for a company that may not have been told.
    func company(_ id: String) -> String { id.isEmpty ? say(ReportTexts.noCompany) : id }
}
