/// What is wrong with a signature. Facts only: the words stand in Fiscal's faults.
public enum SignatureFault: Sendable, Equatable {
    /// The signed element holds more than one `Signature`.
    case severalSignatures
    /// A `Signature` that isn't in XMLDSig's namespace.
    case namespace
    /// An element that a signature must have exactly once and hasn't.
    case structure(String)
    /// An algorithm that isn't one of dgi.md 7's: of which element, and its address.
    case algorithm(element: String, uri: String)
    /// The transforms aren't exactly exclusive c14n and enveloped-signature, in either order.
    case transforms
    /// A reference to something else than the whole document.
    case reference(uri: String)
    /// A text that should be base64 and isn't, or hasn't the length it must have.
    case base64(element: String)
    /// The document isn't what was signed: its digest differs from the stated one. Both in base64.
    case digest(stated: String, computed: String)
    /// The certificate can't be read.
    case certificateUnreadable
    /// The certificate's key isn't an RSA key.
    case keyNotRSA
    /// The signature's value isn't made over this SignedInfo by the certificate's key.
    case value
}

/// The certificate that a document was signed with.
public struct CertificateFacts: Sendable, Equatable {
    /// The subject, as RFC 2253 writes it.
    public let subject: String
    /// First moment of validity, in seconds since 1970.
    public let notBefore: Int64
    /// Last moment of validity, in seconds since 1970.
    public let notAfter: Int64
    /// Bits of the RSA key.
    public let keyBits: Int
    /// True when it leads to one of the trust anchors; nil without anchors.
    public let isAnchored: Bool?
}

/// What a pass found out about the signature of one signed element.
public struct SignatureOutcome: Sendable {
    /// SHA-256 of the exclusive canonical form of the element without its `Signature` and without what else is left out.
    public let digest: [UInt8]
    /// True when there is a `Signature` at all.
    public let isPresent: Bool
    /// True when a certificate was there and the signature's value was checked with its key.
    public let isChecked: Bool
    /// The certificate; nil without one, or when it can't be read.
    public let certificate: CertificateFacts?
    /// Everything that is wrong, in the order of the procedure of dgi.md 7.
    public let faults: [SignatureFault]
    /// Where the `Signature` begins, in bytes of the file; nil without one.
    public let offset: Int?

    /// The digest in base64, as `DigestValue`, the QR's `digestValue` and the protocol's `dDigVal` carry it.
    public var digestText: String { String(decoding: Base64.text(of: digest), as: UTF8.self) }

    /// True for a signature that is there, whole and true, made by the key of its certificate.
    public var isValid: Bool { isPresent && isChecked && faults.isEmpty }
}
