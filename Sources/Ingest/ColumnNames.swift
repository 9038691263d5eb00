internal import Fiscal

/// What a column or key of an input stands for.
enum Column: Hashable, Sendable {
    case order(OrderKey)
    case line(LineKey)
    /// Columns that this program added to a `.fix.csv` itself (product.md 7).
    case ours
    case nameless
    case unknown

    /// The column of a header cell or key: canonical names and documented aliases, whatever their case, spaces and accents.
    init(named name: String) {
        let folded = Self.fold(name)
        self = folded.isEmpty ? .nameless : Self.byFoldedName[folded] ?? .unknown
    }

    /// The canonical name; nil where there is none.
    var name: String? {
        switch self {
        case .order(let key): key.name
        case .line(let key): key.name
        case .ours, .nameless, .unknown: nil
        }
    }

    /// Lower-case letters and digits only, without accents: `Order ID`, `order_id` and `ORDER-ID` are the same.
    static func fold(_ name: String) -> String {
        var folded = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": folded.unicodeScalars.append(scalar)
            case "á", "à", "ä", "â", "ã": folded += "a"
            case "é", "è", "ë", "ê": folded += "e"
            case "í", "ì", "ï", "î": folded += "i"
            // `Nº` and `N°` are written for `No`.
            case "ó", "ò", "ö", "ô", "õ", "º", "°": folded += "o"
            case "ú", "ù", "ü", "û": folded += "u"
            case "ñ": folded += "n"
            case "ç": folded += "c"
            default: continue
            }
        }
        return folded
    }

    /// The known name that a user probably meant by an unknown one; nil when none comes near.
    static func suggestion(for name: String) -> String? {
        let folded = fold(name)
        if let meant = spanish[folded] { return meant }
        guard folded.count >= 3 else { return nil }
        let allowed = folded.count <= 4 ? 1 : folded.count <= 8 ? 2 : 3
        var best: (name: String, distance: Int)?
        for known in canonicalNames {
            let distance = editDistance(folded, fold(known))
            if distance <= allowed, distance < best?.distance ?? .max { best = (known, distance) }
        }
        return best?.name
    }

    /// How many letters must be changed, added, removed or swapped with their neighbour.
    static func editDistance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var (before, row) = ([Int](), Array(0...right.count))
        for i in 1...left.count {
            var next = [i] + row.dropFirst()
            for j in 1...right.count {
                next[j] = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    next[j] = min(next[j], before[j - 2] + 1)
                }
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }

    static let canonicalNames = OrderKey.allCases.map(\.name) + LineKey.allCases.map(\.name)

    private static let byFoldedName: [String: Column] = {
        var columns: [String: Column] = [fold("retention_code"): .order(.client_codigo_retencion)]
        for key in OrderKey.allCases { columns[fold(key.name)] = .order(key) }
        for key in LineKey.allCases { columns[fold(key.name)] = .line(key) }
        columns[fold("fault_code")] = .ours
        columns[fold("fault_message")] = .ours
        return columns
    }()

    /// What Panamanian exports usually call a column: good for a suggestion, never for a decision.
    private static let spanish: [String: String] = [
        "empresa": "company", "compania": "company", "factura": "order_id", "nrofactura": "order_id", "numero": "order_id",
        "pedido": "order_id", "orden": "order_id", "numeropedido": "order_id", "tipo": "kind", "fecha": "issue_date",
        "fechaemision": "issue_date", "cliente": "client_name", "nombre": "client_name", "nombrecliente": "client_name",
        "codigocliente": "client_id", "idcliente": "client_id", "ruc": "client_ruc", "ruccliente": "client_ruc",
        "dv": "client_dv",
        "direccion": "address", "ubicacion": "location_code", "pais": "country", "telefono": "telephones",
        "telefonos": "telephones",
        "correo": "emails", "correos": "emails", "email": "emails", "sucursal": "office_id", "referencia": "reference",
        "motivo": "reason", "observaciones": "notes", "notas": "notes", "linea": "line_no", "renglon": "line_no",
        "codigo": "item_number", "codigoitem": "item_number", "articulo": "item_number", "sku": "item_number",
        "descripcion": "description", "producto": "description", "cantidad": "quantity", "unidad": "unit", "precio": "unit_price",
        "preciounitario": "unit_price", "price": "unit_price", "descuento": "discount_rate", "discount": "discount_rate",
        "itbms": "tax_rate", "impuesto": "tax_rate", "tasa": "tax_rate", "tasaitbms": "tax_rate", "flete": "transport",
        "acarreo": "transport", "seguro": "insurance", "cpbs": "cpbs_code", "codigocpbs": "cpbs_code", "unidadcpbs": "cpbs_unit",
        "nota": "note", "montototal": "total", "invoice": "order_id", "invoicenumber": "order_id", "qty": "quantity",
        "tax": "tax_rate",
        // Shops' and accountants' other words.
        "nofactura": "order_id", "numerofactura": "order_id", "nrodefactura": "order_id", "numerodefactura": "order_id",
        "documento": "order_id", "nodocumento": "order_id", "nrodocumento": "order_id", "tipodocumento": "kind", "clase": "kind",
        "fechafactura": "issue_date", "razonsocial": "client_name", "nombrerazonsocial": "client_name", "cedula": "client_ruc",
        "rucocedula": "client_ruc", "cedularuc": "client_ruc", "ruccedula": "client_ruc", "identificacion": "client_ruc",
        "digitoverificador": "client_dv", "tipocliente": "receptor_type", "tiporeceptor": "receptor_type",
        "tipodereceptor": "receptor_type", "correoelectronico": "emails", "celular": "telephones", "cant": "quantity",
        "um": "unit", "unidadmedida": "unit", "unidaddemedida": "unit", "preciounit": "unit_price", "punitario": "unit_price",
        "preciodeventa": "unit_price", "valorunitario": "unit_price", "porcentajeitbms": "tax_rate", "impto": "tax_rate",
        "codigoproducto": "item_number", "codarticulo": "item_number", "nombreproducto": "description", "detalle": "description",
        "concepto": "description", "comentario": "notes", "comentarios": "notes", "facturareferencia": "reference",
        "facturaafectada": "reference", "retencion": "invoice_retention", "codigoretencion": "codigo_retencion",
        // Abbreviations of headers that had to be narrow.
        "nrofact": "order_id", "nofact": "order_id", "numfact": "order_id", "fact": "order_id", "factno": "order_id",
        "nofac": "order_id", "nrofac": "order_id", "nfactura": "order_id", "nroorden": "order_id", "noorden": "order_id",
        "nropedido": "order_id", "nopedido": "order_id", "numorden": "order_id", "punit": "unit_price",
        "precunit": "unit_price", "preunit": "unit_price", "preciou": "unit_price", "pu": "unit_price",
        "precunitario": "unit_price", "valorunit": "unit_price", "vunitario": "unit_price", "pventa": "unit_price",
        "precioventa": "unit_price", "pvp": "unit_price", "imp": "tax_rate", "impuestos": "tax_rate",
        "tasaimpuesto": "tax_rate", "tasaimp": "tax_rate", "porcentajeimpuesto": "tax_rate", "pctitbms": "tax_rate",
        "pctimpuesto": "tax_rate", "ctd": "quantity", "cantd": "quantity", "nomcliente": "client_name",
        "nombredelcliente": "client_name", "codprod": "item_number", "codproducto": "item_number", "codart": "item_number",
        "fechadoc": "issue_date", "fechadocumento": "issue_date", "fechafact": "issue_date", "fechadeemision": "issue_date",
        // Words of programs whose exports are English.
        "num": "order_id", "invoiceno": "order_id", "docnum": "order_id", "docno": "order_id", "documentno": "order_id",
        "date": "issue_date", "invoicedate": "issue_date", "docdate": "issue_date", "postingdate": "issue_date",
        "customer": "client_name", "customername": "client_name", "cardname": "client_name", "cardcode": "client_id",
        "customerid": "client_id", "customerno": "client_id", "taxid": "client_ruc", "lictradnum": "client_ruc",
        "federaltaxid": "client_ruc", "customeremail": "emails", "phone": "telephones", "billingaddress": "address",
        "item": "item_number", "itemcode": "item_number", "itemno": "item_number", "itemname": "description",
        "itemdescription": "description", "dscription": "description", "memo": "notes", "salesprice": "unit_price",
        "rate": "unit_price", "uom": "unit", "uomcode": "unit", "taxcode": "tax_rate", "vatgroup": "tax_rate",
        "taxrate": "tax_rate", "salestaxcode": "tax_rate", "linenum": "line_no", "line": "line_no", "warehouse": "office_id",
        "branch": "office_id",
    ]
}
