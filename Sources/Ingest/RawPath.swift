/// A path as the file system has it: bytes, which need not be UTF-8.
public struct RawPath: Sendable, Hashable {
    /// The path's bytes, without the NUL that ends it in C.
    public let bytes: [UInt8]

    /// The path of a text.
    public init(_ text: String) { bytes = Array(text.utf8) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// A file or folder inside this folder.
    public func appending(_ name: [UInt8]) -> RawPath { RawPath(bytes: bytes + [UInt8(ascii: "/")] + name) }

    /// A file or folder inside this folder.
    public func appending(_ name: String) -> RawPath { appending(Array(name.utf8)) }

    /// The path with something behind its last name.
    func adding(_ ending: String) -> RawPath { RawPath(bytes: bytes + Array(ending.utf8)) }

    /// The folder it lies in; nil for a bare name and for the root.
    var parent: RawPath? {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
        return RawPath(bytes: Array(bytes[..<slash]))
    }

    /// The path for people; bytes that aren't UTF-8 become U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The path for C.
    var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
