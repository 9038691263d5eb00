// Examples of cells, headers, receivers and RUCs. Names and numbers are invented.
extension FaultCode {
    private static let taxpayer: KeyValuePairs = [
        "receptor_type": "CONTRIBUYENTE", "client_ruc": "155700001-2-2021", "client_name": "COMERCIAL EJEMPLO S.A.",
    ]
    private static let foreigner: KeyValuePairs = [
        "receptor_type": "EXTRANJERO", "client_name": "EXAMPLE TRADING LLC", "foreign_id": "US123456789", "document_type": "03",
        "country": "US", "incoterm": "FOB",
    ]

    static let cellExamples: [FaultCode: FaultExample] = [
        .numberMalformed: FaultExample("quantity", "dos", right: "2"),
        .numberAmbiguous: FaultExample("unit_price", "1.234", right: "1234,00", beside: ["quantity": "1,5", "total": ""]),
        .spreadsheetExponent: FaultExample("client_ruc", "8,73E+05", right: "8-442-445"),
    ]

    static let documentExamples: [FaultCode: FaultExample] = [
        .companyUnknown: FaultExample("company", "acmee", right: "acme"),
        .kindUnknown: FaultExample("kind", "factura", right: "invoice"),
        .modeUnknown: FaultExample("mode", "PROFORMA", right: "PROFORM"),
        .importModeInOrder: FaultExample("mode", "DGI_IMPORT", right: "DGI"),
        .documentTypeUnknown: FaultExample("document_type", "11", right: "01"),
        .documentTypeOfOtherKind: FaultExample("document_type", "04", right: "01"),
        .dateMalformed: FaultExample("issue_date", "30/02/2026", right: "20/11/2026"),
        .issueDateOld: FaultExample("issue_date", "20/01/2026", right: "20/11/2026"),
        .issueDateAhead: FaultExample("issue_date", "22/11/2026", right: "20/11/2026"),
        .issueDateTooFarAhead: FaultExample("issue_date", "20/12/2026", right: "20/11/2026"),
        .officeUnmapped: FaultExample("office_id", "centre", right: "centro"),
        .natureUnknown: FaultExample("nature", "15", right: "11"),
        .destinationUnknown: FaultExample("destination", "PANAMA", right: "1"),
        .exportInvoiceWithinPanama: FaultExample(
            "destination", "1", right: "2",
            beside: [
                "receptor_type": "EXTRANJERO", "client_name": "EXAMPLE TRADING LLC", "foreign_id": "US123456789",
                "document_type": "03", "country": "US", "incoterm": "FOB",
            ]),
        .internalInvoiceAbroad: FaultExample(
            "document_type", "01", right: "03",
            beside: [
                "receptor_type": "EXTRANJERO", "client_name": "EXAMPLE TRADING LLC", "foreign_id": "US123456789", "country": "US",
                "incoterm": "FOB",
            ]),
        .exportInvoiceNeedsForeigner: FaultExample(
            "receptor_type", "CONSUMIDOR_FINAL", right: "EXTRANJERO",
            beside: [
                "client_name": "EXAMPLE TRADING LLC", "foreign_id": "US123456789", "document_type": "03", "destination": "2",
                "country": "US", "incoterm": "FOB",
            ]),
        .foreignOperationNeedsForeigner: FaultExample(
            "receptor_type", "CONSUMIDOR_FINAL", right: "EXTRANJERO",
            beside: [
                "client_name": "EXAMPLE TRADING LLC", "foreign_id": "US123456789", "document_type": "10", "destination": "1",
                "country": "PA",
            ]),
        .incotermMissing: FaultExample("incoterm", "", right: "FOB", beside: foreigner),
        .incotermWithinPanama: FaultExample("incoterm", "FOB", right: ""),
        .incotermUnknown: FaultExample("incoterm", "FOX", right: "FOB", beside: foreigner),
    ]

