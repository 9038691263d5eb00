import Emit
import Fiscal
import JSONText
import Ledger
import Submit
import Transform

/// Binds the stages together for the submission: what `SubmitStage` needs of Transform and Emit, as functions.
struct SubmitPhase {
    let configuration: Configuration
    let ledger: LedgerStore
    let machine: Machine
    let workspace: Workspace
    let reserve: Reserve
    let lanes: [CompanyLane]
    let progress: (SubmitProgress) -> Void
    /// Takes in the webhooks that have come since the run began.
    var takeWebhooks: () throws -> Void = {}
    /// The one void request that is carried out, and nothing else; nil for a whole run.
    var onlyVoid: Int64?

    /// How long pending documents are asked about when `--wait` says nothing (rulebook 7.5).
    private static let waitDefault = Duration.seconds(300)
    /// Above so many writes a second a connection is kept for the next document: a connection each would use up the machine's ports.
    private static let freshConnectionsUpTo = 100.0

    /// Submits, polls and files until there is nothing more to do or to wait for.
    func run(_ options: RunOptions, began: FiscalTime) throws -> SubmitProgress {
        try stage(options, began: began).run()
    }

    /// The stage, for a run or for a single question to the PAC.
    func stage(_ options: RunOptions, began: FiscalTime) -> SubmitStage {
        var settings = SubmitSettings(
            concurrency: configuration.pac.concurrency, waitSeconds: (options.wait ?? Self.waitDefault).components.seconds,
            until: options.until.map { $0.next(from: began) }, documentsMax: options.maxDocuments, amountMax: options.maxAmount)
        settings.writesNothing = options.writesNothing
        return stage(settings)
    }

    /// Status and files again from the PAC, each asked for once, and no POST (`sync`).
    /// - Parameter documents: their numbers in the ledger; nil: all that are pending.
    func sync(_ documents: [Int64]?) throws -> SubmitProgress {
        var settings = SubmitSettings(concurrency: configuration.pac.concurrency, waitSeconds: 0, until: nil)
        settings.scope = .reading(documents: documents)
        return try stage(settings).run()
    }

    private func stage(_ settings: SubmitSettings) -> SubmitStage {
        let pac = configuration.pac
        var settings = settings
        settings.doubt = DoubtSettings(
            lookup: LookupWay(rawValue: pac.lookup.rawValue) ?? .none, resubmits: pac.resubmit == .provenAbsent,
            settleSeconds: pac.settle.components.seconds)
        settings.voidWindowSeconds = configuration.voidWindowSeconds
        settings.onlyVoid = onlyVoid
        settings.asksForImports = configuration.importLookup
        return SubmitStage(
            ledger: ledger, transport: Self.transport(machine, configuration, perSecond: lanes.map(\.perSecond).max() ?? 1),
            api: PacAPI(baseURL: pac.baseURL.text), lanes: lanes, settings: settings, clock: machine.clock,
            hooks: hooks())
    }

    /// The way to the PAC.
    /// - Parameter perSecond: the highest rate of document writes that is allowed.
    static func transport(_ machine: Machine, _ configuration: Configuration, perSecond: Double) -> any Transport {
        let pac = configuration.pac
        return machine.transport(
            .init(
                connectTimeout: Int(pac.connectTimeout.components.seconds), timeout: Int(pac.timeout.components.seconds),
                allowsPlainHTTP: configuration.environment == .sandbox, freshConnections: perSecond <= freshConnectionsUpTo,
                connectionsMax: pac.concurrency * 2 + 4, userAgent: "pacbatch/\(Version.current)"), machine.clock)
    }

