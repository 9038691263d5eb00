internal import Digest

/// What a collected signature is worth (dgi.md 7, steps 3 to 5 but for what stands outside the signed element).
struct SignatureVerification {
    private(set) var faults: [SignatureFault]
    private(set) var certificate: CertificateFacts?
    private(set) var isChecked = false

    init(_ collector: borrowing SignatureCollector, digest: [UInt8], store: inout CertificateStore) {
        faults = collector.faults
        guard collector.isPresent else { return }
        if let stated = collector.statedDigest, stated.count == digest.count, stated != digest {
            faults.append(.digest(stated: Self.text(stated), computed: Self.text(digest)))
        }
        guard !collector.certificates.isEmpty else { return }
        let value = collector.value
        let isReadable = value != nil && collector.canonicalization != nil
        let infoDigest = collector.signedInfo { info in
            var sha = SHA256()
            sha.update(info)
            return sha.finish()
        }
        check(collector, value: isReadable ? value : nil, digest: infoDigest, store: &store)
    }

    /// The signer's is usually the only certificate; with several it's the one whose key made the value.
    private mutating func check(
        _ collector: borrowing SignatureCollector, value: [UInt8]?, digest: [UInt8], store: inout CertificateStore
    ) {
        var failure: SigningCertificate.Failure?
        let texts = collector.certificates
        for text in texts {
            switch store.certificate(text, others: texts.filter { $0 != text }) {
            case .failure(let why): if failure == nil { failure = why }
            case .success(let known):
                let verifies = value.map { known.verifies(signature: $0, digest: digest) } ?? false
                if certificate == nil || verifies { certificate = known.facts }
                if verifies {
                    isChecked = true
                    return
                }
            }
        }
        switch (certificate, failure) {
        case (nil, .unreadable?): faults.append(.certificateUnreadable)
        case (nil, .notRSA?): faults.append(.keyNotRSA)
        case (_, _): if value != nil { faults.append(.value) }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.text(of: bytes), as: UTF8.self) }
}
