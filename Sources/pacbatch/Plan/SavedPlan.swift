import Digest
import Emit
import Fiscal
import Ingest
import JSONText
import Ledger

/// A plan in a file: what it was made from, so that `run --plan` does exactly that or says what has changed.
struct SavedPlan {
    /// Something that isn't as it was when the plan was made.
    enum Change: Equatable {
        case configuration
        case ledger
        case inputAdded(String)
        case inputMissing(String)
        case inputChanged(String)
        case leftover(String)
    }

    /// An input by its bytes.
    struct Input: Equatable {
        let name: String
        let sha256: String
    }

    let configurationHash: String
    /// Head of the ledger's event chain; of zeros before the first run.
    let chainHead: String
    let inputs: [Input]
    /// What would be sent.
    let documents: Int
    let total: String

    private static let schema = "pacbatch.saved-plan"

    init(configurationHash: String, chainHead: String, inputs: [Input], documents: Int, total: String) {
        self.configurationHash = configurationHash
        self.chainHead = chainHead
        self.inputs = inputs
        self.documents = documents
        self.total = total
    }

    /// Reads a plan; nil when the file holds none.
    init?(_ value: JSONValue) {
        guard value["schema"]?.string == Self.schema, let hash = value["configuration_sha256"]?.string,
            let head = value["chain_head"]?.string, let listed = value["inputs"]?.array
        else { return nil }
        configurationHash = hash
        chainHead = head
        inputs = listed.compactMap { entry in
            guard let name = entry["name"]?.string, let sha256 = entry["sha256"]?.string else { return nil }
            return Input(name: name, sha256: sha256)
        }
        documents = value["documents"]?.integer ?? 0
        total = value["total"]?.string ?? ""
    }

    /// The plan as a file holds it.
    var json: JSONValue {
        [
            "schema": .string(Self.schema), "schema_version": 1, "configuration_sha256": .string(configurationHash),
            "chain_head": .string(chainHead), "documents": JSONValue(documents), "total": .string(total),
            "inputs": .array(inputs.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
        ]
    }

    /// What has changed since, seen from now; empty when nothing has.
    func changes(to now: SavedPlan) -> [Change] {
        var changes: [Change] = []
        if now.configurationHash != configurationHash { changes.append(.configuration) }
        if now.chainHead != chainHead { changes.append(.ledger) }
        return changes + self.changes(to: now.inputs)
    }

    /// What has changed of the files.
    func changes(to now: [Input]) -> [Change] {
        var changes: [Change] = []
        let then = Dictionary(inputs.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        let today = Dictionary(now.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
        for input in now {
            guard let known = then[input.name] else {
                changes.append(.inputAdded(input.name))
                continue
            }
            if known != input.sha256 { changes.append(.inputChanged(input.name)) }
        }
        for input in inputs where today[input.name] == nil { changes.append(.inputMissing(input.name)) }
        return changes
    }
}

extension SavedPlan {
    /// The plan of these files of the inbox.
    static func now(_ files: [InboxFile], _ configuration: Configuration, _ ledger: LedgerStore?, all: Tally) throws -> SavedPlan
    {
        let inputs = try files.map { file in
            Input(name: file.place, sha256: try Fingerprint(try InputSource(path: file.path)).hex)
        }
        let queued = all[.queued]
        return SavedPlan(
            configurationHash: configuration.hash, chainHead: hexadecimal(ledger?.chainHead ?? [UInt8](repeating: 0, count: 32)),
            inputs: inputs, documents: queued.count, total: queued.total.text)
    }
}

extension SavedPlan {
    /// `run --plan`: exactly that plan, or a refusal that says what has changed since. What a run that died left in `work/` would be taken in, too,
    /// and no plan shows it.
    static func unchanged(
        _ file: String, _ workspace: Workspace, _ configuration: Configuration, _ ledger: LedgerStore, _ language: Language
    ) throws -> SavedPlan {
        let bytes: [UInt8]?
        do throws(FileError) {
            bytes = try OpenFile(reading: FileSystem.resolved(FileSystem.absolute(file))).contents(limit: 64 << 20)
        } catch {
            throw Session.Refusal(message: error.message(in: language), code: .usage)
        }
        guard let bytes, let value = try? JSONParser.parse(bytes), let plan = SavedPlan(value) else {
            throw Session.Refusal(message: Wording.notAPlan(file)[language], code: .usage)
        }
        let inbox = Inbox(workspace: workspace.folder)
        var changes = plan.changes(to: try now(try inbox.look().files, configuration, ledger, all: Tally()))
        changes += try inbox.leftovers().map { .leftover($0.place) }
        try refuse(changes, language)
        return plan
    }

    /// The files of the inbox that are in the plan; what came to it since is left where it is.
    func planned(_ files: [InboxFile], in machine: Machine, _ language: Language) throws -> [InboxFile] {
        let names = Set(inputs.map(\.name))
        let files = files.filter { names.contains($0.place) }
        try check(
            files.map { Input(name: $0.place, sha256: try Fingerprint(try machine.inbox.open($0.path)).hex) }, language)
        return files
    }

    /// Refuses files that aren't exactly the plan's.
    func check(_ files: [Input], _ language: Language) throws { try Self.refuse(changes(to: files), language) }

    private static func refuse(_ changes: [Change], _ language: Language) throws {
        guard !changes.isEmpty else { return }
        throw Session.Refusal(message: Wording.planChanged(changes)[language], code: .usage)
    }
}
