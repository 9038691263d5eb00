// Faults of the invoice that a note refers to (rulebook 6). Those from 11 on need knowledge of other documents.
extension FaultCode {
    static let referenceCodes: [FaultCode] = [
        referenceMissing, referenceOtherIssuer, referenceOtherEnvironment,
        referenceIsNote, referenceDateDiffers, referenceDateMalformed, referenceDateUnused, referenceOnInvoice,
        referenceUnknown, referenceProforma, referenceRejected, referenceVoided, referenceWaits, creditExceedsInvoice,
        referenceReceived, referenceBeingVoided,
    ]

    /// A note without an invoice.
    public static let referenceMissing = FaultCode(
        "PB-REF-01", .error, fixed: true, source: "rulebook 6.1, DGI 1705; Seed 004, Credit note specifics",
        seedName: "Credit note must reference an invoice; Invoice ID must be provided for non-internal credit notes",
        message: Wording(
            es: "{nota} debe hacer referencia a una factura", en: "{note} must reference an invoice"),
        hint: Wording(
            es: "Llene reference con el número de orden de la factura o con su CUFE.",
            en: "Fill in reference with the invoice's order number or its CUFE."))

    /// A CUFE of another company.
    public static let referenceOtherIssuer = FaultCode(
        "PB-REF-02", .error, source: "rulebook 10 Notes",
        message: Wording(
            es: "El CUFE es de otro emisor: {issuer}, no {company}", en: "The CUFE is another issuer's: {issuer}, not {company}"),
        hint: Wording(
            es: "Una nota corrige una factura propia. Revise el CUFE y la empresa de la orden.",
            en: "A note corrects one's own invoice. Check the CUFE and the order's company."),
        whenDemoted: Wording(es: "Sale con ese CUFE.", en: "It goes out with that CUFE."))

    /// A CUFE of the other environment.
    public static let referenceOtherEnvironment = FaultCode(
        "PB-REF-03", .warning, source: "dgi.md 2.1, iAmb",
        message: Wording(
            es: "El CUFE es del otro ambiente (iAmb {found}; aquí es {expected})",
            en: "The CUFE is of the other environment (iAmb {found}; here it is {expected})"),
        hint: Wording(
            es: "La DGI no lo conoce en este ambiente: revise la factura.",
            en: "The DGI doesn't know it in this environment: check the invoice."))

    /// A reference to a credit or debit note.
    public static let referenceIsNote = FaultCode(
        "PB-REF-04", .error, source: "rulebook 6.6, DGI 1712, 1713, 1715, 1716",
        message: Wording(
            es: "«{value}» es una nota: una nota solo se refiere a una factura",
            en: "“{value}” is a note: a note refers to an invoice only"),
        hint: Wording(
            es: "Ponga en reference la factura original.", en: "Put the original invoice into reference."),
        whenDemoted: Wording(
            es: "Sale con esa referencia; la DGI la rechaza.", en: "It goes out with that reference; the DGI refuses it."))

    /// reference_date isn't the CUFE's date.
    public static let referenceDateDiffers = FaultCode(
        "PB-REF-05", .error, source: "rulebook 6.4",
        message: Wording(
            es: "reference_date es {value}, pero el CUFE lleva la fecha {date}",
            en: "reference_date is {value}, but the CUFE carries the date {date}"),
        hint: Wording(es: "Corrija reference_date o vacíela.", en: "Correct reference_date, or empty it."),
        whenDemoted: Wording(es: "Vale la fecha del CUFE, a las 12:00:00.", en: "The CUFE's date counts, at 12:00:00."))

    /// reference_date isn't a date.
    public static let referenceDateMalformed = FaultCode(
        "PB-REF-06", .error, source: "rulebook 6.4, product.md 6",
        message: Wording(es: "«{value}» no es una fecha", en: "“{value}” isn't a date"),
        hint: Wording(es: "Corrija reference_date o vacíela.", en: "Correct reference_date, or empty it."),
        whenDemoted: Wording(es: "Vale la fecha del CUFE, a las 12:00:00.", en: "The CUFE's date counts, at 12:00:00."))

    /// reference_date beside an order number.
    public static let referenceDateUnused = FaultCode(
        "PB-REF-07", .warning, source: "rulebook 6.4",
        message: Wording(
            es: "reference_date no se usa: la fecha es la de la factura {reference}",
            en: "reference_date isn't used: the date is that of the invoice {reference}"),
        hint: Wording(
            es: "Solo sirve con un CUFE que no se conoce aquí.", en: "It only serves with a CUFE that isn't known here."))

