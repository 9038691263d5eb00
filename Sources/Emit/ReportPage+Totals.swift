internal import Fiscal
internal import Ledger

extension ReportPage {
    // MARK: Totals

    func totals(_ html: inout HTML) {
        section(&html, "totals", ReportTexts.totals, empty: tally.all.count == 0 ? ReportTexts.noDocuments : nil) { html in
            composition(&html)
            html.element("div", ["class": "pair"]) { html in
                html.element("div") { byState(&$0) }
                html.element("div") { byRate(&$0) }
            }
            byCompany(&html)
        }
    }

    /// What was corrected is nobody's work any more.
    private func figures(of standing: Standing) -> Tally.Figures {
        var figures = tally.figures { Standing($0.state) == standing }
        if standing == .toFix { figures -= report.details.corrected.all }
        if standing == .aside { figures += report.details.corrected.all }
        return figures
    }

    /// A bar of the five standings, with its legend; the legend alone tells everything.
    private func composition(_ html: inout HTML) {
        let all = tally.all.count
        html.element("div", ["class": "bar", "role": "img", "aria-label": say(ReportTexts.composition)]) { html in
            for standing in Standing.allCases {
                let count = figures(of: standing).count
                if count > 0 {
                    let share = max(count * 10_000 / all, 50)
                    html.element("span", ["class": standing.rawValue, "style": "flex-grow:" + String(share)]) { _ in }
                }
            }
        }
        html.element("dl", ["class": "legend"]) { html in
            for standing in Standing.allCases { legend(&html, standing, figures(of: standing)) }
        }
    }

    private func legend(_ html: inout HTML, _ standing: Standing, _ figures: Tally.Figures) {
        html.element("div", ["class": figures.count == 0 ? "none" : ""]) { html in
            html.element("dt") { html in
                mark(&html, standing.rawValue)
                html.text(say(standing.name))
            }
            html.element("dd") { html in
                html.element("b", text: grouped(figures.count))
                html.element("span", text: "B/. " + figures.total.groupedText)
            }
        }
    }

    private func byState(_ html: inout HTML) {
        let columns = [
            (title: say(ReportTexts.state), isNumber: false), (title: say(ReportTexts.documents), isNumber: true),
            (title: say(ReportTexts.amount), isNumber: true),
        ]
        let states = Standing.allCases.flatMap { standing in tally.byState.filter { Standing($0.key) == standing } }
        html.table(caption: say(ReportTexts.byState), columns: columns) { html in
            for (state, figures) in states {
                html.element("tr") { html in
                    html.element("th", ["scope": "row"]) { self.state(&$0, state, withMeaning: true) }
                    html.figure(grouped(figures.count))
                    html.figure(figures.total.groupedText)
                }
            }
            html.element("tr", ["class": "sum"]) { html in
                html.element("th", ["scope": "row"], text: say(ReportTexts.total))
                html.figure(grouped(tally.all.count))
                html.figure(tally.all.total.groupedText)
            }
        }
    }

    private func byCompany(_ html: inout HTML) {
        let columns = [
            (title: say(ReportTexts.company), isNumber: false), (title: say(ReportTexts.kind), isNumber: false),
            (title: say(ReportTexts.documents), isNumber: true), (title: say(ReportTexts.amount), isNumber: true),
            (title: say(ReportTexts.itbms), isNumber: true), (title: say(ReportTexts.retention), isNumber: true),
        ]
        html.table(caption: say(ReportTexts.byCompany), columns: columns) { html in
            for (company, _) in tally.byCompany {
                for kind in DocumentKind.allCases {
                    let figures = tally.figures { $0.company == company && $0.kind == kind }
                    if figures.count > 0 { row(&html, company: company, kind: kind, figures) }
                }
            }
        }
    }

