internal import CCurl

/// libcurl's multi interface on one thread, with the profile of guarantees.md: every option that matters is written, even where it is the default.
///
/// libcurl resends a POST by itself when a reused connection dies, as long as it has seen no byte of an answer. A callback before each beginning
/// of a request therefore refuses a second one (CURLE_ABORTED_BY_CALLBACK), and bodies are fed by a read callback with a seek callback that refuses
/// to rewind (CURLE_SEND_FAIL_REWIND): the attempt is in doubt instead of sent twice.
@safe
public final class CurlTransport: Transport {
    /// What the transport must know.
    public struct Profile: Sendable {
        /// Seconds until a connection must stand.
        public var connectTimeout: Int
        /// Seconds until an answer must be whole.
        public var timeout: Int
        /// Plain HTTP to loopback is allowed: the sandbox environment (G13).
        public var allowsPlainHTTP: Bool
        /// Writes open a connection of their own each: a dead connection then shows before a byte is sent. Costs a handshake a document.
        public var freshConnections: Bool
        /// Connections kept.
        public var connectionsMax: Int
        /// Sent as User-Agent.
        public var userAgent: String

        /// Makes a profile.
        public init(
            connectTimeout: Int, timeout: Int, allowsPlainHTTP: Bool, freshConnections: Bool, connectionsMax: Int,
            userAgent: String
        ) {
            self.connectTimeout = connectTimeout
            self.timeout = timeout
            self.allowsPlainHTTP = allowsPlainHTTP
            self.freshConnections = freshConnections
            self.connectionsMax = connectionsMax
            self.userAgent = userAgent
        }
    }

    private let multi: UnsafeMutableRawPointer
    private let profile: Profile
    private let now: () -> Int64
    private var exchanges: [Int: Exchange] = [:]
    private var departed: [(token: Int, nanoseconds: Int64)] = []
    private var idle: [UnsafeMutableRawPointer]

    private static let globalInit: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// Makes a transport.
    /// - Parameter now: nanoseconds of the run's monotonic clock.
    public init(profile: Profile, now: @escaping () -> Int64) {
        precondition(Self.globalInit == CURLE_OK, "libcurl can't be initialised")
        guard let made = unsafe curl_multi_init() else { preconditionFailure("libcurl has no memory for a multi handle") }
        unsafe multi = made
        unsafe idle = []
        self.profile = profile
        self.now = now
        unsafe pacbatch_multi_set_long(multi, CURLMOPT_MAXCONNECTS, profile.connectionsMax)
    }

    deinit {
        for exchange in exchanges.values {
            unsafe curl_multi_remove_handle(multi, exchange.easy)
            unsafe curl_easy_cleanup(exchange.easy)
        }
        while let easy = unsafe idle.popLast() { unsafe curl_easy_cleanup(easy) }
        unsafe curl_multi_cleanup(multi)
    }

    /// Requests under way.
    public var inFlight: Int { exchanges.count }

    /// Hands a request to libcurl; it goes on in `wait`.
    public func start(_ request: HTTPRequest, token: Int) {
        guard let easy = unsafe idle.popLast() ?? curl_easy_init() else {
            preconditionFailure("libcurl has no memory for a handle")
        }
        let exchange = unsafe Exchange(easy: easy, token: token, request: request)
        exchange.configure(profile)
        if request.purpose == .write {
            exchange.onDeparture = { [unowned self] in departed.append((token, now())) }
        }
        exchanges[token] = exchange
        unsafe curl_multi_add_handle(multi, easy)
        var running: Int32 = 0
        unsafe curl_multi_perform(multi, &running)
    }

    /// Lets libcurl work until something completes, at most so long.
    public func wait(nanoseconds: Int64) -> [HTTPCompletion] {
        var running: Int32 = 0
        unsafe curl_multi_perform(multi, &running)
        var done = completed()
        if done.isEmpty, nanoseconds > 0 {
            let milliseconds = Int32(clamping: min((nanoseconds + 999_999) / 1_000_000, 1000))
            unsafe curl_multi_poll(multi, nil, 0, milliseconds, nil)
            unsafe curl_multi_perform(multi, &running)
            done = completed()
        }
        return done
    }

    /// Writes whose first byte has left, or was about to, since the last call.
    public func departures() -> [(token: Int, nanoseconds: Int64)] {
        defer { departed.removeAll(keepingCapacity: true) }
        return departed
    }

    /// Drops every request under way.
    public func abandon() {
        for token in exchanges.keys.sorted() { release(token: token) }
    }

    private func completed() -> [HTTPCompletion] {
        var done: [HTTPCompletion] = []
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else { continue }
            let result = unsafe message.pointee.data.result
            guard let exchange = unsafe Exchange.of(easy) else { continue }
            done.append(exchange.completion(result))
            release(token: exchange.token)
        }
        return done
    }

    private func release(token: Int) {
        guard let exchange = exchanges.removeValue(forKey: token) else { return }
        unsafe curl_multi_remove_handle(multi, exchange.easy)
        unsafe curl_easy_reset(exchange.easy)
        unsafe idle.append(exchange.easy)
        exchange.freeHeaders()
    }
}
