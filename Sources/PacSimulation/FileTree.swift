import SeededRandom

/// A file system in memory that knows what a power cut would leave: bytes are durable once their file is flushed, names once their folder is.
///
/// Names go to the disk in the order in which they were changed, as a journalling file system writes them; a flush of a folder takes with it what
/// it depends on, and nothing else.
struct FileTree: Sendable {
    enum Entry: Sendable, Equatable {
        case folder
        case file(Int)
    }

    struct Inode: Sendable {
        var bytes: [UInt8] = []
        /// What the disk has of it; nil for nothing.
        var durable: [UInt8]?
        /// Nanoseconds since 1970.
        var modified: Int64
        var changed: Int64
    }

    /// A change of names that isn't durable yet.
    private enum Change: Sendable {
        case set(path: String, Entry)
        case remove(path: String)
        case move(from: String, to: String)

        var folders: [String] {
            switch self {
            case .set(let path, _), .remove(let path): [path.folder]
            case .move(let from, let to): [from.folder, to.folder]
            }
        }

        func makes(oneOf folders: Set<String>) -> Bool {
            if case .set(let path, .folder) = self { folders.contains(path) } else { false }
        }
    }

    private typealias Names = [String: [String: Entry]]

    private(set) var inodes: [Int: Inode] = [:]
    private var names: Names = ["/": [:]]
    private var durable: Names = ["/": [:]]
    private var changes: [Change] = []
    private var nextInode = 1

    // MARK: - Looking

    func entry(_ path: String) -> Entry? { path == "/" ? .folder : names[path.folder]?[path.name] }

    func inode(_ path: String) -> (number: Int, inode: Inode)? {
        guard case .file(let number)? = entry(path), let inode = inodes[number] else { return nil }
        return (number, inode)
    }

    func bytes(_ path: String) -> [UInt8]? { inode(path)?.inode.bytes }

    /// The names in a folder, sorted; nil when there is no such folder.
    func children(_ folder: String) -> [String]? { names[folder]?.keys.sorted() }

    /// Every file below a folder, sorted.
    func files(below folder: String) -> [String] {
        var found: [String] = []
        for name in children(folder) ?? [] {
            let path = folder == "/" ? "/" + name : folder + "/" + name
            if entry(path) == .folder { found += files(below: path) } else { found.append(path) }
        }
        return found
    }

    // MARK: - Changing

    /// Makes a folder whose parent is there. False when the name is taken or has no parent.
    mutating func makeFolder(_ path: String) -> Bool {
        guard entry(path) == nil, names[path.folder] != nil else { return false }
        record(.set(path: path, .folder))
        return true
    }

    /// Makes an empty file; nil when the name is taken or has no folder.
    mutating func create(_ path: String, at time: Int64) -> Int? {
        guard entry(path) == nil, names[path.folder] != nil else { return nil }
        let number = nextInode
        nextInode += 1
        inodes[number] = Inode(durable: nil, modified: time, changed: time)
        record(.set(path: path, .file(number)))
        return number
    }

    mutating func append(_ bytes: [UInt8], to number: Int, at time: Int64) {
        inodes[number]?.bytes += bytes
        inodes[number]?.modified = time
        inodes[number]?.changed = time
    }

    mutating func flush(_ number: Int) {
        let bytes = inodes[number]?.bytes
        inodes[number]?.durable = bytes
    }

    mutating func move(_ from: String, _ to: String, at time: Int64) {
        if case .file(let number)? = entry(from) { inodes[number]?.changed = time }
        record(.move(from: from, to: to))
    }

    mutating func remove(_ path: String) { record(.remove(path: path)) }

    /// Puts a file there whole and durable, as somebody else's program does.
    mutating func drop(_ bytes: [UInt8], at path: String, modified: Int64) {
        guard let number = create(path, at: modified) else { return }
        append(bytes, to: number, at: modified)
        flush(number)
        flushFolder(path.folder)
    }

    private mutating func record(_ change: Change) {
        Self.apply(change, to: &names)
        changes.append(change)
    }

    private static func apply(_ change: Change, to names: inout Names) {
        switch change {
        case .set(let path, let entry):
            names[path.folder]?[path.name] = entry
            if entry == .folder, names[path] == nil { names[path] = [:] }
        case .remove(let path):
            if names[path.folder]?.removeValue(forKey: path.name) == .folder { names[path] = nil }
        case .move(let from, let to):
            if let entry = names[from.folder]?.removeValue(forKey: from.name) { names[to.folder]?[to.name] = entry }
        }
    }

    // MARK: - Durability

    /// Makes the names in a folder durable, and the earlier changes in folders that theirs share a rename with or that lead to it.
    mutating func flushFolder(_ folder: String) {
        var concerned = Set([folder])
        var above = folder
        while above != "/" {
            above = above.folder
            concerned.insert(above)
        }
        var flushed: [Int] = []
        // Folders that must be there for what is flushed to have a place.
        var needed: Set<String> = []
        for (index, change) in changes.enumerated().reversed()
        where !concerned.isDisjoint(with: change.folders) || change.makes(oneOf: needed) {
            concerned.formUnion(change.folders)
            for folder in change.folders { Self.add(folder, to: &needed) }
            flushed.append(index)
        }
        for index in flushed.reversed() { Self.apply(changes[index], to: &durable) }
        let gone = Set(flushed)
        changes = changes.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
    }

    /// A folder and those above it.
    private static func add(_ folder: String, to needed: inout Set<String>) {
        var folder = folder
        while folder != "/", needed.insert(folder).inserted { folder = folder.folder }
    }

    /// The power is cut and comes back: of what wasn't flushed, chance decides.
    mutating func cut(_ random: inout SeededRandom, fate: PowerCutFate) {
        let kept =
            switch fate {
            case .allLost: 0
            case .allKept: changes.count
            case .torn: random.below(changes.count + 1)
            }
        for change in changes.prefix(kept) { Self.apply(change, to: &durable) }
        changes = []
        names = durable
        for number in inodes.keys.sorted() {
            guard var inode = inodes[number], inode.durable != inode.bytes else { continue }
            inode.bytes = Self.remains(of: inode, &random, fate)
            inode.durable = inode.bytes
            inodes[number] = inode
        }
    }

    /// What a power cut leaves of a file that wasn't flushed: nothing new, all of it, or a part that may be zeros.
    private static func remains(of inode: Inode, _ random: inout SeededRandom, _ fate: PowerCutFate) -> [UInt8] {
        switch fate {
        case .allLost: return inode.durable ?? []
        case .allKept: return inode.bytes
        case .torn:
            switch random.below(4) {
            case 0: return inode.durable ?? []
            case 1: return inode.bytes
            case 2: return Array(inode.bytes.prefix(random.below(inode.bytes.count + 1)))
            default: return [UInt8](repeating: 0, count: inode.bytes.count)
            }
        }
    }
}

/// What a power cut does to what wasn't flushed.
public enum PowerCutFate: String, Sendable, CaseIterable {
    /// All of it is lost.
    case allLost
    /// All of it has reached the disk.
    case allKept
    /// Chance decides, by sector, name and file.
    case torn
}

extension String {
    /// The folder of a path.
    var folder: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")), slash > startIndex else { return "/" }
        return String(self[..<slash])
    }

    /// The last name of a path.
    var name: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return String(self[index(after: slash)...])
    }
}
