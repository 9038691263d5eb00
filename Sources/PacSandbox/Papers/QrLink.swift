/// The address in the QR picture (dgi.md 2.3), with a token as the DGI's: HS256 over CUFE, environment and digest.
enum QrLink {
    static func address(cufe: String, environment: Character, digest: String, secret: [UInt8]) -> String {
        let header = base64(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8), forURL: true)
        let payload = base64(
            Array(#"{"chFE":"\#(cufe)","iAmb":"\#(environment)","digestValue":"\#(digest)"}"#.utf8), forURL: true)
        let signature = base64(keyedDigest(key: secret, Array("\(header).\(payload)".utf8)), forURL: true)
        let plainDigest = digest.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
        return "https://dgi-fep.mef.gob.pa/Consultas/FacturasPorQR?chFE=\(cufe)&iAmb=\(environment)"
            + "&digestValue=\(plainDigest)&jwt=\(header).\(payload).\(signature)"
    }

    /// Base64 (RFC 4648); for addresses with `-` and `_` and without padding.
    static func base64(_ bytes: [UInt8], forURL: Bool = false) -> String {
        let last: StaticString = forURL ? "-_" : "+/"
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\(last)".utf8)
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let rest = bytes.count - index
            let group =
                UInt32(bytes[index]) << 16 | UInt32(rest > 1 ? bytes[index + 1] : 0) << 8
                | UInt32(rest > 2 ? bytes[index + 2] : 0)
            for place in 0..<4 {
                if place <= rest {
                    text.append(alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
                } else if !forURL {
                    text.append(UInt8(ascii: "="))
                }
            }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }
}
