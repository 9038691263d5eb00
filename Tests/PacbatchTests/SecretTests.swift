import Glibc
import Testing

@testable import pacbatch

struct SecretTests {
    private func value(_ secret: Secret) -> String { secret.withValue { String(decoding: $0, as: UTF8.self) } }

    @Test func `white space around a secret isn't part of it`() throws {
        #expect(value(try #require(Secret(Array(" abc\n".utf8)))) == "abc")
        #expect(Secret(Array(" \n".utf8)) == nil)
        #expect(Secret(Array("a b".utf8)) == nil)
        #expect(Secret(Array("a\r\nX-Evil: 1".utf8)) == nil)
    }

    @Test func `nothing that prints shows a secret`() throws {
        struct Holder { let key: Secret }
        let holder = Holder(key: try #require(Secret(Array("canary".utf8))))
        var dumped = ""
        dump(holder, to: &dumped)
        for text in ["\(holder)", "\(holder.key)", String(reflecting: holder), String(describing: [holder.key]), dumped] {
            #expect(!text.contains("canary") && !text.contains("99, 97, 110"))
        }
    }

    @Test func `a variable gives its value`() throws {
        #expect(value(try SecretSource.env("K").read(environment: Environment(["K": "abc"]))) == "abc")
        #expect(throws: SecretError.variableNotSet("K")) { try SecretSource.env("K").read(environment: Environment([:])) }
        #expect(throws: SecretError.variableNotSet("K")) { try SecretSource.env("K").read(environment: Environment(["K": ""])) }
        #expect(throws: SecretError.empty(.env("K"))) { try SecretSource.env("K").read(environment: Environment(["K": " "])) }
    }

    @Test func `a file must be its user's alone`() throws {
        try withFolder { folder in
            let path = folder + "/key"
            let source = SecretSource.file(path)
            #expect(throws: SecretError.unreadable(path: path, errno: ENOENT)) { try source.read(environment: Environment([:])) }
            try FileSystem.create(path, Array("abc\n".utf8))
            #expect(value(try source.read(environment: Environment([:]))) == "abc")
            unsafe chmod(path, 0o640)
            #expect(throws: SecretError.tooOpen(path: path, mode: "640")) { try source.read(environment: Environment([:])) }
            unsafe chmod(path, 0o400)
            #expect(value(try source.read(environment: Environment([:]))) == "abc")
        }
    }

    @Test func `a link, a folder and a pipe are no files`() throws {
        try withFolder { folder in
            try FileSystem.create(folder + "/key", Array("abc".utf8))
            unsafe symlink("key", folder + "/link")
            unsafe mkfifo(folder + "/pipe", 0o600)
            for path in ["/link", "/pipe", ""].map({ folder + $0 }) {
                #expect(throws: SecretError.notAFile(path: path)) {
                    try SecretSource.file(path).read(environment: Environment([:]))
                }
            }
        }
    }

    @Test func `a file that is too long is no secret`() throws {
        try withFolder { folder in
            try FileSystem.create(folder + "/key", [UInt8](repeating: 0x61, count: 16_385))
            #expect(throws: SecretError.tooLarge(path: folder + "/key")) {
                try SecretSource.file(folder + "/key").read(environment: Environment([:]))
            }
        }
    }

    @Test func `a credential lies in systemd's folder`() throws {
        try withFolder { folder in
            try FileSystem.create(folder + "/pac", Array("abc".utf8), mode: 0o440)
            let environment = Environment(["CREDENTIALS_DIRECTORY": folder])
            #expect(value(try SecretSource.credential("pac").read(environment: environment)) == "abc")
            #expect(throws: SecretError.noCredentialsDirectory(credential: "pac")) {
                try SecretSource.credential("pac").read(environment: Environment([:]))
            }
        }
    }
}
