/// Signing failed, or a key couldn't be made. Facts only.
public enum SigningError: Error, Sendable, Equatable {
    /// The bytes hold no RSA private key that can be read.
    case keyUnreadable
    /// The bytes hold no certificate that can be read, or one of another key.
    case certificateUnreadable
    /// libcrypto refused; the name of its function.
    case refused(call: String)
    /// The document can't be read.
    case document(XMLRefusal)
    /// The document has no element of that name to be signed, or one that is signed already.
    case nothingToSign
}
