import Digest
import Fiscal
import JSONText

/// The rFE of a document (dgi.md 1.1, 1.2), made from its payload.
struct RfeXML {
    static let namespace = "xmlns=\"http://dgi-fep.mef.gob.pa\""
    /// The name every issuer has in the test environment (dgi.md 4).
    static let testName = "FE generada en ambiente de pruebas - sin valor comercial ni fiscal"

    let payload: CheckedPayload
    let company: SandboxCompany
    let environment: Character
    let cufe: String

    /// What is signed: the rFE without `Signature` and `gNoFirm`, in canonical form (dgi.md 7).
    var unsigned: [UInt8] {
        var xml = XMLWriter()
        xml.element("rFE", attributes: Self.namespace) { writeContent(&$0) }
        return xml.bytes
    }

    /// The digest of what is signed, in base64.
    static func digest(of unsigned: [UInt8]) -> String { QrLink.base64(SHA256.digest(unsigned)) }

    /// The whole rFE: what is signed, the signature if there is a signer, and the QR address.
    static func complete(_ unsigned: [UInt8], qr: String, signer: RfeSigner?) -> [UInt8] {
        let end = Array("</rFE>".utf8)
        var xml = XMLWriter()
        xml.append(markup: Array(unsigned.dropLast(end.count)))
        if let signer { xml.append(markup: signer.signature(unsigned)) }
        xml.element("gNoFirm") { $0.leaf("dQRCode", qr) }
        xml.append(markup: end)
        return xml.bytes
    }

    private func writeContent(_ xml: inout XMLWriter) {
        xml.leaf("dVerForm", "1.00")
        xml.leaf("dId", cufe)
        xml.element("gDGen") { writeGeneral(&$0) }
        for (item, values) in zip(payload.json["items"]?.array ?? [], payload.lines) { writeItem(&xml, item, values) }
        xml.element("gTot") { writeTotals(&$0) }
    }

    private func writeGeneral(_ xml: inout XMLWriter) {
        let information = payload.json["information"] ?? .null
        xml.leaf("iAmb", String(environment))
        xml.leaf("iTpEmis", payload.issueType)
        xml.leaf("iDoc", payload.documentType)
        xml.leaf("dNroDF", payload.numeration)
        xml.leaf("dPtoFacDF", payload.billingPoint)
        xml.leaf("dSeg", payload.securityCode)
        xml.leaf("dFechaEm", payload.issueDate.text)
        for (name, key) in [("iNatOp", "nature"), ("iTipoOp", "operationType"), ("iDest", "destination")] {
            xml.leaf(name, optional: information[key]?.scalarText)
        }
        xml.leaf("iFormCAFE", optional: information["cafe"]?["format"]?.scalarText)
        xml.leaf("iEntCAFE", optional: information["cafe"]?["delivery"]?.scalarText)
        xml.leaf("dEnvFE", optional: information["receiverContainer"]?.scalarText)
        xml.leaf("iProGen", "2")
        xml.leaf("iTipoTranVenta", optional: information["saleType"]?.scalarText)
        xml.leaf("dInfEmFE", optional: payload.information)
        xml.element("gEmis") { writeIssuer(&$0) }
        let receiver = payload.json["receiver"] ?? .null
        xml.element("gDatRec") { writeReceiver(&$0, receiver) }
        if let exportation = receiver["exportation"] { writeExportation(&xml, exportation) }
        for reference in payload.json["referencedDocuments"]?.array ?? [] { writeReference(&xml, reference) }
    }

    private func writeIssuer(_ xml: inout XMLWriter) {
        xml.element("gRucEmi") { writeRuc(&$0, type: String(company.rucType), ruc: company.ruc, dv: company.checkDigit) }
        xml.leaf("dNombEm", environment == "1" ? company.name : Self.testName)
        xml.leaf("dSucEm", payload.office?.code ?? company.branch)
        xml.leaf("dCoordEm", company.coordinates)
        xml.leaf("dDirecEm", company.address)
        xml.element("gUbiEm") { writePlace(&$0, company.location) }
        xml.leaf("dTfnEm", company.telephone)
        xml.leaf("dCorElectEmi", optional: company.email)
    }

    private func writeReceiver(_ xml: inout XMLWriter, _ receiver: JSONValue) {
        xml.leaf("iTipoRec", optional: receiver["type"]?.string)
        if let ruc = receiver["ruc"], let text = ruc["ruc"]?.string, let type = ruc["type"]?.integer {
            let dv = RucForm(text, type: type)?.checkDigits
            xml.element("gRucRec") { writeRuc(&$0, type: String(type), ruc: text, dv: dv) }
        }
        xml.leaf("dNombRec", optional: receiver["name"]?.string)
        xml.leaf("dDirecRec", optional: receiver["address"]?.string)
        if let location = receiver["location"]?["code"]?.string { xml.element("gUbiRec") { writePlace(&$0, location) } }
        if let foreign = receiver["foreign"] {
            xml.element("gIdExt") {
                $0.leaf("dIdExt", optional: foreign["number"]?.string)
                $0.leaf("dPaisExt", optional: foreign["country"]?.string)
            }
        }
        for telephone in receiver["telephones"]?.array ?? [] { xml.leaf("dTfnRec", optional: telephone.string) }
        for email in receiver["emails"]?.array ?? [] { xml.leaf("dCorElectRec", optional: email.string) }
        xml.leaf("cPaisRec", optional: receiver["country"]?.string)
    }

    private func writeRuc(_ xml: inout XMLWriter, type: String, ruc: String, dv: String?) {
        xml.leaf("dTipoRuc", type)
        xml.leaf("dRuc", ruc)
        xml.leaf("dDV", optional: dv)
    }

    private func writePlace(_ xml: inout XMLWriter, _ code: String) {
        let place = SandboxCatalogues.place(code)
        xml.leaf("dCodUbi", code)
        xml.leaf("dCorreg", optional: place.corregimiento)
        xml.leaf("dDistr", optional: place.district)
        xml.leaf("dProv", optional: place.province)
    }

    private func writeExportation(_ xml: inout XMLWriter, _ exportation: JSONValue) {
        let names = [
            ("cCondEntr", "incoterm"), ("cMoneda", "currency"), ("dCambio", "exchangeRate"), ("dVTotEst", "amount"),
            ("dPuertoEmbarq", "port"),
        ]
        xml.element("gFExp") { xml in
            for (name, key) in names { xml.leaf(name, optional: exportation[key]?.scalarText) }
        }
    }

    /// The referenced issuer is read from the CUFE itself (dgi.md 2.1).
    private func writeReference(_ xml: inout XMLWriter, _ reference: JSONValue) {
        guard let cufe = reference["cufeIdentification"]?.string, cufe.utf8.count == 66 else { return }
        let padded = cufe.dropFirst(5).prefix(20)
        xml.element("gDFRef") { xml in
            xml.element("gRucEmDFRef") {
                writeRuc(
                    &$0, type: String(cufe.dropFirst(4).prefix(1)), ruc: String(padded.drop { $0 == "0" }),
                    dv: String(cufe.dropFirst(26).prefix(2)))
            }
            xml.leaf("dNombEmRef", company.name)
            xml.leaf("dFechaDFRef", optional: reference["issueDate"]?.string)
            xml.element("gDFRefNum") { $0.element("gDFRefFE") { $0.leaf("dCUFERef", cufe) } }
        }
    }
}

/// Makes the `Signature` element of an rFE.
struct RfeSigner: Sendable {
    /// The element for the canonical bytes of an rFE without `Signature` and `gNoFirm`.
    let signature: @Sendable (_ unsigned: [UInt8]) -> [UInt8]
}
