import Fiscal
import RfeFixtures
import Testing
import XMLSignature

/// A document with one thing changed, and what must be told of it.
struct Alteration: Sendable, CustomTestStringConvertible {
    let name: String
    let codes: Set<String>
    let text: @Sendable () -> String

    var testDescription: String { name }

    /// Changed before it was signed: the signature is true.
    static func signed(_ name: String, _ codes: Set<String>, _ old: String, _ new: String) -> Alteration {
        Alteration(name: name, codes: codes) { RfeFixture.invoice.replacing(old, with: new).text() }
    }

    /// Changed after it was signed.
    static func after(_ name: String, _ codes: Set<String>, _ old: String, _ new: String) -> Alteration {
        Alteration(name: name, codes: codes) {
            let text = RfeFixture.invoice.text()
            precondition(text.contains(old), "the fixture holds \(old)")
            return text.replacing(old, with: new)
        }
    }

    /// In a container with something about it changed.
    static func container(_ name: String, _ codes: Set<String>, _ change: @escaping @Sendable (inout ContainerFixture) -> Void)
        -> Alteration
    {
        Alteration(name: name, codes: codes) {
            var container = ContainerFixture()
            change(&container)
            return container.text(around: RfeFixture.invoice.text(), of: .invoice)
        }
    }

    static let all = afterSigning + signatures + fields + conditions + arithmetic + cufes + containers + files

    private static let afterSigning: [Alteration] = [
        .after("a description", ["PB-IMP-63"], "Licuadora", "Licuadura"),
        .after("a digit of the quantity", ["PB-IMP-63", "PB-IMP-41"], "<dCantCodInt>4<", "<dCantCodInt>5<"),
        .after("a space", ["PB-IMP-63"], "Calle 50, local 3", "Calle 50,  local 3"),
        .after("pretty-printed", ["PB-IMP-63"], "<gDGen>", "\n  <gDGen>"),
        .after("a comment", [], "<gDGen>", "<!-- nota --><gDGen>"),
        .after("an element added", ["PB-IMP-63"], "</gDGen>", "<dNuevo>1</dNuevo></gDGen>"),
        .after("an element removed", ["PB-IMP-63"], "<dTfnRec>999-0001</dTfnRec>", ""),
        .after("an entity for a letter", [], "Licuadora", "&#76;icuadora"),
        .after("an attribute", ["PB-IMP-63"], "<gDGen>", "<gDGen x=\"1\">"),
        .after("the CUFE in the QR", ["PB-IMP-81"], "chFE=FE01", "chFE=FE02"),
        .after("the environment in the QR", ["PB-IMP-83"], "&amp;iAmb=2", "&amp;iAmb=1"),
        Alteration(name: "the digest in the QR", codes: ["PB-IMP-82"]) {
            (try? RfeFixture.invoice.signed(by: Keys.signer ?? SigningKey(throwAway: ThrowAwayKeys.signer)) { fixture, _ in
                RfeFixture.qr(fixture, String(repeating: "B", count: 43) + "=")
            }) ?? ""
        },
        Alteration(name: "no QR", codes: ["PB-IMP-01"]) {
            let text = RfeFixture.invoice.text()
            guard let start = text.firstRange(of: "<gNoFirm>"), let end = text.firstRange(of: "</gNoFirm>") else { return "" }
            return String(text[..<start.lowerBound] + text[end.upperBound...])
        },
        .after("a signature's own words", ["PB-IMP-64"], "<SignatureValue>", "<SignatureValue>AAAA"),
    ]

