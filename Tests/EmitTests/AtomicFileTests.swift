import Emit
import Synchronization
import Testing

/// Stops the world before the n-th operation: it and every one after it fails, as after a kill.
final class Crash: Sendable {
    private let left: Mutex<Int>

    init(after operations: Int) { left = Mutex(operations) }

    func step() throws(EmitError) {
        let isAlive = left.withLock { left in
            left -= 1
            return left >= 0
        }
        if !isAlive { throw .system(call: "crash", path: "", errno: 5) }
    }

    var operations: FileOperations {
        let posix = FileOperations.posix
        var all = FileOperations()
        all.makeFolder = { path throws(EmitError) in
            try self.step(); return try posix.makeFolder(path)
        }
        all.create = { path throws(EmitError) in
            try self.step(); return try posix.create(path)
        }
        all.open = { path throws(EmitError) in
            try self.step(); return try posix.open(path)
        }
        all.write = { file, bytes throws(EmitError) in
            // Half of the bytes may be on disk when a write is cut off.
            do throws(EmitError) { try self.step() } catch {
                try posix.write(file, Array(bytes.prefix(bytes.count / 2)))
                throw error
            }
            try posix.write(file, bytes)
        }
        all.synchronize = { file throws(EmitError) in
            try self.step(); try posix.synchronize(file)
        }
        all.synchronizeFolder = { path throws(EmitError) in
            try self.step(); try posix.synchronizeFolder(path)
        }
        all.rename = { from, to throws(EmitError) in
            try self.step(); try posix.rename(from, to)
        }
        all.renameToNew = { from, to throws(EmitError) in
            try self.step()
            return try posix.renameToNew(from, to)
        }
        all.synchronizeAll = { files throws(EmitError) in
            try self.step()
            try posix.synchronizeAll(files)
        }
        all.remove = { path throws(EmitError) in
            try self.step(); try posix.remove(path)
        }
        return all
    }
}

@Suite struct AtomicFileTests {
    let folder = TemporaryFolder()

    @Test func `A new file is there with its hash and nothing beside it`() throws {
        let file = try AtomicFile.write(Array("abc".utf8), folder: folder.path, name: "a.txt")
        #expect(folder.text("a.txt") == "abc")
        #expect(folder.files() == ["a.txt"])
        #expect(file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(file.bytes == 3 && file.isNew)
    }

    @Test(arguments: [("new", true), ("old", false), ("ol", true), ("older", true), ("", true)])
    func `An old version is replaced only when the bytes differ`(text: String, isNew: Bool) throws {
        _ = try AtomicFile.write(Array("old".utf8), folder: folder.path, name: "a.txt")
        let file = try AtomicFile.write(Array(text.utf8), folder: folder.path, name: "a.txt")
        #expect(file.isNew == isNew)
        #expect(folder.text("a.txt") == text)
        #expect(folder.files() == ["a.txt"])
    }

    @Test func `A file of many pieces is compared and written whole`() throws {
        let piece = [UInt8]((0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) })
        for isNew in [true, false] {
            var file = try AtomicFile(folder: folder.path, name: "big")
            for _ in 0..<9 { try file.write(piece) }
            let written = try file.commit()
            #expect(written.bytes == 900_000 && written.isNew == isNew)
        }
        #expect(folder.bytes("big")?.count == 900_000)
    }

    @Test func `A file that isn't committed leaves nothing`() throws {
        do {
            var file = try AtomicFile(folder: folder.path, name: "a.txt")
            try file.write([1, 2, 3])
        }
        #expect(folder.files().isEmpty)
    }

    @Test func `After a crash at any step the old version or the new one is there, whole, and the next run cleans up`() throws {
        let new = Array("new version".utf8)
        var completed = 0
        for steps in 0..<20 {
            let folder = TemporaryFolder()
            _ = try AtomicFile.write(Array("old".utf8), folder: folder.path, name: "a.txt")
            let crash = Crash(after: steps)
            do {
                _ = try AtomicFile.write(new, folder: folder.path, name: "a.txt", operations: crash.operations)
                completed += 1
            } catch {}
            #expect(["old", "new version"].contains(folder.text("a.txt")))
            try FileOperations.posix.removeTemporaries(in: folder.path)
            #expect(folder.files() == ["a.txt"])
            #expect(try AtomicFile.write(new, folder: folder.path, name: "a.txt").path.isEmpty == false)
            #expect(folder.text("a.txt") == "new version")
        }
        #expect(completed > 5 && completed < 20)
    }

    @Test func `The folder is made durable after the rename, and the bytes before it`() throws {
        let calls = Mutex<[String]>([])
        let posix = FileOperations.posix
        var recording = FileOperations()
        recording.synchronize = { file throws(EmitError) in
            calls.withLock { $0.append("fsync") }
            try posix.synchronize(file)
        }
        recording.rename = { from, to throws(EmitError) in
            calls.withLock { $0.append("rename") }
            try posix.rename(from, to)
        }
        recording.synchronizeFolder = { path throws(EmitError) in
            calls.withLock { $0.append("fsync folder") }
            try posix.synchronizeFolder(path)
        }
        _ = try AtomicFile.write([1], folder: folder.path, name: "a", operations: recording)
        #expect(calls.withLock { $0 } == ["fsync", "rename", "fsync folder"])
    }

    @Test func `Only temporaries of ours are removed`() throws {
        _ = try AtomicFile.write([1], folder: folder.path, name: "a.txt")
        _ = try AtomicFile.write([1], folder: folder.path, name: ".hidden")
        _ = try FileOperations.posix.create(folder.path + "/.a.txt.pacbatch-tmp")
        #expect(try FileOperations.posix.removeTemporaries(in: folder.path) == 1)
        #expect(folder.files() == [".hidden", "a.txt"])
    }
}
