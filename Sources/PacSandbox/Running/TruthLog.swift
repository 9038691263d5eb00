import Digest
import JSONText
import Synchronization

/// What really happened to a request: the line a checker compares a client's story with.
struct TruthRecord: Sendable {
    var operation: Operation = .unknown
    var company: String?
    var keyLabel: String?
    /// The status the peer was told; nil when it was told nothing.
    var status: Int?
    var fault: String?
    /// The request took effect: a document or a void exists because of it.
    var committed = false
    var document: StoredDocument?
    var documentID: String?
    var eventID: String?
    var information: String?
    /// What check-digit was asked about.
    var ruc: String?
    var rucType: String?
    var codes: [String] = []
    var authorizationLeak = false
}

/// The truth log: JSON Lines, one per request that was executed, written before the answer goes out.
final class TruthLog: Sendable {
    private struct State: Sendable {
        var descriptor: Int32
        var sequence = 0
    }

    private let path: String
    private let state: Mutex<State>

    init(path: String) throws(SandboxError) {
        self.path = path
        state = Mutex(State(descriptor: try FileCalls.openToAppend(path)))
    }

    deinit { state.withLock { SocketCalls.close($0.descriptor) } }

    func append(_ request: Request, _ record: TruthRecord) {
        var rest = ByteWriter(capacity: 640)
        Self.write(request, into: &rest)
        Self.write(record, into: &rest)
        if !request.body.isEmpty {
            rest.append(",\"bodyBytes\":")
            rest.append(integer: Int64(request.body.count))
            rest.append(",\"bodySha256\":\"")
            rest.append(text: hexadecimal(SHA256.digest(request.body)))
            rest.append("\"")
        }
        write(line: rest)
    }

    /// Notes what happened without a request: a webhook file, a fault at connect.
    func appendEvent(_ fields: JSONObject, at moment: SandboxMoment) {
        var rest = ByteWriter(capacity: 256)
        Self.write(moment, into: &rest)
        for member in fields.members {
            rest.append(",")
            rest.append(jsonString: member.key)
            rest.append(":")
            member.value.write(into: &rest)
        }
        write(line: rest)
    }

    private func write(line rest: ByteWriter) {
        state.withLock { state in
            state.sequence += 1
            var line = ByteWriter(capacity: rest.count + 32)
            line.append("{\"seq\":")
            line.append(integer: Int64(state.sequence))
            line.append(rest.bytes.span)
            line.append("}\n")
            // A truth log that can't be written makes the sandbox useless, but there is nobody to tell: the checker misses the line.
            try? FileCalls.write(line.bytes, to: state.descriptor, path: path)
        }
    }

    private static func write(_ moment: SandboxMoment, into writer: inout ByteWriter) {
        writer.append(",\"time\":")
        write(seconds: moment.unixMicros, into: &writer)
        writer.append(",\"monotonic\":")
        write(seconds: moment.monotonicNanos / 1000, into: &writer)
    }

    private static func write(seconds micros: Int64, into writer: inout ByteWriter) {
        writer.append(integer: micros / 1_000_000)
        writer.append(".")
        writer.append(magnitude: UInt64(micros % 1_000_000), digits: 6)
    }

    private static func write(_ request: Request, into writer: inout ByteWriter) {
        write(request.arrived, into: &writer)
        writer.append(",\"connection\":")
        writer.append(integer: Int64(request.connection.number))
        writer.append(",\"onConnection\":")
        writer.append(integer: Int64(request.connection.ordinal))
        write("method", request.method, into: &writer)
        write("path", request.path, into: &writer)
    }

    private static func write(_ key: StaticString, _ value: String?, into writer: inout ByteWriter) {
        guard let value else { return }
        writer.append(",\"")
        writer.append(key)
        writer.append("\":")
        writer.append(jsonString: value)
    }

    private static func write(_ record: TruthRecord, into writer: inout ByteWriter) {
        write("operation", record.operation.rawValue, into: &writer)
        write("company", record.company, into: &writer)
        write("key", record.keyLabel, into: &writer)
        writer.append(",\"status\":")
        if let status = record.status { writer.append(integer: Int64(status)) } else { writer.append("null") }
        writer.append(",\"committed\":")
        record.committed ? writer.append("true") : writer.append("false")
        write("fault", record.fault, into: &writer)
        write("id", record.document?.id ?? record.documentID, into: &writer)
        write("event", record.eventID, into: &writer)
        write("ruc", record.ruc, into: &writer)
        write("rucType", record.rucType, into: &writer)
        if let document = record.document {
            write("collection", document.collection.rawValue, into: &writer)
            write("documentType", document.documentType, into: &writer)
            write("numeration", document.numeration, into: &writer)
            write("billingPoint", document.billingPoint, into: &writer)
            write("cufe", document.cufe, into: &writer)
            write("total", document.total, into: &writer)
        }
        write("information", record.information, into: &writer)
        if !record.codes.isEmpty {
            writer.append(",\"codes\":")
            JSONValue.array(record.codes.map { .string($0) }).write(into: &writer)
        }
        if record.authorizationLeak { writer.append(",\"authorizationLeak\":true") }
    }
}
