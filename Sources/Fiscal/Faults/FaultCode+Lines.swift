// Faults of the line items (rulebook 3).
extension FaultCode {
    static let lineCodes: [FaultCode] = [
        linesMissing, linesTooMany, requiredCellMissing, quantityNotPositive, quantityLimit, priceNegative, priceLimit,
        taxRateUnknown, discountRateRange, cpbsMalformed, cpbsUnknown, cpbsUnitAlone, unitUnknown, chargeMalformed, noDescription,
        descriptionLength, itemCodeTooLong, lineAmountLimit, unitPriceSanity, lineNumberMalformed, lineNumberRepeated,
        discountRateDecimals, cpbsMissing,
    ]

    /// An order without lines.
    public static let linesMissing = FaultCode(
        "PB-LIN-01", .error, fixed: true, source: "rulebook 3.5",
        message: Wording(
            es: "La orden no tiene líneas; debe tener de 1 a 1000", en: "The order has no lines; it must have 1 to 1000"),
        hint: Wording(es: "Agregue al menos una línea.", en: "Add at least one line."))

    /// More than 1000 lines.
    public static let linesTooMany = FaultCode(
        "PB-LIN-02", .error, source: "rulebook 3.5",
        message: Wording(
            es: "La orden tiene {count} líneas; el límite es 1000", en: "The order has {count} lines; the limit is 1000"),
        hint: Wording(es: "Divídala en dos documentos.", en: "Split it into two documents."),
        whenDemoted: Wording(es: "Sale entera; el PAC la rechaza (0100).", en: "It goes out whole; the PAC refuses it (0100)."))

