import Fiscal

// Code tables as users write them: the wire code with or without its leading zero, or the seeds' name (rulebook 2.1).

extension DocumentKind {
    /// The type that goes out when the order asks for none (rulebook 1.4, 1.5).
    var usualDocumentType: DocumentType {
        switch self {
        case .invoice, .void: .internalInvoice
        case .credit_note: .creditNote
        case .debit_note: .debitNote
        }
    }
}

extension DocumentType {
    init?(cell: Span<UInt8>) {
        guard let number = cell.wholeNumber else {
            guard let named = Self.named(cell) else { return nil }
            self = named
            return
        }
        switch number {
        case 1: self = .internalInvoice
        case 2: self = .importInvoice
        case 3: self = .exportInvoice
        case 4: self = .creditNote
        case 5: self = .debitNote
        case 6: self = .genericCreditNote
        case 7: self = .genericDebitNote
        case 8: self = .freeZoneInvoice
        case 9: self = .reimbursement
        case 10: self = .foreignOperation
        default: return nil
        }
    }

    /// Seed 004, Document type.
    private static func named(_ cell: Span<UInt8>) -> DocumentType? {
        if cell.isWord("FACTURA_OPERACION_INTERNA") { return .internalInvoice }
        if cell.isWord("FACTURA_IMPORTACION") { return .importInvoice }
        if cell.isWord("FACTURA_EXPORTACION") { return .exportInvoice }
        if cell.isWord("NOTA_CREDITO_FE") { return .creditNote }
        if cell.isWord("NOTA_DEBITO_FE") { return .debitNote }
        if cell.isWord("NOTA_CREDITO_GENERICA") { return .genericCreditNote }
        if cell.isWord("NOTA_DEBITO_GENERICA") { return .genericDebitNote }
        if cell.isWord("FACTURA_ZONA_FRANCA") { return .freeZoneInvoice }
        if cell.isWord("REEMBOLSO") { return .reimbursement }
        if cell.isWord("FACTURA_OPERACION_EXTRANJERA") { return .foreignOperation }
        return nil
    }
}

extension ReceptorType {
    init?(cell: Span<UInt8>) {
        if let number = cell.wholeNumber {
            switch number {
            case 1: self = .taxpayer
            case 2: self = .finalConsumer
            case 3: self = .government
            case 4: self = .foreign
            default: return nil
            }
            return
        }
        if cell.isWord("CONTRIBUYENTE") {
            self = .taxpayer
        } else if cell.isWord("CONSUMIDOR_FINAL") {
            self = .finalConsumer
        } else if cell.isWord("GOBIERNO") {
            self = .government
        } else if cell.isWord("EXTRANJERO") {
            self = .foreign
        } else {
            return nil
        }
    }
}

extension RucType {
    init?(cell: Span<UInt8>) {
        switch cell.wholeNumber {
        case 1: self = .natural
        case 2: self = .juridical
        case .some: return nil
        case .none:
            if cell.isWord("NATURAL") {
                self = .natural
            } else if cell.isWord("JURIDICO") {
                self = .juridical
            } else {
                return nil
            }
        }
    }
}

extension OperationNature {
    init?(cell: Span<UInt8>) {
        switch cell.wholeNumber {
        case 1: self = .sale
        case 2: self = .export
        case 3: self = .reexport
        case 4: self = .foreignSourceSale
        case 5: self = .foreignSourceService
        case 10: self = .transfer
        case 11: self = .return
        case 12: self = .consignment
        case 13: self = .remittance
        case 14: self = .freeDelivery
        case 20: self = .purchase
        case 21: self = .import
        default: return nil
        }
    }
}

extension RetentionCode {
    /// Retention codes compare as numbers: `02` is 2 (rulebook 10, Retention).
    init?(cell: Span<UInt8>) {
        guard let number = cell.wholeNumber, let code = RetentionCode(rawValue: number) else { return nil }
        self = code
    }
}

extension ItbmsRate {
    /// The rate of a percentage, compared as a number (rulebook 3.1).
    init?(percentage: Amount) {
        switch percentage.micros {
        case 0: self = .exempt
        case 7_000_000: self = .seven
        case 10_000_000: self = .ten
        case 15_000_000: self = .fifteen
        default: return nil
        }
    }
}

/// A yes-or-no cell (product.md 6, Booleans); an empty one is no.
enum YesOrNo {
    case yes, no, neither

    init(cell: Span<UInt8>) {
        if cell.count == 0 || cell.isWord("false") || cell.isWord("0") || cell.isWord("no") {
            self = .no
        } else if cell.isWord("true") || cell.isWord("1") || cell.isWord("si") || cell.isWord("s\u{ED}") || cell.isWord("S\u{CD}")
        {
            self = .yes
        } else {
            self = .neither
        }
    }
}
