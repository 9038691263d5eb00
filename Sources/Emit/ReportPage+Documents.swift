internal import Fiscal
internal import Ledger

extension ReportPage {
    // MARK: Faults

    func faults(_ html: inout HTML) {
        let groups = report.details.faultGroups
        section(&html, "faults", ReportTexts.faults, empty: groups.isEmpty ? ReportTexts.noFaults : nil) { html in
            let shown = groups.prefix(ReportDetails.faultGroupsMax)
            for group in shown { self.group(&html, group) }
            if groups.count > shown.count {
                let rest = ["count": grouped(groups.count - shown.count)] as KeyValuePairs
                html.element("p", ["class": "quiet"], text: say(ReportTexts.moreGroups, rest))
            }
        }
    }

    /// What is wrong, how to put it right, where the first ones are; the number stands in the margin.
    private func group(_ html: inout HTML, _ group: ReportDetails.FaultGroup) {
        html.element("article", ["class": "fault " + group.severity.rawValue]) { html in
            html.element("div", ["class": "margin"]) { html in
                html.element("b", text: grouped(group.count))
                html.element("span", ["class": "severity"]) { html in
                    mark(&html, Self.mark(of: group.severity))
                    html.text(say(ResultTexts.word(of: group.severity)))
                }
                html.element("code", text: group.code.code)
            }
            html.element("div") { html in
                let messages = group.examples.map { $0.fault.message(in: say.language) }
                let hints = group.examples.map { $0.fault.hint(in: say.language) }
                html.element("h3", text: messages.first ?? "")
                html.element("p", text: hints.first ?? "")
                html.element("ul") { html in
                    for (index, example) in group.examples.enumerated() {
                        let differing = [messages[index], hints[index]].filter { $0 != messages.first && $0 != hints.first }
                        self.example(&html, example, message: differing.isEmpty ? nil : differing.joined(separator: ". "))
                    }
                }
                html.element("p", ["class": "quiet"], text: say(ReportTexts.rule) + ": " + group.code.source)
            }
        }
    }

    private static func mark(of severity: Severity) -> String {
        switch severity {
        case .error: Standing.toFix.rawValue
        case .warning: "part"
        case .info: Standing.aside.rawValue
        }
    }

    private func example(
        _ html: inout HTML, _ example: (fault: Fault, inputName: String, order: String?), message: String?
    ) {
        html.element("li") { html in
            if let message { html.element("span", text: message) }
            var place = [shortened(example.inputName)]
            if let location = example.fault.location {
                place[0] += ":" + String(location.line)
                if let column = location.column { place[0] += ":" + String(column) }
            }
            if let order = example.order { place.append(shortened(order)) }
            if let field = example.fault.field { place.append(field) }
            html.element("small", ["class": "place"], text: place.joined(separator: " · "))
        }
    }

    // MARK: In doubt

    func inDoubt(_ html: inout HTML) {
        let details = report.details
        section(&html, "in-doubt", ReportTexts.inDoubt, empty: details.inDoubtCount == 0 ? ReportTexts.noneInDoubt : nil) {
            html in
            html.element("p", ["class": "quiet"], text: say(ReportTexts.inDoubtNote))
            let columns = [
                (title: say(ReportTexts.order), isNumber: false), (title: say(ReportTexts.searchKeys), isNumber: false),
                (title: say(ReportTexts.amount), isNumber: true),
            ]
            html.table(caption: say(ReportTexts.inDoubtCaption), columns: columns) { html in
                for entry in details.inDoubt { doubtful(&html, entry) }
            }
            note(&html, shown: details.inDoubt.count, of: details.inDoubtCount)
        }
    }

    private func doubtful(_ html: inout HTML, _ entry: ReportDetails.Entry) {
        let row = entry.row
        html.element("tr") { html in
            order(&html, entry)
            html.element("td") { html in
                let number = (row.billingPoint.map { $0 + "-" } ?? "") + (row.numeration ?? "—")
                key(&html, ReportTexts.numeration, number)
                key(&html, ReportTexts.expectedCufe, row.expectedCufe ?? "—")
                if let moment = entry.attemptedAt { key(&html, ReportTexts.attemptedAt, say.exactMoment(moment)) }
            }
            html.figure(row.total.groupedText)
        }
    }

