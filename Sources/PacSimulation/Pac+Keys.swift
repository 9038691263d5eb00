import Submit

/// The keys that the PAC takes, and from when on (rulebook 7.11): the old one, both, the new one.
struct PacKeys: Sendable {
    /// The key of every scenario, and the one that it replaces in some.
    static let current = "canary-7Qm2xVd9ZtLr4WfK"
    static let former = "canary-old-3Hs8bNc1RyPe6JgT"

    /// From when on the new key is taken; nil: it always is.
    var newFrom: Int64?
    /// Until when the old one is.
    var oldUntil = Int64.min

    private static let names = [
        ApiKey(label: "", value: current).fingerprint: current, ApiKey(label: "", value: former).fingerprint: former,
    ]

    /// Which key a request shows.
    static func key(of request: HTTPRequest) -> String { request.key.flatMap { names[$0.fingerprint] } ?? "" }
}

extension Pac {
    func takes(_ key: String, at now: Int64) -> Bool {
        key == PacKeys.current ? keys.newFrom.map { now >= $0 } ?? true : key == PacKeys.former && now < keys.oldUntil
    }
}
