public import Fiscal
internal import JSONText
public import Ledger

/// What was written for an input.
public struct ResultFiles: Sendable {
    /// `NAME.<sha8>.result.jsonl`.
    public let jsonl: WrittenFile
    /// `NAME.<sha8>.result.csv`.
    public let csv: WrittenFile
    /// `NAME.<sha8>.fix.csv`; nil when nothing has to be corrected.
    public let fix: WrittenFile?
    /// `NAME.<sha8>.erp.csv`, for the ERP to read back; nil without a profile that asks for it.
    public let erp: WrittenFile?
    /// Counts and sums of the input's documents.
    public let tally: Tally
    /// What of them is fiscally valid, and what is missing (rulebook 7.7).
    public let validity: ValidityTally
}

/// Writes the results of one input, document by document, in constant memory: JSON Lines and CSV at once, then the file of rows to correct
/// (product.md 7). A function of the ledger: the same rows give the same bytes, and files whose bytes don't change aren't written (G5).
public struct ResultsWriter: ~Copyable {
    /// Names a record by the ledger's number of its document; nil when there is none.
    public typealias Naming = (_ documentID: Int64) throws -> RecordID?
    /// Hands the bytes of a `.fix.csv` to `write`, in the input's own columns and dialect.
    public typealias FixContent = (_ write: ([UInt8]) throws -> Void) throws -> Void

    private let input: InputRow
    private let stem: String
    private let folder: String
    private let language: Language
    private let naming: Naming
    private let operations: FileOperations
    private var tally = Tally()
    private var validity = ValidityTally()
    private var fixCount = 0
    private var line = ByteWriter(capacity: 4096)
    private var jsonl: AtomicFile
    private var csv: AtomicFile
    private let writeBack: WriteBack?
    private var erp: AtomicFile?

    /// Begins the results of an input.
    /// - Parameters:
    ///   - faults: what is wrong with the file as a whole.
    ///   - writeBack: what the ERP reads back; nil for nothing, and an old file of that name is removed.
    ///   - workspace: its folder `results/` is made when it isn't there.
    /// - Throws: `EmitError.system`.
    public init(
        input: InputRow, faults: [Fault], language: Language, workspace: String, writeBack: WriteBack? = nil,
        operations: FileOperations = .posix, naming: @escaping Naming
    ) throws {
        let stem = ResultNames.stem(of: input)
        let folder = workspace + "/results"
        try operations.makeFolders("results", below: workspace)
        var jsonl = try AtomicFile(folder: folder, name: ResultNames.jsonl(stem: stem), operations: operations)
        var csv = try AtomicFile(folder: folder, name: ResultNames.csv(stem: stem), operations: operations)
        var line = ByteWriter()
        Self.appendFileLine(input, faults, language, to: &line)
        try jsonl.write(line.bytes)
        line.removeAll()
        ResultRecord.appendCSVHeader(to: &line)
        try csv.write(line.bytes)
        let erp = try Self.begin(writeBack, folder: folder, name: ResultNames.erp(stem: stem), operations: operations)
        self.input = input
        self.stem = stem
        self.folder = folder
        self.language = language
        self.naming = naming
        self.operations = operations
        self.jsonl = jsonl
        self.csv = csv
        self.writeBack = writeBack
        self.erp = erp
    }

    /// The file that the ERP reads back; nil, and an old one removed, when its profile asks for none.
    private static func begin(_ writeBack: WriteBack?, folder: String, name: String, operations: FileOperations) throws
        -> AtomicFile?
    {
        guard let writeBack else {
            try operations.remove(folder + "/" + name)
            return nil
        }
        var header = ByteWriter()
        writeBack.appendHeader(to: &header)
        var file = try AtomicFile(folder: folder, name: name, operations: operations)
        try file.write(header.bytes)
        return .some(file)
    }

    /// Adds the next document, in input order.
    public mutating func add(_ row: DocumentRow, faults: [Fault]) throws {
        let record = ResultRecord(
            row: row, faults: faults, inputName: input.name, id: stem + "#" + String(row.sequence),
            replaces: try row.replaces.flatMap(naming)?.text, replacedBy: try row.replacedBy.flatMap(naming)?.text,
            language: language)
        line.removeAll()
        record.appendJSON(to: &line)
        try jsonl.write(line.bytes)
        line.removeAll()
        record.appendCSV(to: &line)
        try csv.write(line.bytes)
        if let writeBack {
            line.removeAll()
            writeBack.append(record, to: &line)
            try erp?.write(line.bytes)
        }
        tally.add(row)
        validity.add(row)
        if row.needsFix { fixCount += 1 }
    }

    /// Writes the summary and puts the files in their places.
    /// - Parameter fix: the rows to correct; nil for an input that has no rows. It is called when some document `needsFix`; else an old
    ///   file of that name is removed.
    public consuming func finish(fix: FixContent? = nil) throws -> ResultFiles {
        line.removeAll()
        Self.appendSummary(tally, validity, to: &line)
        try jsonl.write(line.bytes)
        let fixFile = try writeFix(fix)
        var erpFile: WrittenFile?
        if let file = erp.take() { erpFile = try file.commit() }
        let csvFile = try csv.commit()
        let jsonlFile = try jsonl.commit()
        return ResultFiles(jsonl: jsonlFile, csv: csvFile, fix: fixFile, erp: erpFile, tally: tally, validity: validity)
    }

    private func writeFix(_ content: FixContent?) throws -> WrittenFile? {
        let name = ResultNames.fix(stem: stem)
        guard let content, fixCount > 0 else {
            try operations.remove(folder + "/" + name)
            return nil
        }
        var file = try AtomicFile(folder: folder, name: name, operations: operations)
        try content { try file.write($0) }
        return try file.commit()
    }

    private static func appendFileLine(_ input: InputRow, _ faults: [Fault], _ language: Language, to line: inout ByteWriter) {
        line.append(#"{"type":"file","schema":"pacbatch.results","schema_version":1,"name":"#)
        line.append(jsonString: input.name)
        line.append(#","sha256":"#)
        line.append(jsonString: input.sha256)
        line.append(#","bytes":"#)
        line.append(integer: Int64(input.bytes))
        line.append(#","kind":"#)
        line.append(jsonString: input.kind)
        line.append(#","company":"#)
        line.append(jsonOrNull: input.company)
        line.append(#","dialect":"#)
        let dialect = input.dialect.flatMap { try? JSONParser.parse($0) } ?? .null
        dialect.write(into: &line)
        line.append(#","records":"#)
        line.append(integer: Int64(input.records))
        line.append(#","faults":"#)
        faults.appendJSON(file: input.name, language: language, to: &line)
        line.append("}\n")
    }

    private static func appendSummary(_ tally: Tally, _ validity: ValidityTally, to line: inout ByteWriter) {
        var summary = JSONObject()
        summary["type"] = "summary"
        summary["outcome"] = .string(FileOutcome(of: tally).rawValue)
        summary.appendCounts(of: tally)
        summary["fiscal_validity"] = .object(validity.json)
        JSONValue.object(summary).write(into: &line)
        line.append("\n")
    }
}
