import Emit
import Ingest

private let inputOutputError: Int32 = 5
private let noSuchFile: Int32 = 2
private let fileExists: Int32 = 17
private let diskIsFull: Int32 = 28

extension World {
    /// A step on the disk that can't be taken back. False when the power has failed.
    func step(_ what: String, _ path: String) -> Bool {
        with { state in
            guard state.power.step() else {
                state.trace.note(state.now, "no power: \(what) \(path)")
                return false
            }
            state.now += Int64(50_000 + state.random.below(2_000_000))
            state.trace.note(state.now, "step \(state.power.steps): \(what) \(path)")
            return true
        }
    }
}

// MARK: - What results and the outbox are written with

/// Files of the simulated disk, opened by number.
final class OpenFiles: Sendable {
    private let world: World
    private let numbers = SharedNumbers()

    init(_ world: World) { self.world = world }

    /// `Emit.FileOperations` on the simulated disk.
    var operations: FileOperations {
        var operations = FileOperations()
        operations.makeFolder = { [self] path throws(EmitError) in try makeFolder(path) }
        operations.create = { [self] path throws(EmitError) in try create(path) }
        operations.append = { [self] path throws(EmitError) in try append(path) }
        operations.open = { [self] path throws(EmitError) in try open(path) }
        operations.read = { [self] file, count throws(EmitError) in read(file, count) }
        operations.write = { [self] file, bytes throws(EmitError) in try write(file, bytes) }
        operations.synchronize = { [self] file throws(EmitError) in try synchronize([file]) }
        operations.synchronizeAll = { [self] files throws(EmitError) in try synchronize(files) }
        operations.close = { [self] file in numbers.close(file) }
        operations.synchronizeFolder = { [self] path throws(EmitError) in try synchronizeFolder(path) }
        operations.rename = { [self] from, to throws(EmitError) in try rename(from, to) }
        operations.renameToNew = { [self] from, to throws(EmitError) in try renameToNew(from, to) }
        operations.remove = { [self] path throws(EmitError) in try remove(path) }
        operations.names = { [self] folder throws(EmitError) in try names(folder) }
        return operations
    }

    private func failure(_ call: String, _ path: String, _ number: Int32 = inputOutputError) -> EmitError {
        .system(call: call, path: path, errno: number)
    }

    private func requirePower(_ call: String, _ path: String) throws(EmitError) {
        if world.with({ $0.power.isOff }) { throw failure(call, path) }
    }

    private func makeFolder(_ path: String) throws(EmitError) -> Bool {
        try requirePower("mkdir", path)
        let made = world.with { state in state.files.entry(path) != nil ? false : state.files.makeFolder(path) ? true : nil }
        guard let made else { throw failure("mkdir", path, noSuchFile) }
        return made
    }

    private func create(_ path: String) throws(EmitError) -> Int32 {
        try requirePower("open", path)
        guard let inode = world.with({ $0.files.create(path, at: $0.wallMicros * 1000) }) else {
            throw failure("open", path, fileExists)
        }
        return numbers.open(inode)
    }

    private func append(_ path: String) throws(EmitError) -> Int32 {
        if let file = try open(path) { return file }
        return try create(path)
    }

    private func open(_ path: String) throws(EmitError) -> Int32? {
        try requirePower("open", path)
        return world.with { $0.files.inode(path)?.number }.map { numbers.open($0) }
    }

    private func read(_ file: Int32, _ count: Int) -> [UInt8] {
        guard let (inode, offset) = numbers.advance(file, by: count) else { return [] }
        return world.with { state in
            let bytes = state.files.inodes[inode]?.bytes ?? []
            return offset < bytes.count ? Array(bytes[offset..<min(offset + count, bytes.count)]) : []
        }
    }

    private func write(_ file: Int32, _ bytes: [UInt8]) throws(EmitError) {
        guard let inode = numbers.inode(file) else { throw failure("write", "") }
        try requirePower("write", "")
        let isFull = world.with { state in
            guard state.trouble.strikes([.filesFull]) == nil else {
                state.trace.note(state.now, "disk full")
                return true
            }
            state.files.append(bytes, to: inode, at: state.wallMicros * 1000)
            return false
        }
        if isFull { throw failure("write", "", diskIsFull) }
    }

    private func synchronize(_ files: [Int32]) throws(EmitError) {
        guard world.step("fsync", "\(files.count) files") else { throw failure("fsync", "") }
        for inode in files.compactMap({ numbers.inode($0) }) { world.with { $0.files.flush(inode) } }
    }

    private func synchronizeFolder(_ path: String) throws(EmitError) {
        guard world.step("fsync of folder", path) else { throw failure("fsync", path) }
        world.with { $0.files.flushFolder(path) }
    }

