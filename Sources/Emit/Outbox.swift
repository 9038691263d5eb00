internal import Digest

/// The outbox: PDFs and XML of authorized documents, each whole or absent, none ever overwritten by another (G9; rulebook 7.6).
public struct Outbox: Sendable {
    /// A document's bytes as they were downloaded.
    public struct Download: Sendable {
        /// Where they go.
        public let path: OutboxPath
        /// The bytes.
        public let bytes: [UInt8]
        /// The answer's `Content-Type`; nil when there was none.
        public let contentType: String?

        /// Makes a download.
        public init(path: OutboxPath, bytes: [UInt8], contentType: String?) {
            self.path = path
            self.bytes = bytes
            self.contentType = contentType
        }
    }

    /// A file that lies in the outbox, durably.
    public struct Stored: Sendable, Equatable {
        /// How it came to lie there.
        public enum Origin: Sendable, Equatable {
            /// It was written.
            case written
            /// The same bytes lay there: an earlier run died before its ledger row (reliability.md C13).
            case adopted
            /// Another whole document lay there, and stays: the PAC draws a PDF anew each time it is asked, so an earlier run that died
            /// before its ledger row leaves other bytes than these (reliability.md C13). The size and hash are those of what lies there.
            case kept
            /// What lay there was no whole document, or the caller asked to replace it.
            case replaced
        }

        /// Path in the workspace.
        public let path: String
        /// Size.
        public let bytes: Int
        /// SHA-256, hexadecimal.
        public let sha256: String
        /// How it came to lie there.
        public let origin: Origin
    }

    private let workspace: String
    private let operations: FileOperations
    private var preparedFolders: Set<String> = []

    /// Opens the outbox of a workspace.
    public init(workspace: String, operations: FileOperations = .posix) {
        self.workspace = workspace
        self.operations = operations
    }

    /// What already lies under a path, if it is a whole document: an earlier run died between the file and its ledger row, and nothing
    /// needs to be downloaded (reliability.md C13).
    public func existing(_ path: OutboxPath) throws(EmitError) -> Stored? {
        guard let bytes = try operations.contents(of: absolute(path), limit: OutboxKind.bytesMax),
            path.kind.defect(in: bytes, contentType: nil, cufe: path.cufe) == nil
        else { return nil }
        try operations.synchronizeFolder(workspace + "/" + path.folder)
        return stored(bytes, path, .adopted)
    }

    /// Files a group of downloads: all temporaries, then all flushes, then all names, then the folders. The larger the group, the
    /// fewer the waits for the disk; when it returns, every file is durable. One bad document doesn't hold up the others.
    /// - Parameter replacing: true to put the bytes over a whole file of other content (`verify --repair`).
    /// - Returns: for each download, in order, the file, or `.refused` with the reason.
    /// - Throws: `EmitError.system`: what was filed before stays.
    public mutating func file(
        _ downloads: [Download], replacing: Bool = false
    ) throws(EmitError) -> [Result<Stored, EmitError>] {
        var results: [Result<Stored, EmitError>] = []
        var paths: Set<OutboxPath> = []
        var from = 0
        for index in downloads.indices where !paths.insert(downloads[index].path).inserted {
            results += try fileOnce(downloads[from..<index], replacing: replacing)
            from = index
            paths = [downloads[index].path]
        }
        return results + (try fileOnce(downloads[from...], replacing: replacing))
    }

    /// Files downloads with different paths.
    private mutating func fileOnce(
        _ downloads: ArraySlice<Download>, replacing: Bool
    ) throws(EmitError) -> [Result<Stored, EmitError>] {
        var opened: [(file: FileOperations.Descriptor, download: Download)] = []
        defer { for one in opened { operations.close(one.file) } }
        for download in downloads where defect(of: download) == nil {
            opened.append((try writeTemporary(download), download))
        }
        let folders = Set(opened.map(\.download.path.folder)).sorted()
        for folder in folders { try operations.synchronizeAll(opened.filter { $0.download.path.folder == folder }.map(\.file)) }
        var results: [Result<Stored, EmitError>] = []
        for download in downloads {
            if let defect = defect(of: download) {
                results.append(.failure(.refused(defect)))
            } else {
                results.append(.success(try publish(download, replacing: replacing)))
            }
        }
        for folder in folders { try operations.synchronizeFolder(workspace + "/" + folder) }
        return results
    }

    private func defect(of download: Download) -> DownloadDefect? {
        download.path.kind.defect(in: download.bytes, contentType: download.contentType, cufe: download.path.cufe)
    }

    private mutating func writeTemporary(_ download: Download) throws(EmitError) -> FileOperations.Descriptor {
        let path = download.path
        if !preparedFolders.contains(path.folder) {
            try operations.makeFolders(path.folder, below: workspace)
            try operations.removeTemporaries(in: workspace + "/" + path.folder)
            preparedFolders.insert(path.folder)
        }
        try operations.remove(temporary(path))
        let file = try operations.create(temporary(path))
        do throws(EmitError) {
            try operations.write(file, download.bytes)
        } catch {
            operations.close(file)
            throw error
        }
        return file
    }

    private func publish(_ download: Download, replacing: Bool) throws(EmitError) -> Stored {
        let path = download.path
        if try operations.renameToNew(temporary(path), absolute(path)) { return stored(download.bytes, path, .written) }
        let existing = try operations.contents(of: absolute(path), limit: OutboxKind.bytesMax) ?? []
        let isWhole = path.kind.defect(in: existing, contentType: nil, cufe: path.cufe) == nil
        if existing != download.bytes, replacing || !isWhole {
            try operations.rename(temporary(path), absolute(path))
            return stored(download.bytes, path, .replaced)
        }
        try operations.remove(temporary(path))
        return stored(existing, path, existing == download.bytes ? .adopted : .kept)
    }

    private func stored(_ bytes: [UInt8], _ path: OutboxPath, _ origin: Stored.Origin) -> Stored {
        Stored(path: path.text, bytes: bytes.count, sha256: hexadecimal(SHA256.digest(bytes)), origin: origin)
    }

    private func absolute(_ path: OutboxPath) -> String { workspace + "/" + path.text }

    private func temporary(_ path: OutboxPath) -> String { workspace + "/" + path.folder + "/" + Temporary.name(for: path.name) }
}
