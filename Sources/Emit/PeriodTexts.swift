internal import Fiscal

/// The words of a month's page, in both languages beside each other.
enum PeriodTexts {
    static let title = Wording(es: "Resumen para el cierre", en: "Summary for the closing")
    static let lead = Wording(
        es:
            "{count} documentos autorizados por la DGI. Descontadas las notas de crédito (B/.\u{A0}{credited}) suman B/.\u{A0}{sum}, de los que B/.\u{A0}{itbms} "
            + "son ITBMS.",
        en:
            "{count} documents authorized by the DGI. Less credit notes (B/.\u{A0}{credited}) they come to B/.\u{A0}{sum}, of which B/.\u{A0}{itbms} is ITBMS."
    )
    static let settled = Wording(
        es: "No queda nada pendiente de este mes.", en: "Nothing of this month is left open.")
    static let notSettled = Wording(es: "Antes de cerrar: ", en: "Before closing: ")
    static let inDoubt = Wording(es: "{count} en duda", en: "{count} in doubt")
    static let onTheWay = Wording(es: "{count} en camino", en: "{count} on their way")
    static let toFix = Wording(es: "{count} por corregir", en: "{count} to correct")

    static let rates = Wording(es: "ITBMS por tasa", en: "ITBMS by rate")
    static let ratesCaption = Wording(
        es: "Documentos autorizados con fecha de emisión en el mes", en: "Authorized documents issued in the month")
    static let ratesNote = Wording(
        es:
            "«Emitido» son facturas y notas de débito. El ITBMS es neto de notas de crédito. Transporte y seguro van en los totales de abajo, no aquí. Anulados e importados no cuentan.",
        en:
            "“Issued” is invoices and debit notes. ITBMS is net of credit notes. Transport and insurance are in the totals below, not here. Voided and imported documents don't count."
    )
    static let issuedNet = Wording(es: "Emitido B/.", en: "Issued B/.")
    static let creditedNet = Wording(es: "Acreditado B/.", en: "Credited B/.")
    static let net = Wording(es: "Neto B/.", en: "Net B/.")

    static let kinds = Wording(es: "Por empresa y clase", en: "By company and kind")
    static let kindsCaption = Wording(
        es: "Autorizados, y aparte los anulados; totales con ITBMS", en: "Authorized, and voided apart; totals with ITBMS")
    static let voided = Wording(es: "Anulados", en: "Voided")
    static let voidedNote = Wording(
        es: "Los anulados se muestran con lo que valían y no suman en ninguna otra tabla.",
        en: "Voided documents are shown with what they were worth and add up in no other table.")

    static let retentions = Wording(es: "Retenciones", en: "Retentions")
    static let retentionCaption = Wording(
        es: "ITBMS que los clientes retienen, según los documentos autorizados; las notas de crédito restan",
        en: "ITBMS that clients keep back, by authorized documents; credit notes count negative")
    static let noRetention = Wording(
        es: "Ningún documento del mes lleva retención.", en: "No document of the month has a retention.")

    static let numbers = Wording(es: "Numeración", en: "Numbers")
    static let numbersCaption = Wording(es: "Números usados en el mes, por serie", en: "Numbers used in the month, by series")
    static let series = Wording(es: "Sucursal · punto · tipo", en: "Branch · point · type")
    static let first = Wording(es: "Primero", en: "First")
    static let last = Wording(es: "Último", en: "Last")
    static let used = Wording(es: "Usados", en: "Used")
    static let spent = Wording(es: "En rechazos", en: "In rejections")
    static let numbersNote = Wording(
        es:
            "Un número que el PAC o la DGI rechazó queda gastado y no vuelve a usarse. Si entre el primero y el último hay más números que usados, los "
            + "otros son de documentos con fecha de otro mes.",
        en:
            "A number that the PAC or the DGI rejected is spent and never used again. Where there are more numbers between first and last than were "
            + "used, the others belong to documents dated in another month.")
    static let netOfCredit = Wording(es: "Neto de notas de crédito", en: "Net of credit notes")
    static let noNumbers = Wording(
        es: "Ningún documento del mes tiene número todavía.", en: "No document of the month has a number yet.")

    static let notCounted = Wording(es: "Lo que no cuenta todavía", en: "What doesn't count yet")
    static let notCountedCaption = Wording(
        es: "Del mes, fuera de las sumas de arriba", en: "Of the month, outside the sums above")
    static let nothingElse = Wording(es: "Nada más.", en: "Nothing else.")
    static let evidence = Wording(
        es: "Hecho del registro ledger.sqlite por pacbatch {version}. El mes es el de la fecha de emisión en Panamá.",
        en: "Made from the ledger ledger.sqlite by pacbatch {version}. The month is that of the issue date in Panama.")

    static func month(_ number: Int) -> Wording {
        let names: [(String, String)] = [
            ("enero", "January"), ("febrero", "February"), ("marzo", "March"), ("abril", "April"), ("mayo", "May"),
            ("junio", "June"),
            ("julio", "July"), ("agosto", "August"), ("septiembre", "September"), ("octubre", "October"),
            ("noviembre", "November"),
            ("diciembre", "December"),
        ]
        let name = names[(number - 1) % names.count]
        return Wording(es: name.0 + " de", en: name.1)
    }
}
