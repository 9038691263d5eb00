import Fiscal
import Foundation
import Ingest
import Testing

/// A workspace folder that is gone after the test.
final class Workspace {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "pacbatch-inbox-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path + "/inbox", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, made old so that it counts as settled.
    func drop(_ name: String, _ text: String = "x", isOld: Bool = true) throws {
        let file = path + "/inbox/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        if isOld {
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: file)
        }
    }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }
}

struct InboxTests {
    @Test func `files come by name from the folders that are looked into, and only from those`() throws {
        let workspace = try Workspace()
        for name in [
            "b.csv", "a.csv", ".hidden", "~lock.csv", "half.part", "half.TMP", "acme/c.csv", "acme/deep/d.csv",
            "webhooks/acme/w.json",
        ] {
            try workspace.drop(name)
        }
        let look = try Inbox(workspace: workspace.path).look()
        #expect(look.files.map(\.name) == ["a.csv", "b.csv", "c.csv", "w.json"])
        #expect(look.files.map(\.folder) == [.root, .root, .company("acme"), .webhooks("acme")])
        #expect(look.faults.map(\.code) == [.fileTooDeep])
        #expect(look.faults.first?.value == "acme/deep")
    }

    @Test func `links, pipes and folders that are links are left alone; a second name is told`() throws {
        let workspace = try Workspace()
        try workspace.drop("a.csv")
        let inbox = workspace.path + "/inbox/"
        try FileManager.default.createSymbolicLink(atPath: inbox + "link.csv", withDestinationPath: inbox + "a.csv")
        try FileManager.default.createSymbolicLink(atPath: inbox + "folder", withDestinationPath: "/etc")
        try FileManager.default.linkItem(atPath: inbox + "a.csv", toPath: workspace.path + "/elsewhere.csv")
        let made = unsafe mkfifo(inbox + "pipe.csv", 0o600)
        #expect(made == 0)
        let look = try Inbox(workspace: workspace.path).look()
        #expect(look.files.map(\.name) == ["a.csv"])
        #expect(
            look.faults.map { "\($0.code.code) \($0.value ?? "") \($0.facts["type"] ?? "")" } == [
                "PB-FILE-13 a.csv ", "PB-FILE-11 folder link", "PB-FILE-11 link.csv link", "PB-FILE-11 pipe.csv pipe",
            ])
        #expect(throws: IngestError.notRegular(path: inbox + "link.csv")) { _ = try InputSource(path: inbox + "link.csv") }
        #expect(throws: IngestError.notRegular(path: inbox + "pipe.csv")) { _ = try InputSource(path: inbox + "pipe.csv") }
    }

    @Test func `a name that could harm is kept under a harmless one`() throws {
        let workspace = try Workspace()
        try workspace.drop("a\nb\u{1B}[2J.csv")
        try workspace.drop(String(repeating: "x", count: 251) + ".csv")
        let look = try Inbox(workspace: workspace.path).look()
        #expect(look.files.map(\.name) == ["a_b_[2J.csv", String(repeating: "x", count: 196) + ".csv"])
        #expect(look.faults.map(\.code) == [.fileNameChanged, .fileNameChanged])
    }

    @Test func `a claimed file is in work, then in the archive under its own name or with its hash`() throws {
        let workspace = try Workspace()
        var inbox = Inbox(workspace: workspace.path)
        for (text, archived) in [
            ("one", "archive/2026/01/a.csv"), ("two", "archive/2026/01/a.csv.0123abcd"),
            ("3", "archive/2026/01/a.csv.0123abcd.2"),
        ] {
            try workspace.drop("acme/a.csv", text)
            let file = try #require(try inbox.look().files.first)
            let claimed = try #require(try inbox.claim(file))
            #expect(workspace.text("work/acme/a.csv") == text)
            #expect(try inbox.leftovers() == [claimed])
            #expect(try inbox.archive(claimed, sha8: "0123abcd", year: 2026, month: 1) == archived)
            try inbox.sync()
            #expect(workspace.text(archived) == text)
            #expect(workspace.names("work") == [])
        }
        #expect(try inbox.look().files == [])
    }

    @Test func `no file is renamed over another`() throws {
        let workspace = try Workspace()
        var inbox = Inbox(workspace: workspace.path)
        try workspace.drop("a.csv", "one")
        let first = try #require(try inbox.look().files.first)
        #expect(try inbox.claim(first) != nil)
        try workspace.drop("a.csv", "two")
        let second = try #require(try inbox.look().files.first)
        #expect(try inbox.claim(second) == nil)
        #expect(workspace.text("inbox/a.csv") == "two")
        #expect(workspace.text("work/a.csv") == "one")
        #expect(try inbox.claim(first) == nil)
    }

    @Test func `a file that changed after it was judged isn't taken for the one that was`() throws {
        let workspace = try Workspace()
        var inbox = Inbox(workspace: workspace.path)
        try workspace.drop("a.csv", "one")
        let file = try #require(try inbox.look().files.first)
        try workspace.drop("a.csv", "longer")
        #expect(throws: IngestError.changed(path: workspace.path + "/inbox/a.csv")) { try inbox.claim(file) }
        #expect(try inbox.leftovers().map(\.name) == ["a.csv"])
    }

    @Test func `a rejected file has its reason beside it`() throws {
        let workspace = try Workspace()
        var inbox = Inbox(workspace: workspace.path)
        try workspace.drop("a.csv", "abc")
        let file = try #require(try inbox.look().files.first)
        let claimed = try #require(try inbox.claim(file))
        let fingerprint = try Fingerprint(InputSource(path: claimed.path))
        #expect(fingerprint.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" && fingerprint.count == 3)
        let reason = Rejection(file: "a.csv", fingerprint: fingerprint, faults: [Fault(.fileEmpty)]).text(in: .en)
        #expect(try inbox.reject(claimed, sha8: fingerprint.sha8, reason: reason) == "rejected/a.csv")
        #expect(workspace.names("rejected") == ["a.csv", "a.csv.reason.json"])
        #expect(
            workspace.text("rejected/a.csv.reason.json")?.contains(
                #""code":"PB-FILE-02","severity":"error","file":"a.csv","line":null"#) == true)
    }

    @Test func `a file that a program has open for writing isn't settled, whatever its age`() throws {
        let workspace = try Workspace()
        try workspace.drop("a.csv")
        let inbox = Inbox(workspace: workspace.path)
        let file = try #require(try inbox.look().files.first)
        let later = file.status.changed + 10_000_000_000
        let writer = try #require(FileHandle(forWritingAtPath: workspace.path + "/inbox/a.csv"))
        var settling = Settling()
        #expect(settling.judge([file], wall: later, monotonic: 0, fileSystem: .system).settled == [])
        try writer.close()
        #expect(settling.judge([file], wall: later, monotonic: 1, fileSystem: .system).settled == [file])
    }
}

