internal import CCrypto

/// SHA-256 over bytes that come in pieces, by libcrypto.
@safe
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// Begins a digest.
    public init() {
        guard let made = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(made, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has no memory for a digest")
        }
        unsafe context = made
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Takes the next bytes in.
    public mutating func update(_ bytes: Span<UInt8>) {
        let code = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(code == 1, "libcrypto refused to digest")
    }

    /// Takes the next bytes in.
    public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// The 32 bytes of the digest; begins the next digest.
    public mutating func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var code = unsafe digest.withUnsafeMutableBufferPointer { unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil) }
        precondition(code == 1, "libcrypto refused to digest")
        code = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(code == 1, "libcrypto refused to digest")
        return digest
    }

    /// The digest of bytes that are there at once.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        write(digestOf: bytes, into: &digest)
        return digest
    }

    /// Writes the digest of bytes that are there at once over the 32 bytes of `digest`, and allocates nothing.
    public static func write(digestOf bytes: [UInt8], into digest: inout [UInt8]) {
        precondition(digest.count == 32, "a SHA-256 digest has 32 bytes")
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe digest.withUnsafeMutableBufferPointer { unsafe pb_sha256(source.baseAddress, source.count, $0.baseAddress) }
        }
    }
}

/// Bytes in hexadecimal, lower case.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// True when both are the same bytes; takes equally long wherever they differ (webhook secrets, rulebook 7.9).
public func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (one, other) = (SHA256.digest(left), SHA256.digest(right))
    return unsafe CRYPTO_memcmp(one, other, one.count) == 0
}

/// Random bytes from libcrypto's generator (security codes, rulebook 5.3).
public func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let code = unsafe bytes.withUnsafeMutableBufferPointer { unsafe RAND_bytes($0.baseAddress, Int32(clamping: count)) }
    precondition(code == 1, "libcrypto has no randomness")
    return bytes
}
