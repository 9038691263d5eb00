internal import CLibXML2
internal import Digest
internal import Glibc

/// What a pass holds between libxml2's callbacks. It lives at one address, which libxml2 hands to each callback.
struct PassState: ~Copyable {
    /// Elements inside one another; the DGI's documents in a SOAP envelope need 16.
    static let depthMax = 64
    /// The canonical form goes to the digest in pieces of about this size.
    private static let canonicalPiece = 32 << 10

    var events: [XMLEvent] = []
    var signatures: [SignatureOutcome] = []
    var text = ByteBuffer(capacity: 64 << 10)
    var refusal: XMLRefusal?
    var refusalOffset = 0
    var names: NameTable
    /// Signing needs the canonical SignedInfo itself.
    var keepsSignedInfo = false
    var signedInfo: [UInt8] = []
    /// Bytes of the file in front of those that libxml2 was given.
    var skipped = 0

    private var parser: ParserAddress
    private var stack: [XMLName] = []
    private var scope = NamespaceScope()
    private var signedDepth: Int?
    private var leftOutDepth: Int?
    private var isInSignature = false
    private var canonical = CanonicalWriter(mode: .exclusive, capacity: 64 << 10)
    private var digest = SHA256()
    private var isDigestBegun = false
    private var collector = SignatureCollector()
    private var store: CertificateStore

    init(names: NameTable, anchors: consuming TrustAnchors?, parser: ParserAddress) {
        self.names = names
        self.parser = parser
        store = CertificateStore(anchors: anchors)
        events.reserveCapacity(1024)
    }

    /// Forgets a text, but neither certificates nor names.
    mutating func restart() {
        events.removeAll(keepingCapacity: true)
        signatures.removeAll(keepingCapacity: true)
        text.removeAll()
        refusal = nil
        refusalOffset = 0
        skipped = 0
        stack.removeAll(keepingCapacity: true)
        scope.removeAll()
        signedDepth = nil
        leftOutDepth = nil
        isInSignature = false
    }

    /// Makes room for the next piece; the text behind the last event stays.
    mutating func removeEvents() {
        if let last = events.last { text.removeFirst(last.textEnd) }
        events.removeAll(keepingCapacity: true)
        signatures.removeAll(keepingCapacity: true)
    }

    /// Another parser context has taken the place of the former, with a dictionary of its own.
    mutating func replaceParser(_ address: ParserAddress) {
        parser = address
        names.forgetAddresses()
    }

    /// True while an element is open.
    var isInside: Bool { !stack.isEmpty }

    /// How many elements are open.
    var depth: Int { stack.count }

    /// Bytes of the text that have been taken in.
    var offset: Int { parser.offset + skipped }

    /// Bytes of character data since the last event.
    var openTextCount: Int { text.count - (events.last?.textEnd ?? 0) }

    /// The declaration is read by now: only UTF-8 will do.
    mutating func checkEncoding() {
        guard let declared = parser.declaredEncoding else { return }
        let name = declared.uppercased()
        if name != "UTF-8", name != "UTF8" { refuse(.encoding(declared)) }
    }

    mutating func refuse(_ why: XMLRefusal, at place: Int = 0) {
        guard refusal == nil else { return }
        refusal = why
        refusalOffset = max(offset, place)
        parser.stop()
    }

    // MARK: Events

    @inline(__always)
    mutating func begin(_ tag: borrowing StartTag, _ name: XMLName) {
        guard refusal == nil else { return }
        stack.append(name)
        if stack.count > Self.depthMax { return refuse(.depth(limit: Self.depthMax)) }
        if unsafe tag.prefix != nil && tag.uri == nil || tag.attributeCount > 0 { checkPrefixes(tag) }
        // Stopping the parser frees the text that the tag points into.
        guard refusal == nil else { return }
        let offset = parser.tagOffset + skipped
        events.append(XMLEvent(offset: offset, textEnd: text.count, name: name.number, kind: .begin))
        if signedDepth == nil {
            if name.role == .signed { beginSigned() } else if tag.declarationCount == 0 { return }
        }
        if tag.declarationCount > 0 { scope.enter(tag) }
        guard let signedDepth else { return }
        if leftOutDepth == nil {
            if stack.count == signedDepth + 1, name.role == .signature || name.role == .leftOut {
                leftOutDepth = stack.count
                isInSignature = name.role == .signature
            } else {
                canonical.begin(tag, isApex: stack.count == signedDepth, scope: scope)
                return
            }
        }
        if isInSignature { collector.begin(tag, role: name.role, at: offset, scope: scope) }
    }

