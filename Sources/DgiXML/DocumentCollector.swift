internal import Catalogues
internal import Fiscal
internal import XMLSignature

/// Walks along the elements of an XML text and puts documents together: fields as the schema has them, protocol and void event around them.
///
/// A unit is an rContFe, or an rFE without one; what stands behind it up to the next unit belongs to it.
struct DocumentCollector {
    /// One open element of the rFE.
    struct Frame {
        let node: Int16
        /// The child that stood last.
        var cursor: Int16 = -1
    }

    let schema = RfeSchema.standard
    let nodes = RfeNodes.standard
    let settings: ImportSettings
    private let lists: [Catalogue]
    var values: RfeValues
    var frames: [Frame] = []
    var lines = LineIndex()
    /// While an inner text is read: where it stands in the outer one, on which line it begins, and its own lines. Its places are told by lines
    /// only.
    var inner: (extent: Range<Int>, line: Int, lines: LineIndex)?
    var sums = RfeSums()
    /// The unit that is being put together.
    var unit: DocumentUnit?
    /// Documents that are whole.
    var done: [ImportedDocument] = []
    /// Units begun in this text.
    var count = 0

    private var depth = 0
    /// Elements open inside one that isn't looked into.
    private var skipped = 0
    private var containerDepth: Int?
    private var protocolDepth: Int?
    private var eventDepth: Int?

    init(settings: ImportSettings) {
        self.settings = settings
        lists = RfeForm.lists.map { $0.catalogue(settings.catalogues) }
        values = RfeValues(count: schema.nodes.count)
    }

    /// Forgets a text.
    mutating func restart() {
        frames.removeAll(keepingCapacity: true)
        lines.restart()
        inner = nil
        unit = nil
        done.removeAll()
        (count, depth, skipped) = (0, 0, 0)
        (containerDepth, protocolDepth, eventDepth) = (nil, nil, nil)
    }

    /// Where a document would have to be whole by now; nil while none is open.
    var openUnitStart: Int? { frames.isEmpty && containerDepth == nil ? nil : unit?.extent.lowerBound }

    // MARK: - Elements

    mutating func begin(_ name: Int16, at offset: Int) {
        depth += 1
        if skipped > 0 { return skipped += 1 }
        if !frames.isEmpty { return walk(to: name, at: offset) }
        switch name {
        case Vocabulary.rFE: beginDocument(at: offset)
        case Vocabulary.rContFe: beginContainer(at: offset)
        case Vocabulary.rProtFe:
            if protocolDepth == nil { protocolDepth = depth }
            unit?.beginProtocol()
        case Vocabulary.rEvAnulaFe:
            if eventDepth == nil { eventDepth = depth }
            unit?.voided.append("")
        default: break
        }
    }

    /// An element ends; `text` is the character data in front of its end tag.
    mutating func end(_ name: Int16, _ text: Span<UInt8>, at offset: Int, signature: SignatureOutcome?) {
        defer { depth -= 1 }
        if skipped > 0 { return skipped -= 1 }
        guard frames.isEmpty else { return leave(text, at: offset, signature: signature) }
        if protocolDepth != nil { noteProtocol(name, text, at: offset) }
        if eventDepth != nil, name == Vocabulary.dCufe || name == Vocabulary.dCUFE {
            let cufe = string(text)
            unit?.noteVoided(cufe)
        }
        if depth == protocolDepth { protocolDepth = nil }
        if depth == eventDepth { eventDepth = nil }
        if depth == containerDepth {
            containerDepth = nil
            unit?.end(at: inner?.extent.upperBound ?? offset)
        }
    }

    /// A text inside the text begins.
    mutating func beginInner(_ text: Span<UInt8>, extent: Range<Int>, line: Int) {
        var lines = LineIndex()
        lines.feed(text)
        inner = (extent, line, lines)
    }

    /// The text is over: the last unit is whole.
    mutating func finish() { closeUnit() }

    /// The text can't be read any further. Of a file with one document nothing stands; of one with many the documents in front do, and one that
    /// had begun says why it isn't whole.
    mutating func abandon(because fault: Fault) {
        guard count > 1 else {
            unit = nil
            return done.removeAll()
        }
        if !frames.isEmpty || containerDepth != nil { note(fault) }
        closeUnit()
    }

    private mutating func beginContainer(at offset: Int) {
        guard containerDepth == nil else { return }
        closeUnit()
        containerDepth = depth
        unit = DocumentUnit(start: inner?.extent.lowerBound ?? offset, location: location(offset), holdsContainer: true)
    }

    private mutating func beginDocument(at offset: Int) {
        var isSecond = false
        if containerDepth == nil || unit?.hasDocument == true {
            isSecond = containerDepth != nil
            if isSecond { unit?.isShared = true }
            closeUnit()
            unit = DocumentUnit(start: inner?.extent.lowerBound ?? offset, location: location(offset), holdsContainer: isSecond)
            unit?.isShared = isSecond
        }
        count += 1
        unit?.hasDocument = true
        unit?.document.sequence = count
        values.removeAll()
        sums = RfeSums()
        _ = values.begin(nodes.rFE, at: offset)
        frames.append(Frame(node: Int16(nodes.rFE)))
    }

