import Fiscal

/// One sentence of diagnosis and the next command; `{name}` stands for a fact. Nil: there is nothing to do.
struct WhyText: Sendable {
    let sentence: Wording
    let next: String?

    init(_ es: String, _ en: String, next: String?) {
        sentence = Wording(es: es, en: en)
        self.next = next
    }
}

extension WhyCase {
    /// What is said of the case.
    var text: WhyText {
        switch self {
        case .complete, .completeVoidWindowOver, .proforma, .imported, .voided, .duplicate, .replaced: settledText
        case .invalid, .rucRefused, .conflict, .rejected, .dgiRejected, .voidWindowOver, .voidRefused: refusedText
        case .neverAttempted, .attemptedWithoutEffect, .rucNotFoundYet, .rucNotVerified, .throttled, .waitingForInvoice,
            .waitingForUnknownInvoice:
            queuedText
        case .voidQueued, .voidWaiting, .voidInDoubt, .voidPending, .voidedPdfMissing: voidText
        case .companyNotConfigured, .keyUnreadable, .keyRefused, .companyForbidden, .companyUnknown, .companyNotSubscribed,
            .companyQrMissing, .otherRuc, .officeUnknown, .officeCode:
            setUpText
        case .attemptedWithoutOutcome, .inDoubt, .numberUsed, .alarm: doubtText
        case .registered, .pacAuthorized, .unknownStatus, .authorizedWithoutCufe, .pdfMissing, .fileRejected, .fileTaken: sentText
        }
    }

    private var settledText: WhyText {
        switch self {
        case .completeVoidWindowOver:
            WhyText(
                "Está completo: autorizado por la DGI y con su PDF en {pdf}; su plazo de anulación terminó el {until}: para revertirlo emita una nota de "
                    + "crédito.",
                "It is complete: authorized by the DGI, its PDF is {pdf}; its void window ended {until}: to reverse it issue a credit note.",
                next: nil)
        case .proforma:
            WhyText(
                "Es un PROFORM: se registró y no se envía al PAC, por eso no tiene CUFE ni PDF.",
                "It is a PROFORM: recorded and never sent to the PAC, so it has neither CUFE nor PDF.",
                next: "{program} promote {id}")
        case .imported:
            WhyText(
                "Se importó ya autorizado en otro lugar (confianza: {trust}): no se envía.",
                "It was imported, authorized elsewhere (trust: {trust}): it is never sent.", next: nil)
        case .voided: WhyText("Está anulado ante la DGI.", "It is voided with the DGI.", next: nil)
        case .duplicate:
            WhyText(
                "Es igual a una orden que ya estaba (estado {state}): no se envía otra vez.",
                "It equals an order that was there already (state {state}): it isn't sent again.", next: "{program} show {id}")
        case .replaced:
            WhyText(
                "Quedó en {state} y otra orden lo reemplazó: {other}.",
                "It ended in {state}, and another order took its place: {other}.",
                next: "{program} why {otherID}")
        default:
            WhyText(
                "Está completo: autorizado por la DGI y con su PDF en {pdf}.",
                "It is complete: authorized by the DGI, its PDF is {pdf}.",
                next: nil)
        }
    }

    private var refusedText: WhyText {
        switch self {
        case .rucRefused:
            WhyText(
                "El PAC no reconoce el RUC {value} con ese tipo (¿NATURAL o JURIDICO?): corrija la fila en {file}, déjela en inbox/ y corra de nuevo.",
                "The PAC doesn't recognize the RUC {value} under that type (NATURAL or JURIDICO?): correct the row in {file}, drop it into inbox/ "
                    + "and run again.", next: "{program} ruc {value}")
        case .conflict:
            WhyText(
                "Otra orden tiene el mismo número con otro contenido [{code}]: {message}; corrija la fila en {file} y déjela en inbox/.",
                "Another order has the same number and other content [{code}]: {message}; correct the row in {file} and drop it into inbox/.",
                next: "{program} show {id}")
        case .rejected:
            WhyText(
                "El PAC lo rechazó, y eso es definitivo [{code}, {more} más]: {message}; corrija la fila en {file}, déjela en inbox/: sale como documento "
                    + "nuevo.",
                "The PAC rejected it, and that is final [{code}, {more} more]: {message}; correct the row in {file}, drop it into inbox/: it goes out "
                    + "as a new document.", next: "{program} run")
        case .dgiRejected:
            WhyText(
                "La DGI lo rechazó, y eso es definitivo [{code}, {more} más]: {message}; corrija la fila en {file}, déjela en inbox/: sale como documento "
                    + "nuevo.",
                "The DGI rejected it, and that is final [{code}, {more} more]: {message}; correct the row in {file}, drop it into inbox/: it goes out "
                    + "as a new document.", next: "{program} run")
        case .voidWindowOver:
            WhyText(
                "El plazo para anular ya pasó: emita una nota de crédito sobre la factura.",
                "The time in which it could be voided is over: issue a credit note on the invoice.",
                next: "{program} explain {code}")
        case .voidRefused:
            WhyText(
                "La anulación no se puede hacer [{code}]: {message}.", "It can't be voided [{code}]: {message}.",
                next: "{program} explain {code}")
        default:
            WhyText(
                "Sus datos tienen errores y no se envió [{code}, {more} más]: {message}; corrija la fila en {file}, déjela en inbox/ y corra de nuevo.",
                "Its data has errors and it wasn't sent [{code}, {more} more]: {message}; correct the row in {file}, drop it into inbox/ and run "
                    + "again.", next: "{program} run")
        }
    }

