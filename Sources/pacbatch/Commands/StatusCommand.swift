import Emit
import Fiscal
import JSONText
import Ledger

/// `status`: where every document stands; what is fiscally valid and what is missing (rulebook 7.7).
enum StatusCommand {
    static func run(_ context: Context) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            var (tally, corrected) = (Tally(), Tally())
            var validity = ValidityTally()
            try ledger.eachStandingDocument { row in
                row.isCorrected ? corrected.add(row) : tally.add(row)
                validity.add(row)
            }
            context.global.json ? printJSON(tally, corrected, validity, context) : say(tally, corrected, validity, context)
            return .done
        }
    }

    /// The counts are of all documents, those that have been corrected included.
    private static func printJSON(_ standing: Tally, _ corrected: Tally, _ validity: ValidityTally, _ context: Context) {
        var tally = standing
        tally.add(corrected)
        var status = JSONObject()
        status["schema"] = "pacbatch.status"
        status["schema_version"] = 1
        status.appendCounts(of: tally)
        status["corrected"] = JSONValue(corrected.all.count)
        status["fiscal_validity"] = .object(validity.json)
        status["companies"] = .array(
            tally.byCompanyKindModeState.map { key, figures in
                [
                    "company": .string(key.company), "kind": .string(key.kind.rawValue), "mode": .string(key.mode.rawValue),
                    "state": .string(key.state.rawValue), "count": JSONValue(figures.count), "total": .string(figures.total.text),
                ]
            })
        context.data(.object(status))
    }

    private static func say(_ tally: Tally, _ corrected: Tally, _ validity: ValidityTally, _ context: Context) {
        let (screen, language) = (context.screen, context.language)
        var table = TextTable(
            Wording.statusColumns.enumerated().map { index, title in
                TextTable.Column(title[language], index < 4 ? .left : .right, isKept: index >= 3)
            })
        for (key, figures) in tally.byCompanyKindModeState {
            table.add([
                key.company, key.kind.rawValue, key.mode.rawValue, key.state.rawValue, grouped(figures.count),
                figures.total.groupedText,
            ])
        }
        screen.data(table.lines(width: screen.width).map { $0 + "\n" }.joined())
        if corrected.all.count > 0 { screen.data(Wording.corrected(corrected.all.count)[language] + "\n") }
        screen.data(Wording.validity(validity)[language] + "\n")
        for (requirement, count) in validity.missing.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            screen.data("  \(Wording.lacks[language]) \(StateTexts.name(of: requirement)[language]): \(grouped(count))\n")
        }
    }
}

/// Commands that only look: they open the ledger read-only and need no lock.
enum LookCommand {
    static func run(_ context: Context, _ body: (LedgerStore) throws -> ExitCode) throws -> ExitCode {
        let configuration = try Session.configuration(context)
        let ledger = try Session.openLedger(
            context.workspace, configuration.environment, readOnly: true, language: context.language)
        return try body(ledger)
    }
}
