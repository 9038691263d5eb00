import Submit
import Synchronization

/// The line between a run and the PAC, on virtual time: waiting is what lets time pass.
final class PacLine: Transport {
    private struct Pending {
        let token: Int
        let due: Int64
        let completion: HTTPCompletion
    }

    private let world: World
    private var pending: [Pending] = []
    private var departed: [(token: Int, nanoseconds: Int64)] = []

    init(_ world: World) { self.world = world }

    var inFlight: Int { pending.count }

    func start(_ request: HTTPRequest, token: Int) {
        let isPost = request.method == "POST" || request.method == "DELETE"
        let sent = world.with { state -> (reply: PacReply, at: Int64, monotonic: Int64)? in
            guard !isPost || state.power.step(), !state.power.isOff else { return nil }
            // A connection has to be made before the first byte leaves.
            let leaves = state.now + (isPost ? Int64(state.random.below(3_000_000)) : 0)
            state.trace.note(state.now, "\(request.method) \(request.url) \(isPost ? Pac.order(in: request.body) : "")")
            state.live()
            if isPost, let failed = state.ledgerFailedAt, failed <= state.now { state.postsAfterFailure += 1 }
            return (state.pac.reply(to: request, at: leaves), leaves, leaves + state.monotonicOffset)
        }
        guard let sent else { return }
        if isPost, sent.reply.hasLeft { departed.append((token, sent.monotonic)) }
        pending.append(
            Pending(token: token, due: sent.at + sent.reply.after, completion: HTTPCompletion(sent.reply, token, request)))
    }

    func wait(nanoseconds: Int64) -> [HTTPCompletion] {
        let next = pending.map { $0.due }.min()
        let moment = world.with { state -> Int64 in
            state.waits += 1
            let until = state.now + max(nanoseconds, 0)
            // A loop that asks again without time going by would never end.
            if let next, next <= until { state.now = max(next, state.now) } else { state.now += max(nanoseconds, 1000) }
            state.live()
            return state.now
        }
        let done = pending.filter { $0.due <= moment }.sorted { ($0.due, $0.token) < ($1.due, $1.token) }
        pending.removeAll { $0.due <= moment }
        guard !done.isEmpty else { return [] }
        let arrives = world.with { state in
            guard state.power.step() else { return false }
            for one in done {
                state.trace.note(state.now, "answer \(one.completion.status ?? -1) \(one.completion.end) to call \(one.token)")
            }
            return true
        }
        return arrives ? done.map { $0.completion } : []
    }

    func departures() -> [(token: Int, nanoseconds: Int64)] {
        defer { departed = [] }
        return departed
    }

    func abandon() { pending = [] }
}

extension Pac {
    fileprivate mutating func reply(to request: HTTPRequest, at moment: Int64) -> PacReply {
        if request.purpose == .file { return file(request.url, withKey: request.key != nil, at: moment) }
        let key = PacKeys.key(of: request)
        let (path, query) = Self.split(request.url)
        return switch request.method {
        case "POST": post(request.body, collection: path.name, company: query["idCompany"] ?? "", key: key, at: moment)
        case "DELETE": void(path.name, request.body, key: key, at: moment)
        default: read(request.url, key: key, at: moment)
        }
    }
}

extension HTTPCompletion {
    fileprivate init(_ reply: PacReply, _ token: Int, _ request: HTTPRequest) {
        self.init(
            token: token, end: reply.failure == 0 ? .answered : .failed(code: reply.failure, detail: "curl \(reply.failure)"),
            mayHaveLeft: reply.hasLeft, bytesSent: reply.hasLeft ? 200 + request.body.count : 0, status: reply.status,
            headers: reply.headers, body: reply.body)
    }
}
