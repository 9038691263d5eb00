import Fiscal
import Submit

/// What is said about a ledger that was restored from a backup.
extension Wording {
    static func epochAhead(ledger: Int64, epoch: Int64) -> Wording {
        Wording(
            es: "ledger.epoch conoce \(epoch) sucesos y el registro tiene \(ledger), u otros",
            en: "ledger.epoch knows \(epoch) events and the ledger has \(ledger), or others")
    }

    static let epochDamaged = Wording(
        es: "ledger.epoch está dañado: no se sabe hasta dónde había llegado el registro",
        en: "ledger.epoch is damaged: nobody can say how far the ledger had come")

    static func intentAhead(_ numeration: String) -> Wording {
        Wording(
            es: "ledger.intents conoce un envío del número \(numeration) que el registro no tiene",
            en: "ledger.intents knows an attempt of the number \(numeration) that the ledger doesn't have")
    }

    static let reconciliationOpen = Wording(
        es: "una puesta al día empezó y no terminó", en: "bringing it up to date has begun and not ended")

    static func manifestAhead(_ name: String) -> Wording {
        Wording(
            es: "el registro no conoce la corrida de manifests/\(printable(name))",
            en: "the ledger doesn't know the run of manifests/\(printable(name))")
    }

    static func olderLedger(_ sign: Wording) -> Wording {
        Wording(
            es:
                "El registro (ledger.sqlite) es más viejo que lo que ya pasó: \(sign.es). No se envía ni se cambia nada, para no "
                + "enviar dos veces. Restaure la copia más nueva, o póngalo al día con: pacbatch reconcile",
            en:
                "The ledger (ledger.sqlite) is older than what has happened: \(sign.en). Nothing is sent or changed, so that nothing "
                + "is sent twice. Restore the newest copy, or bring it up to date with: pacbatch reconcile")
    }

    static let evidenceNeeded = Wording(
        es:
            "La configuración dice \"lookup\": \"none\": el PAC no se puede consultar. Revise en su portal los documentos desde la fecha de la copia y "
            + "diga qué vio: pacbatch reconcile --evidence \"portal, 21/11 9:15\"",
        en:
            "The configuration says \"lookup\": \"none\": the PAC can't be asked. Look in its portal at the documents since the copy was made and say "
            + "what you saw: pacbatch reconcile --evidence \"portal, 21/11 9:15\"")

    static let sinceNeedsListing = Wording(
        es: "--since limita el listado del PAC, que con \"lookup\": \"none\" no se lee.",
        en: "--since limits the PAC's list, which isn't read with \"lookup\": \"none\".")

    static func listingIsIncomplete(_ gap: ListedDocuments.Gap, isVouchedFor: Bool) -> Wording {
        let reason = reason(gap)
        return isVouchedFor
            ? Wording(
                es: "\(reason.es) Vale lo que dice --evidence.", en: "\(reason.en) What --evidence says counts.")
            : Wording(
                es:
                    "\(reason.es) Sigue sin enviarse nada. Pruebe de nuevo más tarde: pacbatch reconcile; o revise en el portal del PAC los "
                    + "documentos desde la fecha de la copia y diga qué vio con --evidence.",
                en:
                    "\(reason.en) Still nothing is sent. Try again later: pacbatch reconcile; or look in the PAC's portal at the documents since "
                    + "the copy was made and say what you saw with --evidence.")
    }

    private static func reason(_ gap: ListedDocuments.Gap) -> Wording {
        switch gap {
        case .unread(let company, let kind, let failure):
            let detail = detail(failure)
            return Wording(
                es: "\(company), \(kind.rawValue): el listado del PAC no se leyó completo (\(detail.es)).",
                en: "\(company), \(kind.rawValue): the PAC's list wasn't read to its end (\(detail.en)).")
        case .missing(let company, let id):
            return Wording(
                es: "\(company): el listado del PAC no muestra el documento \(printable(id)), que ya recibió; no está completo.",
                en:
                    "\(company): the PAC's list doesn't show the document \(printable(id)), which it has taken; it isn't complete."
            )
        case .tooEarly(let until):
            return Wording(
                es: "El listado del PAC puede atrasarse: vale desde \(until.text) (pac.settle).",
                en: "The PAC's list may lag behind: it counts from \(until.text) on (pac.settle).")
        }
    }

    private static func detail(_ failure: ListingFailure) -> Wording {
        switch failure {
        case .page(let page, let words):
            Wording(es: "página \(page): \(printable(words))", en: "page \(page): \(printable(words))")
        case .repeats(let page): Wording(es: "desde la página \(page) se repite", en: "it repeats itself from page \(page) on")
        case .notOffered: Wording(es: "404: el PAC no ofrece listados", en: "404: the PAC offers no lists")
        case .interrupted: Wording(es: "interrumpido", en: "interrupted")
        case .unknownCompany: Wording(es: "empresa sin configurar", en: "company not configured")
        }
    }

    static func reconciled(_ outcome: Reconciliation.Outcome) -> Wording {
        let listing =
            outcome.listed.map {
                Wording(
                    es:
                        " El PAC lista \(grouped($0)): \(outcome.adopted) adoptados, \(outcome.strangers) que ninguna orden explica.",
                    en: " The PAC lists \(grouped($0)): \(outcome.adopted) adopted, \(outcome.strangers) that no order explains.")
            } ?? Wording(es: "", en: "")
        return Wording(
            es:
                "El registro está al día: \(outcome.added) documentos que no conocía, \(outcome.moved) que habían avanzado, \(outcome.runs) corridas."
                + listing.es + " Ya se puede enviar: pacbatch run",
            en:
                "The ledger is up to date: \(outcome.added) documents that it didn't know, \(outcome.moved) that had come further, \(outcome.runs) runs."
                + listing.en + " Sending is allowed again: pacbatch run")
    }

    static func unknownInputs(_ paths: [String]) -> Wording {
        let shown =
            paths.prefix(20).map { "\n  \(printable($0))" }.joined() + (paths.count > 20 ? "\n  … + \(paths.count - 20)" : "")
        return Wording(
            es:
                "El registro no conoce estos archivos. Déjelos otra vez en inbox/: lo que ya salió queda en conflicto y no se repite, lo demás sale."
                + shown,
            en:
                "The ledger doesn't know these files. Drop them into inbox/ again: what went out already is a conflict and isn't repeated, the rest goes out."
                + shown)
    }

    static func contradiction(_ name: String) -> Wording {
        Wording(
            es:
                "\(printable(name)): el registro dice otra cosa que los resultados o el PAC; queda como está. Revíselo en el portal del PAC.",
            en:
                "\(printable(name)): the ledger says otherwise than the results or the PAC; it stays. Check it in the PAC's portal."
        )
    }
}
