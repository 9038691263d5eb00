public import Fiscal
internal import XMLSignature

/// Reads the documents of the DGI's XML out of every root of dgi.md 1.3, piece by piece: memory is that of one document, whatever the file holds.
/// Everything that can be checked offline is (product.md 6, DGI XML).
///
/// One reader takes one text after the other and keeps what they share: certificates are parsed once.
public struct DgiXMLReader: ~Copyable {
    /// Most bytes of one document with its container.
    public static let documentMax = 5 << 20

    private var outer: XMLPass
    private var inner: InnerTexts
    private var collector: DocumentCollector
    /// Name of the text's first element.
    private var root: [UInt8] = []
    private var isRootWhole = false
    private var isBehindTag = false
    private var isRefused = false

    /// What is wrong with the text as a whole, once it is over or refused. Documents in front of the place stand.
    public private(set) var faults: [Fault] = []

    /// Makes a reader; nil when the settings' anchors aren't certificates.
    public init?(_ settings: ImportSettings) {
        guard let pass = Self.pass(settings) else { return nil }
        outer = pass
        inner = InnerTexts(settings: settings)
        collector = DocumentCollector(settings: settings)
    }

    static func pass(_ settings: ImportSettings) -> XMLPass? {
        guard let pem = settings.anchors else {
            return XMLPass(vocabulary: Vocabulary.names, signed: "rFE", leftOut: ["gNoFirm"])
        }
        guard let anchors = TrustAnchors(pem: pem) else { return nil }
        return XMLPass(vocabulary: Vocabulary.names, signed: "rFE", leftOut: ["gNoFirm"], anchors: anchors)
    }

    /// Begins another text.
    public mutating func restart() {
        outer.restart()
        collector.restart()
        faults = []
        isRefused = false
        inner.restart()
        root.removeAll()
        (isRootWhole, isBehindTag) = (false, false)
    }

    /// Takes the next piece of the text.
    public mutating func feed(_ piece: Span<UInt8>, isLast: Bool) {
        guard !isRefused else { return }
        let taken = outer.offset
        if collector.openUnitStart == nil { collector.lines.forget(before: taken) }
        collector.lines.feed(piece)
        noteRoot(piece)
        outer.feed(piece, isLast: isLast)
        Self.takeEvents(of: outer, into: &collector, inner: &inner)
        if let refusal = inner.refusal { return refuse(refusal) }
        if let refusal = outer.refusal {
            let place = collector.location(outer.refusalOffset)
            return refuse(refusal.fault(at: place))
        }
        if let start = collector.openUnitStart, outer.offset - start > Self.documentMax { return refuseSize(at: start) }
        guard isLast else { return }
        collector.finish()
        guard collector.count == 0 else { return }
        refuse(Fault(.xmlNoDocument, at: SourceLocation(line: 1, column: nil), value: String(copying: root.span)))
    }

    /// The next document that is whole; nil until more is fed, or at the end.
    public mutating func next() -> ImportedDocument? {
        collector.done.isEmpty ? nil : collector.done.removeFirst()
    }

    /// Documents begun so far in this text.
    public var count: Int { collector.count }

    // MARK: - Events

    private static func takeEvents(
        of pass: borrowing XMLPass, into collector: inout DocumentCollector, inner: inout InnerTexts
    ) {
        var signature = pass.signatures.makeIterator()
        var start = 0
        for event in pass.events where inner.refusal == nil {
            let text = start..<event.textEnd
            start = event.textEnd
            if event.kind == .begin {
                inner.begin(event)
                collector.begin(event.name, at: event.offset)
                continue
            }
            inner.end(event, pass.text.extracting(text), into: &collector)
            let outcome = event.kind == .endSigned ? signature.next() : nil
            collector.end(event.name, pass.text.extracting(text), at: event.offset, signature: outcome)
        }
    }

    // MARK: - Refusals

    private mutating func refuse(_ fault: Fault) {
        guard !isRefused else { return }
        isRefused = true
        collector.abandon(because: fault)
        faults.append(fault)
    }

    private mutating func refuseSize(at offset: Int) {
        refuse(Fault(.xmlTooLarge, at: collector.location(offset), facts: ["limit": String(Self.documentMax)]))
    }

    /// The name of the first element, for people; it may lie in two pieces.
    private mutating func noteRoot(_ piece: Span<UInt8>) {
        let longest = 100
        var index = 0
        while index < piece.count, !isRootWhole {
            let byte = piece[index]
            index += 1
            if root.isEmpty {
                if isBehindTag, isLetter(byte) { root.append(byte) }
                isBehindTag = byte == UInt8(ascii: "<")
            } else if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || root.count == longest {
                isRootWhole = true
            } else {
                root.append(byte)
            }
        }
    }
}

extension XMLRefusal {
    /// The refusal as a finding about the file.
    func fault(at place: SourceLocation) -> Fault {
        switch self {
        case .notWellFormed(_, let reason): Fault(.xmlNotWellFormed, at: place, facts: ["reason": reason])
        case .endsEarly: Fault(.xmlEndsEarly, at: place)
        case .doctype: Fault(.xmlDoctype, at: place)
        case .encoding(let name): Fault(.xmlEncoding, at: place, facts: ["encoding": name])
        case .depth(let limit): Fault(.xmlTooDeep, at: place, facts: ["limit": String(limit)])
        case .pieceTooLong(let limit): Fault(.xmlTooLarge, at: place, facts: ["limit": String(limit)])
        case .undeclaredPrefix(let prefix): Fault(.xmlPrefix, at: place, value: prefix)
        }
    }
}
