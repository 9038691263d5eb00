import Catalogues
import Fiscal

// Whose order it is, what it asks for, and in which order its lines go (product.md 6; rulebook 1, 4.5).
extension Transformer {
    mutating func identify(_ record: borrowing OrderRecord, defaultCompany: String?, into judged: inout JudgedOrder) {
        draft.company = company(record, defaultCompany: defaultCompany)
        if let index = draft.company { judged.company = companies[index].profile.id }
        draft.kind = kind(record)
        draft.mode = mode(record)
        judged.kind = draft.kind
        judged.mode = draft.mode
        judged.orderID = record.text(.order_id)
        let namesItself = draft.kind == .void && !(record.isEmpty(.cufe) && record.isEmpty(.document_id))
        if record.isEmpty(.order_id), !namesItself {
            findings.report(draft.kind == .void ? .voidTargetMissing : .orderIDMissing, .cell(.order_id), in: record)
        }
    }

    private mutating func company(_ record: borrowing OrderRecord, defaultCompany: String?) -> Int? {
        guard record.isEmpty(.company) else {
            for index in companies.indices where record[.company].hasSameBytes(as: companies[index].id) { return index }
            return unknownCompany(record.text(.company), record)
        }
        guard let defaultCompany else {
            if companies.count == 1 { return 0 }
            let known = companies.map(\.profile.id).joined(separator: ", ")
            findings.report(.companyMissing, .cell(.company), in: record, facts: ["known": known])
            return nil
        }
        return companies.firstIndex { $0.profile.id == defaultCompany } ?? unknownCompany(defaultCompany, record)
    }

    private mutating func unknownCompany(_ name: String, _ record: borrowing OrderRecord) -> Int? {
        let facts = suggestions.facts(for: name, among: companies.map(\.profile.id), of: "companies")
        findings.report(.companyUnknown, .cell(.company), in: record, value: name, facts: facts)
        return nil
    }

    private mutating func kind(_ record: borrowing OrderRecord) -> DocumentKind {
        if record.isEmpty(.kind) { return .invoice }
        if let kind = DocumentKind(word: record[.kind]) { return kind }
        let facts = suggestions.facts(for: record.text(.kind), among: DocumentKind.allCases.map(\.rawValue), of: "kinds")
        findings.report(.kindUnknown, .cell(.kind), in: record, facts: facts)
        return .invoice
    }

    private mutating func mode(_ record: borrowing OrderRecord) -> GenerationMode {
        let cell = record[.mode]
        if cell.count == 0 || cell.isWord("DGI") { return .dgi }
        if cell.isWord("PROFORM") { return .proform }
        if cell.isWord("DGI_IMPORT") {
            findings.report(.importModeInOrder, .cell(.mode), in: record)
            return .dgi
        }
        let facts = suggestions.facts(for: record.text(.mode), among: ["DGI", "PROFORM"], of: "modes")
        findings.report(.modeUnknown, .cell(.mode), in: record, facts: facts)
        return .dgi
    }

    /// Sorts the lines by `line_no`; a line without one keeps its place in the file (rulebook 4.5).
    mutating func orderLines(_ record: borrowing OrderRecord) {
        lineOrder.removeAll(keepingCapacity: true)
        var isSorted = true
        var last = Int.min
        for index in 0..<record.lineCount {
            let number = lineNumber(record, index)
            isSorted = isSorted && number > last
            last = number
            lineOrder.append((number, index))
        }
        guard !isSorted else { return }
        lineOrder.sort { ($0.number, $0.index) < ($1.number, $1.index) }
        for place in lineOrder.indices.dropFirst() where lineOrder[place].number == lineOrder[place - 1].number {
            let index = lineOrder[place].index
            if !record.isEmpty(line: index, .line_no), !record.isEmpty(line: lineOrder[place - 1].index, .line_no) {
                findings.report(.lineNumberRepeated, .line(index, .line_no), in: record)
            }
        }
    }

    private mutating func lineNumber(_ record: borrowing OrderRecord, _ index: Int) -> Int {
        let cell = record[line: index, .line_no]
        if cell.count == 0 { return index + 1 }
        if let number = cell.wholeNumber { return number }
        findings.report(.lineNumberMalformed, .line(index, .line_no), in: record)
        return index + 1
    }
}

extension DocumentKind {
    /// The kind of a word, upper and lower case alike; nil for any other.
    init?(word: Span<UInt8>) {
        if word.isWord("invoice") {
            self = .invoice
        } else if word.isWord("credit_note") {
            self = .credit_note
        } else if word.isWord("debit_note") {
            self = .debit_note
        } else if word.isWord("void") {
            self = .void
        } else {
            return nil
        }
    }
}
