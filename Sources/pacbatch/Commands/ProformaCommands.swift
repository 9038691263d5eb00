import Fiscal
import JSONText
import Ledger
import Submit
import Transform

/// `promote ID`: a PROFORM becomes a DGI document under its own key, judged anew as one; the next run sends it (rulebook 1.1, 10).
enum PromoteCommand {
    static func run(_ context: Context, id: String) throws -> ExitCode {
        let session = try Session(context)
        let row = try proforma(session, id)
        let promoted = try judged(session, row)
        let ledger = session.ledger
        let micros = session.clock.wallMicros()
        try OperatorCommand.carryOut(session, row, named: "promote") {
            try ledger.promote(document: row.id, as: promoted, atMicros: micros)
        }
        context.screen.say(
            Wording.promoted(row, isWaiting: promoted.state == .waiting, program: context.program)[context.language], .good)
        return .done
    }

    private static func proforma(_ session: borrowing Session, _ id: String) throws -> DocumentRow {
        let found = try session.ledger.standing(named: id)
        let proformas = found.filter { $0.state == .proforma && $0.holdsKey }
        let language = session.context.language
        guard let row = proformas.first else {
            let words = found.first.map { Wording.noProforma(id, $0.state) } ?? Wording.unknownID(id)
            throw Session.Refusal(message: words[language], code: .usage)
        }
        guard proformas.count == 1 else {
            throw Session.Refusal(message: Wording.severalDocuments(id, proformas)[language], code: .usage)
        }
        return row
    }

    /// The verdict of the order as a DGI document; a refusal when it can't be one.
    private static func judged(_ session: borrowing Session, _ row: DocumentRow) throws -> DocumentAdmission {
        let (ledger, language, now) = (session.ledger, session.context.language, session.clock.now)
        guard let bytes = try ledger.record(ofDocument: row.id), var stored = try? JSONParser.parse(bytes).object,
            var order = stored["order"]?.object
        else { throw Session.Refusal(message: Wording.noRecord(row)[language], code: .usage) }
        order[OrderKey.mode.name] = [.string(GenerationMode.dgi.rawValue), JSONValue(row.line), 0, false]
        stored["order"] = .object(order)
        let record = OrderRecord(stored: .object(stored))
        let rucs = RucMemory(ledger, cacheDays: session.configuration.rucCacheDays, now: now)
        var transformer = session.configuration.transformer
        var judged = JudgedOrder()
        var failure: (any Error)?
        transformer.judge(
            record, defaultCompany: row.company, admittedAt: now,
            answer: { question in
                do { return try rucs.answer(question) } catch {
                    failure = error
                    return nil
                }
            }, into: &judged)
        if let failure { throw failure }
        if case .gate(let question) = judged.verification, case .found? = try rucs.answer(question) {
            judged.verification = .none
        }
        var admission = DocumentAdmission(judged, of: record, input: row.inputID)
        admission.state = KeyDecision.ownState(judged)
        guard admission.state != .invalid else {
            let errors = judged.faults.filter { $0.severity == .error }
            let list = errors.map { "\($0.code.code): \($0.message(in: language)). \($0.hint(in: language))" }
            throw Session.Refusal(
                message: Wording.notPromoted(row)[language] + "\n" + list.map(printable).joined(separator: "\n"), code: .usage)
        }
        return admission
    }
}

/// `delete ID`: removes a PROFORM or an imported document, never a DGI one (rulebook 1.1, 1.3, 9).
enum DeleteCommand {
    static func run(_ context: Context, id: String) throws -> ExitCode {
        let session = try Session(context)
        let row = try removable(session, id)
        try refuseReferenced(session, row)
        let ledger = session.ledger
        let (now, micros) = (session.clock.now, session.clock.wallMicros())
        try OperatorCommand.carryOut(session, row, named: "delete") {
            try ledger.remove(document: row.id, at: now, atMicros: micros)
        }
        context.screen.say(Wording.removed(row)[context.language], .good)
        return .done
    }

    private static func removable(_ session: borrowing Session, _ id: String) throws -> DocumentRow {
        let language = session.context.language
        let found = try session.ledger.standing(named: id)
        let removable = found.filter {
            $0.mode != .dgi && ($0.state == .proforma || $0.state == .imported) && $0.replacedBy == nil
        }
        guard let row = removable.first else {
            guard let first = found.first else { throw Session.Refusal(message: Wording.unknownID(id)[language], code: .usage) }
            throw refusal(Fault(.deleteRefused, facts: ["key": first.nameInFaults]), language)
        }
        guard removable.count == 1 else {
            throw Session.Refusal(message: Wording.severalDocuments(id, removable)[language], code: .usage)
        }
        return row
    }

    /// What a note of ours corrects stays for as long as the note stands: without it nobody could tell what was credited.
    private static func refuseReferenced(_ session: borrowing Session, _ row: DocumentRow) throws {
        guard row.mode == .dgiImport, let note = try session.ledger.note(on: row) else { return }
        let facts = ["key": row.nameInFaults, "note": note.nameInFaults, "state": note.state.rawValue]
        throw refusal(Fault(.deleteReferenced, facts: facts), session.context.language)
    }

    private static func refusal(_ fault: Fault, _ language: Language) -> Session.Refusal {
        Session.Refusal(
            message: printable("\(fault.code.code): \(fault.message(in: language)). \(fault.hint(in: language))"), code: .usage)
    }
}

/// A command that changes one document in the ledger, in the name of a run of its own, and writes the results anew.
enum OperatorCommand {
    /// Makes the change as one durable step, then the results of the document's input.
    static func carryOut(
        _ session: borrowing Session, _ row: DocumentRow, named name: String, _ change: () throws -> Void
    ) throws {
        let (ledger, now, micros) = (session.ledger, session.clock.now, session.clock.wallMicros())
        let run = try session.ledger.newRunName(at: now, random: session.machine.random)
        let hash = session.configuration.hash
        try session.workspace.makeFolders()
        try ledger.transaction {
            try ledger.beginRun(name: run, at: now, version: Version.current, configurationHash: hash)
            try ledger.append(event: "run", atMicros: micros, detail: ["name": .string(run), "command": .string(name)])
            try change()
            try ledger.finishRun(at: now, exitCode: ExitCode.done.rawValue)
        }
        try session.writeEpoch()
        _ = try EmitPhase(session).writeResults()
        guard session.context.global.json, let changed = try ledger.document(id: row.id) else { return }
        session.context.data([
            "schema": .string("pacbatch.\(name)"), "schema_version": 1, "document": changed.stand,
            "removed": .bool(try ledger.isRemoved(document: row.id)),
        ])
    }
}

extension LedgerStore {
    /// Documents that an ID names and that weren't removed; void requests aren't documents.
    func standing(named id: String) throws -> [DocumentRow] {
        try documents(named: id).filter { row in
            guard row.kind != .void else { return false }
            return try !isRemoved(document: row.id)
        }
    }
}
