// Faults of single cells, whatever the rule that reads them.
extension FaultCode {
    static let cellCodes: [FaultCode] = [
        numberMalformed, textMalformed, numberAmbiguous, decimalSignForeign, spreadsheetExponent, numberExponent,
    ]

    /// A number cell that isn't ASCII digits with an optional leading minus and a decimal point.
    public static let numberMalformed = FaultCode(
        "PB-CELL-01", .error, fixed: true, source: "rulebook 10, Cells",
        message: Wording(es: "«{value}» no es un número", en: "“{value}” isn't a number"),
        hint: Wording(
            es: "Use solo dígitos, con punto decimal: 1234.56", en: "Use digits only, with a decimal point: 1234.56"))

    /// NUL, or bytes that are no characters in the file's encoding.
    public static let textMalformed = FaultCode(
        "PB-CELL-02", .error, fixed: true, source: "reliability.md 3",
        message: Wording(
            es: "El byte {offset} del archivo ({value}) no es texto {encoding}",
            en: "Byte {offset} of the file ({value}) isn't {encoding} text"),
        hint: Wording(
            es: "Exporte el archivo de nuevo como UTF-8; si se editó a mano, vuelva a escribir ese texto.",
            en: "Export the file again as UTF-8; if it was edited by hand, type that text anew."))

    /// A number that could be read in two ways.
    public static let numberAmbiguous = FaultCode(
        "PB-CELL-03", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "«{value}» es ambiguo: puede ser {small} o {large}", en: "“{value}” is ambiguous: it may be {small} or {large}"),
        hint: Wording(
            es: "Escríbalo sin separador de miles, o con otra cantidad de decimales: {other}",
            en: "Write it without a thousands separator, or with another number of decimals: {other}"))

    /// A decimal sign other than that of the rest of the file.
    public static let decimalSignForeign = FaultCode(
        "PB-CELL-04", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "«{value}» no usa el signo decimal del archivo ({decimal})",
            en: "“{value}” doesn't use the file's decimal sign ({decimal})"),
        hint: Wording(
            es: "Use en todo el archivo el mismo signo decimal.", en: "Use the same decimal sign in the whole file."))

    /// What a spreadsheet makes of a long number.
    public static let spreadsheetExponent = FaultCode(
        "PB-CELL-05", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "«{value}» es lo que Excel hizo de un número largo: los últimos dígitos se perdieron",
            en: "“{value}” is what Excel made of a long number: its last digits are lost"),
        hint: Wording(
            es:
                "Tome el valor original de su sistema. En Excel, dé a la columna el formato Texto antes de pegar o importar los datos.",
            en: "Take the original value from your system. In Excel, format the column as Text before pasting or importing."))

    /// A JSON number with an exponent.
    public static let numberExponent = FaultCode(
        "PB-CELL-06", .error, fixed: true, source: "rulebook 10, Cells",
        message: Wording(
            es: "«{value}» está en notación exponencial, que no se acepta",
            en: "“{value}” is in exponential notation, which isn't taken"),
        hint: Wording(es: "Escriba todos los dígitos: 1234.56", en: "Write all digits: 1234.56"))
}
