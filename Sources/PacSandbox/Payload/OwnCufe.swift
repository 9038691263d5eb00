/// The CUFE by dgi.md 2.1: the simulator's own computation, which shares nothing with the program it judges.
enum OwnCufe {
    /// The 66 characters of a document's CUFE.
    static func text(
        documentType: String, issuer: Issuer, branch: String, date: String, numeration: String, billingPoint: String,
        issueType: String, environment: Character, securityCode: String
    ) -> String {
        let ruc = String(repeating: "0", count: max(0, 20 - issuer.ruc.count)) + issuer.ruc
        let body =
            "\(documentType)\(issuer.rucType)\(ruc)-\(issuer.checkDigit)\(branch)\(date)\(numeration)\(billingPoint)"
            + "\(issueType)\(environment)\(securityCode)"
        return "FE" + body + String(checkDigit(of: Array(body.utf8)[...]))
    }

    /// Whose document it is.
    struct Issuer: Sendable {
        let ruc: String
        let rucType: Int
        let checkDigit: String
    }

    /// Luhn over the characters between FE and the check digit; what is no digit counts as the last decimal digit of its code.
    static func checkDigit(of body: ArraySlice<UInt8>) -> Int {
        var sum = 0
        var doubles = true
        for byte in body.reversed() {
            var value = byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : Int(byte) % 10
            if doubles {
                value *= 2
                if value > 9 { value -= 9 }
            }
            doubles.toggle()
            sum += value
        }
        return (10 - sum % 10) % 10
    }

    /// True when a text has the form of a CUFE: 66 characters, its parts where they belong (the check digit isn't looked at).
    static func hasForm(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 66, bytes.starts(with: [0x46, 0x45]) else { return false }
        for (index, byte) in bytes.enumerated().dropFirst(2) {
            let isDigit = byte >= 0x30 && byte <= 0x39
            let isLetter = byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
            switch index {
            case 4: guard byte == 0x31 || byte == 0x32 else { return false }
            case 5...24: guard isDigit || isLetter || byte == 0x2D else { return false }
            case 25: guard byte == 0x2D else { return false }
            case 28...31: guard isDigit || isLetter else { return false }
            default: guard isDigit else { return false }
            }
        }
        return true
    }

    /// True when the last digit of a text of the right form is its check digit.
    static func hasCheckDigit(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 66 && Int(bytes[65]) - 0x30 == checkDigit(of: bytes[2..<65])
    }
}
