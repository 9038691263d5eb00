import Fiscal
import JSONText
import Synchronization

/// The append-only file that lets documents survive a restart of the sandbox: one line per document or void.
final class StateLog: Sendable {
    enum Entry: Sendable {
        case document(StoredDocument, DocumentStore.Series)
        case void(id: String, StoredDocument.Void)
    }

    private let path: String
    private let descriptor: Mutex<Int32>

    init(path: String) throws(SandboxError) {
        self.path = path
        descriptor = Mutex(try FileCalls.openToAppend(path))
    }

    deinit { descriptor.withLock { SocketCalls.close($0) } }

    func append(_ entry: Entry) throws(SandboxError) {
        var writer = ByteWriter(capacity: 4096)
        entry.json.write(into: &writer)
        writer.append("\n")
        let line = writer.bytes
        try descriptor.withLock { descriptor throws(SandboxError) in
            try FileCalls.write(line, to: descriptor, path: path)
        }
    }

    /// The entries of a file; a last line that was cut off is left out, a file that isn't there is empty.
    static func entries(of path: String) -> [Entry] {
        guard let bytes = try? FileCalls.read(path) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            (try? JSONParser.parse(Array(line))).flatMap(Entry.init)
        }
    }
}

extension StateLog.Entry {
    fileprivate var json: JSONValue {
        switch self {
        case .document(let document, let series):
            [
                "id": .string(document.id), "company": .string(document.companyID),
                "collection": .string(document.collection.rawValue), "branch": .string(series.branch),
                "documentType": .string(document.documentType), "numeration": .string(document.numeration),
                "billingPoint": .string(document.billingPoint), "issueDate": .string(document.issueDate.text),
                "total": .string(document.total), "cufe": .string(document.cufe), "digest": .string(document.digest),
                "qr": .string(document.qr), "warnings": .array(document.warnings.map { .string($0) }),
                "fate": JSONValue(document.fate?.rawValue), "unixMicros": .number(String(document.unixMicros)),
                "body": .string(String(decoding: document.body, as: UTF8.self)),
            ]
        case .void(let id, let void):
            [
                "void": .string(id), "id": .string(void.id), "reason": .string(void.reason),
                "unixMicros": .number(String(void.unixMicros)),
            ]
        }
    }

    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let unixMicros = json["unixMicros"]?.integer.map(Int64.init) else { return nil }
        if let target = json["void"]?.string, let reason = json["reason"]?.string {
            self = .void(id: target, .init(id: id, reason: reason, unixMicros: unixMicros))
            return
        }
        guard let company = json["company"]?.string, let collection = json["collection"]?.string.flatMap(Collection.init),
            let branch = json["branch"]?.string, let type = json["documentType"]?.string,
            let numeration = json["numeration"]?.string, let point = json["billingPoint"]?.string,
            let date = json["issueDate"]?.string.flatMap({ FiscalTime(text: $0) }), let total = json["total"]?.string,
            let cufe = json["cufe"]?.string, let digest = json["digest"]?.string, let qr = json["qr"]?.string,
            let body = json["body"]?.string
        else { return nil }
        let document = StoredDocument(
            id: id, companyID: company, collection: collection, documentType: type, numeration: numeration,
            billingPoint: point, issueDate: date, total: total, cufe: cufe, digest: digest, qr: qr,
            warnings: json["warnings"]?.array?.compactMap(\.string) ?? [],
            fate: json["fate"]?.string.flatMap(FaultEffect.Fate.init), unixMicros: unixMicros, body: Array(body.utf8))
        let series = DocumentStore.Series(
            company: company, branch: branch, billingPoint: point, documentType: type, numeration: numeration)
        self = .document(document, series)
    }
}
