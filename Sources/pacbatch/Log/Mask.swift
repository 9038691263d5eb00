/// Hides personal data: a natural person's RUC is built on the cédula (Ley 81 of 2019).
enum Mask {
    /// All but the last 3 characters.
    static func ruc(_ text: String) -> String { text.count > 3 ? "***" + text.suffix(3) : "***" }

    /// All but the first letter.
    static func name(_ text: String) -> String { text.isEmpty ? "" : text.prefix(1) + "***" }

    /// All but the first letter.
    static func email(_ text: String) -> String { text.isEmpty ? "" : text.prefix(1) + "***@***" }

    /// A text of unknown content, a PAC's message for one: whatever looks like an e-mail or a RUC is hidden, also the RUC inside a CUFE.
    static func text(_ text: String) -> String {
        var masked = ""
        var word = ""
        for character in text {
            if isPartOfWord(character) {
                word.append(character)
            } else {
                masked += maskedWord(word)
                masked.append(character)
                word = ""
            }
        }
        return masked + maskedWord(word)
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.+@%".contains(character)
    }

    private static func maskedWord(_ word: String) -> String {
        if let at = word.firstIndex(of: "@"), at != word.startIndex, word.index(after: at) != word.endIndex { return email(word) }
        let dots = word.reversed().prefix { $0 == "." }.count
        let bare = word.dropLast(dots)
        guard looksLikeRuc(bare) else { return word }
        return (isCufe(bare) ? "FE***" + bare.suffix(38) : ruc(String(bare))) + String(repeating: ".", count: dots)
    }

    /// 66 characters that begin with FE: the last 38, from the branch on, come after the issuer's RUC and DV (dgi.md 2.1).
    private static func isCufe(_ word: Substring) -> Bool { word.hasPrefix("FE") && word.count == 66 }

    /// Three or four parts of letters and digits with at least two of digits only; but for a date, `2026-11-20`.
    private static func looksLikeRuc(_ word: Substring) -> Bool {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard (3...4).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } }),
            parts.dropFirst().filter({ $0.allSatisfy(\.isNumber) }).count >= 2
        else { return false }
        let isDate = parts.count == 3 && parts[0].count == 4 && parts[1].count == 2 && parts[2].prefix(3).count == 2
        return !isDate
    }
}

/// Takes secrets out of bytes that are about to be written, whoever put them there: the last net below `Secret` itself (G13).
struct SecretMask: Sendable {
    private let secrets: [[UInt8]]

    init(_ secrets: [Secret]) {
        // As they are, and as JSON writes them. Short ones would hide ordinary text.
        self.secrets = secrets.flatMap { secret in
            secret.withValue { bytes in
                let escaped = bytes.flatMap {
                    $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0]
                }
                return escaped == bytes ? [bytes] : [bytes, escaped]
            }
        }.filter { $0.count >= 4 }
    }

    /// The bytes with `***` for every secret in them.
    func masked(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for secret in secrets {
            while let range = bytes.firstRange(of: secret) { bytes.replaceSubrange(range, with: Array("***".utf8)) }
        }
        return bytes
    }
}