    private mutating func closeUnit() {
        guard var closing = unit else { return }
        unit = nil
        guard closing.hasDocument else { return }
        closing.judge(with: settings)
        done.append(closing.document)
    }

    // MARK: - Inside the rFE

    private mutating func walk(to name: Int16, at offset: Int) {
        let last = frames.count - 1
        guard let child = child(named: name, of: frames[last]) else {
            skipped = 1
            noteOnce(.unknownElement) {
                Fault(.xmlElementUnknown, at: $0.location(offset), facts: ["element": $0.path(of: Int($0.frames[last].node))])
            }
            return
        }
        if Int16(child) < frames[last].cursor {
            noteOnce(.order) {
                Fault(
                    .xmlElementOrder, at: $0.location(offset), field: $0.path(of: child),
                    facts: ["element": $0.schema.names[child]])
            }
        }
        frames[last].cursor = Int16(child)
        let node = schema.nodes[child]
        let count = values.begin(child, at: offset)
        if node.most > 0, count == Int(node.most) + 1 {
            note(.xmlElementTooOften, at: child, facts: ["element": schema.names[child], "limit": String(node.most)])
        }
        if node.form.kind == .foreign { return skipped = 1 }
        if node.firstChild >= 0 { values.forget(child + 1..<Int(node.end)) }
        frames.append(Frame(node: Int16(child)))
    }

    /// The child of that name, looked for from where the reader stands.
    @inline(__always)
    private func child(named name: Int16, of frame: Frame) -> Int? {
        let first = schema.nodes[Int(frame.node)].firstChild
        var place = frame.cursor >= 0 ? frame.cursor : first
        while place >= 0 {
            if schema.nodes[Int(place)].name == name { return Int(place) }
            place = schema.nodes[Int(place)].next
        }
        place = first
        while place >= 0, place < frame.cursor {
            if schema.nodes[Int(place)].name == name { return Int(place) }
            place = schema.nodes[Int(place)].next
        }
        return nil
    }

    private mutating func leave(_ text: Span<UInt8>, at offset: Int, signature: SignatureOutcome?) {
        let node = Int(frames.removeLast().node)
        if schema.nodes[node].firstChild < 0 {
            let text = trimmed(text)
            values.set(node, text)
            if let defect = schema.nodes[node].form.defect(of: text, codes: schema.codes, lists: lists) { note(defect, at: node) }
            return
        }
        checkCompleteness(of: node)
        groupEnded(node)
        if frames.isEmpty { documentEnded(at: offset, signature) }
    }

    private mutating func checkCompleteness(of group: Int) {
        var child = schema.nodes[group].firstChild
        var (choices, chosen) = (0, 0)
        while child >= 0 {
            let (number, node) = (Int(child), schema.nodes[Int(child)])
            child = node.next
            if node.isChoice {
                choices += 1
                chosen += values.has(number) ? 1 : 0
            }
            // The signature has findings of its own, and what stands outside it comes with it.
            guard node.least > 0, !values.has(number), number != nodes.signature, number != nodes.gNoFirm else { continue }
            noteMissing(schema.names[number], in: group)
        }
        if choices > 0, chosen != 1 { noteMissing("gDFRefFE | gDFRefFacPap | gDFRefFacIE", in: group) }
    }

    /// White space at the ends is nobody's datum: pretty-printing puts it there.
    @_lifetime(copy text)
    private func trimmed(_ text: Span<UInt8>) -> Span<UInt8> {
        var (start, end) = (0, text.count)
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        return text.extracting(start..<end)
    }

    private func string(_ text: Span<UInt8>) -> String {
        let text = trimmed(text)
        return String(copying: text.extracting(0..<min(text.count, 500)))
    }

    // MARK: - Protocol

    private mutating func noteProtocol(_ name: Int16, _ text: Span<UInt8>, at offset: Int) {
        guard text.count > 0, unit != nil else { return }
        let (value, place) = (string(text), location(offset))
        switch name {
        case Vocabulary.dCodRes: unit?.note(code: value, at: place)
        case Vocabulary.dMsgRes: unit?.note(message: value)
        case Vocabulary.dProAut, Vocabulary.dProtAut: unit?.authorization.number = value
        case Vocabulary.dFecProc: unit?.authorization.processedAt = FiscalTime(text: value)
        case Vocabulary.dCUFE, Vocabulary.dCufe: unit?.stated.append(.init(part: .cufe, text: value, location: place))
        case Vocabulary.dDigVal: unit?.stated.append(.init(part: .digest, text: value, location: place))
        case Vocabulary.iAmb: unit?.stated.append(.init(part: .environment, text: value, location: place))
        default: break
        }
    }
}

extension String {
    /// The text of UTF-8 bytes.
    init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
