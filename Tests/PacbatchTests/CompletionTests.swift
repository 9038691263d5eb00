import Fiscal
import Glibc
import Testing

@testable import pacbatch

struct CompletionTests {
    /// What bash offers after these words; the last one is being typed.
    private func offers(_ words: [String]) throws -> Set<String> {
        try withFolder { folder in
            let script = Completions(table: .all, language: .en).script(for: .bash)
            try FileSystem.create(folder + "/completions", Array(script.utf8))
            try FileSystem.create(folder + "/sample.csv", [])
            try FileSystem.makeFolder(folder + "/some folder")
            let quoted = words.map(shellQuoted).joined(separator: " ")
            let line = """
                cd \(folder); set -u; source ./completions; COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); COMPREPLY=()
                compopt() { :; }
                _pacbatch; printf '%s\\n' "${COMPREPLY[@]}" > offers
                """
            let shell = try spawn("/bin/bash", "--norc", "-c", line)
            #expect(wait(for: shell) == 0)
            let bytes = try OpenFile(reading: folder + "/offers").contents(limit: 100_000) ?? []
            return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
        }
    }

    @Test func `bash offers the commands and the words of a group`() throws {
        #expect(try offers(["pacbatch", ""]) == Set(CommandTable.all.firstWords))
        #expect(try offers(["pacbatch", "ver"]) == ["verify", "version"])
        #expect(try offers(["pacbatch", "indoubt", ""]) == ["list", "resolve"])
        #expect(try offers(["pacbatch", "--lang", "es", "indoubt", "r"]) == ["resolve"])
    }

    @Test func `bash offers each command's options`() throws {
        for row in CommandTable.all.rows {
            #expect(try offers(["pacbatch"] + row.path + ["--"]) == Set(row.allOptions.map(\.flag)), "\(row.name)")
        }
    }

    @Test func `bash offers values, files and folders`() throws {
        #expect(try offers(["pacbatch", "run", "--lang", ""]) == ["es", "en"])
        #expect(try offers(["pacbatch", "run", "--lang", "=", "e"]) == ["es", "en"])
        #expect(try offers(["pacbatch", "retry", "--state", "in"]) == ["invalid", "in_doubt"])
        #expect(try offers(["pacbatch", "completions", ""]) == ["bash", "zsh", "fish"])
        #expect(try offers(["pacbatch", "profile", "init", "sam"]) == ["sample.csv"])
        #expect(try offers(["pacbatch", "run", "--workspace", "some"]) == ["some folder"])
        #expect(try offers(["pacbatch", "run", "--wait", ""]).isEmpty)
    }

    @Test(arguments: Shell.allCases, Language.allCases)
    func `every shell's script knows every command and option`(shell: Shell, language: Language) {
        let script = Completions(table: .all, language: language).script(for: shell)
        for row in CommandTable.all.rows {
            for word in row.path { #expect(script.contains(word)) }
            for option in row.allOptions { #expect(script.contains(option.name)) }
        }
    }

    @Test func `completions are data`() async {
        let answer = await pacbatch("completions", "bash")
        #expect(answer.code == .done && answer.messages.isEmpty)
        #expect(answer.data.contains("complete -F _pacbatch pacbatch"))
    }
}
