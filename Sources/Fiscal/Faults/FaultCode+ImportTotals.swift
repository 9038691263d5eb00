// Faults of an imported document's arithmetic (dgi.md 5.1).
extension FaultCode {
    static let xmlTotalCodes: [FaultCode] = [
        xmlLineNet, xmlLineTax, xmlLineTotal, xmlDiscount, xmlSum, xmlTaxTotal, xmlGrandTotal, xmlReceived, xmlChange,
        xmlItemCount, xmlSequenceTwice, xmlRetention, xmlOtherTaxTwice, xmlNotPaid,
    ]

    private static let takenIn = Wording(
        es: "El documento se registra tal como está.", en: "The document is recorded as it stands.")

    /// dPrItem isn't quantity × (price − discount).
    public static let xmlLineNet = FaultCode(
        "PB-IMP-41", .error, source: "dgi.md 5.1; DGI 2053",
        message: Wording(
            es: "dPrItem es {value}; cantidad × (precio − descuento) da {expected}",
            en: "dPrItem is {value}; quantity × (price − discount) gives {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dValITBMS isn't the rate of dPrItem.
    public static let xmlLineTax = FaultCode(
        "PB-IMP-42", .error, source: "dgi.md 5.1; DGI 2152",
        message: Wording(
            es: "El ITBMS de la línea es {value}; la tasa {rate} de {net} da {expected}",
            en: "The line's ITBMS is {value}; rate {rate} of {net} gives {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dValTotItem isn't the sum of the line.
    public static let xmlLineTotal = FaultCode(
        "PB-IMP-43", .error, source: "dgi.md 5.1; DGI 2056",
        message: Wording(
            es: "El total de la línea es {value}; sus partes suman {expected}",
            en: "The line's total is {value}; its parts add up to {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// The discount exceeds the price.
    public static let xmlDiscount = FaultCode(
        "PB-IMP-44", .error, source: "dgi.md 6; DGI 2051",
        message: Wording(
            es: "El descuento por unidad {value} es mayor que el precio {price}",
            en: "The discount per unit {value} exceeds the price {price}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// A total isn't the sum of its lines.
    public static let xmlSum = FaultCode(
        "PB-IMP-45", .error, source: "dgi.md 5.1; DGI 2500, 2501, 2514",
        message: Wording(
            es: "El total es {value}; las líneas suman {expected}",
            en: "The total is {value}; the lines add up to {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dTotGravado isn't the sum of the taxes.
    public static let xmlTaxTotal = FaultCode(
        "PB-IMP-46", .error, source: "dgi.md 5.1; DGI 2503",
        message: Wording(
            es: "dTotGravado es {value}; los impuestos suman {expected}",
            en: "dTotGravado is {value}; the taxes add up to {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dVTot isn't lines, charges and discounts.
    public static let xmlGrandTotal = FaultCode(
        "PB-IMP-47", .error, source: "dgi.md 5.1; DGI 2507",
        message: Wording(
            es: "El total del documento es {value}; sus partes dan {expected}",
            en: "The document's total is {value}; its parts give {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dTotRec isn't the sum of the payments.
    public static let xmlReceived = FaultCode(
        "PB-IMP-48", .error, source: "dgi.md 5.1; DGI 2510",
        message: Wording(
            es: "Lo recibido es {value}; los pagos suman {expected}",
            en: "What was received is {value}; the payments add up to {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dVuelto isn't received less total.
    public static let xmlChange = FaultCode(
        "PB-IMP-49", .error, source: "dgi.md 5.1",
        message: Wording(
            es: "El vuelto es {value}; lo recibido menos el total da {expected}",
            en: "The change is {value}; received less total gives {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// dNroItems isn't the number of lines.
    public static let xmlItemCount = FaultCode(
        "PB-IMP-50", .error, source: "dgi.md 5.1; DGI 2513",
        message: Wording(es: "Dice {value} líneas y trae {expected}", en: "It says {value} lines and holds {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Two lines of one number.
    public static let xmlSequenceTwice = FaultCode(
        "PB-IMP-51", .error, source: "dgi.md 6; DGI 2001",
        message: Wording(es: "El número de línea {value} se repite", en: "Line number {value} stands twice"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// The retention isn't the code's share of the ITBMS.
    public static let xmlRetention = FaultCode(
        "PB-IMP-52", .error, source: "dgi.md 5.1; rulebook 4.3",
        message: Wording(
            es: "La retención es {value}; el código {code} da {expected}",
            en: "The retention is {value}; code {code} gives {expected}"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// Two amounts of one OTI code.
    public static let xmlOtherTaxTwice = FaultCode(
        "PB-IMP-53", .error, source: "dgi.md 6; DGI 2300",
        message: Wording(es: "El código OTI {value} se repite", en: "The OTI code {value} stands twice"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."),
        whenDemoted: takenIn)

    /// The payments don't reach the total.
    public static let xmlNotPaid = FaultCode(
        "PB-IMP-54", .warning, source: "dgi.md 5.1; DGI 2510",
        message: Wording(
            es: "Lo recibido ({value}) no cubre el total ({expected})",
            en: "What was received ({value}) doesn't cover the total ({expected})"),
        hint: Wording(
            es: "Pídale al emisor el documento corregido, o regístrelo a mano.",
            en: "Ask the issuer for the corrected document, or record it by hand."))
}
