internal import Fiscal

/// What one element asks of another (dgi.md 1.4).
extension DocumentCollector {
    mutating func checkConditions() {
        checkContingency()
        checkDestination()
        checkExport()
        let isNote = values.says(nodes.iDoc, "04") || values.says(nodes.iDoc, "05")
        if isNote, sums.references.isEmpty { noteRequired(nodes.gDFRef, when: "iDoc = \(values.text(nodes.iDoc))") }
        let isTerm = values.says(nodes.iPzPag, "2") || values.says(nodes.iPzPag, "3")
        if isTerm, !values.has(nodes.gPagPlazo) { note(.xmlInstalments, at: nodes.iPzPag) }
        if sums.hasLineTransport, isPositive(nodes.dTotAcar) {
            note(.xmlChargedTwice, at: nodes.dTotAcar, facts: ["element": "dPrAcarItem / dTotAcar"])
        }
        if sums.hasLineInsurance, isPositive(nodes.dTotSeg) {
            note(.xmlChargedTwice, at: nodes.dTotSeg, facts: ["element": "dPrSegItem / dTotSeg"])
        }
        let day: Int64 = 86_400
        if let issued = unit?.document.issueDate, issued > settings.now.adding(seconds: day) {
            note(.xmlFuture, at: nodes.dFechaEm)
        }
    }

    private func isPositive(_ node: Int) -> Bool { values.amount(node).map { $0 > .zero } ?? false }

    private mutating func checkContingency() {
        let isContingency = values.says(nodes.iTpEmis, "02") || values.says(nodes.iTpEmis, "04")
        let condition = "iTpEmis = \(values.text(nodes.iTpEmis))"
        for node in [nodes.dFechaCont, nodes.dMotCont] where values.has(node) != isContingency {
            if isContingency { noteRequired(node, when: condition) } else { noteForbidden(node, when: condition) }
        }
        let isPosterior = values.says(nodes.iTpEmis, "03") || values.says(nodes.iTpEmis, "04")
        if isPosterior, values.says(nodes.iTipoRec, "01") { note(.xmlNeedsAuthorization, at: nodes.iTpEmis) }
        guard let start = values.with(nodes.dFechaCont, { FiscalTime(text: $0.count == 25 ? $0 : Span()) }),
            let issued = unit?.document.issueDate, start > issued
        else { return }
        note(.xmlContingencyAfterIssue, at: nodes.dFechaCont, facts: ["issued": issued.text])
    }

    private mutating func checkDestination() {
        let destination = values.text(nodes.iDest)
        for (type, expected) in [("01", "1"), ("03", "2")] where values.text(nodes.iDoc) == type && destination != expected {
            note(.xmlDestination, at: nodes.iDest, facts: ["type": type, "expected": expected])
        }
        guard values.has(nodes.cPaisRec) else { return }
        if values.says(nodes.cPaisRec, "PA") != (destination == "1") {
            note(.xmlCountry, at: nodes.cPaisRec, facts: ["destination": destination])
        }
        if values.says(nodes.cPaisRec, "ZZ"), !values.has(nodes.dPaisRecDesc) {
            noteRequired(nodes.dPaisRecDesc, when: "cPaisRec = ZZ")
        }
    }

    private mutating func checkExport() {
        let isAbroad = values.says(nodes.iDest, "2")
        if isAbroad, !values.has(nodes.gFExp) { noteRequired(nodes.gFExp, when: "iDest = 2") }
        guard values.has(nodes.gFExp) else { return }
        if !isAbroad { noteForbidden(nodes.gFExp, when: "iDest = 1") }
        let currency = values.has(nodes.cMoneda) ? values.text(nodes.cMoneda) : "USD"
        if (currency == "ZZZ") != values.has(nodes.cMonedaDesc) {
            if currency == "ZZZ" {
                noteRequired(nodes.cMonedaDesc, when: "cMoneda = ZZZ")
            } else {
                noteForbidden(nodes.cMonedaDesc, when: "cMoneda ≠ ZZZ")
            }
        }
        guard currency != "USD", currency != "PAB" else { return }
        for node in [nodes.dCambio, nodes.dVTotEst] where !values.has(node) { noteRequired(node, when: "cMoneda = \(currency)") }
    }

