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
        guard let document = unit?.document else { return }
        let parameters = QRParameters(document.qr)
        guard parameters.cufe != nil || parameters.digest != nil else { return note(.xmlQrShort, at: nodes.qr) }
        if let cufe = parameters.cufe, cufe != document.cufe { note(.xmlQrCufe, at: nodes.qr, value: cufe) }
        if let stated = parameters.digest, stated != digest {
            note(.xmlQrDigest, at: nodes.qr, value: stated, facts: ["expected": digest])
        }
        let environment = values.text(nodes.iAmb)
        if let stated = parameters.environment, stated != environment {
            note(.xmlQrEnvironment, at: nodes.qr, value: stated, facts: ["expected": environment])
        }
        guard let token = parameters.token else { return }
        for (part, expected) in [("chFE", document.cufe), ("iAmb", environment), ("digestValue", digest)] {
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

/// What the QR's address carries (dgi.md 2.3); nil where a parameter isn't there.
struct QRParameters {
    private(set) var cufe: String?
    private(set) var environment: String?
    private(set) var digest: String?
    /// The payload of the jwt; its signature needs a secret that nobody else has.
    private(set) var token: JSONObject?

    init(_ address: String) {
        guard let query = address.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        for pair in address[address.utf8.index(after: query)...].split(separator: "&") {
            guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = Self.decoded(pair[pair.utf8.index(after: equals)...])
            switch pair[..<equals].lowercased() {
            case "chfe": cufe = value
            case "iamb": environment = value
            case "digestvalue": digest = value
            case "jwt": token = Self.payload(of: value)
            default: break
            }
        }
    }

    /// Without percent signs; a plus is a plus.
    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        let utf8 = Array(text.utf8)
        var index = 0
        while index < utf8.count {
            if utf8[index] == UInt8(ascii: "%"), index + 2 < utf8.count,
                let value = UInt8(String(decoding: utf8[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(utf8[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func payload(of token: String) -> JSONObject? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = base64URL(parts[1]) else { return nil }
        return (try? JSONParser.parse(bytes))?.object
    }

    private static func base64URL(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, held) = (0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            let value: Int
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) + 4
            case UInt8(ascii: "-"), UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "_"), UInt8(ascii: "/"): value = 63
            default: return nil
            }
            (bits, held) = (bits << 6 | value, held + 6)
            guard held >= 8 else { continue }
            held -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            bits &= (1 << held) - 1
        }
        return bytes
    }
}
