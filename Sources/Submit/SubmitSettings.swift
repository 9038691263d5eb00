public import Fiscal
public import Ledger

/// A company's way to the PAC.
public struct CompanyLane: Sendable {
    /// The company's id in the configuration.
    public let id: String
    /// The PAC's id of the company: `idCompany` on every call (rulebook 7.10).
    public let pacCompanyID: String
    /// The keys: the new one first, the old one during a rotation (rulebook 7.11).
    public let keys: [ApiKey]
    /// Document writes a second, per key.
    public let perSecond: Double
    /// Writes at once.
    public let burst: Int
    /// Status, file and verification calls a second, per key.
    public let readsPerSecond: Double
    /// First number of a new series (rulebook 5.2).
    public let numerationStart: Int64
    /// The RUC that it issues under, to compare with what the PAC says; nil: not compared.
    public let ruc: String?
    /// Its offices, to compare with what the PAC says.
    public let offices: [Office]

    /// An office of a company (rulebook 5.1).
    public struct Office: Sendable {
        /// Its id in the configuration.
        public let id: String
        /// The PAC's id.
        public let pacOfficeID: String
        /// Its code: the branch of its documents.
        public let code: String

        /// Makes an office.
        public init(id: String, pacOfficeID: String, code: String) {
            self.id = id
            self.pacOfficeID = pacOfficeID
            self.code = code
        }
    }

    /// Makes a lane.
    public init(
        id: String, pacCompanyID: String, keys: [ApiKey], perSecond: Double, burst: Int, readsPerSecond: Double,
        numerationStart: Int64, ruc: String? = nil, offices: [Office] = []
    ) {
        precondition(!keys.isEmpty, "a company has a key")
        self.id = id
        self.pacCompanyID = pacCompanyID
        self.keys = keys
        self.perSecond = perSecond
        self.burst = burst
        self.readsPerSecond = readsPerSecond
        self.numerationStart = numerationStart
        self.ruc = ruc
        self.offices = offices
    }
}

/// What a stage does.
public enum SubmitScope: Sendable, Equatable {
    /// Everything: POSTs, status, files.
    case everything
    /// Status and files only, never a POST (`sync`): of the documents with these numbers in the ledger, or of all that are pending (nil).
    case reading(documents: [Int64]?)

    /// True unless documents are named.
    var isOfAll: Bool { if case .reading(_?) = self { false } else { true } }
}

/// What a run lays down for the stage.
public struct SubmitSettings: Sendable {
    /// What is done.
    public var scope = SubmitScope.everything
    /// POSTs under way at once, and so the most documents that a crash leaves in doubt (G4).
    public var concurrency: Int
    /// How long the run waits for the DGI after its last POST, in seconds (`--wait`).
    public var waitSeconds: Int64
    /// No new POST and no waiting after this moment (`--until`).
    public var until: FiscalTime?
    /// At most so many documents are begun (`--max-documents`).
    public var documentsMax: Int?
    /// At most so much, in balboas, is begun (`--max-amount`).
    public var amountMax: Amount?
    /// No POST and no DELETE goes out, of whatever sort (`--max-rejects`); reads do.
    public var writesNothing = false
    /// What is done about documents in doubt.
    public var doubt = DoubtSettings()
    /// So long after its issue a document may be voided, in seconds (rulebook 7.8: 182 hours).
    public var voidWindowSeconds: Int64 = 182 * 3600
    /// The one void request that is carried out, and nothing else (`pacbatch void`); nil for a whole run.
    public var onlyVoid: Int64?
    /// The PAC is asked for the status and PDF of imported documents, by GETs only (`importLookup`).
    public var asksForImports = false

    /// Makes settings.
    public init(
        concurrency: Int, waitSeconds: Int64, until: FiscalTime?, documentsMax: Int? = nil, amountMax: Amount? = nil
    ) {
        self.concurrency = concurrency
        self.waitSeconds = waitSeconds
        self.until = until
        self.documentsMax = documentsMax
        self.amountMax = amountMax
    }
}

