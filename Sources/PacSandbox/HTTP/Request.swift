/// A request as it came over the wire, with the place it came from.
struct Request: Sendable {
    /// The connection a request came by, to tell reused connections from fresh ones.
    struct Connection: Sendable {
        /// Number of the connection since the sandbox started, from 1.
        let number: Int
        /// Number of the request on its connection, from 1.
        let ordinal: Int
    }

    let method: String
    /// The path without its query, as it came.
    let path: String
    /// The query as it came.
    let queryText: String
    /// The query, percent-decoded.
    let query: Query
    let authorization: String?
    let arrived: SandboxMoment
    let connection: Connection
    var body: [UInt8]

    init(
        method: String, target: String, authorization: String?, arrived: SandboxMoment, connection: Connection, body: [UInt8] = []
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = parts.first.map(String.init) ?? ""
        queryText = parts.count > 1 ? String(parts[1]) : ""
        query = Query(queryText)
        self.authorization = authorization
        self.arrived = arrived
        self.connection = connection
        self.body = body
    }

    /// The key of `Authorization: Bearer <key>`.
    var bearerKey: String? {
        guard let authorization, authorization.hasPrefix("Bearer ") else { return nil }
        return String(authorization.dropFirst(7))
    }

    /// The parts of the path between its slashes, percent-decoded.
    var segments: [String] {
        path.split(separator: "/").map { Query.decoded($0) ?? String($0) }
    }
}

/// The parameters of a query, percent-decoded; where one stands twice the first counts.
struct Query: Sendable {
    private let values: [String: String]

    init(_ text: String) {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]) else { continue }
            let value = parts.count > 1 ? Self.decoded(parts[1]) : ""
            if values[name] == nil { values[name] = value ?? "" }
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }

    /// A text without its percent escapes; nil when an escape isn't one or the bytes aren't UTF-8.
    static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
