public import Fiscal
public import XMLSignature

/// A signed rFE with invented names, to be altered: before it's signed (then the signature is true) or afterwards (then it
/// isn't).
public struct RfeFixture: Sendable {
    /// The rFE without `Signature` and `gNoFirm`, as text.
    public var body: String
    /// Its CUFE.
    public var cufe: String

    /// An internal invoice of two lines for 119.89 to a taxpayer.
    public static let invoice = RfeFixture(documentType: .internalInvoice, number: "0000000778")

    /// The same, issued by the other taxpayer to the usual issuer.
    public static let received = {
        let issuer = IssuerIdentity(ruc: "155731204-2-2022", rucType: .juridical, dv: receiverDV)
        var fixture = RfeFixture(documentType: .internalInvoice, number: "0000000778", issuer: issuer)
        let ours = "<dRuc>155704849-2-2021</dRuc><dDV>32</dDV>"
        let theirs = "<dRuc>155731204-2-2022</dRuc><dDV>\(receiverDV)</dDV>"
        fixture = fixture.replacing(ours, with: "{}").replacing(theirs, with: ours).replacing("{}", with: theirs)
        return fixture
    }()

    /// Makes a document; the parts of the CUFE are in its fields as well.
    public init(
        documentType: DocumentType, number: String, securityCode: String = "515202301", reference: String = "",
        issuer: IssuerIdentity = IssuerIdentity(ruc: "155704849-2-2021", rucType: .juridical, dv: "32")
    ) {
        let date = FiscalTime(text: "2026-01-16T10:05:00-05:00") ?? FiscalTime(epochSeconds: 0)
        cufe =
            Cufe.build(
                documentType: documentType, issuer: issuer, issueDate: date, numeration: number, billingPoint: "900",
                branch: "0000",
                issueType: "01", environment: .sandbox, securityCode: securityCode
            ).text
        let header = Self.header(cufe: cufe, documentType: documentType, number: number, securityCode: securityCode)
        body = header + Self.parties + reference + "</gDGen>" + Self.lines + Self.totals + "</rFE>"
    }

    /// The document with every occurrence of a text replaced; at least one there must be.
    public func replacing(_ old: String, with new: String) -> RfeFixture {
        precondition(body.contains(old), "the fixture holds \(old)")
        var copy = self
        copy.body = body.replacing(old, with: new)
        return copy
    }

    // MARK: Text

    private static func header(cufe: String, documentType: DocumentType, number: String, securityCode: String) -> String {
        """
        <rFE xmlns="http://dgi-fep.mef.gob.pa"><dVerForm>1.00</dVerForm><dId>\(cufe)</dId><gDGen><iAmb>2</iAmb><iTpEmis>01</iTpEmis>\
        <iDoc>\(documentType.rawValue)</iDoc><dNroDF>\(number)</dNroDF><dPtoFacDF>900</dPtoFacDF><dSeg>\(securityCode)</dSeg>\
        <dFechaEm>2026-01-16T10:05:00-05:00</dFechaEm><iNatOp>01</iNatOp><iTipoOp>1</iTipoOp><iDest>1</iDest><iFormCAFE>1</iFormCAFE>\
        <iEntCAFE>1</iEntCAFE><dEnvFE>1</dEnvFE><iProGen>2</iProGen>
        """
    }

    private static let parties = """
        <gEmis><gRucEmi><dTipoRuc>2</dTipoRuc><dRuc>155704849-2-2021</dRuc><dDV>32</dDV></gRucEmi>\
        <dNombEm>FE generada en ambiente de pruebas - sin valor comercial ni fiscal</dNombEm><dSucEm>0000</dSucEm>\
        <dCoordEm>+8.9920,-79.5178</dCoordEm><dDirecEm>Vía España, edificio Ensayo</dDirecEm>\
        <gUbiEm><dCodUbi>8-8-7</dCodUbi><dCorreg>BELLA VISTA</dCorreg><dDistr>PANAMA</dDistr><dProv>PANAMA</dProv></gUbiEm>\
        <dTfnEm>999-0000</dTfnEm></gEmis>\
        <gDatRec><iTipoRec>01</iTipoRec><gRucRec><dTipoRuc>2</dTipoRuc><dRuc>155731204-2-2022</dRuc><dDV>\(receiverDV)</dDV></gRucRec>\
        <dNombRec>Ferretería La Ñata, S.A.</dNombRec><dDirecRec>Calle 50, local 3</dDirecRec>\
        <gUbiRec><dCodUbi>8-8-1</dCodUbi><dCorreg>SAN FELIPE</dCorreg><dDistr>PANAMA</dDistr><dProv>PANAMA</dProv></gUbiRec>\
        <dTfnRec>999-0001</dTfnRec><dCorElectRec>compras@correo.example</dCorElectRec><cPaisRec>PA</cPaisRec></gDatRec>
        """

