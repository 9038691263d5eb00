internal import CCrypto

/// A private RSA key in libcrypto's hands.
@safe
struct KeyHandle: ~Copyable {
    private let key: OpaquePointer

    private init(owned key: OpaquePointer) { unsafe self.key = key }

    /// Reads PEM; nil when there is no RSA private key in it.
    init?(pem: [UInt8]) {
        let read: OpaquePointer? = unsafe withMemory(pem) { unsafe PEM_read_bio_PrivateKey($0, nil, nil, nil) }
        guard let handle = unsafe KeyHandle(checked: read) else { return nil }
        self = handle
    }

    /// Reads DER; nil when it's no RSA private key.
    init?(der: [UInt8]) {
        let read = unsafe der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return unsafe d2i_AutoPrivateKey(nil, &next, bytes.count)
        }
        guard let handle = unsafe KeyHandle(checked: read) else { return nil }
        self = handle
    }

    private init?(checked read: OpaquePointer?) {
        guard let read = unsafe read else {
            ERR_clear_error()
            return nil
        }
        guard unsafe EVP_PKEY_get_base_id(read) == EVP_PKEY_RSA else {
            unsafe EVP_PKEY_free(read)
            return nil
        }
        unsafe self.init(owned: read)
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// A new key of 2048 bits.
    static func generated() throws(SigningError) -> KeyHandle {
        guard let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { throw .refused(call: "EVP_PKEY_CTX_new_id") }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1 else {
            throw .refused(call: "EVP_PKEY_keygen_init")
        }
        var made: OpaquePointer?
        guard unsafe EVP_PKEY_keygen(context, &made) == 1, let key = unsafe made else { throw .refused(call: "EVP_PKEY_keygen") }
        return unsafe KeyHandle(owned: key)
    }

    /// The key as DER.
    borrowing func der() throws(SigningError) -> [UInt8] {
        let key = unsafe key
        guard let bytes = unsafe encoded({ unsafe i2d_PrivateKey(key, $0) }) else { throw .refused(call: "i2d_PrivateKey") }
        return bytes
    }

    /// True when the certificate is of this key.
    borrowing func fits(_ certificate: [UInt8]) -> Bool {
        guard let parsed = unsafe SigningCertificate.parsed(certificate) else { return false }
        defer { unsafe X509_free(parsed) }
        return unsafe X509_check_private_key(parsed, key) == 1
    }

    /// The signature over a SHA-256 digest.
    borrowing func sign(digest: [UInt8]) throws(SigningError) -> [UInt8] {
        guard let context = unsafe EVP_PKEY_CTX_new(key, nil) else { throw .refused(call: "EVP_PKEY_CTX_new") }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        guard unsafe EVP_PKEY_sign_init(context) == 1, unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
            unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        else { throw .refused(call: "EVP_PKEY_sign_init") }
        var signature = [UInt8](repeating: 0, count: Int(unsafe EVP_PKEY_get_size(key)))
        var count = signature.count
        let code = unsafe signature.withUnsafeMutableBufferPointer { room in
            unsafe EVP_PKEY_sign(context, room.baseAddress, &count, digest, digest.count)
        }
        guard code == 1 else { throw .refused(call: "EVP_PKEY_sign") }
        return Array(signature.prefix(count))
    }

    /// A certificate of this key that this key signs; DER.
    borrowing func selfSignedCertificate(commonName: String, notBefore: Int64, notAfter: Int64) throws(SigningError) -> [UInt8] {
        guard let certificate = unsafe X509_new(), let name = unsafe X509_NAME_new() else { throw .refused(call: "X509_new") }
        defer {
            unsafe X509_NAME_free(name)
            unsafe X509_free(certificate)
        }
        for (field, text) in [("C", "PA"), ("OU", "FACTURA ELECTRONICA"), ("CN", commonName)] {
            let value = Array(text.utf8)
            guard unsafe X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, value, Int32(value.count), -1, 0) == 1 else {
                throw .refused(call: "X509_NAME_add_entry_by_txt")
            }
        }
        let isFilled =
            unsafe X509_set_version(certificate, 2) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1
            && X509_set_subject_name(certificate, name) == 1 && X509_set_issuer_name(certificate, name) == 1
            && X509_set_pubkey(certificate, key) == 1
            && ASN1_TIME_set(X509_getm_notBefore(certificate), Int(notBefore)) != nil
            && ASN1_TIME_set(X509_getm_notAfter(certificate), Int(notAfter)) != nil
        guard isFilled, unsafe X509_sign(certificate, key, EVP_sha256()) > 0 else { throw .refused(call: "X509_sign") }
        guard let der = unsafe encoded({ unsafe i2d_X509(certificate, $0) }) else { throw .refused(call: "i2d_X509") }
        return der
    }
}
