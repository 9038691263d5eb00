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
            gauge("pacbatch_in_doubt", "Documents of the workspace in doubt.", [.init((try? ledger.openCount(.in_doubt)) ?? 0)]),
            gauge(
                "pacbatch_pac_requests", "Calls to the PAC in the last run.",
                [.init(traffic.posts, [("kind", "write")]), .init(traffic.reads, [("kind", "read")])]),
            gauge("pacbatch_pac_throttled", "429 answers in the last run.", [.init(traffic.throttles)]),
        ]
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
        log(
            LogEntry(
                facts.exitCode == 0 ? .info : .warning, "run.finished",
                [
                    ("exit_code", .number(facts.exitCode)), ("posts", .number(traffic.posts)),
                    ("in_doubt", .number(traffic.inDoubt)),
                    ("rejected", .number(traffic.rejected)),
                ]))
    }
}