    /// Check digits of the receiver's RUC.
    public static let receiverDV = (try? Ruc(text: "155731204-2-2022", type: .juridical).checkDigitsText) ?? ""

    private static let lines = """
        <gItem><dSecItem>1</dSecItem><dDescProd>Licuadora &amp; vaso, 10 velocidades</dDescProd><dCodProd>5120</dCodProd>\
        <cUnidad>und</cUnidad><dCantCodInt>2</dCantCodInt><gPrecios><dPrUnit>51.45</dPrUnit><dPrUnitDesc>1.5000</dPrUnitDesc>\
        <dPrItem>99.90</dPrItem><dValTotItem>106.89</dValTotItem></gPrecios><gITBMSItem><dTasaITBMS>01</dTasaITBMS>\
        <dValITBMS>6.99</dValITBMS></gITBMSItem></gItem>\
        <gItem><dSecItem>2</dSecItem><dDescProd>Arroz de primera 5 lb</dDescProd><dCodProd>1001</dCodProd><cUnidad>und</cUnidad>\
        <dCantCodInt>4</dCantCodInt><gPrecios><dPrUnit>3.25</dPrUnit><dPrItem>13.00</dPrItem><dValTotItem>13.00</dValTotItem></gPrecios>\
        <gITBMSItem><dTasaITBMS>00</dTasaITBMS><dValITBMS>0.00</dValITBMS></gITBMSItem></gItem>
        """

    private static let totals = """
        <gTot><dTotNeto>112.90</dTotNeto><dTotITBMS>6.99</dTotITBMS><dTotGravado>6.99</dTotGravado><dVTot>119.89</dVTot>\
        <dTotRec>120.00</dTotRec><dVuelto>0.11</dVuelto><iPzPag>1</iPzPag><dNroItems>2</dNroItems><dVTotItems>119.89</dVTotItems>\
        <gFormaPago><iFormaPago>02</iFormaPago><dVlrCuota>120.00</dVlrCuota></gFormaPago></gTot>
        """
}

// MARK: - Signing

extension RfeFixture {
    /// The rFE with its signature and its QR address, which carries the true digest.
    public func signed(
        by key: SigningKey, form: SignatureForm = SignatureForm(), qr: (RfeFixture, String) -> String = RfeFixture.qr
    ) throws -> String {
        let signed = String(decoding: try key.signed(Array(body.utf8), form: form), as: UTF8.self)
        return withQR(signed, qr(self, Self.digest(in: signed)))
    }

    /// The rFE without a signature, and with a QR address.
    public var unsigned: String { withQR(body, Self.qr(self, String(repeating: "A", count: 43) + "=")) }

    private func withQR(_ text: String, _ address: String) -> String {
        let end = text.ranges(of: "</rFE>").last?.lowerBound ?? text.endIndex
        let escaped = address.replacing("&", with: "&amp;")
        return text[..<end] + "<gNoFirm><dQRCode>\(escaped)</dQRCode></gNoFirm>" + text[end...]
    }

    /// The first `DigestValue` of a text.
    public static func digest(in text: String) -> String {
        guard let start = text.firstRange(of: "<DigestValue>"), let end = text.firstRange(of: "</DigestValue>") else { return "" }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The address that the QR holds (dgi.md 2.3); its JWT is of the right size and worthless.
    public static func qr(_ fixture: RfeFixture, _ digest: String) -> String {
        "https://dgi-fep-test.mef.gob.pa:40001/Consultas/FacturasPorQR?chFE=\(fixture.cufe)&iAmb=2&digestValue=\(digest)&jwt="
            + String(repeating: "x", count: 200)
    }
}