    /// A reference on an invoice.
    public static let referenceOnInvoice = FaultCode(
        "PB-REF-08", .error, source: "dgi.md 1.4, DGI 1708",
        message: Wording(es: "Una factura no lleva referencia", en: "An invoice has no reference"),
        hint: Wording(
            es: "Vacíe reference, o ponga kind credit_note o debit_note.",
            en: "Empty reference, or set kind credit_note or debit_note."),
        whenDemoted: Wording(es: "La referencia no se envía.", en: "The reference isn't sent."))

    /// An order number that nobody knows.
    public static let referenceUnknown = FaultCode(
        "PB-REF-09", .error, fixed: true, source: "rulebook 10 Notes",
        message: Wording(
            es: "No se conoce ninguna factura «{value}» de esta empresa", en: "No invoice “{value}” of this company is known"),
        hint: Wording(
            es: "Si se emitió en otra parte, dé su CUFE.[ ¿Quiso decir «{nearest}»?]",
            en: "If it was issued elsewhere, give its CUFE.[ Did you mean “{nearest}”?]"))

    /// The invoice is a PROFORM.
    public static let referenceProforma = FaultCode(
        "PB-REF-10", .error, fixed: true, source: "rulebook 6.2; Seed 004, Credit note specifics",
        message: Wording(
            es: "La factura «{value}» es PROFORM: no existe para la DGI",
            en: "The invoice “{value}” is PROFORM: it doesn't exist for the DGI"),
        hint: Wording(
            es: "Promuévala primero (pacbatch promote), o cambie la proforma.",
            en: "Promote it first (pacbatch promote), or change the proforma."))

    /// The invoice was rejected.
    public static let referenceRejected = FaultCode(
        "PB-REF-11", .error, fixed: true, source: "rulebook 6.2",
        message: Wording(
            es: "La factura «{value}» fue rechazada: no hay nada que corregir",
            en: "The invoice “{value}” was rejected: there is nothing to correct"),
        hint: Wording(
            es: "Corrija y reenvíe la factura; la nota se refiere a la nueva.",
            en: "Correct and send the invoice again; the note refers to the new one."))

    /// The invoice was voided.
    public static let referenceVoided = FaultCode(
        "PB-REF-12", .error, fixed: true, source: "rulebook 6.2",
        message: Wording(es: "La factura «{value}» está anulada", en: "The invoice “{value}” is voided"),
        hint: Wording(es: "Una factura anulada no necesita nota.", en: "A voided invoice needs no note."))

    /// The note waits for its invoice.
    public static let referenceWaits = FaultCode(
        "PB-REF-13", .info, source: "rulebook 6.2",
        message: Wording(
            es: "La nota espera a que la factura «{value}» esté autorizada (ahora: {state})",
            en: "The note waits until the invoice “{value}” is authorized (now: {state})"),
        hint: Wording(
            es: "Sale sola en cuanto lo esté, en esta corrida o en otra.",
            en: "It goes out by itself once it is, in this run or another."))

    /// All notes on the invoice together exceed it.
    public static let creditExceedsInvoice = FaultCode(
        "PB-REF-14", .warning, source: "rulebook 6.6, 10 Notes",
        message: Wording(
            es: "Las notas de crédito sobre «{value}» suman {credited}; la factura es de {total}",
            en: "The credit notes on “{value}” add up to {credited}; the invoice is of {total}"),
        hint: Wording(es: "Revise si la nota está repetida.", en: "Check whether the note is a repetition."))

    /// The invoice was imported, and the note's company didn't issue it.
    public static let referenceReceived = FaultCode(
        "PB-REF-15", .error, fixed: true, source: "rulebook 1.3, 10 Notes",
        message: Wording(
            es: "La factura «{value}» la emitió {issuer}; esta empresa no puede hacerle notas",
            en: "The invoice “{value}” was issued by {issuer}; this company can't make notes on it"),
        hint: Wording(
            es: "La nota de una factura recibida la hace su emisor: pídasela e impórtela.",
            en: "A note on a received invoice is made by its issuer: ask for it and import it."))

    /// The note waits for the end of its invoice's void.
    public static let referenceBeingVoided = FaultCode(
        "PB-REF-16", .info, source: "rulebook 6.2, 7.8",
        message: Wording(
            es: "Hay una anulación en curso de la factura «{value}»: la nota espera a que se decida",
            en: "A void of the invoice “{value}” is under way: the note waits until it is decided"),
        hint: Wording(
            es: "Si la factura queda anulada, la nota no sale; si no, sale sola, en esta corrida o en otra.",
            en: "If the invoice is voided, the note doesn't go out; if not, it does by itself, in this run or another."))
}
