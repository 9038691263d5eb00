// Faults of what stands around an imported document: QR, protocol, void event, whose it is (dgi.md 1.3, 2.3, 6).
extension FaultCode {
    static let xmlProtocolCodes: [FaultCode] = [
        xmlQrCufe, xmlQrDigest, xmlQrEnvironment, xmlQrToken, xmlQrShort, xmlProtocolCufe, xmlProtocolDigest,
        xmlProtocolEnvironment, xmlNotAuthorized, xmlAuthorizationUncertain, xmlResultContradicts, xmlResultNotice,
        xmlResultUnknown, xmlVoided, xmlNobodys, xmlEnvironment, xmlBelowMinimumTrust, xmlDuplicate,
        importContradicted,
    ]

    /// The QR is another document's.
    public static let xmlQrCufe = FaultCode(
        "PB-IMP-81", .error, fixed: true, source: "dgi.md 2.3",
        message: Wording(es: "El QR lleva el CUFE «{value}»", en: "The QR carries the CUFE “{value}”"),
        hint: Wording(
            es: "El QR no es el de este documento: consúltelo en el portal de la DGI por su CUFE.",
            en: "The QR isn't this document's: look it up by CUFE on the DGI's portal."))

    /// The QR's digest isn't the signature's.
    public static let xmlQrDigest = FaultCode(
        "PB-IMP-82", .error, fixed: true, source: "dgi.md 2.3",
        message: Wording(
            es: "El QR lleva el resumen «{value}» y la firma {expected}",
            en: "The QR carries the digest “{value}” and the signature {expected}"),
        hint: Wording(
            es: "El QR no es el de este documento: consúltelo en el portal de la DGI por su CUFE.",
            en: "The QR isn't this document's: look it up by CUFE on the DGI's portal."))

    /// The QR is of the other environment.
    public static let xmlQrEnvironment = FaultCode(
        "PB-IMP-83", .error, fixed: true, source: "dgi.md 2.3",
        message: Wording(
            es: "El QR es del ambiente «{value}» y el documento de {expected}",
            en: "The QR is of environment “{value}” and the document of {expected}"),
        hint: Wording(
            es: "El QR no es el de este documento: consúltelo en el portal de la DGI por su CUFE.",
            en: "The QR isn't this document's: look it up by CUFE on the DGI's portal."))

    /// The QR's token says something else.
    public static let xmlQrToken = FaultCode(
        "PB-IMP-84", .error, fixed: true, source: "dgi.md 2.3",
        message: Wording(es: "El jwt del QR dice {part} «{value}»", en: "The QR's jwt says {part} “{value}”"),
        hint: Wording(
            es: "El QR no es el de este documento: consúltelo en el portal de la DGI por su CUFE.",
            en: "The QR isn't this document's: look it up by CUFE on the DGI's portal."))

    /// An address without parameters.
    public static let xmlQrShort = FaultCode(
        "PB-IMP-85", .info, source: "dgi.md 2.3",
        message: Wording(
            es: "La dirección del QR no lleva CUFE ni resumen: no se puede comparar",
            en: "The QR's address has neither CUFE nor digest: it can't be compared"),
        hint: Wording(
            es: "Algunos PAC usan direcciones cortas; no es un error.",
            en: "Some PACs use short addresses; that's no mistake."))

    /// The protocol is another document's.
    public static let xmlProtocolCufe = FaultCode(
        "PB-IMP-86", .error, fixed: true, source: "dgi.md 1.3",
        message: Wording(
            es: "El protocolo es del CUFE «{value}», no de este documento",
            en: "The protocol is of the CUFE “{value}”, not of this document"),
        hint: Wording(
            es: "Pida a quien lo emitió el archivo original, sin abrirlo ni guardarlo en otro programa.",
            en: "Ask whoever issued it for the original file, not opened and saved in another program."))

