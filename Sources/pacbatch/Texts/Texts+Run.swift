import Emit
import Fiscal
import Ingest
import Ledger
private import Glibc

/// What commands around a run say.
extension Wording {
    static let noRoom: Wording = {
        let megabytes = Reserve.freeBytesMin >> 20
        return Wording(
            es:
                "El disco está lleno: quedan menos de \(megabytes) MiB libres. No se envió nada más y lo enviado está registrado. Libere espacio y "
                + "repita el mismo comando.",
            en:
                "The disk is full: less than \(megabytes) MiB are free. Nothing more was sent, and what was sent is recorded. Free space and "
                + "repeat the same command.")
    }()

    static func ledgerFailed(_ error: any Error) -> Wording {
        let words = (error as? LedgerError).map { "\($0.message) (SQLite \($0.code))" } ?? "\(error)"
        return Wording(
            es: "El registro (ledger.sqlite) falló: \(words). No se envió nada más; revise el disco y repita el mismo comando.",
            en: "The ledger (ledger.sqlite) failed: \(words). Nothing more was sent; check the disk and repeat the same command.")
    }

    /// An error that no case of its own is made for.
    static func failed(_ error: any Error) -> Wording {
        if isDiskFull(error) { return noRoom }
        if error is LedgerError { return ledgerFailed(error) }
        return Wording(
            es: "No se pudo seguir: \(error). Lo que ya se envió está registrado; repita el mismo comando.",
            en: "Can't go on: \(error). What was sent is recorded; repeat the same command.")
    }

    private static func isDiskFull(_ error: any Error) -> Bool {
        let full = [ENOSPC, EDQUOT]
        return switch error {
        case let error as LedgerError: error.isFull
        case let error as EmitError: error.isFull
        case let error as FileError: full.contains(error.errno)
        case IngestError.system(_, _, let number): full.contains(number)
        default: false
        }
    }

    static func clockSetBack(_ last: FiscalTime) -> Wording {
        Wording(
            es:
                "El reloj de esta máquina está antes del último suceso registrado (\(last.text)). Corrija la hora y repita el comando. Si la hora está bien "
                + "y antes estuvo mal, dígalo: pacbatch reconcile --evidence \"el reloj estaba adelantado\"",
            en:
                "This machine's clock is before the last recorded event (\(last.text)). Correct the time and repeat the command. If it is right and was "
                + "wrong before, say so: pacbatch reconcile --evidence \"the clock was ahead\"")
    }

    static func companyStopped(_ company: String, _ reason: String) -> Wording {
        Wording(
            es: "\(company): el PAC no deja emitir (\(reason)). Sus documentos siguen en cola; revise con pacbatch doctor.",
            en: "\(company): the PAC doesn't let it issue (\(reason)). Its documents stay queued; check with pacbatch doctor.")
    }

    static let budgetSpent = Wording(
        es: "Se llegó al límite de --max-documents o --max-amount: lo demás sigue en cola.",
        en: "The limit of --max-documents or --max-amount was reached: the rest stays queued.")

    /// What became of the webhook files; nil when there was none.
    static func webhooks(_ counts: WebhookIntake.Counts, held: Int) -> Wording? {
        guard counts.taken + counts.rejected + counts.left > 0 else { return nil }
        let (taken, refused, left, held) = (grouped(counts.taken), grouped(counts.rejected), grouped(counts.left), grouped(held))
        var (es, en) = ("Webhooks: \(taken) leídos", "Webhooks: \(taken) taken")
        if held != "0" {
            es += ", \(held) esperan su documento"
            en += ", \(held) wait for their document"
        }
        if counts.rejected > 0 {
            es += ", \(refused) en rejected/ con su motivo"
            en += ", \(refused) in rejected/ with the reason"
        }
        if counts.left > 0 {
            es += ", \(left) se quedan en inbox/ porque falta su secreto"
            en += ", \(left) stay in inbox/ for want of their secret"
        }
        return Wording(es: es, en: en)
    }

