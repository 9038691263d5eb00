import Digest
import Fiscal
import JSONText
import Ledger
import Synchronization

@testable import Submit

/// A ledger in a file, a scripted PAC and virtual time around one `SubmitStage`.
final class Bench {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let pac: ScriptedPac
    private(set) var ledger: LedgerStore
    var lanes: [CompanyLane]
    var settings = SubmitSettings(concurrency: 4, waitSeconds: 120, until: nil)
    /// Asked once a turn; a test's finger on Ctrl-C.
    var stopGrade: () -> Int = { 0 }
    var judgeAgain: (DocumentRow, [UInt8]) throws -> DocumentAdmission = { _, _ in DocumentAdmission() }
    var file: ([FetchedFile]) throws -> [FiledArtifact?] = { files in
        files.map { FiledArtifact(path: "outbox/\($0.document.pacID ?? "").\($0.kind.rawValue)", sha256: "00") }
    }
    /// Looks into the inbox, about once a second.
    var takeWebhooks: () throws -> Void = {}
    /// Numbers drawn for jitter; 0 unless a test says otherwise.
    var random: (Int) -> Int = { _ in 0 }
    /// What the disk says.
    var hasRoom: () -> Bool = { true }
    var makeRoom: () -> Void = {}
    private(set) var turns = 0
    private var inputs: Int64 = 0
    private var runs = 0
    private var codes = 0
    /// So many turns are more than any test needs: the stage is going round in circles.
    private static let turnsMax = 200_000

    init(
        perSecond: Double = 50, burst: Int = 1, keys: [String] = ["env KEY"], companies: [String] = ["acme"],
        readsPerSecond: Double = 250
    ) throws {
        folder = try TemporaryFolder()
        pac = ScriptedPac(clock: clock)
        ledger = try LedgerStore(path: folder.path + "/ledger.sqlite", environment: .sandbox)
        lanes = companies.map { company in
            CompanyLane(
                id: company, pacCompanyID: "PAC-\(company)", keys: keys.map { ApiKey(label: $0, value: "secret of \($0)") },
                perSecond: perSecond, burst: burst, readsPerSecond: readsPerSecond, numerationStart: 1)
        }
        try beginRun()
    }

    /// A new run on the ledger as it is; with `reopening`, as after a crash.
    func beginRun(reopening: Bool = false) throws {
        if reopening { ledger = try LedgerStore(path: folder.path + "/ledger.sqlite", environment: .sandbox) }
        runs += 1
        try ledger.transaction {
            try ledger.beginRun(name: "run \(runs)", at: clock.runClock.now, version: "test", configurationHash: "")
        }
    }

    /// The ledger as another process sees it.
    func readOnly() throws -> LedgerStore {
        try LedgerStore(path: folder.path + "/ledger.sqlite", environment: .sandbox, readOnly: true)
    }

    /// Lays an order into the ledger, ready to be sent. Returns the document's number.
    @discardableResult
    func admit(_ order: String, company: String = "acme", _ change: (inout DocumentAdmission) -> Void = { _ in }) throws -> Int64
    {
        inputs += 1
        return try ledger.transaction {
            let input = try ledger.register(
                inputNamed: "orders.csv", sha256: "\(inputs)", company: nil, kind: "orders-csv", bytes: 1)
            var admission = DocumentAdmission()
            admission.inputID = input.input.id
            admission.sequence = 1
            admission.company = company
            admission.orderID = order
            admission.contentHash = SHA256.digest(Array(order.utf8))
            admission.documentType = .internalInvoice
            admission.branch = "0000"
            admission.billingPoint = "001"
            admission.issueDate = clock.runClock.now
            admission.total = Amount(cents: 10_700)
            admission.template = Array(order.utf8)
            change(&admission)
            return try ledger.admit(admission)
        }
    }

    /// Runs the stage on what the ledger holds.
    @discardableResult
    func run() throws -> SubmitProgress {
        turns = 0
        return try stage().run()
    }

    /// A stage on what the ledger holds.
    func stage() -> SubmitStage {
        SubmitStage(
            ledger: ledger, transport: pac, api: PacAPI(baseURL: "http://127.0.0.1:1/pan/v1"), lanes: lanes, settings: settings,
            clock: clock.runClock, hooks: hooks())
    }

