internal import CCrypto

/// A certificate out of a signature, parsed once, with its key ready to verify.
@safe
final class SigningCertificate {
    /// What is told about it.
    let facts: CertificateFacts
    private let certificate: OpaquePointer
    private let context: OpaquePointer

    enum Failure: Error {
        case unreadable
        case notRSA
    }

    /// Parses DER.
    /// - Throws: `Failure`: it's no certificate, or its key is no RSA key.
    init(der: [UInt8], anchors: borrowing TrustAnchors?, others: [[UInt8]]) throws(Failure) {
        guard let certificate = unsafe Self.parsed(der) else { throw .unreadable }
        guard let key = unsafe X509_get0_pubkey(certificate), unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA,
            let context = unsafe EVP_PKEY_CTX_new(key, nil)
        else {
            unsafe X509_free(certificate)
            throw .notRSA
        }
        let isReady =
            unsafe EVP_PKEY_verify_init(context) == 1 && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
            && EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        precondition(isReady, "libcrypto refused to prepare an RSA key")
        unsafe self.certificate = certificate
        unsafe self.context = context
        let isAnchored: Bool? =
            switch anchors {
            case .none: nil
            case .some(let anchors): unsafe anchors.lead(to: certificate, through: others)
            }
        facts = unsafe CertificateFacts(
            subject: Self.subject(of: certificate), notBefore: Self.epochSeconds(X509_get0_notBefore(certificate)),
            notAfter: Self.epochSeconds(X509_get0_notAfter(certificate)), keyBits: Int(EVP_PKEY_get_bits(key)),
            isAnchored: isAnchored)
    }

    deinit {
        unsafe EVP_PKEY_CTX_free(context)
        unsafe X509_free(certificate)
    }

    /// True when the signature over a SHA-256 digest was made by this certificate's key (RSASSA-PKCS1-v1_5).
    func verifies(signature: [UInt8], digest: [UInt8]) -> Bool {
        unsafe signature.withUnsafeBufferPointer { signature in
            unsafe digest.withUnsafeBufferPointer { digest in
                unsafe EVP_PKEY_verify(context, signature.baseAddress, signature.count, digest.baseAddress, digest.count) == 1
            }
        }
    }

    /// A certificate of DER bytes, to be freed; nil when they are none, or more than one.
    static func parsed(_ der: [UInt8]) -> OpaquePointer? {
        unsafe der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            guard let start = unsafe next else { return nil }
            guard let certificate = unsafe d2i_X509(nil, &next, bytes.count) else {
                ERR_clear_error()
                return nil
            }
            if unsafe next == start + bytes.count { return unsafe certificate }
            unsafe X509_free(certificate)
            return nil
        }
    }

    static func subject(of certificate: OpaquePointer) -> String {
        guard let memory = unsafe BIO_new(BIO_s_mem()) else { return "" }
        defer { unsafe BIO_free(memory) }
        guard unsafe X509_NAME_print_ex(memory, X509_get_subject_name(certificate), 0, pb_name_flags()) >= 0 else { return "" }
        return String(decoding: unsafe contents(of: memory), as: UTF8.self)
    }

    private static func epochSeconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
        guard let time = unsafe time, let epoch = unsafe ASN1_TIME_set(nil, 0) else { return 0 }
        defer { unsafe ASN1_STRING_free(epoch) }
        var days: Int32 = 0
        var seconds: Int32 = 0
        guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return 0 }
        return Int64(days) * 86_400 + Int64(seconds)
    }
}

/// Everything that was written to a memory BIO.
func contents(of memory: OpaquePointer) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = unsafe piece.withUnsafeMutableBytes { unsafe BIO_read(memory, $0.baseAddress, Int32($0.count)) }
        guard count > 0 else { return bytes }
        bytes += piece[..<Int(count)]
    }
}

