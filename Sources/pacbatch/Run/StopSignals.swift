private import Glibc
private import Synchronization

/// SIGINT and SIGTERM in two grades: the first finishes what is under way, the second stops now (product.md 5).
enum StopSignals {
    /// A signal handler may touch nothing but this.
    private static let received = Atomic<Int>(0)

    /// Begins to count signals instead of dying of them.
    static func install() {
        // The handlers run at any time on any thread: one atomic addition is all they do.
        let handler: @convention(c) (Int32) -> Void = { _ in StopSignals.received.add(1, ordering: .relaxed) }
        _ = received.load(ordering: .relaxed)
        signal(SIGINT, handler)
        signal(SIGTERM, handler)
    }

    /// 0 none yet, 1 finish what is under way, 2 stop now.
    static var grade: Int { min(received.load(ordering: .relaxed), 2) }
}
