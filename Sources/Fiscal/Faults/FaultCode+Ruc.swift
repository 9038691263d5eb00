// Faults of a RUC's form and of its check digits (dgi.md 3).
extension FaultCode {
    static let rucCodes: [FaultCode] = [
        rucForm, rucWithCheckDigits, rucMisspelled, rucExponent, rucTwoParts, rucNoHyphens, rucTooLong, rucPartTooLong,
        rucProvince,
        rucNotOfType, rucCheckDigitsOneDigit, rucCheckDigitsForm, rucCheckDigitsDisagree, rucDroppedNT, rucCheckDigitsOfOtherType,
    ]

    private static let asWritten = Wording(
        es: "Sale como está escrito y la DGI lo rechaza (1601); uno ocasional queda sin verificar.",
        en: "It goes out as it is written and the DGI refuses it (1601); an ad-hoc one stays unverified.")
    private static let withoutCheckDigits = Wording(
        es: "Sale el RUC como está; el DV nunca se envía.", en: "The RUC goes out as it stands; the DV is never sent.")

    /// None of the forms.
    public static let rucForm = FaultCode(
        "PB-RUC-01", .error, source: "dgi.md 3.1; DGI 1601",
        message: Wording(es: "«{value}» no tiene forma de RUC", en: "“{value}” doesn't have the form of a RUC"),
        hint: Wording(
            es:
                "Formas válidas: 8-442-445 (cédula), E-8-127702, PE-10-442, N-45-832, 8AV-1-196, 8-NT-1-24, 155704849-2-2021 (jurídico)",
            en:
                "Valid forms: 8-442-445 (cédula), E-8-127702, PE-10-442, N-45-832, 8AV-1-196, 8-NT-1-24, 155704849-2-2021 (juridical)"
        ),
        whenDemoted: asWritten)

    /// The check digits stand in the RUC's cell.
    public static let rucWithCheckDigits = FaultCode(
        "PB-RUC-02", .error, source: "rulebook 10, RUC type; DGI 1601",
        message: Wording(es: "«{value}» lleva el DV pegado al RUC", en: "“{value}” carries the DV glued to the RUC"),
        hint: Wording(
            es: "Sepárelos: RUC {ruc} en su columna y DV {dv} en la del dígito verificador",
            en: "Part them: RUC {ruc} in its column and DV {dv} in the check digits' column"),
        whenDemoted: asWritten)

    /// Right but for its spelling.
    public static let rucMisspelled = FaultCode(
        "PB-RUC-03", .error, source: "dgi.md 3.1; DGI 1601",
        message: Wording(
            es: "«{value}» está mal escrito para ser un RUC", en: "“{value}” is misspelled for a RUC"),
        hint: Wording(es: "Escriba {ruc}", en: "Write {ruc}"),
        whenDemoted: asWritten)

    /// A spreadsheet made a number with an exponent of it.
    public static let rucExponent = FaultCode(
        "PB-RUC-04", .error, source: "product.md 6; DGI 1601",
        message: Wording(
            es: "«{value}» es lo que Excel hizo de un RUC: lo tomó por un número y perdió sus cifras",
            en: "“{value}” is what Excel made of a RUC: it took it for a number and lost its digits"),
        hint: Wording(
            es: "Dé formato de texto a la columna, escriba el RUC de nuevo desde el sistema de origen y exporte otra vez",
            en: "Format the column as text, enter the RUC again from the original system, and export again"),
        whenDemoted: asWritten)

    /// Two parts.
    public static let rucTwoParts = FaultCode(
        "PB-RUC-05", .error, source: "dgi.md 3.1, finca; DGI 1601",
        message: Wording(
            es: "«{value}» tiene dos partes: falta una, o es el número de una finca",
            en: "“{value}” has two parts: one is missing, or it is a property's number (finca)"),
        hint: Wording(
            es: "Un RUC tiene tres partes (8-442-445) o cuatro con NT (8-NT-1-24). Para una finca use el RUC de su dueño",
            en: "A RUC has three parts (8-442-445) or four with NT (8-NT-1-24). For a property use its owner's RUC"),
        whenDemoted: asWritten)

    /// No hyphens.
    public static let rucNoHyphens = FaultCode(
        "PB-RUC-06", .error, source: "dgi.md 3.1; DGI 1601",
        message: Wording(
            es: "«{value}» no lleva guiones: no se sabe dónde termina cada parte",
            en: "“{value}” has no hyphens: where its parts end can't be told"),
        hint: Wording(
            es: "Escríbalo con guiones, como 8-442-445 o 155704849-2-2021",
            en: "Write it with hyphens, as 8-442-445 or 155704849-2-2021"),
        whenDemoted: asWritten)

    /// Longer than 20 characters.
    public static let rucTooLong = FaultCode(
        "PB-RUC-07", .error, source: "dgi.md 2.1; DGI 1601",
        message: Wording(
            es: "«{value}» tiene {count} caracteres; un RUC tiene a lo sumo 20",
            en: "“{value}” has {count} characters; a RUC has at most 20"),
        hint: Wording(
            es: "Deje solo el RUC en la columna: ni el nombre ni el DV",
            en: "Leave only the RUC in the column: neither the name nor the DV"),
        whenDemoted: asWritten)

