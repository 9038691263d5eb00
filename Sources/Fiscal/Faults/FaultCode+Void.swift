// Faults of void requests (rulebook 7.8, 10 Void). Those from 05 on need knowledge of other documents.
extension FaultCode {
    static let voidCodes: [FaultCode] = [
        voidReasonLength, voidReasonOverDgiLimit, voidTargetMissing, voidKindUnknown, voidWindowOver, voidTargetUnknown,
        alreadyVoided, notVoidable, voidRefused, voidUnanswered, voidWaits,
    ]

    /// A reason of fewer than 15 or more than 1000 characters.
    public static let voidReasonLength = FaultCode(
        "PB-VOID-01", .error, fixed: true, source: "rulebook 7.8",
        message: Wording(
            es: "El motivo tiene {count} caracteres; debe tener de 15 a 1000",
            en: "The reason has {count} characters; it must have 15 to 1000"),
        hint: Wording(
            es: "Explique en reason por qué se anula.", en: "Say in reason why it is voided."))

    /// A reason over the DGI's 500 characters.
    public static let voidReasonOverDgiLimit = FaultCode(
        "PB-VOID-02", .warning, source: "rulebook 7.8, dgi.md 5.4",
        message: Wording(
            es: "El motivo tiene {count} caracteres; la DGI admite 500",
            en: "The reason has {count} characters; the DGI takes 500"),
        hint: Wording(es: "El PAC lo acepta; conviene acortarlo.", en: "The PAC takes it; better shorten it."))

    /// A void request that names no document.
    public static let voidTargetMissing = FaultCode(
        "PB-VOID-03", .error, fixed: true, source: "rulebook 10 Void",
        message: Wording(es: "No se sabe qué documento anular", en: "The request doesn't say which document to void"),
        hint: Wording(
            es: "Llene order_id (con void_kind), cufe o document_id.",
            en: "Fill in order_id (with void_kind), cufe or document_id."))

    /// A void_kind that isn't one.
    public static let voidKindUnknown = FaultCode(
        "PB-VOID-04", .error, fixed: true, source: "rulebook 10 Void",
        message: Wording(
            es: "«{value}» no es una clase de documento que se anule", en: "“{value}” isn't a kind of document that is voided"),
        hint: Wording(
            es: "Use invoice (o vacío), credit_note o debit_note.[ ¿Quiso decir «{nearest}»?]",
            en: "Use invoice (or empty), credit_note or debit_note.[ Did you mean “{nearest}”?]"))

    /// Too late to void.
    public static let voidWindowOver = FaultCode(
        "PB-VOID-05", .error, fixed: true, source: "rulebook 7.8",
        message: Wording(
            es: "{key} se emitió el {issueDate}; el plazo de {hours} h para anular venció el {deadline}",
            en: "{key} was issued on {issueDate}; the {hours} h to void it ended on {deadline}"),
        hint: Wording(
            es: "Haga una nota de crédito por el total: kind credit_note, reference {reference}.",
            en: "Make a credit note for the whole amount: kind credit_note, reference {reference}."))

    /// Nothing of that name.
    public static let voidTargetUnknown = FaultCode(
        "PB-VOID-06", .error, fixed: true, source: "rulebook 10 Void",
        message: Wording(es: "No se conoce el documento «{value}»", en: "The document “{value}” isn't known"),
        hint: Wording(
            es: "Revise el número, la empresa y void_kind.[ ¿Quiso decir «{nearest}»?]",
            en: "Check the number, the company and void_kind.[ Did you mean “{nearest}”?]"))

    /// Voided before.
    public static let alreadyVoided = FaultCode(
        "PB-VOID-07", .error, fixed: true, source: "rulebook 10 Void",
        message: Wording(es: "{key} ya está anulado", en: "{key} is voided already"),
        hint: Wording(es: "No hay nada que hacer.", en: "There is nothing to do."))

    /// Not authorized, so there is nothing to void.
    public static let notVoidable = FaultCode(
        "PB-VOID-08", .error, fixed: true, source: "rulebook 7.8, pac-api.md 3.7",
        message: Wording(
            es: "{key} no se puede anular: su estado es {state}", en: "{key} can't be voided: its state is {state}"),
        hint: Wording(
            es: "Solo se anula lo autorizado por la DGI; una proforma o un importado se borra con pacbatch delete.",
            en: "Only what the DGI authorized is voided; a proforma or an import is removed by pacbatch delete."))

    // PB-VOID-09 was "this version doesn't send void requests yet".

    /// The PAC or the DGI refused the void.
    public static let voidRefused = FaultCode(
        "PB-VOID-10", .error, fixed: true, source: "rulebook 7.8, pac-api.md 3.7",
        message: Wording(es: "No se anuló {key}: {code}[ {message}]", en: "{key} wasn't voided: {code}[ {message}]"),
        hint: Wording(
            es:
                "El documento sigue vigente. Corrija la solicitud, o haga una nota de crédito: kind credit_note, reference {reference}.",
            en: "The document stands. Correct the request, or make a credit note: kind credit_note, reference {reference}."))

    /// The answer to a DELETE didn't arrive, or says nothing.
    public static let voidUnanswered = FaultCode(
        "PB-VOID-11", .warning, fixed: true, source: "pac-api.md 3.4; guarantees G3",
        message: Wording(
            es: "La respuesta del PAC a la anulación de {key} no sirve o no llegó: {cause}[ ({detail})], {attemptedAt}",
            en: "The PAC's answer to the void of {key} is of no use or didn't arrive: {cause}[ ({detail})], {attemptedAt}"),
        hint: Wording(
            es: "No se repite a ciegas: pacbatch consulta el documento hasta saberlo, en esta corrida o en la próxima.",
            en: "It isn't repeated blindly: pacbatch looks the document up until it knows, in this run or the next."))

    /// The request waits for its document.
    public static let voidWaits = FaultCode(
        "PB-VOID-12", .info, source: "rulebook 7.8, pac-api.md 3.7",
        message: Wording(
            es: "La anulación espera a que {key} esté autorizado (ahora: {state})",
            en: "The void waits until {key} is authorized (now: {state})"),
        hint: Wording(
            es: "Sale sola en cuanto lo esté, en esta corrida o en otra.",
            en: "It goes out by itself once it is, in this run or another."))
}