    private static let signatures: [Alteration] = [
        Alteration(name: "not signed", codes: ["PB-IMP-61", "PB-IMP-82"]) { RfeFixture.invoice.unsigned },
        Alteration(name: "without a certificate", codes: ["PB-IMP-62", "PB-IMP-97"]) {
            RfeFixture.invoice.text(form: SignatureForm(holdsCertificate: false))
        },
        Alteration(name: "an expired certificate", codes: ["PB-IMP-71"]) { RfeFixture.invoice.text(by: Keys.expired) },
        Alteration(name: "another's certificate", codes: ["PB-IMP-64"]) {
            let (one, other) = (
                certificate(in: RfeFixture.invoice.text()), certificate(in: RfeFixture.invoice.text(by: Keys.other))
            )
            return RfeFixture.invoice.text().replacing(one, with: other)
        },
        Alteration(name: "one byte of the stated digest", codes: ["PB-IMP-63", "PB-IMP-64", "PB-IMP-82"]) {
            changed(in: RfeFixture.invoice.text(), behind: "<DigestValue>")
        },
        Alteration(name: "one byte of the value", codes: ["PB-IMP-64"]) {
            changed(in: RfeFixture.invoice.text(), behind: "<SignatureValue>")
        },
        Alteration(name: "one byte of the certificate", codes: ["PB-IMP-70"]) {
            let text = RfeFixture.invoice.text()
            return text.replacing(certificate(in: text), with: "AAAA" + certificate(in: text).dropFirst(4))
        },
        .after(
            "SHA-1 for the digest", ["PB-IMP-65", "PB-IMP-64"], "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2000/09/xmldsig#sha1"),
        .after("a reference to a part", ["PB-IMP-67", "PB-IMP-64"], "<Reference URI=\"\">", "<Reference URI=\"#x\">"),
        .after("a stated digest that isn't base64", ["PB-IMP-64", "PB-IMP-68"], "<DigestValue>", "<DigestValue>A"),
        .after("not base64", ["PB-IMP-68"], "<SignatureValue>", "<SignatureValue>*"),
        Alteration(name: "two signatures", codes: ["PB-IMP-69", "PB-IMP-66", "PB-IMP-68", "PB-IMP-02"]) {
            let text = RfeFixture.invoice.text()
            guard let start = text.firstRange(of: "<Signature "), let end = text.firstRange(of: "</Signature>") else { return "" }
            let signature = text[start.lowerBound..<end.upperBound]
            return String(text[..<end.upperBound] + signature + text[end.upperBound...])
        },
    ]

    /// The text with one letter of base64 changed, some way behind a tag.
    private static func changed(in text: String, behind tag: String) -> String {
        guard let start = text.firstRange(of: tag)?.upperBound else { return "" }
        let place = text.index(start, offsetBy: 20)
        return String(text[..<place]) + (text[place] == "A" ? "B" : "A") + text[text.index(after: place)...]
    }

    private static func certificate(in text: String) -> String {
        guard let start = text.firstRange(of: "<X509Certificate>"), let end = text.firstRange(of: "</X509Certificate>") else {
            return ""
        }
        return String(text[start.upperBound..<end.lowerBound])
    }

    private static let fields: [Alteration] = [
        .signed("an unknown element", [], "<iProGen>", "<dNuevo>1</dNuevo><iProGen>"),
        .signed(
            "elements in another order", ["PB-IMP-03"], "<iFormCAFE>1</iFormCAFE><iEntCAFE>1</iEntCAFE>",
            "<iEntCAFE>1</iEntCAFE><iFormCAFE>1</iFormCAFE>"),
        .signed("an element missing", ["PB-IMP-01"], "<iNatOp>01</iNatOp>", ""),
        .signed("an element twice", ["PB-IMP-02"], "<iNatOp>01</iNatOp>", "<iNatOp>01</iNatOp><iNatOp>01</iNatOp>"),
        .signed("a code that isn't one", ["PB-IMP-07"], "<iNatOp>01<", "<iNatOp>99<"),
        .signed(
            "a unit that isn't in the list", ["PB-IMP-08"], "<cUnidad>und</cUnidad><dCantCodInt>4",
            "<cUnidad>UND</cUnidad><dCantCodInt>4"),
        .signed("a price with seven decimals", ["PB-IMP-05"], "<dPrUnit>3.25<", "<dPrUnit>3.2500000<"),
        .signed("a negative amount", ["PB-IMP-05", "PB-IMP-49"], "<dVuelto>0.11<", "<dVuelto>-0.11<"),
        .signed("a comma", ["PB-IMP-05"], "<dTotNeto>112.90<", "<dTotNeto>112,90<"),
        .signed(
            "a date without its offset", ["PB-IMP-05"], "<dFechaEm>2026-01-16T10:05:00-05:00<", "<dFechaEm>2026-01-16T10:05:00<"),
        .signed("a day that doesn't exist", ["PB-IMP-05"], "<dFechaEm>2026-01-16T", "<dFechaEm>2026-02-30T"),
        .signed("a name of one letter", ["PB-IMP-06"], "Ferretería La Ñata, S.A.", "F"),
        .signed("coordinates of the east", ["PB-IMP-05"], "+8.9920,-79.5178", "+8.9920,+79.5178"),
        .signed("a malformed e-mail", ["PB-IMP-05"], "compras@correo.example", "compras.correo.example"),
        .signed("a phone with letters", ["PB-IMP-05"], "999-0001", "999-ABCD"),
        .signed("the receiver's DV", ["PB-RUC-13"], "<dDV>\(RfeFixture.receiverDV)</dDV></gRucRec>", "<dDV>01</dDV></gRucRec>"),
        .signed("the receiver's RUC without hyphens", ["PB-RUC-06"], "155731204-2-2022", "15573120422022"),
        .signed("a RUC of two parts", ["PB-IMP-10"], "155731204-2-2022", "155731204-2022"),
        .signed("an issue date ahead", ["PB-IMP-33", "PB-IMP-09"], "<dFechaEm>2026-01-16T", "<dFechaEm>2030-01-16T"),
        .signed(
            "somebody else's document", ["PB-IMP-95", "PB-RUC-13", "PB-CUFE-03", "PB-IMP-81"], "155704849-2-2021",
            "155704849-2-2020"),
    ]

