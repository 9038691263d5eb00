import Fiscal

/// A company's profile with what the hot path compares or writes as bytes.
struct Company: Sendable {
    struct Office: Sendable {
        let id: [UInt8]
        let pacOfficeID: [UInt8]
        let code: String
    }

    let profile: CompanyProfile
    let id: [UInt8]
    let billingPoint: [UInt8]
    let offices: [Office]
    /// dTipoRuc, dRuc, hyphen and dDV as each of its CUFEs carries them (dgi.md 2.1).
    let issuer: [UInt8]

    /// Where `issuer` stands in a CUFE.
    static let issuerRange = Cufe.Part.rucType.range.lowerBound..<Cufe.Part.dv.range.upperBound

    init(_ profile: CompanyProfile) {
        self.profile = profile
        id = Array(profile.id.utf8)
        billingPoint = Array(profile.billingPoint.utf8)
        let padding = String(repeating: "0", count: max(0, Cufe.Part.ruc.range.count - profile.ruc.utf8.count))
        issuer = Array("\(profile.rucType.rawValue)\(padding)\(profile.ruc)-\(profile.dv)".utf8)
        offices = profile.offices.sorted { $0.key < $1.key }.map {
            Office(id: Array($0.key.utf8), pacOfficeID: Array($0.value.pacOfficeID.utf8), code: $0.value.code)
        }
    }

    /// The place of the office in `offices`; nil when the configuration doesn't map it.
    func office(_ id: Span<UInt8>) -> Int? {
        offices.firstIndex { id.hasSameBytes(as: $0.id) }
    }
}
