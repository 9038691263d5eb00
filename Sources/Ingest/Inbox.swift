public import Fiscal

/// Which part of the inbox a file lies in (product.md 3, 6).
public enum InboxFolder: Sendable, Hashable {
    /// `inbox/`: the file itself says whose it is, or there is only one company.
    case root
    /// `inbox/<company id>/`.
    case company(String)
    /// `inbox/webhooks/<company id>/`: bare webhook bodies. Nil: `inbox/webhooks/` itself.
    case webhooks(String?)

    /// The folder's path below `inbox/` or `work/`, in parts.
    var parts: [String] {
        switch self {
        case .root: []
        case .company(let id): [id]
        case .webhooks(let id): ["webhooks"] + (id.map { [$0] } ?? [])
        }
    }
}

/// A file that lies in the inbox, or that a run has claimed.
public struct InboxFile: Sendable, Equatable {
    /// Where it lies.
    public let path: RawPath
    /// Which part of the inbox it came to.
    public let folder: InboxFolder
    /// The name under which it's kept: that of the file, without characters that can't be used.
    public let name: String
    /// What the file system said about it.
    public let status: FileStatus

    /// Its folder and name below `inbox/` or `work/`: two companies' files may have one name.
    public var place: String { (folder.parts + [name]).joined(separator: "/") }

    /// Makes a file that lies somewhere.
    public init(path: RawPath, folder: InboxFolder, name: String, status: FileStatus) {
        self.path = path
        self.folder = folder
        self.name = name
        self.status = status
    }
}

/// The folder where files are dropped, and where they go from there: `work/`, then `archive/` or `rejected/` (product.md 3).
///
/// A file is moved by renaming only, never over another one, and never changed. What was renamed is durable after `sync`, which is to be
/// called once for a group of files; a rename that a power cut undoes leaves the file where it was, to be taken again.
public struct Inbox: Sendable {
    /// What was found in the inbox.
    public struct Look: Sendable {
        /// Files that may be taken once nobody is writing them; by name.
        public var files: [InboxFile] = []
        /// What was left alone, and why.
        public var faults: [Fault] = []
    }

    /// The calls that are made.
    public let fileSystem: FileSystem
    private let workspace: RawPath
    private var unsynced: Set<RawPath> = []

    /// The inbox of a workspace folder.
    public init(workspace: String, fileSystem: FileSystem = .system) {
        self.workspace = RawPath(workspace)
        self.fileSystem = fileSystem
    }

    // MARK: Looking

    /// What lies in the inbox.
    public func look() throws(IngestError) -> Look { try look(in: "inbox") }

    /// What an earlier run claimed and didn't finish.
    public func leftovers() throws(IngestError) -> [InboxFile] { try look(in: "work").files }

    private func look(in top: String) throws(IngestError) -> Look {
        var look = Look()
        for folder in try scan(workspace.appending(top), .root, &look) {
            guard folder == "webhooks" else {
                let company = workspace.appending(top).appending(folder)
                try tooDeep(scan(company, .company(folder), &look), below: folder, &look)
                continue
            }
            for company in try scan(workspace.appending(top).appending(folder), .webhooks(nil), &look) {
                let path = workspace.appending(top).appending(folder).appending(company)
                try tooDeep(scan(path, .webhooks(company), &look), below: folder + "/" + company, &look)
            }
        }
        return look
    }

    private func tooDeep(_ folders: [String], below: String, _ look: inout Look) {
        for folder in folders { look.faults.append(Fault(.fileTooDeep, value: below + "/" + folder)) }
    }

    /// Takes note of the files of one folder and returns the names of the folders in it, by name.
    private func scan(_ path: RawPath, _ folder: InboxFolder, _ look: inout Look) throws(IngestError) -> [String] {
        var folders: [String] = []
        var names: [[UInt8]] = []
        do throws(IngestError) {
            names = try fileSystem.names(path).sorted { $0.lexicographicallyPrecedes($1) }
        } catch {
            if folder == .root { throw error }
            look.faults.append(
                Fault(.fileUnreadable, value: folder.parts.joined(separator: "/"), facts: ["reason": error.reason]))
        }
        for name in names where !FileName.isIgnored(name) {
            let file = path.appending(name)
            guard let status = try fileSystem.status(file) else { continue }
            let kept = FileName.kept(name)
            switch status.kind {
            case .regular:
                look.files.append(InboxFile(path: file, folder: folder, name: kept, status: status))
                if Array(kept.utf8) != name { look.faults.append(Fault(.fileNameChanged, value: kept)) }
                if status.links > 1 { look.faults.append(Fault(.fileHardLinked, value: kept)) }
            case .folder where Array(kept.utf8) == name:
                folders.append(kept)
            case .folder:
                look.faults.append(Fault(.fileTooDeep, value: kept))
            case .link, .pipe, .socket, .device:
                look.faults.append(Fault(.fileNotRegular, value: kept, facts: ["type": status.kind.rawValue]))
            }
        }
        return folders
    }

    // MARK: Claiming

    /// Takes a settled file out of the inbox into `work/`.
    /// - Returns: the file where it lies now; nil when another one of its name lies there, or when it's gone.
    /// - Throws: `IngestError.changed` when it was written to, or replaced, in the meantime: it's among the `leftovers` then.
    public mutating func claim(_ file: InboxFile) throws(IngestError) -> InboxFile? {
        let home = folder("work", file.folder.parts)
        try fileSystem.makeFolder(home)
        let target = home.appending(file.name)
        guard let now = try fileSystem.status(file.path), now.kind == .regular else { return nil }
        guard try fileSystem.rename(file.path, target) else { return nil }
        unsynced.insert(home)
        unsynced.insert(folder("inbox", file.folder.parts))
        guard let status = try fileSystem.status(target), status.kind == .regular, status.inode == file.status.inode,
            status.size == file.status.size, status.modified == file.status.modified
        else {
            throw .changed(path: file.path.text)
        }
        return InboxFile(path: target, folder: file.folder, name: file.name, status: status)
    }

