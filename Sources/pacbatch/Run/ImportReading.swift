import DgiXML
import Fiscal
import Ingest

/// Reads files of the DGI's XML with readers that stay: what documents share is looked at once.
///
/// A file of many documents is read in one stream. Small files are read side by side on two processors; what they hold comes in the order of the
/// files.
final class ImportReading {
    /// What a small file holds.
    struct Small: Sendable {
        var documents: [ImportedDocument] = []
        /// What is wrong with the file as a whole.
        var faults: [Fault] = []
    }

    /// Bytes of the largest file that is held in memory; files and bytes that are held at once.
    static let smallMax = 128 << 10
    static let groupMax = 256
    static let groupBytesMax = 2 << 20

    private let configuration: Configuration
    private let workspace: Workspace
    private let now: FiscalTime
    private var reader: DgiXMLReader?
    private var workers: [ImportWorker] = []
    private var piece: [UInt8] = []

    init(_ configuration: Configuration, workspace: Workspace, now: FiscalTime) {
        self.configuration = configuration
        self.workspace = workspace
        self.now = now
    }

    /// Hands out the documents of a file in its order.
    /// - Returns: what is wrong with the file as a whole.
    /// - Throws: `TrustFileError`, and what reading and `body` throw.
    func read(_ source: consuming InputSource, body: (ImportedDocument) throws -> Void) throws -> [Fault] {
        if piece.isEmpty { piece = [UInt8](repeating: 0, count: InputSource.chunkDefault) }
        var reader = try self.reader.take() ?? Self.reader(try settings())
        reader.restart()
        var source = source
        while true {
            let count = try source.read(into: &piece)
            reader.feed(piece.span.extracting(0..<count), isLast: count == 0)
            while let document = reader.next() { try body(document) }
            if count == 0 || !reader.faults.isEmpty { break }
        }
        let faults = reader.faults
        self.reader = consume reader
        return faults
    }

    /// Reads whole files, given as their bytes.
    /// - Throws: `TrustFileError`.
    func read(small texts: [[UInt8]]) async throws -> [Small] {
        if workers.isEmpty {
            let settings = try settings()
            workers = [ImportWorker(settings), ImportWorker(settings)]
        }
        let (first, second, half) = (workers[0], workers[1], texts.count / 2)
        async let front = first.read(texts[..<half])
        let back = try await second.read(texts[half...])
        return try await front + back
    }

    /// A file's bytes.
    static func contents(of source: consuming InputSource, size: Int) throws -> [UInt8] {
        var source = source
        var piece = [UInt8](repeating: 0, count: size + 1)
        var text: [UInt8] = []
        while true {
            let count = try source.read(into: &piece)
            if count == 0 { return text }
            text += piece[..<count]
        }
    }

    private func settings() throws -> ImportSettings {
        ImportSettings(
            companies: configuration.companies.map { .init(id: $0.id, ruc: $0.ruc) }, environment: configuration.environment,
            policy: configuration.rules, minimumTrust: configuration.minimumTrust,
            anchors: try configuration.trustAnchors(workspace), catalogues: configuration.catalogues, now: now)
    }

    fileprivate static func reader(_ settings: ImportSettings) throws -> DgiXMLReader {
        guard let reader = DgiXMLReader(settings) else { throw TrustFileError(path: "import.trust", reason: "PEM") }
        return reader
    }
}

/// One of those that read small files: it keeps its reader.
private actor ImportWorker {
    private let settings: ImportSettings
    private var reader: DgiXMLReader?

    init(_ settings: ImportSettings) { self.settings = settings }

    func read(_ texts: ArraySlice<[UInt8]>) throws -> [ImportReading.Small] {
        guard !texts.isEmpty else { return [] }
        var reader = try self.reader.take() ?? ImportReading.reader(settings)
        var read: [ImportReading.Small] = []
        read.reserveCapacity(texts.count)
        for text in texts {
            reader.restart()
            reader.feed(text.span, isLast: true)
            var small = ImportReading.Small()
            while let document = reader.next() { small.documents.append(document) }
            small.faults = reader.faults
            read.append(small)
        }
        self.reader = consume reader
        return read
    }
}

extension Configuration {
    /// The certificates of every file that `import.trust` names, relative paths from the workspace on; nil without any.
    /// - Throws: `TrustFileError`, also when a file holds anything but certificates.
    func trustAnchors(_ workspace: Workspace) throws(TrustFileError) -> [UInt8]? {
        var pem: [UInt8] = []
        let bytesMax = 4 << 20
        for name in trust {
            let path = name.hasPrefix("/") ? name : workspace.folder + "/" + name
            var bytes: [UInt8]?
            do throws(FileError) {
                bytes = try OpenFile(reading: FileSystem.resolved(FileSystem.absolute(path))).contents(limit: bytesMax)
            } catch {
                throw TrustFileError(path: path, reason: systemText(error.errno))
            }
            guard let bytes, ImportSettings.areAnchors(bytes) else { throw TrustFileError(path: path, reason: "PEM") }
            pem += bytes + [10]
        }
        return pem.isEmpty ? nil : pem
    }
}

/// A file of `import.trust` that can't be used.
struct TrustFileError: Error {
    let path: String
    /// What the system says, or the form that it should have.
    let reason: String

    func message(in language: Language) -> String {
        Wording(
            es: "import.trust: «\(path)» no se puede usar: \(reason)", en: "import.trust: “\(path)” can't be used: \(reason)"
        )[language]
    }
}
