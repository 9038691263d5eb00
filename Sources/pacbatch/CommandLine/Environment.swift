private import Glibc

/// The environment variables of a process. An empty one counts as absent.
struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    /// An environment that is asked variable by variable.
    init(_ lookUp: @escaping @Sendable (String) -> String?) {
        self.lookUp = lookUp
    }

    /// An environment of these variables.
    init(_ variables: [String: String]) {
        self.init { variables[$0] }
    }

    /// This process's own.
    static let process = Environment { name in
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }

    /// The value of a variable; nil when it isn't set or is empty.
    subscript(name: String) -> String? {
        guard let value = lookUp(name), !value.isEmpty else { return nil }
        return value
    }
}