/// Time, as production or a simulation has it.
public struct RunClock: Sendable {
    /// Microseconds since 1970, wall clock: only for what is written down.
    public let wallMicros: @Sendable () -> Int64
    /// Nanoseconds of a clock that is never set: for every wait.
    public let monotonicNanos: @Sendable () -> Int64

    /// Makes a clock.
    public init(wallMicros: @escaping @Sendable () -> Int64, monotonicNanos: @escaping @Sendable () -> Int64) {
        self.wallMicros = wallMicros
        self.monotonicNanos = monotonicNanos
    }

    /// The wall clock to the second.
    public var now: FiscalTime { FiscalTime(epochSeconds: wallMicros() / 1_000_000) }
}

/// What the stage takes from the other stages, as functions: it imports none of them.
public struct SubmitHooks {
    /// A numeration for the next number of a company's series; nil when the series is used up (Transform).
    public var numeration: (_ company: String, _ sequence: Int64) -> String?
    /// 9 random digits, not all zero (rulebook 5.3).
    public var securityCode: () -> String
    /// The CUFE that must come back (rulebook 5.5).
    public var expectedCufe: (_ document: DocumentRow, _ numeration: String, _ securityCode: String) -> String
    /// The exact bytes of the request (Transform).
    public var completePayload: (_ document: QueuedDocument, _ numeration: String, _ securityCode: String) -> [UInt8]
    /// Judges a document again now that a RUC is answered (rulebook 2.5).
    public var judgeAgain: (_ document: DocumentRow, _ record: [UInt8]) throws -> DocumentAdmission
    /// Puts files into the outbox, checked and whole, durable when it returns; nil for one that isn't what it should be (Emit).
    public var file: (_ fetched: [FetchedFile]) throws -> [FiledArtifact?]
    /// 0 go on, 1 finish what is under way, 2 stop now.
    public var stopGrade: () -> Int
    /// Called once a turn.
    public var progress: (SubmitProgress) -> Void
    /// A number in 0..<n, for jitter.
    public var random: (_ below: Int) -> Int
    /// False when the disk has no room left for the outcome of what is begun: nothing is begun any more (reliability.md 1.2, C17).
    public var hasRoom: () -> Bool = { true }
    /// Gives the disk back what was held in reserve, for the answers of what is under way.
    public var makeRoom: () -> Void = {}
    /// Takes in the webhooks that have come to lie in the inbox; called about once a second, outside any transaction.
    public var takeWebhooks: () throws -> Void

    /// Takes note of intents elsewhere than in the ledger, once they are durable there and before a byte leaves: should the ledger be restored from
    /// an older copy, it shows what it has lost (reliability.md 1.2, C18).
    public var intentsStored: (_ intents: [StoredIntent]) throws -> Void = { _ in }

    /// Makes hooks.
    public init(
        numeration: @escaping (String, Int64) -> String?, securityCode: @escaping () -> String,
        expectedCufe: @escaping (DocumentRow, String, String) -> String,
        completePayload: @escaping (QueuedDocument, String, String) -> [UInt8],
        judgeAgain: @escaping (DocumentRow, [UInt8]) throws -> DocumentAdmission,
        file: @escaping ([FetchedFile]) throws -> [FiledArtifact?], stopGrade: @escaping () -> Int,
        progress: @escaping (SubmitProgress) -> Void, random: @escaping (Int) -> Int,
        takeWebhooks: @escaping () throws -> Void = {}
    ) {
        self.numeration = numeration
        self.securityCode = securityCode
        self.expectedCufe = expectedCufe
        self.completePayload = completePayload
        self.judgeAgain = judgeAgain
        self.file = file
        self.stopGrade = stopGrade
        self.progress = progress
        self.random = random
        self.takeWebhooks = takeWebhooks
    }
}