    private func row(_ html: inout HTML, company id: String, kind: DocumentKind, _ figures: Tally.Figures) {
        html.row(head: company(id)) { html in
            html.element("td", ["class": "word"], text: say(StateTexts.name(of: kind)))
            html.figure(grouped(figures.count))
            html.figure(figures.total.groupedText)
            html.figure(figures.itbms.groupedText)
            html.figure(figures.retention.groupedText)
        }
    }

    /// What the ITBMS return will ask: net and tax by rate, credit notes negative.
    private func byRate(_ html: inout HTML) {
        let rates = tally.ratesForTheReturn
        let columns = [
            (title: say(ReportTexts.rate), isNumber: false), (title: say(ReportTexts.net), isNumber: true),
            (title: say(ReportTexts.itbms), isNumber: true),
        ]
        html.table(caption: say(ReportTexts.byRate), columns: columns) { html in
            var sum = Tally.Rate()
            for (index, rate) in ItbmsRate.allCases.enumerated() {
                let amounts = rates[index]
                sum.net += amounts.net
                sum.tax += amounts.tax
                html.row(head: String(rate.percent) + " %") { html in
                    html.figure(amounts.net.groupedText)
                    html.figure(amounts.tax.groupedText)
                }
            }
            html.element("tr", ["class": "sum"]) { html in
                html.element("th", ["scope": "row"], text: say(ReportTexts.total))
                html.figure(sum.net.groupedText)
                html.figure(sum.tax.groupedText)
            }
        }
        html.element("p", ["class": "quiet"], text: say(ReportTexts.byRateNote))
    }

    // MARK: Files

    func files(_ html: inout HTML) {
        // A night of a thousand documents has two thousand webhooks: those that were taken are a number.
        let (webhooks, inputs) = (takenWebhooks, report.manifest.inputs.filter { !Self.isTakenWebhook($0) })
        section(&html, "files", ReportTexts.files, empty: inputs.isEmpty && webhooks == 0 ? ReportTexts.noFiles : nil) { html in
            if inputs.isEmpty { return webhookNote(&html, webhooks) }
            let columns = [
                (title: say(ReportTexts.file), isNumber: false), (title: say(ReportTexts.outcome), isNumber: false),
                (title: say(ReportTexts.documents), isNumber: true), (title: say(ReportTexts.amount), isNumber: true),
            ]
            html.table(caption: say(ReportTexts.filesCaption), columns: columns) { html in
                for input in inputs.prefix(ReportDetails.listMax) { file(&html, input) }
            }
            note(&html, shown: min(inputs.count, ReportDetails.listMax), of: inputs.count)
            webhookNote(&html, webhooks)
        }
    }

    private static func isTakenWebhook(_ input: Manifest.Input) -> Bool { input.kind == "webhook" && input.outcome == .accepted }

    private var takenWebhooks: Int { report.manifest.inputs.count(where: Self.isTakenWebhook) }

    private func webhookNote(_ html: inout HTML, _ count: Int) {
        guard count > 0 else { return }
        html.element("p", ["class": "quiet"], text: say(ReportTexts.webhooks, ["count": grouped(count)]))
    }

    private func file(_ html: inout HTML, _ input: Manifest.Input) {
        html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
                html.element("span", ["class": "name"], text: input.name)
                if let original = input.duplicateOf {
                    html.element("small", text: say(ReportTexts.duplicateOf, ["name": shortened(original)]))
                }
                if let reason = input.reason { html.element("small", text: reason) }
            }
            html.element("td", ["class": "word"]) { html in
                mark(&html, input.duplicateOf == nil ? Self.standing(of: input.outcome) : Standing.aside.rawValue)
                html.text(input.duplicateOf == nil ? say(StateTexts.name(of: input.outcome)) : say(StateTexts(.duplicate).name))
            }
            html.figure(grouped(input.tally.all.count))
            html.figure(input.tally.all.total.groupedText)
        }
    }

    private static func standing(of outcome: FileOutcome) -> String {
        switch outcome {
        case .accepted: Standing.done.rawValue
        case .part: "part"
        case .rejected: Standing.toFix.rawValue
        }
    }
}
