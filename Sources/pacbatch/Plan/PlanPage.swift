import Emit
import Fiscal
import Ingest
import JSONText
import Ledger

/// What a plan says: on the screen a page that a controller can sign, as JSON one object whose faults are written as they are found, so that memory
/// doesn't grow with them.
struct PlanPage {
    var files: [String]
    var kinds: [FileKind] = []
    private let context: Context
    private var digest = FaultDigest()
    private var json = ByteWriter(capacity: 1 << 16)
    private var faultCount = 0
    private(set) var hasUnusableFile = false
    /// Counts and sums of the whole batch, once it is finished.
    private(set) var all = Tally()

    private static let flushAt = 48_000

    init(_ context: Context, files: [String]) {
        self.context = context
        self.files = files
    }

    private var language: Language { context.language }

    mutating func begin() {
        if context.global.json { json.append(#"{"schema":"pacbatch.plan","schema_version":1,"faults":["#) }
    }

    /// A fault of an order, or of a file when there is no order.
    mutating func add(_ fault: Fault, file: String, document: String?) {
        if document == nil, fault.severity == .error { hasUnusableFile = true }
        guard context.global.json else { return digest.add(fault, file: file, document: document) }
        if faultCount > 0 { json.append(",") }
        faultCount += 1
        json.append("\n")
        fault.json(file: file, orderID: document, language: language).write(into: &json)
        flush(ifOver: Self.flushAt)
    }

    /// What the batch found in itself.
    mutating func add(_ finding: BatchIndex.Finding) {
        // In a CSV file the same key a second time is most likely an order whose rows stand apart (product.md 6).
        let isApart = finding.code == .keyTwiceInFile && kinds[finding.file] == .orders(.csv)
        add(
            Fault(
                isApart ? .rowsApart : finding.code, at: SourceLocation(line: finding.line, column: nil),
                field: finding.field?.name, value: finding.value, facts: finding.facts),
            file: files[finding.file], document: finding.orderID)
    }

    private mutating func flush(ifOver count: Int) {
        guard json.count > count else { return }
        context.screen.data(json.bytes)
        json.removeAll()
    }

    /// The counts and sums.
    mutating func finish(_ tallies: [Tally], before: Before) {
        all = tallies.reduce(into: Tally()) { $0.add($1) }
        context.global.json ? writeJSON(tallies, all, before) : say(tallies, all, before)
    }

    private mutating func writeJSON(_ tallies: [Tally], _ all: Tally, _ before: Before) {
        json.append("\n],\"inputs\":[")
        for (index, name) in files.enumerated() {
            if index > 0 { json.append(",") }
            var input = JSONObject()
            input["name"] = .string(name)
            input["kind"] = .string(kinds[index].name)
            input.appendCounts(of: tallies[index])
            JSONValue.object(input).write(into: &json)
        }
        json.append("]")
        var summary = JSONObject()
        summary.appendCounts(of: all)
        summary["in_doubt_before"] = JSONValue(before.inDoubt)
        summary["queued_before"] = ["count": JSONValue(before.queued), "total": .string(before.total.text)]
        for member in summary.members {
            json.append(",\"")
            json.append(text: member.key)
            json.append("\":")
            member.value.write(into: &json)
        }
        json.append(",\"companies\":")
        companies(all).write(into: &json)
        json.append("}\n")
        flush(ifOver: 0)
    }

    /// Figures by company, kind, mode and state, rates included.
    private func companies(_ all: Tally) -> JSONValue {
        .array(
            all.byCompanyKindModeState.map { key, figures in
                var entry = JSONObject()
                entry["company"] = .string(key.company)
                entry["kind"] = .string(key.kind.rawValue)
                entry["mode"] = .string(key.mode.rawValue)
                entry["state"] = .string(key.state.rawValue)
                for member in figures.json.members { entry[member.key] = member.value }
                return .object(entry)
            })
    }

    private func say(_ tallies: [Tally], _ all: Tally, _ before: Before) {
        let screen = context.screen
        if !files.isEmpty { screen.say(filesTable(tallies)) }
        digest.show(on: screen, language: language)
        screen.data(statesTable(all))
        if all.ratesForTheReturn.contains(where: { $0 != Tally.Rate() }) { screen.data("\n" + ratesTable(all)) }
        if before.inDoubt > 0 { screen.say(Wording.openInDoubt(before.inDoubt, context.program)[language], .warning) }
        if before.queued > 0 { screen.say(Wording.queuedBefore(before.queued, before.total)[language]) }
        screen.say(Wording.planClosing(all, context.program)[language], .strong)
    }

    private func filesTable(_ tallies: [Tally]) -> String {
        var table = TextTable([
            .init(""), .init("", isKept: true), .init("", .right, isKept: true), .init("", .right, isKept: true),
        ])
        for (index, name) in files.enumerated() {
            let figures = tallies[index].all
            table.add([name, kinds[index].name, grouped(figures.count), "B/. " + figures.total.groupedText])
        }
        return table.lines(width: context.screen.width).joined(separator: "\n")
    }

    /// What would become of every document, by company, kind and mode.
    private func statesTable(_ all: Tally) -> String {
        var table = columns(Wording.planColumns, firstNumber: 4)
        for (key, figures) in all.byCompanyKindModeState {
            table.add([
                key.company, StateTexts.name(of: key.kind)[language], key.mode.rawValue, StateTexts(key.state).name[language],
                grouped(figures.count), figures.total.groupedText, figures.itbms.groupedText,
            ])
        }
        return table.lines(width: context.screen.width).map { $0 + "\n" }.joined()
    }

    /// Net and ITBMS by rate of what would go out, credit notes negative, up to the total that the documents add up to.
    private func ratesTable(_ all: Tally) -> String {
        var table = columns(Wording.planRateColumns, firstNumber: 1)
        var sum = Tally.Rate()
        for (rate, amounts) in zip(ItbmsRate.allCases, all.ratesForTheReturn) {
            sum.net += amounts.net
            sum.tax += amounts.tax
            let total = Sum(cents: amounts.net.cents + amounts.tax.cents)
            table.add(["\(rate.percent) %", amounts.net.groupedText, amounts.tax.groupedText, total.groupedText])
        }
        let rest = Sum(cents: all.totalForTheReturn.cents - sum.net.cents - sum.tax.cents)
        if rest != Sum() { table.add([Wording.transportAndInsurance[language], "", "", rest.groupedText]) }
        table.add([Wording.sum[language], sum.net.groupedText, sum.tax.groupedText, all.totalForTheReturn.groupedText])
        return table.lines(width: context.screen.width).map { $0 + "\n" }.joined()
    }

    /// A table whose figures are never cut.
    private func columns(_ titles: [Wording], firstNumber: Int) -> TextTable {
        TextTable(
            titles.enumerated().map { index, title in
                TextTable.Column(title[language], index < firstNumber ? .left : .right, isKept: index >= firstNumber)
            })
    }
}

extension PlanPage {
    /// What earlier runs have left, which a run works on besides the inbox.
    struct Before {
        private(set) var inDoubt = 0
        /// Documents that are ready to go out, and their sum.
        private(set) var queued = 0
        private(set) var total = Sum()

        init(_ ledger: LedgerStore?) throws {
            guard let ledger else { return }
            inDoubt = try ledger.openCount(.in_doubt)
            var (count, sum) = (0, Sum())
            try ledger.documents(in: .queued) { row in
                guard row.kind != .void else { return }
                count += 1
                sum += row.total
            }
            (queued, total) = (count, sum)
        }
    }
}

extension FileKind {
    /// The kind's name in results and manifests.
    var name: String {
        switch self {
        case .orders(let form): "orders-\(form.name)"
        case .clients(let form): "clients-\(form.name)"
        case .dgiXML: "dgi-xml"
        case .webhook: "webhook"
        case .unknown: "unknown"
        }
    }
}

extension FileKind.Form {
    fileprivate var name: String {
        switch self {
        case .csv: "csv"
        case .jsonArray: "json"
        case .jsonLines: "jsonl"
        }
    }
}

extension Fault {
    /// The fault as results tell it, with its order.
    func json(file: String, orderID: String?, language: Language) -> JSONValue {
        [
            "code": .string(code.code), "severity": .string(severity.rawValue), "file": .string(file),
            "order_id": JSONValue(orderID),
            "line": location.map { JSONValue($0.line) } ?? .null, "column": location?.column.map { JSONValue($0) } ?? .null,
            "field": JSONValue(field), "value": JSONValue(value), "message": .string(message(in: language)),
            "hint": .string(hint(in: language)), "source": .string(code.source),
        ]
    }
}
