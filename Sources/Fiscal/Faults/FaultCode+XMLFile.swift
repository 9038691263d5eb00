// Faults of XML files as files: what can't be read at all (product.md 6, DGI XML).
extension FaultCode {
    static let xmlFileCodes: [FaultCode] = [
        xmlNotWellFormed, xmlEndsEarly, xmlDoctype, xmlEncoding, xmlTooDeep, xmlTooLarge, xmlPrefix, xmlNoDocument,
        xmlSeveralInContainer, xmlMoreFaults,
    ]

    /// What libxml2 calls not well-formed.
    public static let xmlNotWellFormed = FaultCode(
        "PB-XML-01", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "El XML está mal formado: {reason}", en: "The XML isn't well-formed: {reason}"),
        hint: Wording(
            es: "Pida a quien lo emitió el archivo original, sin abrirlo ni guardarlo en otro programa.",
            en: "Ask whoever issued it for the original file, not opened and saved in another program."))

    /// The text ends inside an element.
    public static let xmlEndsEarly = FaultCode(
        "PB-XML-02", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "El XML termina antes de tiempo: falta el resto",
            en: "The XML ends early: the rest is missing"),
        hint: Wording(es: "Descargue o copie el archivo de nuevo, completo.", en: "Download or copy the file again, whole."))

    /// A DOCTYPE, whatever is in it.
    public static let xmlDoctype = FaultCode(
        "PB-XML-03", .error, fixed: true, source: "guarantees.md, G12",
        message: Wording(
            es: "El XML trae un DOCTYPE; no se lee nada de lo que declara",
            en: "The XML holds a DOCTYPE; nothing that it declares is read"),
        hint: Wording(
            es: "Ningún documento de la DGI lo lleva: no confíe en este archivo.",
            en: "No document of the DGI has one: don't trust this file."))

    /// Not UTF-8.
    public static let xmlEncoding = FaultCode(
        "PB-XML-04", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "El XML está en {encoding}, no en UTF-8", en: "The XML is in {encoding}, not in UTF-8"),
        hint: Wording(
            es: "Pida a quien lo emitió el archivo original, sin abrirlo ni guardarlo en otro programa.",
            en: "Ask whoever issued it for the original file, not opened and saved in another program."))

    /// Elements nested deeper than the limit.
    public static let xmlTooDeep = FaultCode(
        "PB-XML-05", .error, fixed: true, source: "guarantees.md, G11",
        message: Wording(
            es: "Hay más de {limit} elementos unos dentro de otros",
            en: "More than {limit} elements inside one another"),
        hint: Wording(
            es: "Ningún documento de la DGI los tiene: no confíe en este archivo.",
            en: "No document of the DGI has them: don't trust this file."))

    /// A document or a text beyond the limit.
    public static let xmlTooLarge = FaultCode(
        "PB-XML-06", .error, fixed: true, source: "guarantees.md, G11",
        message: Wording(
            es: "Un documento o un texto pasa de {limit} bytes",
            en: "A document or a text has more than {limit} bytes"),
        hint: Wording(
            es: "El documento más grande que la DGI admite tiene cerca de medio megabyte.",
            en: "The largest document that the DGI takes has about half a megabyte."))

    /// A prefix that nothing declares.
    public static let xmlPrefix = FaultCode(
        "PB-XML-07", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "El prefijo «{value}» no está declarado", en: "The prefix “{value}” isn't declared"),
        hint: Wording(
            es: "Pida a quien lo emitió el archivo original, sin abrirlo ni guardarlo en otro programa.",
            en: "Ask whoever issued it for the original file, not opened and saved in another program."))

    /// XML without an rFE.
    public static let xmlNoDocument = FaultCode(
        "PB-XML-08", .error, fixed: true, source: "dgi.md 1.3",
        message: Wording(
            es: "No contiene ningún documento de la DGI (rFE); la raíz es «{value}»",
            en: "It holds no document of the DGI (rFE); its root is “{value}”"),
        hint: Wording(
            es: "Se aceptan rFE, rContFe, las respuestas de consulta y descarga, SOAP con rEnviFe y rEnviFeDGI.",
            en: "rFE, rContFe, the answers of consult and download, SOAP with rEnviFe and rEnviFeDGI are taken."))

    /// Two documents in one rContFe.
    public static let xmlSeveralInContainer = FaultCode(
        "PB-XML-09", .error, fixed: true, source: "dgi.md 1.3",
        message: Wording(
            es: "Un mismo rContFe contiene varios documentos: no se sabe de cuál es el protocolo",
            en: "One rContFe holds several documents: whose the protocol is can't be told"),
        hint: Wording(
            es: "Un contenedor lleva un solo documento; pídalos por separado.",
            en: "A container holds one document; ask for them one by one."))

    /// More faults than are kept.
    public static let xmlMoreFaults = FaultCode(
        "PB-XML-10", .info, source: "guarantees.md, G11",
        message: Wording(
            es: "Hay más de {limit} hallazgos; los demás no se listan",
            en: "There are more than {limit} findings; the rest isn't listed"),
        hint: Wording(es: "Con los listados basta para ver la causa.", en: "Those listed are enough to see the cause."))
}
