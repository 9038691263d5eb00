import Emit
import Fiscal

// What `plan` says.
extension Wording {
    /// Titles of the table by company, kind, mode and state.
    static let planColumns = [
        Wording(es: "empresa", en: "company"), Wording(es: "clase", en: "kind"), Wording(es: "modo", en: "mode"),
        Wording(es: "estado", en: "state"), Wording(es: "docs.", en: "docs."), Wording(es: "total B/.", en: "total B/."),
        Wording(es: "ITBMS B/.", en: "ITBMS B/."),
    ]
    static let planRateColumns = [
        Wording(es: "saldría, por tasa", en: "would go out, by rate"), Wording(es: "neto B/.", en: "net B/."),
        Wording(es: "ITBMS B/.", en: "ITBMS B/."), Wording(es: "total B/.", en: "total B/."),
    ]
    static let transportAndInsurance = Wording(es: "transporte, seguro", en: "transport, insurance")
    static let sum = Wording(es: "suma", en: "sum")

    static func openInDoubt(_ count: Int, _ program: String) -> Wording {
        Wording(
            es: "Hay \(grouped(count)) documentos en duda de corridas anteriores: \(program) indoubt list",
            en: "\(grouped(count)) documents of earlier runs are in doubt: \(program) indoubt list")
    }

    static func queuedBefore(_ count: Int, _ total: Sum) -> Wording {
        Wording(
            es: "De corridas anteriores están en cola, y saldrían también: \(grouped(count)) · B/. \(total.groupedText)",
            en: "Queued by earlier runs, and would go out too: \(grouped(count)) · B/. \(total.groupedText)")
    }

    /// What a run would send, in one sentence with the next command.
    static func planClosing(_ all: Tally, _ program: String) -> Wording {
        let queued = all[.queued]
        let waiting = all[.waiting].count
        let (count, sum) = (grouped(queued.count), queued.total.groupedText)
        let es = queued.count == 1 ? "Se enviaría 1 documento por B/. \(sum)" : "Se enviarían \(count) documentos por B/. \(sum)"
        let en = queued.count == 1 ? "1 document for B/. \(sum) would be sent" : "\(count) documents for B/. \(sum) would be sent"
        let notes =
            switch waiting {
            case 0: Wording(es: "", en: "")
            case 1: Wording(es: "; 1 nota espera a su factura", en: "; 1 note waits for its invoice")
            default:
                Wording(
                    es: "; \(grouped(waiting)) notas esperan a su factura",
                    en: "; \(grouped(waiting)) notes wait for their invoice")
            }
        return Wording(es: es + notes.es + ". Para hacerlo: \(program) run", en: en + notes.en + ". To do it: \(program) run")
    }
}

// Where more is told.
extension Wording {
    static func moreAbout(_ code: FaultCode) -> Wording {
        Wording(
            es: "Más sobre un código, con un ejemplo: pacbatch explain \(code.code)",
            en: "More about a code, with an example: pacbatch explain \(code.code)")
    }
}

// What commands that only look say.
extension Wording {
    static let statusColumns = [
        Wording(es: "empresa", en: "company"), Wording(es: "clase", en: "kind"), Wording(es: "modo", en: "mode"),
        Wording(es: "estado", en: "state"),
        Wording(es: "docs.", en: "docs."), Wording(es: "total B/.", en: "total B/."),
    ]

    static func corrected(_ count: Int) -> Wording {
        Wording(
            es: "Y \(grouped(count)) ya corregidos, que otro documento reemplaza.",
            en: "And \(grouped(count)) that have been corrected: another document takes their place.")
    }

    static let lacks = Wording(es: "falta", en: "missing:")

    static func validity(_ validity: ValidityTally) -> Wording {
        Wording(
            es: "Válidos ante la DGI: \(grouped(validity.validCount)) por B/. \(validity.validTotal.groupedText). "
                + "Todavía no: \(grouped(validity.incompleteCount)).",
            en: "Fiscally valid: \(grouped(validity.validCount)) for B/. \(validity.validTotal.groupedText). "
                + "Not yet: \(grouped(validity.incompleteCount)).")
    }

    static func unknownID(_ id: String) -> Wording {
        Wording(
            es: "Nadie se llama «\(id)» aquí. Sirven: número de orden, id del documento, CUFE o numeración.",
            en: "Nothing here is called “\(id)”. An order id, a document id, a CUFE or a numeration will do.")
    }
}
