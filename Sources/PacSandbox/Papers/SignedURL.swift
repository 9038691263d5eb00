import Digest

/// The short-lived addresses of files (pac-api.md 3.9): who has the address has the file, until it expires.
struct SignedURLs: Sendable {
    /// What a file is.
    enum Kind: String, Sendable {
        case pdf
        case xml
        case containerXml = "container.xml"
    }

    private let base: String
    private let secret: [UInt8]
    private let lifetimeMicros: Int64

    init(base: String, secret: [UInt8], lifetimeNanos: Int64) {
        self.base = base
        self.secret = secret
        lifetimeMicros = lifetimeNanos / 1000
    }

    /// An address that is good from now on for the lifetime; `expired` makes one that isn't.
    func address(of id: String, _ kind: Kind, now: SandboxMoment, expired: Bool = false) -> String {
        let expires = expired ? now.unixMicros - 1 : now.unixMicros + lifetimeMicros
        return "\(base)/files/\(id).\(kind.rawValue)?expires=\(expires)&sig=\(signature(id, kind, expires))"
    }

    /// True while the address a request came by is good.
    func isGood(_ id: String, _ kind: Kind, query: Query, now: SandboxMoment) -> Bool {
        guard let expires = query["expires"].flatMap(Int64.init), let given = query["sig"] else { return false }
        return isEqualInConstantTime(Array(given.utf8), Array(signature(id, kind, expires).utf8)) && now.unixMicros <= expires
    }

    private func signature(_ id: String, _ kind: Kind, _ expires: Int64) -> String {
        hexadecimal(keyedDigest(key: secret, Array("\(id).\(kind.rawValue).\(expires)".utf8)).prefix(16))
    }
}

/// HMAC-SHA256 (RFC 2104) for keys of at most 64 bytes.
func keyedDigest(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    precondition(key.count <= 64, "a longer key would have to be digested first")
    let padded = key + [UInt8](repeating: 0, count: 64 - key.count)
    let inner = SHA256.digest(padded.map { $0 ^ 0x36 } + message)
    return SHA256.digest(padded.map { $0 ^ 0x5C } + inner)
}
