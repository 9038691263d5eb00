// Faults of an imported document's elements against each other (dgi.md 1.4).
extension FaultCode {
    static let xmlConditionCodes: [FaultCode] = [
        xmlRequiredWhen, xmlForbiddenWhen, xmlContingencyAfterIssue, xmlNeedsAuthorization, xmlJuridicalConsumer,
        xmlNeedsForeigner, xmlCountry, xmlDestination, xmlReferenceIsNote, xmlReferenceTwice, xmlChargedTwice,
        xmlInstalments, xmlFuture, xmlSegment, xmlAddressMissing,
    ]

    private static let takenIn = Wording(
        es: "El documento se registra tal como está.", en: "The document is recorded as it stands.")

    /// An element that the circumstances ask for.
    public static let xmlRequiredWhen = FaultCode(
        "PB-IMP-21", .error, source: "dgi.md 1.4",
        message: Wording(
            es: "Falta {element}, obligatorio cuando {condition}",
            en: "{element} is missing, mandatory when {condition}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// An element that the circumstances forbid.
    public static let xmlForbiddenWhen = FaultCode(
        "PB-IMP-22", .error, source: "dgi.md 1.4",
        message: Wording(es: "{element} no va cuando {condition}", en: "{element} must not stand when {condition}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// The contingency begins after the issue.
    public static let xmlContingencyAfterIssue = FaultCode(
        "PB-IMP-23", .error, source: "dgi.md 1.4; DGI 1507",
        message: Wording(
            es: "La contingencia empieza ({value}) después de la emisión ({issued})",
            en: "The contingency begins ({value}) after the issue ({issued})"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A contributor's invoice with posterior authorisation.
    public static let xmlNeedsAuthorization = FaultCode(
        "PB-IMP-24", .error, source: "dgi.md 6; DGI 1505",
        message: Wording(
            es: "Un documento a un contribuyente (iTipoRec 01) no puede ser de autorización posterior (iTpEmis {value})",
            en: "A document to a contributor (iTipoRec 01) can't be of posterior authorisation (iTpEmis {value})"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A juridical RUC as final consumer.
    public static let xmlJuridicalConsumer = FaultCode(
        "PB-IMP-25", .error, source: "dgi.md 1.4; DGI 1621",
        message: Wording(
            es: "El consumidor final lleva un RUC jurídico («{value}»)",
            en: "The final consumer has a juridical RUC (“{value}”)"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Export and foreign operation are for foreigners.
    public static let xmlNeedsForeigner = FaultCode(
        "PB-IMP-26", .error, source: "dgi.md 1.4; DGI 1620, 1623",
        message: Wording(
            es: "El tipo de documento {value} exige un receptor extranjero (iTipoRec 04)",
            en: "Document type {value} asks for a foreign receiver (iTipoRec 04)"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Country and destination disagree.
    public static let xmlCountry = FaultCode(
        "PB-IMP-27", .error, source: "dgi.md 1.4; DGI 1611, 1612",
        message: Wording(
            es: "El país {value} no va con el destino {destination} (PA si y solo si iDest es 1)",
            en: "Country {value} doesn't go with destination {destination} (PA if and only if iDest is 1)"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Document type and destination disagree.
    public static let xmlDestination = FaultCode(
        "PB-IMP-28", .error, source: "dgi.md 1.4; DGI 1534",
        message: Wording(
            es: "El tipo de documento {type} exige iDest {expected}, no {value}",
            en: "Document type {type} asks for iDest {expected}, not {value}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A note refers to a note.
    public static let xmlReferenceIsNote = FaultCode(
        "PB-IMP-29", .error, source: "dgi.md 1.4; DGI 1712, 1713, 1715, 1716",
        message: Wording(
            es: "La nota se refiere a otra nota (tipo {type} en el CUFE «{value}»)",
            en: "The note refers to another note (type {type} in the CUFE “{value}”)"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// The same CUFE twice.
    public static let xmlReferenceTwice = FaultCode(
        "PB-IMP-30", .error, source: "dgi.md 1.4; DGI 1709",
        message: Wording(es: "Se refiere dos veces al CUFE «{value}»", en: "It refers twice to the CUFE “{value}”"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A charge per line and in total.
    public static let xmlChargedTwice = FaultCode(
        "PB-IMP-31", .error, source: "dgi.md 1.4; DGI 2505, 2506",
        message: Wording(
            es: "{element} va por línea o en el total, no en ambos",
            en: "{element} stands in the lines or in the total, not in both"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Term payment without instalments.
    public static let xmlInstalments = FaultCode(
        "PB-IMP-32", .warning, source: "dgi.md 1.4",
        message: Wording(
            es: "El pago es a plazo (iPzPag {value}) y no trae los plazos (gPagPlazo)",
            en: "Payment is by term (iPzPag {value}) and the instalments (gPagPlazo) aren't there"),
        hint: Wording(
            es: "No impide registrarlo; anote el vencimiento aparte.",
            en: "It can be recorded; note the due date elsewhere."))

    /// Issued more than a day ahead.
    public static let xmlFuture = FaultCode(
        "PB-IMP-33", .warning, source: "dgi.md 5.4; DGI 1520, 1535",
        message: Wording(
            es: "La fecha de emisión ({value}) está en el futuro",
            en: "The issue date ({value}) lies in the future"),
        hint: Wording(
            es: "Revise el reloj de esta máquina y la fecha del documento.",
            en: "Check this machine's clock and the document's date."))

    /// A family of another segment.
    public static let xmlSegment = FaultCode(
        "PB-IMP-34", .error, source: "dgi.md 8",
        message: Wording(
            es: "El código CPBS {value} no empieza por su segmento {segment}",
            en: "The CPBS code {value} doesn't begin with its segment {segment}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A contributor without address or location.
    public static let xmlAddressMissing = FaultCode(
        "PB-IMP-35", .warning, source: "dgi.md 1.4; DGI 1606, 1607",
        message: Wording(es: "Falta {element} del contribuyente", en: "The contributor's {element} is missing"),
        hint: Wording(es: "No impide registrarlo; la DGI solo avisa.", en: "It can be recorded; the DGI only notifies."))
}
