internal import CCrypto

/// The version of OpenSSL that digests and signatures run with, `3.0.19`.
public func cryptoVersion() -> String {
    guard let version = unsafe OpenSSL_version(OPENSSL_VERSION_STRING) else { return "?" }
    return unsafe String(cString: version)
}