    private static let conditions: [Alteration] = [
        .signed(
            "a contributor without a RUC", ["PB-IMP-21"],
            "<gRucRec><dTipoRuc>2</dTipoRuc><dRuc>155731204-2-2022</dRuc><dDV>\(RfeFixture.receiverDV)</dDV></gRucRec>", ""),
        .signed("a contributor without an address", ["PB-IMP-35"], "<dDirecRec>Calle 50, local 3</dDirecRec>", ""),
        .signed("a juridical final consumer", ["PB-IMP-25"], "<iTipoRec>01<", "<iTipoRec>02<"),
        .signed("a foreigner with a RUC", ["PB-IMP-21", "PB-IMP-22"], "<iTipoRec>01<", "<iTipoRec>04<"),
        .signed("a State body without CPBS", ["PB-IMP-21"], "<iTipoRec>01<", "<iTipoRec>03<"),
        .signed("a country abroad", ["PB-IMP-27"], "<cPaisRec>PA<", "<cPaisRec>CR<"),
        .signed("a destination abroad", ["PB-IMP-27", "PB-IMP-28", "PB-IMP-21"], "<iDest>1<", "<iDest>2<"),
        .signed("export data at home", ["PB-IMP-22"], "</gDatRec>", "</gDatRec><gFExp><cCondEntr>FOB</cCondEntr></gFExp>"),
        .signed(
            "contingency data without contingency", ["PB-IMP-22"], "<iDoc>",
            "<dMotCont>Falla del enlace de datos</dMotCont><iDoc>"),
        .signed("a term without instalments", ["PB-IMP-32"], "<iPzPag>1<", "<iPzPag>2<"),
        .signed("another payment without its name", ["PB-IMP-21"], "<iFormaPago>02<", "<iFormaPago>99<"),
        .signed(
            "a family of another segment", ["PB-IMP-34"], "<cUnidad>und</cUnidad><dCantCodInt>4</dCantCodInt>",
            "<cUnidad>und</cUnidad><dCantCodInt>4</dCantCodInt><dCodCPBSabr>10</dCodCPBSabr><dCodCPBScmp>5011</dCodCPBScmp>"),
        .signed("posterior emission", ["PB-IMP-24", "PB-IMP-09"], "<iTpEmis>01<", "<iTpEmis>03<"),
        Alteration(name: "a credit note without a reference", codes: ["PB-IMP-21"]) {
            RfeFixture(documentType: .creditNote, number: "0000000012").text()
        },
        Alteration(name: "a credit note on a credit note", codes: ["PB-IMP-29"]) {
            note(on: RfeFixture(documentType: .creditNote, number: "0000000013").cufe)
        },
        Alteration(name: "a credit note on a CUFE with a changed digit", codes: ["PB-IMP-11"]) {
            note(on: String(RfeFixture.invoice.cufe.dropLast(1)) + (RfeFixture.invoice.cufe.hasSuffix("1") ? "2" : "1"))
        },
        Alteration(name: "a credit note on one invoice twice", codes: ["PB-IMP-30"]) {
            note(on: RfeFixture.invoice.cufe, times: 2)
        },
        Alteration(name: "a generic note by CUFE", codes: ["PB-IMP-22"]) {
            note(on: RfeFixture.invoice.cufe, type: .genericCreditNote)
        },
        Alteration(name: "an export to a contributor", codes: ["PB-IMP-26", "PB-IMP-28"]) {
            RfeFixture(documentType: .exportInvoice, number: "0000000014").text()
        },
    ]

