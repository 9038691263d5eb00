// What the PAC and the DGI found, and what stayed open at the PAC (rulebook 5.5, 7; guarantees, the in-doubt procedure).
extension FaultCode {
    static let pacCodes: [FaultCode] = [
        pacRejection, dgiRejection, expectedCufeDiffers, companyStopped, dgiNotice, inDoubt, inDoubtAlarm, numberAlreadyUsed,
        adopted, sentAgain, inDoubtListed, namedByWebhook, namedByImport, inDoubtWithoutBytes,
    ]

    /// The PAC refused the document: terminal.
    public static let pacRejection = FaultCode(
        "PB-PAC-01", .error, fixed: true, source: "rulebook 7.2, 7.3", seedName: "PacError(<PAC message>)",
        message: Wording(es: "El PAC lo rechazó: {code}[ {message}]", en: "The PAC rejected it: {code}[ {message}]"),
        hint: Wording(
            es: "Corrija la orden y déjela otra vez con el mismo número: se hace un documento nuevo, enlazado con este.",
            en: "Correct the order and drop it again under the same number: a new document is made, linked to this one."))

    /// The DGI refused the document: terminal.
    public static let dgiRejection = FaultCode(
        "PB-PAC-02", .error, fixed: true, source: "rulebook 7.3, 7.4",
        message: Wording(es: "La DGI lo rechazó: {code}[ {message}]", en: "The DGI rejected it: {code}[ {message}]"),
        hint: Wording(
            es: "Corrija la orden y déjela otra vez con el mismo número: se hace un documento nuevo, enlazado con este.",
            en: "Correct the order and drop it again under the same number: a new document is made, linked to this one."))

    /// The CUFE that came back isn't the expected one.
    public static let expectedCufeDiffers = FaultCode(
        "PB-PAC-03", .warning, source: "rulebook 5.5",
        message: Wording(
            es: "El CUFE {returned} no es el esperado {expected}", en: "The CUFE {returned} isn't the expected {expected}"),
        hint: Wording(
            es:
                "El documento vale. Compare RUC, DV, sucursal (branch) y ambiente de la empresa en pacbatch.json con los del PAC.",
            en: "The document is valid. Compare the company's RUC, DV, branch and environment in pacbatch.json with the PAC's."))

    /// The company can't issue: its queue stopped.
    public static let companyStopped = FaultCode(
        "PB-PAC-04", .warning, source: "rulebook 7.2, pac-api.md 6",
        message: Wording(
            es: "El PAC no deja emitir a {company}: {code} {message}", en: "The PAC doesn't let {company} issue: {code} {message}"
        ),
        hint: Wording(
            es:
                "Es un problema de configuración, no del documento, que sigue en cola. Revise la clave y la afiliación: pacbatch doctor.",
            en: "It is a set-up problem, not the document's, which stays queued. Check key and affiliation: pacbatch doctor."))

    /// A notice of the DGI on a document that it authorized.
    public static let dgiNotice = FaultCode(
        "PB-PAC-05", .warning, source: "dgi.md 6, effect N",
        message: Wording(es: "Aviso de la DGI: {code} {message}", en: "Notice of the DGI: {code} {message}"),
        hint: Wording(
            es: "El documento vale. Corrija el dato para los próximos.",
            en: "The document is valid. Correct the data for the next ones."))

    /// A POST whose outcome isn't known.
    public static let inDoubt = FaultCode(
        "PB-DOUBT-01", .error, fixed: true, source: "rulebook 7.1, 7.2; guarantees G1, G3",
        message: Wording(
            es:
                "No se sabe si el PAC recibió el documento {numeration}: {cause}[ ({detail})], {attemptedAt}. CUFE esperado: {expectedCufe}",
            en:
                "It isn't known whether the PAC received the document {numeration}: {cause}[ ({detail})], {attemptedAt}. Expected CUFE: {expectedCufe}"
        ),
        hint: Wording(
            es: "No se reenvía solo. Busque ese número o CUFE en el portal del PAC; luego pacbatch indoubt resolve {numeration} "
                + "--document-id ID, o --not-received si no está.",
            en: "It isn't sent again by itself. Look for that number or CUFE in the PAC's portal; then pacbatch indoubt resolve "
                + "{numeration} --document-id ID, or --not-received if it isn't there."))

    /// The PAC shows the number with other content, or several times.
    public static let inDoubtAlarm = FaultCode(
        "PB-DOUBT-02", .error, fixed: true, source: "guarantees, the in-doubt procedure",
        message: Wording(
            es: "Alarma: en el PAC el número {numeration} {finding}", en: "Alarm: at the PAC the number {numeration} {finding}"),
        hint: Wording(
            es:
                "La cola de la empresa se detuvo. ¿Emite otro programa con la misma serie? Resuélvalo con pacbatch indoubt resolve {numeration}.",
            en:
                "The company's queue stopped. Does another program issue in the same series? Settle it with pacbatch indoubt resolve {numeration}."
        ))

    /// "Number already used" after an attempt in doubt: the first one landed.
    public static let numberAlreadyUsed = FaultCode(
        "PB-DOUBT-03", .error, fixed: true, source: "pac-api.md 7, DGI 1002",
        message: Wording(
            es: "El PAC dice que el número {numeration} ya existe: el primer envío llegó",
            en: "The PAC says that the number {numeration} exists already: the first attempt landed"),
        hint: Wording(
            es:
                "No es un rechazo. Busque su id en el portal del PAC; luego pacbatch indoubt resolve {numeration} --document-id ID.",
            en:
                "It isn't a rejection. Look for its id in the PAC's portal; then pacbatch indoubt resolve {numeration} --document-id ID."
        ))

