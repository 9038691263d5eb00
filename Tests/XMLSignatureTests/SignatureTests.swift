import RfeFixtures
import Testing

@testable import XMLSignature

struct SignatureTests {
    private let key: SigningKey

    init() throws { key = try SigningKey(throwAway: ThrowAwayKeys.signer) }

    /// What one pass over a text finds of its only signed element.
    private func outcome(of text: String, anchors: consuming TrustAnchors? = nil) throws -> SignatureOutcome {
        var pass = XMLPass(vocabulary: [], signed: "rFE", leftOut: ["gNoFirm"], anchors: anchors)
        pass.feed(Array(text.utf8).span, isLast: true)
        #expect(pass.refusal == nil)
        return try #require(pass.signatures.first)
    }

    @Test(arguments: SignatureForm.Canonicalization.allCases, SignatureForm.TransformOrder.allCases)
    func `a signature made here verifies here, in every form`(
        canonicalization: SignatureForm.Canonicalization, order: SignatureForm.TransformOrder
    ) throws {
        let form = SignatureForm(canonicalization: canonicalization, transformOrder: order)
        let seen = try outcome(of: RfeFixture.invoice.signed(by: key, form: form))
        #expect(seen.isValid)
        #expect(seen.certificate?.subject.contains("LLAVE DESECHABLE") == true)
        #expect(seen.certificate?.keyBits == 2048)
    }

    @Test func `a signature over canonical bytes alone is the one made in place`() throws {
        let body = RfeFixture.invoice.body
        let element = String(decoding: try key.signature(overCanonical: Array(body.utf8)), as: UTF8.self)
        #expect(try RfeFixture.invoice.signed(by: key).contains(element))
    }

    @Test func `a prefix in scope around SignedInfo belongs to the inclusive form`() throws {
        let fixture = RfeFixture.invoice.replacing("<rFE ", with: "<rFE xmlns:xsi=\"urn:x\" ")
        #expect(try outcome(of: fixture.signed(by: key, form: SignatureForm(canonicalization: .inclusive))).isValid)
    }

