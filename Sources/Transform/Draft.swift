import Fiscal
import JSONText

/// A piece of a draft's text.
struct TextRange: Sendable, Equatable {
    static let empty = TextRange(start: 0, count: 0)
    var start: Int32
    var count: Int32

    init(start: Int, count: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.count = Int32(truncatingIfNeeded: count)
    }

    var isEmpty: Bool { count == 0 }
}

/// A document as the rules decided it: typed values, and texts as ranges of one buffer. The payload is written from this and
/// nothing else.
struct Draft: Sendable {
    /// What a line item is.
    struct Item: Sendable {
        var description = TextRange.empty
        var code = TextRange.empty
        var unit = Draft.defaultUnit
        var cpbsCode = TextRange.empty
        var cpbsUnit = TextRange.empty
    }

    /// A line item that goes out.
    struct Line: Sendable {
        let item: Item
        let quantity: Amount
        let price: Amount
        let amounts: LineAmounts
    }

    /// At most three texts (e-mails, telephones).
    struct Three: Sendable {
        private(set) var count = 0
        private var ranges: InlineArray<3, TextRange> = InlineArray(repeating: .empty)

        subscript(index: Int) -> TextRange { ranges[index] }

        /// Takes one more; false when there are three.
        mutating func append(_ range: TextRange) -> Bool {
            guard count < 3 else { return false }
            ranges[count] = range
            count += 1
            return true
        }
    }

    static let defaultUnit = TextRange(start: 0, count: 3)
    static let defaultAddress = TextRange(start: 3, count: 14)
    static let defaultCountry = TextRange(start: 17, count: 2)
    static let defaultLocation = TextRange(start: 19, count: 5)
    static let noDescription = TextRange(start: 24, count: 14)
    private static let constants = Array("undPANAMA, PANAMAPA8-8-1No description".utf8)

    /// Every text of the document, behind the defaults.
    private(set) var texts = Draft.constants

    var kind = DocumentKind.invoice
    var mode = GenerationMode.dgi
    var company: Int?
    var office: Int?
    var documentType: DocumentType?
    var nature = OperationNature.sale
    var destination = Destination.panama
    var issueDate = FiscalTime(epochSeconds: 0)
    var notes = TextRange.empty

    var receptor = ReceptorType.finalConsumer
    var rucType = RucType.natural
    var ruc = TextRange.empty
    var name = TextRange.empty
    var address = Draft.defaultAddress
    var addressPadding = 0
    var location = TextRange.empty
    var country = Draft.defaultCountry
    var telephones = Three()
    var emails = Three()
    var foreignNumber = TextRange.empty
    var foreignCountry = TextRange.empty
    var incoterm = TextRange.empty

    var lines: [Line] = []
    var totals = DocumentTotals()
    /// False when a line's numbers couldn't be read: the totals then mean nothing.
    var hasAllAmounts = true
    var retention: (code: RetentionCode, amount: Amount)?

    /// Forgets everything but the room.
    mutating func removeAll() {
        var fresh = Draft()
        swap(&fresh.texts, &texts)
        swap(&fresh.lines, &lines)
        fresh.texts.removeLast(fresh.texts.count - Self.constants.count)
        fresh.lines.removeAll(keepingCapacity: true)
        self = fresh
    }

    /// The bytes of a text.
    subscript(range: TextRange) -> Span<UInt8> {
        @_lifetime(borrow self)
        get { texts.span.extracting(Int(range.start)..<Int(range.start + range.count)) }
    }

    /// True when a JSON string can't hold all of the texts as they are.
    var needsEscape: Bool { texts.span.needsEscape }

    /// Where the next text will begin.
    var end: Int { texts.count }

    /// Keeps a text.
    mutating func keep(_ text: Span<UInt8>) -> TextRange {
        let start = texts.count
        append(text)
        return TextRange(start: start, count: text.count)
    }

    /// Appends to the text that was begun at `end`.
    mutating func append(_ text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe texts.append(contentsOf: $0) }
    }

    /// Appends to the text that was begun at `end`.
    mutating func append(byte: UInt8) { texts.append(byte) }

    /// The text from `start` on.
    func range(from start: Int) -> TextRange { TextRange(start: start, count: texts.count - start) }
}