    /// A document that was in doubt was found at the PAC.
    public static let adopted = FaultCode(
        "PB-DOUBT-04", .info, source: "guarantees, the in-doubt procedure",
        message: Wording(
            es: "Estuvo en duda; el PAC lo tiene con el id {id}, igual a lo que se envió",
            en: "It was in doubt; the PAC has it under the id {id}, equal to what was sent"),
        hint: Wording(
            es: "No hay nada que hacer: sigue su camino como los demás.", en: "Nothing to do: it goes on like the others."))

    /// A document that was in doubt goes out once more: the PAC doesn't have it.
    public static let sentAgain = FaultCode(
        "PB-DOUBT-05", .info, source: "guarantees G1, the in-doubt procedure",
        message: Wording(
            es:
                "Estuvo en duda; el PAC no lo tiene ({proof}) y sale otra vez con el mismo número {numeration} y los mismos bytes",
            en:
                "It was in doubt; the PAC doesn't have it ({proof}), and it goes out again with the same number {numeration} and bytes"
        ),
        hint: Wording(
            es: "No hay nada que hacer: pacbatch show {numeration} muestra la prueba.",
            en: "Nothing to do: pacbatch show {numeration} shows the proof."))

    /// An order that may be a document that the PAC has and a restored ledger doesn't know.
    public static let inDoubtListed = FaultCode(
        "PB-DOUBT-06", .error, fixed: true, source: "product.md 5 (reconcile); guarantees G1",
        message: Wording(
            es:
                "No se envió: puede ser el documento {numeration} (id {id}) que el PAC tiene, con el mismo tipo, punto y total, y que "
                + "ninguna orden de este registro explica",
            en:
                "It wasn't sent: it may be the document {numeration} (id {id}) that the PAC has, of the same type, point and total, and "
                + "that no order of this ledger explains"),
        hint: Wording(
            es:
                "Compárelos en el portal del PAC. Si es esta orden: pacbatch indoubt resolve ORDEN --document-id {id}; si es otra: "
                + "--not-received, y sale con un número propio.",
            en:
                "Compare them in the PAC's portal. If it is this order: pacbatch indoubt resolve ORDER --document-id {id}; if it is "
                + "another: --not-received, and it goes out under a number of its own."))

    /// A webhook speaks of a document that the PAC had said it didn't execute.
    public static let namedByWebhook = FaultCode(
        "PB-DOUBT-07", .error, fixed: true, source: "guarantees G1, the in-doubt procedure",
        message: Wording(
            es: "Un webhook (id {id}) habla del documento {numeration}, del que el PAC había dicho que no lo ejecutó",
            en: "A webhook (id {id}) speaks of the document {numeration}, which the PAC had said it didn't execute"),
        hint: Wording(
            es: "No se reenvía solo. Busque ese id en el portal del PAC; luego pacbatch indoubt resolve {numeration} "
                + "--document-id {id}, o --not-received si no está.",
            en: "It isn't sent again by itself. Look for that id in the PAC's portal; then pacbatch indoubt resolve {numeration} "
                + "--document-id {id}, or --not-received if it isn't there."))

    /// An imported XML of the DGI's has the CUFE that a document of ours was to get.
    public static let namedByImport = FaultCode(
        "PB-DOUBT-08", .error, fixed: true, source: "guarantees G1, the in-doubt procedure; rulebook 10, DGI_IMPORT",
        message: Wording(
            es:
                "Un XML importado tiene el CUFE del documento {numeration} ({cufe}): el PAC lo tiene, diga lo que diga una consulta",
            en: "An imported XML has the CUFE of the document {numeration} ({cufe}): the PAC has it, whatever a look-up says"),
        hint: Wording(
            es:
                "No se reenvía solo. Busque ese CUFE en el portal del PAC; luego pacbatch indoubt resolve {numeration} "
                + "--document-id ID.",
            en:
                "It isn't sent again by itself. Look for that CUFE in the PAC's portal; then pacbatch indoubt resolve {numeration} "
                + "--document-id ID."))

    /// A document that `reconcile` took from results is to go out again, and what was sent can't be built again.
    public static let inDoubtWithoutBytes = FaultCode(
        "PB-DOUBT-09", .error, fixed: true, source: "product.md 5 (reconcile); guarantees G1",
        message: Wording(
            es:
                "No se envió otra vez: el registro que lo envió con el número {numeration} se perdió, y con lo que queda no se arma lo mismo "
                + "({missing})",
            en:
                "It wasn't sent again: the ledger that sent it under the number {numeration} is lost, and the same can't be built from what is left "
                + "({missing})"),
        hint: Wording(
            es:
                "Búsquelo otra vez en el portal del PAC. Si está: pacbatch indoubt resolve {numeration} --document-id ID. Si no está, deje la orden en "
                + "inbox/ con otro order_id: sale con un número propio, y este documento queda en duda como constancia.",
            en:
                "Look for it in the PAC's portal again. If it is there: pacbatch indoubt resolve {numeration} --document-id ID. If it isn't, drop the "
                + "order into inbox/ under another order_id: it goes out under a number of its own, and this document stays in doubt as a record."
        ))
}
