import Fiscal
import Ledger

// What `void` says.
extension Wording {
    /// Where a void request stands, in one sentence with the next command.
    static func voidStands(_ request: DocumentRow, _ target: DocumentRow, program: String) -> Wording {
        let (key, event) = (target.orderID ?? target.cufe ?? target.pacID ?? "", request.pacID ?? "—")
        switch request.state {
        case .voided:
            return Wording(
                es: "\(key) quedó anulado: la DGI confirmó el evento \(event). Su estado legal sigue siendo DGI_AUTHORIZED.",
                en: "\(key) is void: the DGI confirmed the event \(event). Its legal status stays DGI_AUTHORIZED.")
        case .accepted:
            return Wording(
                es:
                    "El PAC recibió la anulación de \(key) (evento \(event)); falta que la DGI la confirme. Se termina con: \(program) run",
                en:
                    "The PAC has the void of \(key) (event \(event)); the DGI hasn't confirmed it yet. To finish it: \(program) run"
            )
        case .in_doubt:
            return Wording(
                es: "No se sabe si el PAC anuló \(key). No se repite a ciegas: la próxima corrida lo consulta: \(program) run",
                en:
                    "It isn't known whether the PAC voided \(key). It isn't repeated blindly: the next run looks it up: \(program) run"
            )
        case .waiting:
            return Wording(
                es: "La anulación de \(key) está registrada y espera a que la DGI lo autorice (ahora: \(target.state.rawValue)). "
                    + "Sale sola con: \(program) run",
                en: "The void of \(key) is recorded and waits until the DGI has authorized it (now: \(target.state.rawValue)). "
                    + "It goes out by itself with: \(program) run")
        default:
            return Wording(
                es: "La anulación de \(key) está en cola y todavía no se ha enviado. Sale con: \(program) run",
                en: "The void of \(key) is queued and hasn't been sent yet. It goes out with: \(program) run")
        }
    }

    /// An ID that means several documents.
    static func severalDocuments(_ id: String, _ rows: [DocumentRow]) -> Wording {
        let list = rows.map { "\($0.kind.rawValue) \($0.cufe ?? $0.pacID ?? $0.numeration ?? "")" }.joined(separator: "; ")
        return Wording(
            es: "«\(printable(id))» puede ser varios documentos: \(list). Nómbrelo por su CUFE o su id.",
            en: "“\(printable(id))” may be several documents: \(list). Name it by its CUFE or its id.")
    }

    static func companyGone(_ company: String) -> Wording {
        Wording(
            es: "La empresa \(printable(company)) ya no está en pacbatch.json.",
            en: "The company \(printable(company)) isn't in pacbatch.json any more.")
    }

    static func requestNotTaken(_ name: String) -> Wording {
        Wording(
            es: "La solicitud quedó en work/\(name); la próxima corrida la toma.",
            en: "The request lies in work/\(name); the next run takes it.")
    }
}
