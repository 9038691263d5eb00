import Fiscal

/// What is said about a ledger that was restored from a backup.
extension Wording {
    static func epochAhead(ledger: Int64, epoch: Int64) -> Wording {
        Wording(
            es: "ledger.epoch conoce \(epoch) sucesos y el registro tiene \(ledger), u otros",
            en: "ledger.epoch knows \(epoch) events and the ledger has \(ledger), or others")
    }

    static func manifestAhead(_ name: String) -> Wording {
        Wording(
            es: "el registro no conoce la corrida de manifests/\(printable(name))",
            en: "the ledger doesn't know the run of manifests/\(printable(name))")
    }

    static func olderLedger(_ sign: Wording) -> Wording {
        Wording(
            es:
                "El registro (ledger.sqlite) es más viejo que lo que ya pasó: \(sign.es). No se envía nada, para no enviar dos veces. Restaure la "
                + "copia más nueva, o póngalo al día con: pacbatch reconcile --evidence \"…\"",
            en:
                "The ledger (ledger.sqlite) is older than what has happened: \(sign.en). Nothing is sent, so that nothing is sent twice. Restore "
                + "the newest copy, or bring it up to date with: pacbatch reconcile --evidence \"…\"")
    }

    static let evidenceNeeded = Wording(
        es:
            "Revise en el portal del PAC los documentos desde la fecha de la copia y diga qué vio: pacbatch reconcile --evidence \"portal, 21/11 9:15\"",
        en:
            "Look in the PAC's portal at the documents since the copy was made and say what you saw: pacbatch reconcile --evidence \"portal, 21/11 9:15\""
    )

    static let everythingIsRead = Wording(
        es: "Se leen todos los resultados y manifiestos: --since no los limita.",
        en: "All results and manifests are read: --since doesn't limit them.")

    static func reconciled(_ outcome: Reconciliation.Outcome) -> Wording {
        Wording(
            es:
                "El registro está al día: \(outcome.added) documentos que no conocía, \(outcome.moved) que habían avanzado, \(outcome.runs) corridas. "
                + "Ya se puede enviar: pacbatch run",
            en:
                "The ledger is up to date: \(outcome.added) documents that it didn't know, \(outcome.moved) that had come further, \(outcome.runs) runs. "
                + "Sending is allowed again: pacbatch run")
    }

    static func contradiction(_ order: String) -> Wording {
        Wording(
            es:
                "\(printable(order)): los resultados y el registro tienen números distintos; queda el del registro. Revíselo en el portal del PAC.",
            en:
                "\(printable(order)): results and ledger have different numbers; the ledger's stays. Check it in the PAC's portal."
        )
    }
}
