import Fiscal
import JSONText
import Ledger
import Submit

/// What `doctor` asks the PAC: reads only, nothing that could make a document.
struct PacProbe {
    let configuration: Configuration
    let environment: Environment
    let transport: any Transport
    /// Where the ledger's series stand.
    var marks: [SeriesMark] = []

    /// What came of one question.
    enum Answer {
        case json(JSONValue)
        case refused
        case unknown
        case throttled
        case other(status: Int)
        case unreachable(String)
    }

    /// The checks of all companies; a PAC that can't be reached is told once.
    func checks() -> [Check] {
        var checks: [Check] = []
        for company in configuration.companies {
            guard let key = keys(of: company).first else { continue }
            let answer = ask(api.company(company.pacCompanyID, key: key))
            if case .unreachable(let detail) = answer {
                checks.append(Check("pac", .fail, .pacUnreachable(host, detail), hint: .checkNetwork, failure: .unfinished))
                return checks
            }
            checks += judge(answer, company)
        }
        return checks
    }

    var api: PacAPI { PacAPI(baseURL: configuration.pac.baseURL.text) }
    private var host: String { configuration.pac.baseURL.host }

    /// The company's keys that can be read; those that can't are another check's business.
    private func keys(of company: Company) -> [ApiKey] {
        [company.apiKey, company.previousApiKey].compactMap { source in
            guard let source, let secret = try? source.read(environment: environment) else { return nil }
            return ApiKey(label: source.label, value: secret.withValue { String(decoding: $0, as: UTF8.self) })
        }
    }

    func ask(_ request: HTTPRequest) -> Answer {
        transport.start(request, token: 0)
        var completions: [HTTPCompletion] = []
        // The transport's own time limits end every request.
        while completions.isEmpty, transport.inFlight > 0 { completions = transport.wait(nanoseconds: 1_000_000_000) }
        guard let completion = completions.first else { return .unreachable("") }
        if case .failed(_, let detail) = completion.end { return .unreachable(detail) }
        let status = completion.status ?? 0
        switch status {
        case 200...299: return (try? JSONParser.parse(completion.body)).map(Answer.json) ?? .other(status: status)
        case 401, 403: return .refused
        case 404: return .unknown
        case 429: return .throttled
        default: return .other(status: status)
        }
    }

    private func judge(_ answer: Answer, _ company: Company) -> [Check] {
        let name = "pac.\(company.id)"
        switch answer {
        case .json(let body): return judge(body, company, name)
        case .refused: return [previousKeyCheck(company, name)]
        case .unknown: return [Check(name, .fail, .companyUnknown(company.pacCompanyID), failure: .setUp)]
        case .throttled: return [Check(name, .warn, .pacThrottles)]
        case .other(let status): return [Check(name, .fail, .pacAnswers(host, status), failure: .unfinished)]
        case .unreachable(let detail): return [Check(name, .fail, .pacUnreachable(host, detail), failure: .unfinished)]
        }
    }

    /// During a rotation the old key may be the one that works (rulebook 7.11).
    private func previousKeyCheck(_ company: Company, _ name: String) -> Check {
        let keys = keys(of: company)
        if keys.count > 1, case .json = ask(api.company(company.pacCompanyID, key: keys[1])) {
            return Check(name, .warn, .onlyPreviousKey(keys[1].label))
        }
        return Check(name, .fail, .keyRefused(keys.map(\.label)), failure: .setUp)
    }

    private func judge(_ body: JSONValue, _ company: Company, _ name: String) -> [Check] {
        guard body["affiliated"]?.string == "SUBSCRIBED" else {
            return [Check(name, .fail, .notSubscribed(body["affiliated"]?.string), hint: .askForSubscription, failure: .setUp)]
        }
        if let ruc = body["ruc"]?.string, ruc != company.ruc {
            return [Check(name, .fail, .otherRuc(ruc, company.ruc), failure: .setUp)]
        }
        let series = keys(of: company).first.map { seriesChecks(company, key: $0) } ?? []
        return [Check(name, .ok, .subscribed(host))] + officeChecks(company, name) + series
    }

    private func officeChecks(_ company: Company, _ name: String) -> [Check] {
        guard !company.offices.isEmpty, let key = keys(of: company).first else { return [] }
        guard case .json(let body) = ask(api.offices(company: company.pacCompanyID, key: key)) else {
            return [Check("\(name).offices", .warn, .officesUnknown)]
        }
        let offices = body["offices"]?.array ?? body.array ?? []
        let codes = Dictionary(
            offices.compactMap { office in office["id"]?.string.map { ($0, office["code"]?.scalarText) } },
            uniquingKeysWith: { $1 })
        let wrong = company.offices.compactMap { office -> Check? in
            guard let code = codes[office.pacOfficeID] else {
                return Check("\(name).offices", .fail, .officeUnknown(office.id, office.pacOfficeID), failure: .setUp)
            }
            guard let code, code != office.code else { return nil }
            return Check("\(name).offices", .fail, .officeCode(office.id, right: code), failure: .setUp)
        }
        return wrong.isEmpty ? [Check("\(name).offices", .ok, .officesFine(company.offices.count))] : wrong
    }
}

extension DoctorProbes {
    /// Everything that this program can look at.
    static var standard: DoctorProbes {
        var probes = DoctorProbes()
        probes.libraries = { LibraryVersion.linked }
        probes.ledger = LedgerProbe.checks
        probes.pac = { workspace, configuration, environment in
            let transport = CurlTransport(
                profile: .init(
                    connectTimeout: Int(configuration.pac.connectTimeout.components.seconds), timeout: 20,
                    allowsPlainHTTP: configuration.environment == .sandbox, freshConnections: false, connectionsMax: 1,
                    userAgent: "pacbatch/\(Version.current)"), now: RunClock.system.monotonicNanos)
            return PacProbe(
                configuration: configuration, environment: environment, transport: transport,
                marks: LedgerProbe.marks(workspace, configuration)
            ).checks()
        }
        return probes
    }
}
