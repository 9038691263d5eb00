import Fiscal
import Ingest
import JSONText
import Ledger

/// The content of a `.fix.csv`: the failing orders' rows out of the archived input, with what is wrong (product.md 7).
struct FixRows {
    let workspace: Workspace
    let configuration: Configuration
    let ledger: LedgerStore
    let language: Language
    let inbox: Ingest.FileSystem

    func write(_ input: InputRow, _ documents: [DocumentRow], _ write: ([UInt8]) throws -> Void) throws {
        guard let place = input.place else { return }
        let path = RawPath(workspace.folder + "/" + place)
        let orders = try documents.map { row in
            let faults = try ledger.faults(ofDocument: row.id).filter { $0.severity == .error }
            var codes: [String] = []
            for fault in faults where !codes.contains(fault.code.code) { codes.append(fault.code.code) }
            return Redrop.Order(
                extent: row.extent, code: codes.joined(separator: " "),
                message: faults.map { fault in
                    (fault.field.map { $0 + ": " } ?? "") + fault.message(in: language) + ". " + fault.hint(in: language)
                }.joined(separator: " | "))
        }
        var redrop = try Redrop(orders, profiles: configuration.readerProfiles) { () throws(IngestError) in
            try inbox.open(path)
        }
        var piece = ByteWriter(capacity: 1 << 16)
        while try redrop.next(into: &piece) {
            guard piece.count > 48_000 else { continue }
            try write(piece.bytes)
            piece.removeAll()
        }
        try write(piece.bytes)
    }
}
