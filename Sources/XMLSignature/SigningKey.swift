internal import CCrypto
internal import Digest

/// A private RSA key and its certificate: what signs fixtures and the sandbox's documents. Neither of them comes from the DGI.
public struct SigningKey: Sendable {
    private let key: [UInt8]
    /// The certificate, DER.
    public let certificate: [UInt8]

    /// Takes key and certificate in PEM, in any order.
    /// - Throws: `SigningError.keyUnreadable`, `.certificateUnreadable`.
    public init(pem: [UInt8]) throws(SigningError) {
        guard let handle = KeyHandle(pem: pem) else { throw .keyUnreadable }
        guard let der = unsafe withMemory(pem, Self.certificateDER), handle.fits(der) else { throw .certificateUnreadable }
        key = try handle.der()
        certificate = der
    }

    private init(key: [UInt8], certificate: [UInt8]) {
        self.key = key
        self.certificate = certificate
    }

    /// Makes a new key of 2048 bits with a certificate that it signs itself.
    /// - Parameters:
    ///   - commonName: the subject's CN; organisation unit and country are the DGI's usual ones (dgi.md 7).
    ///   - notBefore: first moment of validity, in seconds since 1970.
    ///   - notAfter: last moment of validity, in seconds since 1970.
    /// - Throws: `SigningError.refused`.
    public static func make(commonName: String, notBefore: Int64, notAfter: Int64) throws(SigningError) -> SigningKey {
        let handle = try KeyHandle.generated()
        let certificate = try handle.selfSignedCertificate(commonName: commonName, notBefore: notBefore, notAfter: notAfter)
        return SigningKey(key: try handle.der(), certificate: certificate)
    }

    /// Key and certificate in PEM, to be kept in a file that nobody else may read.
    public var pem: [UInt8] {
        Self.armoured(key, "RSA PRIVATE KEY") + Self.armoured(certificate, "CERTIFICATE")
    }

    /// The signature over bytes: RSA-SHA256 (RSASSA-PKCS1-v1_5).
    /// - Throws: `SigningError.refused`.
    func sign(_ bytes: [UInt8]) throws(SigningError) -> [UInt8] {
        guard let handle = KeyHandle(der: key) else { throw .keyUnreadable }
        return try handle.sign(digest: SHA256.digest(bytes))
    }

    /// The certificate's subject, as RFC 2253 writes it.
    var subject: String {
        guard let parsed = unsafe SigningCertificate.parsed(certificate) else { return "" }
        defer { unsafe X509_free(parsed) }
        return unsafe SigningCertificate.subject(of: parsed)
    }

    private static func certificateDER(in memory: OpaquePointer) -> [UInt8]? {
        guard let certificate = unsafe PEM_read_bio_X509(memory, nil, nil, nil) else {
            ERR_clear_error()
            return nil
        }
        defer { unsafe X509_free(certificate) }
        return unsafe encoded { unsafe i2d_X509(certificate, $0) }
    }

    private static func armoured(_ der: [UInt8], _ label: String) -> [UInt8] {
        let text = Base64.text(of: der)
        var lines = Array("-----BEGIN \(label)-----\n".utf8)
        for start in stride(from: 0, to: text.count, by: 64) {
            lines += text[start..<min(start + 64, text.count)]
            lines.append(UInt8(ascii: "\n"))
        }
        return lines + Array("-----END \(label)-----\n".utf8)
    }
}

/// Lends bytes to libcrypto as something to read from.
func withMemory<Result>(_ bytes: [UInt8], _ body: (OpaquePointer) -> Result?) -> Result? {
    unsafe bytes.withUnsafeBytes { bytes in
        guard let memory = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
        defer { unsafe BIO_free(memory) }
        return unsafe body(memory)
    }
}

/// What one of libcrypto's `i2d` functions writes; nil when it fails.
func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]? {
    let count = Int(write(nil))
    guard count > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let written = unsafe bytes.withUnsafeMutableBufferPointer { room in
        var next = room.baseAddress
        return unsafe Int(write(&next))
    }
    return written == count ? bytes : nil
}
