import Fiscal
import Ledger
import Submit

// What `promote` and `delete` say.
extension Wording {
    static func promoted(_ row: DocumentRow, isWaiting: Bool, program: String) -> Wording {
        let key = row.orderID ?? ""
        return isWaiting
            ? Wording(
                es: "\(key) es ahora un documento DGI y espera a su factura. Sale con: \(program) run",
                en: "\(key) is a DGI document now and waits for its invoice. It goes out with: \(program) run")
            : Wording(
                es: "\(key) es ahora un documento DGI y está en cola. Se envía con: \(program) run",
                en: "\(key) is a DGI document now and queued. It is sent with: \(program) run")
    }

    static func removed(_ row: DocumentRow) -> Wording {
        let key = row.orderID ?? row.cufe ?? ""
        return Wording(
            es: "\(key) se quitó. Su línea queda en los resultados; su número de orden está libre.",
            en: "\(key) was removed. Its line stays in the results; its order key is free.")
    }

    static func noProforma(_ id: String, _ state: DocumentState) -> Wording {
        Wording(
            es: "«\(printable(id))» no es una proforma (estado: \(state.rawValue)): no hay nada que promover.",
            en: "“\(printable(id))” is no proforma (state: \(state.rawValue)): there is nothing to promote.")
    }

    static func noRecord(_ row: DocumentRow) -> Wording {
        Wording(
            es: "El contenido de \(printable(row.nameInFaults)) no está en el registro: deje la orden otra vez con mode DGI.",
            en: "The content of \(printable(row.nameInFaults)) isn't in the ledger: drop the order again with mode DGI.")
    }

    static func notPromoted(_ row: DocumentRow) -> Wording {
        Wording(
            es:
                "\(printable(row.nameInFaults)) no se puede pasar a DGI y sigue siendo proforma. Corrija la orden y déjela otra vez:",
            en:
                "\(printable(row.nameInFaults)) can't become a DGI document and stays a proforma. Correct the order and drop it again:"
        )
    }
}
