import Synchronization

/// Numbers of open files, with where each one stands.
final class SharedNumbers: Sendable {
    private struct Table: Sendable {
        var next: Int32 = 3
        var open: [Int32: (inode: Int, offset: Int)] = [:]
    }

    private let table = Mutex(Table())

    func open(_ inode: Int) -> Int32 {
        table.withLock { table in
            table.next += 1
            table.open[table.next] = (inode, 0)
            return table.next
        }
    }

    func close(_ file: Int32) { table.withLock { $0.open[file] = nil } }

    func inode(_ file: Int32) -> Int? { table.withLock { $0.open[file]?.inode } }

    /// Where a file stood before so many bytes were read of it.
    func advance(_ file: Int32, by count: Int) -> (inode: Int, offset: Int)? {
        table.withLock { table in
            guard let place = table.open[file] else { return nil }
            table.open[file] = (place.inode, place.offset + count)
            return place
        }
    }
}
