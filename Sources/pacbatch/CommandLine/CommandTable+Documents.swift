import Fiscal

// What is done to single documents.
extension CommandTable {
    static let documentRows: [CommandRow] = [
        show, why, trace, retry, inDoubtList, inDoubtResolve, sync, notify, void, promote, delete, importSet, export,
    ]

    private static let show = CommandRow(
        "show",
        summary: Wording(es: "toda la historia de un documento", en: "the whole history of a document"),
        details: idDetails, operands: [.documentID],
        examples: ["pacbatch show F-1001"]
    ) { arguments throws(UsageError) in .show(id: try arguments.operand(0, named: "ID")) }

    private static let why = CommandRow(
        "why",
        summary: Wording(
            es: "qué le pasa a un documento y la orden exacta que sigue",
            en: "what is the matter with a document and the exact next command"),
        details: idDetails, operands: [.documentID],
        examples: ["pacbatch why F-1001"]
    ) { arguments throws(UsageError) in .why(id: try arguments.operand(0, named: "ID")) }

    private static let trace = CommandRow(
        "trace",
        summary: Wording(
            es: "de qué celda, cliente o regla salió cada valor enviado",
            en: "from which cell, client or rule each value sent came"),
        details: Wording(
            es:
                "CAMPO es el nombre de un valor enviado (receiver.ruc, items[0].prices) o el de una columna (client_ruc). Sin CAMPO, todo el envío.",
            en:
                "FIELD is the name of a value sent (receiver.ruc, items[0].prices) or of a column (client_ruc). Without FIELD, all that is sent."
        ),
        operands: [.documentID, OperandRow(Wording(es: "CAMPO", en: "FIELD"), .optional)],
        examples: ["pacbatch trace F-1001", "pacbatch trace F-1001 receiver.ruc"]
    ) { arguments throws(UsageError) in
        .trace(id: try arguments.operand(0, named: "ID"), field: arguments.operands.dropFirst().first)
    }

    private static let retry = CommandRow(
        "retry",
        summary: Wording(
            es: "vuelve a poner en cola lo que falló por causas ajenas a los datos",
            en: "queue again what failed for reasons outside the data"),
        options: [.state, .code, .sinceChange, .company],
        examples: ["pacbatch retry --since 2d", "pacbatch retry --code AP1010 --company acme"]
    ) { arguments throws(UsageError) in
        .retry(
            RetryOptions(
                state: try arguments.word(.state), code: try arguments.filledText(.code),
                since: try arguments.since(.sinceChange),
                company: try arguments.filledText(.company)))
    }

    private static let inDoubtList = CommandRow(
        "indoubt", "list",
        summary: Wording(
            es: "los documentos de los que no se sabe si el PAC los recibió",
            en: "the documents that the PAC may or may not have received"),
        examples: ["pacbatch indoubt list"]
    ) { _ throws(UsageError) in .inDoubtList }

    private static let inDoubtResolve = CommandRow(
        "indoubt", "resolve",
        summary: Wording(es: "su veredicto sobre un documento en duda", en: "your verdict on a document in doubt"),
        details: Wording(
            es:
                "Búsquelo en el portal del PAC. Si está ahí, dé su id con --document-id; si está seguro de que no está, --not-received.",
            en:
                "Look it up in the PAC's portal. When it is there, give its id with --document-id; when you are sure that it isn't, "
                + "--not-received."),
        operands: [.documentID], options: [.documentID, .notReceived, .evidence],
        examples: [
            "pacbatch indoubt resolve F-1001 --document-id 01KAJ3V7Q2M8R4T6W9X1Y5Z0AB --evidence \"portal, 20/11 9:15\"",
            "pacbatch indoubt resolve F-1001 --not-received --evidence \"portal, 20/11 9:15\"",
        ]
    ) { arguments throws(UsageError) in
        let id = try arguments.operand(0, named: "ID")
        let verdict: ResolveOptions.Verdict
        switch (try arguments.filledText(.documentID), arguments.has(.notReceived)) {
        case (let document?, false): verdict = .received(documentID: document)
        case (nil, true): verdict = .notReceived
        case (nil, false):
            throw .missingOneOf([OptionRow.documentID.flag, OptionRow.notReceived.flag], command: arguments.command)
        case (_?, true): throw .conflict(OptionRow.documentID.flag, OptionRow.notReceived.flag)
        }
        return .inDoubtResolve(ResolveOptions(id: id, verdict: verdict, evidence: try arguments.required(.evidence)))
    }

    private static let sync = CommandRow(
        "sync",
        summary: Wording(es: "pide otra vez al PAC el estado y el PDF", en: "ask the PAC again for status and PDF"),
        details: Wording(es: "Sin ID, de todos los documentos pendientes.", en: "Without an ID, of all pending documents."),
        operands: [OperandRow(Wording(es: "ID", en: "ID"), .any)],
        examples: ["pacbatch sync", "pacbatch sync F-1001 F-1002"]
    ) { arguments throws(UsageError) in .sync(ids: arguments.operands) }

