import Foundation
import Testing

/// A copy of what the pages' commands need, in a folder of its own, with the built programs on PATH and a sandbox on a free port in place of
/// the pages' 8980.
final class Rehearsal {
    private let folder: URL
    private var sandbox: Process?
    private var port = "8980"
    private(set) var commands: [ReadmePage.Command] = []

    private static var programs: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "docs"), withIntermediateDirectories: true)
        for name in ["inbox-samples", "docs/examples"] {
            try FileManager.default.copyItem(at: ReadmePage.project.appending(path: name), to: folder.appending(path: name))
        }
    }

    /// Takes everything away again.
    func end() {
        sandbox?.terminate()
        sandbox?.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    func add(_ more: [ReadmePage.Command]) { commands += more }

    /// Starts what the page starts in a terminal of its own, and waits for its first line, which tells its port.
    func startSandbox(_ line: String) throws {
        let process = shell("exec " + line.replacing("8980", with: "0"))
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        sandbox = process
        let url = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        let told = try #require(url.split(separator: ":").last.map { $0.prefix(while: \.isNumber) })
        try #require(!told.isEmpty, "pac-sandbox said: \(url)")
        port = String(told)
    }

    /// Runs the commands one after the other in one shell.
    /// - Returns: `exit code  command` for each, and all that they said.
    func run() async throws -> (found: [String], said: String) {
        if sandbox != nil { try useOwnPort() }
        let codes = folder.appending(path: "codes")
        let script = commands.enumerated().map { index, command in
            command.line + "\necho $? >>'\(codes.path)'"
        }
        try script.joined(separator: "\n").write(to: folder.appending(path: "script"), atomically: true, encoding: .utf8)
        let process = shell("source ./script >said 2>&1 </dev/null")
        try await end(of: process)
        let found = try String(contentsOf: codes, encoding: .utf8).split(separator: "\n")
        let said = try String(contentsOf: folder.appending(path: "said"), encoding: .utf8)
        return (zip(found, commands).map { "\($0)  \($1.line)" }, said)
    }

    /// Runs a process without holding one of the few threads that tests run on.
    private func end(of process: Process) async throws {
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        // It has ended: this only makes Foundation let go of it.
        process.waitUntilExit()
    }

    private func useOwnPort() throws {
        let file = folder.appending(path: "docs/examples/pacbatch.json")
        try String(contentsOf: file, encoding: .utf8).replacing("8980", with: port).write(
            to: file, atomically: true, encoding: .utf8)
    }

    private func shell(_ line: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["--norc", "-c", line]
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "\(Self.programs):/usr/bin:/bin", "HOME": folder.path, "LANG": "C", "TMPDIR": folder.path]
        return process
    }
}
