import JSONText

/// Takes requests to their answers, plays the faults of the plan on the way and notes the truth about each.
final class Router: Sendable {
    let settings: SandboxSettings
    let clock: SandboxClock
    let store: DocumentStore
    let plan: FaultPlan
    let urls: SignedURLs
    let qrSecret: [UInt8]
    let webhooks: WebhookOffice?
    let signer: RfeSigner?
    /// Closes the port for so many nanoseconds.
    let refuse: @Sendable (Int64) -> Void
    /// True while the port is closed.
    let isRefusing: @Sendable () -> Bool
    private let truth: TruthLog?
    private let window = RateWindow()
    private let companies: [String: SandboxCompany]
    private let keyLabels: [String: String]

    init(
        settings: SandboxSettings, clock: SandboxClock, services: Services, refuse: @escaping @Sendable (Int64) -> Void,
        isRefusing: @escaping @Sendable () -> Bool
    ) {
        self.settings = settings
        self.clock = clock
        store = services.store
        plan = services.plan
        urls = services.urls
        qrSecret = services.secret
        webhooks = services.webhooks
        signer = services.signer
        truth = services.truth
        companies = Dictionary(settings.fixture.companies.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var labels: [String: String] = [:]
        for key in settings.fixture.companies.flatMap(\.keys) where labels[key] == nil {
            labels[key] = "key-\(labels.count + 1)"
        }
        keyLabels = labels
        self.refuse = refuse
        self.isRefusing = isRefusing
    }

    /// What the router works with.
    struct Services: Sendable {
        let store: DocumentStore
        let plan: FaultPlan
        let urls: SignedURLs
        let secret: [UInt8]
        let webhooks: WebhookOffice?
        let truth: TruthLog?
        let signer: RfeSigner?
    }

    /// Faults that strike before the body is read.
    func atHeaders(_ request: Request) -> Reply? {
        guard !plan.isEmpty else { return nil }
        let operation = Route(request).operation
        guard let planned = plan.draw(operation, .headers) else { return nil }
        var record = TruthRecord()
        record.operation = operation
        return noted(request, &record) { record in play(planned, on: Answer(.null), request, &record) }
    }

    /// The answer to a whole request.
    func reply(_ request: Request) -> Reply {
        var record = TruthRecord()
        let route = Route(request)
        record.operation = route.operation
        return noted(request, &record) { record in
            if case .file(let id, let kind) = route { return fileReply(id, kind, request, &record) }
            guard let key = request.bearerKey, let label = keyLabels[key], isGood(key) else {
                return plain(Answer(status: 401, code: "SBX-UNAUTHORIZED"), &record)
            }
            record.keyLabel = label
            if !plan.isEmpty, let planned = plan.draw(route.operation, .gate, Self.subject(request)) {
                return play(planned, on: Answer(.null), request, &record)
            }
            return dispatch(route, request, key, &record)
        }
    }

    /// What a fault at the gate may be matched by: the body as far as it can be read, for nobody has judged it yet.
    private static func subject(_ request: Request) -> FaultSubject {
        let information = (try? JSONParser.parse(request.body))?["information"]
        return FaultSubject(
            information: information?["information"]?.string, numeration: information?["numeration"]?.string, body: request.body)
    }

    /// A key may be good only from, or up to, so many documents.
    private func isGood(_ key: String) -> Bool {
        guard let terms = settings.fixture.keyTerms[key] else { return true }
        return terms.hold(documents: store.count)
    }

    private func noted(_ request: Request, _ record: inout TruthRecord, _ body: (inout TruthRecord) -> Reply) -> Reply {
        var reply = body(&record)
        truth?.append(request, record)
        if case .answer(var answer) = reply, isRefusing() {
            // While the port is closed nobody may stay by an open connection.
            answer.closes = true
            reply = .answer(answer)
        }
        return reply
    }

    private func dispatch(_ route: Route, _ request: Request, _ key: String, _ record: inout TruthRecord) -> Reply {
        switch route {
        case .post(let collection): submit(to: collection, request, key, &record)
        case .void(let collection, let id): void(id, in: collection, request, key, &record)
        case .get(let collection, let id): reading(request, &record) { read(id, in: collection, request, key, &$0) }
        case .list(let collection): reading(request, &record) { list(collection, request, key, &$0) }
        case .checkDigit: reading(request, &record) { checkDigit(request, &$0) }
        case .company(let id): reading(request, &record) { company(id, key, &$0) }
        case .offices(let id): reading(request, &record) { offices(id, key, &$0) }
        case .locations: reading(request, &record) { _ in Answer(SandboxCatalogues.locationsJSON) }
        case .goodsAndServices: reading(request, &record) { _ in Answer(SandboxCatalogues.goodsAndServicesJSON) }
        case .notifyWebhook: reading(request, &record) { notifyWebhook(request, key, &$0) }
        case .notifyEmail: reading(request, &record) { notifyEmail(request, key, &$0) }
        case .wrongMethod: plain(Answer(status: 405, code: "SBX-METHOD"), &record)
        case .unknown, .file: plain(Answer(status: 404, code: "SBX-NO-ROUTE"), &record)
        }
    }

    /// A call that changes nothing: a fault of either side strikes its ready answer.
    private func reading(_ request: Request, _ record: inout TruthRecord, _ answer: (inout TruthRecord) -> Answer) -> Reply {
        let ready = answer(&record)
        let operation = record.operation
        let planned =
            plan.draw(operation, .beforeCommit, where: isMeant(request))
            ?? plan.draw(operation, .afterCommit, where: isMeant(request))
        guard let planned else { return plain(ready, &record) }
        return play(planned, on: ready, request, &record)
    }

    /// An answer without a fault.
    func plain(_ answer: Answer, _ record: inout TruthRecord) -> Reply {
        record.status = answer.status
        return .answer(answer)
    }

    /// Leaves out faults that can't be played on this request.
    func isMeant(_ request: Request) -> (FaultEffect) -> Bool {
        let isReused = request.connection.ordinal > 1
        return { $0 != .closeOnReuse || isReused }
    }

    // MARK: - Stages

    /// More POSTs in a second than the rate allows.
    func throttled(_ request: Request, key: String) -> Answer? {
        let rate = settings.fixture.keyTerms[key]?.postsPerSecond ?? settings.postsPerSecond
        guard let rate, let wait = window.take(key: key, limit: rate, at: request.arrived.monotonicNanos) else { return nil }
        let seconds = max(1, (wait + 999_999_999) / 1_000_000_000)
        return Answer(status: 429, code: "SBX-THROTTLED", headers: [.init(name: "Retry-After", value: String(seconds))])
    }

    /// The company that a document call names.
    func namedCompany(
        _ request: Request, key: String, _ record: inout TruthRecord
    ) -> Result<SandboxCompany, Refusal> {
        guard let id = request.query["idCompany"], !id.isEmpty else {
            return .failure(Refusal(Answer(status: 400, code: "0100", field: "idCompany")))
        }
        return ownCompany(id, key: key, &record)
    }

    /// A company that the key is good for.
    func ownCompany(_ id: String, key: String, _ record: inout TruthRecord) -> Result<SandboxCompany, Refusal> {
        guard let company = companies[id], company.keys.contains(key) else {
            return .failure(Refusal(Answer(status: 404, code: "SBX-UNKNOWN-COMPANY", field: "idCompany")))
        }
        record.company = company.id
        return .success(company)
    }

    /// A company by its id, whosever key it is.
    func knownCompany(_ id: String) -> SandboxCompany? { companies[id] }

    /// An answer that ends a request.
    struct Refusal: Error {
        let answer: Answer
        init(_ answer: Answer) { self.answer = answer }
    }
}