    mutating func checkReceiver() {
        let type = values.text(nodes.iTipoRec)
        let condition = "iTipoRec = \(type)"
        if type == "01" || type == "03" {
            if !values.has(nodes.gRucRec) { noteRequired(nodes.gRucRec, when: condition) }
            if values.has(nodes.gRucRec), !values.has(nodes.receiverDV) { noteRequired(nodes.receiverDV, when: condition) }
            if !values.has(nodes.dNombRec) { noteRequired(nodes.dNombRec, when: condition) }
            for node in [nodes.dDirecRec, nodes.gUbiRec] where !values.has(node) { noteAddress(node, type, condition) }
        }
        if type == "02", values.says(nodes.receiverType, "2") { note(.xmlJuridicalConsumer, at: nodes.receiverRuc) }
        if type == "04", !values.has(nodes.gIdExt) { noteRequired(nodes.gIdExt, when: condition) }
        if type == "04", values.has(nodes.gRucRec) { noteForbidden(nodes.gRucRec, when: condition) }
        if type != "04", values.has(nodes.gIdExt), values.has(nodes.gRucRec) { noteForbidden(nodes.gIdExt, when: "gRucRec") }
        let needsForeigner = values.says(nodes.iDoc, "03") || values.says(nodes.iDoc, "10")
        if needsForeigner, type != "04" { note(.xmlNeedsForeigner, at: nodes.iTipoRec, value: values.text(nodes.iDoc)) }
    }

    /// For a contributor the DGI only notifies.
    private mutating func noteAddress(_ node: Int, _ type: String, _ condition: String) {
        guard type == "01" else { return noteRequired(node, when: condition) }
        note(
            Fault(
                .xmlAddressMissing, at: location(values.offsets[nodes.iTipoRec]), field: path(of: node),
                facts: ["element": schema.names[node]]))
    }

    // MARK: - Totals

    mutating func checkTotals() {
        checkCount()
        guard !sums.isBeyondRange else { return }
        compare(nodes.dTotNeto, with: sums.net, .xmlSum)
        compare(nodes.dTotITBMS, with: sums.itbms, .xmlSum)
        if values.has(nodes.dTotISC) || sums.isc != .zero { compare(nodes.dTotISC, with: sums.isc, .xmlSum) }
        compare(nodes.dVTotItems, with: sums.items, .xmlSum)
        for (code, amount) in sums.otherTaxesByCode where sums.totalsByCode[code] == nil && amount != .zero {
            noteRequired(nodes.gOTITotal, when: "dCodOTI = \(code)")
        }
        compare(nodes.dTotDesc, with: sums.discounts, .xmlSum)
        let taxes = RfeSums.sum(values.amount(nodes.dTotITBMS), values.amount(nodes.dTotISC) ?? .zero, sums.otherTaxes)
        compare(nodes.dTotGravado, with: taxes, .xmlTaxTotal)
        let total = RfeSums.sum(
            values.amount(nodes.dVTotItems), values.amount(nodes.dTotAcar) ?? .zero, values.amount(nodes.dTotSeg) ?? .zero,
            values.amount(nodes.dTotOtrosGastos) ?? .zero)
        compare(nodes.dVTot, with: total?.subtracting(values.amount(nodes.dTotDesc) ?? .zero), .xmlGrandTotal)
        compare(nodes.dTotRec, with: sums.payments, .xmlReceived)
        checkChange()
        checkRetention()
    }

    private mutating func compare(_ node: Int, with expected: Amount?, _ code: FaultCode) {
        guard let expected, let stated = values.amount(node), !RfeSums.agree(stated, expected) else { return }
        note(code, at: node, facts: ["expected": expected.text(minimumDecimals: 2)])
    }

    private mutating func checkCount() {
        guard let stated = values.with(nodes.dNroItems, integer), stated != sums.count else { return }
        note(.xmlItemCount, at: nodes.dNroItems, facts: ["expected": String(sums.count)])
    }

    private mutating func checkChange() {
        guard let received = values.amount(nodes.dTotRec), let total = values.amount(nodes.dVTot),
            let difference = received.subtracting(total)
        else { return }
        if difference < .zero, !RfeSums.agree(received, total) {
            note(.xmlNotPaid, at: nodes.dTotRec, facts: ["expected": values.text(nodes.dVTot)])
        } else if !RfeSums.agree(values.amount(nodes.dVuelto) ?? .zero, max(difference, .zero)) {
            let node = values.has(nodes.dVuelto) ? nodes.dVuelto : nodes.dTotRec
            let stated = values.has(nodes.dVuelto) ? values.text(nodes.dVuelto) : "0.00"
            note(.xmlChange, at: node, value: stated, facts: ["expected": difference.text(decimals: 2)])
        }
    }

    /// Code 8 is a reduced rate that nobody else knows.
    private mutating func checkRetention() {
        guard let stated = values.amount(nodes.cValRetenc), let code = values.with(nodes.cCodRetenc, integer),
            let retention = RetentionCode(rawValue: code), retention != .other, let itbms = values.amount(nodes.dTotITBMS),
            let expected = itbms.multiplied(by: Amount(cents: retention.percent), roundedTo: .cents),
            !RfeSums.agree(stated, expected)
        else { return }
        note(.xmlRetention, at: nodes.cValRetenc, facts: ["expected": expected.text(decimals: 2), "code": String(code)])
    }
}
