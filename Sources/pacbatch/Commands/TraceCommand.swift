import Catalogues
import Fiscal
import Ingest
import JSONText
import Ledger

/// `trace ID [FIELD]`: from which cell of which file, which row of the client registry or which rule each value of a payload came.
enum TraceCommand {
    static func run(_ context: Context, id: String, field: String?) throws -> ExitCode {
        try LookCommand.run(context) { ledger in
            let configuration = try Session.configuration(context)
            guard let row = try ledger.documents(named: id).max(by: { rank($0) < rank($1) }),
                let input = try ledger.input(id: row.inputID)
            else {
                context.screen.complain(Wording.unknownID(id)[context.language])
                return .usage
            }
            do {
                let trace = try DocumentTrace(of: row, input: input, ledger, configuration, workspace: context.workspace)
                return show(trace, field: field, context)
            } catch let refusal as DocumentTrace.Refusal {
                return try refuse(refusal, row, input, ledger, context)
            }
        }
    }

    /// Of several documents of a name the one that was sent, else the one that holds the key, else the newest.
    private static func rank(_ row: DocumentRow) -> (Int, Int, Int64) {
        (row.attempts > 0 ? 1 : 0, row.holdsKey ? 1 : 0, row.id)
    }

    private static func show(_ trace: DocumentTrace, field: String?, _ context: Context) -> ExitCode {
        let values = trace.values.filter { value in
            guard let field else { return true }
            return value.leaf.isBelow(field) || value.sources.contains { $0.key.name == field }
        }
        guard !values.isEmpty else {
            context.screen.complain(
                Wording.unknownPayloadField(field ?? "", nearest: nearestField(field ?? "", trace))[context.language])
            return .usage
        }
        let page = TracePage(trace: trace, values: values, language: context.language)
        if context.global.json {
            context.data(page.json)
        } else {
            for line in page.heading { context.screen.say(line, .faint) }
            let lines =
                field == nil ? page.table(width: context.screen.width) : page.details(width: min(context.screen.width, 100))
            context.screen.data(lines.map { $0 + "\n" }.joined())
            context.screen.say(page.proof, trace.isProved ? .good : .warning)
        }
        return .done
    }

    private static func nearestField(_ field: String, _ trace: DocumentTrace) -> String? {
        let columns = OrderKey.allCases.map(\.name) + LineKey.allCases.map(\.name)
        return nearest(to: field, among: trace.values.map(\.leaf.path) + columns)
    }

    private static func refuse(
        _ refusal: DocumentTrace.Refusal, _ row: DocumentRow, _ input: InputRow, _ ledger: LedgerStore, _ context: Context
    ) throws -> ExitCode {
        context.screen.complain(refusal.wording[context.language])
        guard case .noPayload = refusal else { return .usage }
        var digest = FaultDigest()
        for fault in try ledger.faults(ofDocument: row.id) { digest.add(fault, file: input.name, document: row.orderID) }
        digest.show(on: context.screen, language: context.language)
        return .badData
    }
}
