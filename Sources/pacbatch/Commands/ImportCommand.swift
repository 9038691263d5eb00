import Fiscal
import Ledger
import Submit

/// `import set`: what people write beside an imported document; the document itself never changes (rulebook 1.3).
enum ImportCommand {
    static func set(_ context: Context, _ options: ImportSetOptions) throws -> ExitCode {
        let session = try Session(context)
        let row = try document(session, options.id)
        let (ledger, micros) = (session.ledger, session.clock.wallMicros())
        try OperatorCommand.carryOut(session, row, named: "import set") {
            for change in options.changes {
                try ledger.set(metadata: change.key, change.value, import: row.id, atMicros: micros)
            }
        }
        return .done
    }

    /// The one imported document that is meant.
    private static func document(_ session: borrowing Session, _ name: String) throws -> DocumentRow {
        let language = session.context.language
        let found = try session.ledger.standing(named: name)
        let imports = found.filter { $0.mode == .dgiImport && $0.state == .imported }
        guard let row = imports.first else {
            let words = found.isEmpty ? Wording.unknownID(name) : Wording.notImported(name)
            throw Session.Refusal(message: words[language], code: .usage)
        }
        guard imports.count == 1 else {
            throw Session.Refusal(message: Wording.severalDocuments(name, imports)[language], code: .usage)
        }
        return row
    }
}

extension Wording {
    static func notImported(_ name: String) -> Wording {
        Wording(es: "«\(name)» no es un documento importado", en: "“\(name)” isn't an imported document")
    }
}
