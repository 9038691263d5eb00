// Faults of a CUFE's form, of its check digit and of the DV inside it (dgi.md 2).
extension FaultCode {
    static let cufeCodes: [FaultCode] = [cufeLength, cufePart, cufeCheckDigit, cufeIssuerCheckDigits]

    private static let asWritten = Wording(
        es: "La nota sale con ese CUFE y la DGI la rechaza (1703, 1704).",
        en: "The note goes out with that CUFE and the DGI refuses it (1703, 1704).")

    /// Not 66 characters.
    public static let cufeLength = FaultCode(
        "PB-CUFE-01", .error, source: "dgi.md 2.1; DGI 1703",
        message: Wording(
            es: "Un CUFE tiene 66 caracteres; este tiene {count}", en: "A CUFE has 66 characters; this one has {count}"),
        hint: Wording(
            es: "Cópielo entero del documento o de la dirección de su QR (chFE=…), sin espacios",
            en: "Copy it whole from the document or from its QR's address (chFE=…), without spaces"),
        whenDemoted: asWritten)

    /// A part that hasn't its form.
    public static let cufePart = FaultCode(
        "PB-CUFE-02", .error, source: "dgi.md 2.1; DGI 1703",
        message: Wording(
            es: "Posiciones {positions} del CUFE ({part}): «{found}» no tiene la forma {form}",
            en: "Positions {positions} of the CUFE ({part}): “{found}” doesn't have the form {form}"),
        hint: Wording(
            es: "Cópielo de nuevo del documento; `pacbatch cufe` explica cada parte",
            en: "Copy it again from the document; `pacbatch cufe` explains each part"),
        whenDemoted: asWritten)

    /// The last digit isn't the one that the others give.
    public static let cufeCheckDigit = FaultCode(
        "PB-CUFE-03", .error, source: "dgi.md 2.1; DGI 1704",
        message: Wording(
            es: "El dígito verificador del CUFE es {found}, pero los demás caracteres dan {expected}",
            en: "The CUFE's check digit is {found}, but the other characters give {expected}"),
        hint: Wording(
            es: "Algún carácter está cambiado: cópielo de nuevo del documento, no a mano",
            en: "Some character was changed: copy it again from the document, not by hand"),
        whenDemoted: asWritten)

    /// The DV in the code isn't that of the RUC in the code.
    public static let cufeIssuerCheckDigits = FaultCode(
        "PB-CUFE-04", .warning, source: "dgi.md 2.2; DGI 1564",
        message: Wording(
            es: "El CUFE dice RUC {ruc} con DV {found}; el cálculo da {expected}",
            en: "The CUFE says RUC {ruc} with DV {found}; the calculation gives {expected}"),
        hint: Wording(
            es: "El código está bien formado, pero su emisor no: confírmelo con quien emitió el documento",
            en: "The code is well formed but its issuer isn't: ask whoever issued the document"))
}
