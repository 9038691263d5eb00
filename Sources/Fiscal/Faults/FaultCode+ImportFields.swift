// Faults of an imported document's elements: occurrence, form, and the CUFE against the fields (dgi.md 1.2, 2.1).
extension FaultCode {
    static let xmlFieldCodes: [FaultCode] = [
        xmlElementMissing, xmlElementTooOften, xmlElementOrder, xmlElementUnknown, xmlForm, xmlLength, xmlCode,
        xmlNotInList, xmlCufeField, xmlRucNotComputable, xmlReferenceCufe,
    ]

    private static let takenIn = Wording(
        es: "El documento se registra tal como está.", en: "The document is recorded as it stands.")

    /// A mandatory element isn't there.
    public static let xmlElementMissing = FaultCode(
        "PB-IMP-01", .error, source: "dgi.md 1.2; DGI 0100",
        message: Wording(es: "Falta el elemento {element}", en: "The element {element} is missing"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// An element stands more often than the schema allows.
    public static let xmlElementTooOften = FaultCode(
        "PB-IMP-02", .error, source: "dgi.md 1.2; DGI 0100",
        message: Wording(
            es: "El elemento {element} aparece más de {limit} veces",
            en: "The element {element} stands more than {limit} times"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// An element stands out of the schema's order.
    public static let xmlElementOrder = FaultCode(
        "PB-IMP-03", .warning, source: "dgi.md 1",
        message: Wording(
            es: "El elemento {element} no está en el orden del esquema",
            en: "The element {element} isn't in the schema's order"),
        hint: Wording(
            es: "Se lee igual; la DGI exige el orden.",
            en: "It is read all the same; the DGI asks for the order."))

    /// An element that the schema at hand doesn't have.
    public static let xmlElementUnknown = FaultCode(
        "PB-IMP-04", .info, source: "dgi.md 1.3",
        message: Wording(
            es: "Dentro de {element} hay un elemento que el esquema 1.00 no tiene",
            en: "In {element} stands an element that schema 1.00 doesn't have"),
        hint: Wording(
            es: "Puede ser de una revisión posterior: se tolera y no se revisa.",
            en: "It may be of a later revision: it's tolerated and not checked."))

    /// A text without its form.
    public static let xmlForm = FaultCode(
        "PB-IMP-05", .error, source: "dgi.md 1.2; DGI 0100",
        message: Wording(es: "«{value}» no tiene la forma {form}", en: "“{value}” doesn't have the form {form}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A text that is too long or too short.
    public static let xmlLength = FaultCode(
        "PB-IMP-06", .error, source: "dgi.md 1.2; DGI 0100",
        message: Wording(
            es: "Tiene {count} caracteres; se admiten {form}",
            en: "It has {count} characters; {form} are allowed"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A code that the DGI doesn't have.
    public static let xmlCode = FaultCode(
        "PB-IMP-07", .error, source: "dgi.md 4; DGI 0100",
        message: Wording(es: "«{value}» no es uno de los códigos {form}", en: "“{value}” isn't one of the codes {form}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A code that isn't in a list which has grown since.
    public static let xmlNotInList = FaultCode(
        "PB-IMP-08", .warning, source: "dgi.md 4; rulebook 2.7",
        message: Wording(es: "«{value}» no está en la lista {form}", en: "“{value}” isn't in the list {form}"),
        hint: Wording(
            es: "La lista de la DGI puede ser más nueva que la de este programa: `pacbatch catalog {form}`.",
            en: "The DGI's list may be newer than this program's: `pacbatch catalog {form}`."))

    /// The CUFE says something else than the field.
    public static let xmlCufeField = FaultCode(
        "PB-IMP-09", .error, fixed: true, source: "dgi.md 2.1",
        message: Wording(
            es: "{part} es «{stated}» en el documento y «{found}» en su CUFE",
            en: "{part} is “{stated}” in the document and “{found}” in its CUFE"),
        hint: Wording(
            es: "El documento o su CUFE fue alterado: no lo registre; consúltelo en el portal de la DGI.",
            en: "The document or its CUFE was altered: don't record it; look it up on the DGI's portal."))

    /// A RUC whose check digits nobody can compute.
    public static let xmlRucNotComputable = FaultCode(
        "PB-IMP-10", .warning, source: "dgi.md 3.1",
        message: Wording(
            es: "El DV del RUC «{value}» no se puede calcular",
            en: "The check digits of the RUC “{value}” can't be computed"),
        hint: Wording(
            es: "Son números de finca u otra forma sin cálculo público: confírmelo con la DGI.",
            en: "It's a property's number or another form without a public calculation: ask the DGI."))

    /// The referenced CUFE isn't one.
    public static let xmlReferenceCufe = FaultCode(
        "PB-IMP-11", .error, source: "dgi.md 1.4; DGI 1703, 1704",
        message: Wording(
            es: "El CUFE referido «{value}» no es válido: {reason}",
            en: "The referenced CUFE “{value}” isn't valid: {reason}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)
}
