import Fiscal
import JSONText
import Testing
import Transform

/// The payloads of pac-api.md 5, byte for byte but for white space outside of texts.
struct PayloadExampleTests {
    @Test func `an invoice to a taxpayer with two rates`() throws {
        let cells = Orders.taxpayer.with([
            "issue_date": "2026-11-20T21:05:00", "notes": "Order SO-10045", "telephones": "6448-6525",
            "emails": "pagos@ejemplo.com",
            "total": "207",
        ])
        let book = ["item_number": "SKU-2", "description": "Libro", "quantity": "2", "unit_price": "50.00", "tax_rate": "0"]
        let verdict = judge(cells, lines: [Orders.chair, book])
        #expect(verdict.codes == [])
        try expect(
            verdict, numeration: "0000012345", securityCode: "483920175",
            becomes: """
                {"information": {
                    "issueType": "01", "documentType": "01", "numeration": "0000012345", "billingPoint": "001", "securityCode": "483920175",
                    "cafe": { "format": 3, "delivery": 3 }, "nature": "01", "operationType": 1, "destination": 1, "receiverContainer": 1, "saleType": 1,
                    "issueDate": "2026-11-20T21:05:00-05:00", "information": "Order SO-10045"
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
                  "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 207.00 } ] } }
                """)
        #expect(verdict.judged.itbms == Amount(cents: 700))
    }

    @Test func `a credit note with a discount and its invoice`() throws {
        let cells = Orders.taxpayer.with([
            "kind": "credit_note", "issue_date": "2026-11-20T21:06:00", "reference": Self.invoiceCufe,
            "reference_date": "2026-11-18T10:00:00",
        ])
        let verdict = judge(cells, lines: [Orders.chair.with(["discount_rate": "0.125"])])
        #expect(verdict.codes == [])
        guard case .cufe(let cufe, let issueDate) = verdict.judged.reference else {
            Issue.record("the note has no CUFE")
            return
        }
        try expect(
            verdict, numeration: "0000000077", securityCode: "120398476",
            reference: PacPayload.ReferencedInvoice(cufe: cufe, issueDate: issueDate), becomes: Self.note(type: "04"))
    }

    @Test func `a debit note is the same with its own type`() throws {
        let cells = Orders.taxpayer.with([
            "kind": "debit_note", "issue_date": "2026-11-20T21:06:00", "reference": Self.invoiceCufe,
            "reference_date": "2026-11-18T10:00:00",
        ])
        let verdict = judge(cells, lines: [Orders.chair.with(["discount_rate": "0.125"])])
        guard case .cufe(let cufe, let issueDate) = verdict.judged.reference else {
            Issue.record("the note has no CUFE")
            return
        }
        try expect(
            verdict, numeration: "0000000077", securityCode: "120398476",
            reference: PacPayload.ReferencedInvoice(cufe: cufe, issueDate: issueDate), becomes: Self.note(type: "05"))
    }

    @Test func `a sale to the government with CPBS and retention`() throws {
        let cells = Orders.government.with([
            "client_name": "MINISTERIO EJEMPLO", "address": "CALLE 1", "location_code": "8-8-1",
            "issue_date": "2026-11-20T21:05:30",
            "invoice_retention": "true", "codigo_retencion": "2",
        ])
        let line = Orders.paper.with(["item_number": "P-1", "description": "Papel bond"])
        let verdict = judge(cells, lines: [line])
        #expect(verdict.codes == [])
        try expect(
            verdict, numeration: "0000012346", securityCode: "290174635",
            becomes: """
                { "information": {
                    "issueType": "01", "documentType": "01", "numeration": "0000012346", "billingPoint": "001", "securityCode": "290174635",
                    "cafe": { "format": 3, "delivery": 3 }, "nature": "01", "operationType": 1, "destination": 1, "receiverContainer": 1, "saleType": 1,
                    "issueDate": "2026-11-20T21:05:30-05:00" },
                  "receiver": {
                    "type": "03", "ruc": { "type": 2, "ruc": "8-NT-1-12345" }, "name": "MINISTERIO EJEMPLO",
                    "address": "CALLE 1                                                                                             ",
                    "location": { "code": "8-8-1" }, "country": "PA" },
                  "items": [
                    { "number": "0001", "description": "P-1 - Papel bond", "code": "P-1", "unit": "und", "quantity": 1,
                      "prices": { "transfer": 100.00, "discount": 0.00 }, "itbms": { "rate": "01" }, "cpbs": { "code": "1411", "unit": "und" } } ],
                  "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 107.00 } ], "retention": { "code": 2, "amount": 3.50 } } }
                """)
    }