    private func hooks() -> SubmitHooks {
        var hooks = SubmitHooks(
            numeration: { _, sequence in sequence > 9_999_999_999 ? nil : Self.numeration(sequence) },
            securityCode: { [self] in
                codes += 1
                return String(Self.numeration(Int64(codes)).suffix(9))
            },
            expectedCufe: { _, numeration, _ in "CUFE\(numeration)" },
            completePayload: { document, numeration, code in
                let note = document.referenced.map { JSONValue.string($0.cufe) } ?? .null
                let payload: JSONValue = [
                    "order": .string(String(decoding: document.template, as: UTF8.self)), "numeration": .string(numeration),
                    "securityCode": .string(code), "reference": note,
                ]
                return Array(payload.text.utf8)
            },
            judgeAgain: { [self] in try judgeAgain($0, $1) }, file: { [self] in try file($0) },
            stopGrade: { [self] in
                turns += 1
                return turns > Self.turnsMax ? 2 : stopGrade()
            },
            progress: { _ in }, random: { [self] in random($0) }, takeWebhooks: { [self] in try takeWebhooks() })
        hooks.hasRoom = { [self] in hasRoom() }
        hooks.makeRoom = { [self] in makeRoom() }
        return hooks
    }

    /// True when the stage didn't end by itself.
    var ranAway: Bool { turns > Self.turnsMax }
}

extension Bench {
    func document(_ id: Int64) throws -> DocumentRow {
        guard let row = try ledger.document(id: id) else { throw Missing(id: id) }
        return row
    }

    struct Missing: Error { let id: Int64 }

    func state(_ id: Int64) throws -> DocumentState { try document(id).state }

    func faultCodes(_ id: Int64) throws -> [String] { try ledger.faults(ofDocument: id).map(\.code.code) }

    /// Outcomes of the document's attempts, oldest first; `open` where there is none.
    func outcomes(_ id: Int64) throws -> [String] {
        try ledger.exchanges(ofDocument: id).filter { $0.attempt != nil }.sorted { ($0.attempt ?? 0) < ($1.attempt ?? 0) }
            .map { $0.outcome ?? "open" }
    }
}

extension Bench {
    /// Puts a document in doubt back into the queue, as a proof of absence or an operator's verdict does.
    func putBack(_ id: Int64) throws {
        try ledger.transaction { try ledger.refuse(document: id, as: .queued, faults: [], atMicros: clock.runClock.wallMicros()) }
    }
}

// MARK: - What the PAC shows

extension Bench {
    /// The answer to a GET of a document of ours that the PAC has under `DOC-1`, but for some members; nil takes one away.
    func shown(_ row: DocumentRow, _ changes: [String: JSONValue?] = [:]) -> [UInt8] {
        Array(JSONValue.object(JSONObject([.init(key: "document", value: entry(row, changes))])).text.utf8)
    }

    /// A list that shows a document of ours.
    func listed(_ id: Int64, as pacID: String = "DOC-1") -> Reply {
        .list([try? document(id)].compactMap { $0.map { entry($0, id: pacID) } })
    }

    /// The entry of a list for a document of ours.
    func entry(_ row: DocumentRow, id: String = "DOC-1", _ changes: [String: JSONValue?] = [:]) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(id)
        object["legalStatus"] = "DGI_AUTHORIZED"
        object["cufe"] = JSONValue(row.expectedCufe)
        object["documentType"] = JSONValue(row.documentType?.rawValue)
        object["documentNumber"] = JSONValue(row.numeration)
        object["billingPoint"] = JSONValue(row.billingPoint)
        object["documentIssueDate"] = JSONValue(row.issueDate?.text)
        object["total"] = .number(row.total.text(decimals: 2))
        for (key, value) in changes { object[key] = value }
        return .object(object)
    }
}

// MARK: - What a run that died leaves behind

extension Bench {
    /// Writes an intent as a run does that dies right after. Returns the attempt.
    func openAttempt(_ id: Int64, number: Int64 = 1) throws -> Int64 {
        try ledger.transaction {
            let drawn = try ledger.drawNumber(
                company: "acme", branch: "0000", billingPoint: "001", documentType: .internalInvoice, start: number)
            let numeration = Self.numeration(drawn)
            let request = Array(#"{"order":"SO-\#(id)","numeration":"\#(numeration)"}"#.utf8)
            return try ledger.record(
                intent: Intent(
                    documentID: id, numeration: numeration, securityCode: "123456789", expectedCufe: "CUFE\(numeration)",
                    request: request,
                    requestSHA256: SHA256.digest(request)), atMicros: clock.runClock.wallMicros())
        }
    }

    /// Stores an answer as a run does that dies before it reads it.
    func store(_ reply: Reply, attempt: Int64, document: Int64) throws {
        var transport = 0
        if case .failed(let code, _) = reply.end { transport = code }
        let headers = reply.headers.map { "\($0.key): \($0.value)" }.sorted().joined(separator: "\n")
        let answer = StoredAnswer(
            atMicros: clock.runClock.wallMicros(), transport: transport, transportDetail: nil,
            bytesSent: reply.mayHaveLeft ? 100 : 0,
            httpStatus: reply.status, headers: headers, body: reply.body)
        try ledger.transaction { try ledger.record(answer: answer, attempt: attempt, document: document) }
    }

    static func numeration(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(10 - digits.count, 0)) + digits
    }
}
