import Fiscal

// Words of `doctor` about the ledger and the PAC.
extension Wording {
    static let noLedger = Wording(
        es: "aún no hay registro; la primera corrida lo crea", en: "no ledger yet; the first run makes it")
    static let ledgerFine = Wording(es: "el registro está íntegro", en: "the ledger is sound")

    static func ledgerDamaged(_ problem: String) -> Wording {
        Wording(es: "el registro está dañado: \(problem)", en: "the ledger is damaged: \(problem)")
    }

    static func ledgerChanged(event: Int64) -> Wording {
        Wording(
            es: "alguien cambió el registro de sucesos desde el suceso \(event)",
            en: "somebody changed the log of events from event \(event) on")
    }

    static let restoreLedger = Wording(
        es: "restaure el último respaldo y luego: pacbatch reconcile", en: "restore the last backup, then: pacbatch reconcile")

    static func pacUnreachable(_ host: String, _ detail: String) -> Wording {
        Wording(es: "no se puede hablar con \(host): \(detail)", en: "can't talk to \(host): \(detail)")
    }

    static let checkNetwork = Wording(
        es: "revise la red, el proxy y pac.baseURL; los documentos quedan en cola",
        en: "check the network, the proxy and pac.baseURL; documents stay queued")

    static func pacAnswers(_ host: String, _ status: Int) -> Wording {
        Wording(es: "\(host) responde con el estado HTTP \(status)", en: "\(host) answers with HTTP status \(status)")
    }

    static let pacThrottles = Wording(
        es: "el PAC pide esperar (429): hay demasiadas llamadas con esta clave",
        en: "the PAC asks to wait (429): too many calls with this key")

    static func keyRefused(_ labels: [String]) -> Wording {
        Wording(
            es: "el PAC no acepta la clave (\(labels.joined(separator: ", ")))",
            en: "the PAC doesn't take the key (\(labels.joined(separator: ", ")))")
    }

    static func onlyPreviousKey(_ label: String) -> Wording {
        Wording(
            es: "el PAC solo acepta la clave anterior (\(label)); la nueva aún no sirve",
            en: "the PAC takes the previous key only (\(label)); the new one doesn't work yet")
    }

    static func companyUnknown(_ id: String) -> Wording {
        Wording(es: "el PAC no conoce la empresa \(id)", en: "the PAC doesn't know the company \(id)")
    }

    static func notSubscribed(_ word: String?) -> Wording {
        let shown = word.map { " (\(printable($0)))" } ?? ""
        return Wording(
            es: "la empresa aún no puede emitir en el PAC\(shown)", en: "the company may not issue at the PAC yet\(shown)")
    }

    static let askForSubscription = Wording(
        es: "complete la afiliación en el portal del PAC", en: "complete the affiliation in the PAC's portal")

    static func otherRuc(_ theirs: String, _ ours: String) -> Wording {
        Wording(
            es: "en el PAC esa empresa tiene el RUC \(printable(theirs)), en la configuración \(ours)",
            en: "at the PAC that company has the RUC \(printable(theirs)), in the configuration \(ours)")
    }

    static func subscribed(_ host: String) -> Wording {
        Wording(es: "\(host) responde y la empresa puede emitir", en: "\(host) answers and the company may issue")
    }

    static let officesUnknown = Wording(es: "el PAC no dio la lista de oficinas", en: "the PAC didn't give the list of offices")

    static func officeUnknown(_ id: String, _ pacID: String) -> Wording {
        Wording(
            es: "el PAC no conoce la oficina «\(id)» (\(pacID))", en: "the PAC doesn't know the office “\(id)” (\(pacID))")
    }

    static func officeCode(_ id: String, right: String) -> Wording {
        Wording(
            es: "la oficina «\(id)» tiene en el PAC el código \(printable(right))",
            en: "at the PAC the office “\(id)” has the code \(printable(right))")
    }

    static func seriesFree(_ count: Int) -> Wording {
        Wording(
            es: "en el PAC está libre el próximo número de \(count) series",
            en: "at the PAC the next number of \(count) series is free")
    }

    static let seriesUnknown = Wording(
        es: "el PAC no dio la lista para ver si los próximos números están libres (pac.lookup = byNumber)",
        en: "the PAC didn't give the list that tells whether the next numbers are free (pac.lookup = byNumber)")

    static func numberTaken(_ number: String, series: String) -> Wording {
        Wording(
            es: "el PAC ya tiene el número \(printable(number)) de la serie \(series), que este registro aún no ha dado",
            en: "the PAC has number \(printable(number)) of series \(series) already, which this ledger hasn't given yet")
    }

    static let reconcileOrOwnPoint = Wording(
        es:
            "¿la carpeta viene de un respaldo? corra pacbatch reconcile antes que run; si emite otro sistema en ese punto, dé a pacbatch "
            + "un billingPoint propio, o empiece detrás de sus números (numeration.start)",
        en:
            "did the workspace come from a backup? run pacbatch reconcile before run; if another system issues there, give pacbatch a "
            + "billingPoint of its own, or begin behind its numbers (numeration.start)")

    static func officesFine(_ count: Int) -> Wording {
        Wording(
            es: count == 1 ? "el PAC conoce la oficina" : "el PAC conoce las \(count) oficinas",
            en: count == 1 ? "the PAC knows the office" : "the PAC knows the \(count) offices")
    }
}
