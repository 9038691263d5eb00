import Catalogues
import Fiscal
import JSONText
import Submit

/// `catalog refresh`: the PAC's list of goods and services, kept for 24 hours (pac-api.md 1.2). A list that is still fresh isn't asked for again;
/// whatever goes wrong, what counted before goes on counting.
enum CatalogRefresh {
    static func run(_ context: Context) throws -> ExitCode {
        let configuration = try Session.configuration(context)
        let (machine, workspace) = (Machine.system, context.workspace)
        if let known = GoodsAndServices.cached(in: workspace), known.isFresh(at: machine.clock.now) {
            context.screen.say(Wording.listIsFresh(known.fetchedAt)[context.language])
            return tell(known, context)
        }
        let answer = ask(configuration, machine, context.environment)
        guard case .json(let body) = answer,
            let list = GoodsAndServices(body, source: configuration.pac.baseURL.text, at: machine.clock.now)
        else {
            context.screen.complain(Wording.listNotFetched(answer.words)[context.language])
            return answer.isRefused ? .setUp : .unfinished
        }
        try FileSystem.replace(workspace.goodsAndServices, Array((list.json.text + "\n").utf8))
        context.screen.say(Wording.listFetched(list.entries.count)[context.language], .good)
        return tell(list, context)
    }

    private static func tell(_ list: GoodsAndServices, _ context: Context) -> ExitCode {
        guard context.global.json else { return .done }
        var lists = CatalogueSet.builtIn
        list.add(to: &lists)
        context.data(.array([CatalogTool.row(of: lists.cpbs)]))
        return .done
    }

    private enum Answer {
        case json(JSONValue)
        case refused(Int)
        case other(String)

        var isRefused: Bool { if case .refused = self { true } else { false } }

        var words: String {
            switch self {
            case .json: "goodsAndServices"
            case .refused(let status): "\(status)"
            case .other(let words): words
            }
        }
    }

    /// Asks under the first company's key, then under its old one while it is being changed.
    private static func ask(_ configuration: Configuration, _ machine: Machine, _ environment: Environment) -> Answer {
        let company = configuration.companies[0]
        let transport = SubmitPhase.transport(machine, configuration, perSecond: 1)
        let api = PacAPI(baseURL: configuration.pac.baseURL.text)
        var answer = Answer.refused(401)
        for source in [company.apiKey, company.previousApiKey].compactMap({ $0 }) {
            guard let secret = try? source.read(environment: environment) else { continue }
            let key = ApiKey(label: source.label, value: secret.withValue { String(decoding: $0, as: UTF8.self) })
            transport.start(api.goodsAndServices(company: company.pacCompanyID, key: key), token: 0)
            var done: [HTTPCompletion] = []
            while done.isEmpty, transport.inFlight > 0 { done = transport.wait(nanoseconds: 1_000_000_000) }
            answer = done.first.map(read) ?? .other("")
            if !answer.isRefused { return answer }
        }
        return answer
    }

    private static func read(_ completion: HTTPCompletion) -> Answer {
        if case .failed(_, let detail) = completion.end { return .other(detail) }
        let status = completion.status ?? 0
        switch status {
        case 200: return (try? JSONParser.parse(completion.body)).map(Answer.json) ?? .other("JSON")
        case 401, 403: return .refused(status)
        default: return .other("HTTP \(status)")
        }
    }
}

extension Wording {
    fileprivate static func listIsFresh(_ time: FiscalTime) -> Wording {
        Wording(
            es: "La lista CPBS del PAC es del \(time.text) y vale 24 horas: no se pide otra vez.",
            en: "The PAC's CPBS list is of \(time.text) and counts for 24 hours: it isn't asked for again.")
    }

    fileprivate static func listFetched(_ count: Int) -> Wording {
        Wording(
            es: "Lista CPBS del PAC: \(count) códigos. Vale 24 horas junto a la incorporada.",
            en: "The PAC's CPBS list: \(count) codes. It counts for 24 hours beside the built-in one.")
    }

    fileprivate static func listNotFetched(_ reason: String) -> Wording {
        Wording(
            es: "El PAC no dio la lista CPBS (\(printable(reason))): sigue valiendo la incorporada.",
            en: "The PAC gave no CPBS list (\(printable(reason))): the built-in one goes on counting.")
    }
}
