import Fiscal
import Ledger

// What is said about documents in doubt.
extension Wording {
    static func lookupFailed(_ company: String, _ reason: String) -> Wording {
        Wording(
            es: "\(company): no se pudo consultar en el PAC lo que está en duda (\(printable(reason))). Sigue en duda.",
            en: "\(company): what is in doubt couldn't be looked up at the PAC (\(printable(reason))). It stays in doubt.")
    }

    static func provedAbsent(_ count: Int) -> Wording {
        Wording(
            es: "El PAC no los tiene, está probado; salen otra vez con el mismo número: \(grouped(count))",
            en: "The PAC provably doesn't have them; they go out again with the same number: \(grouped(count))")
    }

    static func adopted(_ count: Int) -> Wording {
        Wording(
            es: "Salieron de la duda, porque el PAC los tiene: \(grouped(count))",
            en: "Out of doubt, because the PAC has them: \(grouped(count))")
    }
}

// What `indoubt` says.
extension Wording {
    /// Titles of the table of `indoubt list`.
    static let doubtColumns = [
        Wording(es: "empresa", en: "company"), Wording(es: "orden", en: "order"), Wording(es: "tipo", en: "type"),
        Wording(es: "numeración", en: "numeration"), Wording(es: "punto", en: "point"), Wording(es: "emisión", en: "issued"),
        Wording(es: "total B/.", en: "total B/."), Wording(es: "enviado", en: "sent"), Wording(es: "respuesta", en: "answer"),
        Wording(es: "consultas", en: "look-ups"),
    ]
    static let nothingInDoubt = Wording(es: "No hay documentos en duda.", en: "No documents are in doubt.")
    static let isThere = Wording(es: "Está en el PAC:", en: "The PAC has it:")
    static let isNotThere = Wording(es: "No está:       ", en: "It doesn't:    ")
    static let lookInThePortal = Wording(
        es: "Búsquelos en el portal del PAC por numeración o por CUFE antes de responder. Ninguno se envía otra vez por sí solo.",
        en: "Look them up in the PAC's portal by numeration or CUFE before you answer. None is sent again by itself.")

    static func alarm(_ finding: String) -> Wording {
        Wording(
            es: "ALARMA: en el PAC hay otra cosa con ese número: \(printable(finding))",
            en: "ALARM: the PAC has something else under that number: \(printable(finding))")
    }

    static func severalInDoubt(_ name: String, _ cufes: [String]) -> Wording {
        let list = cufes.joined(separator: "\n  ")
        return Wording(
            es: "«\(printable(name))» puede ser más de un documento en duda. Dé su CUFE esperado:\n  \(list)",
            en: "“\(printable(name))” may be more than one document in doubt. Give its expected CUFE:\n  \(list)")
    }

    static func notInDoubt(_ name: String, _ state: DocumentState) -> Wording {
        Wording(
            es: "«\(printable(name))» no está en duda: su estado es \(state.rawValue). No se cambió nada.",
            en: "“\(printable(name))” isn't in doubt: its state is \(state.rawValue). Nothing was changed.")
    }

    static func voidSettlesItself(_ name: String, _ program: String) -> Wording {
        Wording(
            es:
                "Es la anulación de «\(printable(name))»: no necesita su veredicto, el documento mismo mostrará qué pasó. Pregunte ahora: "
                + "\(program) sync \(printable(name))",
            en:
                "It is the void of “\(printable(name))”: it needs no verdict of yours, the document itself will show what became of it. Ask now: "
                + "\(program) sync \(printable(name))")
    }

    static func runFirst(_ name: String, _ program: String) -> Wording {
        Wording(
            es: "Una corrida murió mientras enviaba «\(printable(name))». Corra primero: \(program) run",
            en: "A run died while it was sending “\(printable(name))”. First run: \(program) run")
    }

    static func willBeSentAgain(_ row: DocumentRow, _ program: String) -> Wording {
        let number = row.numeration ?? ""
        return Wording(
            es: "Registrado. El documento \(number) sale una vez más, con los mismos bytes, con: \(program) run",
            en: "Recorded. The document \(number) goes out once more, with the same bytes, with: \(program) run")
    }

