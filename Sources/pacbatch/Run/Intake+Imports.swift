import Emit
import Ingest
import Ledger

/// Small files of the DGI's XML, one beside the other: read side by side, one commit for all that they say, one for where they lie afterwards. What a
/// crash leaves of each is what it leaves of a file alone: unknown in `work/`, taken, or moved without a place.
extension Intake {
    /// What a group's file came to in the ledger.
    private enum Entry {
        case taken(InputRow)
        case refused(InputRow, ImportReading.Small)
        /// Its bytes were decided on before.
        case known(InputRow)
    }

    /// Takes files in, in their order; small XML files that stand together go as groups.
    mutating func take(inOrder files: [Opened]) async throws {
        var group: [Opened] = []
        for file in files where !isStopping {
            if !group.isEmpty, !Self.mayJoin(file, group) {
                try await take(group: group)
                group = []
            }
            if Self.mayJoin(file, group) { group.append(file) } else { try await take(file) }
        }
        if !group.isEmpty, !isStopping { try await take(group: group) }
    }

    /// The same bytes twice in a group wait for each other: the second is a copy of what is archived by then.
    private static func mayJoin(_ file: Opened, _ group: [Opened]) -> Bool {
        guard file.kind == .dgiXML, file.fingerprint.count <= ImportReading.smallMax, group.count < ImportReading.groupMax,
            group.reduce(file.fingerprint.count, { $0 + $1.fingerprint.count }) <= ImportReading.groupBytesMax
        else { return false }
        return !group.contains { $0.fingerprint == file.fingerprint }
    }

    private mutating func take(group: [Opened]) async throws {
        let texts = try group.map { file in
            try ImportReading.contents(of: try machine.inbox.open(file.file.path), size: file.fingerprint.count)
        }
        let read = try await imports.reading.read(small: texts)
        let entries = try ledger.transaction { try zip(group, read).map { try enter($0, $1) } }
        var filed: [(input: Int64, state: InputRow.State, place: String)] = []
        for (file, entry) in zip(group, entries) {
            switch entry {
            case .taken(let input): filed.append((input.id, .archived, try moveToArchive(file)))
            case .refused(let input, let small):
                filed.append((input.id, .rejected, try moveToRejected(file, faults: small.faults)))
            case .known(let input): try putAway(file, known: input)
            }
        }
        try ledger.transaction {
            for entry in filed { try ledger.markFiled(input: entry.input, state: entry.state, place: entry.place) }
        }
        records += read.reduce(0) { $0 + $1.documents.count }
        progress(records)
    }

    private func enter(_ file: Opened, _ small: ImportReading.Small) throws -> Entry {
        var (input, isNew) = try register(file)
        if try cameAgain(file, input) { input = try reopen(file, input) }
        switch input.state {
        case .taken: return .taken(input)
        case .archived, .rejected: return .known(input)
        case .claimed: break
        }
        // Claimed and known: an earlier run registered it and died.
        assert(isNew || input.state == .claimed)
        guard !small.documents.isEmpty else {
            try ledger.refuse(input: input.id, faults: small.faults)
            return .refused(input, small)
        }
        try imports.take(small, input: input)
        return .taken(input)
    }
}