    private func rename(_ from: String, _ to: String) throws(EmitError) {
        guard world.step("rename to", to) else { throw failure("rename", to) }
        world.with { $0.files.move(from, to, at: $0.wallMicros * 1000) }
    }

    private func renameToNew(_ from: String, _ to: String) throws(EmitError) -> Bool {
        guard world.step("rename to new", to) else { throw failure("renameat2", to) }
        return world.with { state in
            guard state.files.entry(to) == nil else { return false }
            state.files.move(from, to, at: state.wallMicros * 1000)
            return true
        }
    }

    private func remove(_ path: String) throws(EmitError) {
        guard world.with({ $0.files.entry(path) != nil }) else { return try requirePower("unlink", path) }
        guard world.step("unlink", path) else { throw failure("unlink", path) }
        world.with { $0.files.remove(path) }
    }

    private func names(_ folder: String) throws(EmitError) -> [String] {
        try requirePower("opendir", folder)
        return world.with { $0.files.children(folder) ?? [] }
    }
}

// MARK: - What the inbox is looked after with

extension FileSystem {
    /// `Ingest.FileSystem` on the simulated disk.
    static func simulated(_ world: World) -> FileSystem {
        let power = { @Sendable (call: String, path: RawPath) throws(IngestError) in
            if world.with({ $0.power.isOff }) { throw IngestError.system(call: call, path: path.text, errno: inputOutputError) }
        }
        return FileSystem(
            names: { path throws(IngestError) in
                try power("open", path)
                return world.with { ($0.files.children(path.text) ?? []).map { Array($0.utf8) } }
            },
            status: { path throws(IngestError) in
                try power("lstat", path)
                return world.with { FileStatus($0.files, path.text) }
            },
            hasWriter: { path throws(IngestError) in
                try power("open", path)
                return false
            },
            makeFolder: { path throws(IngestError) in
                try power("mkdir", path)
                world.with { $0.files.makeFolders(path.text) }
            },
            removeEmptyFolder: { path in
                world.with { if !$0.power.isOff, $0.files.children(path.text) == [] { $0.files.remove(path.text) } }
            },
            rename: { from, to throws(IngestError) in
                guard world.step("rename to", to.text) else {
                    throw .system(call: "renameat2", path: to.text, errno: inputOutputError)
                }
                return world.with { $0.files.moveToNew(from.text, to.text, at: $0.wallMicros * 1000) }
            },
            write: { path, bytes throws(IngestError) in
                guard world.step("write", path.text) else {
                    throw .system(call: "fsync", path: path.text, errno: inputOutputError)
                }
                world.with { $0.files.replace(path.text, bytes, at: $0.wallMicros * 1000) }
            },
            syncFolder: { path throws(IngestError) in
                guard world.step("fsync of folder", path.text) else {
                    throw .system(call: "fsync", path: path.text, errno: inputOutputError)
                }
                world.with { $0.files.flushFolder(path.text) }
            },
            open: { path throws(IngestError) in
                try power("open", path)
                guard let bytes = world.with({ $0.files.bytes(path.text) }) else {
                    throw .system(call: "open", path: path.text, errno: noSuchFile)
                }
                return InputSource(bytes: bytes)
            })
    }
}

extension FileStatus {
    fileprivate init?(_ files: FileTree, _ path: String) {
        switch files.entry(path) {
        case nil: return nil
        case .folder: self.init(kind: .folder, size: 0, modified: 0, changed: 0, inode: 0)
        case .file(let number):
            guard let inode = files.inodes[number] else { return nil }
            self.init(
                kind: .regular, size: Int64(inode.bytes.count), modified: inode.modified, changed: inode.changed,
                inode: UInt64(number))
        }
    }
}

extension FileTree {
    /// Makes a folder and those above it.
    mutating func makeFolders(_ path: String) {
        guard entry(path) == nil else { return }
        makeFolders(path.folder)
        _ = makeFolder(path)
    }

    fileprivate mutating func moveToNew(_ from: String, _ to: String, at time: Int64) -> Bool {
        guard entry(to) == nil, entry(from) != nil else { return false }
        move(from, to, at: time)
        return true
    }

    /// Writes a file whole in the place of another one: its bytes are flushed, its name isn't.
    fileprivate mutating func replace(_ path: String, _ bytes: [UInt8], at time: Int64) {
        let temporary = path + ".tmp"
        if entry(temporary) != nil { remove(temporary) }
        guard let number = create(temporary, at: time) else { return }
        append(bytes, to: number, at: time)
        flush(number)
        move(temporary, path, at: time)
    }
}
