import Glibc

/// The few file calls of the sandbox.
enum FileCalls {
    /// A file's bytes.
    static func read(_ path: String) throws(SandboxError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
        defer { SocketCalls.close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw .file(path: path, errno: errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Opens a file to append to, made when it isn't there.
    static func openToAppend(_ path: String) throws(SandboxError) -> Int32 {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
        return descriptor
    }

    /// Writes all bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SandboxError) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.write(descriptor, raw.baseAddress?.advanced(by: offset), raw.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .file(path: path, errno: errno) }
            offset += count
        }
    }

    /// Writes a whole file under a name that readers leave alone, then gives it its own name.
    static func writeWhole(_ bytes: [UInt8], to path: String) throws(SandboxError) {
        let temporary = path + ".tmp"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: temporary, errno: errno) }
        defer { SocketCalls.close(descriptor) }
        try write(bytes, to: descriptor, path: temporary)
        guard unsafe rename(temporary, path) == 0 else { throw .file(path: path, errno: errno) }
    }

    /// Makes a folder and those above it; one that is there is fine.
    static func makeFolder(_ path: String) throws(SandboxError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard unsafe mkdir(made, 0o700) == 0 || errno == EEXIST else { throw .file(path: made, errno: errno) }
        }
    }
}
