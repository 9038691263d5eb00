import Fiscal

// What the DGI's codes mean, for people (dgi.md 4).

extension DocumentType {
    /// The type's name.
    var label: Wording {
        switch self {
        case .internalInvoice: Wording(es: "factura de operación interna", en: "invoice, domestic")
        case .importInvoice: Wording(es: "factura de importación", en: "invoice, import")
        case .exportInvoice: Wording(es: "factura de exportación", en: "invoice, export")
        case .creditNote: Wording(es: "nota de crédito referente a una factura", en: "credit note on an invoice")
        case .debitNote: Wording(es: "nota de débito referente a una factura", en: "debit note on an invoice")
        case .genericCreditNote: Wording(es: "nota de crédito genérica", en: "credit note, generic")
        case .genericDebitNote: Wording(es: "nota de débito genérica", en: "debit note, generic")
        case .freeZoneInvoice: Wording(es: "factura de zona franca", en: "invoice, free zone")
        case .reimbursement: Wording(es: "reembolso", en: "reimbursement")
        case .foreignOperation: Wording(es: "factura de operación extranjera", en: "invoice, foreign operation")
        }
    }
}

extension RucType {
    /// The type's name.
    var label: Wording {
        switch self {
        case .natural: Wording(es: "persona natural", en: "natural person")
        case .juridical: Wording(es: "persona jurídica", en: "juridical person")
        }
    }
}

extension Ruc.Kind {
    /// The kind's name.
    var label: Wording {
        switch self {
        case .cedula: Wording(es: "cédula", en: "cédula (identity card)")
        case .foreigner: Wording(es: "extranjero (E)", en: "foreigner (E)")
        case .naturalised: Wording(es: "naturalizado (N)", en: "naturalised (N)")
        case .bornAbroad: Wording(es: "panameño nacido en el extranjero (PE)", en: "Panamanian born abroad (PE)")
        case .beforeValidity: Wording(es: "anterior a la vigencia (AV)", en: "born before the registry's validity (AV)")
        case .indigenous: Wording(es: "población indígena (PI)", en: "indigenous population (PI)")
        case .ntNatural: Wording(es: "número NT, persona natural", en: "NT number, natural person")
        case .ntJuridical:
            Wording(es: "número NT, persona jurídica o entidad pública", en: "NT number, juridical person or public body")
        case .juridical: Wording(es: "persona jurídica", en: "juridical person")
        case .oldJuridical: Wording(es: "persona jurídica, numeración antigua", en: "juridical person, old numbering")
        }
    }
}

extension FiscalEnvironment {
    /// The environment's name.
    var label: Wording {
        switch self {
        case .production: Wording(es: "producción", en: "production")
        case .sandbox: Wording(es: "pruebas, sin valor fiscal", en: "test, no fiscal value")
        }
    }
}

/// iTpEmis (dgi.md 4); nil for an unknown code.
func issueTypeLabel(_ code: String) -> Wording? {
    switch code {
    case "01": Wording(es: "autorización previa, normal", en: "prior authorisation, normal")
    case "02": Wording(es: "autorización previa, contingencia", en: "prior authorisation, contingency")
    case "03": Wording(es: "autorización posterior, normal", en: "posterior authorisation, normal")
    case "04": Wording(es: "autorización posterior, contingencia", en: "posterior authorisation, contingency")
    default: nil
    }
}
