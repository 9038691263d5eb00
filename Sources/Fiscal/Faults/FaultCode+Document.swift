// Faults of the header: whose document it is, its kind, type, date, office, nature and destination (rulebook 1, 2.4, 4.5, 5).
extension FaultCode {
    static let documentCodes: [FaultCode] = [
        orderIDMissing, companyMissing, companyUnknown, kindUnknown, modeUnknown, importModeInOrder, documentTypeUnknown,
        documentTypeOfOtherKind, dateMalformed, issueDateOld, issueDateAhead, issueDateTooFarAhead, officeUnmapped, natureUnknown,
        destinationUnknown, exportInvoiceWithinPanama, internalInvoiceAbroad, exportInvoiceNeedsForeigner,
        foreignOperationNeedsForeigner, incotermMissing, incotermWithinPanama, incotermUnknown, notesTooLong,
        codeAdded,
    ]

    /// No order number.
    public static let orderIDMissing = FaultCode(
        "PB-DOC-01", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "Falta el número de la orden", en: "The order has no number"),
        hint: Wording(
            es: "Llene order_id: con él se reconoce la orden y se evita enviarla dos veces.",
            en: "Fill in order_id: it is how the order is recognized and never sent twice."))

    /// No company, and several are configured.
    public static let companyMissing = FaultCode(
        "PB-DOC-02", .error, fixed: true, source: "product.md 7",
        message: Wording(
            es: "No se sabe de qué empresa es la orden: hay varias configuradas",
            en: "The order doesn't say whose it is, and several companies are configured"),
        hint: Wording(
            es: "Llene la columna company o deje el archivo en inbox/<empresa>/. Empresas: {known}",
            en: "Fill in the column company, or drop the file into inbox/<company>/. Companies: {known}"))

    /// A company that isn't configured.
    public static let companyUnknown = FaultCode(
        "PB-DOC-03", .error, fixed: true, source: "rulebook 7.10",
        message: Wording(es: "La empresa «{value}» no está configurada", en: "The company “{value}” isn't configured"),
        hint: Wording(
            es: "[¿Quiso decir «{nearest}»? ]Las empresas están en pacbatch.json, companies.",
            en: "[Did you mean “{nearest}”? ]The companies stand in pacbatch.json, companies."))

    /// A kind that isn't one.
    public static let kindUnknown = FaultCode(
        "PB-DOC-04", .error, fixed: true, source: "rulebook 1.4",
        message: Wording(es: "«{value}» no es una clase de documento", en: "“{value}” isn't a kind of document"),
        hint: Wording(
            es: "Use invoice, credit_note, debit_note o void.[ ¿Quiso decir «{nearest}»?]",
            en: "Use invoice, credit_note, debit_note or void.[ Did you mean “{nearest}”?]"))

    /// A mode that isn't one.
    public static let modeUnknown = FaultCode(
        "PB-DOC-05", .error, fixed: true, source: "rulebook 1.1, 1.2",
        message: Wording(es: "«{value}» no es un modo", en: "“{value}” isn't a mode"),
        hint: Wording(
            es: "Use DGI (se envía) o PROFORM (solo se registra).[ ¿Quiso decir «{nearest}»?]",
            en: "Use DGI (it is submitted) or PROFORM (it is only recorded).[ Did you mean “{nearest}”?]"))

    /// DGI_IMPORT in a file of orders.
    public static let importModeInOrder = FaultCode(
        "PB-DOC-06", .error, fixed: true, source: "rulebook 1.3",
        message: Wording(
            es: "DGI_IMPORT no se pide en una orden: un documento ya autorizado entra como XML de la DGI",
            en: "DGI_IMPORT can't be asked for in an order: a document authorized elsewhere comes as DGI XML"),
        hint: Wording(
            es: "Deje en la bandeja el XML autorizado; para emitir un documento nuevo use DGI.",
            en: "Drop the authorized XML into the inbox; to issue a new document use DGI."))

    /// A document type that isn't one of the DGI's.
    public static let documentTypeUnknown = FaultCode(
        "PB-DOC-07", .error, fixed: true, source: "rulebook 1.5, DGI 1510",
        message: Wording(es: "«{value}» no es un tipo de documento de la DGI", en: "“{value}” isn't a document type of the DGI"),
        hint: Wording(
            es: "Use un código de 01 a 10; vacío es 01 en facturas, 04 en notas de crédito, 05 en notas de débito.",
            en: "Use a code from 01 to 10; empty is 01 on invoices, 04 on credit notes, 05 on debit notes."))

    /// 04 on an invoice, 01 on a credit note …
    public static let documentTypeOfOtherKind = FaultCode(
        "PB-DOC-08", .error, source: "rulebook 1.4, 1.5, 10 Notes, DGI 1510",
        message: Wording(
            es: "El tipo {value} no corresponde a {kind}: aquí valen {allowed}",
            en: "Type {value} doesn't belong to {kind}: here {allowed} are possible"),
        hint: Wording(
            es: "Corrija document_type, o kind si el documento es otro.",
            en: "Correct document_type, or kind if it is another document."),
        whenDemoted: Wording(es: "Sale con el tipo normal de su clase.", en: "It goes out with the usual type of its kind."))

    /// A date cell that isn't a date.
    public static let dateMalformed = FaultCode(
        "PB-DOC-09", .error, fixed: true, source: "product.md 6",
        message: Wording(es: "«{value}» no es una fecha", en: "“{value}” isn't a date"),
        hint: Wording(
            es: "Escriba 2026-11-20, 2026-11-20T21:05:00 o 20/11/2026.",
            en: "Write 2026-11-20, 2026-11-20T21:05:00 or 20/11/2026."))

    /// Older than 30 days.
    public static let issueDateOld = FaultCode(
        "PB-DOC-10", .warning, source: "rulebook 5.4, DGI 1519",
        message: Wording(
            es: "La fecha de emisión {date} tiene más de 30 días", en: "The issue date {date} is more than 30 days old"),
        hint: Wording(
            es: "La DGI lo acepta con aviso 1519. Revise el año y el orden de día y mes.",
            en: "The DGI accepts it with notice 1519. Check the year and the order of day and month."))

    /// More than 24 hours ahead.
    public static let issueDateAhead = FaultCode(
        "PB-DOC-11", .warning, source: "rulebook 5.4, DGI 1535",
        message: Wording(
            es: "La fecha de emisión {date} se adelanta más de 24 horas", en: "The issue date {date} is more than 24 hours ahead"),
        hint: Wording(
            es: "La DGI lo acepta con aviso 1535. Revise la fecha.", en: "The DGI accepts it with notice 1535. Check the date."))

    /// More than 2 business days ahead.
    public static let issueDateTooFarAhead = FaultCode(
        "PB-DOC-12", .error, source: "rulebook 5.4, DGI 1520",
        message: Wording(
            es: "La fecha de emisión {date} se adelanta más de 2 días hábiles (límite: {limit})",
            en: "The issue date {date} is more than 2 business days ahead (limit: {limit})"),
        hint: Wording(
            es: "Corrija issue_date o envíe la orden más tarde.", en: "Correct issue_date, or bring the order later."),
        whenDemoted: Wording(
            es: "Sale con esa fecha; la DGI la rechaza (1520).", en: "It goes out with that date; the DGI refuses it (1520)."))

    /// An office that the configuration doesn't map.
    public static let officeUnmapped = FaultCode(
        "PB-DOC-13", .error, fixed: true, source: "rulebook 5.1",
        message: Wording(
            es: "La sucursal «{value}» no está configurada para {company}",
            en: "The office “{value}” isn't configured for {company}"),
        hint: Wording(
            es: "Agréguela en pacbatch.json, offices, con su pacOfficeId.[ ¿Quiso decir «{nearest}»?] Vacía es la casa matriz.",
            en: "Add it to pacbatch.json, offices, with its pacOfficeId.[ Did you mean “{nearest}”?] Empty is the main office."))

    /// A nature that isn't in the DGI's list.
    public static let natureUnknown = FaultCode(
        "PB-DOC-14", .error, source: "rulebook 4.5, DGI 1524",
        message: Wording(
            es: "«{value}» no es una naturaleza de operación de la DGI", en: "“{value}” isn't a nature of operation of the DGI"),
        hint: Wording(
            es:
                "Use 01 venta, 02 exportación, 03 reexportación, 04 venta de fuente extranjera, 05 servicio de fuente extranjera, "
                + "10 transferencia, 11 devolución, 12 consignación, 13 remesa, 14 entrega gratuita, 20 compra o 21 importación.",
            en:
                "Use 01 sale, 02 export, 03 re-export, 04 foreign-source sale, 05 foreign-source service, 10 transfer, 11 return, "
                + "12 consignment, 13 remittance, 14 free delivery, 20 purchase or 21 import."),
        whenDemoted: Wording(es: "Sale como 01, venta.", en: "It goes out as 01, sale."))

    /// A destination that is neither 1 nor 2.
    public static let destinationUnknown = FaultCode(
        "PB-DOC-15", .error, source: "rulebook 2.4, DGI 1526",
        message: Wording(es: "«{value}» no es un destino", en: "“{value}” isn't a destination"),
        hint: Wording(es: "Use 1 (Panamá) o 2 (extranjero).", en: "Use 1 (Panama) or 2 (abroad)."),
        whenDemoted: Wording(
            es: "Se toma el destino propio del receptor: 2 si es extranjero, si no 1.",
            en: "The receiver's own destination is taken: 2 for a foreigner, else 1."))

    /// Type 03 with destination 1.
    public static let exportInvoiceWithinPanama = FaultCode(
        "PB-DOC-16", .error, source: "rulebook 1.5, DGI 1533",
        message: Wording(
            es: "Una factura de exportación (03) no puede tener destino Panamá",
            en: "An export invoice (03) can't have the destination Panama"),
        hint: Wording(
            es: "Ponga destination 2, o document_type 01 si la venta es local.",
            en: "Set destination 2, or document_type 01 if it is a domestic sale."),
        whenDemoted: Wording(
            es: "Sale tal cual; la DGI la rechaza (1533).", en: "It goes out as it stands; the DGI refuses it (1533)."))

    /// Type 01 with destination 2 (seed 004's own combination).
    public static let internalInvoiceAbroad = FaultCode(
        "PB-DOC-17", .error, source: "rulebook 2.4, DGI 1534 (B14b)",
        message: Wording(
            es: "Una factura de operación interna (01) no puede tener destino extranjero: la DGI la rechaza",
            en: "An internal invoice (01) can't have a destination abroad: the DGI refuses it"),
        hint: Wording(
            es:
                "Si es exportación, ponga document_type 03 y un incoterm; si el extranjero compra en Panamá, ponga destination 1.",
            en: "If it is an export, set document_type 03 and an incoterm; if the foreigner buys in Panama, set destination 1."),
        whenDemoted: Wording(
            es: "Sale como 01 con destino 2, como en la semilla 004; la DGI la rechaza (1534).",
            en: "It goes out as 01 with destination 2, as seed 004 has it; the DGI refuses it (1534)."))

    /// Type 03 to a receiver that isn't foreign.
    public static let exportInvoiceNeedsForeigner = FaultCode(
        "PB-DOC-18", .error, source: "rulebook 1.5, DGI 1620",
        message: Wording(
            es: "Una factura de exportación (03) necesita un receptor EXTRANJERO, no {receptor}",
            en: "An export invoice (03) needs a receiver EXTRANJERO, not {receptor}"),
        hint: Wording(
            es: "Ponga receptor_type EXTRANJERO con foreign_id, o document_type 01.",
            en: "Set receptor_type EXTRANJERO with a foreign_id, or document_type 01."),
        whenDemoted: Wording(
            es: "Sale tal cual; la DGI la rechaza (1620).", en: "It goes out as it stands; the DGI refuses it (1620)."))

    /// Type 10 to a receiver that isn't foreign.
    public static let foreignOperationNeedsForeigner = FaultCode(
        "PB-DOC-19", .error, source: "rulebook 1.5, DGI 1623",
        message: Wording(
            es: "Una factura de operación extranjera (10) necesita un receptor EXTRANJERO, no {receptor}",
            en: "A foreign operation's invoice (10) needs a receiver EXTRANJERO, not {receptor}"),
        hint: Wording(
            es: "Ponga receptor_type EXTRANJERO con foreign_id, o document_type 01.",
            en: "Set receptor_type EXTRANJERO with a foreign_id, or document_type 01."),
        whenDemoted: Wording(
            es: "Sale tal cual; la DGI la rechaza (1623).", en: "It goes out as it stands; the DGI refuses it (1623)."))

    /// Destination 2 without an incoterm.
    public static let incotermMissing = FaultCode(
        "PB-DOC-20", .error, source: "rulebook 2.4, DGI 1650",
        message: Wording(es: "Con destino extranjero falta el incoterm", en: "With a destination abroad the incoterm is missing"),
        hint: Wording(
            es: "Llene incoterm, por ejemplo FOB o EXW; si la venta es en Panamá, ponga destination 1.",
            en: "Fill in incoterm, FOB or EXW for example; if the sale is in Panama, set destination 1."),
        whenDemoted: Wording(
            es: "Sale sin el bloque de exportación; la DGI lo rechaza (1650).",
            en: "It goes out without the export block; the DGI refuses it (1650)."))

    /// An incoterm with destination 1.
    public static let incotermWithinPanama = FaultCode(
        "PB-DOC-21", .error, source: "rulebook 10 Country, DGI 1651",
        message: Wording(
            es: "El incoterm {value} no va en una venta con destino Panamá",
            en: "The incoterm {value} has no place in a sale with the destination Panama"),
        hint: Wording(
            es: "Vacíe incoterm, o ponga destination 2 si es exportación.",
            en: "Empty incoterm, or set destination 2 if it is an export."),
        whenDemoted: Wording(es: "El incoterm no se envía.", en: "The incoterm isn't sent."))

    /// An incoterm that isn't in the list.
    public static let incotermUnknown = FaultCode(
        "PB-DOC-22", .error, source: "rulebook 10 Country",
        message: Wording(es: "«{value}» no es un incoterm de la DGI", en: "“{value}” isn't an incoterm of the DGI"),
        hint: Wording(
            es: "[¿Quiso decir «{nearest}»? ]Valen EXW, FCA, CPT, CIP, DAT, DAP, DDP, FAS, FOB, CFR y CIF.",
            en: "[Did you mean “{nearest}”? ]Possible are EXW, FCA, CPT, CIP, DAT, DAP, DDP, FAS, FOB, CFR and CIF."),
        whenDemoted: Wording(es: "Sale como está escrito.", en: "It goes out as it is written."))

    /// Notes over 5000 characters.
    public static let notesTooLong = FaultCode(
        "PB-DOC-23", .error, source: "rulebook 4.5, dgi.md 5.3",
        message: Wording(
            es: "Las notas tienen {count} caracteres; el límite es 5000",
            en: "The notes have {count} characters; the limit is 5000"),
        hint: Wording(es: "Acórtelas: no se cortan en silencio.", en: "Shorten them: they are never cut in silence."),
        whenDemoted: Wording(
            es: "Salen enteras; el PAC las rechaza (0100).", en: "They go out whole; the PAC refuses them (0100)."))

    /// A code that only an override or the PAC's list has.
    public static let codeAdded = FaultCode(
        "PB-DOC-24", .info, source: "product.md 4; rulebook 2.7, 3.2",
        message: Wording(
            es: "El código {value} no está en la lista incorporada «{list}»: vale por {origin}",
            en: "The code {value} isn't in the built-in list “{list}”: it counts by {origin}"),
        hint: Wording(
            es: "No hay nada que hacer si la lista está al día: `pacbatch catalog {list} {value}`.",
            en: "There is nothing to do if the list is up to date: `pacbatch catalog {list} {value}`."))
}