    /// The protocol's digest isn't the signature's.
    public static let xmlProtocolDigest = FaultCode(
        "PB-IMP-87", .error, fixed: true, source: "dgi.md 1.3",
        message: Wording(
            es: "El protocolo autoriza el resumen «{value}» y la firma es de {expected}",
            en: "The protocol authorises the digest “{value}” and the signature is of {expected}"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// The protocol is of the other environment.
    public static let xmlProtocolEnvironment = FaultCode(
        "PB-IMP-88", .error, fixed: true, source: "dgi.md 1.3",
        message: Wording(
            es: "El protocolo es del ambiente «{value}» y el documento de {expected}",
            en: "The protocol is of environment “{value}” and the document of {expected}"),
        hint: Wording(
            es: "Pida a quien lo emitió el archivo original, sin abrirlo ni guardarlo en otro programa.",
            en: "Ask whoever issued it for the original file, not opened and saved in another program."))

    /// A protocol that refuses.
    public static let xmlNotAuthorized = FaultCode(
        "PB-IMP-89", .error, fixed: true, source: "dgi.md 6",
        message: Wording(
            es: "El protocolo no autoriza el documento: {codes}",
            en: "The protocol doesn't authorise the document: {codes}"),
        hint: Wording(
            es: "No tiene validez fiscal: pida al emisor el documento autorizado.",
            en: "It isn't fiscally valid: ask the issuer for the authorised document."))

    /// A protocol without 0260 and without a known refusal.
    public static let xmlAuthorizationUncertain = FaultCode(
        "PB-IMP-90", .error, fixed: true, source: "dgi.md 6",
        message: Wording(
            es: "El protocolo no trae 0260 y sus códigos no se conocen: {codes}",
            en: "The protocol has no 0260 and its codes aren't known: {codes}"),
        hint: Wording(
            es: "No se sabe si fue autorizado: consúltelo en el portal de la DGI.",
            en: "Whether it was authorised isn't known: look it up on the DGI's portal."))

    /// 0260 beside a refusal.
    public static let xmlResultContradicts = FaultCode(
        "PB-IMP-91", .error, fixed: true, source: "dgi.md 6",
        message: Wording(
            es: "El protocolo autoriza (0260) y rechaza ({codes}) a la vez",
            en: "The protocol authorises (0260) and refuses ({codes}) at once"),
        hint: Wording(es: "Consúltelo en el portal de la DGI por su CUFE.", en: "Look it up by CUFE on the DGI's portal."))

    /// A warning of the DGI's beside 0260.
    public static let xmlResultNotice = FaultCode(
        "PB-IMP-92", .warning, source: "dgi.md 6",
        message: Wording(
            es: "La DGI autorizó con el aviso {codes}[: {text}]",
            en: "The DGI authorised with the notice {codes}[: {text}]"),
        hint: Wording(
            es: "El documento vale; el emisor debería corregir el dato.",
            en: "The document is valid; the issuer should correct the datum."))

    /// A code that isn't known beside 0260.
    public static let xmlResultUnknown = FaultCode(
        "PB-IMP-93", .warning, source: "dgi.md 6",
        message: Wording(
            es: "La DGI autorizó con el código {codes}, que aquí no se conoce[: {text}]",
            en: "The DGI authorised with code {codes}, which isn't known here[: {text}]"),
        hint: Wording(
            es: "Busque el código en la ficha técnica de la DGI.",
            en: "Look the code up in the DGI's ficha técnica."))

    /// A void event in the container.
    public static let xmlVoided = FaultCode(
        "PB-IMP-94", .error, fixed: true, source: "product.md 6; dgi.md 1.3",
        message: Wording(
            es: "El contenedor trae la anulación del documento «{value}»",
            en: "The container holds the void event of the document “{value}”"),
        hint: Wording(es: "Un documento anulado no se registra.", en: "A voided document isn't recorded."))

    /// Neither issuer nor receiver is configured.
    public static let xmlNobodys = FaultCode(
        "PB-IMP-95", .error, fixed: true, source: "rulebook 10, DGI_IMPORT",
        message: Wording(
            es: "Ni el emisor ({issuer}) ni el receptor ({receiver}) es una empresa configurada",
            en: "Neither the issuer ({issuer}) nor the receiver ({receiver}) is a configured company"),
        hint: Wording(
            es: "Agregue la empresa a pacbatch.json si el documento es suyo.",
            en: "Add the company to pacbatch.json if the document is its own."))

    /// iAmb is the other environment's.
    public static let xmlEnvironment = FaultCode(
        "PB-IMP-96", .error, fixed: true, source: "rulebook 10, DGI_IMPORT",
        message: Wording(
            es: "El documento es del ambiente {value} y este espacio de trabajo es del {expected} (1 producción, 2 pruebas)",
            en: "The document is of environment {value} and this workspace of {expected} (1 production, 2 test)"),
        hint: Wording(
            es: "Los documentos de prueba no tienen valor fiscal; cada ambiente tiene su espacio de trabajo.",
            en: "Test documents have no fiscal value; each environment has a workspace of its own."))

    /// Less trust than asked for.
    public static let xmlBelowMinimumTrust = FaultCode(
        "PB-IMP-97", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "Su confianza es {value} y se exige al menos {expected}",
            en: "Its trust is {value} and at least {expected} is asked for"),
        hint: Wording(
            es: "Consiga el contenedor completo (rContFe) o cambie `import.minimumTrust`.",
            en: "Get the whole container (rContFe) or change `import.minimumTrust`."))

    /// The CUFE is known already.
    public static let xmlDuplicate = FaultCode(
        "PB-IMP-98", .info, fixed: true, source: "rulebook 10, DGI_IMPORT",
        message: Wording(
            es: "El CUFE «{value}» ya está registrado: {first}",
            en: "The CUFE “{value}” is recorded already: {first}"),
        hint: Wording(
            es: "No se registra dos veces; `pacbatch show {value}` muestra el primero.",
            en: "It isn't recorded twice; `pacbatch show {value}` shows the first."))

    /// The PAC says otherwise than the XML.
    public static let importContradicted = FaultCode(
        "PB-IMP-99", .warning, source: "rulebook 1.3",
        message: Wording(
            es: "El XML dice que está autorizado, y el PAC dice {value}",
            en: "The XML says that it's authorized, and the PAC says {value}"),
        hint: Wording(
            es: "Consulte el CUFE en el portal de la DGI. Sigue importado hasta que alguien lo quite (pacbatch delete).",
            en: "Look the CUFE up in the DGI's portal. It stays imported until somebody removes it (pacbatch delete)."))
}
