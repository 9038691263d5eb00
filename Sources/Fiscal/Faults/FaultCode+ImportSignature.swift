// Faults of an imported document's signature (dgi.md 7).
extension FaultCode {
    static let xmlSignatureCodes: [FaultCode] = [
        xmlUnsigned, xmlCertificateMissing, xmlDigest, xmlSignatureValue, xmlAlgorithm, xmlTransforms,
        xmlSignedElsewhere, xmlSignatureForm, xmlSeveralSignatures, xmlCertificate, xmlCertificateDates,
        xmlNotAnchored, xmlWeakKey,
    ]

    private static let takenIn = Wording(
        es: "El documento se registra tal como está.", en: "The document is recorded as it stands.")

    /// No signature.
    public static let xmlUnsigned = FaultCode(
        "PB-IMP-61", .warning, source: "product.md 6",
        message: Wording(es: "El documento no está firmado", en: "The document isn't signed"),
        hint: Wording(
            es: "Su confianza es structure-only: lo admite solo `import.minimumTrust`.",
            en: "Its trust is structure-only: only `import.minimumTrust` lets it in."))

    /// A signature without a certificate.
    public static let xmlCertificateMissing = FaultCode(
        "PB-IMP-62", .warning, source: "product.md 6",
        message: Wording(
            es: "La firma no trae certificado y no se puede comprobar",
            en: "The signature has no certificate and can't be checked"),
        hint: Wording(
            es: "Su confianza es structure-only: lo admite solo `import.minimumTrust`.",
            en: "Its trust is structure-only: only `import.minimumTrust` lets it in."))

    /// The content isn't what was signed.
    public static let xmlDigest = FaultCode(
        "PB-IMP-63", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "El contenido fue cambiado después de firmar: el resumen firmado es {stated} y el del contenido {computed}",
            en: "The content was changed after signing: the digest signed is {stated}, that of the content {computed}"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// The value isn't the certificate's.
    public static let xmlSignatureValue = FaultCode(
        "PB-IMP-64", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "La firma no la hizo la llave de su certificado",
            en: "The signature wasn't made by its certificate's key"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// An algorithm that isn't listed.
    public static let xmlAlgorithm = FaultCode(
        "PB-IMP-65", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "{element} usa un algoritmo que no se admite: «{value}»",
            en: "{element} uses an algorithm that isn't accepted: “{value}”"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// Other transforms than the two.
    public static let xmlTransforms = FaultCode(
        "PB-IMP-66", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "Las transformaciones de la firma no son exc-c14n y enveloped-signature",
            en: "The signature's transforms aren't exc-c14n and enveloped-signature"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// The reference isn't the whole document.
    public static let xmlSignedElsewhere = FaultCode(
        "PB-IMP-67", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "La firma se refiere a «{value}», no al documento entero",
            en: "The signature refers to “{value}”, not to the whole document"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// The signature isn't whole.
    public static let xmlSignatureForm = FaultCode(
        "PB-IMP-68", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "La firma está incompleta o mal formada: {element}",
            en: "The signature is incomplete or malformed: {element}"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// More than one signature.
    public static let xmlSeveralSignatures = FaultCode(
        "PB-IMP-69", .error, fixed: true, source: "dgi.md 7",
        message: Wording(es: "El documento trae varias firmas", en: "The document holds several signatures"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// The certificate can't be used.
    public static let xmlCertificate = FaultCode(
        "PB-IMP-70", .error, fixed: true, source: "dgi.md 7",
        message: Wording(
            es: "El certificado de la firma no se puede usar: {reason}",
            en: "The signature's certificate can't be used: {reason}"),
        hint: Wording(
            es: "El documento no es el que se firmó. No lo registre; pida el original a quien lo emitió.",
            en: "The document isn't what was signed. Don't record it; ask whoever issued it for the original."))

    /// Not valid at the issue date.
    public static let xmlCertificateDates = FaultCode(
        "PB-IMP-71", .error, source: "dgi.md 7",
        message: Wording(
            es: "El certificado ({subject}) valía del {from} al {to}; el documento es del {issued}",
            en: "The certificate ({subject}) was valid from {from} to {to}; the document is of {issued}"),
        hint: Wording(
            es: "Pregunte a quien firmó por qué usó ese certificado.",
            en: "Ask whoever signed why that certificate was used."),
        whenDemoted: takenIn)

    /// No way from the anchors to the certificate.
    public static let xmlNotAnchored = FaultCode(
        "PB-IMP-72", .error, source: "dgi.md 7",
        message: Wording(
            es: "El certificado ({subject}) no lleva a ninguno de `import.trust`",
            en: "The certificate ({subject}) doesn't lead to any of `import.trust`"),
        hint: Wording(
            es: "Agregue el certificado de su autoridad si confía en ella.",
            en: "Add its authority's certificate if you trust it."),
        whenDemoted: takenIn)

    /// A short RSA key.
    public static let xmlWeakKey = FaultCode(
        "PB-IMP-73", .warning, source: "dgi.md 7",
        message: Wording(es: "La llave que firmó tiene {value} bits", en: "The key that signed has {value} bits"),
        hint: Wording(
            es: "Menos de 2048 bits ya no se consideran seguros.",
            en: "Fewer than 2048 bits aren't considered safe any more."))
}
