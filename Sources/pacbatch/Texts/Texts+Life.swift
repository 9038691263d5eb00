import Emit
import Fiscal
import Ledger
import Submit

/// What `sync` and `notify` say.
extension Wording {
    static func importsNotAsked(_ company: String, _ reason: String) -> Wording {
        Wording(
            es:
                "\(company): no se pudo preguntar al PAC por los documentos importados (\(printable(reason))). Siguen igual; la próxima corrida pregunta de nuevo.",
            en:
                "\(company): the PAC couldn't be asked about imported documents (\(printable(reason))). They stay as they are; the next run asks again."
        )
    }

    static func importsAsked(_ known: Int, unknown: Int) -> Wording {
        Wording(
            es: "Importados que el PAC conoce: \(grouped(known)); que no conoce: \(grouped(unknown))",
            en: "Imported documents that the PAC knows: \(grouped(known)); that it doesn't: \(grouped(unknown))")
    }

    static func notAtThePac(_ id: String, _ state: DocumentState) -> Wording {
        let name = StateTexts(state).name
        return Wording(
            es: "«\(printable(id))» no tiene id del PAC (\(name.es)): no hay qué pedir. Vea pacbatch show \(printable(id)).",
            en:
                "“\(printable(id))” has no id of the PAC's (\(name.en)): there is nothing to ask for. See pacbatch show \(printable(id))."
        )
    }

    static func notToBeMailed(_ id: String, _ state: DocumentState) -> Wording {
        let name = StateTexts(state).name
        return Wording(
            es:
                "«\(printable(id))» no se puede enviar por correo (\(name.es)): tiene que estar en el PAC, sin rechazo ni anulación.",
            en: "“\(printable(id))” can't be sent by e-mail (\(name.en)): the PAC has to have it, neither rejected nor void.")
    }

    /// The mail's text unless `--message` says another: it goes to the client.
    static func mailText(_ row: DocumentRow) -> Wording {
        let number = row.numeration ?? ""
        return Wording(
            es: "Le enviamos su documento electrónico \(number).", en: "This is your electronic document \(number).")
    }

    static func mailed(_ outcome: PacNotifier.Outcome, to address: String) -> Wording {
        let address = printable(address)
        switch outcome {
        case .sent: return Wording(es: "El PAC lo envía a \(address).", en: "The PAC sends it to \(address).")
        case .refused(let words):
            return Wording(
                es: "El PAC no lo envía a \(address): \(printable(words))",
                en: "The PAC doesn't send it to \(address): \(printable(words))")
        case .setUp(let words):
            return Wording(
                es: "El PAC no acepta la clave o la empresa: \(printable(words)). Revise con pacbatch doctor.",
                en: "The PAC doesn't take the key or the company: \(printable(words)). Check with pacbatch doctor.")
        case .notSent(let words):
            return Wording(
                es: "No salió nada a \(address) (\(printable(words))): repita el comando más tarde.",
                en: "Nothing was sent to \(address) (\(printable(words))): repeat the command later.")
        case .unknown(let words):
            return Wording(
                es:
                    "No se sabe si el correo a \(address) salió (\(printable(words))). Pregunte a quien lo espera antes de repetir.",
                en:
                    "It isn't known whether the mail to \(address) goes out (\(printable(words))). Ask who waits for it before repeating."
            )
        }
    }
}
