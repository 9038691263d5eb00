import Digest
import Emit
import Fiscal
import Ingest
import Ledger
import Submit

/// What a run leaves behind: results per input, manifest, report. All of it a function of the ledger and of the run's facts (G5).
struct EmitPhase {
    let ledger: LedgerStore
    let workspace: Workspace
    let language: Language
    let files: Emit.FileOperations
    /// What the ERP of an input reads back (a profile's `results`).
    var writeBack: (_ input: InputRow) -> WriteBack? = { _ in nil }
    /// The rows to correct of an input, in its own columns and dialect (Ingest).
    let fixRows: (_ input: InputRow, _ documents: [DocumentRow], _ write: ([UInt8]) throws -> Void) throws -> Void

    /// What was written, and what it adds up to.
    struct Outcome {
        var inputs: [Manifest.Input] = []
        var outputs: [Manifest.Output] = []
        var carriedOver = Tally()
        var validity = ValidityTally()
        var details = ReportDetails()
        /// Paths of the files of rows to correct, in the workspace.
        var fixFiles: [String] = []

        /// The documents that the run took in or worked on.
        var tally: Tally {
            var tally = carriedOver
            for input in inputs { tally.add(input.tally) }
            return tally
        }
    }

    /// Writes the results of every input that this run took in or whose documents it moved.
    func writeResults() throws -> Outcome {
        var outcome = Outcome()
        for entry in try ledger.inputsToReport() {
            guard entry.input.state != .rejected, entry.input.kind != FileKind.webhook.name else {
                outcome.inputs.append(try inputWithoutDocuments(entry.input, &outcome.details))
                continue
            }
            let files = try write(entry.input, &outcome.details)
            outcome.outputs += ([files.jsonl, files.csv] + (files.erp.map { [$0] } ?? [])).map {
                Manifest.Output($0, workspace: workspace.folder)
            }
            if let fix = files.fix {
                let output = Manifest.Output(fix, workspace: workspace.folder)
                outcome.outputs.append(output)
                outcome.fixFiles.append(output.path)
            }
            if entry.isOfThisRun {
                outcome.inputs.append(Manifest.Input(entry.input, tally: files.tally))
            } else {
                outcome.carriedOver.add(files.tally)
            }
            outcome.validity.add(files.validity)
        }
        return outcome
    }

    /// A file that was refused, or a webhook: it has no results of its own.
    private func inputWithoutDocuments(_ row: InputRow, _ details: inout ReportDetails) throws -> Manifest.Input {
        let faults = try ledger.faults(ofInput: row.id)
        for fault in faults { details.add(fault, inputName: row.name) }
        var input = Manifest.Input(row, tally: Tally())
        if row.state == .rejected { input.reason = faults.first { $0.severity == .error }?.code.code }
        return input
    }

    /// Writes the results of one input again.
    func rewrite(_ input: InputRow) throws -> ResultFiles {
        var details = ReportDetails()
        return try write(input, &details)
    }

    private func write(_ input: InputRow, _ details: inout ReportDetails) throws -> ResultFiles {
        let fileFaults = try ledger.faults(ofInput: input.id)
        var writer = try ResultsWriter(
            input: input, faults: fileFaults, language: language, workspace: workspace.folder,
            writeBack: writeBack(input), operations: files, naming: { try recordID(ofDocument: $0) })
        for fault in fileFaults { details.add(fault, inputName: input.name) }
        try ledger.documents(ofInput: input.id) { row in
            let faults = try ledger.faults(ofDocument: row.id)
            try writer.add(row, faults: faults)
            let attemptedAt = row.state == .in_doubt ? try ledger.lastAttempt(ofDocument: row.id) : nil
            details.add(row, faults: faults, input: input, attemptedAt: attemptedAt)
        }
        // Documents that `reconcile` took up have no rows of the user's any more.
        return try writer.finish(fix: input.kind == Reconciliation.inputKind ? nil : fix(of: input))
    }

    /// The name of a document in results: its input and its place in it.
    func recordID(ofDocument id: Int64) throws -> RecordID? {
        guard let row = try ledger.document(id: id), let input = try ledger.input(id: row.inputID) else { return nil }
        return RecordID(input: input, sequence: row.sequence)
    }

    /// Nil for XML: a signed document has no rows to correct.
    private func fix(of input: InputRow) -> ResultsWriter.FixContent? {
        if input.kind == FileKind.dgiXML.name { return nil }
        return { write in
            var failing: [DocumentRow] = []
            try ledger.documents(ofInput: input.id) { row in if row.needsFix { failing.append(row) } }
            try fixRows(input, failing, write)
        }
    }
}
