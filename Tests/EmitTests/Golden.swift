import Emit
import Glibc
import Testing

/// Compares with `Golden/<name>`; `UPDATE_GOLDEN=1` writes it anew.
func expectGolden(_ text: String?, _ name: String, location: SourceLocation = #_sourceLocation) throws {
    let text = try #require(text, sourceLocation: location)
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Golden"
    if unsafe getenv("UPDATE_GOLDEN") != nil {
        _ = try AtomicFile.write(Array(text.utf8), folder: folder, name: name)
    }
    let file = try #require(try FileOperations.posix.open(folder + "/" + name), "no Golden/\(name)", sourceLocation: location)
    defer { FileOperations.posix.close(file) }
    var bytes: [UInt8] = []
    while case let piece = try FileOperations.posix.read(file, 1 << 16), !piece.isEmpty { bytes += piece }
    let golden = String(decoding: bytes, as: UTF8.self)
    let (now, then) = (text.split(separator: "\n"), golden.split(separator: "\n"))
    let index = zip(now, then).prefix { $0 == $1 }.map { $0 }.count
    #expect(
        text == golden,
        "line \(index + 1): \(now.dropFirst(index).first ?? "end") instead of \(then.dropFirst(index).first ?? "end")",
        sourceLocation: location)
}
