import CCrypto
import Glibc
import JSONText
import Testing

/// Files and folders, by plain calls.
enum Files {
    /// The project's folder.
    static let project = String(#filePath).split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

    static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count <= 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    static func write(_ text: String, to path: String) throws { try write(bytes: Array(text.utf8), to: path) }

    static func write(bytes: [UInt8], to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0, "\(path)")
        defer { _ = close(descriptor) }
        let count = unsafe Glibc.write(descriptor, bytes, bytes.count)
        try #require(count == bytes.count)
    }

    /// Makes a file look as if nobody had touched it for an hour, so that a run needn't watch it.
    static func age(_ path: String) throws {
        var times = utimbuf(actime: time(nil) - 3600, modtime: time(nil) - 3600)
        try #require(unsafe utime(path, &times) == 0)
    }

    static func makeFolder(_ path: String) { unsafe _ = mkdir(path, 0o700) }

    /// Names in a folder, sorted; none when there is no such folder.
    static func names(_ path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe _ = closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Every file below a folder, as a path from there.
    static func all(below folder: String, _ inner: String = "") -> [String] {
        names(folder + "/" + inner).flatMap { name -> [String] in
            let path = inner.isEmpty ? name : inner + "/" + name
            return isFolder(folder + "/" + path) ? all(below: folder, path) : [path]
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func remove(_ path: String) {
        if isFolder(path) {
            for name in names(path) { remove(path + "/" + name) }
            unsafe _ = rmdir(path)
        } else {
            unsafe _ = unlink(path)
        }
    }

    /// The lines of a JSON Lines file that are whole; none when there is no such file.
    static func jsonLines(_ path: String) throws -> [JSONValue] {
        try (bytes(path) ?? []).split(separator: UInt8(ascii: "\n")).map { try JSONParser.parse(Array($0)) }
    }

    /// The lines of a text, each JSON.
    static func jsonLinesOf(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    }

    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe pb_sha256(bytes, bytes.count, &digest)
        return digest
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