    static let receiverExamples: [FaultCode: FaultExample] = [
        .receptorTypeUnknown: FaultExample("receptor_type", "CONSUMIDOR", right: "CONSUMIDOR_FINAL"),
        .rucMissing: FaultExample("client_ruc", "", right: "155700001-2-2021", beside: taxpayer),
        .rucTypeUnknown: FaultExample("client_ruc_type", "3", right: "2", beside: taxpayer),
        .rucLeftOut: FaultExample("client_ruc", "8-NT-1-24", right: "8-442-445", beside: ["client_ruc_type": "1"]),
        .juridicalFinalConsumer: FaultExample(
            "receptor_type", "CONSUMIDOR_FINAL", right: "CONTRIBUYENTE",
            beside: ["client_ruc": "155700001-2-2021", "client_name": "COMERCIAL EJEMPLO S.A."]),
        .foreignIDMissing: FaultExample("foreign_id", "", right: "US123456789", beside: foreigner),
        .countryNotPanama: FaultExample("country", "CR", right: "PA"),
        .countryPanamaAbroad: FaultExample("country", "PA", right: "US", beside: foreigner),
        .countryUnknown: FaultExample("country", "XX", right: "US", beside: foreigner),
        .nameMissing: FaultExample("client_name", "", right: "COMERCIAL EJEMPLO S.A.", beside: taxpayer),
        .nameLength: FaultExample("client_name", "X", right: "Ana Pérez"),
        .addressDefault: FaultExample("address", "", right: "Calle 50, Edificio 10"),
        .countryDefault: FaultExample("country", "", right: "PA"),
        .locationDefault: FaultExample("location_code", "", right: "8-8-7"),
        .locationUnknown: FaultExample("location_code", "8-8-99", right: "8-8-7"),
        .emailMalformed: FaultExample("emails", "ana@correo", right: "ana@correo.example"),
        .emailsTooMany: FaultExample(
            "emails", "a@correo.example;b@correo.example;c@correo.example;d@correo.example",
            right: "a@correo.example;b@correo.example;c@correo.example"),
        .telephoneMalformed: FaultExample("telephones", "+507 6448-6525", right: "6448-6525"),
        .telephonesTooMany: FaultExample(
            "telephones", "224-1234;224-1235;224-1236;6448-6525", right: "224-1234;224-1235;6448-6525"),
        .foreignCountryLength: FaultExample("foreign_country", "U", right: "Estados Unidos", beside: foreigner),
    ]

    static let rucExamples: [FaultCode: FaultExample] = [
        .rucForm: FaultExample("client_ruc", "8-X-1", right: "8-442-445", beside: taxpayer),
        .rucWithCheckDigits: FaultExample("client_ruc", "8-496-731 DV 84", right: "8-496-731", beside: taxpayer),
        .rucMisspelled: FaultExample("client_ruc", "8NT-1-14694", right: "8-NT-1-14694", beside: taxpayer),
        .rucTwoParts: FaultExample("client_ruc", "8-442", right: "8-442-445", beside: taxpayer),
        .rucNoHyphens: FaultExample("client_ruc", "1557000012021", right: "155700001-2-2021", beside: taxpayer),
        .rucTooLong: FaultExample(
            "client_ruc", "COMERCIAL EJEMPLO 155700001-2-2021", right: "155700001-2-2021", beside: taxpayer),
        .rucPartTooLong: FaultExample("client_ruc", "8-44244-5", right: "8-442-445", beside: taxpayer),
        .rucProvince: FaultExample("client_ruc", "14-NT-1-24", right: "8-NT-1-24", beside: taxpayer),
        .rucNotOfType: FaultExample(
            "client_ruc_type", "2", right: "1",
            beside: ["receptor_type": "CONTRIBUYENTE", "client_ruc": "E-8-127702", "client_name": "Ana Pérez"]),
        .rucCheckDigitsOneDigit: FaultExample("client_dv", "8", right: "08", beside: ["client_ruc": "8-442-445"]),
        .rucCheckDigitsForm: FaultExample("client_dv", "DV 08", right: "08", beside: ["client_ruc": "8-442-445"]),
        .rucCheckDigitsDisagree: FaultExample("client_dv", "09", right: "08", beside: ["client_ruc": "8-442-445"]),
    ]
}
