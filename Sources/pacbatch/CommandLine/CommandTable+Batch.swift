import Fiscal

// The batch itself.
extension CommandTable {
    static let batchRows: [CommandRow] = [initialize, plan, run, status]

    private static let initialize = CommandRow(
        "init",
        summary: Wording(
            es: "crea una carpeta de trabajo con su configuración comentada",
            en: "make a workspace with a commented configuration"),
        operands: [OperandRow(Wording(es: "CARPETA", en: "DIR"), .optional, .directory)],
        examples: ["pacbatch init /srv/pacbatch"]
    ) { arguments throws(UsageError) in .initialize(directory: arguments.operands.first) }

    private static let plan = CommandRow(
        "plan",
        summary: Wording(
            es: "todo lo que haría run, sin enviar nada", en: "everything that run would do, without sending anything"),
        details: Wording(
            es:
                "Lee la bandeja de entrada y muestra cuentas y sumas, cada falla, duplicados, conflictos y notas en espera. La bandeja y el "
                + "registro quedan como están.",
            en:
                "Reads the inbox and shows counts and sums, every fault, duplicates, conflicts and waiting notes. Inbox and ledger stay as "
                + "they are."),
        options: [.out, .offline],
        examples: ["pacbatch plan", "pacbatch plan --out plan.json && pacbatch run --plan plan.json"]
    ) { arguments throws(UsageError) in
        .plan(PlanOptions(out: try arguments.filledText(.out), offline: arguments.has(.offline)))
    }

    private static let run = CommandRow(
        "run",
        summary: Wording(es: "procesa la bandeja de entrada", en: "process the inbox"),
        details: Wording(
            es:
                "Toma los archivos de inbox/, valida, envía al PAC, espera a la DGI y guarda PDF, resultados, manifiesto e informe. Se puede "
                + "interrumpir y repetir sin peligro: nada se envía dos veces.",
            en:
                "Takes the files of inbox/, validates, sends to the PAC, waits for the DGI and files PDFs, results, manifest and report. It can "
                + "be interrupted and repeated safely: nothing is sent twice."),
        options: [.plan, .wait, .until, .maxDocuments, .maxAmount, .maxRejects],
        examples: [
            "pacbatch run", "pacbatch run --wait 30m --until 05:30", "pacbatch run --max-documents 10 --max-amount 5000",
            "pacbatch run --max-rejects 2%",
        ]
    ) { arguments throws(UsageError) in
        .run(
            RunOptions(
                plan: try arguments.filledText(.plan), wait: try arguments.duration(.wait),
                until: try arguments.clockTime(.until),
                maxDocuments: try arguments.count(.maxDocuments), maxAmount: try arguments.amount(.maxAmount),
                maxRejects: try arguments.rejectLimit(.maxRejects)))
    }

    private static let status = CommandRow(
        "status",
        summary: Wording(
            es: "dónde está cada documento y qué le falta para ser válido",
            en: "where every document stands and what it lacks to be valid"),
        examples: ["pacbatch status", "pacbatch status --json"]
    ) { _ throws(UsageError) in .status }
}