    static func willBeSent(_ row: DocumentRow, _ program: String) -> Wording {
        Wording(
            es: "Registrado. La orden \(printable(row.orderID ?? "")) sale con un número propio con: \(program) run",
            en: "Recorded. The order \(printable(row.orderID ?? "")) goes out under a number of its own with: \(program) run")
    }

    static func wasAdopted(_ row: DocumentRow, _ id: String, _ state: DocumentState, _ program: String) -> Wording {
        let number = row.numeration ?? ""
        return Wording(
            es:
                "El PAC lo tiene y es el mismo: \(number) = \(id) (\(state.rawValue)). Lo que falte (PDF, DGI) llega con: \(program) run",
            en:
                "The PAC has it and it is the same: \(number) = \(id) (\(state.rawValue)). What is missing (PDF, DGI) comes with: \(program) run"
        )
    }

    static func isDifferent(_ id: String, _ differences: String) -> Wording {
        Wording(
            es: "\(printable(id)) es otro documento: \(printable(differences)) (enviado ≠ PAC). No se cambió nada.",
            en: "\(printable(id)) is another document: \(printable(differences)) (sent ≠ PAC). Nothing was changed.")
    }

    static func isUnproved(_ id: String, _ missing: String) -> Wording {
        Wording(
            es: "El PAC muestra muy poco de \(printable(id)): falta \(printable(missing)). No se cambió nada.",
            en: "The PAC shows too little of \(printable(id)): \(printable(missing)) is missing. Nothing was changed.")
    }

    static func idIsTaken(_ id: String) -> Wording {
        Wording(
            es: "\(printable(id)) ya es de otro documento de este espacio. No se cambió nada.",
            en: "\(printable(id)) belongs to another document of this workspace. Nothing was changed.")
    }

    static func idUnknown(_ id: String) -> Wording {
        Wording(
            es: "El PAC no conoce \(printable(id)) en esa empresa. No se cambió nada.",
            en: "The PAC knows no \(printable(id)) of that company. Nothing was changed.")
    }

    static func pacDidNotAnswer(_ reason: String) -> Wording {
        Wording(
            es: "El PAC no dio una respuesta útil (\(printable(reason))). No se cambió nada: pruebe otra vez.",
            en: "The PAC gave no usable answer (\(printable(reason))). Nothing was changed: try again.")
    }
}

// What `retry` says.
extension Wording {
    static func queuedAgain(_ count: Int, _ program: String) -> Wording {
        guard count > 0 else {
            return Wording(es: "No hay nada que volver a poner en cola.", en: "There is nothing to queue again.")
        }
        return Wording(
            es: "De nuevo en cola: \(grouped(count)). Salen con: \(program) run",
            en: "Queued again: \(grouped(count)). They go out with: \(program) run")
    }

    static func notRetried(_ count: Int, _ reason: RetryDecision.Reason, _ program: String) -> Wording {
        let (es, en) =
            switch reason {
            case .alreadyQueued:
                (
                    "ya están en cola o esperan su factura; siguen con \(program) run",
                    "are queued already or wait for their invoice; they go on with \(program) run"
                )
            case .inDoubt:
                (
                    "en duda: el PAC puede tenerlos y nunca se reenvían así; vea \(program) indoubt list",
                    "in doubt: the PAC may have them and they are never sent again like this; see \(program) indoubt list"
                )
            case .terminal:
                (
                    "rechazados por el PAC o la DGI: es definitivo; corrija el .fix.csv y déjelo en inbox/",
                    "refused by the PAC or the DGI: that is final; correct the .fix.csv and drop it into inbox/"
                )
            case .data:
                (
                    "con datos por corregir: corrija el .fix.csv y déjelo en inbox/",
                    "with data to correct: correct the .fix.csv and drop it into inbox/"
                )
            case .notFailed: ("no fallaron", "didn't fail")
            }
        return Wording(es: "Quedan como están: \(grouped(count)), \(es)", en: "Left alone: \(grouped(count)), \(en)")
    }

    static func unknownCompany(_ id: String) -> Wording {
        Wording(
            es: "No hay una empresa «\(printable(id))» en pacbatch.json.",
            en: "There is no company “\(printable(id))” in pacbatch.json.")
    }
}
