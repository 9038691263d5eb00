internal import CPosix
internal import Glibc
internal import Guards

/// What the file system says about a name; links aren't followed.
public struct FileStatus: Sendable, Equatable {
    /// What stands behind the name.
    public enum Kind: String, Sendable {
        case regular, folder, link, pipe, socket, device
    }

    /// What stands behind the name.
    public var kind: Kind
    /// Bytes.
    public var size: Int64
    /// Last change of the content, in nanoseconds since 1970.
    public var modified: Int64
    /// Last change of content, name or attributes, in nanoseconds since 1970. Copying programs can't set it back.
    public var changed: Int64
    /// What tells a file from another of the same name.
    public var inode: UInt64
    /// Names the file has.
    public var links: Int

    /// Makes a status.
    public init(kind: Kind, size: Int64, modified: Int64, changed: Int64, inode: UInt64, links: Int = 1) {
        self.kind = kind
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
        self.links = links
    }
}

/// The file system calls that the inbox makes, as values, so that a simulation can take their place.
public struct FileSystem: Sendable {
    /// Names in a folder, without `.` and `..`, in no order; empty when there is no such folder.
    public var names: @Sendable (RawPath) throws(IngestError) -> [[UInt8]]
    /// What stands behind a name; nil when nothing does.
    public var status: @Sendable (RawPath) throws(IngestError) -> FileStatus?
    /// True when some program has the file open for writing; nil where the file system can't tell.
    public var hasWriter: @Sendable (RawPath) throws(IngestError) -> Bool?
    /// Makes a folder and those above it, for the owner only, unless they are there.
    public var makeFolder: @Sendable (RawPath) throws(IngestError) -> Void
    /// Removes a folder if it's empty.
    public var removeEmptyFolder: @Sendable (RawPath) -> Void
    /// Renames; false, and nothing done, when the new name is taken.
    public var rename: @Sendable (RawPath, RawPath) throws(IngestError) -> Bool
    /// Writes a file whole or not at all, in place of any that has the name; durable when it returns.
    public var write: @Sendable (RawPath, [UInt8]) throws(IngestError) -> Void
    /// Makes what happened to the names in a folder durable.
    public var syncFolder: @Sendable (RawPath) throws(IngestError) -> Void
    /// Opens a regular file for reading.
    public var open: @Sendable (RawPath) throws(IngestError) -> InputSource

    /// Makes a file system of operations.
    public init(
        names: @escaping @Sendable (RawPath) throws(IngestError) -> [[UInt8]],
        status: @escaping @Sendable (RawPath) throws(IngestError) -> FileStatus?,
        hasWriter: @escaping @Sendable (RawPath) throws(IngestError) -> Bool?,
        makeFolder: @escaping @Sendable (RawPath) throws(IngestError) -> Void,
        removeEmptyFolder: @escaping @Sendable (RawPath) -> Void,
        rename: @escaping @Sendable (RawPath, RawPath) throws(IngestError) -> Bool,
        write: @escaping @Sendable (RawPath, [UInt8]) throws(IngestError) -> Void,
        syncFolder: @escaping @Sendable (RawPath) throws(IngestError) -> Void,
        open: @escaping @Sendable (RawPath) throws(IngestError) -> InputSource
    ) {
        self.names = names
        self.status = status
        self.hasWriter = hasWriter
        self.makeFolder = makeFolder
        self.removeEmptyFolder = removeEmptyFolder
        self.rename = rename
        self.write = write
        self.syncFolder = syncFolder
        self.open = open
    }

    /// The machine's own file system.
    public static let system = FileSystem(
        names: Posix.names, status: Posix.status, hasWriter: Posix.hasWriter, makeFolder: Posix.makeFolder,
        removeEmptyFolder: { path in _ = unsafe rmdir(path.cString) }, rename: Posix.rename, write: Posix.write,
        syncFolder: Posix.syncFolder, open: { (path) throws(IngestError) in try InputSource(path: path) })
}

/// The calls themselves, each with its return code looked at where it comes.
private enum Posix {
    static func failure(_ call: String, _ path: RawPath, _ code: Int32 = errno) -> IngestError {
        .system(call: call, path: path.text, errno: code)
    }

    static func names(_ path: RawPath) throws(IngestError) -> [[UInt8]] {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw failure("open", path)
        }
        guard let stream = unsafe fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw failure("fdopendir", path, code)
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw failure("readdir", path) }
                return names
            }
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                    unsafe Array(
                        UnsafeBufferPointer(
                            start: bytes, count: strlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))))
                }
            }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
    }

    static func status(_ path: RawPath) throws(IngestError) -> FileStatus? {
        var status = stat()
        guard unsafe lstat(path.cString, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure("lstat", path)
        }
        let kind: FileStatus.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
        return FileStatus(
            kind: kind, size: Int64(status.st_size), modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim),
            inode: UInt64(status.st_ino), links: Int(status.st_nlink))
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (scaled, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? (time.tv_sec < 0 ? .min : .max) : scaled + Int64(time.tv_nsec)
    }

    static func hasWriter(_ path: RawPath) throws(IngestError) -> Bool? {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        return switch pb_writer_probe(descriptor) {
        case 0: false
        case EAGAIN: true
        default: nil
        }
    }

    static func makeFolder(_ path: RawPath) throws(IngestError) {
        if unsafe mkdir(path.cString, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let parent = path.parent else { throw failure("mkdir", path) }
        try makeFolder(parent)
        guard unsafe mkdir(path.cString, 0o700) == 0 || errno == EEXIST else { throw failure("mkdir", path) }
    }

    static func rename(_ from: RawPath, _ to: RawPath) throws(IngestError) -> Bool {
        let code =
            Guard.renameToNew.isOn
            ? unsafe pb_rename_noreplace(from.cString, to.cString)
            : unsafe Glibc.rename(from.cString, to.cString) == 0 ? 0 : errno
        if code == EEXIST { return false }
        guard code == 0 else { throw failure("renameat2", from, code) }
        return true
    }

    static func write(_ path: RawPath, _ bytes: [UInt8]) throws(IngestError) {
        let temporary = path.adding(".tmp")
        let descriptor = unsafe open(temporary.cString, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + written }, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                close(descriptor)
                throw failure("write", temporary, code)
            }
            written += count
        }
        let synced = fsync(descriptor)
        let code = errno
        guard close(descriptor) == 0, synced == 0 else { throw failure("fsync", temporary, code) }
        guard unsafe Glibc.rename(temporary.cString, path.cString) == 0 else { throw failure("rename", path) }
    }

    static func syncFolder(_ path: RawPath) throws(IngestError) {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        let synced = fsync(descriptor)
        let code = errno
        close(descriptor)
        guard synced == 0 else { throw failure("fsync", path, code) }
    }
}
