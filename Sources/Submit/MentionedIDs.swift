/// Document ids that an answer mentions, whole or not, JSON or not: they prove nothing, but the PAC can be asked for them.
public enum MentionedIDs {
    /// What follows `"id":"` in the bytes, each once, at most four; an id has 8...64 letters, digits or `-`.
    public static func found(in body: [UInt8]) -> [String] {
        var ids: [String] = []
        let mark = Array(#""id""#.utf8)
        var index = 0
        while index + mark.count < body.count, ids.count < 4 {
            guard body[index] == mark[0], body[index..<index + mark.count].elementsEqual(mark) else {
                index += 1
                continue
            }
            index += mark.count
            let value = body[index...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
            guard value.first == UInt8(ascii: "\"") else { continue }
            let text = value.dropFirst().prefix { isPart($0) }
            guard (8...64).contains(text.count), text.endIndex < body.endIndex, body[text.endIndex] == UInt8(ascii: "\"") else {
                continue
            }
            let id = String(decoding: text, as: UTF8.self)
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
    }
}
