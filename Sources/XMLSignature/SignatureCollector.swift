/// Gathers the parts of a `Signature` as a pass comes by them, and both canonical forms of its `SignedInfo`, since which one
/// was signed is only known once it has begun.
struct SignatureCollector: ~Copyable {
    /// Longest text of one part in base64, and longest SignedInfo: far above what RSA keys and certificates need.
    static let partMax = 64 << 10
    /// Certificates taken from one signature.
    private static let certificatesMax = 8

    private(set) var isPresent = false
    private(set) var offset: Int?
    private(set) var faults: [SignatureFault] = []
    private(set) var canonicalization: Algorithm?
    private(set) var statedDigest: [UInt8]?
    private(set) var value: [UInt8]?
    private(set) var certificates: [[UInt8]] = []

    private var roles: [XMLName.Role] = []
    private var references = 0
    private var transforms: [Algorithm] = []
    private var seen: [XMLName.Role] = []
    private var infoDepth: Int?
    private var exclusive = CanonicalWriter(mode: .exclusive, capacity: 2048)
    private var inclusive = CanonicalWriter(mode: .inclusive, capacity: 2048)

    /// Forgets the former document's signature.
    mutating func restart() {
        isPresent = false
        offset = nil
        faults.removeAll(keepingCapacity: true)
        canonicalization = nil
        statedDigest = nil
        value = nil
        certificates.removeAll(keepingCapacity: true)
        roles.removeAll(keepingCapacity: true)
        references = 0
        transforms.removeAll(keepingCapacity: true)
        seen.removeAll(keepingCapacity: true)
        infoDepth = nil
        exclusive.restart()
        inclusive.restart()
    }

