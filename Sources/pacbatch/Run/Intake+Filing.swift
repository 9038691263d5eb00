import Emit
import Fiscal
import Ingest
import Ledger
import Submit

/// Claimed files on their way to `archive/` and `rejected/`: what is decided is in the ledger first, then the file is moved, then the ledger
/// learns the place. A run that dies in between leaves a row without a place (reliability.md 1.2, C15, C16).
extension Intake {
    /// Finds by their bytes the files that a dead run moved without taking note of it.
    func findFiledInputs() throws {
        for input in try ledger.unfiledInputs() {
            let places = Set(try ledger.inputPlaces(sha256: input.sha256))
            let found = try inbox.filed(name: input.name, sha256: input.sha256, bytes: input.bytes, isOthers: places.contains)
            guard let place = found else { continue }
            let state: InputRow.State = place.hasPrefix("rejected/") ? .rejected : .archived
            try ledger.transaction { try ledger.markFiled(input: input.id, state: state, place: place) }
        }
    }

    /// Moves a file whose records are all in the ledger to the archive.
    mutating func archive(_ opened: Opened, _ input: InputRow) throws {
        let place = try moveToArchive(opened)
        try ledger.transaction { try ledger.markFiled(input: input.id, state: .archived, place: place) }
    }

    /// Returns where it lies now, below the workspace.
    mutating func moveToArchive(_ opened: Opened) throws -> String {
        let today = machine.clock.now.civil
        return try inbox.archive(opened.file, sha8: opened.fingerprint.sha8, year: today.year, month: today.month)
    }

    /// Refuses a whole file.
    mutating func reject(_ opened: Opened, _ input: InputRow, faults: [Fault]) throws {
        try ledger.transaction { try ledger.refuse(input: input.id, faults: faults) }
        try putIntoRejected(opened, input, faults: faults)
    }

    private mutating func putIntoRejected(_ opened: Opened, _ input: InputRow, faults: [Fault]) throws {
        let place = try moveToRejected(opened, faults: faults)
        try ledger.transaction { try ledger.markFiled(input: input.id, state: .rejected, place: place) }
    }

    /// Returns where it lies now, below the workspace.
    mutating func moveToRejected(_ opened: Opened, faults: [Fault]) throws -> String {
        let reason = Rejection(file: opened.file.name, fingerprint: opened.fingerprint, faults: faults).text(in: language)
        return try inbox.reject(opened.file, sha8: opened.fingerprint.sha8, reason: reason)
    }

    /// Bytes that the ledger has decided on before. What a dead run left in `work/` is that very file if it lies nowhere else: the run died before
    /// it moved it, or a power cut took the move back. Anything else is a second copy.
    mutating func putAway(_ opened: Opened, known input: InputRow) throws {
        guard try isTheVeryFile(opened, input) else { return try archiveDuplicate(opened, of: input) }
        if input.state == .rejected {
            try putIntoRejected(opened, input, faults: try ledger.faults(ofInput: input.id))
        } else {
            try archive(opened, input)
        }
    }

    private func isTheVeryFile(_ opened: Opened, _ input: InputRow) throws -> Bool {
        try leftovers.contains(opened.file.path) && !(input.place.map { try inbox.isThere($0) } ?? false)
    }

    /// True for a second copy of a file that was refused as a whole: no document of it is known, so it is judged anew. Its first copy stays in
    /// `rejected/`.
    func cameAgain(_ opened: Opened, _ input: InputRow) throws -> Bool {
        guard input.state == .rejected, opened.kind != .webhook else { return false }
        return try !isTheVeryFile(opened, input)
    }

    /// The same bytes a second time: archived, listed, not processed (product.md 6).
    private mutating func archiveDuplicate(_ opened: Opened, of input: InputRow) throws {
        _ = try moveToArchive(opened)
        outcome.unregistered.append(
            Manifest.Input(
                name: opened.file.name, sha256: opened.fingerprint.hex, bytes: opened.fingerprint.count, kind: opened.kind.name,
                company: opened.file.folder.company, outcome: .accepted, duplicateOf: input.name))
    }
}
