internal import Catalogues
internal import Fiscal

/// What the cells of a canonical column look like: good for a proposal, never for a decision.
enum CellForm {
    /// How many of 100 cells have the form of a column; nil for columns whose text can be anything.
    static func share(of cells: [String], as name: String) -> Int? {
        guard let fits = forms[name], !cells.isEmpty else { return nil }
        return cells.count(where: fits) * 100 / cells.count
    }

    /// Columns that cells can name by themselves, from the most telling form; a quantity or a price can't be told from another number.
    static let telling = [
        "emails", "receptor_type", "location_code", "client_ruc", "issue_date", "telephones", "tax_rate", "unit", "country",
        "cpbs_code",
    ]

    /// What cells of these columns stand for in exports, folded: proposed as `values`.
    static let words: [String: [String: String]] = [
        "tax_rate": [
            "e": "0", "exento": "0", "exenta": "0", "ex": "0", "exempt": "0", "na": "0", "g": "7", "gravado": "7", "itbms": "7",
            "itbms7": "7", "itbms10": "10", "itbms15": "15", "itbms0": "0", "tax": "7", "non": "0", "t7": "7", "t10": "10",
            "t15": "15",
            "0": "0", "7": "7", "10": "10", "15": "15",
        ],
        "kind": [
            "factura": "invoice", "fac": "invoice", "fa": "invoice", "fv": "invoice", "venta": "invoice",
            "notadecredito": "credit_note",
            "notacredito": "credit_note", "nc": "credit_note", "creditmemo": "credit_note", "devolucion": "credit_note",
            "notadedebito": "debit_note", "nd": "debit_note", "notadebito": "debit_note", "anulacion": "void",
        ],
        "receptor_type": [
            "contribuyente": "CONTRIBUYENTE", "juridico": "CONTRIBUYENTE", "empresa": "CONTRIBUYENTE",
            "consumidorfinal": "CONSUMIDOR_FINAL", "cf": "CONSUMIDOR_FINAL", "final": "CONSUMIDOR_FINAL", "gobierno": "GOBIERNO",
            "estado": "GOBIERNO", "extranjero": "EXTRANJERO", "exterior": "EXTRANJERO",
        ],
        "unit": [
            "unidad": "und", "unidades": "und", "uni": "und", "un": "und", "ea": "und", "each": "und", "pza": "und",
            "pieza": "und",
        ],
    ]

    /// The value that a cell probably stands for; nil where the cell is one of ours already, or nothing comes to mind.
    static func meant(_ cell: String, as name: String) -> String? {
        guard let words = words[name], forms[name]?(cell) != true else { return nil }
        return words[Column.fold(cell)]
    }

    private static let forms: [String: @Sendable (String) -> Bool] = {
        var forms: [String: @Sendable (String) -> Bool] = [
            "client_dv": { $0.utf8.count <= 2 && isWhole($0) }, "emails": { $0.contains("@") && $0.contains(".") },
            "location_code": { Catalogue.locations.contains(Array($0.utf8).span) },
            "country": { $0.count == 2 && Catalogue.countries.contains(Array($0.uppercased().utf8).span) },
            "unit": { Catalogue.units.contains(Array($0.utf8).span) },
            "cpbs_code": { $0.utf8.count == 4 && Catalogue.cpbs.contains(Array($0.utf8).span) },
            "telephones": { text in
                text.contains("-") && text.allSatisfy { $0.isNumber || $0 == "-" || $0 == ";" || $0 == " " }
                    && text.utf8.count < 40
                    && text.split(separator: ";").allSatisfy { (7...9).contains($0.filter { $0 != " " }.count) }
            },
            "tax_rate": {
                ["0", "7", "10", "15", "0.00", "7.00", "10.00", "15.00", "0,00", "7,00", "10,00", "15,00"].contains($0)
            },
            "receptor_type": { cell in ReceptorType.allCases.contains { $0.name == cell.uppercased() || $0.rawValue == cell } },
            "kind": { DocumentKind(rawValue: $0.lowercased()) != nil }, "line_no": isWhole,
        ]
        for name in ["client_ruc", "adhoc_client_ruc"] { forms[name] = isRuc }
        for name in ["issue_date", "reference_date"] { forms[name] = { FiscalTime(text: $0) != nil } }
        for name in ["quantity", "unit_price", "discount_rate", "transport", "insurance", "total"] { forms[name] = isNumber }
        return forms
    }()

    private static func isWhole(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 } }

    /// Digits with points and commas in whatever place, with or without a sign and a currency's mark.
    private static func isNumber(_ text: String) -> Bool {
        text.contains(where: \.isNumber) && text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C || $0 == 0x2D }
    }

    private static func isRuc(_ text: String) -> Bool {
        do {
            _ = try Ruc(text: text, type: nil)
            return true
        } catch {
            if case .gluedCheckDigits = error { return true }
            if case .misspelled = error { return true }
            return false
        }
    }
}