    @Test func `an export invoice`() throws {
        let cells = Orders.foreigner.with([
            "nature": "02", "issue_date": "2026-11-20T21:07:00", "foreign_country": "Estados Unidos",
        ])
        let line = ["item_number": "E-1", "description": "Producto", "quantity": "10", "unit_price": "100.00", "tax_rate": "0"]
        let verdict = judge(cells, lines: [line])
        #expect(verdict.codes == [])
        try expect(
            verdict, numeration: "0000000012", securityCode: "774120938",
            becomes: """
                { "information": {
                    "issueType": "01", "documentType": "03", "numeration": "0000000012", "billingPoint": "001", "securityCode": "774120938",
                    "cafe": { "format": 3, "delivery": 3 }, "nature": "02", "operationType": 1, "destination": 2, "receiverContainer": 1, "saleType": 1,
                    "issueDate": "2026-11-20T21:07:00-05:00" },
                  "receiver": {
                    "type": "04", "name": "INTERNATIONAL COMPANY LLC",
                    "address": "MIAMI, FL                                                                                           ",
                    "country": "US", "foreign": { "number": "US123456789", "country": "Estados Unidos" }, "exportation": { "incoterm": "FOB" } },
                  "items": [
                    { "number": "0001", "description": "E-1 - Producto", "code": "E-1", "unit": "und", "quantity": 10,
                      "prices": { "transfer": 100.00, "discount": 0.00 }, "itbms": { "rate": "00" } } ],
                  "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 1000.00 } ] } }
                """)
    }

    private static let invoiceCufe = "FE0120000155704849-2-2021-3200002026111800000120010010127152039486"

    private static func note(type: String) -> String {
        """
        { "information": {
            "issueType": "01", "documentType": "\(type)", "numeration": "0000000077", "billingPoint": "001", "securityCode": "120398476",
            "cafe": { "format": 3, "delivery": 3 }, "nature": "01", "operationType": 1, "destination": 1, "receiverContainer": 1,
            "issueDate": "2026-11-20T21:06:00-05:00" },
          "receiver": {
            "type": "01", "ruc": { "type": 2, "ruc": "155700001-2-2021" }, "name": "COMERCIAL EJEMPLO S.A.",
            "address": "AVENIDA BALBOA, EDIFICIO 10                                                                         ",
            "location": { "code": "8-8-7" }, "country": "PA" },
          "items": [
            { "number": "0001", "description": "SKU-1 - Silla", "code": "SKU-1", "unit": "und", "quantity": 1,
              "prices": { "transfer": 100.00, "discount": 12.50 }, "itbms": { "rate": "01" } } ],
          "totals": { "paymentTime": 1, "paymentMethods": [ { "type": "01", "amount": 93.63 } ] },
          "referencedDocuments": [
            { "emissionType": "CUFE", "cufeIdentification": "\(invoiceCufe)", "issueDate": "2026-11-18T10:00:00-05:00" } ] }
        """
    }

    private func expect(
        _ verdict: Verdict, numeration: String, securityCode: String, reference: PacPayload.ReferencedInvoice? = nil,
        becomes example: String
    ) throws {
        let bytes = try #require(
            PacPayload.complete(
                verdict.judged.payload.bytes.bytes, numeration: numeration, securityCode: securityCode, reference: reference))
        #expect(String(decoding: bytes, as: UTF8.self) == compact(example))
    }
}

/// A JSON text without the white space outside of its strings.
func compact(_ json: String) -> String {
    var text = ""
    var isInString = false
    for character in json.unicodeScalars {
        if character == "\"" { isInString.toggle() }
        if isInString || !character.properties.isWhitespace { text.unicodeScalars.append(character) }
    }
    return text
}