    /// No quantity, unit price or tax rate.
    public static let requiredCellMissing = FaultCode(
        "PB-LIN-03", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "Falta {column} en la línea", en: "The line has no {column}"),
        hint: Wording(
            es: "Cada línea necesita quantity, unit_price y tax_rate; el cero se escribe.",
            en: "Each line needs quantity, unit_price and tax_rate; a zero is written."))

    /// A quantity of zero or less.
    public static let quantityNotPositive = FaultCode(
        "PB-LIN-04", .error, fixed: true, source: "pac-api.md 2",
        message: Wording(es: "La cantidad {value} no es mayor que cero", en: "The quantity {value} isn't above zero"),
        hint: Wording(
            es: "Quite la línea; una devolución se hace con una nota de crédito, con cantidades positivas.",
            en: "Take the line out; a return is a credit note, with positive quantities."))

    /// A quantity beyond 9 digits and 6 decimals.
    public static let quantityLimit = FaultCode(
        "PB-LIN-05", .error, fixed: true, source: "rulebook 3.5",
        message: Wording(
            es: "La cantidad {value} pasa del límite de 9 enteros y 6 decimales",
            en: "The quantity {value} is over the limit of 9 digits and 6 decimals"),
        hint: Wording(es: "Use otra unidad, o redondee en su sistema.", en: "Use another unit, or round it in your system."))

    /// A negative price.
    public static let priceNegative = FaultCode(
        "PB-LIN-06", .error, fixed: true, source: "pac-api.md 2",
        message: Wording(es: "El precio {value} es negativo", en: "The price {value} is negative"),
        hint: Wording(
            es: "Un descuento va en discount_rate; una devolución, en una nota de crédito.",
            en: "A discount belongs into discount_rate, a return into a credit note."))

    /// A price beyond 9 digits and 6 decimals.
    public static let priceLimit = FaultCode(
        "PB-LIN-07", .error, fixed: true, source: "rulebook 3.5",
        message: Wording(
            es: "El precio {value} pasa del límite de 9 enteros y 6 decimales",
            en: "The price {value} is over the limit of 9 digits and 6 decimals"),
        hint: Wording(es: "Redondéelo en su sistema.", en: "Round it in your system."))

    /// An ITBMS rate other than 0, 7, 10 and 15.
    public static let taxRateUnknown = FaultCode(
        "PB-LIN-08", .error, source: "rulebook 3.1, DGI 2150; Seed 004, ITBMS rate codes",
        message: Wording(es: "No hay una tasa de ITBMS de {value} %", en: "There is no ITBMS rate of {value} %"),
        hint: Wording(
            es: "Valen 0, 7, 10 y 15 (en por ciento).[ ¿Quiso decir «{nearest}»?]",
            en: "Possible are 0, 7, 10 and 15 (per cent).[ Did you mean “{nearest}”?]"),
        whenDemoted: Wording(
            es: "La línea sale exenta (00), como en la semilla 004: se declara menos impuesto.",
            en: "The line goes out exempt (00), as seed 004 has it: less tax is declared."))

    /// A discount rate outside 0...1.
    public static let discountRateRange = FaultCode(
        "PB-LIN-09", .error, source: "rulebook 3.3, DGI 2051",
        message: Wording(
            es: "La tasa de descuento {value} no está entre 0 y 1", en: "The discount rate {value} isn't between 0 and 1"),
        hint: Wording(
            es: "Es una fracción: 0.10 es 10 %.[ ¿Quiso decir {nearest}?]",
            en: "It is a fraction: 0.10 is 10 %.[ Did you mean {nearest}?]"),
        whenDemoted: Wording(
            es: "El descuento se limita al precio, y uno negativo es 0.",
            en: "The discount is held at the price, and a negative one is 0."))

    /// A CPBS code that isn't 4 digits.
    public static let cpbsMalformed = FaultCode(
        "PB-LIN-10", .error, source: "rulebook 10 CPBS",
        message: Wording(es: "El código CPBS «{value}» no tiene 4 dígitos", en: "The CPBS code “{value}” hasn't 4 digits"),
        hint: Wording(
            es: "Use el código de la familia, por ejemplo 1411.", en: "Use the family's code, 1411 for example."),
        whenDemoted: Wording(
            es: "No se envía; al gobierno eso es AP3063.", en: "It isn't sent; for the government that is AP3063."))

    /// A CPBS code that isn't in the catalogue.
    public static let cpbsUnknown = FaultCode(
        "PB-LIN-11", .warning, source: "rulebook 3.2",
        message: Wording(es: "El código CPBS {value} no está en el catálogo", en: "The CPBS code {value} isn't in the catalogue"),
        hint: Wording(
            es: "Se envía como está.[ ¿Quiso decir «{nearest}»?]", en: "It is sent as it stands.[ Did you mean “{nearest}”?]"))

    /// A CPBS unit without a CPBS code.
    public static let cpbsUnitAlone = FaultCode(
        "PB-LIN-12", .warning, source: "rulebook 3.2",
        message: Wording(
            es: "La unidad CPBS {value} no se envía: falta el código CPBS",
            en: "The CPBS unit {value} isn't sent: the CPBS code is missing"),
        hint: Wording(es: "Llene cpbs_code o vacíe cpbs_unit.", en: "Fill in cpbs_code, or empty cpbs_unit."))

    /// A unit that isn't in the DGI's list.
    public static let unitUnknown = FaultCode(
        "PB-LIN-13", .error, source: "rulebook 10 Description, Unit",
        message: Wording(es: "«{value}» no es una unidad de la DGI", en: "“{value}” isn't a unit of the DGI"),
        hint: Wording(
            es: "[¿Quiso decir «{nearest}»? ]Las mayúsculas cuentan; vacía es und.",
            en: "[Did you mean “{nearest}”? ]Case counts; empty is und."),
        whenDemoted: Wording(es: "Sale como está escrita.", en: "It goes out as it is written."))

    /// Transport or insurance that isn't an amount of at most 2 decimals.
    public static let chargeMalformed = FaultCode(
        "PB-LIN-14", .error, fixed: true, source: "rulebook 10 transport/insurance",
        message: Wording(
            es: "{column} {value} no es un monto con 2 decimales como máximo (hasta 11 enteros, no negativo)",
            en: "{column} {value} isn't an amount with at most 2 decimals (up to 11 digits, not negative)"),
        hint: Wording(es: "Es el monto de la línea, en balboas: 12.50.", en: "It is the line's amount, in balboas: 12.50."))

    /// Nothing to describe the line with.
    public static let noDescription = FaultCode(
        "PB-LIN-15", .warning, source: "rulebook 3.4; Seed 004, Item descriptions",
        message: Wording(
            es: "La línea no tiene descripción: se envía «No description»",
            en: "The line has no description: “No description” is sent"),
        hint: Wording(es: "Llene description, item_ad_hoc o note.", en: "Fill in description, item_ad_hoc or note."))

    /// A description of fewer than 2 or more than 500 characters.
    public static let descriptionLength = FaultCode(
        "PB-LIN-16", .error, source: "rulebook 3.5",
        message: Wording(
            es: "La descripción tiene {count} caracteres; debe tener de 2 a 500",
            en: "The description has {count} characters; it must have 2 to 500"),
        hint: Wording(
            es: "«{description}…»: incluye el código del artículo. No se corta en silencio.",
            en: "“{description}…”: the item's number counts. It is never cut in silence."),
        whenDemoted: Wording(es: "Sale entera; el PAC la rechaza (0100).", en: "It goes out whole; the PAC refuses it (0100)."))

    /// An item number of more than 20 characters.
    public static let itemCodeTooLong = FaultCode(
        "PB-LIN-17", .error, source: "rulebook 3.5",
        message: Wording(
            es: "El código «{value}» tiene {count} caracteres; el límite es 20",
            en: "The code “{value}” has {count} characters; the limit is 20"),
        hint: Wording(es: "Acorte item_number.", en: "Shorten item_number."),
        whenDemoted: Wording(es: "Sale entero; el PAC lo rechaza (0100).", en: "It goes out whole; the PAC refuses it (0100)."))

    /// A line amount of more than 9 digits before the point.
    public static let lineAmountLimit = FaultCode(
        "PB-LIN-18", .error, fixed: true, source: "rulebook 10 Description, Line amounts",
        message: Wording(
            es: "El monto de la línea pasa del límite de 999,999,999.99[: {amount}]",
            en: "The line's amount is over the limit of 999,999,999.99[: {amount}]"),
        hint: Wording(es: "Revise cantidad y precio, o divida la línea.", en: "Check quantity and price, or split the line."))

    /// A unit price over 100,000.
    public static let unitPriceSanity = FaultCode(
        "PB-LIN-19", .warning, source: "rulebook 10 Sanity, DGI 2050",
        message: Wording(
            es: "El precio unitario {value} pasa de 100,000.00", en: "The unit price {value} is over 100,000.00"),
        hint: Wording(
            es: "La DGI avisa (2050). Revise los decimales.", en: "The DGI gives notice (2050). Check the decimals."))

    /// A line_no that isn't a whole number.
    public static let lineNumberMalformed = FaultCode(
        "PB-LIN-20", .error, source: "rulebook 4.5",
        message: Wording(es: "line_no «{value}» no es un número entero", en: "line_no “{value}” isn't a whole number"),
        hint: Wording(es: "Numere 1, 2, 3 … o déjelo vacío.", en: "Number 1, 2, 3 … or leave it empty."),
        whenDemoted: Wording(es: "La línea queda en su lugar del archivo.", en: "The line keeps its place in the file."))

    /// The same line_no twice.
    public static let lineNumberRepeated = FaultCode(
        "PB-LIN-21", .warning, source: "rulebook 4.5",
        message: Wording(es: "line_no {value} se repite en la orden", en: "line_no {value} stands twice in the order"),
        hint: Wording(
            es: "Se envían las dos en el orden del archivo. Revise que la línea no esté duplicada.",
            en: "Both are sent, in the file's order. Check that the line isn't doubled."))

    /// A discount rate of more than 6 decimals.
    public static let discountRateDecimals = FaultCode(
        "PB-LIN-22", .error, fixed: true, source: "rulebook 3.3, 10 Cells",
        message: Wording(
            es: "La tasa de descuento {value} tiene más de 6 decimales", en: "The discount rate {value} has more than 6 decimals"),
        hint: Wording(es: "Redondéela: 0.333333.", en: "Round it: 0.333333."))

    /// A sale to the government with a line that lacks CPBS code or unit. The text is the DGI's own.
    public static let cpbsMissing = FaultCode(
        "AP3063", .error, fixed: true, source: "rulebook 3.2; Seed 004, CPBS", seedName: "AP3063_MESSAGE",
        message: Wording(
            es: "No informado código de producto en la Codificación Panameña de Bienes y Servicios en caso de venta a la "
                + "Administración Pública",
            en: "No informado código de producto en la Codificación Panameña de Bienes y Servicios en caso de venta a la "
                + "Administración Pública (a sale to the government needs the CPBS code and its unit on every line)"),
        hint: Wording(
            es: "Llene cpbs_code (4 dígitos) y cpbs_unit en esta línea.",
            en: "Fill in cpbs_code (4 digits) and cpbs_unit on this line."))
}
