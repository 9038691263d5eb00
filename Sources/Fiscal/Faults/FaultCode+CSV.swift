// Faults of the form of CSV files: dialect, header, rows, and what belongs together in an order.
extension FaultCode {
    static let csvCodes: [FaultCode] = [
        csvDialect, csvDialectUnsure, columnUnknown, columnMisspelt, columnDuplicate, columnMissing, headerUnreadable, rowRagged,
        textAfterQuote, quoteUnclosed, fieldTooLong, rowTooLong, tooManyColumns, orderConflict, rowsApart, cellWithoutColumn,
    ]

    /// What the reader found out about the file's form.
    public static let csvDialect = FaultCode(
        "PB-CSV-01", .info, source: "product.md 6",
        message: Wording(
            es: "Leído como {encoding}, separador «{delimiter}»[, signo decimal «{decimal}»] (filas miradas: {rows})",
            en: "Read as {encoding}, delimiter “{delimiter}”[, decimal sign “{decimal}”] (rows looked at: {rows})"),
        hint: Wording(
            es: "Si no es así, ponga como primera línea sep= seguido del separador, o fíjelo en un perfil (dialect).",
            en: "If that's wrong, make sep= and the delimiter the first line, or state it in a profile (dialect)."))

    /// The rows looked at didn't settle the file's form.
    public static let csvDialectUnsure = FaultCode(
        "PB-CSV-02", .warning, source: "product.md 6",
        message: Wording(
            es: "No hay certeza sobre el separador del archivo: se supuso «{delimiter}»",
            en: "The file's delimiter isn't certain: “{delimiter}” was assumed"),
        hint: Wording(
            es: "Ponga como primera línea sep= seguido del separador.", en: "Make sep= and the delimiter the first line."))

    /// A column that no name fits.
    public static let columnUnknown = FaultCode(
        "PB-CSV-03", .warning, source: "product.md 6",
        message: Wording(
            es: "La columna «{value}» no se conoce y no se usa", en: "The column “{value}” isn't known and isn't used"),
        hint: Wording(
            es: "Quítela, o asígnela en un perfil: pacbatch profile init ARCHIVO",
            en: "Remove it, or map it in a profile: pacbatch profile init FILE"))

    /// A column whose name is nearly a known one.
    public static let columnMisspelt = FaultCode(
        "PB-CSV-04", .warning, source: "product.md 6",
        message: Wording(
            es: "La columna «{value}» no se conoce y no se usa", en: "The column “{value}” isn't known and isn't used"),
        hint: Wording(
            es: "¿Quiso decir {suggestion}? Corrija el encabezado, o asígnela en un perfil: pacbatch profile init ARCHIVO",
            en: "Did you mean {suggestion}? Correct the header, or map it in a profile: pacbatch profile init FILE"))

