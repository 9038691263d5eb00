internal import Glibc

/// Where a reader's bytes come from: an open file, or bytes in memory. Read once, from the beginning to the end.
@safe
public struct InputSource: ~Copyable {
    private enum Origin {
        case descriptor(Int32, owned: Bool)
        case bytes([UInt8], next: Int)
    }

    private var origin: Origin
    /// The most bytes that one read asks for.
    let chunk: Int

    /// Bytes of text that are looked at before its encoding and its form are settled.
    let sample: Int

    /// How many bytes of text are usually looked at: some hundred rows.
    static let sampleDefault = 64 << 10

    /// The usual size of a read: large enough that system calls don't count, small enough to stay in the processor's cache.
    public static let chunkDefault = 256 << 10

    /// Opens a regular file; links aren't followed.
    /// - Throws: `IngestError.system`, or `.notRegular`.
    public init(path: String, chunk: Int = chunkDefault) throws(IngestError) {
        try self.init(path: RawPath(path), chunk: chunk)
    }

    /// Opens a regular file; links aren't followed.
    /// - Throws: `IngestError.system`, or `.notRegular`.
    public init(path: RawPath, chunk: Int = chunkDefault) throws(IngestError) {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw .notRegular(path: path.text) }
            throw .system(call: "open", path: path.text, errno: errno)
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notRegular(path: path.text)
        }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        self.origin = .descriptor(descriptor, owned: true)
        // A small file needs no large buffer; one byte more finds its end without a second one.
        self.chunk = max(min(chunk, Int(clamping: Int64(status.st_size)) + 1), 1)
        sample = Self.sampleDefault
    }

    /// Reads an open file from where it stands; the caller closes it.
    public init(descriptor: Int32, chunk: Int = chunkDefault) {
        self.origin = .descriptor(descriptor, owned: false)
        self.chunk = max(chunk, 1)
        sample = Self.sampleDefault
    }

    /// Reads bytes in memory.
    public init(bytes: [UInt8], chunk: Int = chunkDefault) {
        self.init(bytes: bytes, chunk: chunk, sample: Self.sampleDefault)
    }

    /// Reads bytes in memory. Tests take a small sample, because a text that fits into the sample is read whole before its first row.
    init(bytes: [UInt8], chunk: Int, sample: Int) {
        self.sample = sample
        self.origin = .bytes(bytes, next: 0)
        self.chunk = max(min(chunk, bytes.count + 1), 1)
    }

    deinit {
        if case .descriptor(let descriptor, owned: true) = origin { close(descriptor) }
    }

    /// Reads at most `chunk` bytes, or as many as there is room for; returns how many, 0 at the end.
    mutating func read(into room: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
        switch origin {
        case .descriptor(let descriptor, _):
            while true {
                let count = unsafe Glibc.read(descriptor, room.baseAddress, min(room.count, chunk))
                if count >= 0 { return count }
                guard errno == EINTR else { throw .system(call: "read", path: nil, errno: errno) }
            }
        case .bytes(let bytes, let next):
            let count = min(room.count, chunk, bytes.count - next)
            unsafe room.copyBytes(from: bytes[next..<next + count])
            origin = .bytes(bytes, next: next + count)
            return count
        }
    }

    /// True when the text begins like XML that isn't UTF-16: told by its first bytes, without moving on. False says nothing.
    ///
    /// A folder may hold thousands of small XML files; nothing else of them has to be looked at to know what they are.
    func beginsAsXML() -> Bool {
        let head = beginning(1024)
        let text = head.dropFirst(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        return text.first { $0 > 0x20 } == UInt8(ascii: "<") && !text.contains(0) && Recognition.tabular(head) == nil
    }

    /// The next bytes, at most so many; they are read again by the next `read`.
    private func beginning(_ count: Int) -> [UInt8] {
        switch origin {
        case .descriptor(let descriptor, _):
            unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
                let place = lseek(descriptor, 0, SEEK_CUR)
                filled = place < 0 ? 0 : max(unsafe pread(descriptor, room.baseAddress, count, place), 0)
            }
        case .bytes(let bytes, let next): Array(bytes[next..<min(next + count, bytes.count)])
        }
    }

    /// Reads at most `chunk` bytes into an array; returns how many, 0 at the end.
    public mutating func read(into piece: inout [UInt8]) throws(IngestError) -> Int {
        var result: Result<Int, IngestError> = .success(0)
        unsafe piece.withUnsafeMutableBytes { room in
            do throws(IngestError) { result = .success(try unsafe read(into: room)) } catch { result = .failure(error) }
        }
        return try result.get()
    }
}