    static func note(on cufe: String, type: DocumentType = .creditNote, times: Int = 1) -> String {
        let reference = """
            <gDFRef><gRucEmDFRef><dTipoRuc>2</dTipoRuc><dRuc>155704849-2-2021</dRuc><dDV>32</dDV></gRucEmDFRef>\
            <dNombEmRef>Acme de Ensayo, S.A.</dNombEmRef><dFechaDFRef>2026-01-16T10:05:00-05:00</dFechaDFRef>\
            <gDFRefNum><gDFRefFE><dCUFERef>\(cufe)</dCUFERef></gDFRefFE></gDFRefNum></gDFRef>
            """
        return RfeFixture(documentType: type, number: "0000000015", reference: String(repeating: reference, count: times)).text()
    }

    private static let arithmetic: [Alteration] = [
        .signed(
            "the total off by 0.01", [], "<dVTot>119.89</dVTot><dTotRec>120.00</dTotRec><dVuelto>0.11<",
            "<dVTot>119.90</dVTot><dTotRec>120.00</dTotRec><dVuelto>0.10<"),
        .signed(
            "the total off by 0.02", ["PB-IMP-47"], "<dVTot>119.89</dVTot><dTotRec>120.00</dTotRec><dVuelto>0.11<",
            "<dVTot>119.91</dVTot><dTotRec>120.00</dTotRec><dVuelto>0.09<"),
        .signed("a line's net off by 0.02", ["PB-IMP-41", "PB-IMP-43", "PB-IMP-45"], "<dPrItem>13.00<", "<dPrItem>13.02<"),
        .signed("a line's tax off by 0.02", ["PB-IMP-42", "PB-IMP-43", "PB-IMP-45"], "<dValITBMS>6.99<", "<dValITBMS>7.01<"),
        .signed("a line's total off by 0.02", ["PB-IMP-43", "PB-IMP-45"], "<dValTotItem>106.89<", "<dValTotItem>106.91<"),
        .signed("an unknown rate", ["PB-IMP-07"], "<dTasaITBMS>01<", "<dTasaITBMS>04<"),
        .signed("another rate", ["PB-IMP-42"], "<dTasaITBMS>01<", "<dTasaITBMS>02<"),
        .signed("a discount above the price", ["PB-IMP-44"], "<dPrUnitDesc>1.5000<", "<dPrUnitDesc>52.0000<"),
        .signed("the net total", ["PB-IMP-45"], "<dTotNeto>112.90<", "<dTotNeto>113.90<"),
        .signed("the tax total", ["PB-IMP-45", "PB-IMP-46"], "<dTotITBMS>6.99<", "<dTotITBMS>7.99<"),
        .signed("the taxable base for the taxes", ["PB-IMP-46"], "<dTotGravado>6.99<", "<dTotGravado>99.90<"),
        .signed("the payments", ["PB-IMP-48"], "<dVlrCuota>120.00<", "<dVlrCuota>119.00<"),
        .signed("the change", ["PB-IMP-49"], "<dVuelto>0.11<", "<dVuelto>1.11<"),
        .signed("no change told", ["PB-IMP-49"], "<dVuelto>0.11</dVuelto>", ""),
        .signed("the number of lines", ["PB-IMP-50"], "<dNroItems>2<", "<dNroItems>3<"),
        .signed("a line number twice", ["PB-IMP-51"], "<dSecItem>2<", "<dSecItem>1<"),
        .signed(
            "a retention that isn't the code's", ["PB-IMP-52"], "</gTot>",
            "<gRetenc><cCodRetenc>4</cCodRetenc><cValRetenc>6.99</cValRetenc></gRetenc></gTot>"),
        .signed(
            "a retention", [], "</gTot>", "<gRetenc><cCodRetenc>4</cCodRetenc><cValRetenc>3.50</cValRetenc></gRetenc></gTot>"),
        .signed(
            "a tax without its total", ["PB-IMP-43", "PB-IMP-21"], "</gITBMSItem></gItem><gTot>",
            "</gITBMSItem><gOTIItem><dCodOTI>01</dCodOTI><dValOTI>1.00</dValOTI></gOTIItem></gItem><gTot>"),
    ]

