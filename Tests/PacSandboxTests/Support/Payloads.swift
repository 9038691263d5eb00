import JSONText

/// The payloads of pac-api.md 5, dated at the manual clock's beginning.
///
/// They are computed, not stored: LeakSanitizer takes JSON values that only a global holds for leaks.
enum Payloads {
    static var invoice: JSONValue {
        parsed(
            """
            {
              "information": {
                "issueType": "01", "documentType": "01", "numeration": "0000012345", "billingPoint": "001",
                "securityCode": "483920175", "cafe": { "format": 3, "delivery": 3 }, "nature": "01", "operationType": 1,
                "destination": 1, "receiverContainer": 1, "saleType": 1, "issueDate": "2026-11-20T21:05:00-05:00",
                "information": "Order SO-10045"
              },
              "receiver": {
                "type": "01", "ruc": { "type": 2, "ruc": "155700001-2-2021" }, "name": "COMERCIAL EJEMPLO S.A.",
                "address": "AVENIDA BALBOA, EDIFICIO 10                                                                         ",
                "location": { "code": "8-8-7" }, "country": "PA", "telephones": ["6448-6525"], "emails": ["pagos@ejemplo.com"]
              },
              "items": [
                { "number": "0001", "description": "SKU-1 - Silla", "code": "SKU-1", "unit": "und", "quantity": 1,
                  "prices": { "transfer": 100.00, "discount": 0.00 }, "itbms": { "rate": "01" } },
                { "number": "0002", "description": "SKU-2 - Libro", "code": "SKU-2", "unit": "und", "quantity": 2,
                  "prices": { "transfer": 50.00, "discount": 0.00 }, "itbms": { "rate": "00" } }
              ],
              "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 207.00 } ] }
            }
            """)
    }

    static var creditNote: JSONValue {
        parsed(
            """
            {
              "information": {
                "issueType": "01", "documentType": "04", "numeration": "0000000077", "billingPoint": "001",
                "securityCode": "120398476", "cafe": { "format": 3, "delivery": 3 }, "nature": "01", "operationType": 1,
                "destination": 1, "receiverContainer": 1, "issueDate": "2026-11-20T21:06:00-05:00"
              },
              "receiver": {
                "type": "01", "ruc": { "type": 2, "ruc": "155700001-2-2021" }, "name": "COMERCIAL EJEMPLO S.A.",
                "address": "AVENIDA BALBOA", "location": { "code": "8-8-7" }, "country": "PA"
              },
              "items": [
                { "number": "0001", "description": "SKU-1 - Silla", "code": "SKU-1", "unit": "und", "quantity": 1,
                  "prices": { "transfer": 100.00, "discount": 12.50 }, "itbms": { "rate": "01" } }
              ],
              "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 93.63 } ] },
              "referencedDocuments": [
                { "emissionType": "CUFE",
                  "cufeIdentification": "FE0120000155704849-2-2021-3200002026111800000120010010127152039486",
                  "issueDate": "2026-11-18T10:00:00-05:00" }
              ]
            }
            """)
    }

    static var debitNote: JSONValue { creditNote.with("information.documentType", "05") }

    static var government: JSONValue {
        invoice
            .with("receiver.type", "03").with("receiver.ruc.ruc", "8-NT-1-12345")
            .with("items", .array([invoice["items"]?.array?.first ?? .null]))
            .with("items[0].cpbs", ["code": "1411", "unit": "und"])
            .with("totals.paymentMethods[0].amount", .number("107.00"))
            .with("totals.retention", ["code": 2, "amount": .number("3.50")])
    }

    static var export: JSONValue {
        parsed(
            """
            {
              "information": {
                "issueType": "01", "documentType": "03", "numeration": "0000000012", "billingPoint": "001",
                "securityCode": "774120938", "cafe": { "format": 3, "delivery": 3 }, "nature": "02", "operationType": 1,
                "destination": 2, "receiverContainer": 1, "saleType": 1, "issueDate": "2026-11-20T21:07:00-05:00"
              },
              "receiver": {
                "type": "04", "name": "INTERNATIONAL COMPANY LLC", "address": "MIAMI, FL", "country": "US",
                "foreign": { "number": "US123456789", "country": "Estados Unidos" }, "exportation": { "incoterm": "FOB" }
              },
              "items": [
                { "number": "0001", "description": "E-1 - Producto", "code": "E-1", "unit": "und", "quantity": 10,
                  "prices": { "transfer": 100.00, "discount": 0.00 }, "itbms": { "rate": "00" } }
              ],
              "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 1000.00 } ] }
            }
            """)
    }

    private static func parsed(_ text: String) -> JSONValue { (try? JSONParser.parse(text)) ?? .null }

    static func numbered(_ number: Int) -> JSONValue {
        let digits = String(number)
        return invoice.with("information.numeration", .string(String(repeating: "0", count: 10 - digits.count) + digits))
    }
}

extension JSONValue {
    /// The value with another one under a path such as `items[0].itbms.rate`; nil removes the key.
    func with(_ path: String, _ value: JSONValue?) -> JSONValue {
        let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
        return replacing(steps[...], value)
    }

    private func replacing(_ steps: ArraySlice<String>, _ value: JSONValue?) -> JSONValue {
        guard let step = steps.first else { return value ?? .null }
        let rest = steps.dropFirst()
        if case .array(var elements) = self, let index = Int(step) {
            let old = index < elements.count ? elements[index] : .null
            let new = old.replacing(rest, value)
            if index < elements.count { elements[index] = new } else { elements.append(new) }
            return .array(elements)
        }
        var object = self.object ?? JSONObject()
        object[step] = rest.isEmpty ? value : (object[step] ?? .object(JSONObject())).replacing(rest, value)
        return .object(object)
    }
}
