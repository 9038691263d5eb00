internal import CLibXML2
internal import Glibc

/// What an element's local name means to a pass.
struct XMLName {
    /// What the name is in a signed document (dgi.md 1.1, 7).
    enum Role: UInt8, CaseIterable {
        case none, signed, leftOut, signature, signedInfo, canonicalizationMethod, signatureMethod, reference, transforms,
            transform
        case digestMethod, digestValue, signatureValue, keyInfo, x509Data, x509Certificate

        /// The names that XMLDSig gives.
        var dsigName: String? {
            switch self {
            case .none, .signed, .leftOut: nil
            case .signature: "Signature"
            case .signedInfo: "SignedInfo"
            case .canonicalizationMethod: "CanonicalizationMethod"
            case .signatureMethod: "SignatureMethod"
            case .reference: "Reference"
            case .transforms: "Transforms"
            case .transform: "Transform"
            case .digestMethod: "DigestMethod"
            case .digestValue: "DigestValue"
            case .signatureValue: "SignatureValue"
            case .keyInfo: "KeyInfo"
            case .x509Data: "X509Data"
            case .x509Certificate: "X509Certificate"
            }
        }
    }

    /// Place in the vocabulary, from 1; 0 for a name that isn't in it.
    var number: Int16 = 0
    var role = Role.none
    /// Bytes of the name.
    var count: UInt32 = 0
}

/// Finds out what a name means by the address at which libxml2's dictionary keeps it: one look, no comparison of bytes.
///
/// Advice to editors: addresses are good for as long as the parser context keeps its dictionary; `forgetAddresses` belongs to
/// every new one.
@safe
struct NameTable {
    private let meanings: [String: XMLName]
    private var addresses: [UInt]
    private var names: [XMLName]
    private var held = 0

    // Far more than the DGI's vocabulary needs; when hostile names fill it, they are looked up by their bytes again.
    private static let slots = 4096

    init(vocabulary: [String], signed: String, leftOut: [String]) {
        var meanings: [String: XMLName] = [:]
        for (place, name) in vocabulary.enumerated() { meanings[name, default: XMLName()].number = Int16(place + 1) }
        for role in XMLName.Role.allCases {
            if let name = role.dsigName { meanings[name, default: XMLName()].role = role }
        }
        meanings[signed, default: XMLName()].role = .signed
        for name in leftOut { meanings[name, default: XMLName()].role = .leftOut }
        self.meanings = meanings
        addresses = Array(repeating: 0, count: Self.slots)
        names = Array(repeating: XMLName(), count: Self.slots)
    }

    @inline(__always)
    mutating func find(_ name: UnsafePointer<UInt8>) -> XMLName {
        let address = UInt(bitPattern: name)
        var slot = Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 52)
        while addresses[slot] != 0 {
            if addresses[slot] == address { return names[slot] }
            slot = (slot &+ 1) & (Self.slots - 1)
        }
        return unsafe learn(name, slot)
    }

    private mutating func learn(_ name: UnsafePointer<UInt8>, _ slot: Int) -> XMLName {
        let text = unsafe String(cString: name)
        var meaning = meanings[text] ?? XMLName()
        meaning.count = UInt32(text.utf8.count)
        if held < Self.slots / 2 {
            held += 1
            addresses[slot] = UInt(bitPattern: name)
            names[slot] = meaning
        }
        return meaning
    }

    mutating func forgetAddresses() {
        held = 0
        for slot in addresses.indices { addresses[slot] = 0 }
    }
}
