import Fiscal
import Glibc
import JSONText
import Synchronization

@testable import pacbatch

/// A fresh folder that is gone after `body`.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = try makeTemporaryFolder()
    defer { removeTree(path) }
    return try body(path)
}

/// The same for a body that waits.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = try makeTemporaryFolder()
    defer { removeTree(path) }
    return try await body(path)
}

private func makeTemporaryFolder() throws -> String {
    var template = Array("/tmp/pacbatch-test-XXXXXX".utf8CString)
    let path = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
        guard let base = buffer.baseAddress, let start = unsafe mkdtemp(base) else { return nil }
        return unsafe String(cString: start)
    }
    guard let path else { throw FileError(.makeFolder, "/tmp") }
    return path
}

/// A fresh folder; whoever made it removes it.
func makeFolder() throws -> String {
    var template = Array("/tmp/pacbatch-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw FileError(.makeFolder, "/tmp") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Names in a folder.
func names(in folder: String) -> [String] {
    guard let opened = unsafe opendir(folder) else { return [] }
    defer { unsafe _ = closedir(opened) }
    var names: [String] = []
    while let entry = unsafe readdir(opened) {
        names.append(
            unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
}

/// Removes a file, or a folder with all that is in it.
func removeTree(_ path: String) {
    if unsafe unlink(path) == 0 || rmdir(path) == 0 { return }
    guard let folder = unsafe opendir(path) else { return }
    while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { removeTree(path + "/" + name) }
    }
    unsafe closedir(folder)
    _ = unsafe rmdir(path)
}

/// What a screen was told.
final class Recorder: Sendable {
    private let written = Mutex<(data: String, messages: String)>(("", ""))

    var data: String { written.withLock { $0.data } }
    var messages: String { written.withLock { $0.messages } }

    func screen(
        _ global: GlobalOptions = GlobalOptions(environment: Environment([:])), isTerminal: Bool = false, width: Int = 100
    ) -> Screen {
        Screen(isTerminal: isTerminal, hasColor: global.color, width: width, isQuiet: global.quiet) { [self] channel, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            written.withLock { written in
                switch channel {
                case .data: written.data += text
                case .messages: written.messages += text
                }
            }
        }
    }
}

/// Runs a command line inside the test.
func pacbatch(_ words: String..., environment: [String: String] = [:]) async -> (
    code: ExitCode, data: String, messages: String
) {
    let recorder = Recorder()
    let code = await Dispatch.run(words, environment: Environment(environment)) { recorder.screen($0) }
    return (code, recorder.data, recorder.messages)
}

/// Starts a program; the caller waits for it.
func spawn(_ words: String...) throws -> pid_t {
    var child: pid_t = 0
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    let result = unsafe posix_spawn(&child, words[0], nil, nil, &arguments, nil)
    guard result == 0 else { throw FileError(.open, words[0], errno: result) }
    return child
}

/// Waits for a program that was started; its exit code, or 256 and more for a signal.
func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 256 + status & 0x7F
}
