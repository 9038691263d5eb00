internal import Digest
internal import Guards

/// A file that appears whole under its name or not at all (G9): temporary in the same folder, fsync, rename, fsync of the folder
/// (reliability.md R7). An old version is replaced, and only when the bytes differ (G5).
///
/// The temporary's name is a function of the final one, so that the next attempt clears what a dead run left behind; one run at a time
/// holds the workspace (G16).
public struct AtomicFile: ~Copyable {
    private let folder: String
    private let path: String
    private let temporary: String
    private let operations: FileOperations
    private var file: FileOperations.Descriptor?
    private let old: FileOperations.Descriptor?
    private var isSameSoFar: Bool
    private var digest = SHA256()
    private var buffer: [UInt8] = []
    private var byteCount = 0

    private static let bufferSize = 256 << 10

    /// Begins a file; nothing is to be seen under its name before `commit`.
    /// - Parameter name: at most `nameBytesMax` bytes, no path.
    /// - Throws: `EmitError.system`.
    public init(folder: String, name: String, operations: FileOperations = .posix) throws(EmitError) {
        let path = folder + "/" + name
        let temporary = folder + "/" + Temporary.name(for: name)
        try operations.remove(temporary)
        let file = try operations.create(temporary)
        let old: FileOperations.Descriptor?
        do throws(EmitError) {
            old = try operations.open(path)
        } catch {
            operations.close(file)
            throw error
        }
        self.folder = folder
        self.path = path
        self.temporary = temporary
        self.operations = operations
        self.file = file
        self.old = old
        isSameSoFar = old != nil
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit {
        if let file { operations.close(file) }
        if let old { operations.close(old) }
        if file != nil { try? operations.remove(temporary) }
    }

    /// Longest name that leaves room for the temporary's.
    public static let nameBytesMax = 255 - Temporary.extraBytes

    /// Appends bytes.
    /// - Throws: `EmitError.system`; the file is then lost, the old version stays.
    public mutating func write(_ bytes: [UInt8]) throws(EmitError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    private mutating func flush() throws(EmitError) {
        guard !buffer.isEmpty, let file else { return }
        digest.update(buffer)
        byteCount += buffer.count
        try operations.write(file, buffer)
        if isSameSoFar, let old { isSameSoFar = try Self.next(buffer.count, of: old, operations) == buffer }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func next(_ count: Int, of file: FileOperations.Descriptor, _ operations: FileOperations) throws(EmitError)
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try operations.read(file, count - bytes.count)
            if piece.isEmpty { break }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    /// Puts the file in its place.
    /// - Throws: `EmitError.system`; the old version stays, or the new one is there whole but perhaps not durable yet.
    public consuming func commit() throws(EmitError) -> WrittenFile {
        try flush()
        if isSameSoFar, let old { isSameSoFar = try operations.read(old, 1).isEmpty }
        let unchanged = isSameSoFar
        if unchanged {
            close()
            try operations.remove(temporary)
        } else {
            if let file, Guard.flushBeforeName.isOn { try operations.synchronize(file) }
            try operations.rename(temporary, path)
            close()
        }
        // Also for an unchanged file: the run that wrote it may have died before this step.
        try operations.synchronizeFolder(folder)
        return WrittenFile(path: path, bytes: byteCount, sha256: hexadecimal(digest.finish()), isNew: !unchanged)
    }

    private mutating func close() {
        if let file { operations.close(file) }
        file = nil
    }

    /// Writes a file whose bytes are there at once.
    public static func write(
        _ bytes: [UInt8], folder: String, name: String, operations: FileOperations = .posix
    ) throws(EmitError) -> WrittenFile {
        var file = try AtomicFile(folder: folder, name: name, operations: operations)
        try file.write(bytes)
        return try file.commit()
    }
}

/// A file that stands under its name.
public struct WrittenFile: Sendable, Equatable {
    /// Its path.
    public let path: String
    /// Its size.
    public let bytes: Int
    /// SHA-256, hexadecimal.
    public let sha256: String
    /// False when the same bytes were there before.
    public let isNew: Bool
}

/// Names of files that aren't finished.
enum Temporary {
    static let prefix = "."
    static let suffix = ".pacbatch-tmp"
    static let extraBytes = prefix.utf8.count + suffix.utf8.count

    static func name(for name: String) -> String { prefix + name + suffix }

    static func isTemporary(_ name: String) -> Bool { name.hasPrefix(prefix) && name.hasSuffix(suffix) }
}

extension FileOperations {
    /// Removes what dead runs left unfinished in a folder; only the run that holds the workspace may (G16). Returns how many there were.
    @discardableResult
    public func removeTemporaries(in folder: String) throws(EmitError) -> Int {
        var count = 0
        for name in try names(folder) where Temporary.isTemporary(name) {
            try remove(folder + "/" + name)
            count += 1
        }
        return count
    }

    /// Removes what a dead run left unfinished wherever results and documents are written.
    public func removeTemporaries(ofWorkspace workspace: String) throws(EmitError) {
        var folders = ["results", "manifests", "reports"].map { workspace + "/" + $0 }
        var outbox = [workspace + "/outbox"]
        // Company, year, month.
        for _ in 1...3 {
            var inner: [String] = []
            for folder in outbox { inner += try names(folder).map { folder + "/" + $0 } }
            outbox = inner
        }
        folders += outbox
        for folder in folders { try removeTemporaries(in: folder) }
    }

    /// Makes a folder and those above it, durably.
    public func makeFolders(_ path: String, below root: String) throws(EmitError) {
        var folder = root
        for part in path.split(separator: "/") {
            let parent = folder
            folder += "/" + part
            if try makeFolder(folder) { try synchronizeFolder(parent) }
        }
    }

    /// All bytes of a file; nil when there is none, or when it is longer than `limit`.
    public func contents(of path: String, limit: Int) throws(EmitError) -> [UInt8]? {
        guard let file = try open(path) else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try read(file, 1 << 20)
            if piece.isEmpty { return bytes }
            bytes.append(contentsOf: piece)
        }
        return nil
    }
}
