internal import Fiscal

/// A CSV file whose dialect and header have been read.
struct OpenedCSV: ~Copyable {
    /// Stands at the header row.
    let scanner: CSVScanner
    let dialect: Dialect
    let binding: CSVBinding
    /// What is wrong with the file; an error among them means that no order can be read.
    let faults: [Fault]

    /// Reads the beginning of a file of which a first part is in the window already.
    init(_ buffer: consuming TextBuffer, sample: [UInt8], profiles: [Profile]) throws(IngestError) {
        let sniffer = CSVSniffer(sample: sample, isCut: buffer.end > sample.count || !buffer.isExhausted, profiles: profiles)
        let finding = try sniffer.finding()
        let line = finding.dialect.hasSeparatorLine ? 2 : 1
        var scanner = CSVScanner(buffer, delimiter: finding.dialect.delimiter, from: finding.start, line: line)
        let isReadable = try scanner.nextRow() == .row && !finding.hasBrokenHeader
        dialect = finding.dialect
        binding = CSVBinding(header: isReadable ? scanner.texts() : [], profiles: profiles)
        let location = SourceLocation(line: max(scanner.line, 1), column: nil)
        if !isReadable {
            faults = [Fault(.headerUnreadable, at: location)]
        } else if binding.kind == .unknown {
            faults = [Fault(.fileNotRecognized, at: location, value: binding.header.prefix(5).joined(separator: ", "))]
        } else {
            faults = binding.faults(line: scanner.line)
        }
        self.scanner = scanner
    }

    /// The orders of the file; nil when none can be read.
    consuming func orders() -> CSVOrders? {
        if faults.contains(where: { $0.severity == .error }) { return nil }
        return CSVOrders(scanner, binding: binding, dialect: dialect)
    }

    /// The scanner, which stands at the header row.
    consuming func take() -> CSVScanner { scanner }
}
