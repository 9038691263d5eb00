import SeededRandom
import Testing

@testable import pacbatch

struct SpillFileTests {
    private struct Entry: BitwiseCopyable, Equatable {
        let hash: UInt64
        let number: Int64
    }

    private func entries(_ count: Int, seed: UInt64) -> [Entry] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { Entry(hash: random.next(), number: Int64($0)) }
    }

    @Test("everything comes back once, in its partition and in order", arguments: [0, 1, 15, 16, 17, 255, 5000], [0, 1, 4, 8])
    func comesBack(count: Int, bits: Int) throws {
        var file = try SpillFile<Entry>(folder: "/tmp", partitionBits: bits)
        let given = entries(count, seed: UInt64(count))
        for entry in given { try file.append(entry, hash: entry.hash) }
        for _ in 0..<2 {
            var found: [Entry] = []
            try file.forEachPartition { partition in
                #expect(!partition.isEmpty)
                #expect(partition.map(\.number) == partition.map(\.number).sorted())
                #expect(Set(partition.map { bits == 0 ? 0 : $0.hash >> UInt64(64 - bits) }).count == 1)
                found += partition
            }
            #expect(found.sorted { $0.number < $1.number } == given)
        }
    }

    @Test func `one hash for all is one partition`() throws {
        var file = try SpillFile<Entry>(folder: "/tmp")
        for number in 0..<1000 { try file.append(Entry(hash: .max, number: Int64(number)), hash: .max) }
        var sizes: [Int] = []
        try file.forEachPartition { sizes.append($0.count) }
        #expect(sizes == [1000])
    }

    @Test func `a folder that isn't there is told`() {
        #expect(throws: SpillFile<Entry>.Failure.self) { _ = try SpillFile<Entry>(folder: "/nonexistent/folder") }
    }

    @Test func `nothing is to be seen in the folder`() throws {
        try withFolder { folder in
            var file = try SpillFile<Entry>(folder: folder)
            for entry in entries(1000, seed: 1) { try file.append(entry, hash: entry.hash) }
            #expect(names(in: folder).isEmpty)
        }
    }
}
