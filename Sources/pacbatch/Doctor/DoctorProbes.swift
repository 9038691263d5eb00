import Fiscal
private import Glibc

/// What `doctor` asks the world. Tests and callers replace what they like.
struct DoctorProbes: Sendable {
    /// Free bytes for this user on the file system of a path; nil when it can't be told.
    var freeBytes: @Sendable (String) -> Int64? = { FileSystem.freeBytes($0) }
    /// The type of the file system of a path, `ext4`; nil when it can't be told.
    var fileSystemType: @Sendable (String) -> String? = { path in
        let mounts = (try? OpenFile(reading: "/proc/self/mountinfo").contents(limit: 16 << 20)) ?? nil
        return mounts.flatMap { MountTable(String(decoding: $0, as: UTF8.self)).type(of: FileSystem.resolved(path)) }
    }
    /// True when this user may write into a folder.
    var isWritable: @Sendable (String) -> Bool = { path in unsafe access(path, W_OK | X_OK) == 0 }
    var now: @Sendable () -> EpochMilliseconds = { .system }
    var libraries: @Sendable () -> [LibraryVersion] = { [] }
    /// The ledger: opens, is whole, belongs to this environment.
    var ledger: @Sendable (Workspace, Configuration) -> [Check] = { _, _ in [] }
    /// The PAC: reachable over TLS, key taken, companies subscribed, offices known, the next numbers free.
    var pac: @Sendable (Workspace, Configuration, Environment) -> [Check] = { _, _, _ in [] }
}
