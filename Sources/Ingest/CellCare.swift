internal import Fiscal

/// How a cell is looked at beyond being copied.
enum CellCare: Sendable {
    /// Free text.
    case text
    /// A code or number that spreadsheets like to spoil.
    case code
    /// A number with a decimal sign.
    case decimal

    init(_ key: OrderKey) {
        switch key {
        case .total: self = .decimal
        case .client_name, .address, .emails, .adhoc_client_name, .emails_ad_hoc, .reason, .notes: self = .text
        case .company, .order_id, .kind, .mode, .issue_date, .document_type, .client_id, .client_ruc, .client_ruc_type,
            .client_dv,
            .receptor_type, .location_code, .country, .telephones, .invoice_retention, .client_codigo_retencion,
            .codigo_retencion,
            .office_id, .adhoc_client_ruc, .adhoc_receptor_fe_type, .foreign_id, .foreign_country, .destination, .nature,
            .incoterm,
            .reference, .reference_date, .void_kind, .cufe, .document_id:
            self = .code
        }
    }

    init(_ key: LineKey) {
        switch key {
        case .quantity, .unit_price, .discount_rate, .transport, .insurance, .tax_rate: self = .decimal
        case .description, .item_ad_hoc, .note: self = .text
        case .line_no, .item_number, .client_item_number, .unit, .cpbs_code, .cpbs_unit: self = .code
        }
    }
}