    private static let notify = CommandRow(
        "notify",
        summary: Wording(es: "hace que el PAC envíe un documento por correo", en: "have the PAC send a document by e-mail"),
        details: Wording(
            es: "Cada --to es un correo más. Queda en la historia del documento; nunca se repite solo.",
            en: "Each --to is one more mail. It is kept in the document's history, and never repeated by itself."),
        operands: [.documentID], options: [.to, .message],
        examples: [
            "pacbatch notify F-1001 --to pagos@ejemplo.com", "pacbatch notify F-1001 --to a@ejemplo.com --to b@ejemplo.com",
        ]
    ) { arguments throws(UsageError) in
        let id = try arguments.operand(0, named: "ID")
        return .notify(
            NotifyOptions(id: id, addresses: try arguments.addresses(.to), message: try arguments.filledText(.message)))
    }

    private static let void = CommandRow(
        "void",
        summary: Wording(es: "anula un documento ante la DGI", en: "void a document at the DGI"),
        details: Wording(
            es:
                "Lo envía en el acto y espera la confirmación (por omisión 1m); lo que falte lo termina la próxima corrida. Vale para facturas y "
                + "notas autorizadas, hasta 182 h después de su emisión; después, haga una nota de crédito.",
            en:
                "Sent at once; the confirmation is waited for (default 1m), and what is left then the next run finishes. For authorized invoices "
                + "and notes, up to 182 h after their issue; after that, make a credit note."),
        operands: [.documentID], options: [.reason, .wait],
        examples: ["pacbatch void F-1001 --reason \"Emitida a un cliente equivocado\""]
    ) { arguments throws(UsageError) in
        let reason = try arguments.required(.reason).trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }
        return .void(
            VoidOptions(
                id: try arguments.operand(0, named: "ID"), reason: String(reason.reversed()), wait: try arguments.duration(.wait))
        )
    }

    private static let promote = CommandRow(
        "promote",
        summary: Wording(
            es: "pasa un PROFORM a DGI; la próxima corrida lo envía", en: "turn a PROFORM into DGI; the next run sends it"),
        operands: [.documentID],
        examples: ["pacbatch promote P-200"]
    ) { arguments throws(UsageError) in .promote(id: try arguments.operand(0, named: "ID")) }

    private static let delete = CommandRow(
        "delete",
        summary: Wording(
            es: "quita un PROFORM o un documento importado (nunca uno DGI)",
            en: "remove a PROFORM or an imported document (never a DGI one)"),
        operands: [.documentID],
        examples: ["pacbatch delete P-200"]
    ) { arguments throws(UsageError) in .delete(id: try arguments.operand(0, named: "ID")) }

    private static let importSet = CommandRow(
        "import", "set",
        summary: Wording(
            es: "anota datos junto a un documento importado", en: "write data beside an imported document"),
        details: Wording(
            es: "clave=valor, cuantas hagan falta; un valor vacío la quita. El documento mismo no cambia.",
            en: "key=value, as many as needed; an empty value takes it away. The document itself doesn't change."),
        operands: [.documentID, OperandRow(Wording(es: "CLAVE=VALOR", en: "KEY=VALUE"), .any)], printsData: false,
        examples: ["pacbatch import set 0000000778 account=5101 note="]
    ) { arguments throws(UsageError) in
        let id = try arguments.operand(0, named: "ID")
        var changes: [ImportSetOptions.Change] = []
        for word in arguments.operands.dropFirst() {
            guard let change = ImportSetOptions.Change(word) else {
                throw .badOperand(name: "KEY=VALUE", value: word, expected: .text)
            }
            changes.append(change)
        }
        guard !changes.isEmpty else { throw .missingOperand(name: "KEY=VALUE", command: arguments.command) }
        return .importSet(ImportSetOptions(id: id, changes: changes))
    }

    private static let export = CommandRow(
        "export",
        summary: Wording(
            es: "la evidencia completa de un documento en una carpeta", en: "the whole evidence of a document in a folder"),
        details: Wording(
            es:
                "Filas como llegaron, lo enviado y lo recibido, sucesos con sus hashes, XML, PDF, SHA256SUMS e index.html. Nunca escribe en "
                + "una carpeta que no esté vacía.",
            en:
                "The rows as they came, what was sent and received, events with their hashes, XML, PDF, SHA256SUMS and index.html. Never "
                + "writes into a folder that isn't empty."),
        operands: [OperandRow(Wording(es: "ID", en: "ID"), .optional)], options: [.cufe, .outFolder],
        examples: ["pacbatch export F-1001", "pacbatch export --cufe FE01… --out evidencia"]
    ) { arguments throws(UsageError) in
        let out = try arguments.filledText(.outFolder)
        switch (try arguments.filledText(.cufe), arguments.operands.first) {
        case (let cufe?, nil): return .export(ExportOptions(subject: .cufe(cufe), out: out))
        case (nil, let id?): return .export(ExportOptions(subject: .named(id), out: out))
        case (nil, nil): throw .missingOneOf(["ID", OptionRow.cufe.flag], command: arguments.command)
        case (_?, _?): throw .conflict("ID", OptionRow.cufe.flag)
        }
    }

    private static let idDetails = Wording(
        es: "ID puede ser el número de orden, el id del documento en el PAC, el CUFE o la numeración.",
        en: "ID may be the order key, the PAC's document id, the CUFE or the numeration.")
}
