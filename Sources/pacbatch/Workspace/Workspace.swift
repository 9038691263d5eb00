/// The folder of a workspace and what lies in it (product.md 3).
struct Workspace: Sendable, Equatable {
    /// Absolute path.
    let folder: String

    init(_ path: String) {
        var folder = FileSystem.absolute(path)
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.folder = folder
    }

    var configuration: String { folder + "/pacbatch.json" }
    /// Drop files here.
    var inbox: String { folder + "/inbox" }
    /// Files claimed by a run.
    var work: String { folder + "/work" }
    /// `YYYY/MM/` inside.
    var archive: String { folder + "/archive" }
    var rejected: String { folder + "/rejected" }
    /// `<company>/YYYY/MM/` inside.
    var outbox: String { folder + "/outbox" }
    var results: String { folder + "/results" }
    var manifests: String { folder + "/manifests" }
    var reports: String { folder + "/reports" }
    /// The PAC's list of goods and services, for 24 hours.
    var goodsAndServices: String { folder + "/goods-and-services.json" }
    var ledger: String { folder + "/ledger.sqlite" }
    /// Held by the run; its content only tells who holds it.
    var lock: String { folder + "/pacbatch.lock" }

    /// The folders that every workspace has.
    var folders: [String] { [inbox, work, archive, rejected, outbox, results, manifests, reports] }

    /// Makes the folders that are missing, mode 0700.
    func makeFolders() throws(FileError) {
        for folder in [folder] + folders { try FileSystem.makeFolder(folder) }
    }
}
