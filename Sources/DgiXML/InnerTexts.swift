internal import Fiscal
internal import XMLSignature

/// XML texts inside the text, in CDATA or escaped: what SOAP envelopes carry in `xFe` (dgi.md 1.3). They are read alone, as a signature over them was
/// made.
struct InnerTexts: ~Copyable {
    /// Why one of them can't be read.
    private(set) var refusal: Fault?
    private let settings: ImportSettings
    private var pass: XMLPass?
    /// Where the open elements begin that may hold one.
    private var holders: [Int] = []

    init(settings: ImportSettings) { self.settings = settings }

    mutating func restart() {
        refusal = nil
        holders.removeAll(keepingCapacity: true)
    }

    mutating func begin(_ event: XMLEvent) {
        if Self.mayHoldText(event.name) { holders.append(event.offset) }
    }

    /// Reads the text in front of an end tag, when it is XML.
    mutating func end(_ event: XMLEvent, _ text: Span<UInt8>, into collector: inout DocumentCollector) {
        guard Self.mayHoldText(event.name), let start = holders.popLast() else { return }
        var first = 0
        while first < text.count, text[first] <= 0x20 { first += 1 }
        guard first < text.count, text[first] == UInt8(ascii: "<") else { return }
        // White space in front of a declaration isn't XML; line ends in it still count.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in first..<text.count { bytes.append(text[index]) }
        var line = collector.location(start).line
        for index in 0..<first where text[index] == 10 { line += 1 }
        read(bytes, extent: start..<event.offset, line: line, into: &collector)
    }

    private static func mayHoldText(_ name: Int16) -> Bool {
        name == Vocabulary.xFe || name == Vocabulary.xProtFe || name == Vocabulary.xContEv
    }

    private mutating func read(_ bytes: [UInt8], extent: Range<Int>, line: Int, into collector: inout DocumentCollector) {
        guard var reader = pass.take() ?? DgiXMLReader.pass(settings) else { return }
        reader.restart()
        collector.beginInner(bytes.span, extent: extent, line: line)
        reader.feed(bytes.span, isLast: true)
        var signature = reader.signatures.makeIterator()
        var start = 0
        for event in reader.events {
            if event.kind == .begin {
                collector.begin(event.name, at: event.offset)
            } else {
                let outcome = event.kind == .endSigned ? signature.next() : nil
                collector.end(event.name, reader.text.extracting(start..<event.textEnd), at: event.offset, signature: outcome)
            }
            start = event.textEnd
        }
        if let refused = reader.refusal { refusal = refused.fault(at: collector.location(reader.refusalOffset)) }
        collector.inner = nil
        pass = consume reader
    }
}