    /// The canonical bytes of SignedInfo in the form that its own method names.
    func signedInfo<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        canonicalization == .inclusiveC14N ? body(inclusive.out.span) : body(exclusive.out.span)
    }

    // MARK: Events inside a Signature

    mutating func begin(
        _ tag: borrowing StartTag, role: XMLName.Role, at tagOffset: @autoclosure () -> Int, scope: borrowing NamespaceScope
    ) {
        let isOurs = unsafe tag.uri.map { unsafe isText($0, Algorithm.dsigNamespace) } ?? false
        let role = isOurs || role == .signature ? role : .none
        let parent = roles.last
        roles.append(role)
        if role == .signature, parent == nil { beginSignature(isOurs, at: tagOffset()) }
        if role == .signedInfo, parent == .signature, infoDepth == nil, exclusive.out.count == 0 {
            infoDepth = tag.depth
            exclusive.begin(tag, isApex: true, scope: scope)
            inclusive.begin(tag, isApex: true, scope: scope)
        } else if infoDepth != nil, exclusive.out.count < Self.partMax {
            exclusive.begin(tag, isApex: false, scope: scope)
            inclusive.begin(tag, isApex: false, scope: scope)
        }
        note(role, in: parent, tag)
    }

    private mutating func beginSignature(_ isOurs: Bool, at tagOffset: Int) {
        if isPresent { faults.append(.severalSignatures) }
        if !isOurs { faults.append(.namespace) }
        isPresent = true
        if offset == nil { offset = tagOffset }
    }

    private mutating func note(_ role: XMLName.Role, in parent: XMLName.Role?, _ tag: borrowing StartTag) {
        switch (parent, role) {
        case (.signature, .signedInfo), (.signature, .signatureValue), (.signedInfo, .reference): break
        case (.signedInfo, .canonicalizationMethod):
            canonicalization = take(tag, "CanonicalizationMethod", among: [.inclusiveC14N, .exclusiveC14N])
        case (.signedInfo, .signatureMethod): _ = take(tag, "SignatureMethod", among: [.rsaSHA256])
        case (.reference, .digestMethod): _ = take(tag, "DigestMethod", among: [.sha256])
        case (.reference, .digestValue), (.reference, .transforms): break
        case (.transforms, .transform):
            if let algorithm = take(tag, "Transform", among: [.exclusiveC14N, .enveloped]) { transforms.append(algorithm) }
            return
        case (.canonicalizationMethod, _), (.signatureMethod, _), (.digestMethod, _), (.transform, _), (.signedInfo, _),
            (.reference, _),
            (.transforms, _):
            // A parameter of an algorithm (a prefix list, say) changes what is signed: not listed, so not taken.
            faults.append(.structure(unsafe String(cString: tag.name)))
            return
        default: return
        }
        if seen.contains(role) {
            faults.append(.structure(role.dsigName ?? ""))
        } else {
            seen.append(role)
        }
        if role == .reference { checkReference(tag) }
    }

    private mutating func take(_ tag: borrowing StartTag, _ element: String, among allowed: [Algorithm]) -> Algorithm? {
        let uri = tag.value(of: "Algorithm") ?? []
        if let algorithm = Algorithm(uri: uri), allowed.contains(algorithm) { return algorithm }
        faults.append(.algorithm(element: element, uri: String(decoding: uri.prefix(200), as: UTF8.self)))
        return nil
    }

    private mutating func checkReference(_ tag: borrowing StartTag) {
        guard let uri = tag.value(of: "URI") else {
            // Without the attribute the application would have to know what is meant.
            faults.append(.reference(uri: ""))
            return
        }
        if !uri.isEmpty { faults.append(.reference(uri: String(decoding: uri.prefix(200), as: UTF8.self))) }
    }

    @inline(__always)
    mutating func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
        guard infoDepth != nil, exclusive.out.count < Self.partMax else { return }
        unsafe exclusive.text(bytes, count: count)
        unsafe inclusive.text(bytes, count: count)
    }

    mutating func instruction(target: UnsafePointer<UInt8>, data: UnsafePointer<UInt8>?) {
        guard infoDepth != nil, exclusive.out.count < Self.partMax else { return }
        unsafe exclusive.instruction(target: target, data: data)
        unsafe inclusive.instruction(target: target, data: data)
    }

    /// An element inside the signature ends; the character data since the last tag begins at `start`.
    mutating func end(
        prefix: UnsafePointer<UInt8>?, name: UnsafePointer<UInt8>, nameCount: Int, depth: Int, text: borrowing ByteBuffer,
        from start: Int
    ) {
        if infoDepth != nil, exclusive.out.count < Self.partMax {
            unsafe exclusive.end(prefix: prefix, name: name, nameCount: nameCount, depth: depth)
            unsafe inclusive.end(prefix: prefix, name: name, nameCount: nameCount, depth: depth)
            if infoDepth == depth { infoDepth = nil }
        }
        guard let role = roles.popLast() else { return }
        let text = text.span.extracting(start..<text.count)
        switch role {
        case .digestValue: if roles == [.signature, .signedInfo, .reference] { statedDigest = part(text, role) }
        case .signatureValue: if roles == [.signature] { value = part(text, role) }
        case .x509Certificate:
            guard roles == [.signature, .keyInfo, .x509Data] else { return }
            if certificates.count < Self.certificatesMax, text.count <= Self.partMax {
                certificates.append(unsafe text.withUnsafeBufferPointer { unsafe Array($0) })
            }
        default: break
        }
    }

    private mutating func part(_ text: Span<UInt8>, _ role: XMLName.Role) -> [UInt8]? {
        if text.count <= Self.partMax, let bytes = Base64.decoded(text), !bytes.isEmpty { return bytes }
        faults.append(.base64(element: role.dsigName ?? ""))
        return nil
    }

    /// What is missing or doubled once the signed element has ended.
    mutating func complete() {
        guard isPresent else { return }
        let needed: [XMLName.Role] = [
            .signedInfo, .canonicalizationMethod, .signatureMethod, .reference, .transforms, .digestMethod, .digestValue,
            .signatureValue,
        ]
        for role in needed where !seen.contains(role) { faults.append(.structure(role.dsigName ?? "")) }
        if exclusive.out.count >= Self.partMax { faults.append(.structure("SignedInfo")) }
        let isListed = transforms == [.exclusiveC14N, .enveloped] || transforms == [.enveloped, .exclusiveC14N]
        let isTold = faults.contains { if case .algorithm("Transform", _) = $0 { true } else { false } }
        if !isListed, !isTold, seen.contains(.transforms) { faults.append(.transforms) }
        if let statedDigest, statedDigest.count != 32 { faults.append(.base64(element: "DigestValue")) }
    }
}
