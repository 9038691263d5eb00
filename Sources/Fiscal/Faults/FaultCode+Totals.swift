// Faults of totals and retention (rulebook 4).
extension FaultCode {
    static let totalCodes: [FaultCode] = [
        controlTotalDiffers, retentionCodeUnknown, retentionWithoutAgent, booleanMalformed, totalLimit, totalSanity,
        finalConsumerTotalSanity, retentionCodeMissing,
    ]

    /// The stated total isn't the computed one.
    public static let controlTotalDiffers = FaultCode(
        "PB-TOT-01", .error, source: "rulebook 4.2",
        message: Wording(
            es: "La orden dice total {value}; sus líneas suman {computed} (neto {net} + ITBMS {itbms})",
            en: "The order says total {value}; its lines add up to {computed} (net {net} + ITBMS {itbms})"),
        hint: Wording(
            es: "Se admite 0.01 de diferencia. Revise precios, descuentos (por unidad) y tasas, o vacíe total.",
            en: "A difference of 0.01 is allowed. Check prices, discounts (per unit) and rates, or empty total."),
        whenDemoted: Wording(es: "Sale el total calculado.", en: "The computed total goes out."))

    /// A retention code that isn't one of the DGI's.
    public static let retentionCodeUnknown = FaultCode(
        "PB-TOT-02", .error, source: "rulebook 4.3",
        message: Wording(es: "«{value}» no es un código de retención", en: "“{value}” isn't a retention code"),
        hint: Wording(
            es: "Use 1 o 3 (100 % del ITBMS), 2, 4 o 7 (50 %) u 8 (0 %).",
            en: "Use 1 or 3 (100 % of the ITBMS), 2, 4 or 7 (50 %) or 8 (0 %)."),
        whenDemoted: Wording(es: "Sale sin el bloque de retención.", en: "It goes out without the retention block."))

    /// A retention code although the client doesn't retain.
    public static let retentionWithoutAgent = FaultCode(
        "PB-TOT-03", .warning, source: "rulebook 4.3",
        message: Wording(
            es: "Hay un código de retención ({value}), pero el cliente no retiene: no se envía",
            en: "There is a retention code ({value}), but the client doesn't retain: it isn't sent"),
        hint: Wording(
            es: "Ponga invoice_retention en true, o vacíe el código.", en: "Set invoice_retention to true, or empty the code."))

    /// A yes-or-no cell that is neither.
    public static let booleanMalformed = FaultCode(
        "PB-TOT-04", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "«{value}» no es sí ni no", en: "“{value}” is neither yes nor no"),
        hint: Wording(es: "Use true, false, 1, 0, si o no.", en: "Use true, false, 1, 0, si or no."))

    /// A total of more than 11 digits before the point.
    public static let totalLimit = FaultCode(
        "PB-TOT-05", .error, fixed: true, source: "rulebook 10 Description, totals",
        message: Wording(
            es: "El total {amount} pasa del límite de 99,999,999,999.99",
            en: "The total {amount} is over the limit of 99,999,999,999.99"),
        hint: Wording(es: "Divida la orden.", en: "Split the order."))

    /// A total over 1,000,000.
    public static let totalSanity = FaultCode(
        "PB-TOT-06", .warning, source: "rulebook 10 Sanity, dgi.md 5.2",
        message: Wording(es: "El total {amount} pasa de 1,000,000.00", en: "The total {amount} is over 1,000,000.00"),
        hint: Wording(es: "Revise cantidades y decimales.", en: "Check quantities and decimals."))

    /// A total over 10,000 to a final consumer.
    public static let finalConsumerTotalSanity = FaultCode(
        "PB-TOT-07", .warning, source: "rulebook 10 Sanity, dgi.md 5.2",
        message: Wording(
            es: "El total {amount} pasa de 10,000.00 y el receptor es consumidor final",
            en: "The total {amount} is over 10,000.00 and the receiver is a final consumer"),
        hint: Wording(
            es: "Revise si el cliente no es contribuyente.", en: "Check whether the client isn't a taxpayer."))

    /// The client retains, and no code says how much.
    public static let retentionCodeMissing = FaultCode(
        "MissingRetentionCode", .error, source: "rulebook 4.3; Seed 003, Retention; Seed 004, When retention applies",
        seedName: "MissingRetentionCodeError",
        message: Wording(
            es: "El cliente retiene, pero falta el código de retención",
            en: "The client retains, but the retention code is missing"),
        hint: Wording(
            es: "Llene codigo_retencion en la orden, o client_codigo_retencion en el registro de clientes.",
            en: "Fill in codigo_retencion on the order, or client_codigo_retencion in the client registry."),
        whenDemoted: Wording(es: "Sale sin el bloque de retención.", en: "It goes out without the retention block."))
}
