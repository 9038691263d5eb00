import Fiscal
private import Glibc

/// The right to work in a workspace, held as long as this value lives. The kernel frees it when the process dies, however it dies, so that no stale
/// lock can exist (G16); the file's content only tells others who holds it.
struct WorkspaceLock: ~Copyable {
    /// Who holds a workspace, as its lock file says; parts that can't be read are nil.
    struct Holder: Sendable, Equatable {
        let processID: Int?
        let host: String?
        let since: String?
    }

    enum Failure: Error, Sendable, Equatable {
        /// Exit code 11.
        case held(by: Holder)
        case file(FileError)
    }

    private let file: OpenFile

    /// Takes the lock, or says who has it. Never waits.
    init(_ workspace: Workspace, now: FiscalTime) throws(Failure) {
        do throws(FileError) {
            file = try Self.locked(workspace, now: now)
        } catch {
            throw error.errno == EWOULDBLOCK ? .held(by: Self.holder(of: workspace)) : .file(error)
        }
    }

    private static func locked(_ workspace: Workspace, now: FiscalTime) throws(FileError) -> OpenFile {
        let file = try OpenFile(updating: workspace.lock)
        guard try file.lockExclusively() else { throw FileError(.lock, workspace.lock, errno: EWOULDBLOCK) }
        try file.truncate()
        try file.write(Array("\(getpid())\n\(hostName)\n\(now.text)\n".utf8))
        return file
    }

    /// What the lock file says.
    static func holder(of workspace: Workspace) -> Holder {
        let bytes = (try? OpenFile(reading: workspace.lock).contents(limit: 4096)) ?? nil
        let lines = String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
        return Holder(
            processID: lines.first.flatMap { wholeNumber($0) }, host: lines.count > 1 ? lines[1] : nil,
            since: lines.count > 2 ? lines[2] : nil)
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&buffer, buffer.count - 1) == 0 else { return "?" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
