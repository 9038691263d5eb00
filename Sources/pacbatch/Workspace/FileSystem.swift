private import Glibc

/// The few things that the shell of the program does with files, whole or not at all.
enum FileSystem {
    /// Makes a folder and those above it, mode 0700; one that is there already is left as it is.
    static func makeFolder(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        let number = currentErrno()
        if number == EEXIST, try OpenFile.Status(path: path).map({ !$0.isRegular }) ?? false { return }
        let parent = path.prefix { _ in true }.dropLast(path.reversed().prefix { $0 != "/" }.count + 1)
        guard number == ENOENT, !parent.isEmpty else { throw FileError(.makeFolder, path, errno: number) }
        try makeFolder(String(parent))
        guard unsafe mkdir(path, 0o700) == 0 || currentErrno() == EEXIST else { throw FileError(.makeFolder, path) }
    }

    /// Makes a new file with this content on the disk; fails when something lies there.
    static func create(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600) throws(FileError) {
        let file = try OpenFile(creating: path, mode: 0o600)
        try file.write(bytes)
        // The mode is set once the content is there, and whatever the umask takes away from new files.
        if mode != 0o600 { try file.setMode(mode) }
        try file.flush()
    }

    /// True for a folder with nothing in it; false for one that can't be read.
    static func isEmptyFolder(_ path: String) -> Bool {
        guard let folder = unsafe opendir(path) else { return false }
        defer { unsafe _ = closedir(folder) }
        var count = 0
        while unsafe readdir(folder) != nil { count += 1 }
        // Every folder has `.` and `..`.
        return count <= 2
    }

    /// Gives a folder that is ready its name; an empty one of that name gives way.
    static func moveIntoPlace(_ path: String, _ target: String) throws(FileError) {
        guard unsafe rename(path, target) == 0 else { throw FileError(.rename, target) }
    }

    /// Puts this content in the place of what lies there, so that a reader sees the old or the new file whole. The temporary file lies beside it,
    /// so that both are on one file system.
    static func replace(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600) throws(FileError) {
        let temporary = "\(path).\(getpid()).tmp"
        _ = unsafe unlink(temporary)
        do throws(FileError) {
            try create(temporary, bytes, mode: mode)
            guard unsafe rename(temporary, path) == 0 else { throw FileError(.rename, path) }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
    }

    /// The path without `.` and with the current folder in front of a relative one; links stay.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        guard let raw = unsafe getcwd(nil, 0) else { return path }
        defer { unsafe free(raw) }
        let folder = unsafe String(cString: raw)
        return path == "." ? folder : folder + "/" + path
    }
}

extension FileSystem {
    /// Bytes that this user may still write on the file system of a path; nil when that can't be told.
    static func freeBytes(_ path: String) -> Int64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int64(clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }

    /// The path with its links followed; as it is when it leads nowhere.
    static func resolved(_ path: String) -> String {
        guard let raw = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(raw) }
        return unsafe String(cString: raw)
    }
}
