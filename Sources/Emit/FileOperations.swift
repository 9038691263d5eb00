internal import CPosix
internal import Glibc

/// The few file operations that results are written with, so that a simulation can stop between any two of them (G4, G9).
///
/// Each closure is one system call, or a loop of one; none of them makes up for another.
public struct FileOperations: Sendable {
    /// An open file.
    public typealias Descriptor = Int32

    /// Makes a folder with mode 0700; false when it is there already.
    public var makeFolder: @Sendable (_ path: String) throws(EmitError) -> Bool
    /// Creates a file with mode 0600 that mustn't exist yet; a link in its place is refused.
    public var create: @Sendable (_ path: String) throws(EmitError) -> Descriptor
    /// Opens a file for writing behind its end; makes it with mode 0600.
    public var append: @Sendable (_ path: String) throws(EmitError) -> Descriptor
    /// Opens a file for reading; nil when there is none.
    public var open: @Sendable (_ path: String) throws(EmitError) -> Descriptor?
    /// Reads at most so many bytes from where the file stands; empty at the end.
    public var read: @Sendable (_ file: Descriptor, _ count: Int) throws(EmitError) -> [UInt8]
    /// Writes all of the bytes.
    public var write: @Sendable (_ file: Descriptor, _ bytes: [UInt8]) throws(EmitError) -> Void
    /// Makes a file's bytes durable.
    public var synchronize: @Sendable (_ file: Descriptor) throws(EmitError) -> Void
    /// Makes the bytes of several files of one folder durable, at the price of one flush.
    public var synchronizeAll: @Sendable (_ files: [Descriptor]) throws(EmitError) -> Void
    /// Closes a file.
    public var close: @Sendable (_ file: Descriptor) -> Void
    /// Makes the names in a folder durable.
    public var synchronizeFolder: @Sendable (_ path: String) throws(EmitError) -> Void
    /// Renames a file, over another one if there is one.
    public var rename: @Sendable (_ from: String, _ to: String) throws(EmitError) -> Void
    /// Renames a file to a name that is free; false when it is taken.
    public var renameToNew: @Sendable (_ from: String, _ to: String) throws(EmitError) -> Bool
    /// Removes a file; nothing happens when there is none.
    public var remove: @Sendable (_ path: String) throws(EmitError) -> Void
    /// The names in a folder, in alphabetical order; none when there is no such folder, or when it's a file.
    public var names: @Sendable (_ folder: String) throws(EmitError) -> [String]

    static let diskFull = ENOSPC
    static let quotaExceeded = EDQUOT

    /// Makes a set of operations out of another one; a simulation then replaces what it wants to fail.
    public init(_ others: FileOperations = .posix) { self = others }

    private init(
        makeFolder: @escaping @Sendable (String) throws(EmitError) -> Bool,
        create: @escaping @Sendable (String) throws(EmitError) -> Descriptor,
        append: @escaping @Sendable (String) throws(EmitError) -> Descriptor,
        open: @escaping @Sendable (String) throws(EmitError) -> Descriptor?,
        read: @escaping @Sendable (Descriptor, Int) throws(EmitError) -> [UInt8],
        write: @escaping @Sendable (Descriptor, [UInt8]) throws(EmitError) -> Void,
        synchronize: @escaping @Sendable (Descriptor) throws(EmitError) -> Void,
        synchronizeAll: @escaping @Sendable ([Descriptor]) throws(EmitError) -> Void,
        close: @escaping @Sendable (Descriptor) -> Void,
        synchronizeFolder: @escaping @Sendable (String) throws(EmitError) -> Void,
        rename: @escaping @Sendable (String, String) throws(EmitError) -> Void,
        renameToNew: @escaping @Sendable (String, String) throws(EmitError) -> Bool,
        remove: @escaping @Sendable (String) throws(EmitError) -> Void,
        names: @escaping @Sendable (String) throws(EmitError) -> [String]
    ) {
        self.makeFolder = makeFolder
        self.create = create
        self.append = append
        self.open = open
        self.read = read
        self.write = write
        self.synchronize = synchronize
        self.synchronizeAll = synchronizeAll
        self.close = close
        self.synchronizeFolder = synchronizeFolder
        self.rename = rename
        self.renameToNew = renameToNew
        self.remove = remove
        self.names = names
    }

