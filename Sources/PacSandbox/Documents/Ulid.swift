import SeededRandom

/// Draws the ids of documents and events: 26 characters, the time in milliseconds first (ULID).
struct UlidSource: Sendable {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    mutating func next(unixMicros: Int64) -> String {
        let time = UInt64(max(unixMicros, 0)) / 1000
        var characters: [UInt8] = []
        characters.reserveCapacity(26)
        for place in stride(from: 45, through: 0, by: -5) { characters.append(Self.alphabet[Int(time >> UInt64(place) & 31)]) }
        for _ in 0..<2 {
            let drawn = random.next()
            for place in stride(from: 35, through: 0, by: -5) {
                characters.append(Self.alphabet[Int(drawn >> UInt64(place) & 31)])
            }
        }
        return String(decoding: characters, as: UTF8.self)
    }
}
