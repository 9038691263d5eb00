public import Fiscal
public import Ledger

/// The facts of a run that manifest and report state.
public struct RunFacts: Sendable {
    /// The run's id, fit to be part of a file's name.
    public let id: String
    /// Its beginning.
    public let startedAt: FiscalTime
    /// Its end.
    public let finishedAt: FiscalTime
    /// The program's version.
    public let version: String
    /// The workspace's environment.
    public let environment: FiscalEnvironment
    /// SHA-256 of the configuration, hexadecimal.
    public let configurationSHA256: String
    /// How it ended (product.md 5).
    public let exitCode: Int
    /// The language of its texts.
    public let language: Language

    /// Makes the facts of a run.
    public init(
        id: String, startedAt: FiscalTime, finishedAt: FiscalTime, version: String, environment: FiscalEnvironment,
        configurationSHA256: String, exitCode: Int, language: Language
    ) {
        self.id = id
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.version = version
        self.environment = environment
        self.configurationSHA256 = configurationSHA256
        self.exitCode = exitCode
        self.language = language
    }
}

/// What went over the wire to the PAC during a run.
public struct PacTraffic: Sendable, Equatable {
    /// All calls.
    public var requests = 0
    /// Document writes among them: POST and DELETE.
    public var writes = 0
    /// Status calls among them: polling, `sync`, and those that confirm what a webhook says.
    public var statusCalls = 0
    /// Calls made again because the first one surely had no effect.
    public var retries = 0
    /// Answers 429.
    public var throttles = 0
    /// The longest time that the PAC asked to wait, in milliseconds.
    public var longestWaitMilliseconds = 0

    /// Makes the traffic of a run that called nobody.
    public init() {}
}

/// A code list that judged a run's documents and isn't the built-in one.
public struct ChangedCatalogue: Sendable, Equatable {
    /// The list.
    public var list: String
    /// Where it and its changes come from.
    public var origin: String
    /// Of when it is.
    public var date: String
    /// Codes that the built-in list doesn't have.
    public var added: Int
    /// Codes of the built-in list that don't count.
    public var withdrawn: Int

    /// Makes an entry.
    public init(list: String, origin: String, date: String, added: Int, withdrawn: Int) {
        (self.list, self.origin, self.date) = (list, origin, date)
        (self.added, self.withdrawn) = (added, withdrawn)
    }
}

/// The webhooks of a run (rulebook 7.9).
public struct WebhookTally: Sendable, Equatable {
    /// Files that were taken in.
    public var taken: Int
    /// Files that were put into `rejected/`.
    public var rejected: Int
    /// Webhooks of all runs that wait for their document at the end.
    public var held: Int

    /// Makes a tally.
    public init(taken: Int = 0, rejected: Int = 0, held: Int = 0) {
        self.taken = taken
        self.rejected = rejected
        self.held = held
    }
}

/// The record of a run: what came in, what became of it, what was written, all with hashes, chained to the run before (product.md 7).
public struct Manifest: Sendable {
    /// An input of the run.
    public struct Input: Sendable {
        /// The ledger's row, or what is known of a file that isn't in the ledger.
        public var name: String
        /// SHA-256 of the bytes, hexadecimal.
        public var sha256: String
        /// Size.
        public var bytes: Int
        /// What it is.
        public var kind: String
        /// The company whose folder it lay in.
        public var company: String?
        /// Accepted, PART or rejected.
        public var outcome: FileOutcome
        /// The name of the input with the same bytes that came first; nil for a file of its own.
        public var duplicateOf: String?
        /// Why the whole file was refused: a fault code.
        public var reason: String?
        /// Its documents.
        public var tally: Tally

        /// Makes an input whose documents decide its outcome.
        public init(_ row: InputRow, tally: Tally) {
            self.init(
                name: row.name, sha256: row.sha256, bytes: row.bytes, kind: row.kind, company: row.company,
                outcome: row.state == .rejected ? .rejected : FileOutcome(of: tally), tally: tally)
        }

        /// Makes an input.
        public init(
            name: String, sha256: String, bytes: Int, kind: String, company: String? = nil, outcome: FileOutcome,
            duplicateOf: String? = nil, reason: String? = nil, tally: Tally = Tally()
        ) {
            self.name = name
            self.sha256 = sha256
            self.bytes = bytes
            self.kind = kind
            self.company = company
            self.outcome = outcome
            self.duplicateOf = duplicateOf
            self.reason = reason
            self.tally = tally
        }
    }

    /// A file that the run wrote.
    public struct Output: Sendable {
        /// Path in the workspace.
        public let path: String
        /// SHA-256, hexadecimal.
        public let sha256: String
        /// Size; nil where it isn't known any more.
        public let bytes: Int?

        /// Makes an output.
        public init(path: String, sha256: String, bytes: Int?) {
            self.path = path
            self.sha256 = sha256
            self.bytes = bytes
        }

        /// Makes an output of a file that was written into a workspace.
        public init(_ file: WrittenFile, workspace: String) {
            let path = file.path.hasPrefix(workspace + "/") ? String(file.path.dropFirst(workspace.count + 1)) : file.path
            self.init(path: path, sha256: file.sha256, bytes: file.bytes)
        }
    }

    /// A document that isn't fiscally valid yet.
    public struct Incomplete: Sendable {
        let id: RecordID
        let row: DocumentRow

        /// Makes an entry.
        public init(id: RecordID, row: DocumentRow) {
            self.id = id
            self.row = row
        }
    }

    /// The run.
    public var run: RunFacts
    /// The files that this run took in, rejected or recognised as duplicates.
    public var inputs: [Input]
    /// The documents of earlier runs' inputs that this run worked on.
    public var carriedOver: Tally
    /// What is fiscally valid of both.
    public var validity: ValidityTally
    /// Calls to the PAC.
    public var traffic: PacTraffic
    /// Webhooks.
    public var webhooks: WebhookTally
    /// Code lists that weren't the built-in ones.
    public var catalogues: [ChangedCatalogue] = []
    /// Head of the ledger's event chain, hexadecimal (G19).
    public var chainHead: String
    /// SHA-256 of the previous run's manifest, hexadecimal; nil for the first.
    public var previousSHA256: String?

    /// Makes a manifest.
    public init(
        run: RunFacts, inputs: [Input], carriedOver: Tally, validity: ValidityTally, traffic: PacTraffic,
        webhooks: WebhookTally = WebhookTally(), chainHead: String, previousSHA256: String?
    ) {
        self.run = run
        self.inputs = inputs
        self.carriedOver = carriedOver
        self.validity = validity
        self.traffic = traffic
        self.webhooks = webhooks
        self.chainHead = chainHead
        self.previousSHA256 = previousSHA256
    }

    /// Most documents that are listed with what they lack; the results list all.
    public static let incompleteMax = 1000

    /// The documents of all inputs together: `documents` and `sums` of the manifest.
    public var tally: Tally { inputs.reduce(into: Tally()) { $0.add($1.tally) } }
}
