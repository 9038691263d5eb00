internal import Fiscal

/// Checks that can be made as soon as a group is whole (dgi.md 1.4, 5.1).
extension DocumentCollector {
    mutating func groupEnded(_ group: Int) {
        switch group {
        case nodes.gItem: itemEnded()
        case nodes.gOTIItem: otherTaxEnded()
        case nodes.gDFRef: referenceEnded()
        case nodes.gFormaPago: paymentEnded()
        case nodes.gDescBonif: sums.add(values.amount(nodes.dValDesc), to: \.discounts)
        case nodes.gOTITotal: otherTaxTotalEnded()
        default: break
        }
    }

    // MARK: - Lines

    private mutating func itemEnded() {
        sums.count += 1
        checkSequence()
        checkCodes()
        let (net, tax) = (values.amount(nodes.dPrItem), values.amount(nodes.dValITBMS))
        checkNet(net)
        checkTax(tax, on: net)
        checkLineTotal(net, tax)
        sums.add(net, to: \.net)
        sums.add(tax, to: \.itbms)
        sums.add(values.amount(nodes.dValISC), to: \.isc)
        sums.add(values.amount(nodes.dValTotItem), to: \.items)
        if values.has(nodes.dPrAcarItem) { sums.hasLineTransport = true }
        if values.has(nodes.dPrSegItem) { sums.hasLineInsurance = true }
        if let rate = rate, let net, let tax {
            sums.byRate[rate].net = sums.byRate[rate].net.adding(net) ?? sums.byRate[rate].net
            sums.byRate[rate].tax = sums.byRate[rate].tax.adding(tax) ?? sums.byRate[rate].tax
        }
        sums.lineOtherTaxes = .zero
        sums.lineCodes.removeAll(keepingCapacity: true)
    }

    /// Place of the line's ITBMS rate in `ItbmsRate`; nil for a code that isn't one.
    private var rate: Int? {
        values.with(nodes.dTasaITBMS) { text in
            text.count == 2 && text[0] == 0x30 && text[1] >= 0x30 && text[1] <= 0x33 ? Int(text[1] - 0x30) : nil
        }
    }

    private mutating func checkSequence() {
        guard let number = values.with(nodes.dSecItem, integer) else { return }
        // Numbers that count up can't stand twice; from the first that doesn't on, all are kept.
        if sums.sequences.isEmpty, number == sums.count { return }
        if sums.sequences.isEmpty { sums.sequences = Set(1..<sums.count) }
        if !sums.sequences.insert(number).inserted { note(.xmlSequenceTwice, at: nodes.dSecItem) }
    }

    /// CPBS for the State, and a family of its segment (rulebook 3.2; dgi.md 8).
    private mutating func checkCodes() {
        if values.says(nodes.iTipoRec, "03") {
            if !values.has(nodes.family) { noteRequired(nodes.family, when: "iTipoRec = 03") }
            if !values.has(nodes.unitCPBS) { noteRequired(nodes.unitCPBS, when: "iTipoRec = 03") }
        }
        guard values.has(nodes.segment), values.has(nodes.family) else { return }
        let (segment, family) = (values.text(nodes.segment), values.text(nodes.family))
        if !family.hasPrefix(segment) { note(.xmlSegment, at: nodes.family, facts: ["segment": segment]) }
    }

    private mutating func checkNet(_ net: Amount?) {
        guard let quantity = values.amount(nodes.dCantCodInt), let price = values.amount(nodes.dPrUnit) else { return }
        let discount = values.amount(nodes.dPrUnitDesc) ?? .zero
        if discount > price { return note(.xmlDiscount, at: nodes.dPrUnitDesc, facts: ["price": values.text(nodes.dPrUnit)]) }
        guard let net, let reduced = price.subtracting(discount),
            let expected = quantity.multiplied(by: reduced, roundedTo: .cents), !RfeSums.agree(net, expected)
        else { return }
        note(.xmlLineNet, at: nodes.dPrItem, facts: ["expected": expected.text(decimals: 2)])
    }

    private mutating func checkTax(_ tax: Amount?, on net: Amount?) {
        guard let tax, let net, let rate, let expected = ItbmsRate.allCases[rate].tax(on: net), !RfeSums.agree(tax, expected)
        else {
            return
        }
        note(
            .xmlLineTax, at: nodes.dValITBMS,
            facts: [
                "expected": expected.text(decimals: 2), "rate": values.text(nodes.dTasaITBMS),
                "net": net.text(minimumDecimals: 2),
            ])
    }

