internal import Digest

/// How a signature is written, within what the DGI's documents are known to have (dgi.md 7).
public struct SignatureForm: Sendable, Equatable {
    /// The canonical form of SignedInfo.
    public enum Canonicalization: Sendable, CaseIterable {
        case inclusive, exclusive
    }

    /// The order of the two transforms.
    public enum TransformOrder: Sendable, CaseIterable {
        /// Exclusive c14n, then enveloped-signature: that of the real sample.
        case canonicalFirst
        /// The reverse.
        case envelopedFirst
    }

    /// The canonical form of SignedInfo.
    public var canonicalization: Canonicalization
    /// The order of the two transforms.
    public var transformOrder: TransformOrder
    /// False leaves the certificate out; the signature then proves nothing by itself.
    public var holdsCertificate: Bool

    /// Makes a form; without arguments that of the real sample.
    public init(
        canonicalization: Canonicalization = .inclusive, transformOrder: TransformOrder = .canonicalFirst,
        holdsCertificate: Bool = true
    ) {
        self.canonicalization = canonicalization
        self.transformOrder = transformOrder
        self.holdsCertificate = holdsCertificate
    }
}

extension SigningKey {
    /// The `Signature` element over an element of which only the canonical bytes (without `Signature` and what stands outside the
    /// signature) are at hand. Good where no prefix is declared around it.
    /// - Throws: `SigningError.refused`.
    public func signature(overCanonical unsigned: [UInt8], form: SignatureForm = SignatureForm()) throws(SigningError) -> [UInt8]
    {
        let draft = SignatureDraft(digest: SHA256.digest(unsigned), key: self, form: form)
        return draft.element(value: try sign(draft.canonicalSignedInfo))
    }

    /// The document with its element signed: `Signature` stands in front of what is left out of it, else at the element's end.
    /// - Parameters:
    ///   - document: a whole XML text with one element to be signed, which has no `Signature` yet.
    ///   - name: local name of that element.
    ///   - leftOut: local names of its children that stand outside the signature.
    ///   - form: how the signature is written.
    /// - Throws: `SigningError.document`, `.nothingToSign`, `.refused`.
    public func signed(
        _ document: [UInt8], element name: String = "rFE", leftOut: [String] = ["gNoFirm"], form: SignatureForm = SignatureForm()
    ) throws(SigningError) -> [UInt8] {
        var pass = XMLPass(vocabulary: [name] + leftOut, signed: name, leftOut: leftOut)
        pass.keepsSignedInfo = true
        let (outcome, place) = try Self.look(at: document, &pass)
        guard !outcome.isPresent else { throw .nothingToSign }
        let draft = SignatureDraft(digest: outcome.digest, key: self, form: form)
        func assembled(_ value: [UInt8]) -> [UInt8] { document[..<place] + draft.element(value: value) + document[place...] }
        // The canonical SignedInfo may hold declarations of the elements around it: it's taken from the document itself.
        _ = try Self.look(at: assembled([]), &pass)
        return assembled(try sign(pass.signedInfo))
    }

    /// What a pass over the whole document says of its one signed element, and where a signature belongs.
    private static func look(at document: [UInt8], _ pass: inout XMLPass) throws(SigningError) -> (SignatureOutcome, Int) {
        pass.restart()
        pass.feed(document.span, isLast: true)
        if let refusal = pass.refusal { throw .document(refusal) }
        guard pass.signatures.count == 1, let end = pass.events.firstIndex(where: { $0.kind == .endSigned }) else {
            throw .nothingToSign
        }
        let closing = pass.events[end].offset
        let endTag = document[..<closing].lastIndex(of: UInt8(ascii: "<")) ?? closing
        return (pass.signatures[0], placeOfLeftOut(pass.events, before: end) ?? endTag)
    }

    /// Where the first child begins that is left out of the signature. Names of the vocabulary: 1 is the element, the others
    /// such children.
    private static func placeOfLeftOut(_ events: [XMLEvent], before end: Int) -> Int? {
        var depth = 0
        for event in events[..<end] {
            if event.kind == .begin {
                if event.name == 1 { depth = 0 } else { depth += 1 }
                if depth == 1, event.name > 1 { return event.offset }
            } else {
                depth -= 1
            }
        }
        return nil
    }
}
