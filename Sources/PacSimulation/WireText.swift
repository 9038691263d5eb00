/// Just enough of JSON for a PAC that must not share the pipeline's parser: the text or number that follows a key for the first time.
enum WireText {
    /// The value of `"key":"value"`; nil when the key isn't there.
    static func string(_ key: String, in body: [UInt8]) -> String? {
        guard let start = end(of: Array("\"\(key)\":\"".utf8), in: body) else { return nil }
        var bytes: [UInt8] = []
        var index = start
        while index < body.count, body[index] != UInt8(ascii: "\"") {
            if body[index] == UInt8(ascii: "\\"), index + 1 < body.count { index += 1 }
            bytes.append(body[index])
            index += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The digits and the point of the number behind `"key":`, at or behind the first place of another text.
    static func number(_ key: String, behind text: String, in body: [UInt8]) -> String? {
        guard let from = end(of: Array(text.utf8), in: body), let start = end(of: Array("\"\(key)\":".utf8), in: body, from: from)
        else { return nil }
        let digits = body[start...].prefix { $0 == UInt8(ascii: ".") || ($0 >= 0x30 && $0 <= 0x39) }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func end(of text: [UInt8], in body: [UInt8], from: Int = 0) -> Int? {
        guard let first = text.first, body.count >= text.count else { return nil }
        var index = from
        while index <= body.count - text.count {
            if body[index] == first, body[index..<index + text.count].elementsEqual(text) { return index + text.count }
            index += 1
        }
        return nil
    }
}

/// The CUFE as the DGI lays it down (dgi.md 2.1), computed apart from the program's own.
enum TrueCufe {
    static func text(
        type: String, company: PacCompany, date: String, number: String, point: String, issueType: String, securityCode: String
    ) -> String {
        let ruc = String(repeating: "0", count: 20 - company.ruc.utf8.count) + company.ruc
        let day = date.prefix(10).filter { $0 != "-" }
        let body =
            "\(type)\(company.rucType)\(ruc)-\(company.dv)\(company.branch)\(day)\(number)\(point)\(issueType)2\(securityCode)"
        var sum = 0
        for (place, byte) in body.utf8.reversed().enumerated() {
            let digit = Int(byte) >= 0x30 && Int(byte) <= 0x39 ? Int(byte) - 0x30 : Int(byte) % 10
            let weighed = place % 2 == 0 ? digit * 2 : digit
            sum += weighed > 9 ? weighed - 9 : weighed
        }
        return "FE\(body)\((10 - sum % 10) % 10)"
    }
}

/// A company as the PAC knows it.
struct PacCompany: Sendable {
    /// Its id in the configuration.
    let id: String
    let pacID: String
    let ruc: String
    let rucType: Int
    let dv: String
    let branch: String
}
