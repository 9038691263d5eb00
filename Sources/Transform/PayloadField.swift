public import Fiscal

/// What decides about a value of the payload where no cell does, and the rule behind it: for those who ask where a value came from. Stands
/// beside `PacPayload` because it names the wire's keys; a test sees to it that no value of a payload is missing here.
public struct PayloadField: Sendable {
    /// Where a value comes from.
    public enum Origin: Sendable {
        /// The same in every document.
        case constant
        /// `pacbatch.json`.
        case configuration
        /// Drawn with the intent, just before the first POST.
        case intent
        /// A cell, or what the rule puts where there is none.
        case cell
        /// Computed from cells.
        case computed
        /// The invoice that a note refers to.
        case invoice
    }

    /// The value's path, with `[]` for places in lists.
    public let path: String
    /// Where it comes from.
    public let origin: Origin
    /// The rule's origin.
    public let rule: String
    /// How it is made, in a few words.
    public let words: Wording

    private init(_ path: String, _ origin: Origin, _ rule: String, _ es: String, _ en: String) {
        self.path = path
        self.origin = origin
        self.rule = rule
        words = Wording(es: es, en: en)
    }

    /// The field of a path such as `items[2].prices.transfer`; nil for one that no payload has.
    public init?(at path: String) {
        var pattern = ""
        var isIndex = false
        for character in path {
            if character == "]" { isIndex = false }
            if !isIndex { pattern.append(character) }
            if character == "[" { isIndex = true }
        }
        guard let field = Self.all.first(where: { $0.path == pattern }) else { return nil }
        self = field
    }

    /// Every value that a payload can hold, in its order.
    public static let all: [PayloadField] = header + receiver + items + totals

    private static let header = [
        PayloadField("idOffice", .configuration, "rulebook 5.1", "la sucursal de office_id", "the office of office_id"),
        PayloadField("information.issueType", .constant, "rulebook 4.5", "siempre 01", "always 01"),
        PayloadField(
            "information.documentType", .cell, "rulebook 1.4, 1.5", "el normal de su clase: 01, 04 o 05",
            "the usual one of its kind: 01, 04 or 05"),
        PayloadField(
            "information.numeration", .intent, "rulebook 5.2", "el número siguiente de la serie", "the next number of the series"),
        PayloadField("information.billingPoint", .configuration, "rulebook 5.1", "el de la empresa", "the company's"),
        PayloadField("information.securityCode", .intent, "rulebook 5.3", "al azar", "drawn at random"),
        PayloadField("information.cafe.format", .constant, "pac-api.md 2", "siempre 3", "always 3"),
        PayloadField("information.cafe.delivery", .constant, "pac-api.md 2", "siempre 3", "always 3"),
        PayloadField("information.nature", .cell, "rulebook 4.5", "01, venta", "01, sale"),
        PayloadField("information.operationType", .constant, "rulebook 4.5", "siempre 1", "always 1"),
        PayloadField(
            "information.destination", .cell, "rulebook 2.4", "2 para un extranjero, si no 1", "2 for a foreigner, else 1"),
        PayloadField("information.receiverContainer", .constant, "pac-api.md 2", "siempre 1", "always 1"),
        PayloadField("information.saleType", .constant, "rulebook 1.4", "1 en facturas", "1 on invoices"),
        PayloadField(
            "information.issueDate", .cell, "rulebook 5.4", "el momento en que entró la orden", "when the order came in"),
        PayloadField("information.information", .cell, "rulebook 4.5", "las notas", "the notes"),
    ]

    private static let receiver = [
        PayloadField("receiver.type", .cell, "rulebook 2.1", "02, consumidor final", "02, final consumer"),
        PayloadField(
            "receiver.ruc.type", .computed, "rulebook 2.2, 10 RUC type", "lo dice la forma del RUC", "the RUC's form tells"),
        PayloadField("receiver.ruc.ruc", .cell, "rulebook 2.2, 2.3, 2.5", "el RUC", "the RUC"),
        PayloadField("receiver.name", .cell, "rulebook 2.6", "el nombre", "the name"),
        PayloadField("receiver.address", .cell, "rulebook 2.7", "PANAMA, PANAMA, hasta 100", "PANAMA, PANAMA, padded to 100"),
        PayloadField("receiver.location.code", .cell, "rulebook 2.7", "8-8-1", "8-8-1"),
        PayloadField("receiver.country", .cell, "rulebook 2.7, 10 Country", "PA", "PA"),
        PayloadField("receiver.telephones[]", .cell, "rulebook 10 E-mails", "los teléfonos", "the telephones"),
        PayloadField("receiver.emails[]", .cell, "rulebook 2.6, 10 E-mails", "los correos", "the e-mails"),
        PayloadField("receiver.foreign.number", .cell, "rulebook 2.4", "la identificación", "the identification"),
        PayloadField("receiver.foreign.country", .cell, "rulebook 2.4", "el país", "the country"),
        PayloadField("receiver.exportation.incoterm", .cell, "rulebook 2.4", "el incoterm", "the incoterm"),
    ]

    private static let items = [
        PayloadField("items[].number", .computed, "rulebook 4.5", "el orden de las líneas", "the order of the lines"),
        PayloadField("items[].description", .cell, "rulebook 3.4", "No description", "No description"),
        PayloadField("items[].code", .cell, "rulebook 3.4", "el código", "the code"),
        PayloadField("items[].unit", .cell, "rulebook 10 Unit", "und", "und"),
        PayloadField("items[].quantity", .cell, "rulebook 3.5", "la cantidad", "the quantity"),
        PayloadField(
            "items[].prices.transfer", .cell, "rulebook 3.5", "el precio, con 2 decimales o más", "the price, 2 decimals or more"),
        PayloadField(
            "items[].prices.discount", .computed, "rulebook 3.3", "precio × descuento, por unidad", "price × discount, per unit"),
        PayloadField("items[].prices.transport", .cell, "rulebook 3.3", "el transporte", "the transport"),
        PayloadField("items[].prices.insurance", .cell, "rulebook 3.3", "el seguro", "the insurance"),
        PayloadField("items[].itbms.rate", .computed, "rulebook 3.1", "el código de la tasa", "the rate's code"),
        PayloadField("items[].cpbs.code", .cell, "rulebook 3.2", "el código CPBS", "the CPBS code"),
        PayloadField("items[].cpbs.unit", .cell, "rulebook 3.2", "la unidad de la línea", "the line's unit"),
    ]

    private static let totals = [
        PayloadField("totals.paymentTime", .constant, "rulebook 4.4", "siempre 1", "always 1"),
        PayloadField("totals.paymentMethods[].type", .constant, "rulebook 4.4", "siempre 01", "always 01"),
        PayloadField(
            "totals.paymentMethods[].amount", .computed, "rulebook 4.1, 4.4", "la suma de las líneas con su ITBMS",
            "the sum of the lines with their ITBMS"),
        PayloadField("totals.retention.code", .cell, "rulebook 4.3", "el código de retención", "the retention code"),
        PayloadField("totals.retention.amount", .computed, "rulebook 4.3", "su parte del ITBMS", "its share of the ITBMS"),
        PayloadField("referencedDocuments[].emissionType", .constant, "rulebook 6.3", "siempre CUFE", "always CUFE"),
        PayloadField(
            "referencedDocuments[].cufeIdentification", .invoice, "rulebook 6.2", "el CUFE de su factura", "its invoice's CUFE"),
        PayloadField(
            "referencedDocuments[].issueDate", .invoice, "rulebook 6.3, 6.4", "la fecha de su factura", "its invoice's date"),
    ]
}
