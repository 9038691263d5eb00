import Fiscal
import Submit

/// Feeds the screen while a run is at work.
final class RunProgress {
    private var view: ProgressView
    private let clock: RunClock
    private var records = 0

    init(_ screen: Screen, _ language: Language, _ clock: RunClock) {
        self.clock = clock
        view = ProgressView(screen: screen, language: language, start: .nanoseconds(clock.monotonicNanos()))
    }

    /// So many records have been read.
    func intake(records: Int) {
        let now = Duration.nanoseconds(clock.monotonicNanos())
        self.records = records
        view.progress.update(.reading, done: records, total: nil, at: now)
        view.tick(now)
    }

    /// The submission stands here; `queued` documents were waiting when it began.
    func submission(_ submitted: SubmitProgress, queued: Int) {
        let now = Duration.nanoseconds(clock.monotonicNanos())
        if records > 0 { view.progress.update(.reading, done: records, total: records, at: now) }
        view.progress.inFlight = submitted.inFlight
        view.progress.rejected = submitted.rejected
        view.progress.inDoubt = submitted.inDoubt
        let settled = submitted.accepted + submitted.rejected + submitted.inDoubt
        view.progress.update(.sending, done: settled, total: max(queued, settled), at: now)
        if submitted.statusCalls > 0 { view.progress.update(.confirming, done: submitted.statusCalls, total: nil, at: now) }
        view.progress.update(.filing, done: submitted.pdfs, total: nil, at: now)
        view.tick(now)
    }

    /// Nothing more comes.
    func clear() { view.clear() }
}