    @Test func `an envelope's prefixes don't enter the signature`() throws {
        let signed = try RfeFixture.invoice.signed(by: key, form: SignatureForm(canonicalization: .inclusive))
        #expect(
            try outcome(of: "<e:Envelope xmlns:e=\"urn:e\" xmlns:f=\"urn:f\"><e:Body>\(signed)</e:Body></e:Envelope>").isValid)
    }

    @Test func `white space around attributes and another way to write the same leave the signature true`() throws {
        let signed = try RfeFixture.invoice.signed(by: key)
        let respelled = signed.replacing("&amp; vaso", with: "&#38; <![CDATA[vaso]]>").replacing("<gDGen>", with: "<gDGen  >")
            .replacing("<dNroItems>2</dNroItems>", with: "<dNroItems><!-- two -->2</dNroItems>")
        #expect(try outcome(of: respelled).isValid)
    }

    /// An alteration after signing, and what is found.
    struct Alteration: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let old: String
        let new: String
        let fault: String

        init(_ description: String, _ old: String, _ new: String, _ fault: String) {
            (testDescription, self.old, self.new, self.fault) = (description, old, new, fault)
        }
    }

    static let alterations = [
        Alteration("a letter of a name", "La Ñata", "La Nata", "digest"),
        Alteration("white space between elements", "</gEmis><gDatRec>", "</gEmis> <gDatRec>", "digest"),
        Alteration("an attribute more", "<gDatRec>", "<gDatRec id=\"1\">", "digest"),
        Alteration("a processing instruction", "<gDatRec>", "<gDatRec><?x?>", "digest"),
        Alteration("another namespace", "http://dgi-fep.mef.gob.pa\"", "http://dgi-fep.mef.gob.pa/\"", "digest"),
        Alteration("one digit of the stated digest", "<DigestValue>", "<DigestValue>AAAA", "base64(element: \"DigestValue\")"),
        Alteration("the signed info", "<SignedInfo>", "<SignedInfo> ", "value"),
        Alteration("SHA-1 as the digest", "2001/04/xmlenc#sha256", "2000/09/xmldsig#sha1", "algorithm(element: \"DigestMethod\""),
        Alteration(
            "HMAC as the signature", "xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256",
            "algorithm(element: \"SignatureMethod\""),
        Alteration(
            "c14n with comments", "Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
            "Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"", "algorithm(element: \"Transform\""),
        Alteration(
            "one transform only", "<Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></Transform>", "",
            "transforms"),
        Alteration("a reference to a part", "URI=\"\"", "URI=\"#x\"", "reference(uri: \"#x\")"),
        Alteration("a reference without URI", " URI=\"\"", "", "reference(uri: \"\")"),
        Alteration("a reference to a file", "URI=\"\"", "URI=\"file:///etc/passwd\"", "reference(uri: \"file:///etc/passwd\")"),
        Alteration("no method", "<DigestMethod", "<X", "structure"),
        Alteration(
            "XMLDSig's names in another namespace", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">", "<Signature>",
            "namespace"),
        Alteration("a certificate that is none", "<X509Certificate>", "<X509Certificate>AAAA", "certificateUnreadable"),
        Alteration("a value that isn't base64", "<SignatureValue>", "<SignatureValue>!", "base64(element: \"SignatureValue\")"),
        Alteration("a value of another length", "<SignatureValue>", "<SignatureValue>AAAA", "value"),
        Alteration(
            "an empty value", "<SignatureValue>", "<SignatureValue></SignatureValue><SignatureValue>",
            "structure(\"SignatureValue\")"),
    ]

    @Test(arguments: alterations)
    func `an altered document says which part is wrong`(alteration: Alteration) throws {
        var signed = try RfeFixture.invoice.signed(by: key)
        #expect(signed.contains(alteration.old))
        signed = signed.replacing(alteration.old, with: alteration.new, maxReplacements: 1)
        if alteration.testDescription == "no method" { signed = signed.replacing("</DigestMethod>", with: "</X>") }
        let seen = try outcome(of: signed)
        #expect(!seen.isValid)
        #expect(seen.faults.contains { "\($0)".hasPrefix(alteration.fault) }, "\(seen.faults)")
    }

    @Test func `another's certificate doesn't verify, a second one beside the signer's does`() throws {
        let signed = try RfeFixture.invoice.signed(by: key)
        let other = try SigningKey(throwAway: ThrowAwayKeys.other)
        let mine = String(decoding: Base64.text(of: key.certificate), as: UTF8.self)
        let theirs = String(decoding: Base64.text(of: other.certificate), as: UTF8.self)
        #expect(try outcome(of: signed.replacing(mine, with: theirs)).faults == [.value])
        let both = signed.replacing("<X509Certificate>", with: "<X509Certificate>\(theirs)</X509Certificate><X509Certificate>")
        let seen = try outcome(of: both)
        #expect(seen.isValid)
        #expect(seen.certificate?.subject.contains("OTRA") == false)
    }

    @Test func `a key that isn't RSA isn't taken`() throws {
        let signed = try RfeFixture.invoice.signed(by: key)
        let lines = ThrowAwayKeys.elliptic.split(separator: "\n").dropFirst().dropLast().joined()
        let mine = String(decoding: Base64.text(of: key.certificate), as: UTF8.self)
        #expect(try outcome(of: signed.replacing(mine, with: lines)).faults == [.keyNotRSA])
    }

    @Test func `two signatures are one too many`() throws {
        let signed = try RfeFixture.invoice.signed(by: key)
        let start = try #require(signed.firstRange(of: "<Signature "))
        let end = try #require(signed.firstRange(of: "</Signature>"))
        let element = signed[start.lowerBound..<end.upperBound]
        #expect(try outcome(of: signed.replacing("<gNoFirm>", with: element + "<gNoFirm>")).faults.contains(.severalSignatures))
    }

    @Test func `without a certificate the digest counts and nothing is proved`() throws {
        let signed = try RfeFixture.invoice.signed(by: key, form: SignatureForm(holdsCertificate: false))
        let seen = try outcome(of: signed)
        #expect(seen.isPresent && !seen.isChecked && seen.faults.isEmpty && !seen.isValid)
        #expect(try !outcome(of: signed.replacing("La Ñata", with: "La Nata")).faults.isEmpty)
    }

    @Test func `without a signature nothing is wrong and nothing is proved`() throws {
        let seen = try outcome(of: RfeFixture.invoice.unsigned)
        #expect(!seen.isPresent && !seen.isValid && seen.faults.isEmpty)
    }

    @Test func `a chain leads to its anchor and to no other`() throws {
        let signed = try RfeFixture.invoice.signed(by: SigningKey(throwAway: ThrowAwayKeys.issued))
        let anchored = try outcome(of: signed, anchors: TrustAnchors(pem: Array(ThrowAwayKeys.authority.utf8)))
        #expect(anchored.isValid && anchored.certificate?.isAnchored == true)
        let elsewhere = try outcome(of: signed, anchors: TrustAnchors(pem: Array(ThrowAwayKeys.elliptic.utf8)))
        #expect(elsewhere.isValid && elsewhere.certificate?.isAnchored == false)
        #expect(try outcome(of: signed).certificate?.isAnchored == nil)
    }

    @Test func `validity is read to the second`() throws {
        let facts = try #require(
            outcome(of: RfeFixture.invoice.signed(by: SigningKey(throwAway: ThrowAwayKeys.expired))).certificate)
        #expect(facts.notBefore == 1_577_836_800)
        #expect(facts.notAfter == 1_640_995_200)
    }

    @Test func `a key made here signs, and survives its PEM`() throws {
        let made = try SigningKey.make(commonName: "PAC de ensayo & Cía.", notBefore: 1_700_000_000, notAfter: 1_900_000_000)
        let kept = try SigningKey(pem: made.pem)
        let seen = try outcome(of: RfeFixture.invoice.signed(by: kept))
        #expect(seen.isValid)
        #expect(seen.certificate?.subject == "CN=PAC de ensayo & Cía.,OU=FACTURA ELECTRONICA,C=PA")
        #expect(seen.certificate?.notAfter == 1_900_000_000)
    }

    @Test func `bytes that hold no key or no certificate are refused`() throws {
        #expect(throws: SigningError.keyUnreadable) { try SigningKey(pem: Array("nothing".utf8)) }
        let withoutCertificate = ThrowAwayKeys.signer.prefix(
            upTo: try #require(ThrowAwayKeys.signer.firstRange(of: "-----BEGIN CERT")).lowerBound)
        #expect(throws: SigningError.certificateUnreadable) { try SigningKey(pem: Array(withoutCertificate.utf8)) }
        let another = withoutCertificate + ThrowAwayKeys.authority
        #expect(throws: SigningError.certificateUnreadable) { try SigningKey(pem: Array(another.utf8)) }
        let areAnchors =
            switch TrustAnchors(pem: Array("nothing".utf8)) {
            case .none: false
            case .some: true
            }
        #expect(!areAnchors)
    }

    @Test func `a signed document isn't signed again`() throws {
        let signed = try RfeFixture.invoice.signed(by: key)
        #expect(throws: SigningError.nothingToSign) { try key.signed(Array(signed.utf8)) }
        #expect(throws: SigningError.nothingToSign) { try key.signed(Array("<other/>".utf8)) }
        #expect(throws: SigningError.document(.doctype)) { try key.signed(Array("<!DOCTYPE rFE><rFE/>".utf8)) }
    }
}
