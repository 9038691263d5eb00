import Fiscal
import Glibc
import JSONText
import Testing

@testable import pacbatch

struct DoctorTests {
    private func inWorkspace(_ body: (Workspace) throws -> Void) throws {
        try withFolder { folder in
            let workspace = Workspace(folder + "/w")
            try workspace.makeFolders()
            try FileSystem.create(workspace.configuration, Array(goodConfiguration.utf8))
            try body(workspace)
        }
    }

    private func inWorkspace(_ body: (Workspace) async throws -> Void) async throws {
        try await withFolder { folder in
            let workspace = Workspace(folder + "/w")
            try workspace.makeFolders()
            try FileSystem.create(workspace.configuration, Array(goodConfiguration.utf8))
            try await body(workspace)
        }
    }

    private func probes() -> DoctorProbes {
        var probes = DoctorProbes()
        probes.freeBytes = { _ in 50_000_000_000 }
        probes.fileSystemType = { _ in "ext4" }
        probes.now = { EpochMilliseconds(value: 1_795_255_663_000) }
        return probes
    }

    private func checks(_ workspace: Workspace, _ probes: DoctorProbes, _ environment: [String: String] = ["PAC_API_KEY": "key"])
        -> [Check]
    {
        Doctor(workspace: workspace, environment: Environment(environment), probes: probes).checks()
    }

    private func levels(_ checks: [Check], _ name: String) -> [Check.Level] { checks.filter { $0.name == name }.map(\.level) }

    @Test func `a workspace in order passes`() throws {
        try inWorkspace { workspace in
            let checks = checks(workspace, probes())
            #expect(checks.allSatisfy { $0.level == .ok })
            #expect(
                checks.map(\.name) == ["folders", "space", "filesystem", "clock", "configuration", "secret.acme", "secret.acme"])
        }
    }

    @Test func `a folder that is missing, open or closed is told`() throws {
        try inWorkspace { workspace in
            unsafe rmdir(workspace.reports)
            #expect(levels(checks(workspace, probes()), "folders") == [.warn])
            unsafe chmod(workspace.outbox, 0o755)
            #expect(levels(checks(workspace, probes()), "folders") == [.warn, .warn])
            var closed = probes()
            let outbox = workspace.outbox
            closed.isWritable = { $0 != outbox }
            #expect(levels(checks(workspace, closed), "folders") == [.fail, .warn])
        }
    }

    @Test func `others may be let into the inbox`() throws {
        try inWorkspace { workspace in
            unsafe chmod(workspace.inbox, 0o770)
            #expect(levels(checks(workspace, probes()), "folders") == [.ok])
        }
    }

    @Test func `without a workspace one line says how to make it`() {
        let checks = checks(Workspace("/nowhere/at/all"), probes())
        #expect(levels(checks, "folders") == [.fail] && levels(checks, "configuration") == [.fail])
        #expect(checks[0].hint?.en == "pacbatch init /nowhere/at/all")
    }

    @Test(
        arguments: [(99_999_999, Check.Level.fail), (100_000_000, .warn), (999_999_999, .warn), (1_000_000_000, .ok)]
            as [(Int64, Check.Level)])
    func `free space is judged`(bytes: Int64, level: Check.Level) throws {
        try inWorkspace { workspace in
            var probes = probes()
            probes.freeBytes = { _ in bytes }
            #expect(levels(checks(workspace, probes), "space") == [level])
        }
    }

    @Test(
        arguments: [("nfs4", Check.Level.fail), ("cifs", .fail), ("ext4", .ok), ("overlay", .ok), (nil, .warn)]
            as [(String?, Check.Level)])
    func `a network file system is no place for a ledger`(type: String?, level: Check.Level) throws {
        try inWorkspace { workspace in
            var probes = probes()
            probes.fileSystemType = { _ in type }
            #expect(levels(checks(workspace, probes), "filesystem") == [level])
        }
    }

    @Test func `a clock that is years off is told`() throws {
        try inWorkspace { workspace in
            var probes = probes()
            probes.now = { EpochMilliseconds(value: 0) }
            #expect(levels(checks(workspace, probes), "clock") == [.fail])
        }
    }

    @Test(arguments: [
        ("3.40.1", true), ("3.7.0", true), ("3.51.2", true), ("3.51.3", false), ("3.52.0", false), ("3.6.23", false),
        ("4.0.0", false),
    ])
    func `the versions of SQLite with the reset bug are known`(version: String, isAffected: Bool) {
        #expect(Doctor.hasResetBug(version) == isAffected)
    }

    @Test func `libraries are listed, and an affected SQLite is a warning`() throws {
        try inWorkspace { workspace in
            var probes = probes()
            probes.libraries = {
                [LibraryVersion(name: "SQLite", version: "3.40.1"), LibraryVersion(name: "libcurl", version: "7.88.1")]
            }
            let checks = checks(workspace, probes)
            #expect(levels(checks, "library.SQLite") == [.warn] && levels(checks, "library.libcurl") == [.ok])
        }
    }

    @Test func `a missing key is a matter of set-up, a broken configuration one of usage`() throws {
        try inWorkspace { workspace in
            let missing = checks(workspace, probes(), [:]).filter { $0.level == .fail }
            #expect(missing.map(\.name) == ["secret.acme"] && missing.map(\.failure) == [.setUp])
            try FileSystem.replace(workspace.configuration, Array("{}".utf8))
            let broken = checks(workspace, probes()).filter { $0.level == .fail }
            #expect(broken.map(\.name) == ["configuration", "configuration", "configuration"])
            #expect(Set(broken.map(\.failure)) == [.usage])
        }
    }

    @Test func `the secret's value is never printed`() async throws {
        try await inWorkspace { workspace in
            let answer = await pacbatch(
                "doctor", "--json", environment: ["PACBATCH_WORKSPACE": workspace.folder, "PAC_API_KEY": "canary-key"])
            #expect(!answer.data.contains("canary") && !answer.messages.contains("canary"))
            let json = try JSONParser.parse(answer.data)
            #expect(json["checks"]?.array?.isEmpty == false)
            #expect(json["ok"] == .bool(answer.code == .done))
        }
    }

    @Test func `what the ledger and the PAC say is part of it`() throws {
        try inWorkspace { workspace in
            var probes = probes()
            probes.ledger = { _, configuration in [Check("ledger", .ok, Wording(es: configuration.hash, en: "fine"))] }
            probes.pac = { _, _, _ in [Check("pac", .fail, Wording(es: "no responde", en: "no answer"), failure: .unfinished)] }
            let checks = checks(workspace, probes)
            #expect(levels(checks, "ledger") == [.ok] && levels(checks, "pac") == [.fail])
        }
    }
}

struct MountTableTests {
    private let table = MountTable(
        """
        27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        40 27 0:50 / /mnt/the\\040share rw - nfs4 server:/x rw
        41 27 0:51 / /mnt rw - tmpfs tmpfs rw
        42 41 0:52 / /mnt/the\\040share/in rw master:2 - cifs //s/x rw
        broken
        """)

    @Test(arguments: [
        ("/srv/x", "ext4"), ("/mnt", "tmpfs"), ("/mntx", "ext4"), ("/mnt/the share/a", "nfs4"), ("/mnt/the share/in", "cifs"),
        ("/", "ext4"),
    ])
    func `the longest mount point holds a path`(path: String, type: String) {
        #expect(table.type(of: path) == type)
    }
}
