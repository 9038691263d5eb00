/// A cell that raises a fault beside one that doesn't, for the page of its code. A test puts both into an order and reads it.
public struct FaultExample: Sendable {
    /// Canonical name of the column.
    public let column: String
    /// What raises the fault; empty for a cell that is missing.
    public let wrong: String
    /// What doesn't.
    public let right: String
    /// The other cells without which the fault wouldn't show, in the order in which they are read.
    public let beside: [(column: String, text: String)]

    init(_ column: String, _ wrong: String, right: String, beside: KeyValuePairs<String, String> = [:]) {
        self.column = column
        self.wrong = wrong
        self.right = right
        self.beside = beside.map { (column: $0.key, text: $0.value) }
    }
}

extension FaultCode {
    /// A wrong and a right cell; nil where no single cell can show it (whole files, the PAC's answers, the ledger's memory).
    public var example: FaultExample? { Self.examples[self] }

    private static let examples: [FaultCode: FaultExample] = cellExamples.merging(documentExamples) { $1 }
        .merging(receiverExamples) { $1 }.merging(rucExamples) { $1 }.merging(lineExamples) { $1 }
        .merging(referenceExamples) { $1 }
}
