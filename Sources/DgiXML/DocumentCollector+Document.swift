internal import Fiscal
internal import XMLSignature

/// Checks of a whole rFE.
extension DocumentCollector {
    mutating func documentEnded(at offset: Int, _ signature: SignatureOutcome?) {
        unit?.end(at: inner?.extent.upperBound ?? offset)
        fillDocument()
        checkCufe()
        checkParties()
        checkConditions()
        checkReceiver()
        checkTotals()
        checkOwner()
        if let signature { checkSignature(signature) }
    }

    private mutating func fillDocument() {
        guard var document = unit?.document else { return }
        document.cufe = values.text(nodes.dId)
        document.numeration = values.text(nodes.dNroDF)
        document.billingPoint = values.text(nodes.dPtoFacDF)
        document.branch = values.text(nodes.dSucEm)
        document.documentType = DocumentType(rawValue: values.text(nodes.iDoc))
        document.receptorType = ReceptorType(rawValue: values.text(nodes.iTipoRec))
        document.issueDate = values.with(nodes.dFechaEm) { $0.count == 25 ? FiscalTime(text: $0) : nil }
        document.issuer = .init(
            ruc: values.text(nodes.issuerRuc), dv: values.text(nodes.issuerDV), name: values.text(nodes.issuerName))
        document.receiver = .init(
            ruc: values.text(nodes.receiverRuc), dv: values.text(nodes.receiverDV), name: values.text(nodes.dNombRec))
        document.total = values.amount(nodes.dVTot)?.rounded(to: .cents) ?? .zero
        document.itbms = values.amount(nodes.dTotITBMS)?.rounded(to: .cents) ?? .zero
        document.retention = values.amount(nodes.cValRetenc)?.rounded(to: .cents)
        document.byRate = sums.byRate.map { (net: $0.net.rounded(to: .cents), tax: $0.tax.rounded(to: .cents)) }
        document.qr = values.text(nodes.qr)
        document.reference = sums.references.first ?? ""
        unit?.environment = values.text(nodes.iAmb)
        unit?.document = document
    }

    // MARK: - CUFE

    /// Form, check digit, and every field that it encodes (dgi.md 2.1).
    private mutating func checkCufe() {
        guard let cufe = unit?.document.cufe, values.has(nodes.dId) else { return }
        for fault in Cufe.faults(in: cufe) {
            note(fault.fault(value: cufe, at: location(values.offsets[nodes.dId]), field: path(of: nodes.dId)))
        }
        guard cufe.utf8.count == Cufe.Part.count else { return }
        compare(.documentType, nodes.iDoc)
        compare(.rucType, nodes.issuerType)
        compare(.ruc, nodes.issuerRuc)
        compare(.dv, nodes.issuerDV)
        compare(.branch, nodes.dSucEm)
        compareDate()
        compare(.numeration, nodes.dNroDF)
        compare(.billingPoint, nodes.dPtoFacDF)
        compare(.issueType, nodes.iTpEmis)
        compare(.environment, nodes.iAmb)
        compare(.securityCode, nodes.dSeg)
    }

    private mutating func compare(_ part: Cufe.Part, _ node: Int) {
        guard values.has(node) else { return }
        let isSame = values.with(nodes.dId) { cufe in
            values.with(node) { text in
                // Only the RUC is shorter than its place: zeros stand in front of it.
                let padding = part.range.count - text.count
                guard padding >= 0, part == .ruc || padding == 0 else { return false }
                for index in 0..<padding where cufe[part.range.lowerBound + index] != UInt8(ascii: "0") { return false }
                for index in 0..<text.count where cufe[part.range.lowerBound + padding + index] != text[index] { return false }
                return true
            }
        }
        if !isSame { noteDifference(part, node, stated: values.text(node)) }
    }

    private mutating func compareDate() {
        guard let date = unit?.document.issueDate?.compactDate, date != cufePart(.date) else { return }
        noteDifference(.date, nodes.dFechaEm, stated: date)
    }

    private func cufePart(_ part: Cufe.Part) -> String {
        values.with(nodes.dId) { String(copying: $0.extracting(part.range)) }
    }

    private mutating func noteDifference(_ part: Cufe.Part, _ node: Int, stated: String) {
        note(.xmlCufeField, at: node, facts: ["part": part.dgiName, "stated": stated, "found": cufePart(part)])
    }

    // MARK: - Parties

    private mutating func checkParties() {
        checkRuc(nodes.issuerRuc, type: nodes.issuerType, dv: nodes.issuerDV)
        if values.has(nodes.receiverRuc) { checkRuc(nodes.receiverRuc, type: nodes.receiverType, dv: nodes.receiverDV) }
    }

    /// Form of the RUC and its check digits, where they can be computed (dgi.md 3).
    private mutating func checkRuc(_ rucNode: Int, type typeNode: Int, dv dvNode: Int) {
        let text = values.text(rucNode)
        guard values.has(rucNode), let type = values.with(typeNode, integer).flatMap(RucType.init) else { return }
        do throws(RucFault) {
            try checkDigits(of: Ruc(text: text, type: type), dv: dvNode)
        } catch {
            switch error {
            case .twoParts: note(.xmlRucNotComputable, at: rucNode)
            case .misspelled(let right):
                // The schema takes `8-AV-1-196` too: the DV decides whether it's the same number.
                if let ruc = try? Ruc(text: right, type: type), ruc.fault(inCheckDigits: values.text(dvNode)) == nil { return }
                note(error.finding.code, at: rucNode, facts: error.finding.facts)
            default: note(error.finding.code, at: rucNode, facts: error.finding.facts)
            }
        }
    }

    private mutating func checkDigits(of ruc: Ruc, dv: Int) {
        guard values.has(dv), let fault = ruc.fault(inCheckDigits: values.text(dv)) else { return }
        note(fault.finding.code, at: dv, facts: fault.finding.facts.merging(["ruc": ruc.text]) { $1 })
    }

    /// Whose the document is, and of which environment (rulebook 10, DGI_IMPORT).
    private mutating func checkOwner() {
        guard let document = unit?.document else { return }
        if let company = settings.companies.first(where: { $0.ruc == document.issuer.ruc }) {
            unit?.document.company = company.id
            unit?.document.side = .issued
        } else if let company = settings.companies.first(where: { $0.ruc == document.receiver.ruc }),
            !document.receiver.ruc.isEmpty
        {
            unit?.document.company = company.id
            unit?.document.side = .received
        } else {
            let receiver = document.receiver.ruc.isEmpty ? "—" : document.receiver.ruc
            note(.xmlNobodys, at: nodes.issuerRuc, facts: ["issuer": document.issuer.ruc, "receiver": receiver])
        }
        let expected = String(settings.environment.code)
        if values.has(nodes.iAmb), values.text(nodes.iAmb) != expected {
            note(.xmlEnvironment, at: nodes.iAmb, facts: ["expected": expected])
        }
    }
}
