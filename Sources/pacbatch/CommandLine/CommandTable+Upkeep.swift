import Fiscal

// Looking after a workspace.
extension CommandTable {
    static let upkeepRows: [CommandRow] = [report, verify, reconcile, doctor, keys]

    private static let report = CommandRow(
        "report",
        summary: Wording(es: "informe HTML de una corrida o de un mes", en: "HTML report of a run or of a month"),
        options: [.run, .period],
        examples: ["pacbatch report", "pacbatch report --period 2026-11"]
    ) { arguments throws(UsageError) in
        let options = ReportOptions(run: try arguments.filledText(.run), period: try arguments.period(.period))
        if options.run != nil, options.period != nil { throw .conflict(OptionRow.run.flag, OptionRow.period.flag) }
        return .report(options)
    }

    private static let verify = CommandRow(
        "verify",
        summary: Wording(
            es: "compara el registro, la bandeja de salida y el archivo", en: "compare ledger, outbox and archive"),
        details: Wording(
            es: "Busca hashes que no cuadran, PDF que faltan, archivos ajenos y cambios en el registro de sucesos.",
            en: "Looks for hashes that don't agree, missing PDFs, stray files and changes in the log of events."),
        options: [.repair],
        examples: ["pacbatch verify", "pacbatch verify --repair"]
    ) { arguments throws(UsageError) in .verify(repair: arguments.has(.repair)) }

    private static let reconcile = CommandRow(
        "reconcile",
        summary: Wording(
            es: "tras restaurar el registro de un respaldo, lo pone al día y permite enviar de nuevo",
            en: "after the ledger was restored from a backup, bring it up to date and allow sending again"),
        details: Wording(
            es:
                "Lee resultados, manifiestos, bandeja de salida, ledger.epoch y ledger.intents, y con \"lookup\" todo lo que el PAC lista: adopta lo "
                + "que es igual, y lo que ninguna orden explica no se repite. Sin \"lookup\", o si el listado no está completo, diga con "
                + "--evidence qué vio en el portal del PAC.",
            en:
                "Reads results, manifests, outbox, ledger.epoch and ledger.intents, and with \"lookup\" all that the PAC lists: adopts what is "
                + "equal, and what no order explains isn't repeated. Without \"lookup\", or when the list isn't complete, say with --evidence "
                + "what you saw in the PAC's portal."),
        options: [.sinceIssue, .evidence],
        examples: ["pacbatch reconcile", "pacbatch reconcile --evidence \"portal, 21/11 9:15\""]
    ) { arguments throws(UsageError) in
        .reconcile(ReconcileOptions(since: try arguments.since(.sinceIssue), evidence: try arguments.filledText(.evidence)))
    }

    private static let doctor = CommandRow(
        "doctor",
        summary: Wording(
            es: "revisa carpetas, permisos, reloj, configuración, claves, PAC y bibliotecas",
            en: "check folders, permissions, clock, configuration, keys, PAC and libraries"),
        examples: ["pacbatch doctor"]
    ) { _ throws(UsageError) in .doctor }

    private static let keys = CommandRow(
        "keys",
        summary: Wording(
            es: "qué claves del PAC y secretos de webhook hay y cuál se usó por última vez",
            en: "which PAC keys and webhook secrets there are, and which was used last"),
        details: Wording(
            es: "Por su origen y su huella (las 8 primeras cifras hexadecimales del SHA-256), nunca su valor.",
            en: "By where they are kept and a fingerprint (the first 8 hexadecimal digits of the SHA-256), never their value."),
        examples: ["pacbatch keys"]
    ) { _ throws(UsageError) in .keys }
}
