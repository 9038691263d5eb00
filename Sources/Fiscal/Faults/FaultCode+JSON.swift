// Faults of the form of JSON files.
extension FaultCode {
    static let jsonCodes: [FaultCode] = [
        jsonSyntax, jsonBrokenOff, jsonDuplicateKey, jsonTooDeep, keyUnknown, keyMisspelt, jsonWrongType, jsonNotAnObject,
        jsonBadEscape,
        jsonControlCharacter, jsonTextTooLong, jsonRestUnreadable, jsonTrailingText, jsonTooManyKeys,
    ]

    /// A byte that JSON doesn't allow there.
    public static let jsonSyntax = FaultCode(
        "PB-JSON-01", .error, fixed: true, source: "RFC 8259",
        message: Wording(
            es: "No es JSON válido: «{value}» no puede estar aquí", en: "This isn't valid JSON: “{value}” can't stand here"),
        hint: Wording(
            es:
                "¿Falta o sobra una coma, una comilla o una llave? JSON no admite comentarios, comas finales ni comillas simples.",
            en:
                "Is there a comma, a quote or a brace too many or too few? JSON has no comments, no trailing commas and no single quotes."
        ))

    /// The text ends inside a value.
    public static let jsonBrokenOff = FaultCode(
        "PB-JSON-02", .error, fixed: true, source: "RFC 8259",
        message: Wording(es: "El JSON se corta antes de terminar", en: "The JSON breaks off before its end"),
        hint: Wording(
            es: "El archivo está incompleto: expórtelo o cópielo de nuevo.",
            en: "The file is incomplete: export or copy it again."))

    /// A key that stands twice in one object.
    public static let jsonDuplicateKey = FaultCode(
        "PB-JSON-03", .error, fixed: true, source: "reliability.md 3",
        message: Wording(
            es: "La clave «{value}» está dos veces en el mismo objeto", en: "The key “{value}” is twice in the same object"),
        hint: Wording(es: "Deje una sola: no se puede saber cuál vale.", en: "Keep one: there's no telling which one counts."))

    /// Nesting beyond the limit.
    public static let jsonTooDeep = FaultCode(
        "PB-JSON-04", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "El JSON tiene más de {limit} niveles", en: "The JSON is more than {limit} levels deep"),
        hint: Wording(
            es: "Un pedido es un objeto con una lista lines de objetos.",
            en: "An order is an object with a list lines of objects."))

    /// A key that no name fits.
    public static let keyUnknown = FaultCode(
        "PB-JSON-05", .warning, source: "product.md 6",
        message: Wording(es: "La clave «{value}» no se conoce y no se usa", en: "The key “{value}” isn't known and isn't used"),
        hint: Wording(
            es: "Quítela, o asígnela en un perfil.", en: "Remove it, or map it in a profile."))

    /// A key whose name is nearly a known one.
    public static let keyMisspelt = FaultCode(
        "PB-JSON-06", .warning, source: "product.md 6",
        message: Wording(es: "La clave «{value}» no se conoce y no se usa", en: "The key “{value}” isn't known and isn't used"),
        hint: Wording(
            es: "¿Quiso decir {suggestion}?", en: "Did you mean {suggestion}?"))

    /// An object where a text or number is expected, and the like.
    public static let jsonWrongType = FaultCode(
        "PB-JSON-07", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "{field} no puede ser {found}", en: "{field} can't be {found}"),
        hint: Wording(
            es:
                "Los valores son textos, números, true o false; telephones, emails y emails_ad_hoc pueden ser listas; lines es una lista de objetos.",
            en:
                "Values are texts, numbers, true or false; telephones, emails and emails_ad_hoc may be lists; lines is a list of objects."
        ))

    /// An element of the array, or a line, that isn't an object.
    public static let jsonNotAnObject = FaultCode(
        "PB-JSON-08", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "Aquí se espera un pedido (un objeto entre llaves) y hay «{value}»",
            en: "An order (an object in braces) is expected here, and there is “{value}”"),
        hint: Wording(
            es: "El archivo es una lista de pedidos, un pedido por línea, o un solo pedido.",
            en: "The file is a list of orders, one order per line, or a single order."))

    /// A backslash followed by what isn't an escape.
    public static let jsonBadEscape = FaultCode(
        "PB-JSON-09", .error, fixed: true, source: "RFC 8259, 7",
        message: Wording(es: "Secuencia de escape no válida", en: "Invalid escape"),
        hint: Wording(
            es: "Una barra invertida dentro de un texto se escribe doble: \\.",
            en: "A backslash inside a text is written twice: \\."))

    /// A line end, a tab or another control character inside a string.
    public static let jsonControlCharacter = FaultCode(
        "PB-JSON-10", .error, fixed: true, source: "RFC 8259, 7",
        message: Wording(
            es: "Hay un carácter de control ({value}) dentro de un texto",
            en: "There is a control character ({value}) inside a text"),
        hint: Wording(
            es: "Escríbalo como \\n, \\t o \\u00XX. ¿Falta la comilla de cierre?",
            en: "Write it as \\n, \\t or \\u00XX. Is the closing quote missing?"))

    /// A string beyond the limit.
    public static let jsonTextTooLong = FaultCode(
        "PB-JSON-11", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "El texto tiene más de {limit} bytes", en: "The text has more than {limit} bytes"),
        hint: Wording(es: "Acórtelo. ¿Falta una comilla?", en: "Shorten it. Is a quote missing?"))

    /// After this place nothing could be read.
    public static let jsonRestUnreadable = FaultCode(
        "PB-JSON-12", .error, fixed: true, source: "product.md 6",
        message: Wording(
            es: "Desde aquí el archivo no se puede leer; los pedidos anteriores valen",
            en: "From here on the file can't be read; the orders before stand"),
        hint: Wording(
            es: "Corrija este lugar y deje el archivo otra vez: lo ya tomado no se repite.",
            en: "Correct this place and drop the file again: what was taken in isn't repeated."))

    /// Text behind the end of the array.
    public static let jsonTrailingText = FaultCode(
        "PB-JSON-13", .error, fixed: true, source: "RFC 8259",
        message: Wording(
            es: "Hay más texto después del final de la lista", en: "There is more text behind the end of the list"),
        hint: Wording(
            es: "Una sola lista por archivo: ¿se unieron dos exportaciones?", en: "One list per file: were two exports joined?"))

    /// Keys beyond the limit.
    public static let jsonTooManyKeys = FaultCode(
        "PB-JSON-14", .error, fixed: true, source: "reliability.md 3",
        message: Wording(es: "El objeto tiene más de {limit} claves", en: "The object has more than {limit} keys"),
        hint: Wording(es: "Exporte solo las claves necesarias.", en: "Export only the keys that are needed."))
}
