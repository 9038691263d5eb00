import DgiXML
import Fiscal
import Ingest

/// Reads files of the DGI's XML, one after the other, with one reader: what documents share is looked at once.
final class ImportReading {
    private let configuration: Configuration
    private let workspace: Workspace
    private let now: FiscalTime
    private var reader: DgiXMLReader?
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
        var reader = try self.reader.take() ?? makeReader()
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

    private func makeReader() throws -> DgiXMLReader {
        let settings = ImportSettings(
            companies: configuration.companies.map { .init(id: $0.id, ruc: $0.ruc) }, environment: configuration.environment,
            policy: configuration.rules, minimumTrust: configuration.minimumTrust,
            anchors: try configuration.trustAnchors(workspace), now: now)
        guard let reader = DgiXMLReader(settings) else {
            throw TrustFileError(path: configuration.trust.joined(separator: ", "), reason: "PEM")
        }
        return reader
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