    private var queuedText: WhyText {
        switch self {
        case .attemptedWithoutEffect:
            WhyText(
                "Se intentó {attempts} veces y el PAC no ejecutó nada (último: {outcome}): sigue en cola con el mismo número.",
                "It was tried {attempts} times and the PAC executed nothing (last: {outcome}): it stays queued under the same number.",
                next: "{program} run")
        case .rucNotFoundYet:
            WhyText(
                "El PAC todavía no encuentra el RUC {ruc}: a veces la DGI tarda; se vuelve a preguntar en cada corrida.",
                "The PAC doesn't find the RUC {ruc} yet: sometimes the DGI lags; each run asks again.", next: "{program} run")
        case .rucNotVerified:
            WhyText(
                "El RUC {ruc} no se ha podido verificar con el PAC.", "The RUC {ruc} couldn't be verified with the PAC so far.",
                next: "{program} run")
        case .throttled:
            WhyText(
                "El PAC pidió esperar hasta {until}: nada sale con esta clave antes.",
                "The PAC asked to wait until {until}: nothing goes out under this key before.", next: "{program} run")
        case .waitingForInvoice:
            WhyText(
                "Es una nota que espera a su factura {invoice}, que está en {state}.",
                "It is a note that waits for its invoice {invoice}, which is {state}.", next: "{program} why {invoiceID}")
        case .waitingForUnknownInvoice:
            WhyText(
                "Es una nota que espera a su factura {invoice}, que todavía no se ha buscado.",
                "It is a note that waits for its invoice {invoice}, which hasn't been looked for yet.", next: "{program} run")
        default:
            WhyText(
                "Nunca se ha intentado enviar: está en cola.", "It has never been tried: it is queued.", next: "{program} run")
        }
    }

    private var voidText: WhyText {
        switch self {
        case .voidWaiting:
            WhyText(
                "Es una anulación que espera a que se autorice su documento {invoice}, que está en {state}.",
                "It is a void request that waits until its document {invoice} is authorized; that is {state}.",
                next: "{program} why {invoiceID}")
        case .voidInDoubt:
            WhyText(
                "La respuesta a la anulación se perdió: el documento mismo mostrará si quedó anulado; cada corrida pregunta, y la repite sólo si se prueba "
                    + "que no tuvo efecto.",
                "The answer to the void was lost: the document itself will show whether it is void; each run asks, and repeats it only when it "
                    + "is proved to have had no effect.", next: "{program} sync {id}")
        case .voidPending:
            WhyText(
                "El PAC aceptó la anulación ({documentID}, {status}) y la DGI todavía no la confirma.",
                "The PAC took the void ({documentID}, {status}) and the DGI hasn't confirmed it yet.", next: "{program} sync {id}"
            )
        case .voidedPdfMissing:
            WhyText(
                "Está anulado ante la DGI y falta su PDF: se ha preguntado {polls} veces.",
                "It is voided with the DGI and its PDF is missing: the PAC was asked {polls} times.", next: "{program} sync {id}")
        default: WhyText("La anulación está en cola.", "The void request is queued.", next: "{program} run")
        }
    }

