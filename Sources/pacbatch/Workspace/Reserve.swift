private import CPosix
private import Glibc

/// Room on the disk for the outcome of what is begun (reliability.md 1.2, C17): nothing is begun while less than `freeBytesMin` is free, and some
/// of the disk is held back by a nameless file, to be given back when something fills the disk all the same. It goes with the process.
final class Reserve {
    /// Free bytes without which no document is begun. Twenty answers of the greatest length take a third of it, in the log and in the database.
    static let freeBytesMin: Int64 = 64 << 20
    private static let heldBytes: Int64 = 8 << 20

    private let folders: [String]
    private let freeBytes: (String) -> Int64?
    private var held: Int32 = -1

    /// Holds room back on the workspace's disk; on a file system that can't, the free bytes alone have to do.
    /// - Parameter freeBytes: what `Machine` says of a folder; nil where that can't be told.
    init(_ workspace: Workspace, freeBytes: @escaping (String) -> Int64?) {
        folders = [workspace.folder, workspace.outbox]
        self.freeBytes = freeBytes
        if freeBytes(workspace.folder) != nil { held = unsafe pb_reserve(workspace.folder, Self.heldBytes) }
    }

    deinit { release() }

    /// True while there is room for more; a disk that doesn't tell is taken to have some.
    var hasRoom: Bool {
        folders.allSatisfy { (freeBytes($0) ?? .max) >= Self.freeBytesMin }
    }

    /// Gives back what was held.
    func release() {
        if held >= 0 { close(held) }
        held = -1
    }
}
