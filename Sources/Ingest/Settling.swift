public import Fiscal

/// Decides when nobody is writing a file any more (product.md 6; reliability.md 3, Inbox).
///
/// | last change of content | last change of anything | taken |
/// |---|---|---|
/// | 2 s ago or more | 2 s ago or more | at once |
/// | 2 s ago or more | just now (moved here, time stamps set) | in the same state 0.25 s later |
/// | just now, or in the future | any | in the same state 2 s later |
///
/// and never while a program has it open for writing. Times of waiting count from when *we* first saw the file in that state, because a
/// copying program may set the time of the content back.
public struct Settling: Sendable {
    /// What is to be done now.
    public struct Verdict: Sendable {
        /// Files that can be claimed, in the order they were given.
        public var settled: [InboxFile] = []
        /// Files that aren't ready, with the reason to report if the run doesn't wait for them.
        public var faults: [Fault] = []
        /// After how many nanoseconds another look can change something; nil: there is nothing to wait for.
        public var wait: Int64?
    }

    private static let old: Int64 = 2_000_000_000
    private static let quietAfterMove: Int64 = 250_000_000

    private var seen: [RawPath: (status: FileStatus, since: Int64)] = [:]

    /// Begins without having seen anything.
    public init() {}

    /// Judges the files of a look.
    /// - Parameters:
    ///   - wall: time of day in nanoseconds since 1970.
    ///   - monotonic: nanoseconds of a clock that is never set.
    ///   - fileSystem: says whether a file is open for writing.
    public mutating func judge(
        _ files: [InboxFile], wall: Int64, monotonic: Int64, fileSystem: FileSystem
    ) -> Verdict {
        var verdict = Verdict()
        var now: [RawPath: (status: FileStatus, since: Int64)] = [:]
        for file in files {
            let known = seen[file.path].flatMap { $0.status == file.status ? $0.since : nil }
            let since = known ?? monotonic
            now[file.path] = (file.status, since)
            let left = Self.quiet(file.status, wall) - (monotonic - since)
            if left > 0 {
                verdict.wait = min(verdict.wait ?? left, left)
                verdict.faults.append(Fault(.fileInUse, value: file.name))
            } else if let fault = Self.obstacle(file, fileSystem) {
                verdict.faults.append(fault)
            } else {
                verdict.settled.append(file)
            }
        }
        seen = now
        return verdict
    }

    /// Why a file that has been quiet long enough can't be taken all the same.
    private static func obstacle(_ file: InboxFile, _ fileSystem: FileSystem) -> Fault? {
        do throws(IngestError) {
            return try fileSystem.hasWriter(file.path) == true ? Fault(.fileInUse, value: file.name) : nil
        } catch {
            return Fault(.fileUnreadable, value: file.name, facts: ["reason": error.reason])
        }
    }

    /// How long a file must have been seen unchanged.
    private static func quiet(_ status: FileStatus, _ wall: Int64) -> Int64 {
        let isOld = { (time: Int64) in time <= wall && wall &- time >= old }
        if !isOld(status.modified) { return old }
        return isOld(status.changed) ? 0 : quietAfterMove
    }
}