    private var setUpText: WhyText {
        let next = "{program} doctor"
        return switch self {
        case .companyNotConfigured:
            WhyText(
                "La empresa {company} ya no está en pacbatch.json: nadie puede enviarlo.",
                "The company {company} isn't in pacbatch.json any more: nobody can send it.", next: next)
        case .keyUnreadable:
            WhyText(
                "Nunca se ha intentado enviar, y desde aquí la clave del PAC no se puede leer: {message}",
                "It has never been tried, and the PAC's key can't be read from here: {message}", next: next)
        case .keyRefused:
            WhyText(
                "El PAC no acepta ninguna clave de {company} ({words}).", "The PAC takes none of {company}'s keys ({words}).",
                next: "{program} keys")
        case .companyUnknown:
            WhyText("El PAC no conoce a {company} ({words}).", "The PAC doesn't know {company} ({words}).", next: next)
        case .companyNotSubscribed:
            WhyText(
                "{company} no está afiliada ante la DGI ({words}): pídalo en e-Tax; los documentos siguen en cola.",
                "{company} isn't subscribed with the DGI ({words}): ask for it in eTax; the documents stay queued.", next: next)
        case .companyQrMissing:
            WhyText(
                "El QR de {company} no se ha pedido o es erróneo ({words}): pídalo al PAC; los documentos siguen en cola.",
                "The QR of {company} wasn't requested or is wrong ({words}): ask the PAC for it; the documents stay queued.",
                next: next)
        case .otherRuc:
            WhyText(
                "El PAC tiene a {company} con otro RUC ({words}): corrija pacCompanyId o ruc en pacbatch.json.",
                "The PAC has {company} under another RUC ({words}): correct pacCompanyId or ruc in pacbatch.json.", next: next)
        case .officeUnknown:
            WhyText(
                "El PAC no conoce la sucursal {office} ({words}): corrija pacOfficeId en pacbatch.json o regístrela.",
                "The PAC doesn't know the office {office} ({words}): correct pacOfficeId in pacbatch.json, or register it.",
                next: next)
        case .officeCode:
            WhyText(
                "El PAC tiene la sucursal {office} con otro código ({words}): corrija code en pacbatch.json.",
                "The PAC has the office {office} under another code ({words}): correct code in pacbatch.json.", next: next)
        default:
            WhyText("El PAC no deja emitir a {company} ({words}).", "The PAC doesn't let {company} issue ({words}).", next: next)
        }
    }

    private var doubtText: WhyText {
        let next = "{program} indoubt resolve {id} --document-id ID --evidence TEXT"
        return switch self {
        case .attemptedWithoutOutcome:
            WhyText(
                "Se empezó a enviar y la corrida murió antes de saber qué pasó: la próxima lo revisa y, si no puede probarlo, queda en duda.",
                "It was being sent and the run died before it knew what became of it: the next one looks, and leaves it in doubt if nothing is proved.",
                next: "{program} run")
        case .numberUsed:
            WhyText(
                "El PAC dice que su número {numeration} ya existe: el primer envío llegó; falta el id del documento.",
                "The PAC says that its number {numeration} exists: the first attempt landed; the document's id is missing.",
                next: next)
        case .alarm:
            WhyText(
                "Alarma: el PAC muestra otro contenido bajo el número {numeration}; la cola de la empresa se detiene hasta su veredicto.",
                "Alarm: the PAC shows other content under the number {numeration}; the company's queue is stopped until your verdict.",
                next: next)
        default:
            WhyText(
                "No se sabe si el PAC lo recibió: búsquelo en el portal por su número {numeration} o su CUFE esperado {cufe}.",
                "Nobody knows whether the PAC has it: look it up in the portal by its number {numeration} or its expected CUFE {cufe}.",
                next: next)
        }
    }

    private var sentText: WhyText {
        let next = "{program} sync {id}"
        return switch self {
        case .pacAuthorized:
            WhyText(
                "El PAC lo aceptó ({documentID}) y la DGI todavía no responde; se ha preguntado {polls} veces.",
                "The PAC took it ({documentID}) and the DGI hasn't answered yet; the PAC was asked {polls} times.", next: next)
        case .unknownStatus:
            WhyText(
                "El PAC dice «{status}», que no es un estado conocido: no se da por autorizado.",
                "The PAC says “{status}”, which is no known status: it isn't taken for authorized.", next: next)
        case .authorizedWithoutCufe:
            WhyText(
                "La DGI lo autorizó pero el PAC no ha dado su CUFE, lo que es muy raro.",
                "The DGI authorized it but the PAC hasn't given its CUFE, which is highly unusual.", next: next)
        case .pdfMissing:
            WhyText(
                "La DGI lo autorizó y falta el PDF: el PAC aún no lo ofrece o su dirección expiró; se ha preguntado {polls} veces.",
                "The DGI authorized it and its PDF is missing: the PAC doesn't offer it yet, or its address expired; it was asked {polls} times.",
                next: next)
        case .fileRejected:
            WhyText(
                "Es un archivo que no se pudo usar [{code}]: {message}; está en {place}.",
                "It is a file that couldn't be used [{code}]: {message}; it lies in {place}.", next: "{program} explain {code}")
        case .fileTaken:
            WhyText(
                "Es un archivo que se procesó; está en {place}.", "It is a file that was taken in; it lies in {place}.",
                next: "{program} status")
        default:
            WhyText(
                "El PAC lo tiene ({documentID}, {status}) y todavía lo procesa; se ha preguntado {polls} veces.",
                "The PAC has it ({documentID}, {status}) and is still working on it; it was asked {polls} times.", next: next)
        }
    }
}
