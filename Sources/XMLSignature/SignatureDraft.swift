/// A `Signature` element whose value isn't known yet, written in canonical form.
struct SignatureDraft {
    private let digest: [UInt8]
    private let key: SigningKey
    private let form: SignatureForm

    init(digest: [UInt8], key: SigningKey, form: SignatureForm) {
        self.digest = digest
        self.key = key
        self.form = form
    }

    /// SignedInfo as it is signed where only XMLDSig's namespace is in scope.
    var canonicalSignedInfo: [UInt8] {
        Array("<SignedInfo xmlns=\"\(Algorithm.dsigNamespace)\">".utf8) + content + Array("</SignedInfo>".utf8)
    }

    /// The whole element with its value.
    func element(value: [UInt8]) -> [UInt8] {
        var text = "<Signature xmlns=\"\(Algorithm.dsigNamespace)\"><SignedInfo>" + String(decoding: content, as: UTF8.self)
        text += "</SignedInfo><SignatureValue>" + base64(value) + "</SignatureValue>"
        if form.holdsCertificate {
            text += "<KeyInfo><X509Data><X509SubjectName>" + escaped(key.subject) + "</X509SubjectName><X509Certificate>"
            text += base64(key.certificate) + "</X509Certificate></X509Data></KeyInfo>"
        }
        return Array((text + "</Signature>").utf8)
    }

    private var content: [UInt8] {
        let method: Algorithm = form.canonicalization == .inclusive ? .inclusiveC14N : .exclusiveC14N
        let transforms: [Algorithm] =
            form.transformOrder == .canonicalFirst ? [.exclusiveC14N, .enveloped] : [.enveloped, .exclusiveC14N]
        var text = empty("CanonicalizationMethod", method) + empty("SignatureMethod", .rsaSHA256)
        text += "<Reference URI=\"\"><Transforms>" + transforms.map { empty("Transform", $0) }.joined() + "</Transforms>"
        text += empty("DigestMethod", .sha256) + "<DigestValue>" + base64(digest) + "</DigestValue></Reference>"
        return Array(text.utf8)
    }

    private func empty(_ name: String, _ algorithm: Algorithm) -> String { "<\(name) Algorithm=\"\(algorithm.uri)\"></\(name)>" }

    private func base64(_ bytes: [UInt8]) -> String { String(decoding: Base64.text(of: bytes), as: UTF8.self) }

    private func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }.joined()
    }
}