    private func hooks() -> SubmitHooks {
        let companies = Dictionary(uniqueKeysWithValues: configuration.companies.map { ($0.id, $0) })
        let environment = configuration.environment
        let random = machine.random
        let clock = machine.clock
        var outbox = Outbox(workspace: workspace.folder, operations: machine.files)
        var transformer = configuration.transformer
        var registry = ClientRegistry(ledger)
        let rucs = RucMemory(ledger, cacheDays: configuration.rucCacheDays, now: clock.now)
        var hooks = SubmitHooks(
            numeration: { company, sequence in
                guard let numeration = companies[company]?.numeration else { return nil }
                return Numbering.numeration(
                    numeration.scheme, companyID: company, sequence: Int(sequence), random: { Int(random() % 1000) })
            },
            securityCode: { Numbering.securityCode(random: random) },
            expectedCufe: { document, numeration, code in
                companies[document.company].flatMap {
                    Self.expectedCufe(document, numeration, code, company: $0, environment: environment)
                } ?? ""
            },
            completePayload: { document, numeration, code in
                let reference = document.referenced.map { PacPayload.ReferencedInvoice(cufe: $0.cufe, issueDate: $0.issueDate) }
                return PacPayload.complete(document.template, numeration: numeration, securityCode: code, reference: reference)
                    ?? []
            },
            judgeAgain: { row, record in
                let (admission, learned) = try Self.judgeAgain(row, record, &transformer, rucs)
                if let learned { try registry.learn(learned, company: row.company, at: clock.now) }
                return admission
            },
            file: { fetched in try Self.file(fetched, into: &outbox) },
            stopGrade: machine.stopGrade, progress: progress, random: { Int(random() % UInt64(max($0, 1))) },
            takeWebhooks: takeWebhooks)
        let journal = IntentJournal(workspace, machine)
        hooks.intentsStored = journal.append
        hooks.hasRoom = { [reserve] in reserve.hasRoom }
        hooks.makeRoom = { [reserve] in reserve.release() }
        return hooks
    }

    private static func expectedCufe(
        _ document: DocumentRow, _ numeration: String, _ code: String, company: Company, environment: FiscalEnvironment
    ) -> String? {
        guard let type = document.documentType, let date = document.issueDate else { return nil }
        return Cufe.build(
            documentType: type, issuer: IssuerIdentity(ruc: company.ruc, rucType: company.rucType, dv: company.dv),
            issueDate: date,
            numeration: numeration, billingPoint: document.billingPoint ?? company.billingPoint,
            branch: document.branch ?? company.branch, issueType: "01", environment: environment, securityCode: code
        ).text
    }

    private static func judgeAgain(
        _ row: DocumentRow, _ record: [UInt8], _ transformer: inout Transformer, _ rucs: RucMemory
    ) throws -> (DocumentAdmission, JudgedOrder.LearnedRuc?) {
        let stored = OrderRecord(stored: try JSONParser.parse(record))
        var judged = JudgedOrder()
        var failure: (any Error)?
        transformer.judge(
            stored, defaultCompany: row.company, admittedAt: row.issueDate ?? FiscalTime(epochSeconds: 0),
            answer: { question in
                do { return try rucs.answer(question) } catch {
                    failure = error
                    return nil
                }
            }, into: &judged)
        if let failure { throw failure }
        var admission = DocumentAdmission(judged, of: stored, input: row.inputID)
        admission.state = judged.isValid ? row.state : .invalid
        return (admission, judged.learnedRuc)
    }

    private static func file(_ fetched: [FetchedFile], into outbox: inout Outbox) throws -> [FiledArtifact?] {
        let downloads = fetched.map { file -> Outbox.Download? in
            guard let cufe = file.document.cufe, let date = file.document.issueDate,
                let path = try? OutboxPath(
                    company: file.document.company, cufe: cufe, issueDate: date, kind: file.kind == .pdf ? .pdf : .xml)
            else { return nil }
            return Outbox.Download(path: path, bytes: file.bytes, contentType: file.contentType)
        }
        var results = try outbox.file(downloads.compactMap { $0 }).makeIterator()
        return downloads.map { download in
            guard download != nil, case .success(let stored)? = results.next() else { return nil }
            return FiledArtifact(path: stored.path, sha256: stored.sha256)
        }
    }
}
