/// A text without the differences that people don't mean when they look for something: case, accents, ñ, white space.
struct FoldedText: Hashable {
    /// Lower case, accents off, runs of anything but letters and digits as one space.
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        var folded: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if Self.isAccent(scalar) { continue }
            let plain = Self.withoutAccent(scalar)
            if plain.properties.isAlphabetic || plain.properties.numericType != nil {
                folded.append(contentsOf: plain.properties.lowercaseMapping.unicodeScalars.map(Self.withoutAccent))
            } else if let last = folded.last, last != " " {
                folded.append(" ")
            }
        }
        if folded.last == " " { folded.removeLast() }
        scalars = folded
    }

    /// The words in it.
    var words: [[Unicode.Scalar]] { scalars.split(separator: " ").map(Array.init) }

    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool { (0x300...0x36F).contains(scalar.value) }

    /// The letter under the accent, for the letters of Latin-1; any other as it is.
    private static func withoutAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xC0...0xC5, 0xE0...0xE5: "a"
        case 0xC7, 0xE7: "c"
        case 0xC8...0xCB, 0xE8...0xEB: "e"
        case 0xCC...0xCF, 0xEC...0xEF: "i"
        case 0xD1, 0xF1: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8: "o"
        case 0xD9...0xDC, 0xF9...0xFC: "u"
        case 0xDD, 0xFD, 0xFF: "y"
        default: scalar
        }
    }
}
