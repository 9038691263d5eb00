import Fiscal

/// Where the PAC is: `https://host[:port]/pan/v1` (pac-api.md 1.1). Plain HTTP only to loopback in the sandbox environment (G13).
struct BaseURL: Sendable, Equatable {
    /// With its path, without a slash at the end.
    let text: String
    let isSecure: Bool
    /// Without brackets and port, in lower case.
    let host: String

    enum Refusal: Error, Sendable, Equatable {
        /// Not `https://host[:port][/path]`; user names, queries and fragments are refused too.
        case malformed
        case notSecure
    }

    init(text: String, environment: FiscalEnvironment) throws(Refusal) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains(where: { "@?#\\\"<>".contains($0) }),
            let schemeEnd = text.firstRange(of: "://")
        else { throw .malformed }
        let scheme = text[..<schemeEnd.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .malformed }
        let rest = text[schemeEnd.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let host = Self.host(ofAuthority: authority) else { throw .malformed }
        guard scheme == "https" || (environment == .sandbox && Self.isLoopback(host)) else { throw .notSecure }
        var path = rest[authority.endIndex...]
        while path.hasSuffix("/") { path = path.dropLast() }
        self.text = "\(scheme)://\(authority.lowercased())\(path.isEmpty ? "/pan/v1" : path)"
        self.isSecure = scheme == "https"
        self.host = host
    }

    private static func host(ofAuthority authority: Substring) -> String? {
        var host = authority
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            guard isPort(authority[authority.index(after: end)...]), !host.isEmpty,
                host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
            else { return nil }
        } else {
            host = authority.prefix { $0 != ":" }
            guard isPort(authority[host.endIndex...]), !host.isEmpty, host.first != ".",
                host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" })
            else { return nil }
        }
        return host.lowercased()
    }

    private static func isPort(_ text: Substring) -> Bool {
        if text.isEmpty { return true }
        guard text.hasPrefix(":"), let port = wholeNumber(text.dropFirst()) else { return false }
        return (1...65_535).contains(port)
    }

    /// True for the names and numbers of this very machine.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { wholeNumber($0).map { $0 < 256 } ?? false }
    }
}
