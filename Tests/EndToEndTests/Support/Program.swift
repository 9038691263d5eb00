import Glibc
import Testing

/// A program of ours that was started: `pacbatch` or `pac-sandbox`, as built beside this test bundle.
final class Program {
    /// How it ended.
    struct Ended {
        /// The exit code, or 256 and more for a signal.
        let code: Int32
        let out: String
        let err: String
    }

    let pid: pid_t
    private let outFile: String
    private let errFile: String
    private var status: Int32?

    /// Where the built programs lie: beside the program that runs these tests.
    static let folder: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    }()

    /// Starts a program.
    /// - Parameter output: files `output.out` and `output.err` take what it prints.
    init(_ name: String, _ arguments: [String], environment: [String: String] = [:], output: String) throws {
        outFile = output + ".out"
        errFile = output + ".err"
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, path) in [(Int32(1), outFile), (Int32(2), errFile)] {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        let path = Self.folder + "/" + name
        var environment = environment
        // What scripts/guards takes away is away in the program as well.
        if let removed = unsafe getenv("PACBATCH_WITHOUT_GUARD") {
            environment["PACBATCH_WITHOUT_GUARD"] = unsafe String(cString: removed)
        }
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables =
            unsafe environment.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var child: pid_t = 0
        let result = unsafe posix_spawn(&child, path, &actions, nil, &words, &variables)
        try #require(result == 0, "\(path) can't be started: \(result)")
        pid = child
    }

    deinit {
        if status == nil {
            signal(SIGKILL)
            _ = collect(options: 0)
        }
    }

    func signal(_ number: Int32) { _ = kill(pid, number) }

    /// What it has printed so far.
    var out: String { String(decoding: Files.bytes(outFile) ?? [], as: UTF8.self) }
    var err: String { String(decoding: Files.bytes(errFile) ?? [], as: UTF8.self) }

    var isRunning: Bool { !collect(options: WNOHANG) }

    private func collect(options: Int32) -> Bool {
        if status != nil { return true }
        var result: Int32 = 0
        guard unsafe waitpid(pid, &result, options) == pid else { return false }
        status = result
        return true
    }

    /// Waits for its end; a program that takes longer than any may is killed, and the test fails.
    func end(within seconds: Double = 60) throws -> Ended {
        let isOver = Deadline.poll(seconds: seconds) { !self.isRunning }
        if !isOver { signal(SIGKILL) }
        try #require(isOver, "pid \(pid) doesn't end: \(err.suffix(500))")
        let status = self.status ?? 0
        return Ended(code: status & 0x7F == 0 ? status >> 8 & 0xFF : 256 + status & 0x7F, out: out, err: err)
    }

    /// Ends it without asking.
    func killNow() {
        signal(SIGKILL)
        _ = Deadline.poll(seconds: 10) { !self.isRunning }
    }
}

/// Waits for something by looking again and again.
enum Deadline {
    /// True as soon as `condition` is; false when it isn't within so many seconds.
    static func poll(seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
        let end = now + Int64(seconds * 1_000_000_000)
        while true {
            if try condition() { return true }
            if now >= end { return false }
            usleep(2000)
        }
    }

    /// Nanoseconds of a clock that is never set.
    static var now: Int64 {
        let elapsed = ContinuousClock.now - start
        return elapsed.components.seconds * 1_000_000_000 + elapsed.components.attoseconds / 1_000_000_000
    }

    private static let start = ContinuousClock.now
}