    static func tooManyRejects(_ refused: Int, of all: Int, _ limit: RejectLimit) -> Wording {
        Wording(
            es:
                "\(grouped(refused)) de \(grouped(all)) documentos nuevos son inválidos, más de lo que permite --max-rejects \(limit.text): no se envía "
                + "nada y lo bueno sigue en cola. Revise si es el archivo correcto; para enviar lo bueno, corra sin --max-rejects.",
            en:
                "\(grouped(refused)) of \(grouped(all)) new documents are invalid, more than --max-rejects \(limit.text) allows: nothing is sent, and "
                + "what is good stays queued. See whether it is the right file; to send what is good, run without --max-rejects.")
    }

    static func notAPlan(_ file: String) -> Wording {
        Wording(
            es: "\(printable(file)) no es un plan. Haga uno con: pacbatch plan --out ARCHIVO",
            en: "\(printable(file)) isn't a plan. Make one with: pacbatch plan --out FILE")
    }

    static func planChanged(_ changes: [SavedPlan.Change]) -> Wording {
        let words = changes.map(planChange)
        return Wording(
            es: "El plan ya no vale: \(words.map(\.es).joined(separator: "; ")). Haga otro con: pacbatch plan --out ARCHIVO",
            en:
                "The plan no longer holds: \(words.map(\.en).joined(separator: "; ")). Make another with: pacbatch plan --out FILE"
        )
    }

    private static func planChange(_ change: SavedPlan.Change) -> Wording {
        switch change {
        case .configuration: Wording(es: "la configuración cambió", en: "the configuration has changed")
        case .ledger: Wording(es: "hubo otra corrida desde entonces", en: "there was another run since")
        case .inputAdded(let name):
            Wording(es: "hay un archivo nuevo: \(printable(name))", en: "there is a new file: \(printable(name))")
        case .inputMissing(let name):
            Wording(es: "falta el archivo \(printable(name))", en: "the file \(printable(name)) is missing")
        case .inputChanged(let name):
            Wording(es: "cambió el archivo \(printable(name))", en: "the file \(printable(name)) has changed")
        case .leftover(let name):
            Wording(
                es:
                    "una corrida que no terminó dejó work/\(printable(name)), que ningún plan muestra (una corrida sin --plan lo recibe)",
                en: "a run that didn't end left work/\(printable(name)), which no plan shows (a run without --plan takes it in)")
        }
    }

    static func whereThingsAre(_ run: String) -> Wording {
        Wording(
            es: "Informe: reports/run-\(run).html · Resultados: results/ · Manifiesto: manifests/run-\(run).json · PDF: outbox/",
            en: "Report: reports/run-\(run).html · Results: results/ · Manifest: manifests/run-\(run).json · PDFs: outbox/")
    }
}

extension LedgerRefusal {
    /// What is wrong and what to do about it.
    func message(in language: Language) -> String {
        switch self {
        case .otherEnvironment(let ledger):
            Wording(
                es:
                    "El registro de este espacio es del ambiente «\(ledger.rawValue)» y la configuración dice otro. Un registro nunca sirve a "
                    + "los dos: use otro espacio (pacbatch init).",
                en:
                    "This workspace's ledger belongs to the environment “\(ledger.rawValue)” and the configuration says another. A ledger never "
                    + "serves both: use another workspace (pacbatch init).")[language]
        case .newerProgram(let migration):
            Wording(
                es: "Una versión más nueva de pacbatch cambió el registro (\(migration)). Actualice el programa.",
                en: "A newer version of pacbatch has changed the ledger (\(migration)). Update the program.")[language]
        case .missing:
            Wording(
                es: "Todavía no hay registro: primero corra pacbatch run.", en: "There is no ledger yet: run pacbatch run first.")[
                    language]
        }
    }
}
