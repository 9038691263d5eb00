import Fiscal

/// The rContFe of a document (dgi.md 1.3): the rFE, the DGI's protocol, and the void event once there is one.
enum ContainerXML {
    static func bytes(
        of document: StoredDocument, rfe: [UInt8], company: SandboxCompany, environment: Character, dgiDelayNanos: Int64
    ) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("rContFe", attributes: RfeXML.namespace) { xml in
            xml.leaf("dVerForm", "1.00")
            xml.element("xFe") { $0.append(markup: rfe) }
            xml.element("xProtFe") { xml in
                xml.element("rProtFe") { xml in
                    xml.leaf("dVerForm", "1.00")
                    xml.element("gInfProt") { xml in
                        writeProtocol(&xml, document, environment: environment, dgiDelayNanos: dgiDelayNanos)
                    }
                }
            }
            if let void = document.void { writeVoid(&xml, void, document, company, environment) }
        }
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + xml.bytes
    }

    private static func writeProtocol(
        _ xml: inout XMLWriter, _ document: StoredDocument, environment: Character, dgiDelayNanos: Int64
    ) {
        let processed = document.unixMicros / 1_000_000 + dgiDelayNanos / 1_000_000_000
        xml.leaf("dId", "1")
        xml.leaf("iAmb", String(environment))
        xml.leaf("dVerApl", "1")
        xml.leaf("dCUFE", document.cufe)
        xml.leaf("dFecProc", FiscalTime(epochSeconds: processed).text)
        xml.leaf("dProAut", document.authorizationProtocol)
        xml.leaf("dDigVal", document.digest)
        for code in ["0260"] + document.warnings {
            xml.element("gResProc") {
                $0.leaf("dCodRes", code)
                $0.leaf("dMsgRes", code == "0260" ? "Autorizado el uso de la FE" : FindingTexts.text(of: code))
            }
        }
    }

    private static func writeVoid(
        _ xml: inout XMLWriter, _ void: StoredDocument.Void, _ document: StoredDocument, _ company: SandboxCompany,
        _ environment: Character
    ) {
        xml.element("xContEv") { xml in
            xml.element("rContEv") { xml in
                xml.leaf("dVerForm", "1.00")
                xml.element("xEvento") { xml in
                    xml.element("rEvAnulaFe") { xml in
                        xml.leaf("dVerForm", "1.00")
                        xml.element("gInfProt") { xml in
                            xml.leaf("dIdFirma", "1")
                            xml.leaf("iAmb", String(environment))
                            xml.leaf("dCufe", document.cufe)
                            xml.element("gRucEm") { xml in
                                xml.leaf("dTipContEm", String(company.rucType))
                                xml.leaf("dRucEm", company.ruc)
                                xml.leaf("dDvEm", company.checkDigit)
                            }
                            xml.leaf("dMotivoAn", void.reason)
                        }
                    }
                }
            }
        }
    }
}
