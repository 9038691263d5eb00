// Examples of lines, totals, references and void requests. Names and numbers are invented.
extension FaultCode {
    private static let paper: KeyValuePairs = [
        "receptor_type": "GOBIERNO", "client_ruc": "8-NT-1-12345", "client_name": "ENTIDAD DE EJEMPLO", "cpbs_code": "1411",
        "cpbs_unit": "und",
    ]
    private static let note: KeyValuePairs = ["kind": "credit_note"]
    /// An invoice of the example's company, 18 November 2026 (pac-api.md 5.2).
    private static let cufe = "FE0120000155704849-2-2021-3200002026111800000120010010127152039486"

    static let lineExamples: [FaultCode: FaultExample] = [
        .requiredCellMissing: FaultExample("unit_price", "", right: "10.00"),
        .quantityNotPositive: FaultExample("quantity", "0", right: "1"),
        .quantityLimit: FaultExample("quantity", "0.1234567", right: "0.123457"),
        .priceNegative: FaultExample("unit_price", "-10.00", right: "10.00"),
        .priceLimit: FaultExample("unit_price", "10.1234567", right: "10.123457"),
        .taxRateUnknown: FaultExample("tax_rate", "8", right: "7"),
        .discountRateRange: FaultExample("discount_rate", "10", right: "0.10"),
        .discountRateDecimals: FaultExample("discount_rate", "0.3333333", right: "0.333333"),
        .cpbsMalformed: FaultExample("cpbs_code", "141", right: "1411"),
        .cpbsUnknown: FaultExample("cpbs_code", "9999", right: "1411"),
        .cpbsUnitAlone: FaultExample("cpbs_unit", "kg", right: ""),
        .unitUnknown: FaultExample("unit", "UND", right: "und"),
        .chargeMalformed: FaultExample("transport", "1.005", right: "1.01"),
        .noDescription: FaultExample("description", "", right: "Silla"),
        .descriptionLength: FaultExample("description", "X", right: "Silla"),
        .itemCodeTooLong: FaultExample("item_number", "SKU-1234567890-ABCDEFG", right: "SKU-1234567890"),
        .unitPriceSanity: FaultExample("unit_price", "100000.01", right: "100.01"),
        .lineNumberMalformed: FaultExample("line_no", "1.5", right: "1"),
        .cpbsMissing: FaultExample("cpbs_code", "", right: "1411", beside: paper),
        .controlTotalDiffers: FaultExample("total", "11.00", right: "10.70"),
        .retentionCodeUnknown: FaultExample("codigo_retencion", "5", right: "4", beside: ["invoice_retention": "si"]),
        .retentionWithoutAgent: FaultExample("invoice_retention", "no", right: "si", beside: ["codigo_retencion": "4"]),
        .booleanMalformed: FaultExample("invoice_retention", "quizás", right: "no"),
        .retentionCodeMissing: FaultExample("codigo_retencion", "", right: "4", beside: ["invoice_retention": "si"]),
    ]

    static let referenceExamples: [FaultCode: FaultExample] = [
        .referenceMissing: FaultExample("reference", "", right: "F-1000", beside: note),
        .referenceDateDiffers: FaultExample(
            "reference_date", "19/11/2026", right: "18/11/2026", beside: ["kind": "credit_note", "reference": cufe]),
        .referenceDateMalformed: FaultExample(
            "reference_date", "ayer", right: "18/11/2026", beside: ["kind": "credit_note", "reference": cufe]),
        .referenceDateUnused: FaultExample(
            "reference_date", "18/11/2026", right: "", beside: ["kind": "credit_note", "reference": "F-1000"]),
        .referenceOnInvoice: FaultExample("reference", "F-1000", right: ""),
        .cufeLength: FaultExample("reference", String(cufe.dropLast()), right: cufe, beside: note),
        .cufeCheckDigit: FaultExample("reference", String(cufe.dropLast()) + "7", right: cufe, beside: note),
        .voidReasonLength: FaultExample("reason", "error", right: "Emitida a un cliente equivocado", beside: ["kind": "void"]),
        .voidKindUnknown: FaultExample(
            "void_kind", "void", right: "invoice", beside: ["kind": "void", "reason": "Emitida a un cliente equivocado"]),
    ]
}