    /// Writes nothing anywhere: what would be written is only worked out, and its hash.
    public static let nowhere = FileOperations(
        makeFolder: { (_) throws(EmitError) in false }, create: { (_) throws(EmitError) in -1 },
        append: { (_) throws(EmitError) in -1 }, open: { (_) throws(EmitError) in nil }, read: { (_, _) throws(EmitError) in [] },
        write: { (_, _) throws(EmitError) in },
        synchronize: { (_) throws(EmitError) in }, synchronizeAll: { (_) throws(EmitError) in }, close: { _ in },
        synchronizeFolder: { (_) throws(EmitError) in }, rename: { (_, _) throws(EmitError) in },
        renameToNew: { (_, _) throws(EmitError) in true }, remove: { (_) throws(EmitError) in },
        names: { (_) throws(EmitError) in [] })

    /// The operating system's.
    public static let posix = FileOperations(
        makeFolder: Posix.makeFolder, create: Posix.create, append: Posix.append, open: Posix.open, read: Posix.read,
        write: Posix.write,
        synchronize: Posix.synchronize, synchronizeAll: Posix.synchronizeAll, close: Posix.close,
        synchronizeFolder: Posix.synchronizeFolder, rename: Posix.rename,
        renameToNew: Posix.renameToNew, remove: Posix.remove, names: Posix.names)
}

/// The system calls behind `FileOperations.posix`.
private enum Posix {
    @Sendable static func makeFolder(_ path: String) throws(EmitError) -> Bool {
        if unsafe mkdir(path, 0o700) == 0 { return true }
        if errno == EEXIST { return false }
        throw .system(call: "mkdir", path: path, errno: errno)
    }

    @Sendable static func create(_ path: String) throws(EmitError) -> Int32 {
        let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(call: "open", path: path, errno: errno) }
        return file
    }

    @Sendable static func append(_ path: String) throws(EmitError) -> Int32 {
        let file = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(call: "open", path: path, errno: errno) }
        return file
    }

    @Sendable static func open(_ path: String) throws(EmitError) -> Int32? {
        let file = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file >= 0 { return file }
        if errno == ENOENT { return nil }
        throw .system(call: "open", path: path, errno: errno)
    }

    @Sendable static func read(_ file: Int32, _ count: Int) throws(EmitError) -> [UInt8] {
        var failed: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            var got = unsafe Glibc.read(file, room.baseAddress, count)
            while got < 0, errno == EINTR { got = unsafe Glibc.read(file, room.baseAddress, count) }
            failed = got < 0 ? errno : 0
            filled = max(got, 0)
        }
        guard failed == 0 else { throw .system(call: "read", path: "", errno: failed) }
        return bytes
    }

    @Sendable static func write(_ file: Int32, _ bytes: [UInt8]) throws(EmitError) {
        var from = 0
        while from < bytes.count {
            let wrote = unsafe bytes.withUnsafeBytes { room in
                unsafe Glibc.write(file, room.baseAddress?.advanced(by: from), room.count - from)
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote >= 0 else { throw .system(call: "write", path: "", errno: errno) }
            from += wrote
        }
    }

    @Sendable static func synchronize(_ file: Int32) throws(EmitError) {
        guard fsync(file) == 0 else { throw .system(call: "fsync", path: "", errno: errno) }
    }

    /// From here on one flush of the file system is cheaper than one for each file.
    private static let groupMin = 4

    @Sendable static func synchronizeAll(_ files: [Int32]) throws(EmitError) {
        guard files.count >= groupMin else {
            for file in files { try synchronize(file) }
            return
        }
        let failed = pb_syncfs(files[0])
        guard failed == 0 else { throw .system(call: "syncfs", path: "", errno: failed) }
    }

    @Sendable static func close(_ file: Int32) { _ = Glibc.close(file) }

    @Sendable static func synchronizeFolder(_ path: String) throws(EmitError) {
        let folder = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system(call: "open", path: path, errno: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .system(call: "fsync", path: path, errno: errno) }
    }

    @Sendable static func rename(_ from: String, _ to: String) throws(EmitError) {
        guard unsafe Glibc.rename(from, to) == 0 else { throw .system(call: "rename", path: to, errno: errno) }
    }

    @Sendable static func renameToNew(_ from: String, _ to: String) throws(EmitError) -> Bool {
        switch unsafe pb_rename_noreplace(from, to) {
        case 0: return true
        case EEXIST: return false
        // A file system that doesn't know it: a second name, then the first one removed.
        case EINVAL, ENOSYS:
            if unsafe link(from, to) == 0 {
                try remove(from)
                return true
            }
            if errno == EEXIST { return false }
            throw .system(call: "link", path: to, errno: errno)
        case let failed: throw .system(call: "renameat2", path: to, errno: failed)
        }
    }

    @Sendable static func remove(_ path: String) throws(EmitError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .system(call: "unlink", path: path, errno: errno) }
    }

    @Sendable static func names(_ folder: String) throws(EmitError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw .system(call: "opendir", path: folder, errno: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
