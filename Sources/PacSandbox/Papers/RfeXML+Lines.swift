import JSONText

extension RfeXML {
    func writeItem(_ xml: inout XMLWriter, _ item: JSONValue, _ values: LineValues) {
        let prices = item["prices"] ?? .null
        xml.element("gItem") { xml in
            xml.leaf("dSecItem", optional: item["number"]?.string.flatMap { Int($0) }.map(String.init))
            xml.leaf("dDescProd", optional: item["description"]?.string)
            xml.leaf("dCodProd", optional: item["code"]?.string)
            xml.leaf("cUnidad", optional: item["unit"]?.string)
            xml.leaf("dCantCodInt", optional: item["quantity"]?.scalarText)
            if let code = item["cpbs"]?["code"]?.string {
                xml.leaf("dCodCPBSabr", String(code.prefix(2)))
                xml.leaf("dCodCPBScmp", code)
                xml.leaf("cUnidadCPBS", optional: item["cpbs"]?["unit"]?.string)
            }
            xml.element("gPrecios") { xml in
                xml.leaf("dPrUnit", optional: prices["transfer"]?.scalarText)
                xml.leaf("dPrUnitDesc", optional: prices["discount"]?.scalarText)
                xml.leaf("dPrItem", LineValues.text(cents: values.net))
                xml.leaf("dPrAcarItem", optional: prices["transport"]?.scalarText)
                xml.leaf("dPrSegItem", optional: prices["insurance"]?.scalarText)
                xml.leaf("dValTotItem", LineValues.text(cents: values.total))
            }
            xml.element("gITBMSItem") { xml in
                xml.leaf("dTasaITBMS", optional: item["itbms"]?["rate"]?.string)
                xml.leaf("dValITBMS", LineValues.text(cents: values.itbms))
            }
        }
    }

    func writeTotals(_ xml: inout XMLWriter) {
        let totals = payload.json["totals"] ?? .null
        let methods = totals["paymentMethods"]?.array ?? []
        let received = methods.reduce(into: Int128(0)) { sum, method in
            sum += method["amount"]?.scalarText.flatMap(NumberText.init).map { Int128($0.micros / 10_000) } ?? 0
        }
        xml.leaf("dTotNeto", LineValues.text(cents: payload.sums.net))
        xml.leaf("dTotITBMS", LineValues.text(cents: payload.sums.itbms))
        xml.leaf("dTotGravado", LineValues.text(cents: payload.sums.itbms))
        xml.leaf("dVTot", LineValues.text(cents: payload.sums.total))
        xml.leaf("dTotRec", LineValues.text(cents: received))
        if received > payload.sums.total { xml.leaf("dVuelto", LineValues.text(cents: received - payload.sums.total)) }
        xml.leaf("iPzPag", optional: totals["paymentTime"]?.scalarText)
        xml.leaf("dNroItems", String(payload.lines.count))
        xml.leaf("dVTotItems", LineValues.text(cents: payload.sums.total))
        for method in methods {
            xml.element("gFormaPago") {
                $0.leaf("iFormaPago", optional: method["type"]?.string)
                $0.leaf("dFormaPagoDesc", optional: method["otherType"]?.string)
                $0.leaf("dVlrCuota", optional: method["amount"]?.scalarText)
            }
        }
        if let retention = totals["retention"] {
            xml.element("gRetenc") {
                $0.leaf("cCodRetenc", optional: retention["code"]?.scalarText)
                $0.leaf("cValRetenc", optional: retention["amount"]?.scalarText)
            }
        }
        for installment in totals["installmentPayment"]?.array ?? [] {
            xml.element("gPagPlazo") {
                $0.leaf("dSecItem", optional: installment["sequence"]?.scalarText)
                $0.leaf("dFecItPlazo", optional: installment["dueDate"]?.string)
                $0.leaf("dValItPlazo", optional: installment["amount"]?.scalarText)
                $0.leaf("dInfPagPlazo", optional: installment["information"]?.string)
            }
        }
    }
}
