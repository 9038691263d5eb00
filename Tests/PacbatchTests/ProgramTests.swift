import Fiscal
import Glibc
import Testing

@testable import pacbatch

/// The built program beside the test bundle, as a process of its own.
struct ProgramTests {
    /// Runs a shell line in which `$PACBATCH` is the program; gives its exit code and what it wrote.
    private func shell(_ line: String, in folder: String) throws -> (code: Int32, output: String, errors: String) {
        let bundle = FileSystem.resolved("/proc/self/exe").split(separator: "/").dropLast().joined(separator: "/")
        let program = "/\(bundle)/pacbatch"
        try #require(try OpenFile.Status(path: program) != nil)
        let setting = "cd \(folder); export PACBATCH=\(program) LANG=C; unset LC_ALL LC_MESSAGES PACBATCH_WORKSPACE"
        let whole = "\(setting); { \(line); } >out 2>err </dev/null"
        let child = try spawn("/bin/bash", "--norc", "-c", whole)
        let code = wait(for: child)
        func text(_ name: String) throws -> String {
            String(decoding: try OpenFile(reading: folder + "/" + name).contents(limit: 1 << 20) ?? [], as: UTF8.self)
        }
        return (code, try text("out"), try text("err"))
    }

    @Test func `the exit codes reach the shell`() throws {
        try withFolder { folder in
            let codes = try ["version", "frobnicate", "ruc x"].map { try shell("$PACBATCH \($0)", in: folder).code }
            #expect(codes == [0, 2, 3])
        }
    }

    @Test func `data goes to standard output and messages to standard error, without colours off a terminal`() throws {
        try withFolder { folder in
            let made = try shell("$PACBATCH init w --lang es", in: folder)
            #expect(made.output.isEmpty && made.errors.contains("Carpeta de trabajo lista"))
            let checked = try shell("$PACBATCH doctor --workspace w", in: folder)
            #expect(checked.code == 2 && checked.output.contains("configuration") && !checked.errors.isEmpty)
            #expect(!(made.errors + checked.output + checked.errors).contains("\u{1B}"))
        }
    }

    @Test func `what the program makes is for its user alone`() throws {
        try withFolder { folder in
            _ = try shell("umask 000; $PACBATCH init w", in: folder)
            #expect(try OpenFile.Status(path: folder + "/w/pacbatch.json")?.permissions == 0o600)
            #expect(try OpenFile.Status(path: folder + "/w/inbox")?.permissions == 0o700)
        }
    }

    @Test func `a second run is refused with 11 and told who holds the workspace`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder + "/w")
            try workspace.makeFolders()
            try FileSystem.create(workspace.configuration, Array(goodConfiguration.utf8))
            let lock = try WorkspaceLock(workspace, now: FiscalTime(epochSeconds: 1_795_255_663))
            let answer = try shell("PAC_API_KEY=k $PACBATCH run --workspace w --wait 0s", in: folder)
            #expect(answer.code == 11)
            #expect(answer.errors.contains("process \(getpid())") && answer.errors.contains("2026-11-21T05:07:43-05:00"))
            _ = consume lock
            let next = try shell("PAC_API_KEY=k $PACBATCH run --workspace w --wait 0s", in: folder)
            #expect(next.code == 0)
        }
    }

    @Test func `the key is in no file and no message`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder + "/w")
            try workspace.makeFolders()
            try FileSystem.create(workspace.configuration, Array(goodConfiguration.utf8))
            let line = """
                export PAC_API_KEY=canary-7f3a9 PACBATCH_WORKSPACE=w
                for command in doctor "plan --offline --out plan.json" "run --wait 0s" status; do $PACBATCH $command --log log --json; done
                grep -rqF canary-7f3a9 . && exit 99; exit 0
                """
            let answer = try shell(line, in: folder)
            #expect(answer.output.contains("checks"))
            #expect(!answer.output.contains("canary") && !answer.errors.contains("canary"))
            #expect(answer.code == 0)
        }
    }

    @Test func `a reader that goes away is no crash`() throws {
        try withFolder { folder in
            let answer = try shell("$PACBATCH --help | true; exit ${PIPESTATUS[0]}", in: folder)
            #expect(answer.code == 0)
        }
    }

    @Test func `bash completes with the program's own script`() throws {
        try withFolder { folder in
            let line = """
                source <($PACBATCH completions bash); COMP_WORDS=(pacbatch doc); COMP_CWORD=1; _pacbatch; echo "${COMPREPLY[@]}"
                """
            let offered = try shell(line, in: folder).output
            #expect(offered == "doctor\n")
        }
    }
}