    private static let cufes: [Alteration] = [
        Alteration(name: "a digit of the CUFE", codes: ["PB-CUFE-03", "PB-IMP-81"]) {
            RfeFixture.invoice.replacing(
                "<dId>\(RfeFixture.invoice.cufe)",
                with: "<dId>\(RfeFixture.invoice.cufe.dropLast())\(RfeFixture.invoice.cufe.hasSuffix("1") ? "2" : "1")"
            ).text()
        },
        Alteration(name: "a CUFE that is too short", codes: ["PB-CUFE-01", "PB-IMP-05", "PB-IMP-81"]) {
            RfeFixture.invoice.replacing("<dId>FE", with: "<dId>E").text()
        },
        cufe("type", 3, "2"), cufe("RUC", 24, "2"), cufe("DV", 27, "3"), cufe("branch", 31, "1"), cufe("day", 39, "7"),
        cufe("number", 49, "9"), cufe("point", 52, "1"), cufe("emission", 54, "2"), cufe("environment", 55, "1"),
        cufe("security code", 64, "2"),
    ]

    private static func cufe(_ part: String, _ place: Int, _ digit: Character) -> Alteration {
        Alteration(name: "the CUFE's \(part)", codes: ["PB-IMP-09"]) { RfeFixture.invoice.withCufe { $0[place] = digit }.text() }
    }

    private static let containers: [Alteration] = [
        .container("nothing", []) { _ in },
        .container("a void event", ["PB-IMP-94"]) { $0.voided = RfeFixture.invoice.cufe },
        .container("no 0260, a refusal", ["PB-IMP-89"]) { $0.codes = ["1602"] },
        .container("no 0260, an unknown code", ["PB-IMP-90"]) { $0.codes = ["9999"] },
        .container("no codes", ["PB-IMP-90"]) { $0.codes = [] },
        .container("a notice beside 0260", ["PB-IMP-92"]) { $0.codes = ["0260", "1607"] },
        .container("an unknown code beside 0260", ["PB-IMP-93"]) { $0.codes = ["0260", "9999"] },
        .container("a refusal beside 0260", ["PB-IMP-91"]) { $0.codes = ["0260", "2507"] },
        .container("the protocol's digest", ["PB-IMP-87"]) { $0.digest = String(repeating: "C", count: 43) + "=" },
        .container("the protocol's CUFE", ["PB-IMP-86"]) {
            $0.cufe = RfeFixture(documentType: .internalInvoice, number: "0000000999").cufe
        },
        .container("the protocol's environment", ["PB-IMP-88"]) { $0.environment = "1" },
        Alteration(name: "two documents in one container", codes: ["PB-XML-09"]) {
            let second = RfeFixture(documentType: .internalInvoice, number: "0000000779")
            let container = ContainerFixture()
            let inside = "<xFe>\(second.text())</xFe>" + container.inside(RfeFixture.invoice.text(), of: .invoice)
            return "<rContFe><dVerForm>1.00</dVerForm>\(inside)</rContFe>"
        },
    ]

    private static let files: [Alteration] = [
        Alteration(name: "a byte order mark", codes: []) { "\u{FEFF}" + RfeFixture.invoice.text() },
        Alteration(name: "lines ended the Windows way", codes: []) {
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n" + RfeFixture.invoice.text() + "\r\n"
        },
        Alteration(name: "cut in the middle", codes: ["PB-XML-02"]) { String(RfeFixture.invoice.text().prefix(3000)) },
        Alteration(name: "a tag that isn't closed", codes: ["PB-XML-01"]) {
            RfeFixture.invoice.text().replacing("</gDGen>", with: "")
        },
        Alteration(name: "a DOCTYPE", codes: ["PB-XML-03"]) { "<!DOCTYPE rFE>" + RfeFixture.invoice.text() },
        Alteration(name: "another encoding", codes: ["PB-XML-04"]) {
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + RfeFixture.invoice.text()
        },
        Alteration(name: "something behind the root", codes: ["PB-XML-01"]) { RfeFixture.invoice.text() + "<x/>" },
        Alteration(name: "no document", codes: ["PB-XML-08"]) { "<factura><total>1</total></factura>" },
        Alteration(name: "an undeclared prefix", codes: ["PB-XML-07"]) {
            "<x:rContFe>" + RfeFixture.invoice.text() + "</x:rContFe>"
        },
    ]
}