    private func key(_ html: inout HTML, _ name: Wording, _ text: String) {
        html.element("div", ["class": "pairing"]) { html in
            html.element("small", text: say(name))
            html.element("span", ["class": "key"], text: text)
        }
    }

    private func order(_ html: inout HTML, _ entry: ReportDetails.Entry) {
        html.element("th", ["scope": "row", "class": "order"]) { html in
            html.element("span", ["class": "name"], text: shortened(entry.row.orderID ?? entry.id.text, to: 40))
            html.element("small", text: say(StateTexts.name(of: entry.row.kind)) + " · " + company(entry.row.company))
        }
    }

    // MARK: Validity

    func validity(_ html: inout HTML) {
        let validity = report.manifest.validity
        let all = validity.validCount + validity.incompleteCount
        section(&html, "validity", ReportTexts.validity, empty: all == 0 ? ReportTexts.noneToValidate : nil) { html in
            let facts: KeyValuePairs = [
                "valid": grouped(validity.validCount), "all": grouped(all), "total": validity.validTotal.groupedText,
            ]
            html.element("p", text: say(ReportTexts.validCount, facts))
            html.element("p", ["class": "quiet"], text: say(ReportTexts.validityNote))
            guard validity.incompleteCount > 0 else { return }
            missing(&html, validity)
            incomplete(&html)
        }
    }

    private func missing(_ html: inout HTML, _ validity: ValidityTally) {
        let columns = [
            (title: say(ReportTexts.missing), isNumber: false), (title: say(ReportTexts.documents), isNumber: true),
        ]
        html.table(caption: say(ReportTexts.missingCaption), columns: columns, class: "narrow") { html in
            for requirement in FiscalRequirement.allCases {
                guard let count = validity.missing[requirement] else { continue }
                html.row(head: say(StateTexts.name(of: requirement))) { $0.figure(grouped(count)) }
            }
        }
    }

    private func incomplete(_ html: inout HTML) {
        let entries = report.details.incomplete
        let doubtful = report.details.inDoubtCount
        guard !entries.isEmpty else { return }
        let columns = [ReportTexts.order, ReportTexts.state, ReportTexts.missing].map { (title: say($0), isNumber: false) }
        html.table(caption: say(ReportTexts.incompleteCaption), columns: columns) { html in
            for entry in entries {
                html.element("tr") { html in
                    order(&html, entry)
                    html.element("td", ["class": "word"]) { self.state(&$0, entry.row.state) }
                    let lacking = entry.row.missingForValidity ?? []
                    html.cell(lacking.map { say(StateTexts.name(of: $0)) }.joined(separator: ", "))
                }
            }
        }
        note(&html, shown: entries.count, of: max(report.manifest.validity.incompleteCount - doubtful, entries.count))
    }

    // MARK: PDFs

    func pdfs(_ html: inout HTML) {
        let details = report.details
        section(&html, "pdfs", ReportTexts.pdfs, empty: details.filed.isEmpty ? ReportTexts.noPDFs : nil) { html in
            let titles = [ReportTexts.order, ReportTexts.pdf, ReportTexts.amount]
            let columns = titles.enumerated().map { (title: say($1), isNumber: $0 == 2) }
            html.table(caption: say(ReportTexts.pdfsCaption), columns: columns) { html in
                for entry in details.filed {
                    html.element("tr") { html in
                        order(&html, entry)
                        html.element("td", ["class": "key"]) { link(&$0, entry.row.pdf ?? "") }
                        html.figure(entry.row.total.groupedText)
                    }
                }
            }
            note(&html, shown: details.filed.count, of: details.filedCount)
        }
    }

    /// A link to a file in the workspace, from `reports/`.
    private func link(_ html: inout HTML, _ path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        html.element("a", ["href": "../" + Self.percentEncoded(path)], text: name)
    }

    /// A path as a relative address: company ids may hold any letter.
    static func percentEncoded(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = Array("0123456789ABCDEF")
                text += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
        return text
    }
}

extension Amount {
    /// With two decimals and thousands apart.
    fileprivate var groupedText: String { Sum(cents: Int128(cents)).groupedText }
}
