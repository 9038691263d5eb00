/// The algorithms that the DGI's documents are signed with (dgi.md 7); nothing else is taken.
enum Algorithm: CaseIterable {
    case inclusiveC14N, exclusiveC14N, rsaSHA256, sha256, enveloped

    /// Address that names it.
    var uri: StaticString {
        switch self {
        case .inclusiveC14N: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
        case .exclusiveC14N: "http://www.w3.org/2001/10/xml-exc-c14n#"
        case .rsaSHA256: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
        case .sha256: "http://www.w3.org/2001/04/xmlenc#sha256"
        case .enveloped: "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
        }
    }

    init?(uri: [UInt8]) {
        guard let algorithm = Self.allCases.first(where: { $0.isNamed(uri) }) else { return nil }
        self = algorithm
    }

    private func isNamed(_ text: [UInt8]) -> Bool {
        let uri = uri
        guard text.count == uri.utf8CodeUnitCount else { return false }
        for index in text.indices where text[index] != (unsafe uri.utf8Start[index]) { return false }
        return true
    }

    /// XMLDSig's namespace.
    static let dsigNamespace: StaticString = "http://www.w3.org/2000/09/xmldsig#"
}
