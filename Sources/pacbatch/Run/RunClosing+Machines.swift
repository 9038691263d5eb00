import Emit
import Fiscal
import Ledger
import Submit

// What a monitor and a log collector are told of a run.
extension RunClosing {
    /// The Prometheus textfile: what a monitor asks of a nightly batch.
    var metrics: [Metric] {
        [
            gauge("pacbatch_last_run_timestamp_seconds", "End of the last run.", [.init(Int(facts.finishedAt.epochSeconds))]),
            gauge("pacbatch_last_run_exit_code", "Exit code of the last run.", [.init(facts.exitCode)]),
            gauge(
                "pacbatch_documents", "Documents that the last run took in or worked on, by state.",
                outcome.tally.byState.map { .init($0.figures.count, [("state", $0.key.rawValue)]) }),
            gauge(
                "pacbatch_last_success_timestamp_seconds", "End of the last run that ended with 0, 3 or 5.",
                lastSuccess),
            gauge(
                "pacbatch_last_run_duration_seconds", "How long the last run took.",
                [.init(Int(facts.finishedAt.epochSeconds - facts.startedAt.epochSeconds))]),
            gauge(
                "pacbatch_amount_balboas", "Grand totals of the documents that the last run took in or worked on, by state.",
                amounts),
            gauge(
                "pacbatch_open", "Documents of the workspace that aren't finished, by state.",
                open),
            gauge(
                "pacbatch_company_stopped", "Companies that the PAC doesn't let issue.",
                traffic.stopped.keys.sorted().map {
                    .init(1, [("company", $0)])
                }),
            gauge(
                "pacbatch_info", "The program.",
                [.init(1, [("version", facts.version), ("environment", facts.environment.rawValue)])]),
            gauge("pacbatch_in_doubt", "Documents of the workspace in doubt.", [.init((try? ledger.openCount(.in_doubt)) ?? 0)]),
            gauge(
                "pacbatch_pac_requests", "Calls to the PAC in the last run.",
                [.init(traffic.posts, [("kind", "write")]), .init(traffic.reads, [("kind", "read")])]),
            gauge("pacbatch_pac_throttled", "429 answers in the last run.", [.init(traffic.throttles)]),
        ]
    }

    private var lastSuccess: [Metric.Sample] {
        let moment = try? ledger.lastSuccess()
        return moment.map { [Metric.Sample(Int($0.epochSeconds))] } ?? []
    }

    private var amounts: [Metric.Sample] {
        outcome.tally.byState.compactMap { entry in
            Int64(exactly: entry.figures.total.cents).map { cents in
                Metric.Sample(Amount(cents: cents), [("state", entry.key.rawValue)])
            }
        }
    }

    private var open: [Metric.Sample] {
        [DocumentState.queued, .waiting, .accepted, .authorized].map { state in
            Metric.Sample((try? ledger.openCount(state)) ?? 0, [("state", state.rawValue)])
        }
    }

    private func gauge(_ name: String, _ help: String, _ samples: [Metric.Sample]) -> Metric {
        Metric(name: name, help: help, kind: .gauge, samples: samples)
    }

    /// JSON Lines of what the run took in and what it came to (`--log`).
    func writeLog(_ context: Context) throws {
        let log = try Log.requested(context.global, run: facts.id, secrets: [])
        for input in outcome.inputs {
            log(
                LogEntry(
                    .info, "input.taken", file: input.name,
                    [("outcome", .text(input.outcome.rawValue)), ("records", .number(input.tally.all.count))]))
        }
        for (company, reason) in traffic.stopped.sorted(by: { $0.key < $1.key }) {
            log(LogEntry(.error, "company.stopped", [("company", .text(company)), ("reason", .text(reason))]))
        }
        try ledger.documents(in: .in_doubt) { row in
            log(
                LogEntry(
                    .error, "document.in_doubt", document: row.id,
                    [
                        ("company", .text(row.company)), ("numeration", .text(row.numeration ?? "")),
                        ("total", .amount(row.total)),
                        ("attempts", .number(row.attempts)),
                    ]))
        }
        for (state, figures) in outcome.tally.byState {
            log(LogEntry(.info, "run.documents", [("state", .text(state.rawValue)), ("count", .number(figures.count))]))
        }
        log(
            LogEntry(
                facts.exitCode == 0 ? .info : .warning, "run.finished",
                [
                    ("exit_code", .number(facts.exitCode)), ("posts", .number(traffic.posts)), ("reads", .number(traffic.reads)),
                    ("retries", .number(traffic.retries)), ("throttles", .number(traffic.throttles)),
                    ("in_doubt", .number(traffic.inDoubt)),
                    ("rejected", .number(traffic.rejected)),
                ]))
    }
}
