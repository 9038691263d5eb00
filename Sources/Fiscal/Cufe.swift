import JSONText

/// The DGI's unique code of a document (Código Único de Factura Electrónica): 66 characters with a check digit (dgi.md 2.1).
///
/// It can be rebuilt and checked offline, but proves neither existence nor authorisation (dgi.md 8).
public struct Cufe: Sendable, Hashable {
    /// The 66 characters.
    public let text: String

    /// Takes a code whose form and check digit are right.
    /// - Throws: the first of `faults(in:)`.
    public init(text: String) throws(CufeFault) {
        if let fault = Self.faults(in: text).first { throw fault }
        self.text = text
    }

    private init(built text: String) { self.text = text }

    /// The DGI's iDoc, 2 digits.
    public var documentType: String { part(.documentType) }
    /// dTipoRuc of the issuer.
    public var rucType: RucType { part(.rucType) == "1" ? .natural : .juridical }
    /// RUC of the issuer without the padding; a RUC that begins with 0 loses its zeros (dgi.md 2.1).
    public var ruc: String { String(part(.ruc).drop { $0 == "0" }) }
    /// Check digits of the issuer's RUC, 2 digits.
    public var dv: String { part(.dv) }
    /// dSucEm, 4 letters or digits.
    public var branch: String { part(.branch) }
    /// dNroDF, 10 digits.
    public var numeration: String { part(.numeration) }
    /// dPtoFacDF, 3 digits.
    public var billingPoint: String { part(.billingPoint) }
    /// iTpEmis, 2 digits.
    public var issueType: String { part(.issueType) }
    /// iAmb.
    public var environment: FiscalEnvironment { part(.environment) == "1" ? .production : .sandbox }
    /// dSeg, 9 digits.
    public var securityCode: String { part(.securityCode) }
    /// The last digit, 0...9.
    public var checkDigit: UInt8 { UInt8(part(.checkDigit)) ?? 0 }

    /// The issue date, in Panama.
    public var date: (year: Int, month: Int, day: Int) {
        let digits = Int(part(.date)) ?? 0
        return (digits / 10_000, digits / 100 % 100, digits % 100)
    }

    /// The issue date at 12:00:00 in Panama: the code carries no time of day (rulebook 6.4).
    public var issueDate: FiscalTime {
        let date = date
        return FiscalTime(year: date.year, month: date.month, day: date.day) ?? FiscalTime(epochSeconds: 0)
    }

    /// The characters of a part, as they stand.
    public func part(_ part: Part) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: part.range.lowerBound)
        return String(text[start..<utf8.index(start, offsetBy: part.range.count)])
    }
}

/// Who issues a document, as its CUFE carries it (dgi.md 2.1).
public struct IssuerIdentity: Sendable, Hashable {
    /// RUC, at most 20 characters.
    public let ruc: String
    /// The RUC's type.
    public let rucType: RucType
    /// Check digits, 2 digits.
    public let dv: String

    /// Makes an identity.
    public init(ruc: String, rucType: RucType, dv: String) {
        self.ruc = ruc
        self.rucType = rucType
        self.dv = dv
    }
}

extension Cufe {
    /// The code of a document. Every part must have its form (dgi.md 2.1): RUC at most 20 characters, DV 2, branch 4, numeration 10,
    /// billing point 3, issue type 2, security code 9.
    public static func build(
        documentType: DocumentType, issuer: IssuerIdentity, issueDate: FiscalTime, numeration: String, billingPoint: String,
        branch: String, issueType: String, environment: FiscalEnvironment, securityCode: String
    ) -> Cufe {
        var writer = ByteWriter(capacity: Part.count)
        writer.append("FE")
        writer.append(text: documentType.rawValue)
        writer.append(magnitude: UInt64(issuer.rucType.rawValue), digits: 1)
        writer.append(repeating: UInt8(ascii: "0"), count: Part.ruc.range.count - issuer.ruc.utf8.count)
        writer.append(text: issuer.ruc)
        writer.append("-")
        writer.append(text: issuer.dv)
        writer.append(text: branch)
        let date = issueDate.civil
        writer.append(magnitude: UInt64(date.year * 10_000 + date.month * 100 + date.day), digits: 8)
        writer.append(text: numeration)
        writer.append(text: billingPoint)
        writer.append(text: issueType)
        writer.append(text: String(environment.code))
        writer.append(text: securityCode)
        precondition(writer.count == Part.count - 1, "every part of a CUFE has its length")
        writer.append(byte: UInt8(ascii: "0") + checkDigit(writer.bytes.span.extracting(2..<Part.count - 1)))
        return Cufe(built: writer.text)
    }

    /// The check digit 0...9 of the 63 characters between `FE` and itself: Luhn from the right, where a character that is no digit counts as
    /// the last decimal digit of its ASCII code (dgi.md 2.1).
    public static func checkDigit(_ body: Span<UInt8>) -> UInt8 {
        var sum = 0
        var doubles = true
        var index = body.count - 1
        while index >= 0 {
            let byte = body[index]
            var value = Int(byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : byte % 10)
            if doubles {
                value *= 2
                if value > 9 { value -= 9 }
            }
            sum += value
            doubles.toggle()
            index -= 1
        }
        return UInt8((10 - sum % 10) % 10)
    }
}