/// A POST intent that the ledger has.
public struct StoredIntent: Sendable {
    /// The document as it stood before.
    public let row: DocumentRow
    /// What was fixed.
    public let intent: Intent
}

/// What is fetched for an authorized document.
public enum ArtifactKind: String, Sendable {
    case pdf, xml
}

/// A file as it was downloaded.
public struct FetchedFile: Sendable {
    /// Whose.
    public let document: DocumentRow
    /// PDF or XML.
    public let kind: ArtifactKind
    /// The bytes.
    public let bytes: [UInt8]
    /// The answer's `Content-Type`; nil when there was none.
    public let contentType: String?
}

/// Where the stage stands, for the terminal and the manifest.
public struct SubmitProgress: Sendable {
    /// POSTs begun in this run.
    public var posts = 0
    /// POSTs under way.
    public var inFlight = 0
    /// Documents that the PAC took.
    public var accepted = 0
    /// Documents that the PAC refused.
    public var rejected = 0
    /// Documents left in doubt by this run.
    public var inDoubt = 0
    /// Documents in doubt that were found at the PAC.
    public var adopted = 0
    /// Documents in doubt that the PAC provably doesn't have: they go out once more.
    public var provedAbsent = 0
    /// Look-ups of documents in doubt that came to an end.
    public var lookups = 0
    /// Companies whose documents in doubt couldn't be looked up, with the PAC's status or the transport's words.
    public var failedLookups: [String: String] = [:]
    /// Imported documents that the PAC was asked for and knows.
    public var importsKnown = 0
    /// Imported documents that the PAC doesn't know.
    public var importsUnknown = 0
    /// Companies whose imported documents couldn't be asked for, with the PAC's status or the transport's words.
    public var failedImportAsks: [String: String] = [:]
    /// PDFs filed.
    public var pdfs = 0
    /// Status, file and verification calls.
    public var reads = 0
    /// Status calls among them: what a webhook says is confirmed by one, like what polling and `sync` ask.
    public var statusCalls = 0
    /// POSTs that were begun again after no byte of them had left, or after a 429.
    public var retries = 0
    /// 429 answers.
    public var throttles = 0
    /// Longest wait that a 429 or a dead line imposed, in seconds.
    public var longestWaitSeconds = 0.0
    /// Moments of the POSTs, in seconds since the stage began: how many in each second.
    public var postsBySecond: [Int: Int] = [:]
    /// Companies whose queue stopped, with the PAC's words; `company/office` for an office.
    public var stopped: [String: String] = [:]
    /// The same, with the cause.
    public var stopCauses: [String: StopCause] = [:]
    /// True once three documents in a row were left in doubt: no new intents.
    public var circuitIsOpen = false
    /// True once `--max-documents` or `--max-amount` held a document back.
    public var isBudgetSpent = false
    /// True once the disk had no room left for more: nothing was begun any more.
    public var isOutOfRoom = false
    /// True while the stage waits for the DGI only.
    public var isWaiting = false

    /// Makes an empty progress.
    public init() {}
}

/// What has to be set up before a company, or an office, can issue (rulebook 7.2, 7.10). The raw value is what the ledger keeps.
public enum StopCause: String, Sendable, CaseIterable {
    /// 401: none of the keys is taken.
    case keyRefused = "key-refused"
    /// 403 without more.
    case forbidden
    /// The PAC doesn't know the company.
    case unknownCompany = "unknown-company"
    /// Not SUBSCRIBED.
    case notSubscribed = "not-subscribed"
    /// AP1010: the company's QR was not requested, or is wrong.
    case qrMissing = "qr-missing"
    /// The PAC has another taxpayer under this id.
    case otherRuc = "other-ruc"
    /// The PAC doesn't know the office.
    case officeUnknown = "office-unknown"
    /// The PAC has the office under another code.
    case officeCode = "office-code"
}
