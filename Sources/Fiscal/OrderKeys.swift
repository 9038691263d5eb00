/// The order columns that are read, under their canonical names (product.md 6). The raw value is the column's place in an `OrderRecord`.
public enum OrderKey: Int, CaseIterable, Sendable {
    case company, order_id, kind, mode, issue_date, document_type
    case client_id, client_name, client_ruc, client_ruc_type, client_dv, receptor_type
    case address, location_code, country, telephones, emails
    case invoice_retention, client_codigo_retencion, codigo_retencion, office_id
    case adhoc_client_name, adhoc_client_ruc, adhoc_receptor_fe_type, emails_ad_hoc
    case foreign_id, foreign_country, destination, nature, incoterm
    case reference, reference_date, void_kind, reason, cufe, document_id, notes, total

    /// The column's canonical name.
    public var name: String { Self.names[rawValue] }

    /// The column of a canonical name or of a documented alias (`retention_code`, product.md 6); nil for any other.
    public init?(name: String) {
        guard let key = Self.byName[name] else { return nil }
        self = key
    }

    /// The columns of the client registry, which an order may leave empty (product.md 6, Clients).
    public static let clientKeys: [OrderKey] = [
        .client_name, .client_ruc, .client_ruc_type, .client_dv, .receptor_type, .address, .location_code, .country,
        .telephones, .emails, .invoice_retention, .client_codigo_retencion, .foreign_id, .foreign_country,
    ]

    private static let names = allCases.map { String(describing: $0) }

    private static let byName: [String: OrderKey] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
        names["retention_code"] = .client_codigo_retencion
        return names
    }()
}

/// The line columns that are read, under their canonical names (product.md 6). The raw value is the column's place in a line.
public enum LineKey: Int, CaseIterable, Sendable {
    case line_no, item_number, client_item_number, description, item_ad_hoc, note
    case quantity, unit, unit_price, discount_rate, transport, insurance, tax_rate
    case cpbs_code, cpbs_unit

    /// How many line columns there are.
    @inlinable
    public static var count: Int { 15 }

    /// The column's canonical name.
    public var name: String { Self.names[rawValue] }

    /// The column of a canonical name; nil for any other.
    public init?(name: String) {
        guard let key = Self.byName[name] else { return nil }
        self = key
    }

    /// True for the columns that hold decimal numbers, whose decimal sign is the dialect's business (product.md 6).
    public var isDecimal: Bool {
        switch self {
        case .quantity, .unit_price, .discount_rate, .transport, .insurance, .tax_rate: true
        case .line_no, .item_number, .client_item_number, .description, .item_ad_hoc, .note, .unit, .cpbs_code, .cpbs_unit: false
        }
    }

    private static let names = allCases.map { String(describing: $0) }
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}
