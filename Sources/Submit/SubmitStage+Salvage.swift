internal import JSONText
internal import Ledger

extension SubmitStage {
    /// The ledger, or a file, has failed: nothing is begun any more. What is under way is waited for, the ledger is opened anew and takes the
    /// answers, as far as it can; what it doesn't take stays in doubt, as after a crash (G17, reliability.md 1.2, C17).
    func salvage() {
        hooks.makeRoom()
        reads = []
        repeats = []
        collectAnswers()
        let lost = Set(calls.values.compactMap { $0.write?.attempt })
        transport.abandon()
        calls = [:]
        prepared = []
        try? storeSalvaged(lost: lost)
    }

    /// Waits until no POST is under way; the transport's time limits bound it, a second signal ends it.
    private func collectAnswers() {
        var done = arrived
        arrived = []
        while true {
            for completion in done {
                guard let write = calls.removeValue(forKey: completion.token)?.write else { continue }
                unsettled.append((write.attempt, write.document, stored(completion)))
            }
            guard openPosts > prepared.count, hooks.stopGrade() < 2 else { return }
            done = transport.wait(nanoseconds: 200_000_000)
        }
    }

    /// What the reopened ledger says counts. An attempt that is still open there takes its answer. One that has none was never handed to the
    /// transport: its intent was waiting for its slot, or its commit failed and happened all the same. Only before `recover` was through
    /// can it be a dead run's, which proves nothing.
    private func storeSalvaged(lost: Set<Int64>) throws {
        try ledger.reopen()
        let answers = Dictionary(unsettled.map { ($0.attempt, $0.answer) }, uniquingKeysWith: { first, _ in first })
        try ledger.transaction {
            for open in try ledger.openAttempts() where open.answer == nil {
                if let answer = answers[open.attempt] {
                    try ledger.record(answer: answer, attempt: open.attempt, document: open.document)
                } else if isRecovered, !lost.contains(open.attempt) {
                    try ledger.close(
                        attempt: open.attempt, document: open.document, as: .not_sent, atMicros: clock.wallMicros(),
                        detail: ["reason": "stopped"])
                }
            }
        }
        try recover()
    }
}
