import Emit
import Fiscal
import Ledger
import Transform

/// What `BatchIndex` spills, all of it found under the hash of a business key: a document of the batch, a note's question for its invoice, or
/// the document that holds the key in the ledger.
struct BatchEntry: BitwiseCopyable {
    /// What an entry stands for.
    enum Role: UInt8 {
        case document
        /// A note, or a void request, that goes out, waits or is refused by what becomes of this key.
        case question
        /// Who holds the key before the batch, where the batch may take it over.
        case holder
    }

    /// Two independent hashes of company, kind and order id: equal for equal keys, and different for different ones as good as surely.
    let keyHigh: UInt64
    let keyLow: UInt64
    let role: Role
    /// A note that can't go out, whatever else becomes of it: its invoice is known already. A void's question: the document that the ledger has
    /// under this key is to be voided already.
    let isRefusedByLedger: Bool
    let company: UInt16
    private let kindCode: UInt8
    private let modeCode: UInt8
    private let stateCode: UInt8
    let file: UInt32
    let sequence: UInt32
    let line: UInt32
    /// The content hash's first 8 bytes; 0 when the order couldn't be read whole.
    let content: UInt64
    /// The document's order key, and that of the document that a question asks for.
    let name: ShortText
    let reference: ShortText
    private let total: Int64
    private let itbms: Int64
    private let retention: Int64
    private let net: InlineArray<4, Int64>
    private let tax: InlineArray<4, Int64>

    /// The entry of a judged order in the state that it has on its own; with a target, its question for that document.
    init(
        _ judged: borrowing JudgedOrder, company: UInt16, state: DocumentState, file: Int, sequence: Int, line: Int,
        askingFor target: (kind: DocumentKind, orderID: String)? = nil, isRefusedByLedger: Bool = false
    ) {
        let key = Self.hashes(judged.company, target?.kind ?? judged.kind, target?.orderID ?? judged.orderID)
        (keyHigh, keyLow) = key
        role = target == nil ? .document : .question
        self.isRefusedByLedger = isRefusedByLedger
        self.company = company
        kindCode = Self.code(of: judged.kind)
        modeCode = Self.code(of: judged.mode)
        stateCode = Self.code(of: state)
        self.file = UInt32(file)
        self.sequence = UInt32(sequence)
        self.line = UInt32(line)
        content = Self.content(judged.contentHash)
        name = ShortText(judged.orderID)
        reference = ShortText(target?.orderID ?? "")
        total = judged.total.cents
        itbms = judged.itbms.cents
        retention = judged.retention?.cents ?? -1
        var net = InlineArray<4, Int64>(repeating: 0)
        var tax = InlineArray<4, Int64>(repeating: 0)
        for index in 0..<min(4, judged.byRate.count) {
            net[index] = judged.byRate[index].net.cents
            tax[index] = judged.byRate[index].tax.cents
        }
        self.net = net
        self.tax = tax
    }

    /// The entry of a key's holder in the ledger.
    /// - Parameter total: its grand total.
    init(_ holder: KeyHolder, company: String, kind: DocumentKind, orderID: String, total: Amount) {
        (keyHigh, keyLow) = Self.hashes(company, kind, orderID)
        role = .holder
        isRefusedByLedger = false
        self.company = 0
        kindCode = Self.code(of: kind)
        modeCode = Self.code(of: holder.mode)
        stateCode = Self.code(of: holder.state)
        (file, sequence, line) = (0, 0, 0)
        content = Self.content(holder.contentHash)
        (name, reference) = (ShortText(orderID), ShortText(""))
        self.total = total.cents
        (itbms, retention) = (0, -1)
        net = InlineArray(repeating: 0)
        tax = InlineArray(repeating: 0)
    }

    /// Grand total in cents.
    var cents: Int64 { total }

    private static func content(_ hash: [UInt8]) -> UInt64 { hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    var kind: DocumentKind { DocumentKind.allCases[Int(kindCode)] }
    var mode: GenerationMode { GenerationMode.allCases[Int(modeCode)] }
    var state: DocumentState { DocumentState.allCases[Int(stateCode)] }

    /// The figures of this one document.
    var figures: Tally.Figures {
        var figures = Tally.Figures()
        figures.count = 1
        figures.total = Sum(cents: Int128(total))
        figures.itbms = Sum(cents: Int128(itbms))
        figures.retention = Sum(cents: Int128(max(retention, 0)))
        for index in 0..<4 {
            figures.rates[index].net = Sum(cents: Int128(net[index]))
            figures.rates[index].tax = Sum(cents: Int128(tax[index]))
        }
        return figures
    }

    /// File and position, as one number.
    var place: UInt64 { UInt64(file) << 32 | UInt64(sequence) }

    private static func hashes(_ company: String, _ kind: DocumentKind, _ orderID: String) -> (UInt64, UInt64) {
        var high = Hasher()
        high.combine(company)
        high.combine(kind)
        high.combine(orderID)
        var low = high
        low.combine(1)
        return (UInt64(bitPattern: Int64(high.finalize())), UInt64(bitPattern: Int64(low.finalize())))
    }

    private static func code<Value: CaseIterable & Equatable>(of value: Value) -> UInt8 {
        UInt8(Array(Value.allCases).firstIndex(of: value) ?? 0)
    }
}

/// A text of at most 40 bytes of UTF-8 inside a value of fixed size; a longer one is cut.
struct ShortText: BitwiseCopyable {
    private var bytes = InlineArray<40, UInt8>(repeating: 0)
    private var count: UInt8 = 0

    init(_ text: String) {
        for byte in text.utf8.prefix(bytes.count) {
            bytes[Int(count)] = byte
            count += 1
        }
    }

    var text: String {
        var read: [UInt8] = []
        for index in 0..<Int(count) { read.append(bytes[index]) }
        return String(decoding: read, as: UTF8.self)
    }
}