    /// A part with too many digits.
    public static let rucPartTooLong = FaultCode(
        "PB-RUC-08", .error, source: "pac-api.md 3.5; DGI 1601",
        message: Wording(
            es: "«{value}»: la parte {part} tiene más de {limit} cifras",
            en: "“{value}”: the part {part} has more than {limit} digits"),
        hint: Wording(
            es: "Las partes de un RUC tienen a lo sumo 9, 4 y 9 cifras; revise que no falte un guion",
            en: "A RUC's parts have at most 9, 4 and 9 digits; see that no hyphen is missing"),
        whenDemoted: asWritten)

    /// No province where there must be one.
    public static let rucProvince = FaultCode(
        "PB-RUC-09", .error, source: "pac-api.md 3.5; DGI 1601",
        message: Wording(
            es: "«{value}» empieza con {province}, que no es una provincia (1 a 13)",
            en: "“{value}” begins with {province}, which isn't a province (1 to 13)"),
        hint: Wording(
            es: "Las cédulas y los números NT, AV y PI empiezan con la provincia. Si es una empresa, indique tipo de RUC 2",
            en: "Cédulas and NT, AV and PI numbers begin with the province. If it is a company, give RUC type 2"),
        whenDemoted: asWritten)

    /// A form of the other type.
    public static let rucNotOfType = FaultCode(
        "PB-RUC-10", .error, source: "pac-api.md 3.5; DGI 1601",
        message: Wording(
            es: "«{value}» es de una persona natural, pero se indica tipo de RUC {type}",
            en: "“{value}” is a natural person's, but RUC type {type} is given"),
        hint: Wording(
            es: "E, N, PE, AV y PI son de personas naturales: indique tipo 1 o deje la columna vacía",
            en: "E, N, PE, AV and PI are natural persons': give type 1 or leave the column empty"),
        whenDemoted: asWritten)

    /// One digit instead of two.
    public static let rucCheckDigitsOneDigit = FaultCode(
        "PB-RUC-11", .error, source: "rulebook 10, RUC type; DGI 1601",
        message: Wording(es: "El DV «{value}» tiene una sola cifra", en: "The DV “{value}” has one digit only"),
        hint: Wording(
            es: "Escriba {expected}: el DV lleva siempre dos cifras (Excel borra el cero si la columna no es de texto)",
            en: "Write {expected}: a DV always has two digits (Excel drops the zero unless the column is text)"),
        whenDemoted: withoutCheckDigits)

    /// No two digits at all.
    public static let rucCheckDigitsForm = FaultCode(
        "PB-RUC-12", .error, source: "dgi.md 3.1; DGI 1601",
        message: Wording(es: "«{value}» no es un DV: son dos cifras", en: "“{value}” isn't a DV: it has two digits"),
        hint: Wording(es: "El DV de {ruc} es {expected}", en: "The DV of {ruc} is {expected}"),
        whenDemoted: withoutCheckDigits)

    /// Two digits that aren't the RUC's.
    public static let rucCheckDigitsDisagree = FaultCode(
        "PB-RUC-13", .error, source: "rulebook 2.2; dgi.md 3.2; DGI 1601",
        message: Wording(
            es: "El DV {value} no corresponde al RUC {ruc}: el cálculo da {expected}",
            en: "The DV {value} doesn't belong to the RUC {ruc}: the calculation gives {expected}"),
        hint: Wording(
            es: "Compare RUC y DV con el aviso de operación o la cédula del cliente: una cifra de uno de los dos está mal",
            en: "Compare RUC and DV with the client's notice of operation or cédula: a digit of one of them is wrong"),
        whenDemoted: withoutCheckDigits)

    /// The check digits of the number with an NT that is missing.
    public static let rucDroppedNT = FaultCode(
        "PB-RUC-14", .error, source: "dgi.md 3.1; DGI 1601",
        message: Wording(
            es: "El DV {value} no es de {ruc} (sería {expected}), pero sí de {right}: parece faltar «NT»",
            en: "The DV {value} isn't that of {ruc} (it would be {expected}) but that of {right}: “NT” seems to be missing"),
        hint: Wording(
            es: "Si el documento del cliente dice NT, escriba {right} y tipo de RUC {type}",
            en: "If the client's document says NT, write {right} and RUC type {type}"),
        whenDemoted: withoutCheckDigits)

    /// The check digits of the same number as the other type.
    public static let rucCheckDigitsOfOtherType = FaultCode(
        "PB-RUC-15", .error, source: "rulebook 2.2; dgi.md 3.1; DGI 1601",
        message: Wording(
            es: "El DV {value} no es el de {ruc} con ese tipo de RUC (sería {expected}), sino el del tipo {type}",
            en: "The DV {value} isn't that of {ruc} with this RUC type (it would be {expected}) but that of type {type}"),
        hint: Wording(
            es: "Indique tipo de RUC {type} (1 natural, 2 jurídico), o corrija el DV",
            en: "Give RUC type {type} (1 natural, 2 juridical), or correct the DV"),
        whenDemoted: withoutCheckDigits)
}
