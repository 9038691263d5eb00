import JSONText
import Submit

/// A PAC behind a fake transport, on virtual time: takes everything unless a test's script says otherwise, and remembers all it was asked.
final class ScriptedPac: Transport {
    /// A request as it arrived.
    struct Arrival {
        let request: HTTPRequest
        let at: Int64

        var isPost: Bool { request.method == "POST" }
        var isStatus: Bool { request.method == "GET" && request.url.contains("documents=pdf") }
        var isVoid: Bool { request.method == "DELETE" }
        var isCompany: Bool { request.url.contains("/companies/") }
        var isVerification: Bool { request.url.contains("/check-digit?") }
        var isLookup: Bool { request.method == "GET" && request.url.contains("&limit=") }
        var isFile: Bool { request.purpose == .file }
        var payload: JSONValue { (try? JSONParser.parse(request.body)) ?? .null }
        var order: String { payload["order"]?.string ?? "" }
    }

    /// What the script knows of a request: the request, and how many of its sort (POST, status, …) came before it.
    typealias Script = (_ arrival: Arrival, _ nth: Int) -> Reply?

    private(set) var arrivals: [Arrival] = []
    /// Called before a request is taken note of: a probe.
    var onStart: (HTTPRequest) -> Void = { _ in }
    var onPost: Script = { _, _ in nil }
    var onStatus: Script = { _, _ in nil }
    var onVoid: Script = { _, _ in nil }
    /// The void event of a document, by its id: what a GET shows. A test may set it to say that a DELETE took effect.
    var cancellations: [String: JSONValue] = [:]
    var onCompany: Script = { _, _ in nil }
    var onVerification: Script = { _, _ in nil }
    var onFile: Script = { _, _ in nil }
    var onLookup: Script = { _, _ in nil }
    private(set) var wasAbandoned = false

    private let clock: ManualClock
    private var pending: [(token: Int, due: Int64, completion: HTTPCompletion)] = []
    private var taken = 0
    private static let ownTimeout: Int64 = 60_000_000_000

    init(clock: ManualClock) { self.clock = clock }

    var posts: [Arrival] { arrivals.filter(\.isPost) }
    var statuses: [Arrival] { arrivals.filter(\.isStatus) }
    var voids: [Arrival] { arrivals.filter(\.isVoid) }
    var verifications: [Arrival] { arrivals.filter(\.isVerification) }
    var companies: [Arrival] { arrivals.filter(\.isCompany) }
    var lookups: [Arrival] { arrivals.filter(\.isLookup) }
    var files: [Arrival] { arrivals.filter(\.isFile) }

    var inFlight: Int { pending.count }

    func start(_ request: HTTPRequest, token: Int) {
        onStart(request)
        let arrival = Arrival(request: request, at: clock.now)
        let reply = reply(to: arrival)
        arrivals.append(arrival)
        let completion = HTTPCompletion(
            token: token, end: reply.end, mayHaveLeft: reply.mayHaveLeft,
            bytesSent: reply.mayHaveLeft ? 200 + request.body.count : 0,
            status: reply.status, headers: reply.headers, body: reply.body)
        pending.append((token, clock.now + (reply.delay ?? Self.ownTimeout), completion))
    }

    func wait(nanoseconds: Int64) -> [HTTPCompletion] {
        let until = clock.now + max(nanoseconds, 0)
        if let next = pending.map(\.due).min(), next <= until {
            clock.advance(nanoseconds: max(next - clock.now, 0))
        } else {
            // A loop that asks again without time going by would never end.
            clock.advance(nanoseconds: max(nanoseconds, 1000))
        }
        let done = pending.filter { $0.due <= clock.now }.sorted { $0.due < $1.due }
        pending.removeAll { $0.due <= clock.now }
        return done.map(\.completion)
    }

    func departures() -> [(token: Int, nanoseconds: Int64)] { [] }

    func abandon() {
        wasAbandoned = true
        pending = []
    }

    // MARK: - What it says unless the script says otherwise

    private func reply(to arrival: Arrival) -> Reply {
        if arrival.isVoid { return onVoid(arrival, voids.count) ?? void(arrival) }
        if arrival.isPost { return onPost(arrival, posts.count) ?? take(arrival) }
        if arrival.isCompany { return onCompany(arrival, companies.count) ?? .json(200, ["affiliated": "SUBSCRIBED"]) }
        if arrival.isVerification {
            return onVerification(arrival, verifications.count)
                ?? .json(200, ["checkDigit": "32", "receiver": "CONTRIBUYENTE", "type": 2])
        }
        if arrival.isLookup { return onLookup(arrival, lookups.count) ?? .list([]) }
        if arrival.isFile {
            return onFile(arrival, files.count) ?? .text(200, "%PDF-1.4 \(arrival.request.url) %%EOF", type: "application/pdf")
        }
        return onStatus(arrival, statuses.count) ?? authorized(arrival)
    }

    private func take(_ arrival: Arrival) -> Reply {
        taken += 1
        return .json(200, Self.accepted(arrival, id: "DOC\(arrival.order)"))
    }

    /// The document that a POST makes when all goes well.
    static func accepted(_ arrival: Arrival, id: String, legalStatus: String = "PAC_AUTHORIZED") -> JSONValue {
        Reply.document(
            id: id, legalStatus: legalStatus, cufe: "CUFE\(arrival.payload["numeration"]?.string ?? "")",
            number: arrival.payload["numeration"]?.string)
    }

    private func authorized(_ arrival: Arrival) -> Reply {
        let id = arrival.documentID
        let document = Reply.document(
            id: id, legalStatus: "DGI_AUTHORIZED", pdf: "https://files.example/\(id).pdf", cancellation: cancellations[id])
        return .json(200, document)
    }

    /// Voids the document: the DGI confirms at once.
    func void(_ arrival: Arrival, status: String = "DGI_AUTHORIZED") -> Reply {
        let (id, event) = (arrival.documentID, "EVENT-\(arrival.documentID)")
        cancellations[id] = [
            "id": .string(event), "legalStatus": .string(status), "date": "2026-11-21T09:00:00-05:00",
            "reason": arrival.payload["reason"] ?? .null,
        ]
        return .json(
            200, ["message": "Anulación recibida", "document": ["id": .string(event), "legalStatus": "PAC_AUTHORIZED"]])
    }
}

extension ScriptedPac.Arrival {
    /// The document that a GET asks for.
    var documentID: String {
        String(request.url.prefix { $0 != "?" }.split(separator: "/").last ?? "")
    }
}
