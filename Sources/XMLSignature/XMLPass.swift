internal import CLibXML2

/// A pass over XML text that comes in pieces: it gives the elements as events with the character data between them and, for
/// each signed element on the way, what its signature is worth. One pass over the bytes serves the reader, the canonical form
/// and the digest, so what is read is what was signed.
///
/// Character data is what XML says it is: entities and CDATA resolved, line ends normalised, comments gone. Signed elements
/// don't nest. No file is opened and no address looked up whatever the text says: a DOCTYPE ends the pass (G12). Memory is that
/// of one piece and of the longest text between two tags.
@safe
public struct XMLPass: ~Copyable {
    /// Most bytes of a tag, or of text between two tags.
    public static let pieceMax = 5 << 20
    /// Names kept by libxml2 beyond which its dictionary is thrown away.
    private static let dictionaryMax = 1 << 20

    private var context: UnsafeMutablePointer<xmlParserCtxt>
    private let state: UnsafeMutablePointer<PassState>
    private var fed = 0
    /// The first bytes, held back until there are enough to tell an encoding by.
    private var head: [UInt8] = []
    /// The last byte that isn't white space.
    private var lastByte: UInt8 = 0
    private var isFresh = true
    private var isEnded = false

    /// Makes a pass.
    /// - Parameters:
    ///   - vocabulary: local names that events tell apart, whatever their namespace.
    ///   - signed: local name of the elements that carry a `Signature`.
    ///   - leftOut: local names of children of a signed element that stand outside its signature, besides `Signature`.
    ///   - anchors: where certificates must lead to; nil to leave that open.
    public init(vocabulary: [String], signed: String, leftOut: [String], anchors: consuming TrustAnchors? = nil) {
        precondition(LibXML.isReady, "libxml2 is initialised")
        unsafe state = .allocate(capacity: 1)
        unsafe context = Self.makeContext(state)
        let names = NameTable(vocabulary: vocabulary, signed: signed, leftOut: leftOut)
        unsafe state.initialize(to: PassState(names: names, anchors: anchors, parser: ParserAddress(context)))
    }

    deinit {
        unsafe xmlFreeParserCtxt(context)
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    // MARK: Input

    /// Begins another text.
    public mutating func restart() {
        let isReusable = unsafe context.pointee.nsNr == 0 && xmlDictGetUsage(context.pointee.dict) < Self.dictionaryMax
        if !isFresh, !isReusable {
            unsafe xmlFreeParserCtxt(context)
            unsafe context = Self.makeContext(state)
            unsafe state.pointee.replaceParser(ParserAddress(context))
        }
        precondition(unsafe xmlCtxtResetPush(context, nil, 0, nil, nil) == 0, "libxml2 has no memory")
        unsafe xmlCtxtUseOptions(context, Self.options)
        unsafe state.pointee.restart()
        fed = 0
        head.removeAll()
        isFresh = true
        isEnded = false
    }

    /// Takes the next piece of the text; the events of the piece before are gone. Nothing happens after a refusal.
    public mutating func feed(_ piece: Span<UInt8>, isLast: Bool) {
        unsafe state.pointee.removeEvents()
        guard refusal == nil, !isEnded else { return }
        isFresh = false
        noteLastByte(of: piece)
        let isBeginning = fed < Self.headCount
        fed += piece.count
        if isBeginning { feedBeginning(piece, isLast: isLast) } else { parse(piece, from: 0, isLast: isLast) }
        if refusal != nil || !head.isEmpty { return }
        isEnded = isLast
        noteErrors(isLast: isLast)
        let isTooLong = unsafe fed - state.pointee.offset > Self.pieceMax || state.pointee.openTextCount > Self.pieceMax
        if refusal == nil, isTooLong {
            unsafe state.pointee.refuse(.pieceTooLong(limit: Self.pieceMax))
        }
    }

    // MARK: Results

    /// The steps of the piece fed last.
    public var events: [XMLEvent] { unsafe state.pointee.events }

    /// The character data that the events divide among themselves.
    public var text: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            let span = unsafe state.pointee.text.span
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// The signatures of the signed elements that ended in the piece fed last.
    public var signatures: [SignatureOutcome] { unsafe state.pointee.signatures }

    /// Why the pass has ended before the text.
    public var refusal: XMLRefusal? { unsafe state.pointee.refusal }

    /// Where the refusal came, in bytes of the text.
    public var refusalOffset: Int { unsafe state.pointee.refusalOffset }

    /// Bytes of the text whose events have come; a tag or text that isn't whole yet begins there or later.
    public var offset: Int { unsafe state.pointee.offset }

    // MARK: For signing

    /// True keeps the canonical SignedInfo of the signed element that ended last.
    var keepsSignedInfo: Bool {
        get { unsafe state.pointee.keepsSignedInfo }
        nonmutating set { unsafe state.pointee.keepsSignedInfo = newValue }
    }

    /// The canonical SignedInfo of the signed element that ended last.
    var signedInfo: [UInt8] { unsafe state.pointee.signedInfo }

    // MARK: Inside

    private static let options = Int32(XML_PARSE_NONET.rawValue)

    private static let headCount = 4

    private mutating func noteLastByte(of piece: Span<UInt8>) {
        var index = piece.count - 1
        while index >= 0 {
            if piece[index] > 0x20 {
                lastByte = piece[index]
                return
            }
            index -= 1
        }
    }

    /// The first bytes tell the encoding; a piece of fewer waits for the next.
    private mutating func feedBeginning(_ piece: Span<UInt8>, isLast: Bool) {
        if head.isEmpty, piece.count >= Self.headCount {
            let start = beginning(of: piece)
            if refusal == nil { parse(piece, from: start, isLast: isLast) }
            return
        }
        for index in 0..<piece.count { head.append(piece[index]) }
        if fed < Self.headCount, !isLast { return }
        let start = beginning(of: head.span)
        if refusal == nil { parse(head.span, from: start, isLast: isLast) }
        head.removeAll()
    }

    private func parse(_ bytes: Span<UInt8>, from start: Int, isLast: Bool) {
        unsafe bytes.extracting(start..<bytes.count).withUnsafeBytes { bytes in
            let bytes = unsafe bytes.assumingMemoryBound(to: CChar.self)
            _ = unsafe xmlParseChunk(context, bytes.baseAddress, Int32(clamping: bytes.count), isLast ? 1 : 0)
        }
    }

    private static func makeContext(_ state: UnsafeMutablePointer<PassState>) -> UnsafeMutablePointer<xmlParserCtxt> {
        var handler = unsafe Callbacks.handler
        guard let context = unsafe xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
            preconditionFailure("libxml2 has no memory")
        }
        return unsafe context
    }

