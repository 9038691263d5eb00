private import Glibc

/// Fixed-size entries in an unnamed temporary file, partitioned by a hash: any number of them in constant memory. Written first, then read back
/// partition by partition, each small enough to be sorted in memory.
struct SpillFile<Entry: BitwiseCopyable>: ~Copyable {
    /// Why the temporary file failed.
    struct Failure: Error {
        let call: String
        let errno: Int32
    }

    private struct Partition {
        var buffer: [Entry] = []
        /// Numbers of its blocks in the file, all of them full.
        var blocks: [UInt32] = []
    }

    private let descriptor: Int32
    private let partitionBits: Int
    private var partitions: [Partition]
    private var blockCount: UInt32 = 0

    /// Entries of a block: what a partition holds back before it writes. Small blocks and many partitions keep the memory of a million entries
    /// close to that of ten thousand.
    private static var entriesInBlock: Int { 16 }
    private static var bytesInBlock: Int { entriesInBlock * MemoryLayout<Entry>.stride }

    /// Makes an empty file in `folder`, which nobody else can see.
    init(folder: String, partitionBits: Int = 8) throws(Failure) {
        descriptor = unsafe open(folder, O_RDWR | O_CLOEXEC | Self.temporary, 0o600)
        self.partitionBits = partitionBits
        partitions = (0..<1 << partitionBits).map { _ in Partition() }
        guard descriptor >= 0 else { throw Failure(call: "open", errno: errno) }
    }

    /// O_TMPFILE, a macro that Swift doesn't import: __O_TMPFILE | O_DIRECTORY.
    private static var temporary: Int32 { 0o20_000_000 | O_DIRECTORY }

    deinit { close(descriptor) }

    /// Adds an entry to the partition of its hash.
    mutating func append(_ entry: Entry, hash: UInt64) throws(Failure) {
        let index = Int(hash >> UInt64(64 - partitionBits))
        partitions[index].buffer.append(entry)
        if partitions[index].buffer.count == Self.entriesInBlock { try flush(index) }
    }

    private mutating func flush(_ index: Int) throws(Failure) {
        let bytes = Self.bytesInBlock
        let offset = off_t(Int(blockCount) * bytes)
        let written = unsafe partitions[index].buffer.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, bytes, offset) }
        guard written == bytes else { throw Failure(call: "pwrite", errno: written < 0 ? errno : ENOSPC) }
        partitions[index].blocks.append(blockCount)
        partitions[index].buffer.removeAll(keepingCapacity: true)
        blockCount += 1
    }

    /// Hands out the entries partition by partition, each partition in the order in which its entries were added. May be called again.
    func forEachPartition(_ body: ([Entry]) throws -> Void) throws {
        for partition in partitions {
            var entries: [Entry] = []
            entries.reserveCapacity(partition.blocks.count * Self.entriesInBlock + partition.buffer.count)
            for block in partition.blocks { entries += try read(block) }
            entries += partition.buffer
            if !entries.isEmpty { try body(entries) }
        }
    }

    private func read(_ block: UInt32) throws(Failure) -> [Entry] {
        let bytes = Self.bytesInBlock
        var failure: Failure?
        let entries = unsafe [Entry](unsafeUninitializedCapacity: Self.entriesInBlock) { buffer, count in
            let read = unsafe pread(descriptor, buffer.baseAddress, bytes, off_t(Int(block) * bytes))
            if read != bytes { failure = Failure(call: "pread", errno: errno) }
            count = read == bytes ? Self.entriesInBlock : 0
        }
        if let failure { throw failure }
        return entries
    }
}
