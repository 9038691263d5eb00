internal import Fiscal
public import JSONText
internal import Ledger

/// Writes `manifests/run-<id>.json` and `manifests/latest.json`, which hold the same bytes: first what the manifest says itself, then
/// the documents that aren't fiscally valid yet, then the outputs, each handed in entry by entry. Keys come in the same order always, one
/// member a line, lists one entry a line.
public struct ManifestWriter: ~Copyable {
    private var own: AtomicFile
    private var latest: AtomicFile
    private var text = ByteWriter()
    private var entryCount = 0
    private var isAtOutputs = false

    /// Begins a manifest.
    /// - Throws: `EmitError.system`.
    public init(_ manifest: Manifest, workspace: String, operations: FileOperations = .posix) throws(EmitError) {
        try operations.makeFolders("manifests", below: workspace)
        let folder = workspace + "/manifests"
        var text = ByteWriter()
        text.append("{\n")
        for member in manifest.head.members { text.append(member: member) }
        text.append("\"inputs\": [")
        for (index, input) in manifest.inputs.enumerated() { text.append(entry: input.json, isFirst: index == 0) }
        text.append(text: manifest.inputs.isEmpty ? "],\n" : "\n],\n")
        text.append("\"incomplete\": [")
        var own = try AtomicFile(folder: folder, name: "run-" + manifest.run.id + ".json", operations: operations)
        var latest = try AtomicFile(folder: folder, name: "latest.json", operations: operations)
        try own.write(text.bytes)
        try latest.write(text.bytes)
        self.own = own
        self.latest = latest
    }

    private mutating func put(_ text: ByteWriter) throws(EmitError) {
        try own.write(text.bytes)
        try latest.write(text.bytes)
    }

    /// Lists a document that isn't fiscally valid yet, if there aren't `Manifest.incompleteMax` yet. Before the first output.
    public mutating func add(incomplete entry: Manifest.Incomplete) throws(EmitError) {
        precondition(!isAtOutputs, "incomplete documents come before the outputs")
        guard entryCount < Manifest.incompleteMax else { return }
        try add(entry.json)
    }

    /// Lists a file that the run wrote.
    public mutating func add(output: Manifest.Output) throws(EmitError) {
        if !isAtOutputs { try beginOutputs() }
        try add(output.json)
    }

    private mutating func add(_ entry: JSONObject) throws(EmitError) {
        text.removeAll()
        text.append(entry: entry, isFirst: entryCount == 0)
        entryCount += 1
        try put(text)
    }

    private mutating func beginOutputs() throws(EmitError) {
        text.removeAll()
        text.append(text: entryCount == 0 ? "],\n" : "\n],\n")
        text.append("\"outputs\": [")
        try put(text)
        entryCount = 0
        isAtOutputs = true
    }

    /// Puts both files in their places.
    /// - Returns: the run's manifest; its hash is the next one's `previous_manifest_sha256`.
    /// - Throws: `EmitError.system`.
    public consuming func finish() throws(EmitError) -> WrittenFile {
        if !isAtOutputs { try beginOutputs() }
        text.removeAll()
        text.append(text: entryCount == 0 ? "]\n}\n" : "\n]\n}\n")
        try put(text)
        let written = try own.commit()
        _ = try latest.commit()
        return written
    }
}

extension ByteWriter {
    fileprivate mutating func append(member: JSONObject.Member) {
        append(jsonString: member.key)
        append(": ")
        member.value.write(into: &self)
        append(",\n")
    }

    fileprivate mutating func append(entry: JSONObject, isFirst: Bool) {
        append(text: isFirst ? "\n  " : ",\n  ")
        JSONValue.object(entry).write(into: &self)
    }
}

