import Fiscal
import Glibc
import Testing

@testable import pacbatch

struct WorkspaceTests {
    @Test func `init makes the folders and a configuration for its user alone`() async throws {
        try await withFolder { folder in
            let path = folder + "/a/b"
            #expect(await pacbatch("init", path).code == .done)
            let workspace = Workspace(path)
            for folder in workspace.folders + [path, folder + "/a"] {
                let status = try #require(try OpenFile.Status(path: folder))
                #expect(status.isFolder && status.permissions == 0o700)
            }
            #expect(try OpenFile.Status(path: workspace.configuration)?.permissions == 0o600)
        }
    }

    @Test func `init never touches a configuration that is there`() async throws {
        try await withFolder { folder in
            try FileSystem.create(folder + "/pacbatch.json", Array("mine".utf8))
            let answer = await pacbatch("init", folder)
            #expect(answer.code == .usage)
            #expect(answer.messages.contains("pacbatch doctor"))
            #expect(try OpenFile(reading: folder + "/pacbatch.json").contents(limit: 100) == Array("mine".utf8))
        }
    }

    @Test func `init speaks its user's language`() async throws {
        try await withFolder { folder in
            #expect(await pacbatch("init", folder, "--lang", "es").code == .done)
            let text = String(
                decoding: try OpenFile(reading: folder + "/pacbatch.json").contents(limit: 10_000) ?? [], as: UTF8.self)
            #expect(text.contains("Dónde está la clave"))
        }
    }

    @Test func `without a folder init takes the workspace's`() async throws {
        try await withFolder { folder in
            #expect(
                await pacbatch("init", "--json", environment: ["PACBATCH_WORKSPACE": folder]).data.contains(
                    "\(folder)/pacbatch.json"))
        }
    }

    @Test func `a configuration is loaded from its workspace`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            #expect(throws: ConfigurationError.missing(path: workspace.configuration)) {
                try Configuration.load(workspace, environment: Environment([:]))
            }
            try FileSystem.create(workspace.configuration, Array("{\n  \"a\" 1}".utf8))
            do throws(ConfigurationError) {
                _ = try Configuration.load(workspace, environment: Environment([:]))
                Issue.record("a broken configuration was taken")
            } catch {
                #expect(error.message(in: .en).hasPrefix("\(workspace.configuration):2:7: "))
            }
            try FileSystem.replace(workspace.configuration, Array(goodConfiguration.utf8))
            #expect(try Configuration.load(workspace, environment: Environment([:])).companies[0].id == "acme")
        }
    }
}

struct WorkspaceLockTests {
    private let now = FiscalTime(epochSeconds: 1_800_000_000)

    @Test func `a second run is told who holds the workspace`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            let first = try WorkspaceLock(workspace, now: now)
            do throws(WorkspaceLock.Failure) {
                _ = try WorkspaceLock(workspace, now: now)
                Issue.record("two runs hold the workspace")
            } catch {
                guard case .held(let holder) = error else {
                    Issue.record("the lock failed: \(error)")
                    return
                }
                #expect(holder.processID == Int(getpid()))
                #expect(holder.since == now.text)
                #expect(holder.host != nil)
                #expect(error.message(in: .es).contains("proceso \(getpid())"))
            }
            withExtendedLifetime(first) {}
        }
    }

    @Test func `a lock that is let go is free`() throws {
        try withFolder { folder in
            for _ in 0..<3 { _ = try WorkspaceLock(Workspace(folder), now: now) }
        }
    }

    @Test func `what a dead process left in the file holds nothing`() throws {
        try withFolder { folder in
            try FileSystem.create(
                folder + "/pacbatch.lock", Array("1\nelsewhere\n2020\nmuch more than a new owner writes\n".utf8))
            _ = try WorkspaceLock(Workspace(folder), now: now)
            #expect(WorkspaceLock.holder(of: Workspace(folder)).processID == Int(getpid()))
        }
    }

    @Test func `the lock of a process that was killed is free at once`() throws {
        try withFolder { folder in
            let workspace = Workspace(folder)
            let other = try spawn("/usr/bin/flock", "--no-fork", workspace.lock, "/bin/sleep", "60")
            while isFree(workspace) { sched_yield() }
            #expect(!isFree(workspace))
            kill(other, SIGKILL)
            waitpid(other, nil, 0)
            #expect(isFree(workspace))
        }
    }

    private func isFree(_ workspace: Workspace) -> Bool {
        do throws(WorkspaceLock.Failure) {
            _ = try WorkspaceLock(workspace, now: now)
            return true
        } catch {
            return false
        }
    }
}

struct FileSystemTests {
    @Test func `a link is never followed when a file is opened`() throws {
        try withFolder { folder in
            try FileSystem.create(folder + "/a", [1])
            unsafe symlink("a", folder + "/b")
            #expect(throws: FileError(.open, folder + "/b", errno: ELOOP)) { _ = try OpenFile(reading: folder + "/b") }
        }
    }

    @Test func `replacing leaves no temporary file and keeps the mode`() throws {
        try withFolder { folder in
            try FileSystem.replace(folder + "/a", [1, 2], mode: 0o644)
            try FileSystem.replace(folder + "/a", [3], mode: 0o644)
            #expect(try OpenFile(reading: folder + "/a").contents(limit: 10) == [3])
            #expect(try OpenFile.Status(path: folder + "/a.\(getpid()).tmp") == nil)
        }
    }

    @Test func `reading stops at its limit`() throws {
        try withFolder { folder in
            try FileSystem.create(folder + "/a", [1, 2, 3])
            #expect(try OpenFile(reading: folder + "/a").contents(limit: 3) == [1, 2, 3])
            #expect(try OpenFile(reading: folder + "/a").contents(limit: 2) == nil)
        }
    }
}