struct SettlingTests {
    static let second: Int64 = 1_000_000_000

    private func file(size: Int64 = 1, modified: Int64, changed: Int64) -> InboxFile {
        InboxFile(
            path: RawPath("a"), folder: .root, name: "a",
            status: FileStatus(
                kind: .regular, size: size, modified: modified * Self.second, changed: changed * Self.second, inode: 1))
    }

    @Test(arguments: [
        (100, 100, 2000), (98, 98, 0), (99, 99, 2000), (50, 99, 250), (98, 99, 250), (101, 98, 2000), (99, 98, 2000),
        (50, 101, 250),
    ])
    func `how long a file must be quiet depends on its time stamps`(modified: Int64, changed: Int64, milliseconds: Int64) {
        var settling = Settling()
        let quiet = FileSystem.silent
        let file = file(modified: modified, changed: changed)
        let first = settling.judge([file], wall: 100 * Self.second, monotonic: 0, fileSystem: quiet)
        #expect(first.wait == (milliseconds == 0 ? nil : milliseconds * 1_000_000))
        #expect(first.settled.isEmpty == (milliseconds > 0))
        let before = settling.judge(
            [file], wall: 100 * Self.second, monotonic: max(milliseconds * 1_000_000 - 1, 0), fileSystem: quiet)
        #expect(before.settled.isEmpty == (milliseconds > 0))
        #expect(
            settling.judge([file], wall: 100 * Self.second, monotonic: milliseconds * 1_000_000, fileSystem: quiet).settled == [
                file
            ])
    }

    @Test func `a change begins the wait anew`() {
        var settling = Settling()
        let quiet = FileSystem.silent
        _ = settling.judge([file(modified: 99, changed: 99)], wall: 100 * Self.second, monotonic: 0, fileSystem: quiet)
        let grown = file(size: 2, modified: 99, changed: 99)
        #expect(settling.judge([grown], wall: 100 * Self.second, monotonic: 2 * Self.second, fileSystem: quiet).settled == [])
        #expect(
            settling.judge([grown], wall: 100 * Self.second, monotonic: 4 * Self.second, fileSystem: quiet).settled == [grown])
    }
}

extension FileSystem {
    /// Nobody writes anything.
    static let silent: FileSystem = {
        var system = FileSystem.system
        system.hasWriter = { (_) throws(IngestError) in false }
        return system
    }()
}
