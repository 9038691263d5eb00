internal import Digest

/// What tells the bytes of a file from all others.
public struct Fingerprint: Sendable, Equatable {
    /// SHA-256, 32 bytes.
    public let sha256: [UInt8]
    /// How many bytes the file has.
    public let count: Int
    /// True when its first bytes say that it is XML: then `OrderReader` says so, too.
    public let isXML: Bool

    /// 64 lower-case hexadecimal digits.
    public var hex: String { hexadecimal(sha256) }

    /// The first 8 of them, which stand in the names of result files (product.md 3).
    public var sha8: String { String(hex.prefix(8)) }

    /// Reads an input to its end.
    /// - Throws: `IngestError.system` when it can't be read.
    public init(_ source: consuming InputSource) throws(IngestError) {
        isXML = source.beginsAsXML()
        var digest = SHA256()
        var piece = [UInt8](repeating: 0, count: source.chunk)
        var total = 0
        while true {
            let count = try source.read(into: &piece)
            if count == 0 { break }
            digest.update(piece.span.extracting(0..<count))
            total += count
        }
        sha256 = digest.finish()
        count = total
    }
}
