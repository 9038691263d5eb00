private import Glibc
private import Guards

/// Why a call to the file system failed: facts only.
struct FileError: Error, Sendable, Equatable {
    enum Call: String, Sendable {
        case open, read, write, flush, rename, makeFolder, status, lock
    }

    let call: Call
    let path: String
    let errno: Int32

    init(_ call: Call, _ path: String, errno: Int32 = currentErrno()) {
        self.call = call
        self.path = path
        self.errno = errno
    }
}

/// The calling thread's `errno`.
func currentErrno() -> Int32 { errno }

/// What the system calls an error number.
func systemText(_ errno: Int32) -> String {
    unsafe String(cString: strerror(errno))
}

/// An open file, closed when it goes out of scope. The last link of a path is never followed.
struct OpenFile: ~Copyable, Sendable {
    /// What is known of a file.
    struct Status: Sendable, Equatable {
        let isRegular: Bool
        let isFolder: Bool
        let permissions: UInt32
        let owner: UInt32
        let bytes: Int64
        /// The file system it lies on.
        let device: UInt64
    }

    private let descriptor: Int32
    private let path: String
    /// What it was when it was opened.
    let status: Status

    /// Opens for reading. A FIFO doesn't block.
    init(reading path: String) throws(FileError) {
        try self.init(path, flags: O_RDONLY | O_NONBLOCK, mode: 0)
    }

    /// Opens for appending; makes the file, mode 0600.
    init(appending path: String) throws(FileError) {
        try self.init(path, flags: O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
    }

    /// Opens for reading and writing; makes the file, mode 0600.
    init(updating path: String) throws(FileError) {
        try self.init(path, flags: O_RDWR | O_CREAT, mode: 0o600)
    }

    /// Makes a file that mustn't be there.
    init(creating path: String, mode: UInt32) throws(FileError) {
        try self.init(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    }

    private init(_ path: String, flags: Int32, mode: UInt32) throws(FileError) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileError(.open, path) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let number = currentErrno()
            close(descriptor)
            throw FileError(.status, path, errno: number)
        }
        self.descriptor = descriptor
        self.path = path
        self.status = Status(status)
    }

    deinit { close(descriptor) }

    /// The whole content; nil when it's longer than `limit` bytes.
    func contents(limit: Int) throws(FileError) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, currentErrno() == EINTR { continue }
            guard count >= 0 else { throw FileError(.read, path) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
            if bytes.count > limit { return nil }
        }
    }

    /// Writes everything.
    func write(_ bytes: [UInt8]) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, currentErrno() == EINTR { continue }
            guard count > 0 else { throw FileError(.write, path) }
            done += count
        }
    }

    /// Returns once the content is on the disk.
    func flush() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError(.flush, path) }
    }

    /// Sets the permissions.
    func setMode(_ mode: UInt32) throws(FileError) {
        guard fchmod(descriptor, mode) == 0 else { throw FileError(.write, path) }
    }

    /// Makes it empty.
    func truncate() throws(FileError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError(.write, path) }
    }

    /// Takes the one exclusive lock on the file, held until it's closed, also by the death of the process; false when another holds it.
    func lockExclusively() throws(FileError) -> Bool {
        guard Guard.workspaceLock.isOn else { return true }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if currentErrno() == EWOULDBLOCK { return false }
            guard currentErrno() == EINTR else { throw FileError(.lock, path) }
        }
        return true
    }
}

extension OpenFile.Status {
    fileprivate init(_ status: stat) {
        let kind = status.st_mode & S_IFMT
        self.init(
            isRegular: kind == S_IFREG, isFolder: kind == S_IFDIR, permissions: status.st_mode & 0o7777, owner: status.st_uid,
            bytes: Int64(status.st_size), device: UInt64(status.st_dev))
    }

    /// What lies under a path, links not followed; nil when nothing does.
    init?(path: String) throws(FileError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            let number = currentErrno()
            if number == ENOENT || number == ENOTDIR { return nil }
            throw FileError(.status, path, errno: number)
        }
        self.init(status)
    }
}
