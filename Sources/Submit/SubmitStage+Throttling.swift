internal import Fiscal
internal import Ledger

/// What a 429 does: its key waits, in this run and the next (rulebook 7.2, G15).
extension SubmitStage {
    /// Keeps the keys whose write was answered 429 from sending until that answer is stored and read: its Retry-After holds from when it came (G15).
    func hold(throttledIn done: [HTTPCompletion]) {
        for completion in done where completion.status == 429 {
            guard let call = calls[completion.token], isPost(call), let key = shown[completion.token] else { continue }
            let seconds = RetryAfter.seconds(stored(completion).header("retry-after"), now: clock.now) ?? 1
            writeWindows[key.fingerprint]?.hold(until: clock.monotonicNanos() + seconds * 1_000_000_000)
        }
    }

    /// 429: the whole key waits. Retry-After is a floor; without a usable one 1, 2, 4 … 60 seconds. Counted from the answer, which a dead
    /// run may have stored.
    /// - Parameter key: the key that was shown, which needn't be the one that is shown now; nil when nobody knows any more: then all of the
    ///   company's wait.
    func throttle(_ lane: Int?, key: ApiKey?, retryAfter: String?, answeredAt micros: Int64) throws {
        guard let lane else { return }
        throttlesInARow += 1
        progress.throttles += 1
        let ownBackOff = min(60, Double(1 << min(throttlesInARow - 1, 6))) * (1 + Double(hooks.random(100)) / 1000)
        let answeredAt = FiscalTime(epochSeconds: micros / 1_000_000)
        let seconds = RetryAfter.seconds(retryAfter, now: answeredAt).map { max(Double($0), 0.05) } ?? ownBackOff
        let left = seconds - Double(clock.wallMicros() - micros) / 1_000_000
        guard left > 0 else { return }
        for throttled in key.map({ [$0] }) ?? lanes[lane].settings.keys {
            pause(scope: throttled.fingerprint, seconds: left)
            try ledger.storePause(
                scope: throttled.fingerprint, until: answeredAt.adding(seconds: Int64(seconds) + 1), reason: "429")
        }
        stopWhereHeldTooLong()
    }

    /// A key that has to wait for longer than the run may ends its companies' queues; the pause in the ledger holds for the next run.
    func stopWhereHeldTooLong() {
        let longest = clock.monotonicNanos() + max(settings.waitSeconds, Self.pauseAlwaysWaited) * 1_000_000_000
        for lane in lanes.indices where lanes[lane].stopReason == nil && writeWindow(lane).pausedUntil > longest {
            lanes[lane].stopReason = "429"
        }
    }

    /// A pause of at most so many seconds is waited for whatever `--wait` says.
    private static let pauseAlwaysWaited: Int64 = 60
}