    /// Looks at the first bytes of the text: a byte order mark is skipped, other encodings are refused.
    private func beginning(of piece: Span<UInt8>) -> Int {
        func byte(_ index: Int) -> UInt8 { index < piece.count ? piece[index] : 0x20 }
        switch (byte(0), byte(1)) {
        case (0xEF, 0xBB) where byte(2) == 0xBF:
            unsafe state.pointee.skipped = 3
            return 3
        case (0xFE, 0xFF), (0xFF, 0xFE), (0x00, _), (_, 0x00): unsafe state.pointee.refuse(.encoding("UTF-16"))
        case (0x4C, 0x6F): unsafe state.pointee.refuse(.encoding("EBCDIC"))
        default: break
        }
        return 0
    }

    private func noteErrors(isLast: Bool) {
        guard refusal == nil else { return }
        if unsafe context.pointee.wellFormed == 0 {
            let error = lastError
            // A whole text may come in one piece: the events say where its tags begin, the parser where it stands.
            let consumed = unsafe Int(xmlByteConsumed(context)) + state.pointee.skipped
            unsafe state.pointee.refuse(isLast && isCut(error) ? .endsEarly : error, at: min(consumed, fed))
        } else if isLast, unsafe state.pointee.isInside {
            unsafe state.pointee.refuse(.endsEarly)
        }
    }

    /// True when the error only says that the text ended inside an element.
    private func isCut(_ error: XMLRefusal) -> Bool {
        guard unsafe state.pointee.isInside, case .notWellFormed(let code, _) = error else { return false }
        let isMismatch = code == Int32(XML_ERR_TAG_NAME_MISMATCH.rawValue)
        return code == Int32(XML_ERR_DOCUMENT_END.rawValue) || lastByte != UInt8(ascii: ">") || offset >= fed && !isMismatch
    }

    private var lastError: XMLRefusal {
        guard let error = unsafe xmlCtxtGetLastError(context), let message = unsafe error.pointee.message else {
            return .notWellFormed(code: 0, reason: "")
        }
        let words = unsafe String(cString: message).split { $0.isNewline || $0 == " " }.joined(separator: " ")
        return .notWellFormed(code: unsafe error.pointee.code, reason: String(words.prefix(200)))
    }
}

/// libxml2's own set-up: once for the program.
private enum LibXML {
    /// True; asking sets it up: nothing outside the text given is ever loaded, whatever libxml2's defaults say.
    static let isReady: Bool = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
        return true
    }()
}