extension Manifest {
    /// Everything but the lists.
    public var head: JSONObject {
        var object = JSONObject()
        object["schema"] = "pacbatch.manifest"
        object["schema_version"] = 1
        object["run_id"] = .string(run.id)
        object["started_at"] = .string(run.startedAt.text)
        object["finished_at"] = .string(run.finishedAt.text)
        object["version"] = .string(run.version)
        object["environment"] = .string(run.environment.rawValue)
        object["configuration_sha256"] = .string(run.configurationSHA256)
        object["language"] = .string(run.language.rawValue)
        object["exit_code"] = JSONValue(run.exitCode)
        object["chain_head"] = .string(chainHead)
        object["previous_manifest_sha256"] = JSONValue(previousSHA256)
        object["traffic"] = .object(traffic.json)
        object["webhooks"] = [
            "taken": JSONValue(webhooks.taken), "rejected": JSONValue(webhooks.rejected), "held": JSONValue(webhooks.held),
        ]
        if !catalogues.isEmpty {
            object["catalogues"] = .array(
                catalogues.map {
                    [
                        "list": .string($0.list), "origin": .string($0.origin), "date": .string($0.date),
                        "added": JSONValue($0.added), "withdrawn": JSONValue($0.withdrawn),
                    ]
                })
        }
        object.appendCounts(of: tally)
        object["by_company"] = .object(Self.table(tally.byCompany.map { ($0.key, $0.figures) }))
        object["by_kind"] = .object(Self.table(tally.byKind.map { ($0.key.rawValue, $0.figures) }))
        var carried = JSONObject()
        carried.appendCounts(of: carriedOver)
        object["carried_over"] = .object(carried)
        object["fiscal_validity"] = .object(validity.json)
        return object
    }

    /// What commands print of a run: the head, under a name of its own.
    public var summary: JSONObject {
        var object = head
        object["schema"] = "pacbatch.run"
        return object
    }

    private static func table(_ rows: [(String, Tally.Figures)]) -> JSONObject {
        JSONObject(rows.map { .init(key: $0.0, value: .object($0.1.json)) })
    }
}

extension PacTraffic {
    /// The traffic in JSON; the wait is a number of seconds.
    var json: JSONObject {
        var seconds = ByteWriter()
        seconds.append(integer: Int64(longestWaitMilliseconds / 1000))
        seconds.append(".")
        seconds.append(magnitude: UInt64(longestWaitMilliseconds % 1000), digits: 3)
        return JSONObject([
            .init(key: "requests", value: JSONValue(requests)), .init(key: "writes", value: JSONValue(writes)),
            .init(key: "status_calls", value: JSONValue(statusCalls)), .init(key: "retries", value: JSONValue(retries)),
            .init(key: "throttles", value: JSONValue(throttles)),
            .init(key: "longest_wait_seconds", value: .number(seconds.text)),
        ])
    }
}

extension Manifest.Input {
    var json: JSONObject {
        var object = JSONObject()
        object["name"] = .string(name)
        object["sha256"] = .string(sha256)
        object["bytes"] = JSONValue(bytes)
        object["kind"] = .string(kind)
        object["company"] = JSONValue(company)
        object["outcome"] = .string(outcome.rawValue)
        object["duplicate_of"] = JSONValue(duplicateOf)
        object["reason"] = JSONValue(reason)
        object.appendCounts(of: tally)
        return object
    }
}

extension Manifest.Output {
    var json: JSONObject {
        var object = JSONObject()
        object["path"] = .string(path)
        object["sha256"] = .string(sha256)
        object["bytes"] = bytes.map { JSONValue($0) } ?? .null
        return object
    }
}

extension Manifest.Incomplete {
    var json: JSONObject {
        var object = JSONObject()
        object["id"] = .string(id.text)
        object["company"] = .string(row.company)
        object["kind"] = .string(row.kind.rawValue)
        object["order_id"] = JSONValue(row.orderID)
        object["state"] = .string(row.state.rawValue)
        object["missing"] = .array((row.missingForValidity ?? []).map { .string($0.rawValue) })
        return object
    }
}