    private mutating func beginSigned() {
        signedDepth = stack.count
        scope.beginSigned()
        canonical.restart()
        collector.restart()
        if isDigestBegun { _ = digest.finish() }
        isDigestBegun = false
    }

    @inline(__always)
    mutating func end(prefix: UnsafePointer<UInt8>?, name: UnsafePointer<UInt8>) {
        guard refusal == nil, let known = stack.last else { return }
        let depth = stack.count
        if isInSignature {
            let start = events.last?.textEnd ?? 0
            unsafe collector.end(
                prefix: prefix, name: name, nameCount: Int(known.count), depth: depth, text: text, from: start)
        } else if signedDepth != nil, leftOutDepth == nil {
            unsafe canonical.end(prefix: prefix, name: name, nameCount: Int(known.count), depth: depth)
            if canonical.out.count > Self.canonicalPiece { passOn() }
        }
        if leftOutDepth == depth {
            leftOutDepth = nil
            isInSignature = false
        }
        let isSigned = signedDepth == depth
        if isSigned { completeSigned() }
        scope.leave(depth: depth)
        stack.removeLast()
        events.append(
            XMLEvent(offset: offset, textEnd: text.count, name: known.number, kind: isSigned ? .endSigned : .end))
    }

    @inline(__always)
    mutating func characters(_ bytes: UnsafePointer<UInt8>, count: Int) {
        guard refusal == nil else { return }
        unsafe text.append(bytes, count: count)
        guard signedDepth != nil else { return }
        if leftOutDepth == nil {
            unsafe canonical.text(bytes, count: count)
            if canonical.out.count > Self.canonicalPiece { passOn() }
        } else if isInSignature {
            unsafe collector.text(bytes, count: count)
        }
    }

    mutating func instruction(target: UnsafePointer<UInt8>, data: UnsafePointer<UInt8>?) {
        guard refusal == nil, signedDepth != nil else { return }
        if leftOutDepth == nil {
            unsafe canonical.instruction(target: target, data: data)
        } else if isInSignature {
            unsafe collector.instruction(target: target, data: data)
        }
    }

    // MARK: The signed element

    private mutating func passOn() {
        isDigestBegun = true
        canonical.pass(to: &digest)
    }

    private mutating func completeSigned() {
        passOn()
        let digest = digest.finish()
        isDigestBegun = false
        collector.complete()
        if keepsSignedInfo {
            signedInfo = collector.signedInfo { info in unsafe info.withUnsafeBufferPointer { unsafe Array($0) } }
        }
        let verification = SignatureVerification(collector, digest: digest, store: &store)
        signatures.append(
            SignatureOutcome(
                digest: digest, isPresent: collector.isPresent, isChecked: verification.isChecked,
                certificate: verification.certificate,
                faults: verification.faults, offset: collector.offset))
        signedDepth = nil
    }

    private mutating func checkPrefixes(_ tag: borrowing StartTag) {
        if let prefix = unsafe tag.prefix, unsafe tag.uri == nil {
            return refuse(.undeclaredPrefix(unsafe String(cString: prefix)))
        }
        for index in 0..<tag.attributeCount {
            guard let attribute = tag.attribute(index), let prefix = unsafe attribute.prefix, unsafe attribute.uri == nil else {
                continue
            }
            return refuse(.undeclaredPrefix(unsafe String(cString: prefix)))
        }
    }
}

/// The parser context's place in memory, for callbacks that ask where they are.
@safe
struct ParserAddress {
    let context: UnsafeMutablePointer<xmlParserCtxt>

    init(_ context: UnsafeMutablePointer<xmlParserCtxt>) { unsafe self.context = context }

    /// Bytes that libxml2 has taken in so far.
    var offset: Int {
        guard let input = unsafe context.pointee.input else { return 0 }
        return unsafe Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    /// Where the start tag begins that libxml2 has just read: the last `<`, since none can stand inside a tag.
    @inline(__always)
    var tagOffset: Int {
        guard let input = unsafe context.pointee.input, let base = unsafe input.pointee.base,
            let current = unsafe input.pointee.cur
        else { return 0 }
        var place = unsafe current
        while unsafe place > base {
            unsafe place -= 1
            if unsafe place[0] == UInt8(ascii: "<") { break }
        }
        return unsafe Int(input.pointee.consumed) + (place - base)
    }

    /// The encoding that the text declares; nil without.
    var declaredEncoding: String? {
        if let name = unsafe context.pointee.encoding { return unsafe String(cString: name) }
        guard let input = unsafe context.pointee.input, let name = unsafe input.pointee.encoding else { return nil }
        return unsafe String(cString: name)
    }

    func stop() { unsafe xmlStopParser(context) }
}
