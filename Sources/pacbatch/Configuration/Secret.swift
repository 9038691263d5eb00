import Digest

/// A key or a webhook secret. It has no description, isn't Codable, and mirrors as nothing, so that it can't slip into a log, a file or a message.
struct Secret: Sendable {
    private let bytes: [UInt8]

    /// Takes over the bytes; white space at both ends belongs to the file, not to the secret. Nil: nothing is left, or a byte that no header can
    /// carry.
    init?(_ raw: [UInt8]) {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = raw.firstIndex(where: { !isSpace($0) }), let last = raw.lastIndex(where: { !isSpace($0) }) else {
            return nil
        }
        let bytes = Array(raw[first...last])
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        self.bytes = bytes
    }

    /// The first 8 hexadecimal digits of its SHA-256: tells two secrets apart and gives neither away (rulebook 7.11).
    var fingerprint: String { String(hexadecimal(SHA256.digest(bytes)).prefix(8)) }

    /// Lends the value: for the one header that carries it and for comparing. Nobody keeps it.
    func withValue<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result {
        try body(bytes)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the value.
    var description: String { "•••" }
    /// Never the value.
    var debugDescription: String { "•••" }
    /// Never the value.
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a secret is (product.md 4): never in the configuration itself, never in an argument.
enum SecretSource: Sendable, Hashable {
    /// An environment variable.
    case env(String)
    /// A file of ours with mode 0600, no symbolic link.
    case file(String)
    /// A file in systemd's `$CREDENTIALS_DIRECTORY`.
    case credential(String)
}

/// Why a secret can't be had: never its value. Exit code 6.
enum SecretError: Error, Sendable, Equatable {
    case variableNotSet(String)
    case noCredentialsDirectory(credential: String)
    case unreadable(path: String, errno: Int32)
    case notAFile(path: String)
    /// Others may read it: mode, in octal digits.
    case tooOpen(path: String, mode: String)
    case notOurs(path: String)
    case empty(SecretSource)
    /// More than 16 KiB.
    case tooLarge(path: String)
}