    private func folder(_ top: String, _ parts: [String]) -> RawPath {
        parts.reduce(workspace.appending(top)) { $0.appending($1) }
    }

    // MARK: Putting away

    /// Moves a claimed file whose documents have all been taken in to `archive/YYYY/MM/`.
    /// - Parameter sha8: first 8 digits of its SHA-256, for when the name is taken.
    /// - Returns: its path below the workspace.
    public mutating func archive(_ file: InboxFile, sha8: String, year: Int, month: Int) throws(IngestError) -> String {
        try put(file, sha8, ["archive", Self.digits(year, 4), Self.digits(month, 2)])
    }

    /// Moves a claimed file that can't be used to `rejected/`, with `NAME.reason.json` beside it.
    /// - Returns: its path below the workspace.
    public mutating func reject(_ file: InboxFile, sha8: String, reason: [UInt8]) throws(IngestError) -> String {
        try put(file, sha8, ["rejected"], reason: reason)
    }

    private mutating func put(_ file: InboxFile, _ sha8: String, _ parts: [String], reason: [UInt8]? = nil) throws(IngestError)
        -> String
    {
        let home = parts.reduce(workspace) { $0.appending($1) }
        try fileSystem.makeFolder(home)
        var name = file.name
        var attempt = 0
        while true {
            // The reason comes first: after a crash in between the file is still in work/, and gets it again.
            if try fileSystem.status(home.appending(name)) == nil {
                if let reason { try fileSystem.write(home.appending(name + ".reason.json"), reason) }
                if try fileSystem.rename(file.path, home.appending(name)) { break }
            }
            attempt += 1
            name = file.name + "." + sha8 + (attempt == 1 ? "" : ".\(attempt)")
        }
        unsynced.insert(home)
        unsynced.insert(folder("work", file.folder.parts))
        return (parts + [name]).joined(separator: "/")
    }

    /// Moves a claimed file that can't be judged yet back to where it lay, for the next run.
    /// - Returns: the file where it lies now.
    public mutating func giveBack(_ file: InboxFile, sha8: String) throws(IngestError) -> InboxFile {
        let home = folder("inbox", file.folder.parts)
        let parts = ["inbox"] + file.folder.parts
        let name = try put(file, sha8, parts).split(separator: "/").last.map(String.init) ?? file.name
        let path = home.appending(name)
        return InboxFile(path: path, folder: file.folder, name: name, status: try fileSystem.status(path) ?? file.status)
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
    }

    /// Makes all moves so far durable, and removes folders of `work/` that are empty.
    public mutating func sync() throws(IngestError) {
        for path in unsynced.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
            if try fileSystem.status(path) != nil { try fileSystem.syncFolder(path) }
        }
        let work = workspace.appending("work")
        for path in unsynced.sorted(by: { $0.bytes.count > $1.bytes.count })
        where path.bytes.starts(with: work.bytes) && path != work {
            fileSystem.removeEmptyFolder(path)
        }
        if unsynced.contains(where: { $0.bytes.starts(with: work.appending("webhooks").bytes) }) {
            fileSystem.removeEmptyFolder(work.appending("webhooks"))
        }
        unsynced.removeAll()
    }

    // MARK: What was put away

    /// Finds the file of an input in `archive/` or `rejected/` by its bytes, for a run that died before it took note of the move
    /// (reliability.md 1.2, C16). Only files that carry the input's name are read.
    /// - Parameter isOthers: true for a place that is known to be another input's: the same bytes may have come for another company.
    /// - Returns: its path below the workspace; nil when it isn't there.
    public func filed(name: String, sha256: String, bytes: Int, isOthers: (String) -> Bool = { _ in false }) throws(IngestError)
        -> String?
    {
        for parts in try [["rejected"]] + archiveMonths() {
            let folder = parts.reduce(workspace) { $0.appending($1) }
            for found in try fileSystem.names(folder) where found.starts(with: Array(name.utf8)) {
                let path = folder.appending(found)
                guard let status = try fileSystem.status(path), status.kind == .regular, status.size == Int64(bytes),
                    try Fingerprint(try fileSystem.open(path)).hex == sha256
                else { continue }
                let place = (parts + [String(decoding: found, as: UTF8.self)]).joined(separator: "/")
                if !isOthers(place) { return place }
            }
        }
        return nil
    }

    /// True when something lies at a path below the workspace.
    public func isThere(_ place: String) throws(IngestError) -> Bool {
        try fileSystem.status(workspace.appending(place)) != nil
    }

    /// The folders of the archive, newest month first.
    private func archiveMonths() throws(IngestError) -> [[String]] {
        var months: [[String]] = []
        for year in try folders(["archive"]) {
            for month in try folders(["archive", year]) { months.append(["archive", year, month]) }
        }
        return months
    }

    private func folders(_ parts: [String]) throws(IngestError) -> [String] {
        let folder = parts.reduce(workspace) { $0.appending($1) }
        var names: [String] = []
        for name in try fileSystem.names(folder) where try fileSystem.status(folder.appending(name))?.kind == .folder {
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names.sorted(by: >)
    }
}
