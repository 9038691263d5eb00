public import Fiscal
public import Ledger

/// What the page of a run shows beyond its manifest, collected document by document in bounded memory.
public struct ReportDetails: Sendable {
    /// Refused documents whose correction has come.
    public private(set) var corrected = Tally()
    /// Most documents, or files, that a list shows; the page says how many there are.
    public static let listMax = 50
    /// Most documents in doubt that are shown: each needs a hand.
    public static let inDoubtMax = 500
    /// Most kinds of fault that are shown.
    static let faultGroupsMax = 60
    /// Examples of each kind of fault.
    static let examplesMax = 3

    /// A document in a list.
    struct Entry: Sendable {
        let id: RecordID
        let inputName: String
        let row: DocumentRow
        let attemptedAt: FiscalTime?
    }

    /// One kind of fault.
    public struct FaultGroup: Sendable {
        /// Which rule.
        public let code: FaultCode
        /// How much it weighs here.
        public internal(set) var severity: Severity
        /// How many there are.
        public internal(set) var count = 0
        /// The first ones, each with its file and its order.
        public internal(set) var examples: [(fault: Fault, inputName: String, order: String?)] = []
    }

    private(set) var inDoubt: [Entry] = []
    private(set) var inDoubtCount = 0
    private(set) var incomplete: [Entry] = []
    private(set) var filed: [Entry] = []
    private(set) var filedCount = 0
    private(set) var groups: [FaultCode: FaultGroup] = [:]

    /// Makes empty details.
    public init() {}

    /// Adds a document.
    /// - Parameter attemptedAt: the moment of the last POST; only asked for when it is in doubt.
    public mutating func add(_ row: DocumentRow, faults: [Fault], input: InputRow, attemptedAt: FiscalTime? = nil) {
        let entry = Entry(
            id: RecordID(input: input, sequence: row.sequence), inputName: input.name, row: row, attemptedAt: attemptedAt)
        if row.state == .in_doubt {
            inDoubtCount += 1
            if inDoubt.count < Self.inDoubtMax { inDoubt.append(entry) }
        } else if let missing = row.missingForValidity, !missing.isEmpty, incomplete.count < Self.listMax {
            incomplete.append(entry)
        }
        if row.pdf != nil {
            filedCount += 1
            if filed.count < Self.listMax { filed.append(entry) }
        }
        // What was wrong with it has been put right in the document that takes its place.
        guard !row.isCorrected else { return corrected.add(row) }
        for fault in faults { add(fault, inputName: input.name, order: row.orderID) }
    }

    /// Adds a fault of a whole file.
    public mutating func add(_ fault: Fault, inputName: String, order: String? = nil) {
        var group = groups[fault.code] ?? FaultGroup(code: fault.code, severity: fault.severity)
        group.count += 1
        if group.examples.count < Self.examplesMax { group.examples.append((fault, inputName, order)) }
        groups[fault.code] = group
    }

    /// The kinds of fault, the heaviest and most frequent first.
    public var faultGroups: [FaultGroup] {
        groups.values.sorted { left, right in
            (Self.weight(left.severity), right.count, left.code.code) < (Self.weight(right.severity), left.count, right.code.code)
        }
    }

    private static func weight(_ severity: Severity) -> Int {
        switch severity {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }
}

/// The page of a run: `reports/run-<id>.html` and `reports/latest.html` (product.md 7).
public struct Report: Sendable {
    /// What the manifest says.
    public var manifest: Manifest
    /// Lists and faults.
    public var details: ReportDetails
    /// When the POSTs went out; nil when there was none to send.
    public var submissions: SubmissionHistogram?
    /// Verdict and next steps.
    public var verdict: Verdict
    /// Companies whose queue stopped, with the reason.
    public var stopped: [(company: String, reason: String)]

    /// Makes a report.
    public init(
        manifest: Manifest, details: ReportDetails, submissions: SubmissionHistogram?, verdict: Verdict,
        stopped: [(company: String, reason: String)] = []
    ) {
        self.manifest = manifest
        self.details = details
        self.submissions = submissions
        self.verdict = verdict
        self.stopped = stopped
    }

    /// Writes both files.
    /// - Returns: the run's own page.
    /// - Throws: `EmitError.system`.
    public func write(workspace: String, operations: FileOperations = .posix) throws(EmitError) -> WrittenFile {
        try operations.makeFolders("reports", below: workspace)
        let folder = workspace + "/reports"
        let bytes = page
        let name = "run-" + manifest.run.id + ".html"
        let written = try AtomicFile.write(bytes, folder: folder, name: name, operations: operations)
        _ = try AtomicFile.write(bytes, folder: folder, name: "latest.html", operations: operations)
        return written
    }

    /// The page's bytes.
    public var page: [UInt8] { ReportPage(report: self).bytes }
}
