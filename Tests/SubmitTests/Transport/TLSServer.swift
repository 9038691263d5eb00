import Glibc
import Testing

/// `openssl s_server` on a free port, with a certificate that nobody signed but itself. It prints what it deciphers, and answers nothing.
final class TLSServer {
    private(set) var port = 0
    private let folder: String
    private var server: pid_t = 0
    /// Its standard input, which it would end with.
    private var input: Int32 = -1
    private var output: Int32 = -1
    private var printed: [UInt8] = []

    init() throws {
        var template = Array("/tmp/pacbatch-tls-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let (key, certificate) = (folder + "/key.pem", folder + "/certificate.pem")
        let made = try spawn([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
            certificate,
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
        ])
        var status: Int32 = 0
        try #require(unsafe waitpid(made, &status, 0) == made && status == 0, "openssl makes no certificate: \(status)")
        server = try spawn(["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key])
        while port == 0, read() {
            let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            let line = lines.first { $0.hasPrefix("ACCEPT 127.0.0.1:") }
            port = line.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) } ?? 0
        }
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
        try #require(port > 0, "openssl listens nowhere")
    }

    deinit {
        if server > 0 {
            _ = kill(server, SIGKILL)
            _ = waitpid(server, nil, 0)
        }
        closePipes()
        for name in ["key.pem", "certificate.pem"] { unsafe _ = unlink("\(folder)/\(name)") }
        unsafe _ = rmdir(folder)
    }

    /// What it has printed so far: where it listens, what it made out with its peer, and what that said.
    var text: String {
        while read() {}
        return String(decoding: printed, as: UTF8.self)
    }

    /// Takes what it has printed since; false when there is nothing, or will never be.
    private func read() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe Glibc.read(output, &bytes, bytes.count)
        printed += bytes.prefix(max(count, 0))
        return count > 0
    }

    private func closePipes() {
        for end in [input, output] where end >= 0 { _ = close(end) }
    }

    private func spawn(_ arguments: [String]) throws -> pid_t {
        closePipes()
        var (own, its): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        try #require(unsafe pipe(&its) == 0 && pipe(&own) == 0)
        for end in own + its { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (input, output) = (its[1], own[0])
        defer { for end in [its[0], own[1]] { _ = close(end) } }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, its[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, own[1], 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, own[1], 2)
        var words = unsafe (["openssl"] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe [unsafe strdup("PATH=/usr/bin:/bin"), nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var child: pid_t = 0
        let result = unsafe posix_spawn(&child, "/usr/bin/openssl", &actions, nil, &words, &variables)
        try #require(result == 0, "openssl can't be started (\(result)): scripts/setup brings it")
        return child
    }
}
