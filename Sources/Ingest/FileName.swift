/// Names of files that anybody may have dropped.
enum FileName {
    /// Longest name that is kept, in bytes: the names of result files, which add to it, must stay within the file system's 255.
    private static let bytesMax = 200

    /// True for names that say "not yet" or "not for you" (product.md 6).
    static func isIgnored(_ name: [UInt8]) -> Bool {
        guard let first = name.first, first != UInt8(ascii: "."), first != UInt8(ascii: "~") else { return true }
        let lowercase = name.suffix(5).map { $0 | 0x20 }
        return lowercase.suffix(4) == Array(".tmp".utf8)[...] || lowercase == Array(".part".utf8)
    }

    /// The name under which a file is kept: what isn't UTF-8, controls the terminal, turns the reading direction or is too long is replaced.
    static func kept(_ name: [UInt8]) -> String {
        var kept = ""
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
            kept.unicodeScalars.append(isHarmless(scalar) ? scalar : "_")
        }
        guard kept.utf8.count > bytesMax else { return kept }
        let ending = kept.lastIndex(of: ".").map { String(kept[$0...]) } ?? ""
        let tail = ending.utf8.count <= 16 ? ending : ""
        var head = kept.prefix(bytesMax)
        while head.utf8.count + tail.utf8.count > bytesMax { head.removeLast() }
        return head + tail
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200B...0x200F, 0xFEFF, 0xFFFD: false
        default: true
        }
    }
}
