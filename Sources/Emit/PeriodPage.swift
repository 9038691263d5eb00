public import Fiscal
internal import Ledger

extension PeriodSummary {
    /// The page of the month: one file without scripts and without an address outside, in the look of the run's report.
    /// - Parameters:
    ///   - at: when it was made: until the month is settled its figures move.
    ///   - environment: the sandbox's has no fiscal value, and says so.
    public func page(in language: Language, at time: FiscalTime, environment: FiscalEnvironment, version: String) -> [UInt8] {
        PeriodPage(summary: self, say: Reader(language: language), time: time, environment: environment, version: version).bytes
    }
}

/// Draws the page of a month.
struct PeriodPage {
    let summary: PeriodSummary
    let say: Reader
    let time: FiscalTime
    let environment: FiscalEnvironment
    let version: String

    private var month: String { PeriodTexts.month(summary.month)[say.language] + " " + String(summary.year) }
    private var authorized: Tally { summary[.authorized] }

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
                        section(&html, PeriodTexts.rates) { rates(&$0) }
                        section(&html, PeriodTexts.kinds) { kinds(&$0) }
                        section(&html, PeriodTexts.retentions) { retentions(&$0) }
                        section(&html, PeriodTexts.numbers) { numbers(&$0) }
                        section(&html, PeriodTexts.notCounted) { notCounted(&$0) }
                    }
                    colophon(&html)
                }
            }
        }
        html.raw("\n")
        return html.bytes
    }

    private func head(_ html: inout HTML) {
        html.raw(
            """
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">\
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """)
        html.element("title", text: say(PeriodTexts.title) + " · " + month)
        html.raw("<style>")
        html.raw(ReportStyle.sheet)
        html.raw("</style>")
    }

    private func masthead(_ html: inout HTML) {
        html.element("header", ["class": "masthead"]) { html in
            html.element("p", ["class": "brand"], text: "pacbatch")
            html.element("p", ["class": "when"]) { html in
                html.text(say(PeriodTexts.title) + " · ")
                html.element("time", ["datetime": time.text], text: say.moment(time))
            }
            if environment == .sandbox { html.element("p", ["class": "sandbox"], text: say(ReportTexts.sandbox)) }
        }
    }

    private func verdict(_ html: inout HTML) {
        let open = summary[.open].all
        let refused = summary[.refused].all
        let mood = summary[.open][.in_doubt].count > 0 ? "doubt" : open.count > 0 ? "way" : refused.count > 0 ? "fix" : "done"
        html.element("section", ["class": "verdict " + mood]) { html in
            html.element("h1") { html in
                mark(&html, mood)
                html.element("span", text: month.prefix(1).uppercased() + month.dropFirst())
            }
            let all = authorized.all
            let credited = authorized.figures { $0.kind == .credit_note }
            let facts: KeyValuePairs = [
                "count": grouped(all.count), "sum": net(\.total).groupedText, "itbms": net(\.itbms).groupedText,
                "credited": credited.total.groupedText,
            ]
            html.element("p", ["class": "lead"], text: say(PeriodTexts.lead, facts))
            let left = openSentence(open, refused)
            html.element("p", ["class": left == nil ? "quiet" : "lead"], text: left ?? say(PeriodTexts.settled))
        }
    }

    private func openSentence(_ open: Tally.Figures, _ refused: Tally.Figures) -> String? {
        guard open.count + refused.count > 0 else { return nil }
        var parts: [String] = []
        let doubtful = summary[.open][.in_doubt].count
        if doubtful > 0 { parts.append(say(PeriodTexts.inDoubt, ["count": grouped(doubtful)])) }
        if open.count > doubtful { parts.append(say(PeriodTexts.onTheWay, ["count": grouped(open.count - doubtful)])) }
        if refused.count > 0 { parts.append(say(PeriodTexts.toFix, ["count": grouped(refused.count)])) }
        return say(PeriodTexts.notSettled) + parts.joined(separator: ", ") + "."
    }

    /// Invoices and debit notes less credit notes.
    private func net(_ part: KeyPath<Tally.Figures, Sum>) -> Sum {
        let issued = authorized.figures { $0.kind != .credit_note }[keyPath: part]
        let credited = authorized.figures { $0.kind == .credit_note }[keyPath: part]
        return Sum(cents: issued.cents - credited.cents)
    }

    // MARK: Sections

    private func rates(_ html: inout HTML) {
        let columns = [
            (title: say(ReportTexts.rate), isNumber: false), (title: say(PeriodTexts.issuedNet), isNumber: true),
            (title: say(PeriodTexts.creditedNet), isNumber: true), (title: say(PeriodTexts.net), isNumber: true),
            (title: say(ReportTexts.itbms), isNumber: true),
        ]
        let issued = authorized.figures { $0.kind != .credit_note }.rates
        let credited = authorized.figures { $0.kind == .credit_note }.rates
        html.table(caption: say(PeriodTexts.ratesCaption), columns: columns) { html in
            var sums = [Sum](repeating: Sum(), count: 4)
            for (index, rate) in ItbmsRate.allCases.enumerated() {
                let figures = [issued[index].net, credited[index].net, summary.netRates[index].net, summary.netRates[index].tax]
                for place in figures.indices { sums[place] += figures[place] }
                html.row(head: String(rate.percent) + " %") { html in
                    for figure in figures { html.figure(figure.groupedText) }
                }
            }
            sumRow(&html, sums.map(\.groupedText))
        }
        html.element("p", ["class": "quiet"], text: say(PeriodTexts.ratesNote))
    }

    private func kinds(_ html: inout HTML) {
        let columns = [
            (title: say(ReportTexts.company), isNumber: false), (title: say(ReportTexts.kind), isNumber: false),
            (title: say(ReportTexts.documents), isNumber: true), (title: say(ReportTexts.amount), isNumber: true),
            (title: say(ReportTexts.itbms), isNumber: true), (title: say(ReportTexts.retention), isNumber: true),
        ]
        html.table(caption: say(PeriodTexts.kindsCaption), columns: columns) { html in
            for (company, _) in authorized.byCompany {
                for kind in DocumentKind.allCases {
                    let figures = authorized.figures { $0.company == company && $0.kind == kind }
                    guard figures.count > 0 else { continue }
                    html.row(head: company) { html in
                        html.element("td", ["class": "word"], text: say(StateTexts.name(of: kind)))
                        self.figures(&html, figures)
                    }
                }
            }
            netRow(&html)
            for (company, voided) in summary[.voided].byCompany {
                html.row(head: company) { html in
                    html.element("td", ["class": "word"]) { html in
                        mark(&html, "aside")
                        html.text(say(PeriodTexts.voided))
                    }
                    self.figures(&html, voided)
                }
            }
        }
        html.element("p", ["class": "quiet"], text: say(PeriodTexts.voidedNote))
    }

    private func netRow(_ html: inout HTML) {
        html.element("tr", ["class": "sum"]) { html in
            html.element("th", ["scope": "row", "colspan": "2"], text: say(PeriodTexts.netOfCredit))
            html.figure(grouped(authorized.all.count))
            for part in [\Tally.Figures.total, \.itbms, \.retention] { html.figure(net(part).groupedText) }
        }
    }

    private func figures(_ html: inout HTML, _ figures: Tally.Figures) {
        html.figure(grouped(figures.count))
        html.figure(figures.total.groupedText)
        html.figure(figures.itbms.groupedText)
        html.figure(figures.retention.groupedText)
    }

    private func retentions(_ html: inout HTML) {
        guard !summary.retained.isEmpty else { return quiet(&html, PeriodTexts.noRetention) }
        let columns = [
            (title: say(ReportTexts.company), isNumber: false), (title: say(ReportTexts.documents), isNumber: true),
            (title: say(ReportTexts.retention), isNumber: true),
        ]
        html.table(caption: say(PeriodTexts.retentionCaption), columns: columns, class: "narrow") { html in
            for (company, entry) in summary.retained.sorted(by: { $0.key < $1.key }) {
                html.row(head: company) { html in
                    html.figure(grouped(entry.count))
                    html.figure(entry.sum.groupedText)
                }
            }
        }
    }

    private func numbers(_ html: inout HTML) {
        guard !summary.series.isEmpty else { return quiet(&html, PeriodTexts.noNumbers) }
        let columns = [
            (title: say(ReportTexts.company), isNumber: false), (title: say(PeriodTexts.series), isNumber: false),
            (title: say(PeriodTexts.first), isNumber: true), (title: say(PeriodTexts.last), isNumber: true),
            (title: say(PeriodTexts.used), isNumber: true), (title: say(PeriodTexts.spent), isNumber: true),
        ]
        html.table(caption: say(PeriodTexts.numbersCaption), columns: columns) { html in
            for series in summary.series {
                html.row(head: series.company) { html in
                    html.element(
                        "td", ["class": "word"],
                        text: "\(series.branch) · \(series.billingPoint) · \(series.type.rawValue) "
                            + say(StateTexts.name(of: series.type.kind)))
                    html.figure(series.first)
                    html.figure(series.last)
                    html.figure(grouped(series.count))
                    html.figure(grouped(series.spent))
                }
            }
        }
        html.element("p", ["class": "quiet"], text: say(PeriodTexts.numbersNote))
    }

    private func notCounted(_ html: inout HTML) {
        let rows = [PeriodSummary.Standing.open, .refused, .imported].flatMap { summary[$0].byState }
        guard !rows.isEmpty else { return quiet(&html, PeriodTexts.nothingElse) }
        let columns = [
            (title: say(ReportTexts.state), isNumber: false), (title: say(ReportTexts.documents), isNumber: true),
            (title: say(ReportTexts.amount), isNumber: true),
        ]
        html.table(caption: say(PeriodTexts.notCountedCaption), columns: columns) { html in
            for (state, figures) in rows {
                html.element("tr") { html in
                    html.element("th", ["scope": "row"]) { html in
                        html.element("span", ["class": "state"]) { html in
                            mark(&html, Standing(state).rawValue)
                            html.element("span") { html in
                                html.text(say(StateTexts(state).name))
                                html.element("small", text: say(StateTexts(state).meaning))
                            }
                        }
                    }
                    html.figure(grouped(figures.count))
                    html.figure(figures.total.groupedText)
                }
            }
        }
    }

    private func colophon(_ html: inout HTML) {
        html.element("footer") { html in
            html.element("p", text: say(PeriodTexts.evidence, ["version": version]))
        }
    }

    // MARK: Parts

    private func section(_ html: inout HTML, _ title: Wording, _ body: (inout HTML) -> Void) {
        html.element("section", ["class": "full"]) { html in
            html.element("h2", text: say(title))
            body(&html)
        }
    }

    private func quiet(_ html: inout HTML, _ wording: Wording) { html.element("p", ["class": "quiet"], text: say(wording)) }

    private func mark(_ html: inout HTML, _ standing: String) {
        html.element("svg", ["class": "mark " + standing, "aria-hidden": "true", "viewBox": "0 0 16 16"]) { html in
            html.open("use", ["href": "#mark-" + standing])
        }
    }

    private func sumRow(_ html: inout HTML, _ figures: [String]) {
        html.element("tr", ["class": "sum"]) { html in
            html.element("th", ["scope": "row"], text: say(ReportTexts.total))
            for figure in figures { html.figure(figure) }
        }
    }
}
