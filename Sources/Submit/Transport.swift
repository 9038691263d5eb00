internal import Digest

/// The key of the PAC's API. It is revealed to the transport only and has no description of its value (G13).
public struct ApiKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// What it is called in messages: where it comes from, such as `env PAC_API_KEY`.
    public let label: String
    /// The first 8 hexadecimal digits of its value's SHA-256: tells two keys apart wherever they come from, and gives neither away.
    public let fingerprint: String
    let value: String

    /// Makes a key.
    public init(label: String, value: String) {
        self.label = label
        self.value = value
        fingerprint = String(hexadecimal(SHA256.digest(Array(value.utf8))).prefix(8))
    }

    /// The label.
    public var description: String { label }
    /// Nothing but the label.
    public var customMirror: Mirror { Mirror(self, children: ["label": label]) }
}

/// One HTTP request, complete.
public struct HTTPRequest: Sendable {
    /// What it may do when its connection fails.
    public enum Purpose: Sendable {
        /// A document write: handed to the network once and never again by the transport.
        case write
        /// A status, look-up or verification call.
        case read
        /// A file behind a signed address: no key, another host.
        case file
    }

    /// What for.
    public var purpose: Purpose
    /// `GET`, `POST` or `DELETE`.
    public var method: String
    /// The whole address.
    public var url: String
    /// The key to show; nil for files.
    public var key: ApiKey?
    /// The exact body; empty for none.
    public var body: [UInt8]
    /// Most bytes of an answer's body that are taken.
    public var answerBytesMax: Int

    /// Makes a request.
    public init(purpose: Purpose, method: String, url: String, key: ApiKey?, body: [UInt8] = [], answerBytesMax: Int = 1 << 20) {
        self.purpose = purpose
        self.method = method
        self.url = url
        self.key = key
        self.body = body
        self.answerBytesMax = answerBytesMax
    }
}

/// How a request ended.
public struct HTTPCompletion: Sendable {
    /// The number it was started under.
    public var token: Int
    /// How the transport ended.
    public var end: End
    /// True once a byte of the request can have left this machine; then a failure proves nothing (guarantees.md).
    public var mayHaveLeft: Bool
    /// Bytes of the request that were handed to the network.
    public var bytesSent: Int
    /// HTTP status; nil when none came.
    public var status: Int?
    /// `content-type`, `retry-after`, `content-length`, `location` by lower-case name.
    public var headers: [String: String]
    /// What came of the body.
    public var body: [UInt8]

    /// The transport's part of the end.
    public enum End: Sendable, Equatable {
        /// An answer came whole.
        case answered
        /// The transport failed, with its code and words.
        case failed(code: Int, detail: String)
    }

    /// Makes a completion.
    public init(token: Int, end: End, mayHaveLeft: Bool, bytesSent: Int, status: Int?, headers: [String: String], body: [UInt8]) {
        self.token = token
        self.end = end
        self.mayHaveLeft = mayHaveLeft
        self.bytesSent = bytesSent
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// What carries requests to the PAC. Production: `CurlTransport`; a simulation brings its own. Confined to one thread.
public protocol Transport: AnyObject {
    /// Starts a request under a number of the caller's.
    func start(_ request: HTTPRequest, token: Int)
    /// Waits until something completes, at most so long; returns what has completed, in order of completion.
    func wait(nanoseconds: Int64) -> [HTTPCompletion]
    /// Requests whose first byte has left since the last call, with the moment on the run's monotonic clock.
    func departures() -> [(token: Int, nanoseconds: Int64)]
    /// Requests under way.
    var inFlight: Int { get }
    /// Breaks off what is under way: the second signal.
    func abandon()
}