    /// Two columns with one meaning.
    public static let columnDuplicate = FaultCode(
        "PB-CSV-05", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "La columna {field} está dos veces, en los lugares {first} y {second}",
            en: "The column {field} is there twice, at {first} and {second}"),
        hint: Wording(es: "Deje una sola.", en: "Keep one of them."))

    /// A column without which no order can be read.
    public static let columnMissing = FaultCode(
        "PB-CSV-06", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "Falta la columna {field}", en: "The column {field} is missing"),
        hint: Wording(
            es:
                "Son obligatorias order_id, quantity, unit_price y tax_rate. Si su sistema las llama de otro modo, use un perfil: pacbatch profile init ARCHIVO",
            en:
                "order_id, quantity, unit_price and tax_rate are required. If your system calls them otherwise, use a profile: pacbatch profile init FILE"
        ))

    /// The first row can't be split into columns.
    public static let headerUnreadable = FaultCode(
        "PB-CSV-07", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "No se puede leer la fila de encabezado", en: "The header row can't be read"),
        hint: Wording(
            es:
                "Debe ser la primera fila: los nombres de columna, con el separador de las demás filas y con las comillas cerradas.",
            en: "It must be the first row: the column names, with the delimiter of the other rows and with its quotes closed."))

    /// More or fewer cells than the header has columns.
    public static let rowRagged = FaultCode(
        "PB-CSV-08", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "La fila tiene {found} celdas y el encabezado {expected}",
            en: "The row has {found} cells and the header {expected}"),
        hint: Wording(
            es: "Un texto que contiene el separador va entre comillas: \"Tubo, 1 pulgada\". ¿Sobra o falta un separador?",
            en: "A text that holds the delimiter goes between quotes: \"Pipe, 1 inch\". Is there a delimiter too many or too few?"
        ))

    /// RFC 4180: a closing quote is followed by the delimiter.
    public static let textAfterQuote = FaultCode(
        "PB-CSV-09", .error, fixed: true, source: "RFC 4180",
        message: Wording(
            es: "Hay texto después de la comilla que cierra la celda", en: "There is text behind the quote that closes the cell"),
        hint: Wording(
            es: "Una comilla dentro de un texto se escribe doble: \"Tubo de 1/2\"\" PVC\".",
            en: "A quote inside a text is written twice: \"Pipe 1/2\"\" PVC\"."))

    /// A quote that opens and never closes.
    public static let quoteUnclosed = FaultCode(
        "PB-CSV-10", .error, fixed: true, source: "RFC 4180",
        message: Wording(
            es: "La comilla que se abre aquí no se cierra en {limit} bytes",
            en: "The quote that opens here doesn't close within {limit} bytes"),
        hint: Wording(
            es: "Ciérrela, o quítela; una comilla dentro de un texto se escribe doble. ¿Está cortado el archivo?",
            en: "Close it, or remove it; a quote inside a text is written twice. Is the file cut off?"))

    /// A cell beyond the limit.
    public static let fieldTooLong = FaultCode(
        "PB-CSV-11", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "La celda tiene más de {limit} bytes", en: "The cell has more than {limit} bytes"),
        hint: Wording(
            es: "Acorte el texto. ¿Falta una comilla o un salto de línea?",
            en: "Shorten the text. Is a quote or a line end missing?"))

    /// A row beyond the limit.
    public static let rowTooLong = FaultCode(
        "PB-CSV-12", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "La fila tiene más de {limit} bytes", en: "The row has more than {limit} bytes"),
        hint: Wording(es: "¿Faltan los saltos de línea entre las filas?", en: "Are the line ends between rows missing?"))

    /// Columns beyond the limit.
    public static let tooManyColumns = FaultCode(
        "PB-CSV-13", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "La fila tiene más de {limit} columnas", en: "The row has more than {limit} columns"),
        hint: Wording(es: "Exporte solo las columnas necesarias.", en: "Export only the columns that are needed."))

    /// Two rows of an order that contradict each other.
    public static let orderConflict = FaultCode(
        "PB-CSV-14", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "El pedido se contradice: {field} es «{value}» aquí y «{first}» en la línea {firstLine}",
            en: "The order contradicts itself: {field} is “{value}” here and “{first}” on line {firstLine}"),
        hint: Wording(
            es: "Las columnas del pedido se repiten iguales en cada una de sus filas.",
            en: "The columns of an order are repeated unchanged on each of its rows."))

    /// Rows of one order with other orders between them.
    public static let rowsApart = FaultCode(
        "PB-CSV-15", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "Las filas del pedido «{value}» no están juntas: empiezan en la línea {first} y otra vez en la {second}",
            en: "The rows of order “{value}” aren't together: they begin on line {first} and again on line {second}"),
        hint: Wording(
            es: "Ordene el archivo por order_id antes de exportarlo; si son documentos distintos, deles números distintos.",
            en: "Sort the file by order_id before exporting it; if these are different documents, give them different numbers."))

    /// A value under a header cell that is empty.
    public static let cellWithoutColumn = FaultCode(
        "PB-CSV-16", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "La celda «{value}» está en una columna sin nombre", en: "The cell “{value}” is in a column without a name"),
        hint: Wording(
            es: "Póngale nombre a la columna, o vacíela. ¿Sobra un separador en la fila?",
            en: "Name the column, or empty it. Is there a delimiter too many in the row?"))
}