    private mutating func checkLineTotal(_ net: Amount?, _ tax: Amount?) {
        let parts = RfeSums.sum(
            net, tax, values.amount(nodes.dPrAcarItem) ?? .zero, values.amount(nodes.dPrSegItem) ?? .zero,
            values.amount(nodes.dValISC) ?? .zero, sums.lineOtherTaxes)
        guard let expected = parts, let total = values.amount(nodes.dValTotItem), !RfeSums.agree(total, expected) else { return }
        note(.xmlLineTotal, at: nodes.dValTotItem, facts: ["expected": expected.text(minimumDecimals: 2)])
    }

    private mutating func otherTaxEnded() {
        guard let amount = values.amount(nodes.dValOTI) else { return }
        let code = values.text(nodes.dCodOTI)
        if sums.lineCodes.contains(code) { note(.xmlOtherTaxTwice, at: nodes.dCodOTI) }
        sums.lineCodes.append(code)
        sums.add(amount, to: \.lineOtherTaxes)
        sums.otherTaxesByCode[code] = sums.otherTaxesByCode[code, default: .zero].adding(amount) ?? amount
    }

    private mutating func otherTaxTotalEnded() {
        guard let amount = values.amount(nodes.dValOTITotal) else { return }
        let code = values.text(nodes.dCodOTITotal)
        if sums.totalsByCode[code] != nil { note(.xmlOtherTaxTwice, at: nodes.dCodOTITotal) }
        sums.totalsByCode[code] = amount
        sums.add(amount, to: \.otherTaxes)
        let expected = sums.otherTaxesByCode[code] ?? .zero
        if !RfeSums.agree(amount, expected) {
            note(.xmlSum, at: nodes.dValOTITotal, facts: ["expected": expected.text(minimumDecimals: 2)])
        }
    }

    // MARK: - References and payments

    private mutating func referenceEnded() {
        guard values.has(nodes.dCUFERef) else { return }
        let cufe = values.text(nodes.dCUFERef)
        if let fault = Cufe.faults(in: cufe).first {
            note(.xmlReferenceCufe, at: nodes.dCUFERef, facts: ["reason": fault.reason])
        }
        if sums.references.contains(cufe) { note(.xmlReferenceTwice, at: nodes.dCUFERef) }
        sums.references.append(cufe)
        let type = String(cufe.dropFirst(2).prefix(2))
        let isOfNote = values.says(nodes.iDoc, "04") || values.says(nodes.iDoc, "05")
        if isOfNote, ["04", "05", "06", "07"].contains(type) {
            note(.xmlReferenceIsNote, at: nodes.dCUFERef, facts: ["type": type])
        }
        let forbids = ["01", "06", "07", "08"].first { $0 == values.text(nodes.iDoc) }
        if let forbids { noteForbidden(nodes.dCUFERef, when: "iDoc = \(forbids)") }
    }

    private mutating func paymentEnded() {
        sums.add(values.amount(nodes.dVlrCuota), to: \.payments)
        let isOther = values.says(nodes.iFormaPago, "99")
        if isOther, !values.has(nodes.dFormaPagoDesc) { noteRequired(nodes.dFormaPagoDesc, when: "iFormaPago = 99") }
        if !isOther, values.has(nodes.dFormaPagoDesc) { noteForbidden(nodes.dFormaPagoDesc, when: "iFormaPago ≠ 99") }
    }
}

/// A whole number of at most 9 digits; nil for anything else.
func integer(_ text: Span<UInt8>) -> Int? {
    guard text.count > 0, text.count <= 9 else { return nil }
    var value = 0
    for index in 0..<text.count {
        guard isDigit(text[index]) else { return nil }
        value = value * 10 + Int(text[index] - 0x30)
    }
    return value
}

extension CufeFault {
    /// What is wrong in a word or two, the same in every language.
    fileprivate var reason: String {
        switch self {
        case .length(let count): "\(count) ≠ \(Cufe.Part.count)"
        case .form(let part, let found): "\(part.dgiName) «\(found)»"
        case .checkDigit(let expected, let found): "\(found) ≠ \(expected)"
        }
    }
}
