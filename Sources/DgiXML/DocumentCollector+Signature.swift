internal import Fiscal
internal import JSONText
internal import XMLSignature

/// What a document's signature and QR are worth (dgi.md 2.3, 7).
extension DocumentCollector {
    mutating func checkSignature(_ signature: SignatureOutcome) {
        unit?.document.digest = signature.digest
        unit?.signedDigest = signature.stated
        let place = signature.offset.map(location)
        for fault in signature.faults { note(Self.fault(fault, at: place)) }
        if !signature.isPresent {
            note(Fault(.xmlUnsigned, at: location(values.offsets[nodes.rFE]), field: "rFE/Signature"))
        } else if !signature.isChecked, signature.faults.isEmpty {
            note(Fault(.xmlCertificateMissing, at: place, field: "rFE/Signature/KeyInfo/X509Data/X509Certificate"))
        }
        if let certificate = signature.certificate { check(certificate, at: place) }
        if signature.isValid { unit?.signatureTrust = .signatureValid }
        if !values.has(nodes.gNoFirm), signature.isPresent { noteMissing("gNoFirm", in: nodes.rFE) }
        if values.has(nodes.qr) { checkQR(digest: signature.stated) }
    }

    private mutating func check(_ certificate: CertificateFacts, at place: SourceLocation?) {
        let field = "rFE/Signature/KeyInfo/X509Data/X509Certificate"
        let from = FiscalTime(epochSeconds: certificate.notBefore)
        let to = FiscalTime(epochSeconds: certificate.notAfter)
        let subject = String(certificate.subject.prefix(200))
        if let issued = unit?.document.issueDate, issued < from || issued > to {
            let facts = ["subject": subject, "from": from.text, "to": to.text, "issued": issued.text]
            note(Fault(.xmlCertificateDates, at: place, field: field, facts: facts))
        }
        if certificate.isAnchored == false { note(Fault(.xmlNotAnchored, at: place, field: field, facts: ["subject": subject])) }
        let leastBits = 2048
        if certificate.keyBits < leastBits {
            note(Fault(.xmlWeakKey, at: place, field: field, value: String(certificate.keyBits)))
        }
    }

    private static func fault(_ fault: SignatureFault, at place: SourceLocation?) -> Fault {
        let field = "rFE/Signature"
        return switch fault {
        case .severalSignatures: Fault(.xmlSeveralSignatures, at: place, field: field)
        case .namespace: Fault(.xmlSignatureForm, at: place, field: field, facts: ["element": "xmlns"])
        case .structure(let element): Fault(.xmlSignatureForm, at: place, field: field, facts: ["element": element])
        case .base64(let element): Fault(.xmlSignatureForm, at: place, field: field, facts: ["element": "\(element) (base64)"])
        case .algorithm(let element, let uri):
            Fault(.xmlAlgorithm, at: place, field: field, value: uri, facts: ["element": element])
        case .transforms: Fault(.xmlTransforms, at: place, field: field + "/SignedInfo/Reference/Transforms")
        case .reference(let uri): Fault(.xmlSignedElsewhere, at: place, field: field + "/SignedInfo/Reference", value: uri)
        case .digest(let stated, let computed):
            Fault(
                .xmlDigest, at: place, field: field + "/SignedInfo/Reference/DigestValue",
                facts: ["stated": stated, "computed": computed])
        case .certificateUnreadable: Fault(.xmlCertificate, at: place, field: field + "/KeyInfo", facts: ["reason": "X.509 DER"])
        case .keyNotRSA: Fault(.xmlCertificate, at: place, field: field + "/KeyInfo", facts: ["reason": "≠ RSA"])
        case .value: Fault(.xmlSignatureValue, at: place, field: field + "/SignatureValue")
        }
    }

    // MARK: - QR

    private mutating func checkQR(digest: String) {
        guard let cufe = unit?.document.cufe else { return }
        let parameters = values.with(nodes.qr) { QRParameters($0) }
        guard parameters.cufe != nil || parameters.digest != nil else { return note(.xmlQrShort, at: nodes.qr) }
        if let stated = parameters.cufe, stated != cufe { note(.xmlQrCufe, at: nodes.qr, value: stated) }
        if let stated = parameters.digest, stated != digest {
            note(.xmlQrDigest, at: nodes.qr, value: stated, facts: ["expected": digest])
        }
        let environment = values.text(nodes.iAmb)
        if let stated = parameters.environment, stated != environment {
            note(.xmlQrEnvironment, at: nodes.qr, value: stated, facts: ["expected": environment])
        }
        guard let token = parameters.token else { return }
        for (part, expected) in [("chFE", cufe), ("iAmb", environment), ("digestValue", digest)] {
            guard let value = token[part], let stated = value.string ?? value.integer.map(String.init), stated != expected else {
                continue
            }
            note(.xmlQrToken, at: nodes.qr, value: stated, facts: ["part": part])
        }
    }
}

extension SignatureOutcome {
    /// The digest that was signed: what QR and protocol repeat. Without one, the content's own.
    fileprivate var stated: String {
        for fault in faults { if case .digest(let stated, _) = fault { return stated } }
        return digestText
    }
}
