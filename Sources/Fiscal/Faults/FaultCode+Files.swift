// Faults of whole files: what they are, and whether they may be taken from the inbox.
extension FaultCode {
    static let fileCodes: [FaultCode] = [
        fileUnreadable, fileEmpty, fileIsWorkbook, fileIsArchive, fileNotText, fileWithoutOrders, fileNotRecognized,
        encodingGuessed,
        orderTooManyLines, orderTooLarge, fileNotRegular, fileInUse, fileHardLinked, fileNameChanged, fileTooDeep, fileNameWaits,
    ]

    /// The system refuses to read the file.
    public static let fileUnreadable = FaultCode(
        "PB-FILE-01", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "El archivo no se puede leer: {reason}", en: "The file can't be read: {reason}"),
        hint: Wording(
            es: "Revise los permisos y el disco, o copie el archivo de nuevo.",
            en: "Check its permissions and the disk, or copy the file again."))

    /// No bytes, or white space only.
    public static let fileEmpty = FaultCode(
        "PB-FILE-02", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "El archivo está vacío", en: "The file is empty"),
        hint: Wording(
            es: "La exportación no escribió nada: repítala en su sistema.",
            en: "The export wrote nothing: run it again in your system."))

    /// A workbook where a CSV is expected: XLSX and ODS hold several sheets, formats and formulas, and what a cell shows isn't what it holds.
    public static let fileIsWorkbook = FaultCode(
        "PB-FILE-03", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "Es un libro de hoja de cálculo ({value}), no un CSV", en: "This is a workbook ({value}), not a CSV"),
        hint: Wording(
            es:
                "Dé formato Texto a RUC, DV y códigos. Luego, en Excel: Archivo, Guardar como, «CSV UTF-8 (delimitado por comas)»; en LibreOffice: "
                + "Archivo, Guardar como, «Texto CSV», UTF-8. Solo se guarda la hoja que se ve.",
            en:
                "Format RUC, DV and codes as Text. Then, in Excel: File, Save As, “CSV UTF-8 (Comma delimited)”; in LibreOffice: File, Save As, "
                + "“Text CSV”, UTF-8. Only the sheet that is shown is saved."))

    /// Archives aren't unpacked (reliability.md 3, Inbox).
    public static let fileIsArchive = FaultCode(
        "PB-FILE-04", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "Es un archivo comprimido ({value})", en: "This is an archive ({value})"),
        hint: Wording(
            es: "Descomprímalo y deje en la bandeja lo que contiene.", en: "Unpack it and drop what it holds into the inbox."))

    /// A PDF, a picture, a program.
    public static let fileNotText = FaultCode(
        "PB-FILE-05", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "No es un archivo de texto ({value})", en: "This isn't a text file ({value})"),
        hint: Wording(
            es:
                "Se aceptan CSV, JSON y XML de la DGI. Un PDF o una foto no traen los datos de la venta: exporte el listado desde su sistema.",
            en:
                "CSV, JSON and the DGI's XML are taken. A PDF or a picture doesn't hold the sale's data: export the list from your system."
        ))

    /// A header row and nothing below it, or an empty JSON array.
    public static let fileWithoutOrders = FaultCode(
        "PB-FILE-06", .info, source: "product.md 6",
        message: Wording(es: "El archivo no contiene ningún registro", en: "The file holds no records"),
        hint: Wording(
            es: "Si esperaba documentos, revise el filtro o las fechas de la exportación.",
            en: "If you expected documents, check the filter or the dates of the export."))

    /// Text, but none of the inputs that product.md 6 describes.
    public static let fileNotRecognized = FaultCode(
        "PB-FILE-07", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "No se reconoce el contenido: ninguna columna o clave es conocida («{value}»)",
            en: "The content isn't recognized: no column or key is known (“{value}”)"),
        hint: Wording(
            es:
                "La primera fila debe llevar los nombres de columna, como order_id, quantity, unit_price y tax_rate; o cree un perfil: pacbatch profile init ARCHIVO",
            en:
                "The first row must hold the column names, such as order_id, quantity, unit_price and tax_rate; or make a profile: pacbatch profile init FILE"
        ))

    /// The bytes aren't UTF-8, so they were read as Windows-1252.
    public static let encodingGuessed = FaultCode(
        "PB-FILE-08", .info, source: "product.md 6",
        message: Wording(
            es: "No es UTF-8: se leyó como {encoding}", en: "This isn't UTF-8: it was read as {encoding}"),
        hint: Wording(
            es: "Si las tildes y las eñes salen mal, exporte como UTF-8.", en: "If accents come out wrong, export as UTF-8."))

    /// More line items than one order may have.
    public static let orderTooManyLines = FaultCode(
        "PB-FILE-09", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "El pedido tiene más de {limit} líneas", en: "The order has more than {limit} lines"),
        hint: Wording(es: "Divídalo en varios documentos.", en: "Split it into several documents."))

    /// More text than one order may have.
    public static let orderTooLarge = FaultCode(
        "PB-FILE-10", .error, fixed: true, source: "reliability.md 3",
        message: Wording(
            es: "El pedido tiene más de {limit} bytes de texto", en: "The order has more than {limit} bytes of text"),
        hint: Wording(
            es: "Divídalo en varios documentos, o acorte sus textos.",
            en: "Split it into several documents, or shorten its texts."))

    /// A link, pipe, device or socket in the inbox.
    public static let fileNotRegular = FaultCode(
        "PB-FILE-11", .warning, source: "reliability.md 3",
        message: Wording(
            es: "«{value}» es un enlace, una tubería o un dispositivo, no un archivo: se deja donde está",
            en: "“{value}” is a link, a pipe or a device, not a file: it's left where it is"),
        hint: Wording(es: "Copie a la bandeja el archivo mismo.", en: "Copy the file itself into the inbox."))

    /// Somebody is still writing the file.
    public static let fileInUse = FaultCode(
        "PB-FILE-12", .info, source: "product.md 6",
        message: Wording(
            es: "«{value}» todavía se está escribiendo: se toma en la próxima corrida",
            en: "“{value}” is still being written: the next run takes it"),
        hint: Wording(
            es: "Escriba con otro nombre (por ejemplo .part) y cámbielo al terminar.",
            en: "Write it under another name (such as .part) and rename it when it's done."))

    /// The file has a second name somewhere else.
    public static let fileHardLinked = FaultCode(
        "PB-FILE-13", .info, source: "reliability.md 3",
        message: Wording(
            es: "«{value}» tiene además otro nombre en el disco (enlace físico)",
            en: "“{value}” has another name on the disk (hard link)"),
        hint: Wording(
            es: "Quien lo cambie por el otro nombre cambia también la copia archivada.",
            en: "Whoever changes it under the other name changes the archived copy too."))

    /// A name with control characters or bytes that aren't UTF-8.
    public static let fileNameChanged = FaultCode(
        "PB-FILE-14", .warning, source: "guarantees.md, Hostile input",
        message: Wording(
            es: "El nombre del archivo tiene caracteres que no se pueden usar: se guarda como «{value}»",
            en: "The file's name has characters that can't be used: it's kept as “{value}”"),
        hint: Wording(es: "Use letras, cifras, guion y punto.", en: "Use letters, digits, hyphen and point."))

    /// Only the inbox, its company folders and webhooks/<company> are looked into.
    public static let fileTooDeep = FaultCode(
        "PB-FILE-15", .warning, source: "product.md 3",
        message: Wording(es: "La carpeta «{value}» no se revisa", en: "The folder “{value}” isn't looked into"),
        hint: Wording(
            es: "Deje los archivos en inbox/, inbox/EMPRESA/ o inbox/webhooks/EMPRESA/.",
            en: "Drop files into inbox/, inbox/COMPANY/ or inbox/webhooks/COMPANY/."))

    /// Another file of the same name is being worked on.
    public static let fileNameWaits = FaultCode(
        "PB-FILE-16", .info, source: "product.md 6",
        message: Wording(
            es: "«{value}» espera: otro archivo con el mismo nombre se está procesando",
            en: "“{value}” waits: another file of the same name is being worked on"),
        hint: Wording(es: "La próxima corrida lo toma.", en: "The next run takes it."))
}