/// Certificates that others must lead to (dgi.md 7, step 6: a separate, optional step).
@safe
public struct TrustAnchors: ~Copyable {
    private let store: OpaquePointer

    /// Takes certificates in PEM, one after the other.
    /// - Returns: nil when there is none among the bytes, or one that can't be read.
    public init?(pem: [UInt8]) {
        guard let memory = unsafe pem.withUnsafeBytes({ unsafe BIO_new_mem_buf($0.baseAddress, Int32(clamping: $0.count)) }),
            let store = unsafe X509_STORE_new()
        else { return nil }
        var count = 0
        // The memory BIO reads the array's own bytes, so it's used and freed before the array can go.
        let isWhole = withExtendedLifetime(pem) {
            defer { unsafe BIO_free(memory) }
            while let certificate = unsafe PEM_read_bio_X509(memory, nil, nil, nil) {
                defer { unsafe X509_free(certificate) }
                guard unsafe X509_STORE_add_cert(store, certificate) == 1 else { return false }
                count += 1
            }
            ERR_clear_error()
            return true
        }
        guard isWhole, count > 0 else {
            unsafe X509_STORE_free(store)
            return nil
        }
        unsafe self.store = store
    }

    deinit { unsafe X509_STORE_free(store) }

    /// True when a chain leads from an anchor to the certificate, perhaps through the others. Dates are looked at elsewhere,
    /// against the document's issue date.
    func lead(to certificate: OpaquePointer, through others: [[UInt8]]) -> Bool {
        guard let context = unsafe X509_STORE_CTX_new(), let untrusted = unsafe OPENSSL_sk_new_null() else { return false }
        defer {
            while let other = unsafe OPENSSL_sk_pop(untrusted) { unsafe X509_free(OpaquePointer(other)) }
            unsafe OPENSSL_sk_free(untrusted)
            unsafe X509_STORE_CTX_free(context)
        }
        for other in others {
            if let parsed = unsafe SigningCertificate.parsed(other) {
                unsafe _ = OPENSSL_sk_push(untrusted, UnsafeRawPointer(parsed))
            }
        }
        guard unsafe X509_STORE_CTX_init(context, store, certificate, untrusted) == 1 else { return false }
        unsafe X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_NO_CHECK_TIME) | UInt(X509_V_FLAG_PARTIAL_CHAIN))
        let isAnchored = unsafe X509_verify_cert(context) == 1
        ERR_clear_error()
        return isAnchored
    }
}

/// The certificates that signatures carry, each parsed once: thousands of documents share one.
struct CertificateStore: ~Copyable {
    /// Certificates kept before all are forgotten.
    private static let keptMax = 256

    private let anchors: TrustAnchors?
    private var kept: [[UInt8]: Result<SigningCertificate, SigningCertificate.Failure>] = [:]
    private var lastText: [UInt8] = []
    private var last: Result<SigningCertificate, SigningCertificate.Failure>?

    init(anchors: consuming TrustAnchors?) { self.anchors = anchors }

    /// The certificate of a text in base64; `others` are the signature's other certificates, in base64.
    mutating func certificate(_ text: [UInt8], others: @autoclosure () -> [[UInt8]]) -> Result<
        SigningCertificate, SigningCertificate.Failure
    > {
        if let last, text == lastText { return last }
        let found = kept[text] ?? parsed(text, others: others())
        if kept.count >= Self.keptMax { kept.removeAll() }
        kept[text] = found
        lastText = text
        last = found
        return found
    }

    private func parsed(_ text: [UInt8], others: [[UInt8]]) -> Result<SigningCertificate, SigningCertificate.Failure> {
        guard let der = Base64.decoded(text.span) else { return .failure(.unreadable) }
        do throws(SigningCertificate.Failure) {
            return .success(
                try SigningCertificate(der: der, anchors: anchors, others: others.compactMap { Base64.decoded($0.span) }))
        } catch {
            return .failure(error)
        }
    }
}
